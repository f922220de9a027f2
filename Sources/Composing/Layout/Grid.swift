import Documents

/// A table under construction: rows of texts, each cell as wide as said.
struct Grid {
  struct Cell {
    var text: String
    var width = 1

    init(_ text: String, width: Int = 1) {
      (self.text, self.width) = (text, width)
    }
  }

  private(set) var rows: [[Cell]] = []

  mutating func add(_ cells: [Cell]) { rows.append(cells) }
  mutating func add(_ texts: [String]) { rows.append(texts.map { Cell($0) }) }

  var width: Int { rows.map { $0.reduce(0) { $0 + $1.width } }.max() ?? 0 }

  /// The table, every row as wide as the widest.
  var table: Table {
    let nowhere = SourceSpan(start: 0, end: 0)
    let width = width
    let rows = rows.map { row in
      var cells: [Table.Cell] = []
      var column = 0
      for cell in row {
        cells.append(
          Table.Cell(column: column, columnSpan: cell.width, content: TextPiece(text: cell.text, span: nowhere)))
        column += cell.width
      }
      while column < width {
        cells.append(Table.Cell(column: column, content: TextPiece(text: "", span: nowhere)))
        column += 1
      }
      return Table.Row(cells: cells, span: nowhere)
    }
    return Table(rows: rows, columnCount: width, span: nowhere)
  }
}
