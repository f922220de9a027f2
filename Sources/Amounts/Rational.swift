/// An exact fraction with a positive denominator.
///
/// Shares, rates and scores are compared as these, so that no rounding of ours ever decides a check. Fractions are not
/// kept in lowest terms, because sums of amounts share one denominator and reducing each would cost more than adding;
/// equality and hashing go by value.
public struct Rational: Hashable, Sendable, Comparable {
  public let numerator: Int128
  public let denominator: Int128

  public static let zero = Rational(0)
  public static let one = Rational(1)

  public init(_ integer: Int64) {
    numerator = Int128(integer)
    denominator = 1
  }

  /// - Throws: `ArithmeticOverflow` when the fraction does not fit, or the denominator is zero.
  public init(_ numerator: Int128, over denominator: Int128) throws(ArithmeticOverflow) {
    guard denominator != 0, numerator != .min, denominator != .min else { throw ArithmeticOverflow() }
    let sign: Int128 = denominator < 0 ? -1 : 1
    self.init(unchecked: sign * numerator, sign * denominator)
    if self.denominator > Self.largestUnreduced { self = reduced }
  }

  /// Denominators beyond it are reduced before they can grow out of bounds.
  private static let largestUnreduced: Int128 = 1_000_000_000_000

  private var reduced: Rational {
    let divisor = Int128(Rational.greatestCommonDivisor(numerator.magnitude, denominator.magnitude))
    return divisor == 1 ? self : Rational(unchecked: numerator / divisor, denominator / divisor)
  }

  public static func == (a: Rational, b: Rational) -> Bool {
    if a.denominator == b.denominator { return a.numerator == b.numerator }
    return a.numerator.multipliedFullWidth(by: b.denominator) == b.numerator.multipliedFullWidth(by: a.denominator)
  }

  public func hash(into hasher: inout Hasher) {
    let value = reduced
    hasher.combine(value.numerator)
    hasher.combine(value.denominator)
  }

  public var isZero: Bool { numerator == 0 }
  public var isNegative: Bool { numerator < 0 }
  public var magnitude: Rational { isNegative ? -self : self }

  public static prefix func - (a: Rational) -> Rational {
    Rational(unchecked: -a.numerator, a.denominator)
  }

  public static func + (a: Rational, b: Rational) throws(ArithmeticOverflow) -> Rational {
    if a.denominator == b.denominator {
      return try Rational(checked(a.numerator.addingReportingOverflow(b.numerator)), over: a.denominator)
    }
    let left = try checked(a.numerator.multipliedReportingOverflow(by: b.denominator))
    let right = try checked(b.numerator.multipliedReportingOverflow(by: a.denominator))
    return try Rational(
      checked(left.addingReportingOverflow(right)),
      over: checked(a.denominator.multipliedReportingOverflow(by: b.denominator)))
  }

  public static func - (a: Rational, b: Rational) throws(ArithmeticOverflow) -> Rational {
    try a + -b
  }

  public static func * (a: Rational, b: Rational) throws(ArithmeticOverflow) -> Rational {
    try Rational(
      checked(a.numerator.multipliedReportingOverflow(by: b.numerator)),
      over: checked(a.denominator.multipliedReportingOverflow(by: b.denominator)))
  }

  /// - Throws: `ArithmeticOverflow` also for a divisor of zero; callers decide beforehand what that means in a form.
  public static func / (a: Rational, b: Rational) throws(ArithmeticOverflow) -> Rational {
    try Rational(
      checked(a.numerator.multipliedReportingOverflow(by: b.denominator)),
      over: checked(a.denominator.multipliedReportingOverflow(by: b.numerator)))
  }

  public static func < (a: Rational, b: Rational) -> Bool {
    if a.denominator == b.denominator { return a.numerator < b.numerator }
    let left = a.numerator.multipliedFullWidth(by: b.denominator)
    let right = b.numerator.multipliedFullWidth(by: a.denominator)
    return (left.high, left.low) < (right.high, right.low)
  }

  /// Rounded half away from zero to a number of decimals, as a decimal text without separators: `83.75`.
  public func formatted(decimals: Int) -> String {
    let scale = Rational.powerOfTen(decimals)
    let (scaled, overflow) = numerator.magnitude.multipliedReportingOverflow(by: scale)
    guard !overflow else { return "\(numerator)/\(denominator)" }
    let divisor = denominator.magnitude
    var (quotient, remainder) = scaled.quotientAndRemainder(dividingBy: divisor)
    if remainder >= divisor - remainder { quotient += 1 }
    let sign = isNegative && quotient != 0 ? "-" : ""
    guard decimals > 0 else { return sign + String(quotient) }
    let fraction = String(quotient % scale)
    return sign + String(quotient / scale) + "." + String(repeating: "0", count: decimals - fraction.count) + fraction
  }

  /// The decimal text with as many decimals as the number has, at most `limit`, at least `minimum`.
  public func formatted(minimum: Int = 0, limit: Int) -> String {
    let full = formatted(decimals: limit)
    var text = Array(full.utf8)
    guard let point = text.firstIndex(of: UInt8(ascii: ".")) else { return full }
    while text.last == UInt8(ascii: "0"), text.count - point - 1 > minimum { text.removeLast() }
    if text.last == UInt8(ascii: ".") { text.removeLast() }
    return String(decoding: text, as: UTF8.self)
  }

  private init(unchecked numerator: Int128, _ denominator: Int128) {
    self.numerator = numerator
    self.denominator = denominator
  }

  /// 10 to a small power.
  public static func tens(_ exponent: Int) -> Int128 { Int128(powerOfTen(exponent)) }

  static func powerOfTen(_ exponent: Int) -> UInt128 {
    (0..<exponent).reduce(UInt128(1)) { power, _ in power * 10 }
  }

  private static func checked(
    _ result: (partialValue: Int128, overflow: Bool)
  ) throws(ArithmeticOverflow) -> Int128 {
    guard !result.overflow else { throw ArithmeticOverflow() }
    return result.partialValue
  }

  private static func greatestCommonDivisor(_ a: UInt128, _ b: UInt128) -> UInt128 {
    // Almost all of our figures fit 64 bits, where division is several times faster.
    if let x = UInt64(exactly: a), let y = UInt64(exactly: b) {
      var (x, y) = (x, y)
      while y != 0 { (x, y) = (y, x % y) }
      return UInt128(max(x, 1))
    }
    var (x, y) = (a, b)
    while y != 0 { (x, y) = (y, x % y) }
    return max(x, 1)
  }
}

/// A number grew past what exact arithmetic holds. Real accounts never do; hostile files may.
public struct ArithmeticOverflow: Error, Hashable, Sendable {
  public init() {}
}
