public import Amounts

/// All values that a printed figure may stand for, in whole units.
///
/// - Unit: one hundred-millionth, so that half a fen in 万元 and half the last place of a percentage are whole.
/// - Shape: closed interval `low...high` with the printed value at `center`. No figure is beyond `Figure.limit`.
public struct Figure: Hashable, Sendable {
  public var low: Int64
  public var center: Int64
  public var high: Int64

  /// Units of one (万元, a fraction, a point).
  public static let unitsOfOne: Int64 = 100_000_000

  /// The largest magnitude the search reckons with: 7 200 亿元. Sums of a hundred such figures still fit 64 bits.
  public static let limit: Int64 = 72_000_000_000_000_000

  public init(low: Int64, center: Int64, high: Int64) {
    self.low = low
    self.center = center
    self.high = high
  }

  public init(exactly value: Int64) {
    self.init(low: value, center: value, high: value)
  }

  public static let zero = Figure(exactly: 0)

  /// What is not printed.
  static let unbounded = Figure(low: .min, center: 0, high: .max)

  /// An interval of fractions as whole units, rounded outwards.
  ///
  /// - Returns: nil for figures beyond `limit`; no account has them, hostile files do.
  public init?(_ interval: Interval) {
    guard let low = Self.units(interval.low, up: false), let high = Self.units(interval.high, up: true),
      let center = Self.units(interval.center, up: false)
    else { return nil }
    self.init(low: low, center: center, high: high)
  }

  /// The interval as fractions of one.
  ///
  /// - Throws: never in practice: the denominator is a constant.
  public func interval() throws(ArithmeticOverflow) -> Interval {
    try Interval(low: Self.fraction(low), center: Self.fraction(center), high: Self.fraction(high))
  }

  public static func fraction(_ units: Int64) throws(ArithmeticOverflow) -> Rational {
    try Rational(Int128(units), over: Int128(unitsOfOne))
  }

  public func meets(_ other: Figure) -> Bool { low <= other.high && other.low <= high }

  func hull(_ other: Figure) -> Figure {
    Figure(low: min(low, other.low), center: center, high: max(high, other.high))
  }

  var isBounded: Bool { low >= -Self.limit && high <= Self.limit }

  private static func units(_ value: Rational, up: Bool) -> Int64? {
    let (product, overflow) = value.numerator.multipliedReportingOverflow(by: Int128(unitsOfOne))
    guard !overflow else { return nil }
    let units = up ? Wide.ceiling(product, value.denominator) : Wide.floor(product, value.denominator)
    guard let narrow = Int64(exactly: units), narrow >= -limit, narrow <= limit else { return nil }
    return narrow
  }
}

/// Products and quotients of figures over 128 bits, rounded towards where a bound must go.
enum Wide {
  static func floor(_ dividend: Int128, _ divisor: Int128) -> Int128 {
    let (quotient, remainder) = dividend.quotientAndRemainder(dividingBy: divisor)
    return remainder != 0 && (remainder < 0) != (divisor < 0) ? quotient - 1 : quotient
  }

  static func ceiling(_ dividend: Int128, _ divisor: Int128) -> Int128 { -floor(-dividend, divisor) }

  /// - Returns: nil where the product is beyond what is reckoned with.
  static func product(_ a: Figure, _ b: Figure) -> Figure? {
    combined(a, b) { x, y, up in
      let product = Int128(x) * Int128(y)
      let one = Int128(Figure.unitsOfOne)
      return up ? ceiling(product, one) : floor(product, one)
    }
  }

  /// - Returns: nil where the divisor may be zero.
  static func quotient(_ a: Figure, _ b: Figure) -> Figure? {
    guard b.low > 0 || b.high < 0 else { return nil }
    return combined(a, b) { x, y, up in
      let dividend = Int128(x) * Int128(Figure.unitsOfOne)
      return up ? ceiling(dividend, Int128(y)) : floor(dividend, Int128(y))
    }
  }

  private static func combined(
    _ a: Figure, _ b: Figure, _ operation: (Int64, Int64, _ up: Bool) -> Int128
  ) -> Figure? {
    var low = Int128.max
    var high = Int128.min
    for x in [a.low, a.high] {
      for y in [b.low, b.high] {
        low = min(low, operation(x, y, false))
        high = max(high, operation(x, y, true))
      }
    }
    let limit = Int128(Figure.limit)
    guard low >= -limit, high <= limit else { return nil }
    let center = min(max(operation(a.center, b.center, false), low), high)
    return Figure(low: Int64(low), center: Int64(center), high: Int64(high))
  }
}
