import Checking
import Documents

/// The numbers of a document as JSON, each on a line of its own: there are thousands of them.
struct JSONTokens {
  private let coverage: Report.Coverage
  private var text = ""

  init(_ coverage: Report.Coverage) {
    self.coverage = coverage
    text.reserveCapacity(coverage.tokens.count * 120)
    for (number, token) in coverage.tokens.enumerated() {
      text += number == 0 ? "[\n      {" : ",\n      {"
      add(token)
      text += "}"
    }
    text += text.isEmpty ? "[]" : "\n    ]"
  }

  /// - Parameter coverage: of which all but the numbers is written elsewhere.
  static func text(of coverage: Report.Coverage) -> String { JSONTokens(coverage).text }

  private mutating func add(_ token: NumericToken) {
    text += #""text":"#
    add(token.text)
    add(place: token.span)
    text += #","kind":"\#(token.kind.rawValue)","state":"#
    switch token.state {
    case .verified(let proofs, let count):
      text += #""verified","equations":\#(count),"rules":"#
      var rules: [String] = []
      for rule in proofs.map(coverage.proofs.rule) where !rules.contains(rule) { rules.append(rule) }
      add(rules)
    case .contradicted(let findings):
      text += #""contradicted","findings":"#
      add(findings)
    case .unverifiable(let reason): text += #""unverifiable","reason":"\#(reason.rawValue)""#
    case .setApart: text += #""setApart""#
    }
  }

  private mutating func add(place span: SourceSpan) {
    switch span {
    case .text(let start, let end): text += #","start":\#(start),"end":\#(end)"#
    case .page(let number, let box):
      text += #","page":\#(number),"box":[\#(box.left), \#(box.top), \#(box.right), \#(box.bottom)]"#
    case .run(let part, let paragraph, let run):
      text += #","part":"#
      add(part)
      text += #","paragraph":\#(paragraph)"#
      if let run { text += #","run":\#(run)"# }
    case .sheetCell(let sheet, let cell):
      text += #","sheet":"#
      add(sheet)
      text += #","cell":"#
      add(cell)
    }
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
    text += "\""
  }
}
