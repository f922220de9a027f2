import Amounts
import Forms
import Testing

@Suite("Messages that the program asks for", .enabled(if: SourceTexts.exist))
struct UsedMessageTests {
  private let ids: Set<String>
  private let sources: [String: String]

  init() throws {
    ids = Set(try EmbeddedForms.catalog(.chinese).ids)
    sources = try SourceTexts.all(".swift")
  }

  /// What a pattern captures, with the file it stands in.
  private func captures(_ pattern: Regex<(Substring, Substring)>) -> [(file: String, text: String)] {
    sources.sorted { $0.key < $1.key }.flatMap { file, text in
      text.matches(of: pattern).map { (file, String($0.1)) }
    }
  }

  private func expectKnown(_ pattern: Regex<(Substring, Substring)>, prefix: String, atLeast count: Int) {
    let found = captures(pattern)
    #expect(found.count >= count, "\(prefix)")
    for (file, text) in found {
      let isKnown = ids.contains(prefix + text)
      #expect(isKnown, "\(file): \(prefix)\(text)")
    }
  }

  @Test("ids that are asked for by name")
  func named() {
    expectKnown(#/catalog\("([A-Za-z0-9_.\-]*[A-Za-z0-9])"/#, prefix: "", atLeast: 80)
  }

  @Test("every text that begins like an id is one, or begins one")
  func literals() {
    let families = Set(ids.compactMap { $0.contains(".") ? $0.prefix { $0 != "." }.description : nil })
    var whole = 0
    for (file, text) in captures(#/"([a-z]+\.[A-Za-z0-9_.\-]*)"/#)
    where families.contains(text.prefix { $0 != "." }.description) {
      whole += 1
      let isKnown = text.hasSuffix(".") ? ids.contains { $0.hasPrefix(text) } : ids.contains(text)
      #expect(isKnown, "\(file): \(text)")
    }
    for (file, text) in captures(#/"([a-z]+\.[A-Za-z0-9_.\-]*)\\\(/#)
    where families.contains(text.prefix { $0 != "." }.description) {
      #expect(ids.contains { $0.hasPrefix(text) }, "\(file): \(text)")
    }
    #expect(whole > 150)
  }

  @Test("findings of a kind have a title as well as a message")
  func titles() {
    let said = Set(captures(#/catalog\("(kind\.[a-z_.]+)"/#).map(\.text))
    let found = captures(#/"(kind\.[a-z_.]+[a-z])"/#).filter { !said.contains($0.text) }
    #expect(found.count >= 25)
    for (file, text) in found { #expect(ids.contains(text) && ids.contains(text + ".title"), "\(file): \(text)") }
    let suggestions = ids.filter { $0.hasPrefix("kind.") && $0.hasSuffix(".suggestion") }
    for id in suggestions { #expect(ids.contains(String(id.dropLast(".suggestion".count))), "\(id)") }
  }

  @Test("reasons why a check was not made")
  func reasons() {
    expectKnown(#/Unknown\("([a-z_]+)"/#, prefix: "reason.", atLeast: 10)
    expectKnown(#/Reason\("([a-z_]+)"/#, prefix: "reason.", atLeast: 5)
    expectKnown(#/\.notApplicable\("([a-z_]+)"/#, prefix: "reason.", atLeast: 10)
    expectKnown(#/reason: "([a-z_]+)"/#, prefix: "unread.", atLeast: 2)
  }

  @Test("problems of leaf facts")
  func facts() {
    expectKnown(#/FactProblem\(\s*"([a-z_.]+)"/#, prefix: "compose.", atLeast: 10)
    expectKnown(#/report\("([a-z_.]+)", at:/#, prefix: "compose.", atLeast: 8)
    expectKnown(#/report\("([a-z_.]+)", context/#, prefix: "compose.sentence.", atLeast: 4)
  }

  @Test("problems of packs")
  func problems() {
    for (file, text) in captures(#/(?:PackProblem|problem)\(\.([a-z]+, "[a-z]+)"/#) {
      let id = "pack." + text.replacing(", \"", with: ".")
      #expect(ids.contains(id), "\(file): \(id)")
    }
    expectKnown(#/SyntaxError\(detail: "([a-z]+)"/#, prefix: "pack.syntax.", atLeast: 4)
  }

  @Test("one message for each value that an id is made of")
  func values() {
    for unit in MoneyUnit.allCases { #expect(ids.contains("unit.\(unit.rawValue)")) }
    for severity in ["error", "warning", "info"] {
      #expect(ids.contains("severity.\(severity)") && ids.contains("report.\(severity)"))
    }
    for verification in ["V", "V2", "P", "M"] {
      #expect(Source.Verification(rawValue: verification) != nil)
      #expect(ids.contains("verified.\(verification)"))
    }
    for attribute in ["name", "fund", "code"] {
      #expect(Expression.Attribute(rawValue: attribute) != nil)
      #expect(ids.contains("equation.attribute.\(attribute)"))
    }
  }

  @Test(
    "one message for each case of the enumerations that ids are made of",
    arguments: [
      ("Documents/Reading.swift", "enum Reason: String", "unreadable."),
      ("Checking/Report/Finding.swift", "enum Role: String", "report.role."),
      ("Writers/HTML/Verdict.swift", "enum Verdict: String", "seal."),
      ("Writers/HTML/Verdict.swift", "enum Verdict: String", "sentence."),
    ])
  func enumerations(_ file: String, _ declaration: String, _ prefix: String) throws {
    let text = try #require(sources[file])
    let start = try #require(text.firstRange(of: declaration)).upperBound
    let body = text[start...].prefix { $0 != "}" }
    let cases = body.matches(of: #/\n *case ([a-zA-Z, ]+)/#).flatMap { $0.1.split(separator: ", ") }
    #expect(cases.count >= 3)
    for name in cases { #expect(ids.contains(prefix + name), "\(prefix)\(name)") }
  }

  @Test("words of the web page's templates")
  func templates() throws {
    var count = 0
    for (file, text) in try SourceTexts.all(".mustache") {
      let prefix = file.hasPrefix("Portal/") ? "portal." : "html."
      for match in text.matches(of: #/say\.([A-Za-z0-9.\-]+)/#) where !text.contains("say.\(match.1)(") {
        count += 1
        let isKnown = ids.contains(prefix + match.1)
        #expect(isKnown, "\(file): say.\(match.1)")
      }
    }
    #expect(count > 30)
  }
}
