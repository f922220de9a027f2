import Amounts
import Evaluation
import Filings
import Forms

/// Names after 主要包括 are those of rows that have figures.
struct NameListKind: RuleKind {
  func check(_ rule: Rule, _ parameters: PackNode, in context: CheckContext) -> KindOutcome {
    let lists = context.filing.narrative.lists
    guard !lists.isEmpty else { return .notApplicable("statements") }
    // A row that has its figure once it is repaired is one finding already.
    let repaired = Set(context.statedFigures.repaired.filter { !$0.value.isZero }.map { $0.key.inColumn(0) })
    var outcome = KindOutcome()
    var wrong: [PrintedText] = []
    var omitted: [String] = []
    for list in lists {
      guard let listed = ListedRows(list, context.sheet.evaluator) else { continue }
      outcome.holds += 1
      func isEmpty(_ row: ListedRows.Row) -> Bool { row.isEmpty && !repaired.contains(row.place) }
      wrong += listed.named.filter { isEmpty(listed.rows[$0.row]) }.map(\.name) + listed.unprinted
      // A list that has names of its own, 社保 or 公积金, may mean any row by them.
      guard Set(listed.named.map(\.name.text)).count == Set(list.names.map(\.text)).count else { continue }
      let used = Set(listed.named.map(\.row))
      omitted += listed.rows.indices.filter { !isEmpty(listed.rows[$0]) && !used.contains($0) }.map {
        listed.rows[$0].key
      }
    }
    guard !wrong.isEmpty else { return outcome }
    let separator = context.catalog("list.separator")
    outcome.findings = [
      context.finding(
        rule, omitted.isEmpty ? "kind.name_list" : "kind.name_list.omitted",
        ["names": wrong.map(\.text).joined(separator: separator), "omitted": omitted.joined(separator: separator)],
        stated: wrong.map(\.text).joined(separator: separator),
        at: wrong.enumerated().map { context.location($1, $0 == 0 ? .culprit : .also) })
    ]
    return outcome
  }
}
