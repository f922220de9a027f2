extension WordTable {
  /// Takes the rows of a table that only a hairline parts from it.
  ///
  /// - Returns: false where the other has other columns, and so is a table of its own.
  mutating func append(_ other: WordTable) -> Bool {
    guard width == other.width else { return false }
    add(other.rows[...])
    return true
  }

  /// Takes the rows of a table right behind it that goes on with it.
  ///
  /// - Returns: false where the other is a table of its own.
  mutating func take(_ other: WordTable) -> Bool {
    guard width == other.width, width > 1, let repeated = ContinuedTable.repeatedRows(rows, other.rows) else {
      return false
    }
    add(other.rows[repeated...])
    return true
  }
}

extension WordTable.Cell: ContinuedCell {
  var plain: [Unicode.Scalar] { WordItem.flattened(items).scalars.filter { !$0.isBlank && $0 != "\n" } }
}
