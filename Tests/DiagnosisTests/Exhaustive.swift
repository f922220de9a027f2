@testable import Diagnosis

/// Tries all small sets of prints of a system of sums, each quantity printed once: what remains must be able to be true.
///
/// Whether it can is told by elimination over fractions of whole hundredths, apart from the code that is tested.
struct Exhaustive {
  private let system: System

  init(_ system: System) { self.system = system }

  /// The size of the smallest set whose prints, disbelieved, let all equations hold; nil where none is that small.
  func leastRepair(upTo most: Int) -> Int? {
    (0...most).first { size in subsets(size).contains(where: isConsistent) }
  }

  private func subsets(_ size: Int) -> [[Int]] {
    guard size > 0 else { return [[]] }
    return subsets(size - 1).flatMap { set in
      ((set.last ?? -1) + 1..<max((set.last ?? -1) + 1, system.prints.count)).map { set + [$0] }
    }
  }

  /// Whether non-negative values of the freed quantities solve all equations; rounding is left out, for slips are large.
  private func isConsistent(_ freed: [Int]) -> Bool {
    let unknowns = freed.map { system.prints[$0].quantity }
    var rows = system.equations.map { row($0, unknowns) }
    var pivots: [Int?] = []
    var used = 0
    for column in unknowns.indices {
      guard let pivot = rows.indices.first(where: { $0 >= used && abs(rows[$0][column]) > 1e-9 }) else {
        pivots.append(nil)
        continue
      }
      rows.swapAt(used, pivot)
      for other in rows.indices where other != used {
        let factor = rows[other][column] / rows[used][column]
        for index in rows[other].indices { rows[other][index] -= factor * rows[used][index] }
      }
      pivots.append(used)
      used += 1
    }
    // Half a hundredth for each of at most six figures.
    let isSolvable = rows[used...].allSatisfy { abs($0[unknowns.count]) < 3.5 }
    return isSolvable
      && pivots.enumerated().allSatisfy { column, pivot in
        pivot.map { rows[$0][unknowns.count] / rows[$0][column] > -3.5 } ?? true
      }
  }

  /// Coefficients of the unknowns, and what the known figures leave for them, in hundredths.
  private func row(_ equation: Constraint, _ unknowns: [Int]) -> [Double] {
    var row = [Double](repeating: 0, count: unknowns.count + 1)
    guard case .sum(let terms, _) = equation.relation else { return row }
    for term in terms {
      if let column = unknowns.firstIndex(of: term.quantity) {
        row[column] = Double(term.coefficient)
      } else if let print = system.prints.first(where: { $0.quantity == term.quantity }) {
        row[unknowns.count] -= Double(term.coefficient) * Double(print.figure.center) * 100 / Double(Figure.unitsOfOne)
      }
    }
    return row
  }
}
