public import Documents
import Evaluation
public import Filings
public import Forms
import Parallel

/// Checks a filing against its form: every equation on every place it applies to, and every rule of another kind.
public struct Checker: Sendable {
  public let form: Form
  public let catalog: Catalog

  public init(form: Form, catalog: Catalog) {
    self.form = form
    self.catalog = catalog
  }

  /// What a check found, before anything is said of the file it came from.
  public struct Result: Sendable {
    public var findings: [Finding]
    public var verdicts: Report.Verdicts
    public var coverage: Report.Coverage
  }

  public func check(_ filing: Filing, of document: Document) -> Result {
    let (prepared, contents) = read(filing, of: document)
    let stated = prepared.stated
    let form = stated.form
    // Rows that are added to the tables print no numbers, so these can be looked for meanwhile.
    let (balanced, numbers) = Parallel.both(
      { Self.balanced(stated.figures) },
      { DocumentNumbers(document, words: Words(form: form, filing: stated.filing, catalog: catalog)) })
    var context = context(prepared, contents, balanced, document)
    let (words, sheet) = (context.words, context.sheet)
    if let blank = Self.blankForm(in: context) {
      let findings = FindingList.finished([blank], department: context.department)
      let coverage = CoverageCounter(words: words, sheet: sheet, accused: []).coverage(
        of: numbers, findings: findings)
      return Result(findings: findings, verdicts: Report.Verdicts(), coverage: coverage)
    }
    let early = context
    // The search for causes takes longest; what does not need its answer is done meanwhile.
    let (causes, outcomesBefore) = Parallel.both(
      { self.causes(of: sheet, words, form, stated) }, { Self.outcomes(in: early, afterRepairs: false) })
    context.statedFigures = StatedFigures(stated, causes: causes.all)
    let accused = causes.accused.union(prepared.stale.flatMap(\.statements).compactMap { stated.places[$0] })
    let repaired = context
    let ((outcomes, findings), (counter, sheetTally)) = Parallel.both(
      {
        let outcomes = outcomesBefore + Self.outcomes(in: repaired, afterRepairs: true)
        let found = causes.findings + outcomes.flatMap(\.outcome.findings)
        return (outcomes, FindingList.finished(found, department: repaired.department))
      },
      {
        var tally = VerdictTally(form: form, catalog: catalog)
        tally.add(sheet)
        return (CoverageCounter(words: words, sheet: sheet, accused: accused), tally)
      })
    var tally = sheetTally
    for (rule, outcome) in outcomes { tally.add(outcome, of: rule) }
    var coverage = counter.coverage(of: numbers, findings: findings)
    if causes.isCutShort {
      coverage.unread.append(Report.Unread(quote: "", reason: catalog("unread.causes"), span: nil))
    }
    return Result(findings: findings, verdicts: tally.verdicts, coverage: coverage)
  }

  /// How every equation and every rule of another kind ends, with no cause looked for and no finding made: what a
  /// benchmark means by the checks alone.
  package func verdicts(_ filing: Filing, of document: Document) -> Report.Verdicts {
    let (prepared, contents) = read(filing, of: document)
    let context = context(prepared, contents, Self.balanced(prepared.stated.figures), document)
    var tally = VerdictTally(form: context.form, catalog: catalog)
    tally.add(context.sheet)
    let (before, after) = Parallel.both(
      { Self.outcomes(in: context, afterRepairs: true) }, { Self.outcomes(in: context, afterRepairs: false) })
    for (rule, outcome) in before + after { tally.add(outcome, of: rule) }
    return tally.verdicts
  }

  /// The sentences are looked for as they stand, whatever becomes of the tables.
  private func read(_ filing: Filing, of document: Document) -> (Prepared, Contents) {
    Parallel.both(
      { self.prepared(filing) },
      { [form] in
        Contents(
          prose: ProseReader.read(document, outline: filing.outline, form: form),
          cells: ProseReader.cells(of: document))
      })
  }

  private func context(
    _ prepared: Prepared, _ contents: Contents, _ balanced: Balanced, _ document: Document
  ) -> CheckContext {
    let form = prepared.stated.form
    let shown = balanced.filing.printed(tables: prepared.tables)
    return CheckContext(
      form: form, filing: shown, document: document,
      words: Words(form: form, filing: balanced.filing, catalog: catalog), sheet: balanced.sheet, prose: contents.prose,
      cells: contents.cells, indicators: shown.tables.indices.map { Indicator.all(in: $0, shown, form) },
      misprintedUnits: prepared.misprintedUnits, miscodedRows: balanced.miscoded,
      strayedRows: prepared.strayedRows, staleParagraphs: prepared.stale,
      statedFigures: StatedFigures(prepared.stated, causes: []))
  }

  private struct Contents: Sendable {
    var prose: [Prose]
    var cells: [TextPiece]
  }

  /// A filing with the rows it lacks, and its equations evaluated.
  private struct Balanced {
    var filing: Filing
    var sheet: BalanceSheet
    var miscoded: [MiscodedRows.Slip]
  }

  /// A filing with everything that it states as cells, sentences included.
  private struct Prepared: Sendable {
    var stated: StatedForm
    /// How many tables are printed; those behind them are made of sentences.
    var tables: Int
    var misprintedUnits: [UnitCorrection.Slip]
    var strayedRows: [StrayedRows.Run]
    var stale: [StaleParagraphs.Paragraph]
  }

  private func prepared(_ filing: Filing) -> Prepared {
    let (corrected, slips) = UnitCorrection.corrected(filing, form: form)
    let (placed, strayed) = StrayedRows.corrected(corrected, form: form)
    let figures = Figures(form: form, filing: placed)
    let stale = StaleParagraphs(figures).paragraphs
    let stated = StatedForm(figures, title: catalog("narrative.table"), stale: Set(stale.flatMap(\.statements)))
    return Prepared(
      stated: stated, tables: placed.tables.count, misprintedUnits: slips, strayedRows: strayed, stale: stale)
  }

  /// What is said of broken equations, and every cell that is named in it.
  private struct Causes: Sendable {
    var all: [Attribution.Cause]
    var findings: [Finding]
    var accused: Set<CellPlace>
    var isCutShort: Bool
  }

  private func causes(of sheet: BalanceSheet, _ words: Words, _ form: Form, _ stated: StatedForm) -> Causes {
    let attribution = Attribution(
      sheet: sheet, form: form, passages: stated.passages,
      wanted: ListedRows.blanks(words.filing.narrative.lists, sheet.evaluator))
    let builder = FindingBuilder(words: words, sheet: sheet)
    return Causes(
      all: attribution.causes,
      findings: builder.findings(attribution.causes)
        + builder.findings(
          conditions: remaining(attribution, sheet, words.filing, form),
          repaired: Set(attribution.causes.filter(\.isDecided).flatMap(\.edits).map(\.place))),
      accused: Set(attribution.causes.flatMap { cause in cause.edits.map(\.place) + cause.suspects }),
      isCutShort: attribution.isCutShort)
  }

  /// The finding on a template that nobody filled in, where the document is one.
  private static func blankForm(in context: CheckContext) -> Finding? {
    context.form.rules.lazy.compactMap { rule -> Finding? in
      guard case .kind("blank_form", let parameters) = rule.kind else { return nil }
      return BlankFormKind().check(rule, parameters, in: context).findings.first
    }.first
  }

  /// - Parameter afterRepairs: whether to run the kinds that look at figures as repairs leave them, or the others.
  private static func outcomes(
    in context: CheckContext, afterRepairs: Bool
  ) -> [(rule: Rule, outcome: KindOutcome)] {
    // With no table and no outline recognised there is nothing that the rules could be held to.
    guard !context.filing.tables.isEmpty || !context.filing.outline.isEmpty else { return [] }
    return context.form.rules.compactMap { rule in
      guard case .kind(let name, let parameters) = rule.kind, let kind = KindRegistry.kinds[name],
        KindRegistry.afterRepairs.contains(name) == afterRepairs
      else { return nil }
      if context.filing.isPartlyRead, KindRegistry.ofAbsence.contains(name) {
        return (rule, .notApplicable("unread_pages"))
      }
      return (rule, kind.check(rule, parameters, in: context))
    }
  }

  private static func balanced(_ printed: Figures) -> Balanced {
    let form = printed.form
    var (filing, isCompleted) = AbsentRows.parentsAdded(to: printed.filing, form: form)
    var slips: [MiscodedRows.Slip] = []
    // A row added to one table may be wanted in the next; three tables hang together at most.
    var figures = isCompleted ? Figures(form: form, filing: filing) : printed
    for _ in 0..<3 {
      let presence = BalanceSheet(figures: figures, isPresence: true)
      let (recoded, found) = MiscodedRows.corrected(filing, form: form, sheet: presence)
      if !found.isEmpty {
        filing = recoded
        // What sentences say of a row goes by the code of the row, and is not mistyped itself.
        slips += found.filter { form.tables[filing.tables[$0.place.table].form].isPrinted }
        figures = Figures(form: form, filing: filing)
        continue
      }
      let (more, isChanged) = AbsentRows.added(to: filing, form: form, sheet: presence)
      guard isChanged else { break }
      filing = more
      figures = Figures(form: form, filing: filing)
    }
    let sheet = BalanceSheet(figures: figures)
    let (more, isChanged) = AbsentRows.lackingAdded(to: filing, form: form, sheet: sheet)
    guard isChanged else { return Balanced(filing: filing, sheet: sheet, miscoded: slips) }
    return Balanced(
      filing: more, sheet: BalanceSheet(figures: Figures(form: form, filing: more)), miscoded: slips)
  }

  /// Conditions that no repair of figures meets, and absent rows that no sum pointed at.
  private func remaining(_ attribution: Attribution, _ sheet: BalanceSheet, _ filing: Filing, _ form: Form) -> [Int] {
    let repaired = Set(attribution.causes.flatMap { $0.edits.map(\.place) }.map { [$0.table, $0.block, $0.row] })
    return attribution.conditions.filter { index in
      let balance = sheet.balances[index]
      guard balance.isBroken, case .equations(let equations) = form.rules[balance.rule].kind else { return false }
      let wanted = equations[balance.equation].body.wantedCells
      return wanted.isEmpty
        || !wanted.allSatisfy { cell in
          guard let (source, target) = AbsentRows.places(cell, balance.scope, sheet.evaluator),
            let row = filing.tables[target].blocks[cell.block].row(code: source.code ?? "")
          else { return false }
          return repaired.contains([target, cell.block, row])
        }
    }
  }
}
