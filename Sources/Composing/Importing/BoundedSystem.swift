import Amounts

/// Figures that may each lie anywhere between two bounds, and sums of them that must come out: finds figures that do,
/// moving only where something does not come out, or names bounds that exclude each other.
///
/// This is the simplex method for bounds of Dutertre and de Moura (2006). Every sum has a slack of its own, which begins
/// as the row's basic variable; whichever basic variable is out of its bounds changes places with one that can still move.
/// Bland's rule (always the first) makes it end. Exact: all numbers are fractions.
struct BoundedSystem {
  struct Bounds {
    /// Nil where open.
    var low: Rational?
    var high: Rational?

    static let zero = Bounds(low: .zero, high: .zero)
    static let open = Bounds(low: nil, high: nil)
  }

  /// The figures that keep a row from coming out, with the coefficients of what must be relaxed.
  struct Conflict {
    /// What is out of its bounds, and everything in its row.
    var members: [Int]
  }

  private(set) var values: [Rational]
  private(set) var bounds: [Bounds]
  /// Basic variable → the others, with their coefficients.
  private var rows: [Int: [Int: Rational]] = [:]
  /// Variable → the basic variables whose rows have it.
  private var columns: [Int: Set<Int>] = [:]
  /// How many variables are figures; the others are slacks.
  let count: Int

  /// Exchanges that are still made, whatever is asked: more would take too long, and that is said.
  private var pivotsLeft = 20_000

  init(values: [Rational], bounds: [Bounds]) {
    (self.values, self.bounds) = (values, bounds)
    count = values.count
  }

  /// Adds a sum that must lie between bounds.
  ///
  /// - Returns: its slack.
  mutating func add(_ terms: [Int: Int], _ limits: Bounds) throws(ArithmeticOverflow) -> Int {
    let slack = values.count
    var sum = Rational.zero
    var row: [Int: Rational] = [:]
    for (figure, factor) in terms where factor != 0 {
      let coefficient = Rational(Int64(factor))
      row[figure] = coefficient
      sum = try sum + coefficient * values[figure]
      columns[figure, default: []].insert(slack)
    }
    values.append(sum)
    bounds.append(limits)
    rows[slack] = row
    return slack
  }

  mutating func relax(_ variable: Int) { bounds[variable] = .open }

  mutating func restrict(_ variable: Int, to limits: Bounds) throws(ArithmeticOverflow) {
    bounds[variable] = limits
    // What is basic is brought back by solving; what is not must not be outside.
    guard rows[variable] == nil, let target = outOfBounds(variable) else { return }
    let move = try target - values[variable]
    values[variable] = target
    for basic in columns[variable] ?? [] {
      guard let factor = rows[basic]?[variable] else { continue }
      values[basic] = try values[basic] + factor * move
    }
  }

  enum Outcome {
    case solved
    case conflict(Conflict)
    case cutShort
  }

  mutating func solve() throws(ArithmeticOverflow) -> Outcome {
    while pivotsLeft > 0 {
      pivotsLeft -= 1
      guard let basic = rows.keys.filter({ outOfBounds($0) != nil }).min(), let target = outOfBounds(basic),
        let row = rows[basic]
      else { return .solved }
      let isUp = target > values[basic]
      guard let entering = row.keys.filter({ canMove($0, row[$0] ?? .zero, isUp) }).min() else {
        return .conflict(Conflict(members: [basic] + row.keys.sorted()))
      }
      try pivot(basic, entering, to: target)
    }
    return .cutShort
  }

  /// The bound that a variable has to come back to.
  private func outOfBounds(_ variable: Int) -> Rational? {
    if let low = bounds[variable].low, values[variable] < low { return low }
    if let high = bounds[variable].high, values[variable] > high { return high }
    return nil
  }

  private func canMove(_ variable: Int, _ coefficient: Rational, _ isUp: Bool) -> Bool {
    if isUp != coefficient.isNegative { return bounds[variable].high.map { values[variable] < $0 } ?? true }
    return bounds[variable].low.map { values[variable] > $0 } ?? true
  }

  private mutating func pivot(_ basic: Int, _ entering: Int, to target: Rational) throws(ArithmeticOverflow) {
    guard var row = rows.removeValue(forKey: basic), let coefficient = row.removeValue(forKey: entering) else { return }
    let move = try (target - values[basic]) / coefficient
    // basic = coefficient × entering + …, so entering = basic / coefficient − …
    for other in row.keys { columns[other]?.remove(basic) }
    columns[entering]?.remove(basic)
    var solved: [Int: Rational] = [basic: try Rational.one / coefficient]
    for (other, factor) in row { solved[other] = try -(factor / coefficient) }
    values[basic] = target
    values[entering] = try values[entering] + move
    for follower in columns.removeValue(forKey: entering) ?? [] {
      guard let factor = rows[follower]?.removeValue(forKey: entering) else { continue }
      values[follower] = try values[follower] + factor * move
      for (other, own) in solved {
        let sum = try (rows[follower]?[other] ?? .zero) + factor * own
        rows[follower]?[other] = sum.isZero ? nil : sum
        if sum.isZero { columns[other]?.remove(follower) } else { columns[other, default: []].insert(follower) }
      }
    }
    rows[entering] = solved
    for other in solved.keys { columns[other, default: []].insert(entering) }
  }
}
