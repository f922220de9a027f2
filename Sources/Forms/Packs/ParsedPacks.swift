import Parallel

/// The YAML of all packs, read once; packs that extend another share its files.
public struct ParsedPacks: Sendable {
  public let files: PackFiles
  private var documents: [String: (nodes: [PackNode], problems: [PackProblem])] = [:]

  public init(_ files: PackFiles) {
    self.files = files
    let paths = files.texts.keys.filter { $0.hasSuffix(".yaml") }
    let read = Parallel.map(paths) { path -> (nodes: [PackNode], problems: [PackProblem]) in
      var problems: [PackProblem] = []
      let nodes =
        files.tree(of: path).map { PackNode.documents(inTree: $0, file: path, problems: &problems) }
        ?? PackNode.documents(of: files.texts[path] ?? "", file: path, problems: &problems)
      return (nodes, problems)
    }
    documents = Dictionary(uniqueKeysWithValues: zip(paths, read))
  }

  /// The documents of a file, and what is wrong with it.
  func documents(of path: String, problems: inout [PackProblem]) -> [PackNode] {
    guard let document = documents[path] else { return [] }
    for problem in document.problems where !problems.contains(problem) { problems.append(problem) }
    return document.nodes
  }

  /// A pack's YAML files, `pack.yaml` first, then in order of path.
  func paths(of pack: String) -> [String] {
    documents.keys.filter { $0.hasPrefix(pack + "/") }.sorted { a, b in
      (a.hasSuffix("/pack.yaml") ? 0 : 1, a) < (b.hasSuffix("/pack.yaml") ? 0 : 1, b)
    }
  }

  /// What a pack is called, as its own head says.
  public func title(of pack: String) -> String? { documents["\(pack)/pack.yaml"]?.nodes.first?.text("title") }

  /// What tells one pack's documents from another's: titles of printed tables and of sections, names of places.
  public func marks(of pack: String) -> PackMarks? {
    var problems: [PackProblem] = []
    guard let merged = MergedPacks(pack: pack, packs: self, problems: &problems) else { return nil }
    func titles(_ node: PackNode) -> [String] {
      (node.text("title").map { [$0] } ?? []) + (node["or"]?.items.compactMap(\.text) ?? [])
    }
    let years = merged.head.text("years").flatMap(Bounds.init) ?? .open
    return PackMarks(
      titles: (merged.tables.filter(\.isPrinted).map(\.node) + merged.sections.map(\.node)).map(titles).filter {
        !$0.isEmpty
      },
      places: merged.head["marks"]?.items.compactMap(\.text) ?? [], chainLength: merged.chain.count,
      years: (years.first ?? .min)...(years.last ?? .max), kinds: DocumentKind.kinds(merged.head["kinds"]),
      kind: merged.head.text("kind") ?? "")
  }
}

/// How a pack's documents are recognised.
public struct PackMarks: Sendable {
  /// Of each table and section, the composed title first.
  public var titles: [[String]]
  public var places: [String]
  public var chainLength: Int
  public var years: ClosedRange<Int>
  /// Kinds of documents there are, and the id of the one that the pack is for.
  public var kinds: [DocumentKind]
  public var kind: String
}
