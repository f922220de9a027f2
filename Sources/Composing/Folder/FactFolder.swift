import Forms

/// A folder of leaf facts: texts by file name.
public struct FactFolder: Sendable {
  public var texts: [String: String]

  public init(texts: [String: String]) {
    self.texts = texts
  }

  public static let headName = "head.yaml"

  private static let endings: [(name: String, separator: UInt8)] = [
    (".tsv", UInt8(ascii: "\t")), (".csv", UInt8(ascii: ",")),
  ]

  /// The files of figures and words, taken apart.
  package func tables() -> (tables: [FactTable], problems: [FactProblem]) {
    var tables: [FactTable] = []
    var problems: [FactProblem] = []
    for name in texts.keys.sorted() where name != Self.headName {
      guard let ending = Self.endings.first(where: { name.hasSuffix($0.name) }) else {
        problems.append(FactProblem("file.ending", at: FactPlace(file: name)))
        continue
      }
      let text = FieldedText(texts[name] ?? "", separator: ending.separator)
      if text.lines.isEmpty { problems.append(FactProblem("file.empty", at: FactPlace(file: name))) }
      tables.append(FactTable(text, name: String(name.dropLast(ending.name.count)), file: name))
    }
    return (tables, problems)
  }

  /// Reads `head.yaml`, which says which form the other files are for.
  ///
  /// - Returns: nil where something needed is missing; the problems say what.
  public func head() -> (head: FactHead?, problems: [FactProblem]) {
    let (entries, problems) = headEntries()
    guard let entries else { return (nil, problems) }
    let (head, more) = entries.head()
    return (problems.isEmpty ? head : nil, problems + more)
  }

  package func headEntries() -> (entries: HeadEntries?, problems: [FactProblem]) {
    let start = FactPlace(file: Self.headName)
    guard let text = texts[Self.headName] else { return (nil, [FactProblem("head.file", at: start)]) }
    let (node, faults) = PackNode.document(ofYAML: text, file: Self.headName)
    let problems = faults.map {
      FactProblem("head.yaml", at: Self.place($0.place), ["detail": $0.values["detail"] ?? $0.values["key"] ?? ""])
    }
    guard let node else { return (nil, problems + [FactProblem("head.file", at: start)]) }
    return (HeadEntries(node.entries.flatMap { Self.entries([$0.key], $0) }, at: start), problems)
  }

  private static func entries(_ path: [String], _ entry: PackNode.Entry) -> [HeadEntries.Entry] {
    if case .map(let inner) = entry.value.content { return inner.flatMap { entries(path + [$0.key], $0) } }
    let text = entry.value.items.compactMap(\.text).flatMap { $0.split(separator: "\n") }.filter { !$0.isEmpty }
    let isKnown = HeadEntries.keys.contains(path[0])
    return [
      HeadEntries.Entry(
        path, text.joined(separator: "\n"), at: place(isKnown ? entry.value.place : entry.keyPlace))
    ]
  }

  private static func place(_ place: PackPlace) -> FactPlace {
    FactPlace(file: place.file, line: place.line, field: place.column)
  }
}
