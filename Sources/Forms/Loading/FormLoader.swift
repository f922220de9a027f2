import Amounts

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
    var form = head(merged.head, chain: merged.chain, &context)
    let tables = merged.tables.filter { context.isInForce($0.node) }
    form.tables = tables.map {
      TableBuilder.table(id: $0.id, isPrinted: $0.isPrinted, node: $0.node, context: &context)
    }
    let resolver = Resolver(tables: form.tables)
    form.rules = RuleBuilder.rules(
      tables: tables.map(\.node), general: merged.general, resolver: resolver, sources: form.sources, context: &context)
    Totals.mark(in: &form)
    if isThorough { DefinitionCycles.check(form, problems: &context.problems) }
    form.phrases = SectionBuilder.phrases(merged.general["phrases"], context: &context)
    let names = sentenceNames(form)
    form.sections = merged.sections.map {
      SectionBuilder.section(id: $0.id, node: $0.node, names: names, context: &context)
    }
    form.scoring = ScoringBuilder.scoring(merged.general, &context)
    form.glossary = glossary(merged.chain, resolver, &context)
    return Loaded(form: form, problems: context.problems.sorted { $0.place < $1.place })
  }

  private func head(_ node: PackNode, chain: [String], _ context: inout LoadContext) -> Form {
    context.check(
      node,
      knows: [
        "pack", "title", "extends", "years", "unit", "precision", "classifications", "furniture", "sources", "document",
        "marks",
      ])
    let years = context.years(of: node)
    let furniture = node["furniture"]
    func keys(_ name: String) -> Set<String> { Set((furniture?[name]?.items ?? []).compactMap(\.text).map(Label.key)) }
    return Form(
      pack: chain.last ?? "", title: node.text("title") ?? "", chain: chain, firstYear: years.first,
      lastYear: years.last, unit: MoneyUnit(text: node.text("unit") ?? "万元") ?? .tenThousandYuan,
      precision: max((node.text("precision") ?? "0.01").split(separator: ".").last?.count ?? 2, 0),
      sources: sources(node["sources"], &context),
      classifications: classifications(node["classifications"], chain, &context),
      furniture: Furniture(label: keys("label"), code: keys("code"), serial: keys("serial"), numbers: keys("numbers")),
      outline: (node["document"]?["parts"]?.entries ?? []).map(outlinePart), tables: [], rules: [], phrases: [],
      sections: [], wording: context.wording, scoring: Scoring(), glossary: [],
      marks: (node["marks"]?.items ?? []).compactMap(\.text))
  }

  private func outlinePart(_ entry: PackNode.Entry) -> OutlinePart {
    OutlinePart(
      id: entry.key, title: entry.value.text("title") ?? "",
      otherTitles: entry.value["or"]?.items.compactMap(\.text) ?? [],
      isRequired: entry.value.text("required") != "no", holds: entry.value["holds"]?.items.compactMap(\.text) ?? [])
  }

  private func sources(_ node: PackNode?, _ context: inout LoadContext) -> [String: Source] {
    var sources: [String: Source] = [:]
    for entry in node?.entries ?? [] {
      guard let verified = entry.value["verified"],
        let verification = Source.Verification(rawValue: verified.text ?? "")
      else {
        context.problems.append(PackProblem(.value, "verified", at: entry.keyPlace))
        continue
      }
      sources[entry.key] = Source(
        id: entry.key, title: entry.value.text("title") ?? entry.key, verification: verification)
    }
    return sources
  }

  private func classifications(
    _ node: PackNode?, _ chain: [String], _ context: inout LoadContext
  ) -> [String: Classification] {
    var result: [String: Classification] = [:]
    for entry in node?.entries ?? [] {
      let levels = (entry.value["levels"]?.entries ?? []).compactMap { level in
        level.value.text.flatMap(Int.init).map { (name: level.key, length: $0) }
      }
      let paths = chain.map { "\($0)/\(entry.value.text("file") ?? "")" }
      if context.isThorough { paths.forEach { checkYears(of: $0, &context) } }
      result[entry.key] = Classification(
        id: entry.key, levels: levels, texts: paths.compactMap { files.texts[$0] })
    }
    return result
  }

  /// Reports codes whose years cannot be read; loading does not, since a document uses few of all codes.
  private func checkYears(of path: String, _ context: inout LoadContext) {
    for (index, line) in lines(of: path).enumerated() where line.count > 4 {
      let years = "\(line[3])..\(line[4])"
      guard Bounds(years) == nil else { continue }
      let column = line[..<3].reduce(1) { $0 + $1.unicodeScalars.count + 1 }
      let place = PackPlace(file: path, line: index + 2, column: column)
      context.problems.append(PackProblem(.value, "range", at: place, ["text": years]))
    }
  }

  private func loadWording(_ chain: [String], _ context: inout LoadContext) {
    for pack in chain {
      for line in lines(of: "\(pack)/wording.tsv") where line.count >= 2 {
        context.wording.add(composed: line[0], others: line[1].split(separator: "|").map(String.init))
      }
    }
  }

  private func glossary(_ chain: [String], _ resolver: Resolver, _ context: inout LoadContext) -> [GlossaryTerm] {
    var terms: [GlossaryTerm] = []
    for pack in chain {
      for (index, line) in lines(of: "\(pack)/glossary.tsv").enumerated() where line.count >= 3 {
        let place = PackPlace(file: "\(pack)/glossary.tsv", line: index + 2, column: line[0].count + 2)
        var condition: Expression?
        if line[1] != "always", let syntax = context.syntax(line[1], at: place) {
          do throws(PackProblem) {
            condition = try resolver.condition(syntax, in: Resolver.Scope(place: place))
          } catch {
            context.problems.append(error)
          }
        }
        terms.append(GlossaryTerm(term: line[0], condition: condition, definition: line[2]))
      }
    }
    return terms
  }

  /// The fields of a TSV file's lines, heading left out.
  private func lines(of path: String) -> [[String]] {
    (files.texts[path] ?? "").split(separator: "\n").dropFirst().map {
      $0.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
    }
  }

  private func sentenceNames(_ form: Form) -> Set<String> {
    Set(form.tables.map(\.id) + form.tables.compactMap(\.collection) + form.phrases.map(\.name)).union([
      "year", "department", "n", "reason", "purpose", "result",
    ])
  }
}
