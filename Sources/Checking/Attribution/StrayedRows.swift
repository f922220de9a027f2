import Amounts
import Filings
import Forms

/// Rows whose figures stand beside other accounts than their own, by more than one row: somebody added accounts to the
/// names of a table and not to its figures, or sorted one without the other.
///
/// Another table that prints the same figures tells whose they are. A slide by one row is left to the search for causes,
/// which weighs it against other explanations; of what goes further there is no other.
struct StrayedRows {
  /// A table whose figures strayed.
  struct Run: Sendable {
    var table: Int
    /// The table that tells.
    var other: Int
    /// Rows as printed whose figures are not theirs, with whose they are; nil where they are nobody's.
    var rows: [(printed: FilledRow, owner: String?)]
  }

  private let filing: Filing
  private let form: Form

  /// - Returns: the filing with strayed figures beside their own accounts, and where that is not as printed.
  static func corrected(_ filing: Filing, form: Form) -> (filing: Filing, runs: [Run]) {
    let strayed = StrayedRows(filing: filing, form: form)
    var corrected = filing
    var runs: [Run] = []
    for table in strayed.tables {
      for block in filing.tables[table].blocks.indices {
        guard let found = strayed.found(table, block) else { continue }
        let rows = filing.tables[table].blocks[block].rows
        var run = Run(table: table, other: found.other, rows: [])
        for (row, target) in found.sources.sorted(by: { $0.key < $1.key }) {
          if let target { corrected.tables[table].blocks[block].rows[target].cells = rows[row].cells }
          run.rows.append((rows[row], target.map { rows[$0].name.text }))
        }
        // An account that no figure goes to is in the table by mistake: it has none of its own.
        let kept = Set(found.sources.values.compactMap(\.self))
        let left = rows.indices.filter { found.sources[$0] == nil || kept.contains($0) }
        corrected.tables[table].blocks[block].rows = left.map { corrected.tables[table].blocks[block].rows[$0] }
        corrected.tables[table].blocks[block].index()
        runs.append(run)
      }
    }
    return (corrected, runs)
  }

  /// The first filling of each printed table: of what is printed many times, one is held against the others.
  private var tables: [Int] {
    form.tables.indices.filter { form.tables[$0].isPrinted }.compactMap { filing.fillings(of: $0).first }
  }

  // MARK: Finding them

  /// Fewer figures that fit other accounts than their own may do so by chance.
  private static let fewest = 6
  /// So many of them must be further off than a row.
  private static let fewestFar = 4
  /// Tables longer than these, taken together, are not compared.
  private static let mostPairs = 4_000_000

  /// Figures of one column by account, in the order of the table.
  private struct Column {
    var table: Int
    var rows: [Int] = []
    var codes: [String] = []
    var values: [Rational] = []

    /// Whether most accounts are the sums of their parts, but for rounding.
    var addsUp: Bool {
      let values = Dictionary(zip(codes, values), uniquingKeysWith: { first, _ in first })
      let parts = Dictionary(grouping: codes.filter { $0.utf8.count > 3 }) { String($0.dropLast(2)) }
      let sums = parts.compactMap { parent, codes in
        values[parent].map { Self.isSum($0, codes.compactMap { values[$0] }) }
      }
      return sums.count(where: \.self) * 2 > sums.count
    }

    /// Each figure is rounded to a hundredth.
    private static func isSum(_ whole: Rational, _ parts: [Rational]) -> Bool {
      do {
        let rest = try parts.reduce(whole) { try $0 - $1 }
        return try rest.magnitude * Rational(100) <= Rational(Int64(parts.count + 1))
      } catch {
        return false
      }
    }
  }

  /// By row, the row that its figures belong to; nil where they belong to none.
  private func found(_ table: Int, _ block: Int) -> (sources: [Int: Int?], other: Int)? {
    guard let own = columns(table, block).first, own.rows.count >= Self.fewest,
      let other = reference(for: own), own.rows.count * other.rows.count <= Self.mostPairs
    else { return nil }
    let filled = filing.tables[table].blocks[block]
    let pairs = Self.aligned(own, other)
    // By row of the table, the row that the figures belong to.
    var owners: [Int: Int] = [:]
    for (i, j) in pairs { if let owner = filled.row(code: other.codes[j]) { owners[own.rows[i]] = owner } }
    let astray = owners.filter { $0.key != $0.value }
    guard astray.count >= Self.fewest, astray.count(where: { abs($0.key - $0.value) > 1 }) >= Self.fewestFar,
      let first = astray.keys.min()
    else { return nil }
    addMoved(own, other, filled, &owners)
    return (sources(from: first, owners, filled.rows), other.table)
  }

  /// Figures that were taken to the other end of the table: they are in no order with the rest.
  private func addMoved(_ own: Column, _ other: Column, _ filled: FilledBlock, _ owners: inout [Int: Int]) {
    var taken = Set(owners.values)
    for (row, value) in zip(own.rows, own.values) where owners[row] == nil {
      let owner = zip(other.codes, other.values).lazy.filter { $1 == value }
        .compactMap { code, _ in filled.row(code: code) }.first { !taken.contains($0) }
      guard let owner else { continue }
      owners[row] = owner
      taken.insert(owner)
    }
  }

  /// Every row from the first that strayed on, but for those whose figures are their own. What fits no account goes the
  /// way of the row before it, perhaps to the total; a total that nothing goes to has its own figures.
  private func sources(from first: Int, _ owners: [Int: Int], _ rows: [FilledRow]) -> [Int: Int?] {
    var sources: [Int: Int?] = [:]
    var taken = Set(owners.values)
    var distance = 0
    for row in first..<rows.count {
      if let owner = owners[row] {
        distance = owner - row
        if owner != row { sources[row] = owner }
      } else if rows[row].code != nil {
        let owner = row + distance
        let isFree = distance != 0 && (first..<rows.count).contains(owner) && taken.insert(owner).inserted
        sources[row] = .some(isFree ? owner : nil)
      } else if taken.contains(row) {
        sources[row] = .some(nil)
      }
    }
    return sources
  }

  /// The columns of amounts of a block whose rows are accounts.
  private func columns(_ table: Int, _ block: Int) -> [Column] {
    let filled = filing.tables[table].blocks[block]
    let form = form.tables[filing.tables[table].form].blocks[block]
    return form.columns.indices.filter { form.columns[$0].measure == .amount }.compactMap { column in
      var found = Column(table: table)
      for (index, row) in filled.rows.enumerated() {
        guard let code = row.code, let number = row.cells[column]?.number, number.significand != 0 else { continue }
        found.rows.append(index)
        found.codes.append(code)
        found.values.append(number.value)
      }
      return found.rows.isEmpty ? nil : found
    }
  }

  /// The column of another table that prints most of the same figures, where many of them stand beside other accounts.
  private func reference(for own: Column) -> Column? {
    var best: (column: Column, shared: Int)?
    for table in tables where table != own.table {
      for block in filing.tables[table].blocks.indices {
        for column in columns(table, block) {
          let values = Set(column.values)
          let shared = own.values.count(where: values.contains)
          if shared > best?.shared ?? 0 { best = (column, shared) }
        }
      }
    }
    guard let best, best.shared * 10 >= own.values.count * 7 else { return nil }
    let byCode = Dictionary(zip(best.column.codes, best.column.values), uniquingKeysWith: { first, _ in first })
    let home = zip(own.codes, own.values).count { byCode[$0] == $1 }
    // Of the two the one whose accounts are not the sums of their parts has strayed.
    return best.shared - home >= Self.fewest && !own.addsUp && best.column.addsUp ? best.column : nil
  }

  /// The most figures that both columns print in one order; those beside the same account in both come first.
  ///
  /// - Complexity: the product of both lengths.
  private static func aligned(_ own: Column, _ other: Column) -> [(Int, Int)] {
    let width = other.values.count + 1
    var weights = [Int32](repeating: 0, count: (own.values.count + 1) * width)
    func weight(_ i: Int, _ j: Int) -> Int32 {
      own.values[i] != other.values[j] ? 0 : own.codes[i] == other.codes[j] ? 3 : 2
    }
    for i in own.values.indices.reversed() {
      for j in other.values.indices.reversed() {
        var best = max(weights[(i + 1) * width + j], weights[i * width + j + 1])
        let own = weight(i, j)
        if own > 0 { best = max(best, weights[(i + 1) * width + j + 1] + own) }
        weights[i * width + j] = best
      }
    }
    var pairs: [(Int, Int)] = []
    var (i, j) = (0, 0)
    while i < own.values.count, j < other.values.count {
      let here = weights[i * width + j]
      if weight(i, j) > 0, here == weights[(i + 1) * width + j + 1] + weight(i, j) {
        pairs.append((i, j))
        (i, j) = (i + 1, j + 1)
      } else if here == weights[(i + 1) * width + j] {
        i += 1
      } else {
        j += 1
      }
    }
    return pairs
  }
}
