import Filings
import Forms

/// A paragraph whose figures are all last year's is one slip, however many figures it has.
struct StaleKind: RuleKind {
  func check(_ rule: Rule, _ parameters: PackNode, in context: CheckContext) -> KindOutcome {
    let statements = context.filing.narrative.statements
    guard !statements.isEmpty else { return .notApplicable("statements") }
    var outcome = KindOutcome(holds: Set(statements.map(\.passage)).count)
    for paragraph in context.staleParagraphs {
      outcome.holds -= 1
      let total = statements[paragraph.statements[0]]
      let printed = paragraph.cells.map(context.words.stated)
      let values = [
        "words": total.words.text, "count": String(paragraph.statements.count), "expected": printed[0],
        "change": paragraph.change.map { statements[$0].words.text } ?? "",
      ]
      outcome.findings.append(
        context.finding(
          rule, paragraph.change == nil ? "kind.stale" : "kind.stale.prior", values, stated: total.number.text,
          expected: printed.joined(separator: context.catalog("list.separator")),
          at: (paragraph.statements + paragraph.shares).enumerated().map { position, index in
            context.location(statements[index], position == 0 ? .culprit : .also)
          }))
    }
    return outcome
  }
}

extension CheckContext {
  func location(_ statement: Statement, _ role: Location.Role = .culprit) -> Location {
    Location(
      role: role, quote: statement.number.text, span: statement.number.span, table: catalog("narrative.table"),
      row: statement.words.text)
  }
}
