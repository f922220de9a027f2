import Testing

@testable import Forms

@Suite("Overlays")
struct MergingTests {
  private func node(_ text: String) throws -> PackNode {
    var problems: [PackProblem] = []
    let nodes = PackNode.documents(of: text, file: "x.yaml", problems: &problems)
    #expect(problems.isEmpty)
    return try #require(nodes.first)
  }

  /// The node in one line: `{a: 1, b: [x, y]}`.
  private func flat(_ node: PackNode) -> String {
    switch node.content {
    case .text(let text): text
    case .list(let items): "[" + items.map(flat).joined(separator: ", ") + "]"
    case .map(let entries): "{" + entries.map { "\($0.key): \(flat($0.value))" }.joined(separator: ", ") + "}"
    }
  }

  private func merged(_ base: String, _ overlays: String...) throws -> PackNode {
    var problems: [PackProblem] = []
    return try overlays.reduce(node(base)) { try $0.merged(with: node($1), problems: &problems) }
  }

  private func expectMerge(_ base: String, _ overlay: String, _ result: String) throws {
    #expect(flat(try merged(base, overlay)) == result, "\(base) + \(overlay)")
  }

  @Test(
    "maps merge, texts and lists replace",
    arguments: [
      ("{ a: 1, b: 2 }", "{ b: 3 }", "{a: 1, b: 3}"), ("{ a: 1 }", "{ b: 2 }", "{a: 1, b: 2}"),
      ("{ a: { x: 1, y: 2 } }", "{ a: { y: 3, z: 4 } }", "{a: {x: 1, y: 3, z: 4}}"),
      ("{ a: [1, 2] }", "{ a: [3] }", "{a: [3]}"),
      ("{ a: [1, 2] }", "{ a: x }", "{a: x}"), ("{ a: x }", "{ a: [1] }", "{a: [1]}"),
      ("{ a: { x: { y: { z: 1 } } } }", "{ a: { x: { y: { z: 2 } } } }", "{a: {x: {y: {z: 2}}}}"),
      ("{ a: 1 }", "{}", "{a: 1}"), ("{}", "{ a: 1 }", "{a: 1}"),
    ] as [(String, String, String)])
  func merging(_ base: String, _ overlay: String, _ result: String) throws {
    try expectMerge(base, overlay, result)
  }

  @Test(
    "a short entry and a map still merge",
    arguments: [
      ("{ x: 基本支出 }", "{ x: { or: [基本] } }", "{x: {label: 基本支出, or: [基本]}}"),
      ("{ x: 基本支出 }", "{ x: { label: 支出 } }", "{x: {label: 支出, or: [基本支出]}}"),
      ("{ x: { label: 甲, or: [乙] } }", "{ x: 丙 }", "{x: {label: 丙, or: [甲, 乙]}}"),
      ("{ x: { or: [乙] } }", "{ x: 丙 }", "{x: {or: [乙], label: 丙}}"), ("{ x: 甲 }", "{ x: 乙 }", "{x: 乙}"),
      ("{ rows: { x: 甲 } }", "{ rows: { x: 乙 } }", "{rows: {x: {label: 乙, or: [甲]}}}"),
      ("{ columns: { x: 甲 }, note: 丙 }", "{ columns: { x: 甲 }, note: 丁 }", "{columns: {x: 甲}, note: 丁}"),
      ("{ x: 甲 }", "{ x: { replace: yes, label: 乙 } }", "{x: {label: 乙}}"),
      ("{ equals: { a: x } }", "{ equals: y }", "{equals: y}"),
    ] as [(String, String, String)])
  func shortEntries(_ base: String, _ overlay: String, _ result: String) throws {
    try expectMerge(base, overlay, result)
  }

  @Test(
    "a label or title that is replaced stays readable, the title of a rule or pack does not",
    arguments: [
      ("{ label: 甲 }", "{ label: 乙 }", "{label: 乙, or: [甲]}"), ("{ title: 甲 }", "{ title: 乙 }", "{title: 乙, or: [甲]}"),
      ("{ title: 甲, or: [丙] }", "{ title: 乙 }", "{title: 乙, or: [甲, 丙]}"),
      ("{ label: 列, title: 甲 }", "{ title: 乙 }", "{label: 列, title: 乙}"),
      ("{ holds: x, title: 甲 }", "{ title: 乙 }", "{holds: x, title: 乙}"),
      ("{ kind: k, title: 甲 }", "{ title: 乙 }", "{kind: k, title: 乙}"),
      ("{ pack: a, title: 甲 }", "{ pack: b, title: 乙 }", "{pack: b, title: 乙}"),
      ("{ label: 列, equals: x, title: 甲 }", "{ equals: y }", "{label: 列, equals: y}"),
      ("{ holds: x, title: 甲 }", "{ holds: y, title: 乙 }", "{holds: y, title: 乙}"),
    ] as [(String, String, String)])
  func labels(_ base: String, _ overlay: String, _ result: String) throws {
    try expectMerge(base, overlay, result)
  }

  @Test(
    "entries are removed and replaced whole",
    arguments: [
      ("{ a: 1, b: { c: 2 } }", "{ b: { remove: yes } }", "{a: 1}"), ("{ a: 1 }", "{ b: { remove: yes } }", "{a: 1}"),
      ("{ a: { x: 1, y: 2 } }", "{ a: { replace: yes, z: 3 } }", "{a: {z: 3}}"),
      ("{ a: 1, b: 2 }", "{ a: { remove: yes }, c: 3 }", "{b: 2, c: 3}"),
      ("{ a: { x: 1 } }", "{ a: { remove: no } }", "{a: {x: 1}}"),
    ] as [(String, String, String)])
  func removal(_ base: String, _ overlay: String, _ result: String) throws {
    try expectMerge(base, overlay, result)
  }

  @Test(
    "new entries are placed",
    arguments: [
      ("{ a: 1, b: 2 }", "{ n: { label: 新, after: a } }", ["a", "n", "b"]),
      ("{ a: 1, b: 2 }", "{ n: { label: 新, before: a } }", ["n", "a", "b"]),
      ("{ a: 1, b: 2 }", "{ n: { label: 新 } }", ["a", "b", "n"]),
      ("{ a: 1 }", "{ n: { label: 新, after: zzz } }", ["a", "n"]),
      ("{ a: 1, b: 2 }", "{ m: { after: a }, n: { after: m } }", ["a", "m", "n", "b"]),
      ("{ a: 1, b: 2 }", "{ m: { before: b }, n: { before: b } }", ["a", "m", "n", "b"]),
      ("{ a: 1, b: 2 }", "{ a: { label: 甲, after: b } }", ["a", "b"]),
    ] as [(String, String, [String])])
  func placement(_ base: String, _ overlay: String, _ keys: [String]) throws {
    #expect(try merged(base, overlay).entries.map(\.key) == keys)
  }

  @Test(
    "a new wording is composed and the earlier one stays readable",
    arguments: [
      ("{ say: 甲 }", "{ say: 乙 }", "{say: 乙, or: [甲]}"), ("{ say: 甲, or: [丙] }", "{ say: 乙 }", "{say: 乙, or: [甲, 丙]}"),
      ("{ say: 甲, or: 丙 }", "{ say: 乙 }", "{say: 乙, or: [甲, 丙]}"), ("{ say: 甲 }", "{ say: 甲 }", "{say: 甲}"),
      ("{ when: x }", "{ say: 乙 }", "{when: x, say: 乙}"),
      ("{ say: 甲, or: [丙] }", "{ say: 乙, or: [丁] }", "{say: 乙, or: [甲, 丁]}"),
      ("{ s: { say: 甲 } }", "{ s: { say: 乙, when: x } }", "{s: {say: 乙, when: x, or: [甲]}}"),
    ] as [(String, String, String)])
  func wording(_ base: String, _ overlay: String, _ result: String) throws {
    try expectMerge(base, overlay, result)
  }

  @Test("three packs lay over one another in order")
  func chain() throws {
    let chain = try merged("{ s: { say: 甲 }, t: 1 }", "{ s: { say: 乙 } }", "{ s: { say: 丙 }, t: 2 }")
    #expect(flat(chain) == "{s: {say: 丙, or: [乙, 甲]}, t: 2}")
  }

  @Test("each field keeps the place it came from")
  func places() throws {
    let merged = try merged("a: { x: 1,\n  y: 2 }\n", "\n\n\na: { y: 3 }\n")
    #expect(merged["a"]?["x"]?.place.line == 1)
    #expect(merged["a"]?["y"]?.place.line == 4)
  }
}
