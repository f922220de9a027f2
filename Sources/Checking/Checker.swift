public import Documents
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
    let (filing, sheet, miscoded) = balanced(corrected)
    let words = Words(form: form, filing: filing, catalog: catalog)
    let context = CheckContext(
      form: form, filing: filing, document: document, words: words, sheet: sheet,
      prose: ProseReader.read(document, outline: filing.outline, form: form), misprintedUnits: slips,
      miscodedRows: miscoded)
    let (causes, outcomes) = Parallel.both({ self.causes(of: sheet, words) }, { self.outcomes(in: context) })
    var tally = VerdictTally(form: form, catalog: catalog)
    tally.add(sheet)
    for (rule, outcome) in outcomes { tally.add(outcome, of: rule) }
    let findings = causes.findings + outcomes.flatMap(\.outcome.findings)
    return Result(
      findings: FindingList.finished(findings, department: filing.department?.text ?? ""), verdicts: tally.verdicts,
      coverage: CoverageCounter(filing: filing, sheet: sheet, catalog: catalog).coverage(contradicted: causes.accused))
  }

  /// What is said of broken equations, and every cell that is named in it.
  private struct Causes: Sendable {
    var findings: [Finding]
    var accused: Set<CellPlace>
  }

  private func causes(of sheet: BalanceSheet, _ words: Words) -> Causes {
    let attribution = Attribution(sheet: sheet, form: form)
    let builder = FindingBuilder(words: words, sheet: sheet)
    return Causes(
      findings: builder.findings(attribution.causes)
        + builder.findings(conditions: remaining(attribution, sheet, words.filing)),
      accused: Set(attribution.causes.flatMap { cause in cause.edits.map(\.place) + cause.suspects }))
  }

  private func outcomes(in context: CheckContext) -> [(rule: Rule, outcome: KindOutcome)] {
    // With no table and no outline recognised there is nothing that the rules could be held to.
    guard !context.filing.tables.isEmpty || !context.filing.outline.isEmpty else { return [] }
    return form.rules.compactMap { rule in
      guard case .kind(let name, let parameters) = rule.kind, let kind = KindRegistry.kinds[name] else { return nil }
      return (rule, kind.check(rule, parameters, in: context))
    }
  }

  /// The filing with the rows it lacks, and its equations evaluated.
  private func balanced(_ filing: Filing) -> (Filing, BalanceSheet, [MiscodedRows.Slip]) {
    var filing = filing
    var slips: [MiscodedRows.Slip] = []
    // A row added to one table may be wanted in the next; three tables hang together at most.
    var figures = Figures(form: form, filing: filing)
    for _ in 0..<3 {
      let presence = BalanceSheet(figures: figures, isPresence: true)
      let (recoded, found) = MiscodedRows.corrected(filing, form: form, sheet: presence)
      if !found.isEmpty {
        filing = recoded
        slips += found
        figures = Figures(form: form, filing: filing)
        continue
      }
      let (more, isChanged) = AbsentRows.added(to: filing, form: form, sheet: presence)
      guard isChanged else { break }
      filing = more
      figures = Figures(form: form, filing: filing)
    }
    return (filing, BalanceSheet(figures: figures), slips)
  }

  /// Conditions that no repair of figures meets, and absent rows that no sum pointed at.
  private func remaining(_ attribution: Attribution, _ sheet: BalanceSheet, _ filing: Filing) -> [Int] {
    let repaired = Set(attribution.causes.flatMap { $0.edits.map(\.place) }.map { [$0.table, $0.block, $0.row] })
    return attribution.ledger.broken.filter { attribution.ledger.entries[$0].shape == .condition }
      .map { attribution.ledger.entries[$0].balance }
      .filter { index in
        let balance = sheet.balances[index]
        guard balance.isBroken, case .equations(let equations) = form.rules[balance.rule].kind else { return false }
        let wanted = AbsentRows.wanted(equations[balance.equation].body)
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
