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
    self.init(
      line: CheckSummary.Line(file: file, outcome: .checked(.init(outcome.input.report))), findings: outcome.listed)
  }
}
