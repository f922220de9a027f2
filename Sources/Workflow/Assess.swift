public import Checking
public import Documents
import Filings
public import Forms
import Foundation
public import Writers

/// The use case “take a file in”: a check, with everything that a store or a page needs to know of it.
public struct Assess: Sendable {
  private let files: PackFiles
  private let check: Check
  private let catalog: Catalog
  private let page: HTMLReport

  /// - Throws: where the embedded templates are broken.
  public init(files: PackFiles, catalog: Catalog) throws {
    self.files = files
    check = Check(files: files, catalog: catalog)
    self.catalog = catalog
    page = try HTMLReport(catalog: catalog)
  }

  /// - Throws: `Check.Failure`; what encoding throws.
  public func run(_ file: SourceFile, _ options: Check.Options = Check.Options()) throws -> AssessedFile {
    let outcome = try check.run(file, options)
    let (input, report) = (outcome.input, outcome.input.report)
    let cells = FactCells(
      outcome.filing, form: outcome.form, overview: Overview(files: files, chain: outcome.form.chain))
    let sentences = Passages(outcome.filing, form: outcome.form)
    let (html, ids) = try page.fragment(input, linkingTo: cells.spans + sentences.spans)
    let counts = CheckSummary.Checked(report)
    let filing = try FilingJSON.write(
      outcome.filing, map: input.map, form: outcome.form, packReason: report.document.packReason, catalog: catalog)
    return AssessedFile(
      format: report.document.format, pack: report.document.pack,
      department: counts.department, fiscalYear: counts.fiscalYear, kind: outcome.filing.kind?.id,
      counts: AssessedFile.Counts(counts, report.coverage),
      findings: outcome.listed,
      facts: cells.facts(anchors: ids.prefix(cells.spans.count)),
      passages: sentences.passages(anchors: ids.suffix(sentences.spans.count)),
      page: html, report: try JSONReport().write(input), filing: filing)
  }
}

extension Check.Outcome {
  /// The findings as lists show them.
  var listed: [AssessedFile.Finding] {
    let titles = Dictionary(form.rules.map { ($0.id, $0.title) }) { first, _ in first }
    return input.report.findings.map { AssessedFile.Finding($0, ruleTitle: titles[$0.rule] ?? $0.rule) }
  }
}

/// What a file came to. Travels as JSON from the process that read the file to the one that keeps it.
public struct AssessedFile: Codable, Sendable {
  public var format: String
  public var pack: String
  /// Nil where nothing was recognised.
  public var department: String?
  public var fiscalYear: Int?
  public var kind: String?
  public var counts: Counts
  public var findings: [Finding]
  public var facts: [Fact]
  public var passages: [Passage]
  /// The main part of the report as HTML.
  public var page: String
  /// `mingzhang-report/1` and `mingzhang-filing/1`, both JSON.
  public var report: String
  public var filing: String

  public struct Counts: Codable, Sendable, Hashable {
    public var errors, warnings, infos: Int
    /// Checks that came to an answer.
    public var checks: Int
    public var numbers, verified, contradicted, unverifiable: Int

    init(_ checked: CheckSummary.Checked, _ coverage: Report.Coverage) {
      (errors, warnings, infos) = (checked.errors, checked.warnings, checked.infos)
      (checks, numbers, verified) = (checked.checks, checked.numbers, checked.verified)
      (contradicted, unverifiable) = (coverage.contradicted, coverage.unverifiable)
    }
  }

  public struct Finding: Codable, Sendable, Hashable {
    public var id, rule, ruleTitle, severity, title, message, place: String
    public var stated, expected: String?

    init(_ finding: Checking.Finding, ruleTitle: String) {
      self.ruleTitle = ruleTitle
      (id, rule, severity) = (finding.id, finding.rule, finding.severity.rawValue)
      (title, message) = (finding.title, finding.message)
      (stated, expected) = (finding.stated, finding.expected)
      place = (finding.principal?.names ?? []).joined(separator: " · ")
    }
  }

  /// One printed cell with its address in the form: `T03.2012601.basic`.
  public struct Fact: Codable, Sendable, Hashable {
    public var address: String
    /// Its name where a reader is shown it first; see `overview.tsv` of the packs.
    public var highlight: String?
    public var table, tableTitle: String
    /// Of a table filled once for each project: its name; else empty.
    public var member: String
    public var rowCode, rowName: String
    public var column, columnName: String
    /// As printed.
    public var text: String
    /// Decimal text of a number; nil for words.
    public var value: String?
    public var unit: String?
    /// Of an amount of money: whole fen, and the step that it was rounded to.
    public var fen, step: Int64?
    /// Id of its cell in the page.
    public var anchor: String?
  }

  public struct Passage: Codable, Sendable, Hashable {
    /// `name`, `heading`, `project`, `account` or `sentence`.
    public var kind: String
    public var text: String
    public var anchor: String?
  }
}
