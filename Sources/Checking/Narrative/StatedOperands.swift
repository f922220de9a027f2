import Amounts
import Filings
import Forms

/// What else may be wrong when a share or a rate in a sentence does not follow: the amounts it was worked out from.
enum StatedOperands {
  /// Values of single operands that would make the printed rate right.
  static func edits(of index: Int, ledger: Ledger, form: Form) -> [Change.Edit] {
    let balance = ledger.balance(of: index)
    guard case .equations(let equations) = form.rules[balance.rule].kind,
      case .compare(.equal, .cell(let target), .divide(.cell, let divisor)) = equations[balance.equation].body,
      form.tables[target.table].id == TableForm.statementsID, balance.terms.count >= 3,
      let rate = ledger.value(at: balance.terms[0].place), let part = ledger.value(at: balance.terms[1].place),
      let whole = ledger.value(at: balance.terms[2].place)
    else { return [] }
    let places = balance.terms.map(\.place)
    do throws(ArithmeticOverflow) {
      switch divisor {
      case .cell:
        var edits = [Change.Edit(place: places[1], value: rounded(try rate * whole, form))]
        if !rate.isZero { edits.append(Change.Edit(place: places[2], value: rounded(try part / rate, form))) }
        return edits
      case .subtract, .add:
        // g = d ÷ (x − d) gives d = g·x ÷ (1 + g); of a decrease, g = d ÷ (x + d) gives d = g·x ÷ (1 − g).
        var sign = Rational.one
        if case .add = divisor { sign = -sign }
        let base = try Rational.one + sign * rate
        guard !base.isZero, !rate.isZero else { return [] }
        return [
          Change.Edit(place: places[1], value: rounded(try rate * whole / base, form)),
          Change.Edit(place: places[2], value: rounded(try part / rate + sign * part, form)),
        ]
      default: return []
      }
    } catch {
      return []
    }
  }

  /// To the last place that amounts are printed to.
  private static func rounded(_ value: Rational, _ form: Form) -> Rational {
    guard case .number(let number) = PrintedValue(parsing: value.formatted(decimals: form.precision)) else {
      return value
    }
    return number.value
  }
}
