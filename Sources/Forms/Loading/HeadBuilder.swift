import Amounts

/// Builds what the heads of a chain's packs (`pack.yaml`) say: units, sources, classifications, the outline.
struct HeadBuilder {
  let files: PackFiles
  let chain: [String]

  private static let headKeys: Set<String> = [
    "pack", "title", "extends", "years", "unit", "precision", "classifications", "furniture", "sources", "document",
    "marks", "kinds", "kind", "own",
  ]
  private static let partKeys: Set<String> = ["title", "or", "required", "holds", "basis"]

  /// A form of the merged head alone, without tables and rules.
  func form(_ node: PackNode, _ context: inout LoadContext) -> Form {
    context.check(node, knows: Self.headKeys)
    let years = context.years(of: node)
    node["kinds"]?.entries.forEach { context.check($0.value, knows: ["title", "or"]) }
    let kinds = DocumentKind.kinds(node["kinds"])
    return Form(
      pack: chain.last ?? "", title: node.text("title") ?? "", kinds: kinds, kind: kind(node["kind"], kinds, &context),
      chain: chain, firstYear: years.first,
      lastYear: years.last, unit: unit(node["unit"], &context), precision: precision(node["precision"], &context),
      sources: sources(node["sources"], &context),
      classifications: classifications(node["classifications"], &context),
      furniture: furniture(node["furniture"], &context), documentTitle: node["document"]?.text("title"),
      contentsTitle: node["document"]?.text("contents"), reportTitle: node["document"]?.text("report"),
      annexTitle: node["document"]?.text("annex") ?? "{title}",
      outline: outline(node["document"], &context), tables: [],
      rules: [], phrases: [], sections: [], wording: context.wording, scoring: Scoring(), glossary: [],
      marks: (node["marks"]?.items ?? []).compactMap(\.text))
  }

  private func kind(_ node: PackNode?, _ kinds: [DocumentKind], _ context: inout LoadContext) -> String {
    let id = node?.text ?? kinds.first?.id ?? ""
    if let node, !kinds.contains(where: { $0.id == id }) {
      context.report(
        PackProblem(.value, "kind", at: node.place, ["text": id, "near": nearestNames(to: id, among: kinds.map(\.id))]))
    }
    return id
  }

  private func unit(_ node: PackNode?, _ context: inout LoadContext) -> MoneyUnit {
    guard let node else { return .tenThousandYuan }
    guard let unit = MoneyUnit(rawValue: node.text ?? "") else {
      let near = nearestNames(to: node.text ?? "", among: MoneyUnit.allCases.map(\.rawValue))
      context.report(PackProblem(.value, "unit", at: node.place, ["text": node.text ?? "", "near": near]))
      return .tenThousandYuan
    }
    return unit
  }

  /// Decimals of the smallest place that is printed: 2 of `0.01`, none of `1`.
  private func precision(_ node: PackNode?, _ context: inout LoadContext) -> Int {
    guard let node else { return 2 }
    let text = node.text ?? ""
    guard ["1", "0.1", "0.01", "0.001", "0.0001", "0.00001", "0.000001"].contains(text) else {
      context.report(PackProblem(.value, "precision", at: node.place, ["text": text]))
      return 2
    }
    return max(text.count - 2, 0)
  }

  private func furniture(_ node: PackNode?, _ context: inout LoadContext) -> Furniture {
    guard let node else { return Furniture() }
    context.check(
      node,
      knows: [
        "label", "code", "serial", "numbers", "others", "titles", "department", "unit", "note", "score",
      ])
    func keys(_ name: String) -> Set<String> { Set((node[name]?.items ?? []).compactMap(\.text).map(Label.key)) }
    func words(_ name: String) -> [String] { (node[name]?.items ?? []).compactMap(\.text) }
    return Furniture(
      label: keys("label"), code: keys("code"), serial: keys("serial"), numbers: keys("numbers"),
      others: keys("others"), titles: keys("titles"),
      labelWords: words("label"), codeWord: words("code").first ?? "", serialWord: words("serial").first ?? "",
      numbersWord: words("numbers").first ?? "", departmentWord: node.text("department") ?? "",
      unitWord: node.text("unit") ?? "", noteWord: node.text("note") ?? "", pointsWord: node.text("score") ?? "")
  }

  private func outline(_ node: PackNode?, _ context: inout LoadContext) -> [OutlinePart] {
    guard let node else { return [] }
    context.check(node, knows: ["title", "contents", "report", "annex", "parts"])
    return (node["parts"]?.entries ?? []).map { entry in
      context.check(entry.value, knows: Self.partKeys)
      return OutlinePart(
        id: entry.key, title: entry.value.text("title") ?? "",
        otherTitles: entry.value["or"]?.items.compactMap(\.text) ?? [],
        isRequired: entry.value.text("required") != "no", holds: entry.value["holds"]?.items.compactMap(\.text) ?? [])
    }
  }

  private func sources(_ node: PackNode?, _ context: inout LoadContext) -> [String: Source] {
    var sources: [String: Source] = [:]
    for entry in node?.entries ?? [] {
      context.check(entry.value, knows: ["title", "verified"])
      guard let verified = entry.value["verified"],
        let verification = Source.Verification(rawValue: verified.text ?? "")
      else {
        context.report(PackProblem(.value, "verified", at: entry.keyPlace))
        continue
      }
      sources[entry.key] = Source(
        id: entry.key, title: entry.value.text("title") ?? entry.key, verification: verification)
    }
    return sources
  }

  // MARK: Classifications

  private func classifications(_ node: PackNode?, _ context: inout LoadContext) -> [String: Classification] {
    var result: [String: Classification] = [:]
    for entry in node?.entries ?? [] {
      context.check(entry.value, knows: ["file", "levels", "heading"])
      let paths = chain.map { "\($0)/\(entry.value.text("file") ?? "")" }
      if context.isThorough { paths.forEach { checkYears(of: $0, &context) } }
      result[entry.key] = Classification(
        id: entry.key, levels: levels(entry.value["levels"], &context), texts: paths.compactMap { files.texts[$0] })
      result[entry.key]?.heading = entry.value.text("heading")
    }
    return result
  }

  private func levels(_ node: PackNode?, _ context: inout LoadContext) -> [(name: String, length: Int)] {
    (node?.entries ?? []).compactMap { level in
      guard let length = level.value.text.flatMap(Int.init), length > 0 else {
        context.report(PackProblem(.value, "number", at: level.value.place, ["text": level.value.text ?? ""]))
        return nil
      }
      return (level.key, length)
    }
  }

  /// Reports codes whose years cannot be read; loading does not, since a document uses few of all codes.
  private func checkYears(of path: String, _ context: inout LoadContext) {
    for (index, line) in files.lines(of: path).enumerated() where line.count > 4 {
      let years = "\(line[3])..\(line[4])"
      guard Bounds(years) == nil else { continue }
      let column = line[..<3].reduce(1) { $0 + $1.unicodeScalars.count + 1 }
      let place = PackPlace(file: path, line: index + 2, column: column)
      context.report(PackProblem(.value, "range", at: place, ["text": years]))
    }
  }
}
