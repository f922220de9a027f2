import Amounts
import Evaluation
import Filings
import Forms

/// Every item of the table has its paragraph, and no paragraph is about an item that the table does not have.
struct ItemsKind: RuleKind {
  func check(_ rule: Rule, _ parameters: PackNode, in context: CheckContext) -> KindOutcome {
    let items = context.filing.narrative.items.filter(\.isComplete)
    let renamed = context.filing.narrative.renamed
    guard let table = items.first?.table ?? renamed.first?.table,
      let filling = context.filing.fillings(of: table).first
    else { return .notApplicable("statements") }
    let names = ItemNames(filling: filling, context: context)
    let others = names.findings(rule, [], renamed.filter { $0.table == table })
    guard let first = items.first else { return KindOutcome(findings: others) }
    let named = Set(items.compactMap(\.code))
    let rows = context.filing.tables[filling].blocks[0].rows.enumerated().filter { _, row in
      row.code?.utf8.count == 7 && row.cells.contains { $0?.number.map { $0.significand != 0 } ?? false }
    }
    let missing = rows.filter { !named.contains($0.element.code ?? "") }
    // Where most are missing, the section is of another kind or was not understood.
    guard missing.count * 2 < rows.count else {
      return others.isEmpty ? .notApplicable("statements") : KindOutcome(findings: others)
    }
    // A paragraph on an item that was not understood may be the one that seems to be missing.
    let isCertain = items.allSatisfy { $0.code != nil }
    var outcome = KindOutcome(holds: rows.count - missing.count)
    for (index, row) in missing {
      let place = CellPlace(table: filling, block: 0, row: index, column: 0)
      var location = context.words.location(place, role: .culprit)
      location.quote = row.quote
      location.span = row.span
      outcome.findings.append(
        context.finding(
          rule, "kind.items.missing", ["row": context.words.row(place), "table": context.words.table(filling)],
          severity: isCertain ? nil : .warning, at: [location, context.location(first.text, .evidence)]))
    }
    outcome.findings += names.findings(rule, items, []) + others
    for item in items where item.code == nil {
      outcome.findings.append(
        context.finding(
          rule, "kind.items.extra", ["words": item.text.text, "table": context.words.table(filling)],
          severity: .warning, stated: item.text.text, at: [context.location(item.text)]))
    }
    return outcome
  }
}
