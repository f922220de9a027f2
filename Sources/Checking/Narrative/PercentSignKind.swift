import Filings
import Forms

/// Shares and rates are written with a per-cent sign: not 增加10.00万元，增长12.50.
struct PercentSignKind: RuleKind {
  func check(_ rule: Rule, _ parameters: PackNode, in context: CheckContext) -> KindOutcome {
    let rates = context.filing.narrative.statements.filter { $0.measure == .percent }
    guard !rates.isEmpty else { return .notApplicable("statements") }
    let bare = rates.filter { !$0.number.text.hasSuffix("%") && !$0.number.text.hasSuffix("％") }
    return KindOutcome(
      findings: bare.map { rate in
        context.finding(
          rule, "kind.percent_sign", ["words": rate.words.text], stated: rate.number.text,
          expected: rate.number.text + "%", at: [context.location(rate)])
      }, holds: rates.count - bare.count)
  }
}
