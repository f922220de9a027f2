import Texts

/// Scalars of a web page to tags and texts, as browsers part them.
///
/// Linear, whatever is written: a search for an end that is not there is made once and not again.
struct HTMLScanner {
  enum Token {
    /// Text between tags, entities not yet resolved.
    case text(Range<Int>)
    case open(HTMLTag)
    case close(name: String, range: Range<Int>)
  }

  private let scalars: [Unicode.Scalar]
  private var index = 0
  /// No such mark comes after this place.
  private var lastQuote = Int.max
  private var lastApostrophe = Int.max
  private var lastComment = Int.max

  init(_ scalars: [Unicode.Scalar]) {
    self.scalars = scalars
  }

  mutating func next() -> Token? {
    while index < scalars.count {
      if scalars[index] == "<" {
        if let token = markup() { return token }
        if index < scalars.count, scalars[index] != "<" || !isMarkup(index) { return text() }
      } else {
        return text()
      }
    }
    return nil
  }

  private mutating func text() -> Token {
    let start = index
    index += 1
    while index < scalars.count, scalars[index] != "<" || !isMarkup(index) { index += 1 }
    return .text(start..<index)
  }

  /// Documents quote titles and numbers in angle brackets; only a letter, `/`, `!` or `?` makes a tag of one.
  private func isMarkup(_ offset: Int) -> Bool {
    guard offset + 1 < scalars.count else { return false }
    let after = scalars[offset + 1]
    if after == "/" { return offset + 2 < scalars.count && scalars[offset + 2].isASCIILetter }
    return after.isASCIILetter || after == "!" || after == "?"
  }

  /// - Returns: nil for comments and declarations, which are passed over, and for what is text.
  private mutating func markup() -> Token? {
    guard isMarkup(index) else { return nil }
    switch scalars[index + 1] {
    case "!", "?":
      skipDeclaration()
      return nil
    case "/": return closing()
    default: return opening()
    }
  }

  private mutating func skipDeclaration() {
    if scalars.has("<!--", at: index, before: scalars.count), index < lastComment {
      var end = index + 4
      while end + 3 <= scalars.count {
        if scalars.has("-->", at: end, before: scalars.count) {
          index = end + 3
          return
        }
        end += 1
      }
      lastComment = index
    }
    while index < scalars.count, scalars[index] != ">" { index += 1 }
    index += 1
  }

  private mutating func closing() -> Token {
    let start = index
    index += 2
    let name = name()
    while index < scalars.count, scalars[index] != ">", scalars[index] != "<" { index += 1 }
    if index < scalars.count, scalars[index] == ">" { index += 1 }
    return .close(name: name, range: start..<min(index, scalars.count))
  }

  private mutating func opening() -> Token {
    let start = index
    index += 1
    var tag = HTMLTag(name: name())
    while index < scalars.count, scalars[index] != ">", scalars[index] != "<" {
      if scalars[index] == "/" {
        tag.isClosed = index + 1 < scalars.count && scalars[index + 1] == ">"
        index += 1
      } else if isSpace(scalars[index]) {
        index += 1
      } else {
        readAttribute(into: &tag)
      }
    }
    if index < scalars.count, scalars[index] == ">" { index += 1 }
    tag.range = start..<min(index, scalars.count)
    if HTMLTag.raw.contains(tag.name) { skipRaw(tag.name) }
    return .open(tag)
  }

  private mutating func name() -> String {
    let start = index
    while index < scalars.count, scalars[index] != ">", scalars[index] != "<", scalars[index] != "/",
      !isSpace(scalars[index]), index - start < 64
    { index += 1 }
    return String(scalars: scalars[start..<index]).lowercased()
  }

  private func isSpace(_ scalar: Unicode.Scalar) -> Bool { scalar.isBlank || scalar == "\n" }

  private mutating func readAttribute(into tag: inout HTMLTag) {
    let start = index
    while index < scalars.count, !isSpace(scalars[index]), !["=", ">", "<", "/"].contains(scalars[index]) {
      index += 1
    }
    if index == start { index += 1 }
    let name = String(scalars: scalars[start..<index].prefix(Self.longestName)).lowercased()
    var after = index
    while after < scalars.count, isSpace(scalars[after]) { after += 1 }
    guard after < scalars.count, scalars[after] == "=" else { return tag.add(name, "") }
    index = after + 1
    while index < scalars.count, isSpace(scalars[index]) { index += 1 }
    tag.add(name, value())
  }

  private static let longestName = 32

  private mutating func value() -> String {
    guard index < scalars.count else { return "" }
    if scalars[index] == "\"" || scalars[index] == "'", let quoted = quoted(scalars[index]) { return quoted }
    let start = index
    while index < scalars.count, !isSpace(scalars[index]), scalars[index] != ">", scalars[index] != "<" { index += 1 }
    return kept(start..<index)
  }

  private mutating func quoted(_ mark: Unicode.Scalar) -> String? {
    guard index < (mark == "\"" ? lastQuote : lastApostrophe) else { return nil }
    var end = index + 1
    while end < scalars.count, scalars[end] != mark { end += 1 }
    guard end < scalars.count else {
      if mark == "\"" { lastQuote = index } else { lastApostrophe = index }
      return nil
    }
    defer { index = end + 1 }
    return kept(index + 1..<end)
  }

  /// Only short values are asked for; pictures stand in others.
  private func kept(_ range: Range<Int>) -> String { String(scalars: scalars[range.prefix(1000)]) }

  /// What stands in scripts and styles is no text, tags in it are none.
  private mutating func skipRaw(_ name: String) {
    let letters = Array(name.unicodeScalars)
    while index < scalars.count {
      if scalars[index] == "<", index + 1 < scalars.count, scalars[index + 1] == "/",
        index + 2 + letters.count <= scalars.count,
        letters.indices.allSatisfy({ scalars[index + 2 + $0].properties.lowercaseMapping == String(letters[$0]) })
      {
        return
      }
      index += 1
    }
  }
}

/// An opening tag with the attributes that say something of its text.
struct HTMLTag {
  var name: String
  /// `<o:p/>`
  var isClosed = false
  var range = 0..<0
  private var attributes: [String: String] = [:]

  init(name: String) {
    self.name = name
  }

  subscript(_ attribute: String) -> String? { attributes[attribute] }

  mutating func add(_ attribute: String, _ value: String) {
    if Self.kept.contains(attribute), attributes[attribute] == nil { attributes[attribute] = value }
  }

  private static let kept: Set<String> = [
    "colspan", "rowspan", "hidden", "style", "href", "role", "aria-hidden", "type",
  ]

  static let raw: Set<String> = ["script", "style", "textarea", "title", "noscript", "iframe", "xmp", "noembed"]

  /// Shown to nobody.
  var isHidden: Bool {
    if self["hidden"] != nil || self["aria-hidden"]?.lowercased() == "true" { return true }
    guard let style = self["style"]?.lowercased().filter({ !$0.isWhitespace }) else { return false }
    return style.has("display:none") || style.has("visibility:hidden") || style.has("mso-hide:all")
  }

  /// The number of an attribute, at least 1.
  func number(_ attribute: String) -> Int {
    self[attribute].flatMap { Int($0.filter { !$0.isWhitespace }) }.map { max(1, $0) } ?? 1
  }
}
