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
    let (corrected, slips) = UnitCorrection.corrected(filing, form: form)
    let (placed, strayed) = StrayedRows.corrected(corrected, form: form)
    let printed = placed.tables.count
    let figures = Figures(form: form, filing: placed)
    let stale = StaleParagraphs(figures).paragraphs
    let stated = StatedForm(figures, title: catalog("narrative.table"), stale: Set(stale.flatMap(\.statements)))
    let form = stated.form
    // Rows that are added to the tables print no numbers, so these can be looked for meanwhile.
    let ((filing, sheet, miscoded), (prose, numbers)) = Parallel.both(
      { Self.balanced(stated.figures) },
      {
        (
          ProseReader.read(document, outline: stated.filing.outline, form: form),
          DocumentNumbers(document, words: Words(form: form, filing: stated.filing, catalog: catalog))
        )
      })
    let words = Words(form: form, filing: filing, catalog: catalog)
    let shown = filing.printed(tables: printed)
    var context = CheckContext(
      form: form, filing: shown, document: document, words: words, sheet: sheet,
      prose: prose, indicators: shown.tables.indices.map { Indicator.all(in: $0, shown, form) }, misprintedUnits: slips,
      miscodedRows: miscoded, strayedRows: strayed, staleParagraphs: stale,
      statedFigures: StatedFigures(stated, causes: []))
    if let blank = Self.blankForm(in: context) {
      let findings = FindingList.finished([blank], department: filing.department?.text ?? "")
      let coverage = CoverageCounter(words: words, sheet: sheet, accused: []).coverage(
        of: numbers, findings: findings)
      return Result(findings: findings, verdicts: Report.Verdicts(), coverage: coverage)
    }
    let early = context
    // The search for causes takes longest; what does not need its answer is done meanwhile.
    let (causes, outcomesBefore) = Parallel.both(
      { self.causes(of: sheet, words, form, stated) }, { Self.outcomes(in: early, afterRepairs: false) })
    context.statedFigures = StatedFigures(stated, causes: causes.all)
    let outcomes = outcomesBefore + Self.outcomes(in: context, afterRepairs: true)
    var tally = VerdictTally(form: form, catalog: catalog)
    tally.add(sheet)
    for (rule, outcome) in outcomes { tally.add(outcome, of: rule) }
    let findings = FindingList.finished(
      causes.findings + outcomes.flatMap(\.outcome.findings), department: filing.department?.text ?? "")
    let accused = causes.accused.union(stale.flatMap(\.statements).compactMap { stated.places[$0] })
    var coverage = CoverageCounter(words: words, sheet: sheet, accused: accused).coverage(
      of: numbers, findings: findings)
    if causes.isCutShort {
      coverage.unread.append(Report.Unread(quote: "", reason: catalog("unread.causes"), span: nil))
    }
    return Result(findings: findings, verdicts: tally.verdicts, coverage: coverage)
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
      return (rule, kind.check(rule, parameters, in: context))
    }
  }

  /// The filing with the rows it lacks, and its equations evaluated.
  private static func balanced(_ printed: Figures) -> (Filing, BalanceSheet, [MiscodedRows.Slip]) {
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
    guard isChanged else { return (filing, sheet, slips) }
    return (more, BalanceSheet(figures: Figures(form: form, filing: more)), slips)
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
