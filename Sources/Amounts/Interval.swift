/// All the values that a printed figure, or an expression over printed figures, may stand for.
///
/// Shape: closed interval `low...high` with the printed (or computed) `center` inside; an exact number is a point.
/// Two sides of an equation agree when their intervals meet; there is no other tolerance anywhere.
public struct Interval: Hashable, Sendable {
  public let low: Rational
  public let center: Rational
  public let high: Rational

  public init(low: Rational, center: Rational, high: Rational) {
    self.low = low
    self.center = center
    self.high = high
  }

  public init(exactly value: Rational) {
    self.init(low: value, center: value, high: value)
  }

  public func meets(_ other: Interval) -> Bool {
    low <= other.high && other.low <= high
  }

  public static prefix func - (a: Interval) -> Interval {
    Interval(low: -a.high, center: -a.center, high: -a.low)
  }

  public static func + (a: Interval, b: Interval) throws(ArithmeticOverflow) -> Interval {
    try Interval(low: a.low + b.low, center: a.center + b.center, high: a.high + b.high)
  }

  public static func - (a: Interval, b: Interval) throws(ArithmeticOverflow) -> Interval {
    try a + -b
  }

  public static func * (a: Interval, b: Interval) throws(ArithmeticOverflow) -> Interval {
    let corners = [try a.low * b.low, try a.low * b.high, try a.high * b.low, try a.high * b.high]
    return try Interval(low: corners.min() ?? .zero, center: a.center * b.center, high: corners.max() ?? .zero)
  }

  /// - Throws: `ArithmeticOverflow` when the divisor may be zero.
  public static func / (a: Interval, b: Interval) throws(ArithmeticOverflow) -> Interval {
    guard b.low > .zero || b.high < .zero else { throw ArithmeticOverflow() }
    let corners = [try a.low / b.low, try a.low / b.high, try a.high / b.low, try a.high / b.high]
    return try Interval(low: corners.min() ?? .zero, center: a.center / b.center, high: corners.max() ?? .zero)
  }

  public static func smaller(_ a: Interval, _ b: Interval) -> Interval {
    Interval(low: min(a.low, b.low), center: min(a.center, b.center), high: min(a.high, b.high))
  }

  public static func larger(_ a: Interval, _ b: Interval) -> Interval {
    -smaller(-a, -b)
  }

  public var magnitude: Interval {
    if low >= .zero { return self }
    if high <= .zero { return -self }
    return Interval(low: .zero, center: center.magnitude, high: max(-low, high))
  }
}
