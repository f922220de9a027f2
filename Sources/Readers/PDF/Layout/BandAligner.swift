/// Parts of a table, one under the other, that have equally many columns, hardly any of them in the same place.
///
/// They were two tables that touch, or one that was laid out anew in the middle; its columns are the same, first with
/// first, second with second. Laid over one set of boundaries they would fall into different columns.
enum BandAligner {
  /// Fewer columns than this are too little to tell.
  private static let leastColumns = 4

  static func aligned(_ table: PageTable) -> PageTable {
    var rest = table
    var bands: [PageTable] = []
    while let cut = firstCut(rest) {
      var band = rest
      band.rows = Array(rest.rows[..<cut])
      bands.append(band.withoutHollows)
      rest.rows = Array(rest.rows[cut...])
    }
    guard !bands.isEmpty else { return table }
    bands.append(rest.withoutHollows)
    guard bands.allSatisfy({ $0.columns == bands[0].columns }) else { return table }
    var joined = table
    joined.rows = bands.flatMap(\.rows)
    (joined.upperXs, joined.xs) = (bands[0].xs, bands[bands.count - 1].xs)
    return joined
  }

  /// The first row from which on as many columns begin as above it, each somewhere else.
  private static func firstCut(_ table: PageTable) -> Int? {
    let starts = table.rows.map { $0.map(\.column) }
    // By row, the columns that begin in it or below.
    var below: [Set<Int>] = [[]]
    for row in starts.reversed() { below.append((below.last ?? []).union(row)) }
    below.reverse()
    guard below[0].count > leastColumns else { return nil }
    var above: Set<Int> = []
    /// The first row that no cell from above reaches into.
    var free = 0
    for row in table.rows.indices {
      if row >= free, above.count >= leastColumns, above.count == below[row].count,
        zip(above.sorted(), below[row].sorted()).dropFirst().count(where: { $0 == $1 }) * 4 < above.count
      {
        return row
      }
      above.formUnion(starts[row])
      free = max(free, table.rows[row].map { row + $0.rowSpan }.max() ?? 0)
    }
    return nil
  }
}
