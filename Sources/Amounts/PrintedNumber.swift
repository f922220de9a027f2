/// A number as it is printed, before anything is known of what it counts: `1,203.45`, `-0.5`, `83.75%`, `67人`, `1200.`
public struct PrintedNumber: Hashable, Sendable {
  /// All digits as one integer: `1,203.45` is 120345 with 2 decimals.
  public var significand: Int64
  public var decimals: Int
  public var isPercent: Bool
  /// What follows the figure, white space removed: `人`, `万元/个`, empty.
  public var unit: String
  /// Cut off or otherwise not a whole number: `1200.`, `1,20.5`. Readable, and known to be wrong as printed.
  public var isMalformed: Bool

  public init(
    significand: Int64, decimals: Int = 0, isPercent: Bool = false, unit: String = "", isMalformed: Bool = false
  ) {
    self.significand = significand
    self.decimals = decimals
    self.isPercent = isPercent
    self.unit = unit
    self.isMalformed = isMalformed
  }

  /// The exact value; percent signs divide by a hundred.
  public var value: Rational {
    value(dividedBy: isPercent ? 100 : 1)
  }

  /// The step of the last printed place, percent signs considered.
  public var step: Rational {
    PrintedNumber(significand: 1, decimals: decimals, isPercent: isPercent).value
  }

  private func value(dividedBy divisor: Int128) -> Rational {
    do {
      return try Rational(Int128(significand), over: Int128(Rational.powerOfTen(decimals)) * divisor)
    } catch {
      preconditionFailure("a number has few decimals: \(decimals)")
    }
  }

  /// The number times a whole unit, when that is whole and fits.
  func scaled(by unit: Int64) -> Int64? {
    let divisor = Int128(Rational.powerOfTen(decimals))
    let product = Int128(significand) * Int128(unit)
    guard product % divisor == 0 else { return nil }
    return Int64(exactly: product / divisor)
  }
}

/// What a cell, or any short text that should hold one value, says.
public enum PrintedValue: Hashable, Sendable {
  /// Nothing, or a mark that says nothing: `—`, `-`, `/`, `无`.
  case blank
  case number(PrintedNumber)
  /// Anything else, names and sentences included.
  case text
}
