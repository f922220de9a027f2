import Documents

/// What can be told of a table's make-up from its cells alone, so that it is drawn as it was printed.
struct TableShape {
  let headings: Range<Int>
  /// Rows begin with codes of a classification.
  let isCoded: Bool
  /// Columns without anything below the headings; a phone folds them away. Empty where a merged cell crosses one.
  let emptyColumns: Set<Int>

  init(_ table: Table) {
    headings = table.headingRows
    let body = table.rows[headings.upperBound...]
    isCoded = body.count { $0.cells.first?.content.text.isCode ?? false } > 1
    emptyColumns = Self.emptyColumns(of: table, body: body)
  }

  private static func emptyColumns(of table: Table, body: ArraySlice<Table.Row>) -> Set<Int> {
    var empty = Set(0..<table.columnCount)
    for cell in body.flatMap(\.cells) where !cell.content.text.allSatisfy(\.isWhitespace) {
      for column in cell.column..<(cell.column + cell.columnSpan) { empty.remove(column) }
    }
    let merged = table.rows.flatMap(\.cells).filter { $0.columnSpan > 1 }
    let crosses = merged.contains { cell in
      (cell.column..<(cell.column + cell.columnSpan)).contains { empty.contains($0) }
    }
    return body.isEmpty || crosses ? [] : empty
  }

  /// The class of a row: how deep its code is, or that it closes the account.
  func rowClass(_ row: Table.Row) -> String? {
    guard isCoded, let code = row.cells.first?.content.text else { return nil }
    if code.isCode {
      switch code.unicodeScalars.count(where: { !$0.properties.isWhitespace }) {
      case 3: return "l1"
      case 5: return "l2"
      default: return "l3"
      }
    }
    return row.cells.contains { $0.content.text.isFigure } ? "tot" : nil
  }

  /// The column that names the rows.
  var nameColumn: Int { isCoded ? 1 : 0 }
}
