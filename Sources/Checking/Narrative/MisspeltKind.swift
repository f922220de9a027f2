import Documents
import Filings
import Forms

/// Words written with another character that looks or sounds alike: 财政拔款 for 财政拨款.
///
/// The pack names what is written wrong and what is right; only what can be no other word belongs there.
struct MisspeltKind: RuleKind {
  func check(_ rule: Rule, _ parameters: PackNode, in context: CheckContext) -> KindOutcome {
    let words = (parameters["words"]?.entries ?? []).compactMap { entry in
      entry.value.text.map { (wrong: entry.key, right: $0) }
    }
    let texts = SearchedText.all(context, for: words.map(\.wrong))
    let slips = texts.filter { !$0.places.isEmpty }
    var outcome = KindOutcome(holds: texts.count - slips.count)
    for (wrong, right) in words {
      let places = slips.flatMap { text in
        text.all(wrong).map { (text: text.printed($0), section: text.section) }
      }
      guard !places.isEmpty else { continue }
      outcome.findings.append(context.finding(rule, "kind.misspelt", stated: wrong, expected: right, places))
    }
    return outcome
  }
}
