import Amounts
import Evaluation
import Filings
import Forms

/// A project that is an item of the budget by name and original budget spent what the item's outturn says.
struct ProjectItemKind: RuleKind {
  func check(_ rule: Rule, _ parameters: PackNode, in context: CheckContext) -> KindOutcome {
    let items = self.items(context)
    guard !items.isEmpty else { return .notApplicable("statements") }
    var outcome = KindOutcome()
    for project in ProjectFunds.all(context) {
      guard let budget = project.figure("original"), let executed = project.figure("executed") else { continue }
      let name = project.name
      let twins = items.filter { $0.budget == budget.value && !budget.value.isZero }
      guard twins.count == 1, let item = twins.first, shared(name.text, item.name) >= 2 else { continue }
      if item.outturn == executed.value {
        outcome.holds += 1
        continue
      }
      // Two figures far apart are two facts; a slip of the last places is one.
      guard isNear(executed.value, item.outturn) else { continue }
      var locations = [context.words.location(executed.place, role: .culprit)]
      locations += said(executed.value, project.filling, context).map { context.location($0, .also) }
      locations.append(context.location(item.statement, .evidence))
      outcome.findings.append(
        context.finding(
          rule, "kind.project_item",
          [
            "name": name.text, "item": item.name, "stated": context.words.stated(executed.place),
            "expected": item.statement.number.text,
          ], stated: context.words.stated(executed.place), expected: item.statement.number.text, at: locations))
    }
    return outcome
  }

  /// Within a hundredth.
  private func isNear(_ a: Rational, _ b: Rational) -> Bool {
    do {
      return try (a - b).magnitude * Rational(100) < b.magnitude
    } catch {
      return false
    }
  }

  private struct Item {
    var name: String
    var budget: Rational
    var outturn: Rational
    var statement: Statement
  }

  /// Items whose paragraph states a budget and an outturn.
  private func items(_ context: CheckContext) -> [Item] {
    let statements = context.filing.narrative.statements
    var byGroup: [String: [Statement]] = [:]
    for statement in statements {
      guard case .figure(let fact) = statement.meaning, case .code = fact.row,
        !context.form.tables[fact.table].isPrinted
      else { continue }
      byGroup[statement.group, default: []].append(statement)
    }
    return byGroup.sorted { $0.key < $1.key }.compactMap { _, pair in
      guard pair.count == 2, case .figure(let fact) = pair[1].meaning, case .code(let code) = fact.row,
        let a = pair[0].value(in: context.form)?.center,
        let b = pair[1].value(in: context.form)?.center, !b.isZero
      else { return nil }
      let name = context.form.classifications["function"]?[code]?.name ?? ""
      return Item(name: name, budget: a, outturn: b, statement: pair[1])
    }
  }

  private func said(_ value: Rational, _ filling: Int, _ context: CheckContext) -> [Statement] {
    context.filing.narrative.statements.filter { statement in
      guard case .figure(let fact) = statement.meaning, fact.instance == .filling(filling) else { return false }
      return statement.value(in: context.form)?.center == value
    }
  }

  private func shared(_ a: String, _ b: String) -> Int {
    CharacterPairs(a.unicodeScalars).countShared(with: CharacterPairs(b.unicodeScalars))
  }
}
