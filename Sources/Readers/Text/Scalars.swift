extension Unicode.Scalar {
  /// White space inside a line, with the invisible marks that word processors and web pages leave behind.
  var isBlank: Bool {
    switch value {
    case 0x20, 0x09, 0x3000, 0xA0, 0x0B, 0x0C, 0x200B, 0xFEFF: true
    default: false
    }
  }

  /// Prints nothing, and takes no room: places where a word may be broken, and other marks that programs leave behind.
  var isUnseen: Bool {
    switch value {
    case 0xAD, 0x200B...0x200D, 0x2060, 0xFEFF: true
    default: false
    }
  }

  var isASCIILetter: Bool {
    ("a"..."z").contains(self) || ("A"..."Z").contains(self)
  }

  var isASCIIDigit: Bool {
    ("0"..."9").contains(self)
  }

  var isASCIIPunctuation: Bool {
    (0x21...0x7E).contains(value) && !isASCIILetter && !isASCIIDigit
  }

  var isPunctuation: Bool {
    switch properties.generalCategory {
    case .connectorPunctuation, .dashPunctuation, .openPunctuation, .closePunctuation, .initialPunctuation,
      .finalPunctuation, .otherPunctuation:
      true
    default:
      isASCIIPunctuation
    }
  }
}

extension String {
  var hasUnseen: Bool { unicodeScalars.contains(where: \.isUnseen) }

  var withoutUnseen: String {
    hasUnseen ? String(String.UnicodeScalarView(unicodeScalars.filter { !$0.isUnseen })) : self
  }
}

extension [Unicode.Scalar] {
  /// Whether the scalars from an offset on, up to `end`, begin with an ASCII word.
  func has(_ word: StaticString, at offset: Int, before end: Int) -> Bool {
    let length = word.utf8CodeUnitCount
    guard offset + length <= end else { return false }
    return word.withUTF8Buffer { letters in
      (0..<length).allSatisfy { self[offset + $0].value == UInt32(letters[$0]) }
    }
  }

  /// A range without the blanks at its two ends; an empty range at its start where there is nothing else.
  func trimmed(_ range: Range<Int>) -> Range<Int> {
    var (start, end) = (range.lowerBound, range.upperBound)
    while start < end, self[start].isBlank { start += 1 }
    guard start < end else { return range.lowerBound..<range.lowerBound }
    while self[end - 1].isBlank { end -= 1 }
    return start..<end
  }
}
