import Testing

@testable import Forms

@Suite("Sentences")
struct TemplateParserTests {
  private func template(_ source: String) throws -> Template { try TemplateParser.parse(source) }

  private func slot(_ source: String, at offset: Int) throws -> Template.Piece {
    .slot(try ExpressionParser.parse(source), at: offset)
  }

  @Test("words alone are one piece")
  func words() throws {
    #expect(try template("持平").pieces == [.words("持平")])
    #expect(try template("").pieces.isEmpty)
  }

  @Test("slots hold expressions and where they start")
  func slots() throws {
    #expect(
      try template("{r.name}（类）{T05[r].total}万元").pieces == [
        slot("r.name", at: 1), .words("（类）"), slot("T05[r].total", at: 12), .words("万元"),
      ])
    #expect(try template("增长{d / prior(x)}%").slots.map(\.offset) == [3])
  }

  @Test("brackets inside a slot belong to its expression")
  func bracketsInSlots() throws {
    #expect(try template("{T05[level 类]}").pieces == [slot("T05[level 类]", at: 1)])
  }

  @Test("options nest, and may be empty")
  func options() throws {
    #expect(
      try template("[|支出]决算").pieces == [
        .options([Template(pieces: []), Template(pieces: [.words("支出")])]), .words("决算"),
      ])
    let nested = try template("[甲[乙|丙]|{x}]")
    #expect(
      nested.pieces == [
        .options([
          Template(pieces: [.words("甲"), .options([Template(pieces: [.words("乙")]), Template(pieces: [.words("丙")])])]),
          Template(pieces: [try slot("x", at: 9)]),
        ])
      ])
    #expect(nested.slots.count == 1)
    #expect(try template("[]").pieces == [.options([Template(pieces: [])])])
  }

  @Test("a bar outside options is a word")
  func bar() throws {
    #expect(try template("甲|乙").pieces == [.words("甲|乙")])
  }

  @Test("what a reader goes by takes the first options and leaves slots open")
  func wordsOnly() throws {
    #expect(try template("，完成[年初|]预算的{final / budget}%").words == "，完成年初预算的{}%")
    #expect(try template("[|与上年]持平").words == "持平")
  }

  @Test(
    "brackets that do not match are reported where they stand",
    arguments: [
      ("[甲|乙", 0), ("字[甲[乙]", 1), ("甲]", 1), ("甲}", 1), ("{x", 0), ("字字{x", 2), ("[甲|}]", 3), ("[[[", 2),
      ("甲[乙|丙]]", 6),
    ] as [(String, Int)])
  func brackets(_ source: String, _ offset: Int) {
    #expect(templateError(source) == SyntaxError(detail: "bracket", offset: offset))
  }

  @Test("options nest as deep as expressions do")
  func depth() {
    func nested(_ depth: Int) -> String {
      String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
    }
    #expect(templateError(nested(64)) == nil)
    #expect(templateError(nested(65)) == SyntaxError(detail: "depth", offset: 64))
    #expect(templateError(nested(100_000))?.detail == "depth")
  }

  @Test("an error inside a slot is placed in the sentence")
  func errorsInSlots() {
    #expect(templateError("支出{a +}万元") == SyntaxError(detail: "end", offset: 6, values: ["text": "", "wanted": ""]))
    #expect(templateError("支出{a ; b}") == SyntaxError(detail: "character", offset: 5, values: ["text": ";"]))
    #expect(templateError("{}")?.detail == "end")
    #expect(templateError("[甲|{(}]")?.offset == 5)
  }

  @Test("all sentences and phrases of the packs have slots of their own length", arguments: EmbeddedForms.packs)
  func packs(_ pack: String) throws {
    let form = try EmbeddedForms.form(pack)
    func sentences(_ section: SectionForm) -> [SentenceForm] { section.sentences + section.parts.flatMap(sentences) }
    let wordings =
      form.sections.flatMap(sentences).flatMap(\.wordings) + form.phrases.flatMap(\.cases).flatMap(\.wordings)
    #expect(wordings.count > 50)
    for wording in wordings {
      #expect(wording.words.count { $0 == "{" } <= wording.slots.count, "\(wording.words)")
      #expect(wording.slots.map(\.offset) == wording.slots.map(\.offset).sorted(), "\(wording.words)")
    }
  }
}
