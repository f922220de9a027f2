import Parallel

/// Loads forms: merges the packs of a chain, builds the tables, resolves and checks every rule.
public struct FormLoader: Sendable {
  private let packs: ParsedPacks
  private var files: PackFiles { packs.files }

  public init(files: PackFiles) {
    packs = ParsedPacks(files)
  }

  public init(packs: ParsedPacks) {
    self.packs = packs
  }

  public struct Loaded: Sendable {
    /// Nil only when no form could be built at all.
    public var form: Form?
    /// Everything wrong, in order of place.
    public var problems: [PackProblem]
  }

  /// - Parameters:
  ///   - pack: id of the pack; the packs it extends are loaded beneath it.
  ///   - year: leaves out entries that are not in force in that fiscal year; nil keeps all.
  ///   - isThorough: also read the examples of rules and look for definitions that go in a circle, which only whoever
  ///     edits or prints a pack needs.
  public func load(_ pack: String, year: Int? = nil, isThorough: Bool = false) -> Loaded {
    var context = LoadContext()
    context.year = year
    context.isThorough = isThorough
    guard var merged = MergedPacks(pack: pack, packs: packs, problems: &context.problems) else {
      return Loaded(form: nil, problems: context.problems.sorted { $0.place < $1.place })
    }
    merged.expandLikenesses(problems: &context.problems)
    loadWording(merged.chain, &context)
    var form = HeadBuilder(files: files, chain: merged.chain).form(merged.head, &context)
    context.levels = form.classifications.mapValues { $0.levels.map(\.name) }
    let tables = merged.tables.filter { context.isInForce($0.node) }
    form.tables = tables.map {
      TableBuilder.table(id: $0.id, isPrinted: $0.isPrinted, node: $0.node, context: &context)
    }
    let resolver = Resolver(tables: form.tables, levels: context.levels)
    // Rules and sentences know the tables, not each other.
    let (rules, prose) = Parallel.both(
      { [context, form] in
        var own = context
        let rules = RuleBuilder.rules(
          tables: tables.map(\.node), general: merged.general, resolver: resolver, sources: form.sources, context: &own)
        return (rules: rules, problems: own.problems)
      }, { [context, form, merged] in Self.prose(merged, form, context) })
    form.rules = rules.rules
    (form.phrases, form.sections) = (prose.phrases, prose.sections)
    for problem in rules.problems + prose.problems { context.report(problem) }
    Totals.mark(in: &form)
    if isThorough { DefinitionCycles.check(form, problems: &context.problems) }
    form.scoring = ScoringBuilder.scoring(merged.general, &context)
    form.workbook = WorkbookBuilder.workbook(merged.general["workbook"], tables: form.tables, &context)
    form.exports = ExportBuilder.exports(merged.general["exports"], tables: form.tables, &context)
    form.glossary = glossary(merged.own, resolver, &context)
    return Loaded(form: form, problems: context.problems.sorted { $0.place < $1.place })
  }

  private static func prose(
    _ merged: MergedPacks, _ form: Form, _ context: LoadContext
  ) -> (phrases: [Phrase], sections: [SectionForm], problems: [PackProblem]) {
    var context = context
    let phrases = SectionBuilder.phrases(merged.general["phrases"], context: &context)
    let names = sentenceNames(form.tables, phrases)
    let sections = merged.sections.filter { context.isInForce($0.node) }.map {
      SectionBuilder.section(id: $0.id, node: $0.node, names: names, context: &context)
    }
    return (phrases, sections, context.problems)
  }

  private func loadWording(_ chain: [String], _ context: inout LoadContext) {
    for pack in chain {
      for line in files.lines(of: "\(pack)/wording.tsv") where line.count >= 2 {
        context.wording.add(composed: line[0], others: line[1].split(separator: "|").map(String.init))
      }
    }
  }

  private func glossary(_ chain: ArraySlice<String>, _ resolver: Resolver, _ context: inout LoadContext)
    -> [GlossaryTerm]
  {
    var terms: [GlossaryTerm] = []
    for pack in chain {
      for (index, line) in files.lines(of: "\(pack)/glossary.tsv").enumerated() where line.count >= 3 {
        let place = PackPlace(file: "\(pack)/glossary.tsv", line: index + 2, column: line[0].count + 2)
        var condition: Expression?
        if line[1] != "always", let syntax = context.syntax(line[1], at: place) {
          do throws(PackProblem) {
            condition = try resolver.condition(syntax, in: Resolver.Scope(place: place))
          } catch {
            context.report(error)
          }
        }
        terms.append(GlossaryTerm(term: line[0], condition: condition, definition: line[2]))
      }
    }
    return terms
  }

  private static func sentenceNames(_ tables: [TableForm], _ phrases: [Phrase]) -> Set<String> {
    Set(tables.map(\.id) + tables.compactMap(\.collection) + phrases.map(\.name)).union([
      "year", "department", "n", "reason", "purpose", "result",
    ])
  }
}
