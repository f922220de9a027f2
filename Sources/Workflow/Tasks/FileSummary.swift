import Checking
import Documents
public import Writers

/// What one of many files came to: its line of the summary, and its findings as lists show them. Travels as JSON.
public struct FileSummary: Codable, Sendable {
  public var line: CheckSummary.Line
  public var findings: [AssessedFile.Finding]

  public init(line: CheckSummary.Line, findings: [AssessedFile.Finding] = []) {
    (self.line, self.findings) = (line, findings)
  }

  /// A file that could not be checked, with why.
  public init(file: String, unreadable words: String) {
    self.init(line: CheckSummary.Line(file: file, outcome: .unreadable(words)))
  }

  init(_ outcome: Check.Outcome, file: String) {
    let report = outcome.input.report
    let titles = Dictionary(outcome.form.rules.map { ($0.id, $0.title) }) { first, _ in first }
    line = CheckSummary.Line(file: file, outcome: .checked(.init(report)))
    findings = report.findings.map { AssessedFile.Finding($0, ruleTitle: titles[$0.rule] ?? $0.rule) }
  }
}
