/// An exact amount of renminbi, held as whole fen.
///
/// - Unit: fen. 1 yuan = 100 fen; 1 wan yuan (万元), the unit tables print, = 1_000_000 fen.
/// - Overflow traps. Nothing here rounds, and nothing here is a `Double`.
public struct Money: Hashable, Comparable, Sendable {
  public let fen: Int64

  public init(fen: Int64) {
    self.fen = fen
  }

  public static func < (a: Money, b: Money) -> Bool { a.fen < b.fen }
  public static func + (a: Money, b: Money) -> Money { Money(fen: a.fen + b.fen) }
  public static func - (a: Money, b: Money) -> Money { Money(fen: a.fen - b.fen) }
  public static prefix func - (a: Money) -> Money { Money(fen: -a.fen) }
}

/// A unit that amounts are printed in.
public enum MoneyUnit: String, Hashable, Sendable, CaseIterable {
  case yuan = "元"
  case thousandYuan = "千元"
  case tenThousandYuan = "万元"
  case hundredMillionYuan = "亿元"

  public var fen: Int64 {
    switch self {
    case .yuan: 100
    case .thousandYuan: 100_000
    case .tenThousandYuan: 1_000_000
    case .hundredMillionYuan: 10_000_000_000
    }
  }

  /// Whether a figure printed in 元 among 万元, or in 万元 among 元, is nearer to another of this unit by its digits than by
  /// what it says: 92.61元 beside 90.64万元, but not 926,100.00元.
  public func isMeant(by figure: Rational, beside other: Rational) -> Bool {
    // What it says is ten thousand times off; halfway, by ratio, is a hundred times.
    do throws(ArithmeticOverflow) {
      let (near, far) = self == .yuan ? (other, figure) : (figure, other)
      return try near < far * Rational(100)
    } catch {
      return false
    }
  }

  /// - Parameter text: the unit's name, alone or after 单位： or 金额单位：, with or without 人民币 and brackets around.
  ///   Any other unit is none: 百万元 must not be read as 万元, nor 美元 as 元.
  public init?(text: some StringProtocol) {
    var name = String(text.filter { !$0.isWhitespace })[...]
    if let first = name.first, let last = name.last, "（(".contains(first), "）)".contains(last) {
      name = name.dropFirst().dropLast()
    }
    for prefix in ["金额", "单位", "：", ":", "人民币"] where name.hasPrefix(prefix) { name.removeFirst(prefix.count) }
    self.init(rawValue: String(name))
  }
}

/// A figure as a document prints it: an amount and the step it was rounded to.
///
/// `1,203.45 万元` is 1_203_450_000 fen with a step of 10_000 fen (0.01 万元).
/// A blank cell is `nil`, never zero: the form tells "none" from "0.00".
public struct PrintedAmount: Hashable, Sendable {
  public var money: Money
  /// Fen of the last printed place, or of the form's precision where trailing zeros were left out.
  public var step: Int64

  public init(money: Money, step: Int64) {
    self.money = money
    self.step = step
  }

  /// - Parameter precision: decimals that the form prints; `24` under a precision of 2 is 24.00.
  /// - Returns: nil when the figure is finer than a fen or larger than `Int64` holds.
  public init?(_ number: PrintedNumber, unit: MoneyUnit, precision: Int) {
    guard let fen = number.scaled(by: unit.fen) else { return nil }
    let decimals = max(number.decimals, precision)
    var step = unit.fen
    for _ in 0..<decimals { step = max(step / 10, 1) }
    self.init(money: Money(fen: fen), step: step)
  }

  /// The widest gap that rounding alone can open between a printed total and the sum of
  /// `parts` printed figures: half a step for each figure involved.
  public static func roundingAllowance(parts: Int, step: Int64) -> Money {
    Money(fen: step * Int64(parts + 1) / 2)
  }
}
