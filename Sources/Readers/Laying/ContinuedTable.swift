import Documents

/// A cell as far as it tells whether a table goes on with another.
protocol ContinuedCell {
  var column: Int { get }
  var columnSpan: Int { get }
  var rowSpan: Int { get }
  /// Its text without blanks and line ends.
  var plain: [Unicode.Scalar] { get }
}

/// A table right behind another that goes on with it, as tables of converted pages do: as wide, and beginning with the
/// same heading rows again or with none.
enum ContinuedTable {
  /// - Returns: how many rows of the other are headings printed again; nil where it is a table of its own.
  static func repeatedRows<Rows: RandomAccessCollection, Cell: ContinuedCell>(_ rows: Rows, _ other: Rows) -> Int?
  where Rows.Index == Int, Rows.Element == [Cell] {
    guard let first = other.first else { return nil }
    let repeated = zip(rows, other).prefix { isSame($0, $1) && isHeading($0) }.count
    if repeated == 0 { return isFirstOfATable(first) ? nil : 0 }
    // A form that is printed twice goes on with the same figures, too.
    guard repeated < other.count, repeated < rows.count, !isSame(rows[repeated], other[repeated]),
      other[..<repeated].enumerated().allSatisfy({ row in
        row.element.allSatisfy { row.offset + $0.rowSpan <= repeated }
      })
    else { return nil }
    return repeated
  }

  private static func isSame<Cell: ContinuedCell>(_ row: [Cell], _ other: [Cell]) -> Bool {
    row.count == other.count
      && zip(row, other).allSatisfy {
        $0.column == $1.column && $0.columnSpan == $1.columnSpan && $0.plain == $1.plain
      }
  }

  /// Words and no figures; a row of column numbers has only short ones.
  private static func isHeading(_ row: [some ContinuedCell]) -> Bool {
    let texts = row.map(\.plain)
    return texts.contains { !$0.isEmpty }
      && texts.allSatisfy { text in
        text.count <= 2 || text.contains { !$0.isASCIIDigit && $0 != "." && $0 != "," && $0 != "-" && $0 != "%" }
      }
  }

  /// A line across the whole width, or words in every cell.
  private static func isFirstOfATable(_ row: [some ContinuedCell]) -> Bool {
    let texts = row.map(\.plain)
    return row.count == 1 || texts.allSatisfy { text in !text.isEmpty && !text.contains { $0.isASCIIDigit } }
  }
}

extension Table.Cell: ContinuedCell {
  var plain: [Unicode.Scalar] { content.text.unicodeScalars.filter { !$0.isBlank && $0 != "\n" } }
}

extension Table {
  /// Takes the rows of a table right behind it that goes on with it.
  ///
  /// - Returns: false where the other is a table of its own.
  mutating func take(_ other: Table) -> Bool {
    guard columnCount == other.columnCount, columnCount > 1,
      let repeated = ContinuedTable.repeatedRows(rows.lazy.map(\.cells), other.rows.lazy.map(\.cells))
    else { return false }
    rows += other.rows[repeated...]
    span = span.union(other.span)
    return true
  }
}
