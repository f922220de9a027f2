@testable import Diagnosis

/// A small sound account: rows × columns with totals both ways, printed in one table or several.
///
/// Row 0 holds the totals of the columns, column 0 the totals of the rows.
struct Account {
  var values: [[Int64]]
  var tables: Int
  /// Figures that are printed otherwise than they should be, by table, row and column; in hundredths.
  var slips: [[Int]: Int64] = [:]
  /// Cells that print nothing, likewise.
  var blanks: Set<[Int]> = []

  /// - Parameter seed: the same seed gives the same account.
  init(rows: Int, columns: Int, tables: Int, seed: UInt64) {
    var numbers = SplitMix(state: seed)
    var values = [[Int64]](repeating: [Int64](repeating: 0, count: columns + 1), count: rows + 1)
    for row in 1...rows {
      for column in 1...columns { values[row][column] = Int64(numbers.next() % 90_000) + 1_000 }
      values[row][0] = values[row].dropFirst().reduce(0, +)
    }
    for column in 0...columns { values[0][column] = values.dropFirst().reduce(0) { $0 + $1[column] } }
    self.values = values
    self.tables = tables
  }

  var rows: Int { values.count }
  var columns: Int { values[0].count }

  func printed(_ table: Int, _ row: Int, _ column: Int) -> Int64 {
    blanks.contains([table, row, column]) ? 0 : slips[[table, row, column]] ?? values[row][column]
  }

  func print(_ table: Int, _ row: Int, _ column: Int) -> Int { (table * rows + row) * columns + column }

  /// - Parameters:
  ///   - scale: what a hundredth is worth, in hundredths.
  ///   - reversed: the same equations the other way round.
  ///   - areFactsApart: figures of one row and column are not the same fact in all tables; that they mostly are the same
  ///     can be told from the row's code.
  func system(scale: Int64 = 1, reversed: Bool = false, areFactsApart: Bool = false) -> System {
    var system = System()
    let sets = areFactsApart ? tables : 1
    for _ in 0..<sets * rows * columns { _ = system.addQuantity() }
    for table in 0..<tables {
      for row in 0..<rows {
        for column in 0..<columns {
          let role: Print.Role = row == 0 || column == 0 ? .total : .leaf
          system.prints.append(
            Print(
              of: areFactsApart ? print(table, row, column) : row * columns + column,
              Figure(hundredths: printed(table, row, column) * scale, scale), role: role,
              state: blanks.contains([table, row, column]) ? .blank : .stated,
              at: Place(table: table, row: row, column: column, code: areFactsApart ? row : nil)))
        }
      }
    }
    for set in 0..<sets {
      let first = print(set, 0, 0)
      for row in 0..<rows {
        system.equations.append(sum(first + row * columns, (1..<columns).map { first + row * columns + $0 }))
      }
      for column in 0..<columns {
        system.equations.append(sum(first + column, (1..<rows).map { first + $0 * columns + column }))
      }
    }
    if reversed { system.equations.reverse() }
    return system
  }

  private func sum(_ whole: Int, _ parts: [Int]) -> Constraint {
    Constraint(
      .sum([Constraint.Term(whole, 1)] + parts.map { Constraint.Term($0, -1) }, constant: .zero), output: whole)
  }

  /// Whether some values of the quantities, in hundredths, add up everywhere; written without the code that is tested.
  func addsUp(_ values: [[Int64]]) -> Bool {
    for row in 0..<rows where values[row][0] != values[row].dropFirst().reduce(0, +) { return false }
    for column in 0..<columns where values[0][column] != values.dropFirst().reduce(0, { $0 + $1[column] }) {
      return false
    }
    return true
  }
}

extension Figure {
  /// A figure of two decimals, which stands for half a step to either side.
  init(hundredths: Int64, _ scale: Int64 = 1) {
    let step = Figure.unitsOfOne / 100
    let half = step * scale / 2
    self.init(low: hundredths * step - half, center: hundredths * step, high: hundredths * step + half)
  }
}

/// Numbers from a seed.
struct SplitMix {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var z = state
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z >> 31)
  }
}
