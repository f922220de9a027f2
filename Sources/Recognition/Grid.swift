import Amounts
import Documents
import Forms

/// A document's table with every cell at its column and its label key at hand.
struct Grid {
  struct Cell {
    var text: String
    /// The label's key after the form's synonyms; of a number, its text.
    var key: String
    /// The form's label that the key is; see `FormIndex.label`.
    var label: Int
    var value: PrintedValue
    var span: SourceSpan
    /// Columns and rows that a merged cell covers; 1 where the format lost merges.
    var columnSpan: Int
    var rowSpan: Int

    var isBlank: Bool { text.isEmpty }

    /// Whether it is a bare number, as figures in a table are.
    var isNumber: Bool { if case .number(let number) = value { number.unit.isEmpty } else { false } }

    /// Whether it is a number other than zero.
    var isFigure: Bool { if case .number(let number) = value { number.significand != 0 } else { false } }
  }

  var rows: [[Cell]]
  var rowSpans: [SourceSpan]
  var quotes: [String]
  var width: Int
  /// Whether any cell is merged; then blanks are real blanks and headings need no filling.
  var knowsMerges: Bool

  init(_ table: Table, _ index: FormIndex) {
    width = table.columnCount
    rows = []
    rowSpans = []
    quotes = []
    knowsMerges = false
    rows.reserveCapacity(table.rows.count)
    for row in table.rows {
      let blank = Cell(
        text: "", key: "", label: FormIndex.unknown, value: .blank, span: row.span, columnSpan: 1, rowSpan: 1)
      var cells = [Cell](repeating: blank, count: width)
      for cell in row.cells where cell.column < width {
        let text = cell.content.text
        let value = PrintedValue(parsing: text)
        let (key, label) = Self.label(text, value, index)
        cells[cell.column] = Cell(
          text: text, key: key, label: label, value: value, span: cell.content.span,
          columnSpan: cell.columnSpan, rowSpan: cell.rowSpan)
        if cell.columnSpan > 1 || cell.rowSpan > 1 { knowsMerges = true }
      }
      rows.append(cells)
      rowSpans.append(row.span)
      quotes.append(row.cells.map(\.content.text).joined(separator: "\t"))
    }
  }

  /// “2024年决算数” reads as a number with a unit and is a label all the same; a bare number never is.
  private static func label(_ text: String, _ value: PrintedValue, _ index: FormIndex) -> (key: String, label: Int) {
    switch value {
    case .blank: return (text, FormIndex.unknown)
    case .number(let number) where number.unit.isEmpty: return (text, FormIndex.unknown)
    case .number, .text:
      let key = index.form.wording.key(text)
      return (key, index.label(key))
    }
  }

  func isBlank(row: Int) -> Bool { rows[row].allSatisfy(\.isBlank) }

  /// The table with nothing but some of the cells in one of its rows.
  func keeping(_ columns: [Int], ofRow row: Int) -> Grid {
    var grid = self
    for column in rows[row].indices where !columns.contains(column) {
      (grid.rows[row][column].text, grid.rows[row][column].key) = ("", "")
      (grid.rows[row][column].label, grid.rows[row][column].value) = (FormIndex.unknown, .blank)
    }
    return grid
  }
}
