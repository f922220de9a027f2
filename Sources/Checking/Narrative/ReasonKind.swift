import Amounts
import Documents
import Evaluation
import Filings
import Forms

/// Differences have their reasons, each its own.
struct ReasonKind: RuleKind {
  func check(_ rule: Rule, _ parameters: PackNode, in context: CheckContext) -> KindOutcome {
    let narrative = context.filing.narrative
    guard !narrative.statements.isEmpty else { return .notApplicable("statements") }
    var outcome = KindOutcome()
    addMissing(rule, narrative, context, to: &outcome)
    addCopied(rule, narrative, context, to: &outcome)
    addOpposed(rule, parameters, narrative, context, to: &outcome)
    return outcome
  }

  /// An item whose outturn is not its budget, without a word why.
  private func addMissing(
    _ rule: Rule, _ narrative: Narrative, _ context: CheckContext, to outcome: inout KindOutcome
  ) {
    let explained = Set(narrative.reasons.map { $0.section + $0.group })
    // A paragraph that says that nothing differs is another rule's finding.
    let levelled = Set(narrative.comparisons.filter { $0.relation == .same }.map(\.passage))
    for (group, members) in itemFigures(narrative, context).sorted(by: { $0.value[0] < $1.value[0] })
    where members.count == 2 {
      let pair = members.map { narrative.statements[$0] }
      guard let a = context.statedFigures.value(members[0], narrative, context.form),
        let b = context.statedFigures.value(members[1], narrative, context.form), a != b, !explained.contains(group),
        !levelled.contains(pair[1].passage)
      else {
        outcome.holds += 1
        continue
      }
      outcome.findings.append(
        context.finding(
          rule, "kind.reason.missing", ["budget": pair[0].words.text, "final": pair[1].words.text],
          at: [context.location(pair[1]), context.location(pair[0], .evidence)]))
    }
  }

  /// By section and group, the budget and the outturn of an item.
  private func itemFigures(_ narrative: Narrative, _ context: CheckContext) -> [String: [Int]] {
    let items = Set(narrative.items.filter(\.isComplete).map(\.section))
    var figures: [String: [Int]] = [:]
    for (index, statement) in narrative.statements.enumerated() {
      guard case .figure(let fact) = statement.meaning, case .code = fact.row, items.contains(statement.section),
        !context.form.tables[fact.table].isPrinted
      else { continue }
      figures[statement.section + statement.group, default: []].append(index)
    }
    return figures
  }

  /// Less was spent than budgeted, and the reason says that something was added; or the other way round.
  private func addOpposed(
    _ rule: Rule, _ parameters: PackNode, _ narrative: Narrative, _ context: CheckContext,
    to outcome: inout KindOutcome
  ) {
    func words(_ key: String) -> [String] { (parameters[key]?.items ?? []).compactMap(\.text) }
    let (added, taken, lesser, greater) = (words("added"), words("taken"), words("lesser"), words("greater"))
    let figures = itemFigures(narrative, context)
    // A reason with an announcement is what follows it, too.
    var seen: Set<Int> = []
    for reason in narrative.reasons {
      guard reason.text.span.map({ seen.insert($0.start).inserted }) ?? true,
        let members = figures[reason.section + reason.group], members.count == 2,
        let budget = context.statedFigures.value(members[0], narrative, context.form),
        let final = context.statedFigures.value(members[1], narrative, context.form), budget != final
      else { continue }
      let text = reason.text.text
      let (told, others) = final < budget ? (added, lesser) : (taken, greater)
      guard told.contains(where: { Label.contains(text, $0) }), !others.contains(where: { Label.contains(text, $0) })
      else { continue }
      let pair = members.map { narrative.statements[$0] }
      outcome.findings.append(
        context.finding(
          rule, "kind.reason.opposed",
          ["budget": pair[0].words.text, "final": pair[1].words.text, "words": text], severity: .info, stated: text,
          at: [context.location(reason.text), context.location(pair[1], .evidence)]))
    }
  }

  /// A reason that stands word for word under another expense too, and speaks of that one.
  private func addCopied(
    _ rule: Rule, _ narrative: Narrative, _ context: CheckContext, to outcome: inout KindOutcome
  ) {
    let names = self.names(narrative, context)
    // By its words, the first reason of each text, and the first that another group gives in the same words.
    let reasons = narrative.reasons.filter { names[$0.section + $0.group] != nil }
    let byWords = Dictionary(grouping: reasons) { Label.compact($0.text.text) }
    for reason in reasons {
      let key = Label.compact(reason.text.text)
      guard key.count >= 8, let own = names[reason.section + reason.group],
        let source = byWords[key]?.first(where: { $0.group != reason.group && $0.section == reason.section }),
        let other = names[source.section + source.group]
      else { continue }
      guard speaks(key, of: other, not: own), !speaks(key, of: own, not: other) else { continue }
      outcome.findings.append(
        context.finding(
          rule, "kind.reason.copied", ["words": reason.text.text, "own": own, "other": other],
          stated: reason.text.text,
          at: [context.location(reason.text), context.location(source.text, .evidence)]))
    }
  }

  /// By section and group, the name of the column that it speaks of.
  private func names(_ narrative: Narrative, _ context: CheckContext) -> [String: String] {
    var names: [String: String] = [:]
    for statement in narrative.statements {
      guard case .figure(let fact) = statement.meaning, case .only = fact.row else { continue }
      let label = context.form.tables[fact.table].blocks[fact.block].columns[fact.column].label
      names[statement.section + statement.group] = label.split(separator: "·").last.map(String.init) ?? label
    }
    return names
  }

  /// Whether some words use two characters in a row that stand in one name and not in the other.
  private func speaks(_ words: String, of name: String, not other: String) -> Bool {
    func pairs(_ text: String) -> CharacterPairs {
      CharacterPairs(text.unicodeScalars.filter(\.properties.isIdeographic))
    }
    return !pairs(name).subtracting(pairs(other)).isDisjoint(with: CharacterPairs(words.unicodeScalars))
  }
}
