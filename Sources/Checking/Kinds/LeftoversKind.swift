import Documents
import Forms

/// No comments and no tracked changes are left in the file. Formats that know neither are not counted.
struct LeftoversKind: RuleKind {
  func check(_ rule: Rule, _ parameters: PackNode, in context: CheckContext) -> KindOutcome {
    let leftovers = context.document.leftovers
    guard leftovers.comments + leftovers.changes > 0 else { return KindOutcome() }
    let counts = ["comments": String(leftovers.comments), "changes": String(leftovers.changes)]
    return KindOutcome(findings: [context.finding(rule, "kind.leftovers", counts, at: [])])
  }
}
