/// The YAML of a chain of packs, merged: base first, later packs laid over it entry by entry.
struct MergedPacks {
  /// `pack.yaml` of all packs merged, later winning.
  var head: PackNode
  var chain: [String]
  /// Entries with an id of their own: tables, sheets, sections, in order of first appearance.
  var tables: [(id: String, isPrinted: Bool, node: PackNode)] = []
  var sections: [(id: String, node: PackNode)] = []
  /// Everything else by its top key: phrases, checks, duties, methods, directions, grades.
  var general: PackNode

  static let generalKeys: Set<String> = ["phrases", "checks", "duties", "methods", "directions", "grades"]

  init?(pack: String, packs: ParsedPacks, problems: inout [PackProblem]) {
    guard let chain = Self.chain(of: pack, packs: packs, problems: &problems) else { return nil }
    let start = PackPlace(file: "\(pack)/pack.yaml", line: 1, column: 1)
    self.chain = chain
    head = .empty(at: start)
    general = .empty(at: start)
    for id in chain {
      for path in packs.paths(of: id) {
        for node in packs.documents(of: path, problems: &problems) { add(node, problems: &problems) }
      }
    }
    placeSections()
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
      head = head.merged(with: node)
    } else if let id = node.text("table") {
      mergeTable(node, id: id, isPrinted: true)
    } else if let id = node.text("sheet") {
      mergeTable(node, id: id, isPrinted: false)
    } else if let id = node.text("section") {
      if let index = sections.firstIndex(where: { $0.id == id }) {
        sections[index].node = sections[index].node.merged(with: node)
      } else {
        sections.append((id, node))
      }
    } else {
      for entry in node.entries where !Self.generalKeys.contains(entry.key) {
        let known = Self.generalKeys.union(["table", "sheet", "section", "pack"])
        let near = nearestNames(to: entry.key, among: known)
        problems.append(PackProblem(.key, "unknown", at: entry.keyPlace, ["key": entry.key, "near": near]))
      }
      general = general.merged(with: node)
    }
  }

  private mutating func mergeTable(_ node: PackNode, id: String, isPrinted: Bool) {
    if let index = tables.firstIndex(where: { $0.id == id }) {
      tables[index].node = tables[index].node.merged(with: node)
    } else {
      tables.append((id, isPrinted, node))
    }
  }

  /// `after: N10` on a section that an overlay adds.
  private mutating func placeSections() {
    for (id, node) in sections {
      guard let after = node.text("after"), let from = sections.firstIndex(where: { $0.id == id }) else { continue }
      let section = sections.remove(at: from)
      let to = sections.firstIndex { $0.id == after } ?? sections.endIndex - 1
      sections.insert(section, at: to + 1)
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
      tables[index].node = PackNode(content: .map(shared), place: model.node.place).merged(with: tables[index].node)
    }
  }
}
