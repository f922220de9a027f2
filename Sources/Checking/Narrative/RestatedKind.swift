import Amounts
import Filings
import Forms

/// One figure printed twice in a paragraph reads the same both times: 住房公积金（项）268.64万元 … 支出决算为268.65万元.
/// Rounding explains a difference between a table and a sentence; two prints of a sentence to the same place were meant to
/// be the same.
struct RestatedKind: RuleKind {
  private struct Print: Hashable {
    var fact: CellReference
    var passage: Int
  }

  func check(_ rule: Rule, _ parameters: PackNode, in context: CheckContext) -> KindOutcome {
    let statements = context.filing.narrative.statements
    var first: [Print: Int] = [:]
    var outcome = KindOutcome()
    for (index, statement) in statements.enumerated() where statement.measure == .amount {
      guard case .figure(let fact) = statement.meaning else { continue }
      let print = Print(fact: fact, passage: statement.passage)
      guard let other = first[print] else {
        first[print] = index
        continue
      }
      guard differ(statements[other], statement), context.statedFigures.isClear(index),
        context.statedFigures.isClear(other)
      else {
        outcome.holds += 1
        continue
      }
      outcome.findings.append(
        context.finding(
          rule, "kind.restated", ["one": statements[other].words.text, "other": statement.words.text],
          stated: statement.number.text,
          at: [context.location(statement), context.location(statements[other], .also)]))
    }
    return outcome
  }

  /// Whether two figures printed to one place are not the same.
  private func differ(_ one: Statement, _ other: Statement) -> Bool {
    guard let a = one.number.number, let b = other.number.number else { return false }
    return a.decimals == b.decimals && a.significand != b.significand
  }
}
