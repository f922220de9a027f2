import Documents

/// Rows of cells to a table: each cell in the first column that no cell from above reaches into.
struct HTMLTableAssembler {
  private(set) var notes: [ReadingNote] = []
  private(set) var cellsLeft: Int
  private var rows: [Table.Row] = []
  private var width = 0
  /// For how many more rows each column is taken.
  private var taken: [Int] = []
  private let limits: ReadingLimits

  init(limits: ReadingLimits, cellsLeft: Int) {
    (self.limits, self.cellsLeft) = (limits, cellsLeft)
  }

  /// Nil where every cell is blank.
  var table: Table? {
    guard let first = rows.first, let last = rows.last,
      rows.contains(where: { $0.cells.contains { !$0.content.text.isEmpty } })
    else { return nil }
    var table = Table(rows: rows, columnCount: width, span: first.span.union(last.span))
    // A cell cannot reach below the table.
    for row in rows.indices {
      for cell in rows[row].cells.indices {
        table.rows[row].cells[cell].rowSpan = min(rows[row].cells[cell].rowSpan, rows.count - row)
      }
    }
    return table
  }

  /// - Returns: false where the limits allow no more.
  mutating func add(_ row: [(content: TextPiece, tag: HTMLTag)]) -> Bool {
    guard let first = row.first else { return true }
    let start = first.tag.range.lowerBound
    guard rows.count < limits.rows else { return cut("reading.rowsCut", limits.rows, at: start) }
    var cells: [Table.Cell] = []
    var column = 0
    var next = taken.map { max(0, $0 - 1) }
    for (content, tag) in row {
      while column < taken.count, taken[column] > 0 { column += 1 }
      guard column < limits.columns else {
        _ = cut("reading.columnsCut", limits.columns, at: tag.range.lowerBound)
        break
      }
      let columns = min(tag.number("colspan"), limits.columns - column, Self.widestCell)
      let height = min(tag.number("rowspan"), limits.rows)
      guard columns <= cellsLeft else { return cut("reading.cellsCut", limits.cells, at: start) }
      cellsLeft -= columns
      cells.append(Table.Cell(column: column, columnSpan: columns, rowSpan: height, content: content))
      while next.count < column + columns { next.append(0) }
      for place in column..<column + columns { next[place] = max(next[place], height - 1) }
      column += columns
    }
    taken = next
    width = max(width, taken.count)
    let end = cells.map(\.content.span.end).max() ?? start
    rows.append(Table.Row(cells: cells, span: SourceSpan(start..<max(start, end))))
    return true
  }

  /// What browsers take.
  private static let widestCell = 1000

  private mutating func cut(_ id: String, _ limit: Int, at place: Int) -> Bool {
    notes.append(ReadingNote(id: id, values: ["limit": "\(limit)"], span: SourceSpan(place..<place + 1)))
    return false
  }
}
