public import Checking
import Dispatch
public import Documents
public import Filings
public import Forms
import Recognition
public import Writers

/// The use case “check a disclosure”: from a file to a report.
public struct Check: Sendable {
  public struct Options: Sendable {
    /// Id of a form pack; nil to choose by the document.
    public var pack: String?
    /// Fiscal year; nil to read it from the document.
    public var year: Int?
    /// Findings below it are left out.
    public var severity: Finding.Severity = .info
    /// Rule ids, or beginnings of them, to apply; empty applies all.
    public var select: [String] = []
    /// Rule ids, or beginnings of them, not to apply.
    public var ignore: [String] = []
    public var baseline: Baseline?
    /// What the jurisdiction says of rules.
    public var severities = Severities()

    public init() {}
  }

  public struct Outcome: Sendable {
    public var input: ReportInput
    public var form: Form
    public var filing: Filing
    /// Entries of the baseline that fit no finding any more.
    public var unusedSuppressions: [Baseline.Entry]
  }

  public enum Failure: Error, Sendable {
    case unreadable(UnreadableFile)
    case pack(PackChoice.Failure)
  }

  public let catalog: Catalog
  private let understand: Understand

  /// Begins to read the built-in packs, so that it is done by the time that the first document is there.
  public static func prepare() {
    DispatchQueue.global().async { _ = PackShelf.embedded.marks }
  }

  /// Forms are loaded once for all documents that are checked with it.
  public init(files: PackFiles, catalog: Catalog) {
    understand = Understand(files: files, catalog: catalog)
    self.catalog = catalog
  }

  func validate(pack: String, year: Int?) throws(Failure) {
    try understand.validate(pack: pack, year: year)
  }

  public func run(_ file: SourceFile, _ options: Options = Options()) throws(Failure) -> Outcome {
    let (reading, choice, filing) = try understand.run(
      file, pack: options.pack, year: options.year)
    let form = options.severities.applied(to: selected(choice.form, options), year: filing.fiscalYear)
    let result = Checker(form: form, catalog: catalog).check(filing, of: reading.document)
    var coverage = result.coverage
    // What was only assumed (a table that goes on after a page break) has been read; what was cut or garbled has not.
    let assumptions: Set = [
      "reading.tableJoined", "reading.cellContinued", "reading.gb18030", "reading.changesAccepted",
      "reading.shownDiffers", "reading.tableContinued", "reading.headRepeated", "reading.rowBroken",
      "reading.runningHeads", ReadingNote.guessedTable,
    ]
    coverage.unread += reading.notes.filter { !assumptions.contains($0.id) }.map { note in
      let words = catalog(note.id, note.values)
      let reason = note.file.map { catalog("reading.inFile", ["file": $0, "text": words]) } ?? words
      return Report.Unread(quote: "", reason: reason, span: note.span)
    }
    let judged =
      ReadingDoubt(reading.map, form, catalog, notes: reading.notes)?.applied(to: result.findings) ?? result.findings
    let kept = judged.filter { $0.severity >= options.severity }
    let (findings, suppressed, unused) = options.baseline?.applied(to: kept) ?? (kept, [], [])
    var summary = Report.Summary(
      file: file.name, format: reading.format.rawValue, department: filing.department?.text,
      fiscalYear: filing.fiscalYear, pack: choice.form.pack, packTitle: choice.form.title, packReason: choice.reason,
      kind: filing.kind?.title)
    summary.parts = reading.parts.map {
      Report.Part(file: $0.file, format: $0.format.rawValue, path: file.paths[$0.file])
    }
    let report = Report(
      document: summary, findings: findings, suppressed: suppressed, verdicts: result.verdicts, coverage: coverage)
    return Outcome(
      input: ReportInput(report: report, document: reading.document, lines: reading.lines, map: reading.map),
      form: form, filing: filing,
      unusedSuppressions: unused)
  }

  /// The form with the rules that are wanted. The others are not applied at all, so that no count speaks of them.
  private func selected(_ form: Form, _ options: Options) -> Form {
    func matches(_ rule: Rule, _ patterns: [String]) -> Bool {
      patterns.contains { rule.id == $0 || rule.id.hasPrefix($0 + ".") }
    }
    var form = form
    form.rules.removeAll { rule in
      matches(rule, options.ignore) || !options.select.isEmpty && !matches(rule, options.select)
    }
    return form
  }
}
