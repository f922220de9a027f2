/// Rounds figures to whole steps so that sums still hold: each figure goes to one of the two steps beside it, and
/// figures that are whole stay.
///
/// The exact figures solve the equations. Where some are not whole, the equations leave directions free in which all of
/// them can be moved together; one of these is followed until some figure becomes whole, and so on, until all are. Each
/// step keeps every equation, and no figure leaves the steps beside it: this ends at a corner of the polytope of all
/// roundings, which is whole for tables that add up in two directions, as for every network (Cox 1987).
///
/// Equations that join several tables, or count a figure twice, need not form a network. Then a corner may have half
/// steps, and which one is come to depends on the figures that are moved first; so several orders are tried. If none
/// ends within one step everywhere, the best is taken, and the figures that had to go further are named.
struct ControlledRounding {
  /// Signed sum of figures, by index, that is zero.
  typealias Equation = [Int: Int]

  /// Whole steps, by figure.
  private(set) var steps: [Int] = []
  /// Figures that had to go further than one step.
  private(set) var beyond: [Int] = []

  private let step: Int
  private let exact: [Int]
  /// Which order of the figures is tried.
  private let attempt: Int
  private var value: [Int]
  /// Rows of the solved equations: basic figure → the others, with the sign they add to it.
  private var rows: [Int: [Int: Int]] = [:]
  /// Figure → the basic figures whose rows have it.
  private var columns: [Int: Set<Int>] = [:]

  /// - Parameters:
  ///   - exact: the figures, in any unit.
  ///   - step: what they are rounded to, in that unit.
  ///   - equations: hold exactly.
  init(_ exact: [Int], step: Int, equations: [Equation]) {
    self.init(exact, step: step, equations: equations, attempt: 0)
    for attempt in 1..<Self.attempts where !beyond.isEmpty {
      let other = ControlledRounding(exact, step: step, equations: equations, attempt: attempt)
      if other.beyond.count < beyond.count { self = other }
    }
  }

  private static let attempts = 24

  private init(_ exact: [Int], step: Int, equations: [Equation], attempt: Int) {
    self.exact = exact
    self.step = step
    self.attempt = attempt
    value = exact
    for equation in equations { add(equation) }
    round()
    steps = value.map { Self.floor($0, step) / step }
    beyond = exact.indices.filter { value[$0] != exact[$0] && abs(value[$0] - exact[$0]) >= step }
  }

  private static func floor(_ value: Int, _ step: Int) -> Int {
    let rest = value % step
    return value - (rest < 0 ? rest + step : rest)
  }

  private func low(_ figure: Int) -> Int { Self.floor(exact[figure], step) }
  private func high(_ figure: Int) -> Int { low(figure) + (exact[figure] % step == 0 ? 0 : step) }
  private func isWhole(_ figure: Int) -> Bool { value[figure] % step == 0 }

  // MARK: Equations

  /// Solves an equation for the smallest of its figures that is still free, so that totals are rounded best.
  private mutating func add(_ equation: Equation) {
    var row: [Int: Int] = [:]
    for (figure, factor) in equation where !isWhole(figure) {
      guard let own = rows[figure] else {
        row[figure, default: 0] += factor
        continue
      }
      for (other, sign) in own { row[other, default: 0] += factor * sign }
    }
    row = row.filter { $0.value != 0 }
    let units = row.filter { abs($0.value) == 1 }.keys
    guard let pivot = units.min(by: { (abs(exact[$0]), $0) < (abs(exact[$1]), $1) }),
      let sign = row.removeValue(forKey: pivot)
    else { return }
    makeBasic(pivot, row.mapValues { -$0 * sign })
  }

  private mutating func makeBasic(_ pivot: Int, _ row: [Int: Int]) {
    for basic in columns.removeValue(forKey: pivot) ?? [] {
      guard let factor = rows[basic]?.removeValue(forKey: pivot) else { continue }
      for (figure, sign) in row { add(factor * sign, of: figure, to: basic) }
    }
    rows[pivot] = row
    for figure in row.keys { columns[figure, default: []].insert(pivot) }
  }

  private mutating func add(_ factor: Int, of figure: Int, to basic: Int) {
    let sum = (rows[basic]?[figure] ?? 0) + factor
    rows[basic]?[figure] = sum == 0 ? nil : sum
    if sum == 0 { columns[figure]?.remove(basic) } else { columns[figure, default: []].insert(basic) }
  }

  // MARK: Moving

  private mutating func round() {
    let order = order
    while let move = next(in: order) { make(move) }
    // Of an equation that could not be solved in whole steps.
    for figure in order where !isWhole(figure) {
      value[figure] = value[figure] - low(figure) >= high(figure) - value[figure] ? high(figure) : low(figure)
    }
  }

  /// The first figure that can move without pushing another too far, or else the first that can move at all.
  private func next(in order: [Int]) -> Move? {
    var first: Move?
    for figure in order where rows[figure] == nil && !isWhole(figure) {
      guard let move = move(of: figure) else { continue }
      if move.pushed == 0 { return move }
      first = first ?? move
    }
    return first
  }

  /// The largest first, which are the ones that readers compare; in further attempts, any other order.
  private var order: [Int] {
    if attempt == 0 { return exact.indices.sorted { (-abs(exact[$0]), $0) < (-abs(exact[$1]), $1) } }
    let factor = UInt64(attempt) &* 0x9E37_79B9_7F4A_7C15
    return exact.indices.sorted { (UInt64($0 + 1) &* factor, $0) < (UInt64($1 + 1) &* factor, $1) }
  }

  private struct Move {
    var figure: Int
    /// Signed.
    var distance: Int
    /// The basic figure that becomes whole instead.
    var stop: Int?
    /// Figures that go further than one step.
    var pushed: Int
  }

  /// How a free figure moves to one of the whole steps beside it, the nearer rather, or as far as the figures that follow
  /// it allow.
  private func move(of figure: Int) -> Move? {
    let up = high(figure) - value[figure]
    let down = low(figure) - value[figure]
    let moves = (up <= -down ? [up, down] : [down, up]).map { move(of: figure, by: $0) }
    return moves.min { $0.pushed < $1.pushed }
  }

  private func move(of figure: Int, by wanted: Int) -> Move {
    let direction = wanted < 0 ? -1 : 1
    var move = Move(figure: figure, distance: abs(wanted), stop: nil, pushed: 0)
    let followers = columns[figure] ?? []
    for basic in followers {
      guard let factor = rows[basic]?[figure] else { continue }
      let room = factor * direction > 0 ? high(basic) - value[basic] : value[basic] - low(basic)
      // Only a figure that moves as far as this one can be stopped at a whole step.
      guard abs(factor) == 1, room >= 0, (room, basic) < (move.distance, move.stop ?? -1) else { continue }
      (move.distance, move.stop) = (room, basic)
    }
    move.distance *= direction
    move.pushed = followers.count { basic in
      let next = value[basic] + (rows[basic]?[figure] ?? 0) * move.distance
      return next < low(basic) || next > high(basic)
    }
    return move
  }

  private mutating func make(_ move: Move) {
    value[move.figure] += move.distance
    for basic in columns[move.figure] ?? [] { value[basic] += (rows[basic]?[move.figure] ?? 0) * move.distance }
    if let stop = move.stop { exchange(move.figure, for: stop) } else { settle(move.figure) }
  }

  /// A whole figure takes no further part.
  private mutating func settle(_ figure: Int) {
    for basic in columns.removeValue(forKey: figure) ?? [] { rows[basic]?[figure] = nil }
  }

  /// Solves the row of a figure that has become whole for another.
  private mutating func exchange(_ figure: Int, for basic: Int) {
    guard var row = rows.removeValue(forKey: basic), let sign = row.removeValue(forKey: figure) else { return }
    for other in row.keys { columns[other]?.remove(basic) }
    columns[figure]?.remove(basic)
    // basic = sign × figure + …, and basic is whole.
    makeBasic(figure, row.mapValues { -$0 * sign })
  }
}
