import Amounts
import Filings
import Forms

/// Writes a rule's equations out on every place they apply to, and evaluates them.
struct BalanceWriter {
  private(set) var balances: [Balance] = []
  private(set) var unapplied: [BalanceSheet.Unapplied] = []

  private let evaluator: Evaluator
  private var form: Form { evaluator.figures.form }
  private var filing: Filing { evaluator.figures.filing }

  init(_ evaluator: Evaluator) {
    self.evaluator = evaluator
  }

  mutating func write(out index: Int, _ isPresence: Bool) {
    let rule = form.rules[index]
    guard case .equations(let equations) = rule.kind else { return }
    for (position, equation) in equations.enumerated() where !isPresence || !equation.body.wantedCells.isEmpty {
      for scope in scopes(rule, equation, index) {
        if let balance = balance(equation, rule: index, equation: position, scope) { balances.append(balance) }
      }
    }
  }

  // MARK: Where a rule applies

  private mutating func scopes(_ rule: Rule, _ equation: Equation, _ index: Int) -> [Scope] {
    var starts = [Scope()]
    if let table = rule.table {
      starts = evaluator.figures.fillings(of: table).map { Scope(filling: $0) }
      if starts.isEmpty {
        let reason = form.tables[table].isPrinted ? "table" : "sheet"
        unapplied.append(
          BalanceSheet.Unapplied(rule: index, reason: Reason(reason, ["table": form.tables[table].title])))
      }
    }
    guard let rows = equation.rows else {
      return starts.map { scope in
        var scope = scope
        if case .compare(_, .cell(let cell), _) = equation.body { scope.block = cell.block }
        return scope
      }
    }
    var scopes: [Scope] = []
    for start in starts {
      do throws(Unknown) {
        for binding in try evaluator.bindings(rows, start) {
          scopes.append(Self.scope(start, rows: rows, binding))
        }
      } catch {
        unapplied.append(BalanceSheet.Unapplied(rule: index, reason: error.reason))
      }
    }
    return scopes
  }

  private static func scope(_ start: Scope, rows: RowSet, _ binding: Scope.Binding) -> Scope {
    var scope = start.binding(0, to: binding)
    if case .row(let filling, let block, let row) = binding {
      scope.filling = scope.filling ?? filling
      if scope.filling == filling {
        scope.block = block
        scope.row = row
      }
    }
    return scope
  }

  // MARK: Evaluating

  /// - Returns: nil where the row does not have the column, or a parent has no children.
  private func balance(_ equation: Equation, rule: Int, equation position: Int, _ scope: Scope) -> Balance? {
    var (shape, terms, constant): (Balance.Shape, [Balance.Term], Interval?) = (.condition, [], nil)
    func ended(_ outcome: Balance.Outcome) -> Balance {
      var outcome = outcome
      if outcome.verdict.isBroken, evaluator.restsOnUnread(equation.body, scope) {
        outcome.verdict = .notApplicable(.unread)
      }
      return Balance(
        rule: rule, equation: position, scope: scope, shape: shape, terms: terms, constant: constant, outcome)
    }
    do throws(Unknown) {
      if let condition = equation.condition, try !evaluator.truth(condition, scope) {
        return ended(Balance.Outcome(.notApplicable(Reason("condition"))))
      }
      guard case .compare(.equal, let left, let right) = equation.body else {
        let isTrue = try evaluator.truth(equation.body, scope)
        terms = TermCollector(evaluator: evaluator).cells(equation.body, scope)
        return ended(Balance.Outcome(isTrue ? .holds : .contradicted))
      }
      if case .cell(let cell) = left, !isPrinted(cell, scope) { return nil }
      var collector = TermCollector(evaluator: evaluator)
      terms = try collector.terms(left, right, scope)
      constant = collector.constant
      shape = TermCollector.isLinear(left, right) ? .sum : .formula
      var outcome = try shape == .sum ? sum(terms, constant) : formula(left, right, scope)
      if outcome.verdict == .missing, let target = terms.first(where: \.isLeft)?.place, isOptional(target) {
        outcome.verdict = .notApplicable(.optional)
      }
      return ended(outcome)
    } catch {
      if error.reason.id == "leaf" { return nil }
      return ended(Balance.Outcome(.notApplicable(error.reason)))
    }
  }

  private func isPrinted(_ cell: CellReference, _ scope: Scope) -> Bool {
    guard let filling = scope.filling, case .current = cell.row, let row = scope.row else { return true }
    let block = filing.tables[filling].blocks[cell.block]
    guard scope.block == cell.block else { return true }
    let form = form.tables[cell.table].blocks[cell.block]
    return form.hasColumn(row: block.rows[row].form, column: cell.column) && block.rows[row].cells[cell.column] != nil
  }

  /// Whether the row may leave the column blank.
  private func isOptional(_ place: CellPlace) -> Bool {
    guard let row = filing.row(at: place).form else { return false }
    return form.tables[filing.tables[place.table].form].blocks[place.block].rows[row].optional.contains(place.column)
  }

  private func sum(_ terms: [Balance.Term], _ constant: Interval?) throws(Unknown) -> Balance.Outcome {
    do {
      return try Balance.Outcome(ofSum: terms, constant: constant)
    } catch {
      throw Unknown("overflow", ["text": ""])
    }
  }

  private func formula(_ left: Expression, _ right: Expression, _ scope: Scope) throws(Unknown) -> Balance.Outcome {
    let (left, right) = (try evaluator.value(left, scope), try evaluator.value(right, scope))
    let verdict: Verdict =
      switch (left, right) {
      case (.number(let a), .number(let b)):
        a.meets(b) ? (a.center == b.center ? .holds : .withinRounding) : .contradicted
      case (.blank, .number(let b)) where !b.center.isZero: .missing
      case (.number(let a), .blank) where !a.center.isZero: .unsupported
      case (.text(let a), .text(let b)): Label.key(a) == Label.key(b) ? .holds : .contradicted
      case (.truth(let a), .truth(let b)): a == b ? .holds : .contradicted
      default: .notApplicable(Reason("blank"))
      }
    return Balance.Outcome(verdict, left: left, right: right)
  }
}
