package import Amounts
package import Forms

/// Which values a printed figure may stand for.
package struct PrintedInterval {
  package let form: Form

  package init(form: Form) {
    self.form = form
  }

  /// - Throws: `Unknown` when the figure is too large for exact arithmetic.
  package func of(
    _ number: PrintedNumber, _ measure: Measure, _ rounding: Rounding, _ unit: MoneyUnit, text: String
  ) throws(Unknown) -> Interval {
    do throws(ArithmeticOverflow) {
      switch measure {
      case .amount:
        return try amount(number, unit: unit)
      case .percent:
        return try percent(number, isAdjusted: rounding == .adjusted)
      case .points, .count, .text:
        switch rounding {
        case .exact: return Interval(exactly: number.value)
        case .printed, .adjusted: return try printed(number.value, step: number.step)
        case .form: return try rounded(number.value, step: Rational(1, over: 100))
        }
      }
    } catch {
      throw Unknown("overflow", ["text": text])
    }
  }

  /// An amount ± half a step, in the form's unit. Zeros left out at the end are there: 24 is 24.00.
  private func amount(_ number: PrintedNumber, unit: MoneyUnit) throws(ArithmeticOverflow) -> Interval {
    let scale = try Rational(Int128(unit.fen), over: Int128(form.unit.fen))
    let decimals = max(number.decimals, form.precision)
    let step = try PrintedNumber(significand: 1, decimals: decimals).value * scale
    return try rounded(number.value * scale, step: step)
  }

  private func percent(_ number: PrintedNumber, isAdjusted: Bool) throws(ArithmeticOverflow) -> Interval {
    if number.isPercent { return try printed(number.value, step: number.step, isAdjusted) }
    // Without a sign, 99.97 in a column of rates is per cent; a figure up to 1 with decimals is a fraction.
    if number.value <= .one, number.decimals > 0 { return try printed(number.value, step: number.step, isAdjusted) }
    let hundred = Rational(100)
    return try printed(number.value / hundred, step: number.step / hundred, isAdjusted)
  }

  private func rounded(_ value: Rational, step: Rational) throws(ArithmeticOverflow) -> Interval {
    let half = try step / Rational(2)
    return try Interval(low: value - half, center: value, high: value + half)
  }

  /// Documents round or truncate percentages and scores: the value lies from half a step below to a step above.
  private func printed(
    _ value: Rational, step: Rational, _ isAdjusted: Bool = false
  ) throws(ArithmeticOverflow) -> Interval {
    try Interval(low: value - step / Rational(isAdjusted ? 1 : 2), center: value, high: value + step)
  }
}
