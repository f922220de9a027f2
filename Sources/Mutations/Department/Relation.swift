/// Names a number of a department after the place in the form that prints it first: `T03[2012601].basic`.
typealias Quantity = String

/// What the form's equations say of some quantities.
///
/// Amounts are whole yuan, per cents and points hundredths, counts whole. This is written down beside the generator and
/// knows nothing of the checker, so that it can tell whether a slip can be seen in a document at all.
enum Relation: Hashable {
  /// The first equals the sum of the others, each with its sign; each is rounded to the step.
  case sum(Quantity, plus: [Quantity], minus: [Quantity] = [], step: Int = Relation.step)
  /// Per cent of one amount in another.
  case share(Quantity, of: Quantity, in: Quantity)
  /// Per cent of one count in another.
  case countedShare(Quantity, of: Quantity, in: Quantity)
  /// Rate of growth by a change that led to an amount.
  case growth(Quantity, change: Quantity, to: Quantity, isUp: Bool)
  /// Points for a rate of execution: rate × weight, at most the weight.
  case executionPoints(Quantity, rate: Quantity, weight: Quantity)
  /// Points for an indicator: full marks for a target that is met or a reason; fewer need a reason, and for a target that
  /// was missed are no more than an eighth of the weight above the proportion.
  case points(Quantity, target: Quantity, actual: Quantity, weight: Quantity, isExplained: Bool)
  case atMost(Quantity, Quantity, step: Int = Relation.step)
  /// Said in words: 大于, 小于, 持平.
  case compared(Quantity, Quantity, Order)

  enum Order: Hashable {
    case more, less, same
  }

  var quantities: [Quantity] {
    switch self {
    case .sum(let total, let plus, let minus, _): [total] + plus + minus
    case .share(let rate, let part, let whole), .countedShare(let rate, let part, let whole): [rate, part, whole]
    case .growth(let rate, let change, let amount, _): [rate, change, amount]
    case .executionPoints(let points, let rate, let weight): [points, rate, weight]
    case .points(let points, let target, let actual, let weight, _): [points, target, actual, weight]
    case .atMost(let a, let b, _), .compared(let a, let b, _): [a, b]
    }
  }

  /// Whether printed values may be those of a sound document; nil where one is not printed.
  ///
  /// - Parameter value: a printed value; amounts are then within half of 0.01万元 of what is meant.
  func holds(_ value: (Quantity) -> Int?) -> Bool? {
    let values = quantities.map(value)
    guard values.allSatisfy({ $0 != nil }) else { return nil }
    let v = values.map { $0 ?? 0 }
    switch self {
    case .sum(_, let plus, _, let step):
      let total = v[1..<1 + plus.count].reduce(0, +) - v[(1 + plus.count)...].reduce(0, +)
      return 2 * abs(v[0] - total) <= step * v.count
    case .share: return Self.agrees(v[0], part: v[1], whole: v[2], slack: (Self.half, Self.half))
    case .countedShare: return Self.agrees(v[0], part: v[1], whole: v[2], slack: (0, 0))
    case .growth(_, _, _, let isUp):
      let prior = isUp ? v[2] - v[1] : v[2] + v[1]
      return Self.agrees(v[0], part: v[1], whole: prior, slack: (Self.half, 2 * Self.half))
    case .executionPoints:
      return abs(v[0] * 10_000 - min(10_000, v[1]) * v[2]) <= 10_000
    case .points(_, _, _, _, let isExplained):
      let isFull = v[0] == v[3]
      guard isMissed(v) else { return isFull || isExplained }
      return isFull ? isExplained : quantities[1].hasPrefix("ceiling") || 8 * (v[0] * v[1] - v[2] * v[3]) <= v[3] * v[1]
    case .atMost(_, _, let step):
      return v[0] <= v[1] + step
    case .compared(_, _, let order):
      switch order {
      case .more: return v[0] > v[1]
      case .less: return v[0] < v[1]
      case .same: return v[0] == v[1]
      }
    }
  }

  /// The last place of a printed amount, in yuan.
  static let step = 100
  static let half = step / 2

  /// A target that is a ceiling is named in the quantity.
  private func isMissed(_ v: [Int]) -> Bool {
    v[1] == 0 ? false : quantities[1].hasPrefix("ceiling") ? v[2] > v[1] : v[2] < v[1]
  }

  /// Whether a printed per cent, rounded or cut off, can be the quotient of two printed numbers.
  private static func agrees(_ rate: Int, part: Int, whole: Int, slack: (part: Int, whole: Int)) -> Bool {
    guard whole > slack.whole else { return part == 0 && rate == 0 }
    let low = 10_000 * (part - slack.part) / (whole + slack.whole) - 1
    let high = 10_000 * (part + slack.part) / (whole - slack.whole) + 1
    return low <= rate && rate <= high
  }
}
