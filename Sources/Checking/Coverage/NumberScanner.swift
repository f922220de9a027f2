import Amounts

/// Finds every number of a piece of text, written in digits or as an ordinal, and tells from the characters around it
/// what it is.
///
/// - Complexity: linear in the text.
struct NumberScanner {
  struct Found: Hashable {
    /// In scalars of the text.
    var range: Range<Int>
    var kind: NumericToken.Kind
    /// Whether the text names what is counted or measured.
    var hasUnit = true
  }

  /// Digits, letters and signs in one width.
  let scalars: [Unicode.Scalar]
  private var found: [Found] = []

  /// - Returns: in order; every digit of the text lies in exactly one of them.
  static func scan(_ text: String) -> [Found] {
    guard mayHaveNumbers(text) else { return [] }
    var scanner = NumberScanner(text)
    scanner.run()
    return scanner.found
  }

  init(_ text: String) {
    var scalars = text.unicodeScalars.map(Self.oneWidth)
    DigitGroups.join(&scalars)
    self.scalars = scalars
  }

  private mutating func run() {
    var at = 0
    var isLineStart = true
    while at < scalars.count {
      let scalar = scalars[at]
      if isLineStart, !Self.isBlank(scalar), let end = leadingOrdinal(at) {
        at = add(Found(range: at..<end, kind: .ordinal))
        isLineStart = false
      } else if scalar.isDigit {
        at = add(number(at))
        isLineStart = false
      } else {
        if Self.isCircled(scalar) { found.append(Found(range: at..<(at + 1), kind: .ordinal)) }
        isLineStart = scalar == "\n" || isLineStart && Self.isBlank(scalar)
        at += 1
      }
    }
  }

  private mutating func add(_ number: Found) -> Int {
    // A sign or bracket that belongs to the number may already be part of the one before.
    let start = max(number.range.lowerBound, found.last?.range.upperBound ?? 0)
    found.append(Found(range: start..<number.range.upperBound, kind: number.kind, hasUnit: number.hasUnit))
    return number.range.upperBound
  }

  private func leadingOrdinal(_ at: Int) -> Int? {
    Ordinal(startOf: scalars[at..<min(at + 12, scalars.count)]).map { at + $0.length }
  }

  // MARK: Characters

  private static func mayHaveNumbers(_ text: String) -> Bool {
    if Ordinal(startOf: text) != nil { return true }
    return text.utf8.withContiguousStorageIfAvailable(mayHaveNumbers(utf8:)) ?? true
  }

  private static func mayHaveNumbers(utf8 bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    var before: UInt8 = 0
    for byte in bytes {
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "\n"): return true
      // Full-width digits are EF BC 90…99, circled ones E2 91 A0…B3.
      case 0x90...0x99 where before == 0xBC, 0xA0...0xB3 where before == 0x91: return true
      default: before = byte
      }
    }
    return false
  }

  private static func oneWidth(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    switch scalar.value {
    case 0xFF0C: scalar
    case 0xFF01...0xFF5E: Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar
    case 0x2212, 0x2013: "-"
    default: scalar
    }
  }

  static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
    scalar == " " || scalar == "\u{3000}" || scalar == "\u{A0}" || scalar == "\t"
  }

  private static func isCircled(_ scalar: Unicode.Scalar) -> Bool { (0x2460...0x2473).contains(scalar.value) }

  /// The first place at or after one that is not blank.
  func after(_ at: Int) -> Int {
    var at = at
    while at < scalars.count, Self.isBlank(scalars[at]) { at += 1 }
    return at
  }

  /// The last place before one that is not blank; −1 where there is none.
  func before(_ at: Int) -> Int {
    var at = at - 1
    while at >= 0, Self.isBlank(scalars[at]) { at -= 1 }
    return at
  }

  subscript(at: Int) -> Unicode.Scalar? { scalars.indices.contains(at) ? scalars[at] : nil }

  func follows(_ words: String, at: Int) -> Bool {
    scalars[min(at, scalars.count)...].starts(with: words.unicodeScalars)
  }

  /// Whether some words end right before a place.
  func precedes(_ words: String, at: Int) -> Bool {
    let length = words.unicodeScalars.count
    return at >= length && scalars[(at - length)..<at].elementsEqual(words.unicodeScalars)
  }

  func digitsEnd(_ start: Int) -> Int {
    var end = start
    while end < scalars.count, scalars[end].isDigit { end += 1 }
    return end
  }
}

extension Unicode.Scalar {
  var isDigit: Bool { ("0"..."9").contains(self) }
  var isLetter: Bool { ("a"..."z").contains(self) || ("A"..."Z").contains(self) }
}
