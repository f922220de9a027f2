import Amounts
import Documents
import Evaluation
import Filings
import Forms

/// An indicator of a self-evaluation table, taken apart.
struct Indicator {
  var place: CellPlace
  var level1: String
  var level2: String
  var name: PrintedText
  var target: FilledCell
  var actual: FilledCell
  var weight: Rational?
  var score: Rational?
  var reason: String
  /// The target and the achievement, each where it is one number.
  var goal: Goal?
  var outcome: Goal?

  /// The indicators of a filling, where the form has such a block.
  static func all(in table: Int, _ filing: Filing, _ whole: Form) -> [Indicator] {
    let filled = filing.tables[table]
    let form = whole.tables[filled.form]
    guard let block = form.block("indicators"), let level1 = form.blocks[block].column("level1"),
      let level2 = form.blocks[block].column("level2"), let level3 = form.blocks[block].column("level3"),
      let target = form.blocks[block].column("target"), let actual = form.blocks[block].column("actual"),
      let weight = form.blocks[block].column("weight"), let score = form.blocks[block].column("score"),
      let reason = form.blocks[block].column("reason")
    else { return [] }
    return filled.blocks[block].rows.enumerated().compactMap { index, row in
      guard case .open = row.key, let target = row.cells[target], let actual = row.cells[actual] else { return nil }
      return Indicator(
        place: CellPlace(table: table, block: block, row: index, column: score),
        level1: row.cells[level1]?.text ?? "", level2: row.cells[level2]?.text ?? "",
        name: PrintedText(row.cells[level3]?.text ?? row.name.text, row.cells[level3]?.span ?? row.name.span),
        target: target,
        actual: actual, weight: row.cells[weight]?.number?.value, score: row.cells[score]?.number?.value,
        reason: row.cells[reason]?.text ?? "", goal: Goal(target.text, scoring: whole.scoring),
        outcome: Goal(actual.text, scoring: whole.scoring))
    }
  }
}

/// Scores against what was achieved.
struct ScoringKind: RuleKind {
  func check(_ rule: Rule, _ parameters: PackNode, in context: CheckContext) -> KindOutcome {
    var outcome = KindOutcome()
    guard let table = rule.table else { return .notApplicable("table") }
    for filling in context.filing.fillings(of: table) {
      var slips: [(slip: Slip, finding: Finding)] = []
      for indicator in context.indicators[filling] {
        guard let goal = indicator.goal else { continue }
        if let slip = unit(indicator, goal) ?? score(indicator, goal) {
          slips.append((slip, finding(indicator, slip, rule, context)))
        } else {
          outcome.holds += 1
        }
      }
      outcome.findings += Self.grouped(slips, context)
    }
    if outcome.findings.isEmpty, outcome.holds == 0 { return .notApplicable("targets") }
    return outcome
  }

  private struct Slip {
    /// Names its message.
    var id: String
    var expected: String?
    var rate = ""
  }

  /// What is wrong in several rows of a table in the same way is told once.
  private static func grouped(_ slips: [(slip: Slip, finding: Finding)], _ context: CheckContext) -> [Finding] {
    var findings: [Finding] = []
    var known: [String: Int] = [:]
    for (slip, finding) in slips {
      guard let index = known[slip.id] else {
        known[slip.id] = findings.count
        findings.append(finding)
        continue
      }
      findings[index].message += finding.message
      findings[index].locations += finding.locations.map { location in
        var location = location
        location.role = .also
        return location
      }
      let values = [findings[index].expected, finding.expected].compactMap(\.self)
      findings[index].expected =
        values.isEmpty ? nil : values.joined(separator: context.catalog("list.separator"))
    }
    return findings
  }

  // MARK: Units

  /// A rate counted in pieces, a per-cent target answered in words, a total answered by a unit price.
  private func unit(_ indicator: Indicator, _ goal: Goal) -> Slip? {
    let name = Label.key(indicator.name.text)
    if name.hasSuffix("率"), !goal.number.isPercent, !goal.number.unit.isEmpty {
      return Slip(id: "kind.scoring.rate")
    }
    guard let actual = indicator.outcome else {
      let hasDigits = indicator.actual.text.contains { $0.isNumber }
      return goal.number.isPercent && !indicator.actual.isBlank && !hasDigits
        ? Slip(id: "kind.scoring.words") : nil
    }
    let units = (goal.number.unit, actual.number.unit)
    if !units.0.isEmpty, !units.1.isEmpty, units.0 != units.1, Label.contains(units.0, "元"),
      Label.contains(units.1, "元")
    {
      return Slip(id: "kind.scoring.units")
    }
    return nil
  }

  // MARK: Scores

  private func score(_ indicator: Indicator, _ goal: Goal) -> Slip? {
    guard let actual = indicator.outcome, let weight = indicator.weight,
      let score = indicator.score,
      actual.number.isPercent == goal.number.isPercent,
      actual.number.unit == goal.number.unit || actual.number.unit.isEmpty || goal.number.unit.isEmpty
    else { return nil }
    // More than planned of something that costs may be good or bad; only falling short of a target is plain.
    let isMoney =
      Label.contains(goal.number.unit, "元") || goal.number.unit == "万" || Label.key(indicator.name.text).hasSuffix("标准")
    let (t, a) = (goal.number.value, actual.number.value)
    do {
      switch goal.direction {
      case .atLeast, .plain:
        if goal.direction == .plain, isMoney { return nil }
        if t.isZero, goal.direction == .plain, a > t, score == weight {
          return Slip(id: "kind.scoring.zero", expected: "0")
        }
        guard a < t, !t.isZero else {
          return withheld(
            indicator, weight, score, isMet: a >= t && !isMoney && goal.direction == .atLeast)
        }
        return try missed(indicator, proportion: a / t, weight: weight, score: score)
      case .atMost:
        guard a > t, !a.isZero else { return withheld(indicator, weight, score, isMet: true) }
        return try missed(indicator, proportion: t / a, weight: weight, score: score)
      }
    } catch {
      return nil
    }
  }

  /// A missed target with full marks, or with marks far above what was achieved.
  private func missed(
    _ indicator: Indicator, proportion: Rational, weight: Rational, score: Rational
  ) throws(ArithmeticOverflow) -> Slip? {
    let earned = try proportion * weight
    // Methods leave room for judgement; an eighth of the points is more than that.
    let excess = try (score - earned) * Rational(8)
    guard score == weight || excess > weight else { return nil }
    if score == weight, !indicator.reason.isEmpty { return nil }
    return Slip(
      id: score == weight ? "kind.scoring.missed" : "kind.scoring.generous",
      expected: earned.formatted(minimum: 0, limit: 2), rate: (try proportion * Rational(100)).formatted(decimals: 2))
  }

  private func withheld(
    _ indicator: Indicator, _ weight: Rational, _ score: Rational, isMet: Bool
  ) -> Slip? {
    guard isMet, score < weight, indicator.reason.isEmpty else { return nil }
    return Slip(id: "kind.scoring.withheld", expected: weight.formatted(limit: 4))
  }

  private func finding(
    _ indicator: Indicator, _ slip: Slip, _ rule: Rule, _ context: CheckContext
  ) -> Finding {
    let row = context.filing.row(at: indicator.place)
    let table = context.words.table(indicator.place.table)
    return context.finding(
      rule, slip.id,
      [
        "table": table, "name": indicator.name.text, "target": indicator.target.text, "actual": indicator.actual.text,
        "score": indicator.score?.formatted(limit: 4) ?? "", "weight": indicator.weight?.formatted(limit: 4) ?? "",
        "expected": slip.expected ?? "", "rate": slip.rate,
      ],
      stated: indicator.score?.formatted(limit: 4), expected: slip.expected,
      at: [
        Location(
          role: .culprit, quote: row.quote, span: row.span, table: table, row: indicator.name.text,
          column: context.words.column(indicator.place))
      ])
  }
}

/// One indicator in the overall table and in a project's says one thing.
struct SameIndicatorKind: RuleKind {
  func check(_ rule: Rule, _ parameters: PackNode, in context: CheckContext) -> KindOutcome {
    var overall: [String: Indicator] = [:]
    var outcome = KindOutcome()
    for (index, table) in context.filing.tables.enumerated() where context.form.tables[table.form].collection == nil {
      for indicator in context.indicators[index] { overall[Label.key(indicator.name.text)] = indicator }
    }
    guard !overall.isEmpty else { return .notApplicable("table", ["table": ""]) }
    for (index, table) in context.filing.tables.enumerated() where context.form.tables[table.form].collection != nil {
      for indicator in context.indicators[index] {
        guard let other = overall[Label.key(indicator.name.text)], let a = indicator.outcome, let b = other.outcome,
          !a.number.unit.isEmpty, a.number.unit == b.number.unit, a.number.isPercent == b.number.isPercent
        else { continue }
        if a.number.value == b.number.value {
          outcome.holds += 1
        } else {
          outcome.findings.append(finding(rule, indicator, other, context))
        }
      }
    }
    return outcome
  }

  private func finding(_ rule: Rule, _ indicator: Indicator, _ other: Indicator, _ context: CheckContext) -> Finding {
    func location(_ indicator: Indicator, _ role: Location.Role) -> Location {
      Location(
        role: role, quote: indicator.actual.text, span: indicator.actual.span,
        table: context.words.table(indicator.place.table),
        row: indicator.name.text, column: nil)
    }
    return context.finding(
      rule, "kind.same_indicator",
      [
        "name": indicator.name.text, "table": context.words.table(indicator.place.table),
        "stated": indicator.actual.text,
        "other": context.words.table(other.place.table), "expected": other.actual.text,
      ],
      stated: indicator.actual.text, at: [location(indicator, .culprit), location(other, .also)])
  }
}
