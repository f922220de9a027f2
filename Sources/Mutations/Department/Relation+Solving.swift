extension Relation {
  /// A value of one quantity with which the relation holds, given the others; nil where none or no single one follows.
  func solution(for quantity: Quantity, _ value: (Quantity) -> Int?) -> Int? {
    func known(_ quantities: [Quantity]) -> Int? {
      quantities.reduce(Int?.some(0)) { sum, quantity in
        guard let sum, let value = value(quantity) else { return nil }
        return sum + value
      }
    }
    switch self {
    case .sum(let total, let plus, let minus, _):
      guard let left = known([total] + minus), let right = known(plus), let own = value(quantity) else { return nil }
      if quantity == total { return own + right - left }
      return plus.contains(quantity) ? own + left - right : own + right - left
    case .share(let rate, let part, let whole), .countedShare(let rate, let part, let whole):
      guard let r = value(rate), let p = value(part), let w = value(whole) else { return nil }
      if quantity == rate { return w == 0 ? nil : (20_000 * p + w) / (2 * w) }
      if quantity == part { return Self.stepped(r * w / 10_000) }
      return r == 0 ? nil : Self.stepped(10_000 * p / r)
    case .growth(let rate, let change, let amount, let isUp):
      guard let r = value(rate), let d = value(change), let x = value(amount) else { return nil }
      let prior = isUp ? x - d : x + d
      let whole = isUp ? 10_000 + r : 10_000 - r
      if quantity == rate { return prior <= 0 ? nil : (20_000 * d + prior) / (2 * prior) }
      if quantity == change { return whole <= 0 ? nil : Self.stepped(x * r / whole) }
      return r == 0 ? nil : Self.stepped(d * whole / r)
    case .executionPoints(let points, let rate, let weight):
      guard let s = value(points), let r = value(rate), let w = value(weight) else { return nil }
      if quantity == points { return (min(10_000, r) * w + 5_000) / 10_000 }
      return quantity == rate ? (w == 0 ? nil : s * 10_000 / w) : r == 0 ? nil : s * 10_000 / r
    case .points(let points, let target, let actual, let weight, _):
      guard let s = value(points), let t = value(target), let a = value(actual), let w = value(weight) else {
        return nil
      }
      let isCeiling = target.hasPrefix("ceiling")
      if quantity == points { return isCeiling || a >= t || t == 0 ? w : (2 * w * a + t) / (2 * t) }
      if quantity == weight { return s }
      let isFull = s == w
      if quantity == actual { return isFull ? t : w == 0 ? nil : s * t / w }
      return isFull ? a : s == 0 ? nil : a * w / s
    case .atMost(let a, let b, _): return value(quantity == a ? b : a)
    case .compared: return nil
    }
  }

  /// To the nearest step that documents print.
  private static func stepped(_ yuan: Int) -> Int { (yuan + half) / step * step }
}
