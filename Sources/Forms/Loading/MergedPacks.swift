/// The YAML of a chain of packs, merged: base first, later packs laid over it entry by entry.
struct MergedPacks {
  /// `pack.yaml` of all packs merged, later winning.
  var head: PackNode
  var chain: [String]
  /// The packs whose tables, sections and rules there are: all of the chain, or those from the last that says `own`.
  private(set) var own: ArraySlice<String>
  /// Entries with an id of their own: tables, sheets, sections, in order of first appearance.
  var tables: [Item] = []
  var sections: [Item] = []
  /// Everything else by its top key: phrases, checks, duties, methods, directions, grades, workbook,
  /// exports.
  var general: PackNode

  struct Item {
    var id: String
    /// False for sheets.
    var isPrinted = true
    var node: PackNode
  }

  static let generalKeys: Set<String> = [
    "phrases", "checks", "duties", "methods", "directions", "grades", "workbook", "exports",
  ]

  init?(pack: String, packs: ParsedPacks, problems: inout [PackProblem]) {
    guard let chain = Self.chain(of: pack, packs: packs, problems: &problems) else { return nil }
    let start = PackPlace(file: "\(pack)/pack.yaml", line: 1, column: 1)
    self.chain = chain
    own = chain[...]
    head = .empty(at: start)
    general = .empty(at: start)
    for id in chain {
      for path in packs.paths(of: id) {
        for node in packs.documents(of: path, problems: &problems) { add(node, problems: &problems) }
      }
    }
    placeSections(&problems)
  }

  private static func chain(
    of pack: String, packs: ParsedPacks, problems: inout [PackProblem]
  ) -> [String]? {
    var chain: [String] = []
    var next: String? = pack
    while let id = next {
      let path = "\(id)/pack.yaml"
      let start = PackPlace(file: path, line: 1, column: 1)
      guard packs.files.texts[path] != nil else {
        let near = nearestNames(to: id, among: packs.files.packs)
        problems.append(PackProblem(.file, "missing", at: start, ["near": near]))
        return nil
      }
      guard !chain.contains(id) else {
        problems.append(PackProblem(.cycle, "extends", at: start, ["cycle": (chain + [id]).joined(separator: " → ")]))
        return nil
      }
      chain.append(id)
      next = packs.documents(of: path, problems: &problems).first?.text("extends")
    }
    return chain.reversed()
  }

  private mutating func add(_ node: PackNode, problems: inout [PackProblem]) {
    if node["pack"] != nil {
      // A form for another kind of document has tables, sections and rules of its own.
      if node.isYes("own") {
        (tables, sections, general) = ([], [], .empty(at: node.place))
        own = chain[(chain.firstIndex(of: node.text("pack") ?? "") ?? 0)...]
      }
      head = head.merged(with: node, problems: &problems)
    } else if let id = node.text("table") {
      Self.lay(Item(id: id, node: node), over: &tables, &problems)
    } else if let id = node.text("sheet") {
      Self.lay(Item(id: id, isPrinted: false, node: node), over: &tables, &problems)
    } else if let id = node.text("section") {
      Self.lay(Item(id: id, node: node), over: &sections, &problems)
    } else {
      for entry in node.entries where !Self.generalKeys.contains(entry.key) {
        let known = Self.generalKeys.union(["table", "sheet", "section", "pack"])
        let near = nearestNames(to: entry.key, among: known)
        problems.append(PackProblem(.key, "unknown", at: entry.keyPlace, ["key": entry.key, "near": near]))
      }
      general = general.merged(with: node, problems: &problems)
    }
  }

  /// Merges a document with the earlier one of its id, adds it, or takes the earlier one away.
  private static func lay(_ item: Item, over items: inout [Item], _ problems: inout [PackProblem]) {
    let isRemoved = item.node.says("remove", &problems)
    let index = items.firstIndex { $0.id == item.id }
    switch (index, isRemoved) {
    case (let index?, true): items.remove(at: index)
    case (let index?, false): items[index].node = items[index].node.merged(with: item.node, problems: &problems)
    case (nil, true): problems.append(.entry(item.id, at: item.node.place, among: items.map(\.id)))
    case (nil, false): items.append(item)
    }
  }

  /// `after: N10` or `before: N10` on a section that an overlay adds.
  private mutating func placeSections(_ problems: inout [PackProblem]) {
    for section in sections where section.node["after"] != nil || section.node["before"] != nil {
      sections.removeAll { $0.id == section.id }
      sections.insert(section, at: section.node.position(among: sections.map(\.id), &problems))
    }
  }

  /// Fills `like:` entries from the entry they name.
  mutating func expandLikenesses(problems: inout [PackProblem]) {
    for index in tables.indices {
      guard let like = tables[index].node["like"], let name = like.text else { continue }
      guard let model = tables.first(where: { $0.id == name }) else {
        let near = nearestNames(to: name, among: tables.map(\.id))
        problems.append(PackProblem(.name, "table", at: like.place, ["name": name, "near": near]))
        continue
      }
      let shared = model.node.entries.filter { ["blocks", "columns", "rows", "checks", "examples"].contains($0.key) }
      tables[index].node = PackNode(content: .map(shared), place: model.node.place).merged(
        with: tables[index].node, problems: &problems)
    }
  }
}
