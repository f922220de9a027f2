/// Rounds figures to whole steps so that sums still hold: each figure goes to one of the two steps beside it, and
/// figures that are whole stay.
///
/// The exact figures solve the equations. Where some are not whole, the equations leave directions free in which all of
/// them can be moved together; one of these is followed until some figure becomes whole, and so on, until all are. Each
/// step keeps every equation, and no figure leaves the steps beside it: this ends at a corner of the polytope of all
/// roundings, which is whole for tables that add up in two directions, as for every network (Cox 1987).
///
/// Where equations of another kind would need half steps, the figures of them that cannot be kept within one step are
/// let go further, and named.
struct ControlledRounding {
  /// Signed sum of figures, by index, that is zero.
  typealias Equation = [Int: Int]

  /// Whole steps, by figure.
  private(set) var steps: [Int] = []
  /// Figures that had to go further than one step.
  private(set) var beyond: [Int] = []

  private let step: Int
  private let exact: [Int]
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
    (self.exact, self.step) = (exact, step)
    value = exact
    for equation in equations { add(equation) }
    round()
    steps = value.map { Self.floor($0, step) / step }
    beyond = exact.indices.filter { abs(value[$0] - exact[$0]) >= step && value[$0] != exact[$0] }
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
    guard let pivot = units.min(by: { (abs(exact[$0]), $0) < (abs(exact[$1]), $1) }), let sign = row.removeValue(forKey: pivot)
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
    // The largest first: they are the ones that readers compare.
    let order = exact.indices.sorted { (-abs(exact[$0]), $0) < (-abs(exact[$1]), $1) }
    while let figure = order.first(where: { rows[$0] == nil && !isWhole($0) }) {
      move(figure)
    }
    // Of an equation that could not be solved in whole steps.
    for figure in order where !isWhole(figure) { value[figure] = nearest(figure) }
  }

  private func nearest(_ figure: Int) -> Int {
    value[figure] - low(figure) >= high(figure) - value[figure] ? high(figure) : low(figure)
  }

  /// Moves a free figure to a whole step, or as far as the figures that follow it allow.
  private mutating func move(_ figure: Int) {
    let wanted = nearest(figure) - value[figure]
    let direction = wanted < 0 ? -1 : 1
    var distance = abs(wanted)
    var stop: Int?
    for basic in columns[figure] ?? [] {
      guard let factor = rows[basic]?[figure] else { continue }
      let room = factor * direction > 0 ? high(basic) - value[basic] : value[basic] - low(basic)
      // Only a figure that moves as far as this one can be stopped at a whole step.
      guard abs(factor) == 1, room >= 0, (room, basic) < (distance, stop ?? -1) else { continue }
      (distance, stop) = (room, basic)
    }
    value[figure] += direction * distance
    for basic in columns[figure] ?? [] { value[basic] += (rows[basic]?[figure] ?? 0) * direction * distance }
    if let stop { exchange(figure, for: stop) } else { settle(figure) }
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
