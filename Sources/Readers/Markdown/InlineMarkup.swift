import Texts

/// An HTML tag that only dresses text. What else stands in angle brackets is text: documents quote titles in them.
struct Tag {
  var name: String
  var isClosing: Bool
  /// Just after the closing bracket.
  var end: Int

  /// - Parameter offset: of the opening bracket.
  init?(_ scalars: [Unicode.Scalar], at offset: Int, before limit: Int) {
    let limit = min(limit, offset + Self.longest)
    var index = offset + 1
    isClosing = index < limit && scalars[index] == "/"
    if isClosing { index += 1 }
    let start = index
    while index < limit, scalars[index].isASCIILetter { index += 1 }
    guard index > start, index < limit, [">", "/", " ", "\t"].contains(scalars[index]) else { return nil }
    name = String(scalars: scalars[start..<index]).lowercased()
    guard Self.names.contains(name) else { return nil }
    while index < limit, scalars[index] != ">", scalars[index] != "<" { index += 1 }
    guard index < limit, scalars[index] == ">" else { return nil }
    end = index + 1
  }

  private static let longest = 500

  private static let names: Set<String> = [
    "a", "b", "big", "br", "center", "code", "del", "div", "em", "font", "i", "img", "ins", "mark", "p", "s", "small",
    "span", "strike", "strong", "sub", "sup", "u",
  ]
}

/// `<sup>2</sup>` as the raised digit it stands for, so that a footnote's number never runs into the figure before it.
struct RaisedDigits {
  var digits: [(scalar: Unicode.Scalar, offset: Int)] = []
  /// Just after the closing tag.
  var end: Int

  /// - Returns: `nil` where anything but one to three digits stands between the tags.
  init?(_ scalars: [Unicode.Scalar], tag: Tag, before limit: Int) {
    let figures = Array(tag.name == "sup" ? "⁰¹²³⁴⁵⁶⁷⁸⁹".unicodeScalars : "₀₁₂₃₄₅₆₇₈₉".unicodeScalars)
    var index = tag.end
    while index < limit, scalars[index].isASCIIDigit, digits.count <= 3 {
      digits.append((figures[Int(scalars[index].value - 0x30)], index))
      index += 1
    }
    guard (1...3).contains(digits.count), index < limit, scalars[index] == "<",
      let closing = Tag(scalars, at: index, before: limit), closing.isClosing, closing.name == tag.name
    else { return nil }
    end = closing.end
  }
}

/// `<m <sup>2</sup>>`: a unit of measure in which recognition software saw a tag.
struct UnitInBrackets {
  /// The offset of the bracket that closes it.
  var closing: Int

  init?(_ scalars: [Unicode.Scalar], at offset: Int, before limit: Int) {
    var index = offset + 1
    while index < limit, index < offset + 4, scalars[index].isASCIILetter { index += 1 }
    guard index > offset + 1 else { return nil }
    index = Self.afterBlanks(scalars, index, limit)
    guard scalars.has("<sup>", at: index, before: limit), let tag = Tag(scalars, at: index, before: limit),
      let raised = RaisedDigits(scalars, tag: tag, before: limit)
    else { return nil }
    index = Self.afterBlanks(scalars, raised.end, limit)
    guard index < limit, scalars[index] == ">" else { return nil }
    closing = index
  }

  /// Past two blanks at most.
  private static func afterBlanks(_ scalars: [Unicode.Scalar], _ offset: Int, _ limit: Int) -> Int {
    var index = offset
    while index < limit, index < offset + 2, scalars[index].isBlank { index += 1 }
    return index
  }
}

/// A character reference such as `&nbsp;` or `&#178;`.
struct Entity {
  var scalar: Unicode.Scalar
  /// Just after the semicolon.
  var end: Int

  /// - Parameter offset: of the ampersand.
  init?(_ scalars: [Unicode.Scalar], at offset: Int, before limit: Int) {
    var index = offset + 1
    let limit = min(limit, offset + 10)
    while index < limit, scalars[index] != ";" { index += 1 }
    guard index < limit else { return nil }
    let name = String(scalars: scalars[offset + 1..<index])
    guard let scalar = Self.named[name] ?? Self.numbered(name) else { return nil }
    self.scalar = scalar
    end = index + 1
  }

  private static func numbered(_ name: String) -> Unicode.Scalar? {
    guard name.hasPrefix("#") else { return nil }
    let digits = name.dropFirst()
    let isHexadecimal = digits.hasPrefix("x") || digits.hasPrefix("X")
    let number = isHexadecimal ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
    // A line end or NUL out of nowhere would break what later passes take for granted.
    guard let number, number == 9 || number >= 0x20 else { return nil }
    return Unicode.Scalar(number)
  }

  private static let named: [String: Unicode.Scalar] = [
    "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "nbsp": "\u{A0}", "ensp": "\u{2002}",
    "emsp": "\u{2003}", "thinsp": "\u{2009}", "ndash": "–", "mdash": "—", "lsquo": "‘", "rsquo": "’", "ldquo": "“",
    "rdquo": "”", "laquo": "«", "raquo": "»", "hellip": "…", "middot": "·", "bull": "•", "times": "×", "divide": "÷",
    "plusmn": "±", "minus": "−", "le": "≤", "ge": "≥", "ne": "≠", "asymp": "≈", "permil": "‰", "yen": "¥",
    "deg": "°", "sup1": "¹", "sup2": "²", "sup3": "³", "radic": "√", "rarr": "→", "larr": "←", "uarr": "↑",
    "darr": "↓", "check": "✓",
  ]
}
