@testable import Forms
import Testing

@Suite("Problems of packs")
struct PackProblemTests {
  @Test("each mistake is the one problem found, in its place, with the nearest name", arguments: ProblemSample.all)
  func found(_ sample: ProblemSample) {
    #expect(sample.load().problems == [sample.expected])
  }

  @Test("each problem is put into words in both languages", arguments: ProblemSample.all)
  func rendered(_ sample: ProblemSample) throws {
    for language in Catalog.Language.allCases {
      let text = try sample.expected.rendered(EmbeddedForms.catalog(language))
      let place = sample.expected.place
      let start = "\(place.file):\(place.line):\(place.column) error[pack.\(sample.expected.code.rawValue)] "
      #expect(text.hasPrefix(start), "\(text)")
      let words = text.dropFirst(start.count)
      #expect(words.count > 3 && !words.contains("{") && !words.contains("}"), "\(text)")
      #expect(!words.contains("pack.\(sample.expected.code.rawValue)."), "\(text)")
      if let near = sample.expected.values["near"], !near.isEmpty { #expect(words.contains(near), "\(text)") }
    }
  }

  @Test("the words in Chinese and in English")
  func words() throws {
    let problem = PackProblem(
      .name, "column", at: PackPlace(file: "tables/T05.yaml", line: 12, column: 22),
      ["table": "T05", "name": "basik", "near": "basic"])
    #expect(
      try problem.rendered(EmbeddedForms.catalog(.chinese))
        == "tables/T05.yaml:12:22 error[pack.name] T05 没有列“basik”。相近的名字：basic。")
    #expect(
      try problem.rendered(EmbeddedForms.catalog(.english))
        == "tables/T05.yaml:12:22 error[pack.name] T05 has no column “basik”. Close to: basic.")
  }

  @Test("every message about a pack has a sample, but for what only running examples or broken YAML shows")
  func complete() throws {
    let sampled = Set(ProblemSample.all.map { "pack.\($0.expected.code.rawValue).\($0.expected.detail)" })
    let others = ["pack.near", "pack.chosen.", "pack.example.", "pack.yaml.syntax", "pack.twice."]
    for id in try EmbeddedForms.catalog(.chinese).ids where id.hasPrefix("pack.") {
      #expect(sampled.contains(id) || others.contains { id.hasPrefix($0) }, "\(id)")
    }
  }

  @Test("all mistakes are collected, in order of place")
  func collected() {
    let problems = TinyPack.load("table: T\ncolums: 1\ncolumns:\n  a: { lable: 甲 }\nrows:\n  r: { roundng: form }\n")
      .problems
    #expect(problems.map(\.code) == [.key, .key, .key])
    #expect(problems.map(\.place.line) == [2, 4, 6])
    #expect(problems == problems.sorted { $0.place < $1.place })
  }

  @Test("a rule on a remembered source may be provisional, and is then a warning")
  func provisional() throws {
    let loaded = TinyPack.load(
      TinyPack.table + "checks:\n  x: { holds: \"T[total].a = 1\", basis: 记忆, provisional: yes }\n"
        + "  y: { holds: \"T[total].a = 1\", basis: 记忆, severity: info }\n"
        + "  z: { holds: \"T[total].a = 1\", basis: [记忆, 表式] }\n"
        + "  w: { holds: \"T[total].a = 1\", basis: 表式, severity: warning }\n"
    )
    #expect(loaded.problems.isEmpty)
    #expect(try #require(loaded.form).rules.map(\.severity) == [.warning, .info, .error, .warning])
  }

  @Test("what the form prints needs no other source than the form")
  func ownGround() throws {
    let loaded = TinyPack.load("table: T\ncolumns:\n  a: 甲\n  b: { label: 乙, equals: a }\n")
    #expect(loaded.problems.isEmpty)
    let rule = try #require(loaded.form?.rules.first)
    #expect(rule.severity == .error && rule.basis == ["表式"] && rule.isDefinition)
    #expect(rule.id == "T.columns.b" && rule.source == "a" && rule.place.line == 4)
  }

  @Test("a pack of nothing but a head loads")
  func empty() throws {
    let loaded = TinyPack.load([:])
    #expect(loaded.problems.isEmpty)
    #expect(loaded.form?.tables.isEmpty == true)
  }

  @Test("a pack that is not there gives no form")
  func missing() {
    let loaded = FormLoader(files: PackFiles(texts: [:])).load("nowhere")
    #expect(loaded.form == nil)
    #expect(loaded.problems.map(\.code) == [.file])
  }
}
