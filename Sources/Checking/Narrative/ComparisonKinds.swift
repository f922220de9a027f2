import Amounts
import Evaluation
import Filings
import Forms

/// The words of a change and of its rate go the same way.
struct DirectionKind: RuleKind {
  func check(_ rule: Rule, _ parameters: PackNode, in context: CheckContext) -> KindOutcome {
    let statements = context.filing.narrative.statements
    let turns = context.filing.narrative.turns
    guard !statements.isEmpty || !turns.isEmpty else { return .notApplicable("statements") }
    var outcome = KindOutcome()
    for turn in turns {
      outcome.findings.append(
        context.finding(
          rule, "kind.direction", ["change": turn.amount.text, "growth": turn.rate.text], stated: turn.rateWord.text,
          at: [context.location(turn.rateWord), context.location(turn.amountWord, .also)]))
    }
    for announcement in context.filing.narrative.announcements {
      guard let change = ReasonDirection.contradicted(by: announcement, among: statements) else { continue }
      outcome.findings.append(
        context.finding(
          rule, "kind.direction.reason", ["change": change.words.text, "reason": announcement.text.text],
          severity: .warning, stated: announcement.text.text,
          at: [context.location(announcement.text), context.location(change, .also)]))
    }
    for (index, growth) in statements.enumerated() {
      guard case .growth(let fact) = growth.meaning,
        let change = statements[..<index].last(where: { other in
          guard case .change(let own) = other.meaning else { return false }
          return own == fact && other.passage == growth.passage
        })
      else { continue }
      if change.direction == growth.direction {
        outcome.holds += 1
        continue
      }
      guard let amountWord = change.directionWord, let rateWord = growth.directionWord else { continue }
      // The rate fits one direction only; the other word is wrong.
      let fitting = [Statement.Direction.up, .down].filter { fits(growth, change, fact, $0, context) }
      let isRateRight = fitting == [growth.direction].compactMap { $0 }
      let isAmountRight = fitting == [change.direction].compactMap { $0 }
      let wrong = isRateRight ? amountWord : rateWord
      let right = isRateRight ? rateWord : amountWord
      let isDecided = isRateRight || isAmountRight
      outcome.findings.append(
        context.finding(
          rule, "kind.direction", ["change": change.words.text, "growth": growth.words.text], stated: wrong.text,
          expected: isDecided ? word(isRateRight ? growth.direction : change.direction, like: wrong.text) : nil,
          at: [
            context.location(wrong), context.location(right, isDecided ? .evidence : .also),
          ]))
    }
    return outcome
  }

  private func word(_ direction: Statement.Direction?, like text: String) -> String {
    let isAmount = text.hasSuffix("加") || text.hasSuffix("少")
    return direction == .up ? (isAmount ? "增加" : "增长") : (isAmount ? "减少" : "下降")
  }

  private func fits(
    _ growth: Statement, _ change: Statement, _ fact: CellReference, _ direction: Statement.Direction,
    _ context: CheckContext
  ) -> Bool {
    guard let amount = change.value(in: context.form), let rate = growth.number.number else {
      return false
    }
    do {
      guard case .number(let figure) = try context.sheet.evaluator.value(.cell(fact), Scope()) else { return false }
      let prior = try direction == .up ? figure - amount : figure + amount
      let printed = try PrintedInterval(form: context.form).of(
        rate, .percent, .printed, .tenThousandYuan, text: growth.number.text)
      return try printed.meets(amount / prior)
    } catch {
      return false
    }
  }
}

/// 大于, 小于, 持平 agree with the figures they compare.
struct ComparisonKind: RuleKind {
  func check(_ rule: Rule, _ parameters: PackNode, in context: CheckContext) -> KindOutcome {
    let narrative = context.filing.narrative
    guard !narrative.comparisons.isEmpty else { return .notApplicable("statements") }
    var outcome = KindOutcome()
    for comparison in narrative.comparisons {
      if let rate = completion(comparison, narrative, context) {
        check(comparison, rate, rule, context, &outcome)
        continue
      }
      guard let one = comparison.final, let other = comparison.budget, comparison.base != .unsaid,
        let left = context.statedFigures.value(one, narrative, context.form, orSuspect: comparison.base == .prior),
        let right = context.statedFigures.value(other, narrative, context.form, orSuspect: comparison.base == .prior)
      else { continue }
      let (final, budget) = (narrative.statements[one], narrative.statements[other])
      let isTrue =
        switch comparison.relation {
        case .more: left > right
        case .less: left < right
        case .same: left == right
        }
      let isRepaired = [one, other].contains(where: context.statedFigures.isRepaired)
      if isTrue || isRepaired && (isClose(left, right) || isSameAsPrinted(comparison, final, budget)) {
        outcome.holds += 1
        continue
      }
      let others = [one, other].map { statement in
        context.location(
          narrative.statements[statement], isConfirmed(statement, context) ? .evidence : .also)
      }
      let values = ["words": comparison.words.text, "final": final.words.text, "budget": budget.words.text]
      if comparison.base == .budget {
        var finding = context.finding(
          rule, "kind.comparison", values, stated: comparison.words.text,
          at: [context.location(comparison.words)] + others)
        finding.isOpen = others.contains { $0.role == .also }
        outcome.findings.append(finding)
      } else if comparison.relation == .same, !hasChange(comparison, final, narrative) {
        // The paragraph gives a budget and an outturn that differ, and compares with last year instead.
        outcome.findings.append(
          context.finding(
            rule, "kind.comparison.base", values, severity: .warning, stated: comparison.words.text,
            at: [context.location(comparison.words)] + others))
      }
    }
    return outcome
  }

  /// 持平 of two figures that are printed the same: whoever mends them mends the words.
  private func isSameAsPrinted(_ comparison: Comparison, _ one: Statement, _ other: Statement) -> Bool {
    comparison.relation == .same && one.number.number?.value == other.number.number?.value
  }

  /// How far the budget was used, where the paragraph gives that and not the budget: 完成预算97.52%.
  private func completion(_ comparison: Comparison, _ narrative: Narrative, _ context: CheckContext) -> Statement? {
    guard comparison.base == .budget, comparison.budget == nil, let final = comparison.final,
      case .figure(let figure) = narrative.statements[final].meaning
    else { return nil }
    return narrative.statements.dropFirst(final).first { other in
      guard other.passage == comparison.passage, case .ratio(.divide(.cell(let part), _)) = other.meaning
      else { return false }
      return part == figure && Label.contains(other.words.text, "完成")
    }
  }

  /// 大于 goes with more than all of the budget; 100.00% may be either side of it.
  private func check(
    _ comparison: Comparison, _ rate: Statement, _ rule: Rule, _ context: CheckContext, _ outcome: inout KindOutcome
  ) {
    guard let value = rate.number.number?.value else { return }
    let isTrue =
      switch comparison.relation {
      case .more: value >= .one
      case .less: value <= .one
      case .same: value == .one || value == .zero
      }
    if isTrue {
      outcome.holds += 1
      return
    }
    var finding = context.finding(
      rule, "kind.comparison.rate", ["words": comparison.words.text, "rate": rate.words.text],
      stated: comparison.words.text, at: [context.location(comparison.words), context.location(rate.words, .also)])
    finding.isOpen = true
    outcome.findings.append(finding)
  }

  /// Whether an equation holds that the number takes part in. Of one that nothing confirms the words may be right.
  private func isConfirmed(_ statement: Int, _ context: CheckContext) -> Bool {
    guard let place = context.statedFigures.places[statement] else { return false }
    return context.sheet.balances.contains { balance in
      balance.shape != .condition && balance.holds && balance.terms.contains { $0.place == place }
    }
  }

  /// Whether two amounts in 万元 are as near as one worked out from a score of rounded figures may be: 0.1.
  private func isClose(_ a: Rational, _ b: Rational) -> Bool {
    do throws(ArithmeticOverflow) {
      let gap = try a < b ? b - a : a - b
      return try gap * Rational(10) <= .one
    } catch {
      return false
    }
  }

  /// Whether the form has the sentence speak of last year, or the paragraph does.
  private func hasChange(_ comparison: Comparison, _ final: Statement, _ narrative: Narrative) -> Bool {
    // Sections of 三公 compare with last year by form; the items of a budget do not.
    guard case .figure(let fact) = final.meaning, case .code = fact.row else { return true }
    return narrative.statements.contains { other in
      if case .change = other.meaning { other.passage == comparison.passage } else { false }
    }
  }
}
