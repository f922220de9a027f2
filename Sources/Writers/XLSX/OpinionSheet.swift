import Checking
public import Forms

/// Writes the sheet of opinions (审核意见表) that a finance bureau sends back to the department: the findings, numbered,
/// worst first, with a column for the department's reply. It is made to be printed on A4 paper.
public struct OpinionSheet: Sendable {
  private let catalog: Catalog
  private let date: String?

  /// - Parameter date: of the opinion, as it is to be printed; nil leaves it out. Writers know no clock.
  public init(catalog: Catalog, date: String? = nil) {
    (self.catalog, self.date) = (catalog, date)
  }

  public func write(_ input: ReportInput, to path: String) throws(SheetFailure) {
    try SheetFile().write(sheet(input), to: path)
  }

  func sheet(_ input: ReportInput) -> Sheet {
    var sheet = Sheet(name: catalog("opinion.sheet"), widths: Self.widths)
    sheet.rows = top(input.report)
    sheet.rows.append(Sheet.Row(Self.columns.map { Sheet.Cell(catalog("opinion.\($0)"), .head) }, height: 22))
    sheet.head = sheet.rows.count - 1..<sheet.rows.count
    let places = PlaceWords(input, catalog)
    for (number, finding) in input.report.findings.enumerated() {
      sheet.rows.append(Sheet.Row(cells(of: finding, number: number + 1, places)))
    }
    if input.report.findings.isEmpty {
      sheet.rows.append(Sheet.Row([Sheet.Cell(nothing(input.report), columns: Self.columns.count)], height: 22))
    }
    return sheet
  }

  private static let columns = [
    "number", "severity", "place", "finding", "stated", "expected", "difference", "basis", "suggestion", "reply",
  ]
  private static let widths: [Double] = [5, 6, 22, 34, 12, 12, 28, 18, 18, 18]

  private func nothing(_ report: Report) -> String {
    catalog(report.verdicts.ran == 0 ? "text.nothing.ran" : "summary.sound")
  }

  /// Title, what was checked, and how it ended, each across the whole sheet.
  private func top(_ report: Report) -> [Sheet.Row] {
    let document = report.document
    var facts = [(catalog("summary.department"), document.department ?? "")]
    facts.append((catalog("summary.year"), document.fiscalYear.map(String.init) ?? ""))
    facts += [(catalog("opinion.form"), document.packTitle), (catalog("summary.file"), document.file)]
    if let date { facts.append((catalog("opinion.date"), date)) }
    let count = { (severity: Finding.Severity) in String(report.findings.count { $0.severity == severity }) }
    let counts = catalog(
      "opinion.counts",
      [
        "errors": count(.error), "warnings": count(.warning), "infos": count(.info),
        "checks": String(report.verdicts.ran), "unread": String(report.coverage.unread.count),
      ])
    return [
      across(catalog("opinion.title"), .title, height: 30),
      across(
        facts.filter { !$0.1.isEmpty }.map { catalog("opinion.fact", ["name": $0, "value": $1]) }.joined(
          separator: "　　"), .line, height: 30),
      across(counts, .line, height: 18),
    ]
  }

  private func across(_ text: String, _ style: Sheet.Style, height: Double) -> Sheet.Row {
    Sheet.Row([Sheet.Cell(text, style, columns: Self.columns.count)], height: height)
  }

  private func cells(of finding: Finding, number: Int, _ places: PlaceWords) -> [Sheet.Cell] {
    [
      Sheet.Cell(number),
      Sheet.Cell(catalog("report.\(finding.severity.rawValue)"), style(of: finding.severity)),
      Sheet.Cell(place(of: finding, places)), Sheet.Cell(finding.message),
      Sheet.Cell(finding.stated ?? "", .amount), Sheet.Cell(finding.expected ?? "", .amount),
      Sheet.Cell(difference(of: finding)), Sheet.Cell(finding.basis.joined(separator: "\n")),
      Sheet.Cell(
        [finding.cause.map { catalog("report.cause", ["text": $0]) }, finding.suggestion]
          .compactMap { $0 }.joined(separator: "\n")),
      Sheet.Cell(""),
    ]
  }

  private func style(of severity: Finding.Severity) -> Sheet.Style {
    switch severity {
    case .error: .error
    case .warning: .warning
    case .info: .info
    }
  }

  /// The accused places, each with its page or line, the first few of them.
  private func place(of finding: Finding, _ places: PlaceWords) -> String {
    let accused = finding.accused.isEmpty ? finding.locations : finding.accused
    var names: [String] = []
    for location in accused {
      let label = location.label.isEmpty ? location.quote : location.label
      let words = places.words(location.span).map { catalog("opinion.at", ["label": label, "place": $0]) }
      if !names.contains(words ?? label) { names.append(words ?? label) }
    }
    let shown = names.prefix(Self.fewPlaces)
    let more =
      names.count > shown.count ? [catalog("text.more.places", ["count": String(names.count - shown.count)])] : []
    return (shown + more).joined(separator: "\n")
  }

  /// The first equation behind a finding with its two sides, or else the rule's equation.
  private func difference(of finding: Finding) -> String {
    guard let evidence = finding.evidence.first else { return finding.formula ?? "" }
    return [evidence.equation, catalog.relation(of: evidence)].filter { !$0.isEmpty }.joined(separator: "\n")
  }

  private static let fewPlaces = 4
}
