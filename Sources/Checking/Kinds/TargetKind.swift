import Amounts
import Documents
import Evaluation
import Filings
import Forms

/// How targets and achievements of indicators are written. Each slip is one finding, however many rows have it.
struct TargetKind: RuleKind {
  private enum Slip: String {
    /// A cost that should stay below an amount is to reach it: 成本指标 with ≥.
    case floor
    /// The achievement of an open-ended target is the target once more: 90%以上, 90%以上.
    case copied
    /// A bare number: 500.
    case unitless
    /// An amount of money counted in pieces: …经费, 40个.
    case counted
  }

  func check(_ rule: Rule, _ parameters: PackNode, in context: CheckContext) -> KindOutcome {
    guard let slip = parameters.text("slip").flatMap(Slip.init(rawValue:)) else { return .notApplicable("targets") }
    var outcome = KindOutcome()
    var rows: [Indicator] = []
    for table in context.filing.tables.indices {
      for indicator in context.indicators[table] {
        guard let goal = indicator.goal else { continue }
        if Self.has(slip, indicator, goal, parameters) { rows.append(indicator) } else { outcome.holds += 1 }
      }
    }
    if let finding = Self.finding(of: slip, rows, rule, context) { outcome.findings = [finding] }
    return rows.isEmpty && outcome.holds == 0 ? .notApplicable("targets") : outcome
  }

  private static func has(_ slip: Slip, _ indicator: Indicator, _ goal: Goal, _ parameters: PackNode) -> Bool {
    func words(_ key: String) -> [String] { (parameters[key]?.items ?? []).compactMap(\.text) }
    lazy var name = Label.key(indicator.name.text)
    let unit = goal.number.unit
    switch slip {
    case .floor:
      guard goal.direction == .atLeast, Label.contains(unit, "元"),
        words("costs").contains(where: { indicator.level1.hasPrefix($0) || Label.contains(indicator.level2, $0) })
      else { return false }
      return !words("except").contains { Label.contains(name, $0) }
    case .copied:
      return goal.direction != .plain && Label.compact(indicator.target.text) == Label.compact(indicator.actual.text)
    case .unitless:
      return unit.isEmpty && !goal.number.isPercent
    case .counted:
      guard !unit.isEmpty, !goal.number.isPercent, !Label.contains(unit, "元"), unit != "万" else { return false }
      return words("names").contains { name.hasSuffix($0) }
    }
  }

  private static func finding(
    of slip: Slip, _ rows: [Indicator], _ rule: Rule, _ context: CheckContext
  ) -> Finding? {
    guard let first = rows.first else { return nil }
    let cell = slip == .copied ? \Indicator.actual : \Indicator.target
    return context.finding(
      rule, "kind.target.\(slip.rawValue)",
      [
        "table": context.words.table(first.place.table), "name": first.name.text, "target": first.target.text,
        "count": String(rows.count),
      ],
      stated: first[keyPath: cell].text,
      at: rows.enumerated().map { index, row in
        Location(
          role: index == 0 ? .culprit : .also, quote: row[keyPath: cell].text, span: row[keyPath: cell].span,
          table: context.words.table(row.place.table), row: row.name.text)
      })
  }
}
