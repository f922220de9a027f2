import Amounts
import Checking
import Composing
public import Documents
import Filings
public import Forms
import Workbooks
import Writers

/// The use case “begin from a published disclosure”: from a file of any format to leaf facts that somebody completes.
public struct ImportFacts: Sendable {
  /// What becomes of figures that contradict each other. Whatever is chosen, the workbook says so.
  public enum Settlement: String, Sendable, CaseIterable {
    /// They stay as printed, marked, for somebody to settle.
    case none
    /// Tables win over sentences, figures over their totals, earlier tables over later ones and over the annex.
    case tables
    /// Repairs that a check asserts are made first; the rest as `tables`.
    case repairs
  }

  public let catalog: Catalog
  private let files: PackFiles
  private let check: Check

  public init(files: PackFiles, catalog: Catalog) {
    self.files = files
    self.catalog = catalog
    check = Check(files: files, catalog: catalog)
  }

  /// The leaf facts of a new year, begun from last year's disclosure, or from the workbook it was composed from.
  ///
  /// - Parameter wanted: the new year; nil for the one after the file's.
  /// - Throws: where the file cannot be read, its form cannot be used, or its facts do not come out.
  public func roll(_ file: SourceFile, pack: String? = nil, to wanted: Int? = nil) throws -> DraftedFacts {
    let (last, filing, chosen) = try lastYear(file, pack: pack)
    let year = wanted ?? last.head.year + 1
    let form = try PackChoice.load(chosen, year: year, packs: ParsedPacks(files))
    var facts = RollForward.facts(last, filing, form: form, year: year)
    for index in facts.priors.indices where facts.priors[index].remark != nil {
      facts.priors[index].remark?.text = catalog("import.prior")
    }
    for key in facts.textRemarks.keys { facts.textRemarks[key]?.text = catalog("import.renew") }
    for key in facts.headRemarks.keys { facts.headRemarks[key]?.text = catalog("import.renew") }
    for (block, rows) in facts.rows {
      for (index, row) in rows.enumerated() {
        for (column, cell) in row.cells {
          guard let text = cell.remark?.text else { continue }
          facts.rows[block]?[index].cells[column]?.remark?.text = catalog("import.rolled", ["text": text])
        }
      }
    }
    facts.origin = catalog("import.rolledFrom", ["file": file.name, "year": String(last.head.year)])
    var drafted = DraftedFacts(facts: facts, form: form, catalog: catalog)
    drafted.last = last
    return drafted
  }

  private func lastYear(_ file: SourceFile, pack: String?) throws -> (LeafFacts, Filing, String) {
    if let workbook = FilledWorkbook(ofFacts: file) {
      let (facts, composition) = try Compose(files: files).facts(workbook)
      return (facts, composition.exact, facts.head.pack)
    }
    var options = Check.Options()
    options.pack = pack
    let outcome = try check.run(file, options)
    let facts = FactImport.facts(
      outcome.filing, of: outcome.input.document, form: outcome.form, year: outcome.filing.fiscalYear ?? 0)
    return (facts, outcome.filing, outcome.form.pack)
  }

  /// - Throws: `Check.Failure` where the file cannot be read or its form cannot be used, `FactProblems` where the form is
  ///   only for checking.
  public func run(
    _ file: SourceFile, pack: String? = nil, year: Int? = nil, settlement: Settlement = .none
  ) throws -> DraftedFacts {
    var options = Check.Options()
    (options.pack, options.year) = (pack, year)
    let outcome = try check.run(file, options)
    var filing = outcome.filing
    if settlement == .repairs { filing.repair(outcome.input.report.findings.flatMap(\.repairs)) }
    let form = outcome.form
    try form.expectComposed()
    var facts = FactImport.facts(
      filing, of: outcome.input.document, form: form, year: year ?? filing.fiscalYear ?? form.firstYear ?? 0)
    let reconciliation = Reconciliation(facts, of: filing, form: form, isSettled: settlement != .none)
    facts = reconciliation.facts
    let words = ImportWords(catalog: catalog, form: form, settlement: settlement)
    words.explain(&facts, reconciliation)
    let isExact = facts.head.rounding == .controlled
    facts.origin = catalog(
      isExact ? "import.originExact" : "import.origin", ["file": file.name, "unit": form.unit.rawValue])
    if year ?? filing.fiscalYear == nil { words.ask(of: "year", &facts) }
    if facts.head.department.isEmpty { words.ask(of: "department", &facts) }
    words.complete(&facts)
    return DraftedFacts(facts: facts, form: form, catalog: catalog)
  }
}

extension Filing {
  /// Puts asserted repairs into the cells and statements that they are about.
  fileprivate mutating func repair(_ repairs: [Repair]) {
    var texts: [SourceSpan: String] = [:]
    for repair in repairs where texts[repair.span] == nil { texts[repair.span] = repair.text }
    for table in tables.indices {
      for block in tables[table].blocks.indices {
        for row in tables[table].blocks[block].rows.indices {
          for (column, cell) in tables[table].blocks[block].rows[row].cells.enumerated() {
            guard let span = cell?.span, let text = texts[span] else { continue }
            tables[table].blocks[block].rows[row].cells[column] = FilledCell(text, span: span)
          }
        }
      }
    }
    for index in narrative.statements.indices {
      guard let span = narrative.statements[index].number.span, let text = texts[span] else { continue }
      let number = FilledCell(text, span: span)
      if number.number != nil { narrative.statements[index].number = number }
    }
  }
}

/// Puts into words what an import could not settle, and asks for what is missing.
private struct ImportWords {
  let catalog: Catalog
  let form: Form
  let settlement: ImportFacts.Settlement

  func explain(_ facts: inout LeafFacts, _ reconciliation: Reconciliation) {
    for (block, rows) in facts.rows {
      for (index, row) in rows.enumerated() {
        for (column, cell) in row.cells {
          guard let remark = cell.remark else { continue }
          let id = remark.text.isEmpty ? "import.unprinted" : remark.isPending ? "import.unread" : "import.rounded"
          facts.rows[block]?[index].cells[column]?.remark?.text = catalog(
            id, ["text": remark.text, "unit": form.unit.rawValue])
        }
      }
    }
    for index in facts.priors.indices where facts.priors[index].remark != nil {
      facts.priors[index].remark?.text = catalog("import.prior")
    }
    for label in HeadLines.wantedSignatures(form) where !facts.head.signature.contains(where: { $0.hasPrefix(label) }) {
      facts.headRemarks[label] = LeafRemark(catalog("import.signature"), isPending: true)
    }
    for part in form.outline {
      for title in HeadLines.words(of: part, form)
      where facts.head.parts[part.id]?.contains(where: { $0.title == title }) != true {
        facts.headRemarks[title] = LeafRemark(catalog("import.text"), isPending: true)
      }
    }
    for contradiction in reconciliation.contradictions { add(contradiction, to: &facts) }
    if reconciliation.isCutShort {
      facts.questions.append(LeafFacts.Question(fact: "", text: catalog("import.cutShort")))
    }
  }

  /// Marks an entry of the head that the document does not tell.
  func ask(of entry: String, _ facts: inout LeafFacts) {
    facts.headRemarks[catalog("workbook.head.\(entry)")] = LeafRemark(catalog("import.text"), isPending: true)
  }

  private func add(_ contradiction: Reconciliation.Contradiction, to facts: inout LeafFacts) {
    let text = catalog(
      "import.contradiction.\(settlement.rawValue)",
      [
        "printed": contradiction.printed, "wanted": contradiction.wanted,
        "rules": contradiction.rules.joined(separator: "、"),
      ])
    if let leaf = contradiction.leaf {
      facts.rows[leaf.block]?[leaf.row].cells[leaf.column]?.remark = LeafRemark(text, isPending: settlement == .none)
    }
    if contradiction.leaf == nil || settlement != .none {
      facts.questions.append(LeafFacts.Question(fact: contradiction.name, text: text))
    }
  }

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
      guard settlement != .none, let leaf = LeafFacts.leaf(at: problem.place) else { return false }
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
