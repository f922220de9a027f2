/// An exact fraction with a positive denominator.
///
/// Shares, rates and scores are compared as these, so that no rounding of ours ever decides a check. Fractions are not
/// kept in lowest terms, because sums of amounts share one denominator and reducing each would cost more than adding;
/// equality and hashing go by value.
///
/// Kept in 64 bits, since a check holds tens of thousands of them; reckoned with in 128.
public struct Rational: Hashable, Sendable, Comparable {
  private let top: Int64
  private let bottom: Int64

  public var numerator: Int128 { Int128(top) }
  public var denominator: Int128 { Int128(bottom) }

  public static let zero = Rational(0)
  public static let one = Rational(1)

  /// The least integer of 64 bits has no opposite; the next one stands for it.
  public init(_ integer: Int64) {
    (top, bottom) = (max(integer, -Int64.max), 1)
  }

  /// - Throws: `ArithmeticOverflow` when the fraction in its lowest terms does not fit 64 bits each, or the denominator
  ///   is zero.
  public init(_ numerator: Int128, over denominator: Int128) throws(ArithmeticOverflow) {
    guard denominator != 0, numerator != .min, denominator != .min else { throw ArithmeticOverflow() }
    let sign: Int128 = denominator < 0 ? -1 : 1
    var (n, d) = (sign * numerator, sign * denominator)
    if d > Self.largestUnreduced || n.magnitude > Self.largest {
      let divisor = Int128(Rational.greatestCommonDivisor(n.magnitude, d.magnitude))
      (n, d) = (n / divisor, d / divisor)
      guard n.magnitude <= Self.largest, d <= Self.largest else { throw ArithmeticOverflow() }
    }
    (top, bottom) = (Int64(truncatingIfNeeded: n), Int64(truncatingIfNeeded: d))
  }

  private static let largest = UInt128(Int64.max)

  /// Denominators beyond it are reduced before they can grow out of bounds.
  private static let largestUnreduced: Int128 = 1_000_000_000_000

  public static func == (a: Rational, b: Rational) -> Bool {
    if a.bottom == b.bottom { return a.top == b.top }
    return a.numerator * b.denominator == b.numerator * a.denominator
  }

  public func hash(into hasher: inout Hasher) {
    let divisor = Int64(Self.greatestCommonDivisor(UInt128(top.magnitude), UInt128(bottom)))
    hasher.combine(top / divisor)
    hasher.combine(bottom / divisor)
  }

  public var isZero: Bool { top == 0 }
  public var isNegative: Bool { top < 0 }
  public var magnitude: Rational { isNegative ? -self : self }

  public static prefix func - (a: Rational) -> Rational {
    Rational(unchecked: -a.top, a.bottom)
  }

  public static func + (a: Rational, b: Rational) throws(ArithmeticOverflow) -> Rational {
    if a.bottom == b.bottom { return try Rational(a.numerator + b.numerator, over: a.denominator) }
    return try Rational(
      a.numerator * b.denominator + b.numerator * a.denominator, over: a.denominator * b.denominator)
  }

  public static func - (a: Rational, b: Rational) throws(ArithmeticOverflow) -> Rational {
    try a + -b
  }

  public static func * (a: Rational, b: Rational) throws(ArithmeticOverflow) -> Rational {
    try Rational(a.numerator * b.numerator, over: a.denominator * b.denominator)
  }

  /// - Throws: `ArithmeticOverflow` also for a divisor of zero; callers decide beforehand what that means in a form.
  public static func / (a: Rational, b: Rational) throws(ArithmeticOverflow) -> Rational {
    try Rational(a.numerator * b.denominator, over: a.denominator * b.numerator)
  }

  public static func < (a: Rational, b: Rational) -> Bool {
    if a.bottom == b.bottom { return a.top < b.top }
    return a.numerator * b.denominator < b.numerator * a.denominator
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

  private init(unchecked top: Int64, _ bottom: Int64) {
    (self.top, self.bottom) = (top, bottom)
  }

  /// 10 to a small power.
  public static func tens(_ exponent: Int) -> Int128 { Int128(powerOfTen(exponent)) }

  static func powerOfTen(_ exponent: Int) -> UInt128 {
    (0..<exponent).reduce(UInt128(1)) { power, _ in power * 10 }
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
