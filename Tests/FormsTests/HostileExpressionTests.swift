import Testing

@testable import Forms

@Suite("Hostile expressions and sentences")
struct HostileExpressionTests {
  private static let tokens = [
    "a", "T01", "r", "类", "level", "children", "of", "siblings", "leaves", "under", "where", "codes", "rows", "for",
    "each", "in", "if",
    "then", "else", "and", "or", "not", "implies", "starts", "sum", "min", "list", "prior", "1", "301", "2.5",
    "1234567890123456789", "\"甲\"",
    "\"", "(", ")", "[", "]", ".", "..", ",", ":", "+", "-", "*", "/", "=", "!=", "<", "<=", ">", ">=", "%", "!", ";",
    "{", "}", "|", "“", "😀",
    "\u{3000}", "\n", "\u{0}",
  ]

  private func soup(_ generator: inout SeededGenerator, longest: Int) -> String {
    (0..<Int.random(in: 0...longest, using: &generator))
      .map { _ in Self.tokens.randomElement(using: &generator) ?? "" }
      .joined(separator: Bool.random(using: &generator) ? " " : "")
  }

  @Test("token soup is read or refused inside its own length")
  func expressions() {
    var generator = SeededGenerator(seed: 42)
    var readable = 0
    for _ in 0..<10_000 {
      let source = soup(&generator, longest: 8)
      if let error = syntaxError(source) {
        #expect((0...source.unicodeScalars.count).contains(error.offset), "\(source)")
        #expect(["character", "quote", "unexpected", "wanted", "end", "depth"].contains(error.detail), "\(source)")
      } else {
        readable += 1
      }
    }
    #expect(readable > 100)
  }

  @Test("long token soup is refused inside its own length")
  func longExpressions() {
    var generator = SeededGenerator(seed: 43)
    var refused = 0
    for _ in 0..<200 {
      let source = soup(&generator, longest: 400)
      guard let error = syntaxError(source) else { continue }
      refused += 1
      #expect((0...source.unicodeScalars.count).contains(error.offset))
    }
    #expect(refused > 150)
  }

  @Test("sentence soup is read or refused inside its own length")
  func sentences() {
    var generator = SeededGenerator(seed: 44)
    var readable = 0
    for _ in 0..<5000 {
      let source = soup(&generator, longest: 10)
      if let error = templateError(source) {
        #expect((0...source.count).contains(error.offset), "\(source)")
      } else {
        readable += 1
      }
    }
    #expect(readable > 100)
  }

  @Test("every form's own expressions survive the loss of any one token")
  func mutilated() throws {
    let form = try EmbeddedForms.form("hunan")
    for rule in form.rules {
      let words = rule.source.split(separator: " ")
      for index in words.indices {
        var rest = words
        rest.remove(at: index)
        let source = rest.joined(separator: " ")
        if let error = syntaxError(source) { #expect(error.offset <= source.unicodeScalars.count) }
      }
    }
    #expect(form.rules.count > 100)
  }
}
