import Documents
import Filings
import Forms

/// The figures of a table stand beside their own accounts.
struct StrayedKind: RuleKind {
  func check(_ rule: Rule, _ parameters: PackNode, in context: CheckContext) -> KindOutcome {
    KindOutcome(
      findings: context.strayedRows.compactMap { run in
        guard let first = run.rows.first, let example = run.rows.first(where: { $0.owner != nil }) else { return nil }
        let values = [
          "table": context.words.table(run.table), "other": context.words.table(run.other),
          "count": String(run.rows.count), "first": first.printed.name.text, "row": example.printed.name.text,
          "owner": example.owner ?? "",
        ]
        return context.finding(
          rule, "kind.strayed", values, stated: example.printed.name.text, expected: example.owner,
          at: run.rows.enumerated().map { index, row in
            Location(
              role: index == 0 ? .culprit : .also, quote: row.printed.quote, span: row.printed.span,
              table: context.words.table(run.table), row: row.printed.name.text)
          })
      }, holds: context.filing.tables.count - context.strayedRows.count)
  }
}
