import Filings
import Forms

/// The document was filled in: its tables have figures, and not every sentence its placeholders.
///
/// A template is held against nothing else.
struct BlankFormKind: RuleKind {
  private static let fewestTables = 3
  private static let fewestMarks = 20

  func check(_ rule: Rule, _ parameters: PackNode, in context: CheckContext) -> KindOutcome {
    let tables = context.filing.tables
    guard tables.count >= Self.fewestTables, !tables.contains(where: \.hasFigures), let title = context.prose.first
    else { return KindOutcome(holds: 1) }
    let marks = ForbiddenWords((parameters["marks"]?.items ?? []).compactMap(\.text))
    let count = context.prose.reduce(0) { $0 + marks.places(in: $1).count }
    guard count >= Self.fewestMarks else { return KindOutcome(holds: 1) }
    return KindOutcome(
      findings: [
        context.finding(
          rule, "kind.blank_form", ["tables": String(tables.count), "count": String(count)],
          at: [context.location(title.whole)])
      ])
  }
}
