/// What the rows of a code print in each table. Income and expenditure of an account, or all its expenditure and that
/// from the general budget, need not be the same, but mostly are.
struct Likeness: Sendable {
  private let system: System
  /// By code and table, figures other than zero.
  private var printed: [Int: [Int: Set<Int64>]] = [:]

  init(_ system: System) {
    self.system = system
    for print in system.prints where print.figure.isBounded && print.figure.center != 0 && print.place.table >= 0 {
      if let code = print.place.code {
        printed[code, default: [:]][print.place.table, default: []].insert(print.figure.center)
      }
    }
  }

  /// Whether the row of a print's code in another table has a figure.
  func isAlike(_ value: Int64, to print: Int) -> Bool {
    others(print) { $0.contains(value) }
  }

  /// Whether the row of a print's code in another table has figures, and none is the print's.
  func isUnlike(_ print: Int) -> Bool {
    isElsewhere(print) && !isAlike(system.prints[print].figure.center, to: print)
  }

  /// Whether the row of a print's code in another table has figures at all.
  func isElsewhere(_ print: Int) -> Bool {
    others(print) { !$0.isEmpty }
  }

  private func others(_ print: Int, _ isTrue: (Set<Int64>) -> Bool) -> Bool {
    let place = system.prints[print].place
    return place.code.flatMap { printed[$0] }?.contains { $0.key != place.table && isTrue($0.value) } ?? false
  }
}
