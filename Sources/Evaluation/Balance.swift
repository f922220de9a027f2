package import Amounts
package import Filings
package import Forms
import Parallel

/// One check on one place: an equation of the form with the document's cells in it, and how it ended.
package struct Balance: Sendable {
  package struct Term: Sendable {
    package var place: CellPlace
    /// +1 on the left side of a sum equation, −1 on the right; the opposite under a minus sign.
    package var coefficient: Int
    /// Nil for a blank cell.
    package var value: Interval?
    package var isLeft: Bool

    package init(place: CellPlace, coefficient: Int, value: Interval?, isLeft: Bool) {
      (self.place, self.coefficient, self.value, self.isLeft) = (place, coefficient, value, isLeft)
    }
  }

  package enum Shape: Sendable {
    /// A sum equation over its terms: their signed sum should be zero.
    case sum
    /// An equation that divides or multiplies: left = right.
    case formula
    /// Something else that must be true: ≤, implies, present…
    case condition
  }

  /// Index into the form's rules, and of the equation inside the rule.
  package var rule: Int
  package var equation: Int
  package var scope: Scope
  package var shape: Shape
  package var terms: [Term]
  /// What the equation adds to its right side beside cells: a number of the form, points printed in a heading.
  package var constant: Interval?
  package var left: Value
  package var right: Value
  package var verdict: Verdict

  /// Left minus right.
  package var residual: Rational = .zero
  /// How far rounding can part the two sides.
  package var slack: Rational = .zero

  package var isBroken: Bool {
    switch verdict {
    case .contradicted, .missing, .unsupported: true
    case .holds, .withinRounding, .notApplicable: false
    }
  }

  /// Whether its equation is true by an evaluator that has other values for some cells, cannot be decided, or asks for
  /// a figure that may be left out and still is.
  package func isTrue(by evaluator: Evaluator, _ form: Form) -> Bool {
    guard case .equations(let equations) = form.rules[rule].kind else { return true }
    if verdict == .notApplicable(.optional), terms.allSatisfy({ !$0.isLeft || evaluator.overrides[$0.place] == nil }) {
      return true
    }
    do throws(Unknown) {
      if let condition = equations[equation].condition, try !evaluator.truth(condition, scope) { return true }
      return try evaluator.truth(equations[equation].body, scope)
    } catch {
      return true
    }
  }

  package var holds: Bool { verdict == .holds || verdict == .withinRounding }
}

/// Writes out every equation of the form on every place it applies to, and evaluates it.
package struct BalanceSheet {
  package let evaluator: Evaluator
  package private(set) var balances: [Balance] = []
  package private(set) var unapplied: [Unapplied] = []

  /// A rule that could not run anywhere, with why.
  package struct Unapplied: Hashable {
    package var rule: Int
    package var reason: Reason
  }

  private let form: Form
  private let filing: Filing

  /// - Parameter isPresence: only rules that ask for rows of other tables, which come before all others.
  package init(figures: Figures, isPresence: Bool = false) {
    evaluator = Evaluator(figures: figures)
    form = figures.form
    filing = figures.filing
    let blank = self
    let sheets = Parallel.map(Array(form.rules.indices)) { rule in
      var own = blank
      own.write(out: rule, isPresence)
      return own
    }
    balances.reserveCapacity(sheets.reduce(0) { $0 + $1.balances.count })
    for sheet in sheets {
      balances += sheet.balances
      unapplied += sheet.unapplied
    }
  }

  private mutating func write(out index: Int, _ isPresence: Bool) {
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
        unapplied.append(Unapplied(rule: index, reason: Reason(reason, ["table": form.tables[table].title])))
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
        unapplied.append(Unapplied(rule: index, reason: error.reason))
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
    var balance = Balance(
      rule: rule, equation: position, scope: scope, shape: .condition, terms: [], left: .blank, right: .blank,
      verdict: .holds)
    do throws(Unknown) {
      if let condition = equation.condition, try !evaluator.truth(condition, scope) {
        balance.verdict = .notApplicable(Reason("condition"))
        return balance
      }
      guard case .compare(.equal, let left, let right) = equation.body else {
        try evaluate(condition: equation.body, into: &balance)
        return balance
      }
      if case .cell(let cell) = left, !isPrinted(cell, scope) { return nil }
      var collector = TermCollector(evaluator: evaluator)
      balance.terms = try collector.terms(left, right, scope)
      balance.constant = collector.constant
      balance.shape = TermCollector.isLinear(left, right) ? .sum : .formula
      try evaluate(left, right, into: &balance)
      if balance.verdict == .missing, let target = balance.terms.first(where: \.isLeft)?.place, isOptional(target) {
        balance.verdict = .notApplicable(.optional)
      }
    } catch {
      if error.reason.id == "leaf" { return nil }
      balance.verdict = .notApplicable(error.reason)
    }
    return balance
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

  private func evaluate(condition: Expression, into balance: inout Balance) throws(Unknown) {
    let isTrue = try evaluator.truth(condition, balance.scope)
    balance.terms = TermCollector(evaluator: evaluator).cells(condition, balance.scope)
    balance.verdict = isTrue ? .holds : .contradicted
  }

  private func evaluate(_ left: Expression, _ right: Expression, into balance: inout Balance) throws(Unknown) {
    if balance.shape == .sum {
      do {
        try Self.weigh(&balance)
      } catch {
        throw Unknown("overflow", ["text": ""])
      }
      return
    }
    balance.left = try evaluator.value(left, balance.scope)
    balance.right = try evaluator.value(right, balance.scope)
    switch (balance.left, balance.right) {
    case (.number(let a), .number(let b)):
      balance.verdict = a.meets(b) ? (a.center == b.center ? .holds : .withinRounding) : .contradicted
    case (.blank, .number(let b)) where !b.center.isZero: balance.verdict = .missing
    case (.number(let a), .blank) where !a.center.isZero: balance.verdict = .unsupported
    case (.text(let a), .text(let b)): balance.verdict = Label.key(a) == Label.key(b) ? .holds : .contradicted
    case (.truth(let a), .truth(let b)): balance.verdict = a == b ? .holds : .contradicted
    default: balance.verdict = .notApplicable(Reason("blank"))
    }
  }

  /// Adds the terms up and says how the sum equation ended.
  package static func weigh(_ balance: inout Balance) throws(ArithmeticOverflow) {
    let zero = Interval(exactly: .zero)
    var sides: (left: Interval?, right: Interval?) = (nil, nil)
    var slack = Rational.zero
    if let constant = balance.constant {
      sides.right = constant
      slack = try (constant.high - constant.low) / Rational(2)
    }
    for term in balance.terms {
      guard let value = term.value else { continue }
      let sign = term.isLeft ? term.coefficient : -term.coefficient
      let signed = sign > 0 ? value : -value
      if term.isLeft {
        sides.left = try (sides.left ?? zero) + signed
      } else {
        sides.right = try (sides.right ?? zero) + signed
      }
      slack = try slack + (value.high - value.low) / Rational(2)
    }
    balance.left = sides.left.map(Value.number) ?? .blank
    balance.right = sides.right.map(Value.number) ?? .blank
    balance.residual = try (sides.left?.center ?? .zero) - (sides.right?.center ?? .zero)
    balance.slack = slack
    switch (sides.left, sides.right) {
    case (nil, nil): balance.verdict = .notApplicable(Reason("blank"))
    case (nil, let right?):
      // Of several blank cells none is determined; whether they may be blank is another rule's question.
      let isOne = balance.terms.count { $0.isLeft } == 1
      balance.verdict =
        right.center.isZero
        ? .holds : right.meets(zero) ? .withinRounding : isOne ? .missing : .notApplicable(Reason("blank"))
    case (let left?, nil):
      balance.verdict = left.center.isZero ? .holds : .unsupported
    case (let left?, let right?):
      balance.verdict = left.meets(right) ? (balance.residual.isZero ? .holds : .withinRounding) : .contradicted
    }
  }
}
