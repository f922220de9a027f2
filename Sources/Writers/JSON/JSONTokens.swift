import Checking
import Documents

/// The numbers of a document as JSON, each on a line of its own: there are thousands of them.
struct JSONTokens {
  private let coverage: Report.Coverage
  private let map: SourceMap?
  private var text = ""

  private init(_ coverage: Report.Coverage, _ map: SourceMap?) {
    (self.coverage, self.map) = (coverage, map)
    text.reserveCapacity(coverage.tokens.count * 120)
    for (number, token) in coverage.tokens.enumerated() {
      text += number == 0 ? "[\n      {" : ",\n      {"
      add(token)
      text += "}"
    }
    text += text.isEmpty ? "[]" : "\n    ]"
  }

  /// - Parameter coverage: of which all but the numbers is written elsewhere.
  static func text(of coverage: Report.Coverage, _ map: SourceMap?) -> String { JSONTokens(coverage, map).text }

  private mutating func add(_ token: NumericToken) {
    text += "\"text\":"
    add(token.text)
    add(place: token.span)
    text += ",\"kind\":"
    add(token.kind.rawValue)
    text += ",\"state\":"
    switch token.state {
    case .verified(let proofs, let count):
      text += "\"verified\",\"equations\":"
      text += String(count)
      text += ",\"rules\":"
      var rules: [String] = []
      for rule in proofs.map(coverage.proofs.rule) where !rules.contains(rule) { rules.append(rule) }
      add(rules)
    case .contradicted(let findings):
      text += "\"contradicted\",\"findings\":"
      add(findings)
    case .unverifiable(let reason):
      text += "\"unverifiable\",\"reason\":"
      add(reason.rawValue)
    case .setApart: text += "\"setApart\""
    }
  }

  private mutating func add(place span: SourceSpan) {
    let place = PlaceShape(span, map)
    add(key: "start", place.start)
    add(key: "end", place.end)
    add(key: "page", place.page)
    add(key: "line", place.line)
    add(key: "character", place.character)
    add(key: "paragraph", place.paragraph)
    add(key: "run", place.run)
    if let box = place.box {
      add(key: "box")
      text += "[" + box.map { String($0) }.joined(separator: ", ") + "]"
    }
    if let score = place.score {
      add(key: "score")
      text += String(score)
    }
    add(key: "file", place.file)
    add(key: "part", place.part)
    add(key: "sheet", place.sheet)
    add(key: "cell", place.cell)
  }

  private mutating func add(key: String, _ number: Int?) {
    guard let number else { return }
    add(key: key)
    text += String(number)
  }

  private mutating func add(key: String, _ name: String?) {
    guard let name else { return }
    add(key: key)
    add(name)
  }

  private mutating func add(key: String) {
    text += ",\""
    text += key
    text += "\":"
  }

  private mutating func add(_ texts: [String]) {
    text += "["
    for (number, string) in texts.enumerated() {
      if number > 0 { text += "," }
      add(string)
    }
    text += "]"
  }

  private mutating func add(_ string: String) {
    text += "\""
    defer { text += "\"" }
    // Almost nothing that is printed in figures needs care.
    guard string.utf8.contains(where: { $0 < 0x20 || $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "\\") }) else {
      text += string
      return
    }
    for scalar in string.unicodeScalars {
      switch scalar {
      case "\"", "\\": text += "\\\(scalar)"
      case "\n": text += "\\n"
      case "\u{0}"..."\u{1F}":
        let digits = String(scalar.value, radix: 16)
        text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: text.unicodeScalars.append(scalar)
      }
    }
  }
}
