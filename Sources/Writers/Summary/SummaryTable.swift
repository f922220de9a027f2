import Forms

/// A summary as a plain table, the same for CSV and XLSX: a head and a row for each file.
struct SummaryTable {
  enum Cell: Hashable {
    case text(String)
    case number(Int)
    case blank
  }

  let head: [String]
  let rows: [[Cell]]

  init(_ summary: CheckSummary, _ catalog: Catalog) {
    head = [
      "summary.file", "summary.department", "summary.year", "summary.pack", "report.error", "report.warning",
      "report.info", "summary.checks", "summary.numbers", "summary.verified", "summary.state",
    ].map { catalog($0) }
    let blanks = Array(repeating: Cell.blank, count: head.count - 2)
    rows =
      summary.lines.map { line in
        switch line.outcome {
        case .unreadable(let reason): [.text(line.file)] + blanks + [.text(reason)]
        case .checked(let checked): [.text(line.file)] + Self.cells(checked, catalog)
        }
      }
      + summary.skipped.map { [.text($0.file)] + blanks + [.text(catalog("summary.passed", ["reason": $0.reason]))] }
  }

  private static func cells(_ checked: CheckSummary.Checked, _ catalog: Catalog) -> [Cell] {
    let state =
      checked.checks == 0
      ? catalog("text.nothing.ran") : catalog(checked.findings == 0 ? "summary.sound" : "summary.found")
    return [
      checked.department.map(Cell.text) ?? .blank, checked.fiscalYear.map(Cell.number) ?? .blank, .text(checked.pack),
    ]
      + [checked.errors, checked.warnings, checked.infos, checked.checks, checked.numbers, checked.verified].map(
        Cell.number) + [.text(state)]
  }
}
