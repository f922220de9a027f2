@testable import Forms
import Testing

@Suite("Pack files that are no YAML")
struct BrokenYAMLTests {
  private func problems(_ text: String) -> [PackProblem] {
    TinyPack.load(text).problems
  }

  @Test(
    "malformed YAML is reported where it breaks",
    arguments: [
      "table: T\ncolumns: [a\ntitle: 表\n", "a: {b: 1\n", "a: \"甲\n", "a: b: c\n", "list:\n - x\n y\n", "a: [*t]\n",
      "\ttable: T\n", "a: 'x\n", "%\n",
    ])
  func malformed(_ text: String) throws {
    let found = problems(text)
    #expect(found.map(\.code) == [.yaml])
    let problem = try #require(found.first)
    #expect(problem.detail == "syntax" && problem.place.file == "tiny/more.yaml")
    #expect((1...4).contains(problem.place.line))
    #expect(problem.values["detail"]?.isEmpty == false)
    for language in Catalog.Language.allCases {
      let text = try problem.rendered(EmbeddedForms.catalog(language))
      #expect(text.contains("error[pack.yaml]") && !text.contains("{detail}") && !text.contains("\n"))
    }
  }

  @Test("a document before the break is still read")
  func earlierDocuments() {
    let loaded = TinyPack.load("table: T\ncolumns: { a: 甲 }\n---\na: [\n")
    #expect(loaded.form?.tables.map(\.id) == ["T"])
    #expect(loaded.problems.map(\.code) == [.yaml])
  }

  @Test("a key that is written twice under two tags is reported where it stands again")
  func tagged() {
    #expect(
      problems("table: T\ncolumns: { a: 甲 }\nfields: { 1: 甲, !!int 1: 乙 }\n")
        == [PackProblem(.twice, "key", at: PackPlace(file: "tiny/more.yaml", line: 3, column: 17), ["key": "1"])])
  }

  @Test("a key that is written twice is reported where it stands first")
  func twice() {
    #expect(
      problems("table: T\ntitle: 甲\ntitle: 乙\n")
        == [PackProblem(.twice, "key", at: PackPlace(file: "tiny/more.yaml", line: 2, column: 1), ["key": "title"])])
  }
}
