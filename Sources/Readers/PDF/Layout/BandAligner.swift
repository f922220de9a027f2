/// Parts of a table, one under the other, that have equally many columns, not all of them in the same place.
///
/// They were tables that touch, or one that was laid out anew in the middle; its columns are the same, first with first,
/// second with second. Laid over one set of boundaries they would fall into different columns.
enum BandAligner {
  /// Fewer columns than this are too little to tell.
  private static let leastColumns = 4

  static func aligned(_ table: PageTable) -> PageTable {
    let starts = columnsOfRows(table)
    let most = starts.map(\.count).max() ?? 0
    guard most >= leastColumns, let bands = bands(starts, most), bands.count > 1 else { return table }
    let parts = bands.map { band in
      var part = table
      part.rows = Array(table.rows[band])
      return part
    }
    // A cell that reaches from one part into the next belongs to a form, whose blocks are laid out as they need it.
    guard parts.allSatisfy({ !$0.hasCellsBelow }) else { return table }
    let whole = parts.map(\.withoutHollows)
    guard whole.allSatisfy({ $0.columns == whole[0].columns && $0.rows.count > 0 }) else { return table }
    var joined = table
    joined.rows = whole.flatMap(\.rows)
    (joined.upperXs, joined.xs) = (whole[0].xs, whole[whole.count - 1].xs)
    return joined
  }

  /// By row, where the cells begin that stand in it, those that reach into it from above included.
  private static func columnsOfRows(_ table: PageTable) -> [Set<Int>] {
    var columns = [Set<Int>](repeating: [], count: table.rows.count)
    for (row, cells) in table.rows.enumerated() {
      for cell in cells {
        for covered in row..<min(row + max(1, cell.rowSpan), table.rows.count) { columns[covered].insert(cell.column) }
      }
    }
    return columns
  }

  /// Rows that begin their cells in the same places. A row with fewer cells has some of them merged, and belongs to the
  /// rows above or below it.
  ///
  /// - Returns: nil where a row belongs to neither.
  private static func bands(_ starts: [Set<Int>], _ most: Int) -> [Range<Int>]? {
    var bands: [Range<Int>] = []
    var current: Set<Int>?
    var begin = 0
    /// The first row since the last whole one that is none of its band.
    var open: Int?
    for (row, columns) in starts.enumerated() {
      guard columns.count == most else {
        if open == nil, let own = current, !columns.isSubset(of: own) { open = row }
        continue
      }
      if let own = current, own != columns {
        let cut = open ?? row
        guard starts[cut..<row].allSatisfy({ $0.isSubset(of: columns) }) else { return nil }
        bands.append(begin..<cut)
        begin = cut
      } else if current == nil {
        guard starts[..<row].allSatisfy({ $0.isSubset(of: columns) }) else { return nil }
      } else if open != nil {
        return nil
      }
      (current, open) = (columns, nil)
    }
    guard open == nil else { return nil }
    return bands + [begin..<starts.count]
  }
}

extension PageTable {
  /// Whether some cell reaches below the last row.
  fileprivate var hasCellsBelow: Bool {
    rows.enumerated().contains { row, cells in cells.contains { row + $0.rowSpan > rows.count } }
  }
}
