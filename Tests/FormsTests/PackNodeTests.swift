import PackTrees
import Testing

@testable import Forms

@Suite("Pack files as nodes")
struct PackNodeTests {
  private func read(_ text: String) -> (nodes: [PackNode], problems: [PackProblem]) {
    var problems: [PackProblem] = []
    let nodes = PackNode.documents(of: text, file: "x.yaml", problems: &problems)
    return (nodes, problems)
  }

  private func node(_ text: String) throws -> PackNode {
    let (nodes, problems) = read(text)
    #expect(problems.isEmpty)
    return try #require(nodes.first)
  }

  @Test("every scalar stays text")
  func scalars() throws {
    let node = try node("a: 0101\nb: no\nc: 1.50\nd: null\ne: ~\nf: 2024-01-01\ng: \"1.00\"\nh: ''\ni:\n")
    #expect(node.entries.map(\.key) == ["a", "b", "c", "d", "e", "f", "g", "h", "i"])
    #expect(node.entries.map(\.value.text) == ["0101", "no", "1.50", "null", "~", "2024-01-01", "1.00", "", ""])
  }

  @Test("the trees that the program carries are those of its packs, and no changed pack has one")
  func embeddedTrees() throws {
    var files = PackFiles.embedded
    let paths = files.texts.keys.filter { $0.hasSuffix(".yaml") }
    #expect(!paths.isEmpty)
    for path in paths {
      let text = try #require(files.texts[path])
      #expect(files.tree(of: path) == TreeWriter.tree(ofYAML: text))
      files.texts[path] = text + "more: 1\n"
      #expect(files.tree(of: path) == nil)
    }
  }

  @Test("keys keep their order, and codes may be keys")
  func order() throws {
    let node = try node("z: 1\na: 2\n\"201\": 3\n302: 4\n合计: 5\n")
    #expect(node.entries.map(\.key) == ["z", "a", "201", "302", "合计"])
    #expect(node["合计"]?.text == "5")
    #expect(node["absent"] == nil)
  }

  @Test("keys and values have their places, Chinese counting one a character")
  func places() throws {
    let node = try node("甲: { 标签: 乙, b: [x, 丙] }\nlist:\n  - p\n")
    let entry = try #require(node.entries.first)
    #expect(entry.keyPlace == PackPlace(file: "x.yaml", line: 1, column: 1))
    #expect(entry.value.place == PackPlace(file: "x.yaml", line: 1, column: 4))
    let label = try #require(entry.value.entries.first)
    #expect(label.keyPlace.column == 6)
    #expect(label.value.place.column == 10)
    #expect(entry.value["b"]?.items.map(\.place.column) == [17, 20])
    #expect(node["list"]?.items.map(\.place) == [PackPlace(file: "x.yaml", line: 3, column: 5)])
  }

  @Test("a text counts as a list of one, a map as none")
  func items() throws {
    let node = try node("one: x\nmany: [x, y]\nmap: { x: y }\nyes: yes\n")
    #expect(node["one"]?.items.compactMap(\.text) == ["x"])
    #expect(node["many"]?.items.compactMap(\.text) == ["x", "y"])
    #expect(node["map"]?.items.isEmpty == true)
    #expect(node["many"]?.text == nil)
    #expect(node["one"]?.entries.isEmpty == true)
    #expect(node.isYes("yes") && !node.isYes("one") && !node.isYes("absent"))
    #expect(node.text("one") == "x")
  }

  @Test("a file may hold several documents")
  func documents() {
    let (nodes, problems) = read("table: T01\n---\ntable: T02\n---\nsection: N01\n")
    #expect(problems.isEmpty)
    #expect(nodes.map { $0.entries.first?.value.text } == ["T01", "T02", "N01"])
    #expect(nodes.map(\.place.line) == [1, 3, 5])
  }

  @Test("an empty file holds nothing")
  func empty() {
    #expect(read("").nodes.isEmpty)
    #expect(read("# 只有注释\n").problems.isEmpty)
  }

  @Test("folded and literal texts keep their words")
  func blocks() throws {
    let node = try node("a: >-\n  甲\n  乙\nb: |\n  丙\n  丁\n")
    #expect(node.text("a") == "甲 乙")
    #expect(node.text("b") == "丙\n丁\n")
  }

  @Test(
    "an anchor is refused where it stands",
    arguments: [
      ("title: ‸&t 标题\n"), ("a: 1\nb:\n  c: ‸&x { d: 1 }\n"), ("list: [1, ‸&y 2]\n"),
    ])
  func anchors(_ marked: String) {
    let text = MarkedText(marked)
    #expect(read(text.text).problems == [PackProblem(.yaml, "alias", at: text.place(in: "x.yaml"))])
  }

  @Test("an alias is refused with its anchor")
  func aliases() {
    let problems = read("title: &t 标题\nmarks: [*t]\n").problems
    #expect(!problems.isEmpty)
    #expect(problems.allSatisfy { $0.code == .yaml && $0.detail == "alias" && $0.place.file == "x.yaml" })
  }

  @Test("places sort by file, line and column")
  func placeOrder() {
    let places = [("a", 2, 1), ("a", 2, 9), ("a", 10, 1), ("b", 1, 1)].map {
      PackPlace(file: $0.0, line: $0.1, column: $0.2)
    }
    #expect(places.shuffled().sorted() == places)
    #expect(places[0].advanced(by: 8) == places[1])
  }

  @Test(
    "the nearest names are the closest, three at most",
    arguments: [
      ("basik", ["basic", "project", "total"], "basic"), ("colums", ["columns", "rows"], "columns"),
      ("q", ["a", "b", "c", "d"], "a、b、c"),
      ("completely", ["a", "other"], ""), ("合记", ["合计", "总计", "小计"], "合计"),
      ("totl", ["total", "toll", "tots"], "toll、total、tots"),
      ("x", [], ""),
    ] as [(String, [String], String)])
  func nearest(_ name: String, _ names: [String], _ near: String) {
    #expect(nearestNames(to: name, among: names) == near)
  }
}
