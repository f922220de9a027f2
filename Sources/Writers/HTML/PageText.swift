/// HTML as it is put together: what is ours goes in as it stands, what a document says is escaped.
///
/// The document is written here and not through templates, since it has thousands of cells.
package struct PageText {
  package private(set) var html = ""

  package init() {}

  /// What is ours: tags and line breaks.
  package mutating func add(_ ours: String) { html += ours }

  /// What a document or a catalogue says.
  package mutating func say(_ text: String) { html += text.escapedForHTML }

  package mutating func open(_ tag: StartTag) {
    html += "<"
    html += tag.text
    html += ">"
  }
}

/// The inside of a start tag: `td class="r" colspan="2"`.
package struct StartTag {
  package private(set) var text: String

  package init(_ element: String) {
    text = element
  }

  package mutating func add(_ attribute: StaticString, _ value: String?) {
    guard let value else { return }
    text += " "
    text += attribute.description
    text += "=\""
    text += value.escapedForHTML
    text += "\""
  }
}

extension String {
  /// The text with the five characters of markup as entities, and U+FFFD for what HTML does not allow.
  package var escapedForHTML: String {
    guard utf8.contains(where: \.needsCare) else { return self }
    var text = ""
    text.reserveCapacity(utf8.count + 16)
    for scalar in unicodeScalars {
      switch scalar {
      case "<": text += "&lt;"
      case ">": text += "&gt;"
      case "&": text += "&amp;"
      case "\"": text += "&quot;"
      case "'": text += "&#39;"
      case "\t", "\n": text.unicodeScalars.append(scalar)
      case "\u{0}"..."\u{1F}", "\u{7F}": text += "\u{FFFD}"
      default: text.unicodeScalars.append(scalar)
      }
    }
    return text
  }
}

extension UInt8 {
  /// Whether it may be, or begin, something that HTML takes for markup or does not allow.
  var needsCare: Bool {
    switch self {
    case 0x22, 0x26, 0x27, 0x3C, 0x3E, 0x7F: true
    default: self < 0x20 && self != 0x0A && self != 0x09
    }
  }
}
