import Amounts
import Composing
import Forms

/// Composes facts that were drafted, to learn what somebody still has to give, and marks it.
struct FactCompletion {
  let catalog: Catalog
  let form: Form
  /// Whether a score without a reason is left to the method.
  let settlesScores: Bool

  /// Composes, to learn which words are missing, which have no place, and what else stands in the way.
  func complete(_ facts: inout LeafFacts) {
    var last: [FactProblem] = []
    for _ in 0..<Self.rounds {
      let problems = problems(facts)
      if problems == last { break }
      last = problems
      for problem in problems { _ = settle(problem, &facts) }
    }
    // Where forms of projects are not complete, the rest of the document still tells what it wants.
    let open = last
    if open.contains(where: { isOfCollection($0) }) {
      for problem in problems(facts.withoutMembers(of: form)) where problem.id == "text" { _ = settle(problem, &facts) }
    }
    for problem in open where !settle(problem, &facts) { ask(problem, &facts) }
  }

  /// Each settles what the one before kept from being seen.
  private static let rounds = 6

  private func problems(_ facts: LeafFacts) -> [FactProblem] {
    do throws(FactProblems) {
      _ = try Composition.publication(of: facts.settled.placed, form: form)
      return []
    } catch {
      return error.problems
    }
  }

  private func isOfCollection(_ problem: FactProblem) -> Bool {
    LeafFacts.leaf(at: problem.place).map { form.tables[$0.block.table].collection != nil } ?? false
  }

  /// Settles what needs nobody's word.
  ///
  /// - Returns: whether it is one of those.
  private func settle(_ problem: FactProblem, _ facts: inout LeafFacts) -> Bool {
    let key = problem.values["key"] ?? ""
    switch problem.id {
    case "text":
      if facts.texts[key] != nil { return true }
      facts.texts[key] = ""
      facts.textRemarks[key] = LeafRemark(catalog("import.text"), isPending: true)
    case "unused":
      guard let text = facts.texts.removeValue(forKey: key) else { return true }
      facts.questions.append(LeafFacts.Question(fact: key, text: catalog("import.unused", ["text": text])))
    case "score.reason":
      guard settlesScores, let leaf = LeafFacts.leaf(at: problem.place) else { return false }
      let remark = LeafRemark(catalog("import.score", problem.values), isPending: false)
      facts.rows[leaf.block]?[leaf.row].cells[leaf.column] = LeafCell("", remark: remark)
    // Asked for already, where last year's figure should stand.
    case let id where id.hasSuffix(".prior"): return facts.priors.contains { $0.value == nil }
    default: return false
    }
    return true
  }

  private func ask(_ problem: FactProblem, _ facts: inout LeafFacts) {
    let values = problem.values.merging(["file": "", "near": ""]) { own, _ in own }
    let text = catalog("compose.\(problem.id)", values)
    if let leaf = LeafFacts.leaf(at: problem.place), facts.rows[leaf.block]?[leaf.row].cells[leaf.column] != nil {
      facts.rows[leaf.block]?[leaf.row].cells[leaf.column]?.remark = LeafRemark(text, isPending: true)
      return
    }
    let table = form.table(String(problem.place.file.prefix { $0 != "." })).map { form.tables[$0].title }
    facts.questions.append(LeafFacts.Question(fact: table ?? "", text: text))
  }
}

extension LeafFacts {
  /// With places by which problems find their way back to the cells.
  fileprivate var placed: LeafFacts {
    var facts = self
    for (block, rows) in rows {
      for (index, row) in rows.enumerated() {
        for column in row.cells.keys {
          facts.rows[block]?[index].cells[column]?.place = FactPlace(
            file: "\(block.table)/\(block.block)", line: index, field: column, isCell: true)
        }
      }
    }
    return facts
  }

  fileprivate static func leaf(at place: FactPlace) -> Reconciliation.Leaf? {
    let numbers = place.file.split(separator: "/").compactMap { Int($0) }
    guard place.isCell, numbers.count == 2 else { return nil }
    return Reconciliation.Leaf(
      block: BlockAddress(table: numbers[0], block: numbers[1]), row: place.line, column: place.field)
  }

  fileprivate func withoutMembers(of form: Form) -> LeafFacts {
    var facts = self
    for table in form.tables.indices where form.tables[table].collection != nil {
      facts.members[table] = nil
      facts.rows = facts.rows.filter { $0.key.table != table }
    }
    return facts
  }

  /// With a word and a figure for each that is missing, so that composing goes on to the next question.
  fileprivate var settled: LeafFacts {
    var facts = self
    for (key, text) in texts where text.isEmpty { facts.texts[key] = "…" }
    for index in priors.indices where priors[index].value == nil { facts.priors[index].value = .zero }
    return facts
  }
}
