import Texts

extension PrintedValue {
  /// Reads a cell's text. Never fails: what is no number is text.
  ///
  /// Understands full-width digits, thousands separators, ¥ in front, the negative forms `-1`, `－1`, `−1`, `(1.00)`, `(1,000)` and `△1`, percent
  /// and per-mille-free units after the figure. At most 15 digits and 6 decimals are a number; longer runs (account
  /// numbers, document numbers) are text.
  public init(parsing text: String) {
    var scalars: [Unicode.Scalar] = []
    for scalar in text.unicodeScalars where !Self.isSpace(scalar) {
      // ¥ in front of a figure says nothing of its unit, which the table has.
      if Self.isCurrency(scalar), scalars.isEmpty || scalars == ["-"] || scalars == ["("] { continue }
      scalars.append(Self.halfWidth(scalar))
      // Most cells of a document are words; they need no parser.
      if scalars.count == 4, !Self.mayBegin(scalars[0]) {
        self = .text
        return
      }
    }
    guard !scalars.isEmpty else {
      self = .blank
      return
    }
    var parser = NumberParser(scalars)
    self = parser.parse()
  }

  static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09...0x0D, 0x20, 0x85, 0xA0, 0x2000...0x200B, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000, 0xFEFF: true
    default: false
    }
  }

  private static func isCurrency(_ scalar: Unicode.Scalar) -> Bool { scalar.value == 0xA5 || scalar.value == 0xFFE5 }

  private static func mayBegin(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "0"..."9", "-", "+", "(", "△", "▲", "—": true
    default: false
    }
  }

  /// Full-width digits and signs as their ASCII twins.
  static func halfWidth(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    switch scalar.value {
    case 0xFF01...0xFF5E: Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar
    case 0x2212, 0x2013: "-"
    default: scalar
    }
  }
}

private struct NumberParser {
  private let scalars: [Unicode.Scalar]
  private var position = 0

  /// Marks that stand for "none". A zero is a number and is not among them.
  private static let blanks: Set<Unicode.Scalar> = ["/", "\\", "*", "无", "…"]

  init(_ scalars: [Unicode.Scalar]) {
    self.scalars = scalars
  }

  mutating func parse() -> PrintedValue {
    if scalars.count == 1, Self.blanks.contains(scalars[0]) { return .blank }
    if scalars.count <= 8, scalars.allSatisfy({ $0 == "-" || $0 == "—" }) { return .blank }
    let isBracketed = scalars.first == "(" && scalars.last == ")"
    let isNegative = isBracketed || scalars.first == "-" || scalars.first == "△" || scalars.first == "▲"
    if isNegative || scalars.first == "+" { position = 1 }
    guard let number = digits() else { return .text }
    var result = number
    let rest = scalars[position..<(isBracketed ? scalars.count - 1 : scalars.count)]
    if rest.first == "%" {
      result.isPercent = true
      result.unit = String(scalars: rest.dropFirst())
    } else {
      result.unit = String(scalars: rest)
    }
    // A parenthesis around a plain number is a negative; around an ordinal or a note it is text.
    if isBracketed, !result.unit.isEmpty || result.decimals == 0 && !scalars.contains(",") { return .text }
    guard Self.isUnit(result.unit) else { return .text }
    if isNegative { result.significand = -result.significand }
    return .number(result)
  }

  /// The digits at the position, with separators and decimals.
  private mutating func digits() -> PrintedNumber? {
    var significand: Int64 = 0
    var count = 0
    var decimals: Int?
    var group = 0
    var hasSeparators = false
    var isMalformed = false
    let start = position
    scanning: while position < scalars.count {
      switch scalars[position] {
      case let scalar where ("0"..."9").contains(scalar):
        significand = significand * 10 + Int64(scalar.value - 48)
        count += 1
        guard count <= 15 else { return nil }
        if let written = decimals { decimals = written + 1 } else { group += 1 }
      case "," where decimals == nil && count > 0:
        if hasSeparators ? group != 3 : group > 3 { isMalformed = true }
        hasSeparators = true
        group = 0
      case "." where decimals == nil && count > 0:
        decimals = 0
      default:
        break scanning
      }
      position += 1
    }
    guard position > start, count > 0, decimals ?? 0 <= 6 else { return nil }
    if hasSeparators, group != 3 { isMalformed = true }
    // A point with nothing after it: the figure was cut off.
    if decimals == 0, position == scalars.count || scalars[position] == "%" { isMalformed = true }
    if decimals == 0, !isMalformed { return nil }
    return PrintedNumber(significand: significand, decimals: decimals ?? 0, isMalformed: isMalformed)
  }

  /// Words after a figure that read as its unit. Longer ones, and those with digits of their own, make it a sentence.
  private static func isUnit(_ unit: String) -> Bool {
    unit.unicodeScalars.count <= 8
      && unit.unicodeScalars.allSatisfy { scalar in
        scalar.properties.isIdeographic || scalar == "/" || scalar == "(" || scalar == ")" || scalar == "m"
          || scalar == "²" || scalar == "㎡" || scalar == "·"
      }
  }
}
