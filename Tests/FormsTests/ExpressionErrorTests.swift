import Testing

@testable import Forms

@Suite("Expressions that cannot be read")
struct ExpressionErrorTests {
  @Test(
    "what is not expected is named where it stands",
    arguments: [
      (")", 0, ")"), ("a b", 2, "b"), ("a = ) b", 4, ")"), ("a + * b", 4, "*"), ("a = b = c", 6, "="),
      ("a < b < c", 6, "<"),
      ("1 2", 2, "2"), ("T.[x]", 2, "["), ("sum(a,)", 6, ")"), ("for each 1 in T: a", 9, "1"), ("a]", 1, "]"),
      ("a[]", 2, "]"),
      ("a..", 3, ""), ("T[level 1]", 8, "1"), ("a % b", 2, "%"), ("\"甲\" \"乙\"", 4, "乙"), ("T[under]", 7, "]"),
    ] as [(String, Int, String)])
  func unexpected(_ source: String, _ offset: Int, _ text: String) {
    let detail = text.isEmpty ? "end" : "unexpected"
    #expect(syntaxError(source) == SyntaxError(detail: detail, offset: offset, values: ["text": text, "wanted": ""]))
  }

  @Test(
    "what is wanted instead is named too",
    arguments: [
      ("(a b", 3, "b", ")"), ("T[a b]", 4, "b", "]"), ("if a b", 5, "b", "then"), ("if a then b or", 14, "", ""),
      ("if a then b, c", 11, ",", "else"), ("for each r of T: a", 11, "of", "in"), ("for each r in T a", 16, "a", ":"),
      ("sum(a b)", 6, "b", ")"),
    ] as [(String, Int, String, String)])
  func wanted(_ source: String, _ offset: Int, _ text: String, _ wanted: String) {
    let detail = text.isEmpty ? "end" : "wanted"
    #expect(
      syntaxError(source) == SyntaxError(detail: detail, offset: offset, values: ["text": text, "wanted": wanted]))
  }

  @Test(
    "an expression that stops too early is reported at its end",
    arguments: [
      "", "   ", "a +", "a =", "not", "-", "(", "(a", "T[", "T.", "sum(", "sum(a", "if a", "if a then b", "for each",
      "for each r in T:",
      "a implies", "a starts",
    ])
  func end(_ source: String) throws {
    let error = try #require(syntaxError(source))
    #expect(error.detail == "end")
    #expect(error.offset == source.unicodeScalars.count)
  }

  @Test("nesting is bounded")
  func depth() {
    func nested(_ depth: Int) -> String {
      String(repeating: "(", count: depth) + "a" + String(repeating: ")", count: depth)
    }
    #expect(syntaxError(nested(60)) == nil)
    #expect(syntaxError(nested(64)) == SyntaxError(detail: "depth", offset: 64))
    #expect(syntaxError(nested(100_000))?.detail == "depth")
    #expect(syntaxError(String(repeating: "sum(", count: 100_000))?.detail == "depth")
    #expect(syntaxError(String(repeating: "if a then ", count: 100_000))?.detail == "depth")
    #expect(syntaxError(String(repeating: "for each r in T: ", count: 100_000))?.detail == "depth")
    #expect(syntaxError(String(repeating: "a implies ", count: 100_000))?.detail == "depth")
    #expect(syntaxError(String(repeating: "T[where ", count: 100_000))?.detail == "depth")
  }

  @Test(
    "operators are counted, since the tree leans over them",
    arguments: ["-", "not ", "a + ", "a * ", "a or ", "a and "])
  func operators(_ link: String) {
    func chain(_ links: Int) -> String { String(repeating: link, count: links) + "a" }
    #expect(syntaxError(chain(256)) == nil)
    let start = link.hasPrefix("a ") ? 2 : 0
    #expect(syntaxError(chain(257)) == SyntaxError(detail: "depth", offset: link.count * 256 + start))
    #expect(syntaxError(chain(200_000))?.detail == "depth")
  }

  @Test("an expression as long as allowed is resolved, checked and printed without running out of stack")
  func longest() throws {
    let sum = String(repeating: "T[total].a + ", count: 255) + "T[total].a = 0"
    let loaded = TinyPack.load(TinyPack.table(holding: sum))
    #expect(loaded.problems.isEmpty)
    let form = try #require(loaded.form)
    let text = try EquationText.of(#require(form.rules.first), form: form, catalog: EmbeddedForms.catalog(.chinese))
    #expect(text?.count { $0 == "＋" } == 255)
  }
}
