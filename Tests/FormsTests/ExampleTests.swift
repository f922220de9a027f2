@testable import Forms
import Testing

@Suite("Examples of rules")
struct ExampleTests {
  private let table = """
    table: T
    columns: { a: { label: 甲, equals: b }, b: 乙 }
    rows: { total: 合计, other: 其他 }
    checks:
      x: { title: 样本, holds: "T[total].a = U", basis: 表式 }

    """
  private let other = "---\ntable: U\ncolumns: { only: 丙 }\n"

  private func examples(_ id: String, _ text: String) throws -> [RuleExample] {
    let loaded = TinyPack.load(table + text + other)
    #expect(loaded.problems.isEmpty)
    return try #require(loaded.form?.rules.first { $0.id == id }).examples
  }

  private func cells(_ example: RuleExample) -> [String] {
    guard case .cells(let cells) = example.content else { return [] }
    return cells.map {
      "\([$0.table, $0.block, $0.row, $0.column].compactMap { $0 }.joined(separator: "/"))=\($0.text)"
    }
  }

  @Test("a table's sound example stands for all its rules, its breaks each for one")
  func tableExamples() throws {
    let text = """
      examples:
        holds: { total: { a: "1.00", b: "1.00" }, U: { only: "1.00" } }
        breaks:
          columns.a: { total: { b: "2.00" } }
          x: { U: { only: absent } }

      """
    let definition = try examples("T.columns.a", text)
    #expect(definition.map(\.holds) == [true, false])
    #expect(cells(definition[0]) == ["T/total/a=1.00", "T/total/b=1.00", "U/only=1.00"])
    #expect(cells(definition[1]) == ["T/total/a=1.00", "U/only=1.00", "T/total/b=2.00"])
    let check = try examples("T.x", text)
    #expect(check.map(\.holds) == [true, false])
    #expect(cells(check[1]) == ["T/total/a=1.00", "T/total/b=1.00"])
  }

  @Test("an example may be a small document, or several")
  func documents() throws {
    let loaded = TinyPack.load(
      "checks:\n  y:\n    title: 样本\n    kind: year\n    basis: 表式\n"
        + "    examples:\n      holds: 甲\n      breaks: [乙, 丙]\n"
    )
    #expect(loaded.problems.isEmpty)
    let examples = try #require(loaded.form?.rules.first).examples
    #expect(examples.map(\.holds) == [true, false, false])
    let texts = examples.compactMap { if case .document(let text) = $0.content { text } else { nil } }
    #expect(texts == ["甲", "乙", "丙"])
  }

  @Test("examples are read only when asked for")
  func lazily() throws {
    let form = try #require(FormLoader(files: EmbeddedForms.files).load("national").form)
    #expect(form.rules.allSatisfy { $0.examples.isEmpty })
    #expect(try EmbeddedForms.form("national").rules.contains { !$0.examples.isEmpty })
  }

  @Test("cells are the same when all of their address is")
  func samePlace() {
    let cell = ExampleCell(table: "T", block: nil, row: "total", column: "a", text: "1")
    var same = cell
    same.text = "2"
    #expect(cell.isSamePlace(as: same))
    same.column = "b"
    #expect(!cell.isSamePlace(as: same))
  }
}
