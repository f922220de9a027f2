import Documents
import Forms

/// A document's table with every cell at its column and its label key at hand.
struct Grid {
  struct Cell {
    var text: String
    var key: String
    var span: SourceSpan
    /// Columns and rows that a merged cell covers; 1 where the format lost merges.
    var columnSpan: Int
    var rowSpan: Int

    var isBlank: Bool { text.isEmpty }
  }

  var rows: [[Cell]]
  var rowSpans: [SourceSpan]
  var quotes: [String]
  var width: Int
  /// Whether any cell is merged; then blanks are real blanks and headings need no filling.
  var knowsMerges: Bool

  init(_ table: Table) {
    width = table.columnCount
    rows = []
    rowSpans = []
    quotes = []
    knowsMerges = false
    rows.reserveCapacity(table.rows.count)
    for row in table.rows {
      let blank = Cell(text: "", key: "", span: row.span, columnSpan: 1, rowSpan: 1)
      var cells = [Cell](repeating: blank, count: width)
      for cell in row.cells where cell.column < width {
        let text = cell.content.text
        cells[cell.column] = Cell(
          text: text, key: text.isEmpty ? "" : Label.key(text), span: cell.content.span, columnSpan: cell.columnSpan,
          rowSpan: cell.rowSpan)
        if cell.columnSpan > 1 || cell.rowSpan > 1 { knowsMerges = true }
      }
      rows.append(cells)
      rowSpans.append(row.span)
      quotes.append(row.cells.map(\.content.text).joined(separator: "\t"))
    }
  }

  func isBlank(row: Int) -> Bool { rows[row].allSatisfy(\.isBlank) }
}
