public import Forms

/// Writes a summary as an XLSX workbook, whose rows can be filtered and sorted.
public struct SummarySheet: Sendable {
  private let catalog: Catalog

  public init(catalog: Catalog) {
    self.catalog = catalog
  }

  public func write(_ summary: CheckSummary, to path: String) throws(SheetFailure) {
    let table = SummaryTable(summary, catalog)
    var sheet = Sheet(name: catalog("summary.sheet"), widths: [44, 30, 7, 10, 7, 7, 7, 10, 8, 12, 44])
    sheet.rows.append(Sheet.Row(table.head.map { Sheet.Cell($0, .head) }))
    sheet.rows += table.rows.map { row in Sheet.Row(row.map(cell)) }
    sheet.head = 0..<1
    sheet.hasFilter = true
    try SheetFile().write(sheet, to: path)
  }

  private func cell(_ cell: SummaryTable.Cell) -> Sheet.Cell {
    switch cell {
    case .blank: Sheet.Cell("")
    case .number(let number): Sheet.Cell(number)
    case .text(let text): Sheet.Cell(text)
    }
  }
}
