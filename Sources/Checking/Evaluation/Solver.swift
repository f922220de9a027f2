import Amounts
import Evaluation
import Filings
import Forms

/// Solves equations for one cell that cannot be read.
struct Solver {
  let sheet: BalanceSheet
  let form: Form

  /// The value that every equation with no other unknown asks of the cell; nil when none does, or they disagree.
  func value(of place: CellPlace) -> Rational? {
    var evaluator = sheet.evaluator
    evaluator.overrides[place] = Interval(exactly: .zero)
    var found: Interval?
    // The cell's own definition speaks first: others may differ from it by rounding.
    let unread = sheet.balances.filter {
      if case .notApplicable(let reason) = $0.verdict { reason.id == "malformed" } else { false }
    }
    for balance in unread.filter({ defines(place, $0) }) + unread.filter({ !defines(place, $0) }) {
      guard case .equations(let equations) = form.rules[balance.rule].kind,
        case .compare(.equal, let left, let right) = equations[balance.equation].body,
        TermCollector.isLinear(left, right)
      else { continue }
      guard let value = solve(left, right, balance, place, evaluator) else { continue }
      if let known = found, !known.meets(value) { return nil }
      found = found ?? value
    }
    return found?.center
  }

  private func defines(_ place: CellPlace, _ balance: Balance) -> Bool {
    guard case .equations(let equations) = form.rules[balance.rule].kind, form.rules[balance.rule].isDefinition,
      case .compare(.equal, .cell(let cell), _) = equations[balance.equation].body
    else { return false }
    do throws(Unknown) {
      return try sheet.evaluator.place(cell, balance.scope) == place
    } catch {
      return false
    }
  }

  private func solve(
    _ left: Expression, _ right: Expression, _ balance: Balance, _ place: CellPlace, _ evaluator: Evaluator
  ) -> Interval? {
    do {
      var collector = TermCollector(evaluator: evaluator)
      let terms = try collector.terms(left, right, balance.scope)
      let coefficient = terms.filter { $0.place == place }.reduce(0) { $0 + $1.coefficient }
      guard abs(coefficient) == 1 else { return nil }
      var sum = -(collector.constant ?? Interval(exactly: .zero))
      for term in terms where term.place != place {
        guard let value = term.value else { continue }
        sum = try term.coefficient > 0 ? sum + value : sum - value
      }
      return coefficient > 0 ? -sum : sum
    } catch {
      return nil
    }
  }
}
