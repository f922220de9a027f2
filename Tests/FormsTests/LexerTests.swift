import Testing

@testable import Forms

@Suite("Words of the expression language")
struct LexerTests {
  private func kinds(_ source: String) throws -> [Token.Kind] {
    var lexer = Lexer(source)
    return try lexer.tokens().map(\.kind)
  }

  @Test("names, numbers, texts and symbols")
  func kinds() throws {
    #expect(
      try kinds("T01.income[total] >= 1.5%") == [
        .name("T01"), .symbol("."), .name("income"), .symbol("["), .name("total"), .symbol("]"), .symbol(">="),
        .number("1.5"),
        .symbol("%"), .end,
      ])
    #expect(
      try kinds("\"政府性基金\" != r.fund") == [
        .text("政府性基金"), .symbol("!="), .name("r"), .symbol("."), .name("fund"), .end,
      ])
    #expect(try kinds("") == [.end])
    #expect(try kinds(" \n\t") == [.end])
    #expect(try kinds("\"\"") == [.text(""), .end])
  }

  @Test("a range keeps its dots, a decimal its point")
  func dots() throws {
    #expect(try kinds("301..303") == [.number("301"), .symbol(".."), .number("303"), .end])
    #expect(try kinds("1.5") == [.number("1.5"), .end])
    #expect(try kinds("1.x") == [.number("1"), .symbol("."), .name("x"), .end])
    #expect(try kinds("1.2.3") == [.number("1.2"), .symbol("."), .number("3"), .end])
    #expect(try kinds("a..b") == [.name("a"), .symbol(".."), .name("b"), .end])
  }

  @Test("Chinese words are names, their brackets and quotation marks included")
  func chinese() throws {
    #expect(try kinds("level 类") == [.name("level"), .name("类"), .end])
    #expect(try kinds("“三公”经费（合计）") == [.name("“三公”经费（合计）"), .end])
    #expect(try kinds("甲_1+乙") == [.name("甲_1"), .symbol("+"), .name("乙"), .end])
  }

  @Test("offsets count scalars")
  func offsets() throws {
    var lexer = Lexer("“三公” + \"字\" - b")
    #expect(try lexer.tokens().map(\.offset) == [0, 5, 7, 11, 13, 14])
  }

  @Test(
    "a character of no word is reported where it stands",
    arguments: [
      ("a ; b", 2, ";"), ("a & b", 2, "&"), ("{x}", 0, "{"), ("a\u{3000}b", 1, "\u{3000}"), ("a ! b", 2, "!"),
      ("x'", 1, "'"),
    ] as [(String, Int, String)])
  func strangers(_ source: String, _ offset: Int, _ text: String) {
    #expect(syntaxError(source) == SyntaxError(detail: "character", offset: offset, values: ["text": text]))
  }

  @Test("a quotation mark that is not closed is reported where it opens")
  func quotes() {
    #expect(syntaxError("r.fund = \"基金") == SyntaxError(detail: "quote", offset: 9))
    #expect(syntaxError("\"") == SyntaxError(detail: "quote", offset: 0))
  }
}
