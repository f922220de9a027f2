package import Amounts
package import Filings
package import Forms

/// One check on one place: an equation of the form with the document's cells in it, and how it ended.
///
/// Shared, not copied: every step after the evaluation hands balances on by the thousand.
package final class Balance: Sendable {
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

  /// How an equation ended, and what its sides came to.
  package struct Outcome: Sendable {
    package var left = Value.blank
    package var right = Value.blank
    package var verdict: Verdict
    /// Left minus right, of a sum.
    package var residual = Rational.zero
    /// How far rounding can part the two sides of a sum.
    package var slack = Rational.zero

    package init(_ verdict: Verdict, left: Value = .blank, right: Value = .blank) {
      (self.verdict, self.left, self.right) = (verdict, left, right)
    }
  }

  /// Index into the form's rules, and of the equation inside the rule.
  package let rule: Int
  package let equation: Int
  package let scope: Scope
  package let shape: Shape
  package let terms: [Term]
  /// What the equation adds to its right side beside cells: a number of the form, points printed in a heading.
  package let constant: Interval?
  private let outcome: Outcome

  package init(
    rule: Int, equation: Int, scope: Scope, shape: Shape, terms: [Term], constant: Interval?, _ outcome: Outcome
  ) {
    (self.rule, self.equation, self.scope, self.shape) = (rule, equation, scope, shape)
    (self.terms, self.constant, self.outcome) = (terms, constant, outcome)
  }

  package var left: Value { outcome.left }
  package var right: Value { outcome.right }
  package var verdict: Verdict { outcome.verdict }
  package var residual: Rational { outcome.residual }
  package var slack: Rational { outcome.slack }

  package var isBroken: Bool { verdict.isBroken }

  /// Whether its equation is true by an evaluator that has other values for some cells, cannot be decided, or asks for
  /// a figure that may be left out and still is.
  package func isTrue(by evaluator: Evaluator, _ form: Form) -> Bool {
    guard case .equations(let equations) = form.rules[rule].kind else { return true }
    if verdict == .notApplicable(.optional), terms.allSatisfy({ !$0.isLeft || evaluator.overrides[$0.place] == nil }) {
      return true
    }
    if verdict == .notApplicable(.unread) { return true }
    do throws(Unknown) {
      if let condition = equations[equation].condition, try !evaluator.truth(condition, scope) { return true }
      return try evaluator.truth(equations[equation].body, scope)
    } catch {
      return true
    }
  }

  package var holds: Bool { verdict == .holds || verdict == .withinRounding }
}

extension Balance.Outcome {
  /// How a sum equation over these terms, with this constant on its right side, ends.
  package init(ofSum terms: [Balance.Term], constant: Interval?) throws(ArithmeticOverflow) {
    let zero = Interval(exactly: .zero)
    var sides: (left: Interval?, right: Interval?) = (nil, constant)
    var slack = Rational.zero
    if let constant { slack = try (constant.high - constant.low) / Rational(2) }
    for term in terms {
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
    left = sides.left.map(Value.number) ?? .blank
    right = sides.right.map(Value.number) ?? .blank
    residual = try (sides.left?.center ?? .zero) - (sides.right?.center ?? .zero)
    self.slack = slack
    switch (sides.left, sides.right) {
    case (nil, nil): verdict = .notApplicable(Reason("blank"))
    case (nil, let right?):
      // Of several blank cells none is determined; whether they may be blank is another rule's question.
      let isOne = terms.count { $0.isLeft } == 1
      verdict =
        right.center.isZero
        ? .holds : right.meets(zero) ? .withinRounding : isOne ? .missing : .notApplicable(Reason("blank"))
    case (let left?, nil):
      verdict = left.center.isZero ? .holds : .unsupported
    case (let left?, let right?):
      verdict = left.meets(right) ? (residual.isZero ? .holds : .withinRounding) : .contradicted
    }
  }
}
