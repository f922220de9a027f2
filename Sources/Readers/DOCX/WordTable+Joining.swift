extension WordTable {
  /// Takes the rows of a table that only a hairline parts from it.
  ///
  /// - Returns: false where the other has other columns, and so is a table of its own.
  mutating func append(_ other: WordTable) -> Bool {
    guard width == other.width else { return false }
    add(other.rows[...])
    return true
  }

  /// Takes the rows of a table right behind it that goes on with it, as tables of converted pages do: as wide, and
  /// beginning with the same heading rows again or with none.
  ///
  /// - Returns: false where the other is a table of its own.
  mutating func take(_ other: WordTable) -> Bool {
    guard width == other.width, width > 1, let first = other.rows.first else { return false }
    let repeated = zip(rows, other.rows).prefix { Self.isSame($0, $1) && Self.isHeading($0) }.count
    if repeated == 0 {
      guard !Self.isFirstOfATable(first) else { return false }
    } else {
      // A form that is printed twice goes on with the same figures, too.
      guard repeated < other.rows.count, repeated < rows.count, !Self.isSame(rows[repeated], other.rows[repeated]),
        other.rows[..<repeated].enumerated().allSatisfy({ row in
          row.element.allSatisfy { row.offset + $0.rowSpan <= repeated }
        })
      else { return false }
    }
    add(other.rows[repeated...])
    return true
  }

  private static func plain(_ cell: Cell) -> [Unicode.Scalar] {
    WordItem.flattened(cell.items).scalars.filter { !$0.isBlank && $0 != "\n" }
  }

  private static func isSame(_ row: [Cell], _ other: [Cell]) -> Bool {
    row.count == other.count
      && zip(row, other).allSatisfy {
        $0.column == $1.column && $0.columnSpan == $1.columnSpan && plain($0) == plain($1)
      }
  }

  /// Words and no figures; a row of column numbers has only short ones.
  private static func isHeading(_ row: [Cell]) -> Bool {
    let texts = row.map(plain)
    return texts.contains { !$0.isEmpty }
      && texts.allSatisfy { text in
        text.count <= 2 || text.contains { !$0.isASCIIDigit && $0 != "." && $0 != "," && $0 != "-" && $0 != "%" }
      }
  }

  /// A line across the whole width, or words in every cell.
  private static func isFirstOfATable(_ row: [Cell]) -> Bool {
    let texts = row.map(plain)
    return row.count == 1 || texts.allSatisfy { text in !text.isEmpty && !text.contains { $0.isASCIIDigit } }
  }
}
