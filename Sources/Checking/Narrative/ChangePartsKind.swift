import Amounts
import Evaluation
import Filings
import Forms

/// A sum and its parts are said to have changed by amounts that do not add up, and only a part of which nothing is said
/// could explain it: one that has nothing this year and may have had something last year.
struct ChangePartsKind: RuleKind {
  func check(_ rule: Rule, _ parameters: PackNode, in context: CheckContext) -> KindOutcome {
    let sums = context.statedFigures.openSums
    guard !sums.isEmpty else { return .notApplicable("statements") }
    let findings = sums.compactMap { finding($0, rule, context) }
    return KindOutcome(findings: findings, holds: sums.count - findings.count)
  }

  private func finding(_ sum: ChangeSums.Sum, _ rule: Rule, _ context: CheckContext) -> Finding? {
    let statements = context.filing.narrative.statements
    let figures = context.statedFigures
    // Where a number is under suspicion already, nothing more can be said.
    guard ([sum.whole] + sum.parts).allSatisfy(figures.isClear), let place = figures.places[sum.whole] else {
      return nil
    }
    do throws(Unknown) {
      guard case .number(let left) = try context.sheet.evaluator.value(sum.left, Scope()),
        case .number(let right) = try context.sheet.evaluator.value(sum.right, Scope()), !left.meets(right)
      else { return nil }
      let values = [
        "whole": statements[sum.whole].words.text, "parts": context.words.value(right.center, at: place),
        "unsaid": sum.unsaid.map { name($0, context.form) }.joined(separator: context.catalog("list.separator")),
      ]
      return context.finding(
        rule, "kind.change_parts", values, stated: statements[sum.whole].number.text,
        at: [context.location(statements[sum.whole])] + sum.parts.map { context.location(statements[$0], .also) })
    } catch {
      return nil
    }
  }

  /// What the form calls a part: 因公出国（境）费.
  private func name(_ cell: CellReference, _ form: Form) -> String {
    let block = form.tables[cell.table].blocks[cell.block]
    if case .fixed(let row) = cell.row { return block.rows[row].label }
    let label = block.columns[cell.column].label
    return label.split(separator: "·").last.map(String.init) ?? label
  }
}
