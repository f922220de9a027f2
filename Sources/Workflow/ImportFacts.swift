import Amounts
import Checking
import Composing
public import Documents
import Filings
public import Forms
import Recognition
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
  private let understand: Understand

  public init(files: PackFiles, catalog: Catalog) {
    self.files = files
    self.catalog = catalog
    check = Check(files: files, catalog: catalog)
    understand = Understand(files: files, catalog: catalog)
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
      return try Compose(files: files).read(.workbook(workbook)) { facts, form throws(FactProblems) in
        (facts, try Composition(facts, form: form).exact, facts.head.pack)
      }
    }
    var options = Check.Options()
    options.pack = pack
    let outcome = try check.run(file, options)
    let facts = FactImport.facts(
      outcome.filing, of: outcome.input.document, form: outcome.form, year: outcome.filing.fiscalYear ?? 0)
    return (facts, outcome.filing, outcome.form.pack)
  }

  /// - Parameter files: one published disclosure, or any number of workbooks that the accounting software exported.
  /// - Throws: `Check.Failure` where a file cannot be read or its form cannot be used, `FactProblems` where the form is
  ///   only for checking, `ManyDisclosures` where several files hold no exported table.
  public func run(
    _ files: [SourceFile], pack: String? = nil, year: Int? = nil, settlement: Settlement = .none
  ) throws -> DraftedFacts {
    if let drafted = try exports(files, pack: pack, year: year, settlement) { return drafted }
    guard files.count == 1, let file = files.first else { throw ManyDisclosures(files: files.map(\.name)) }
    return try run(file, pack: pack, year: year, settlement: settlement)
  }

  /// Several files were given that are no exports of one set of accounts.
  public struct ManyDisclosures: Error, Sendable {
    public var files: [String]
  }

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
    let facts = FactImport.facts(
      filing, of: outcome.input.document, form: form, year: year ?? filing.fiscalYear ?? form.firstYear ?? 0)
    return completed(facts, of: filing, form, files: [file.name], year: year, settlement)
  }

  /// - Returns: nil where no table of the files bears a number of the accounting software.
  private func exports(
    _ files: [SourceFile], pack: String?, year: Int?, _ settlement: Settlement
  ) throws -> DraftedFacts? {
    var documents: [Document] = []
    var form: Form?
    for file in files {
      let (reading, choice, _) = try understand.run(file, pack: pack ?? form?.pack, year: year)
      documents.append(reading.document)
      if form == nil { form = choice.form }
    }
    let years = documents.lazy.compactMap(Recognizer.fiscalYear)
    guard let form, let reading = ExportRecognizer.recognize(documents, form: form, year: year ?? years.first) else {
      return nil
    }
    try form.expectComposed()
    let filing = reading.filing
    var facts = FactImport.facts(
      filing, of: Document(blocks: []), form: form, year: year ?? filing.fiscalYear ?? form.firstYear ?? 0)
    let remarks = ExportWords(catalog: catalog, form: form).explain(&facts, reading)
    var drafted = completed(facts, of: filing, form, files: files.map(\.name), year: year, settlement)
    drafted.remarks = remarks
    return drafted
  }

  /// Brings figures into agreement and asks for what is missing.
  private func completed(
    _ taken: LeafFacts, of filing: Filing, _ form: Form, files: [String], year: Int?, _ settlement: Settlement
  ) -> DraftedFacts {
    let reconciliation = Reconciliation(taken, of: filing, form: form, isSettled: settlement != .none)
    var facts = reconciliation.facts
    let words = ImportWords(catalog: catalog, form: form, settlement: settlement)
    words.explain(&facts, reconciliation)
    let isExact = facts.head.rounding == .controlled
    facts.origin = catalog(
      isExact ? "import.originExact" : "import.origin",
      ["file": files.joined(separator: "、"), "unit": form.unit.rawValue])
    if year ?? filing.fiscalYear == nil { words.ask(of: "year", &facts) }
    if facts.head.department.isEmpty { words.ask(of: "department", &facts) }
    FactCompletion(catalog: catalog, form: form, settlesScores: settlement != .none).complete(&facts)
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
}
