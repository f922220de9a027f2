/// The number in front of a heading, a list item or a table row: 一、 （一） 1. 1、 （1） ① 第一部分.
public struct Ordinal: Hashable, Sendable {
  public enum Style: Hashable, Sendable {
    /// 一、
    case chinese
    /// （一）
    case chineseInBrackets
    /// 1、 or 1.
    case arabic
    /// （1）
    case arabicInBrackets
    /// ①
    case circled
    /// 第一部分
    case part
  }

  public var style: Style
  public var value: Int
  /// Scalars that the ordinal takes, its punctuation included and following blanks not.
  public var length: Int

  /// Reads the ordinal at the start of a text; nil when there is none. `2024年` and `1.5万` are none.
  public init?(startOf text: some StringProtocol) {
    self.init(startOf: text.unicodeScalars.prefix(12))
  }

  /// The same over scalars; only the first dozen are looked at.
  @inlinable public init?(startOf text: some Collection<Unicode.Scalar>) {
    // Almost all texts begin with words; they need no copy.
    guard let first = text.first, Self.mayBegin(first) else { return nil }
    self.init(Array(text.prefix(12)))
  }

  @usableFromInline init?(_ scalars: [Unicode.Scalar]) {
    let first = scalars[0]
    if (0x2460...0x2473).contains(first.value) {
      self.init(style: .circled, value: Int(first.value - 0x2460) + 1, length: 1)
      return
    }
    if first == "第", let (value, end) = Self.number(in: scalars, from: 1),
      scalars[end...].starts(with: Self.part)
    {
      self.init(style: .part, value: value, length: end + 2)
      return
    }
    let bracketed = first == "（" || first == "("
    guard let (value, end) = Self.number(in: scalars, from: bracketed ? 1 : 0), end < scalars.count else { return nil }
    let isArabic = scalars[bracketed ? 1 : 0].isASCII
    let mark = scalars[end]
    if bracketed {
      guard mark == "）" || mark == ")" else { return nil }
      self.init(style: isArabic ? .arabicInBrackets : .chineseInBrackets, value: value, length: end + 1)
      return
    }
    guard mark == "、" || mark == "." || mark == "．" else { return nil }
    if isArabic, mark != "、", end + 1 < scalars.count, ("0"..."9").contains(scalars[end + 1]) { return nil }
    self.init(style: isArabic ? .arabic : .chinese, value: value, length: end + 1)
  }

  public init(style: Style, value: Int, length: Int) {
    self.style = style
    self.value = value
    self.length = length
  }

  /// 1…99 in Chinese numerals: 十二.
  public static func chinese(_ value: Int) -> String {
    let digits = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"]
    guard (1...99).contains(value) else { return String(value) }
    guard value >= 10 else { return digits[value] }
    return (value < 20 ? "" : digits[value / 10]) + "十" + digits[value % 10]
  }

  /// 第三部分
  public static func part(_ value: Int) -> String { "第\(chinese(value))部分" }

  private static let part = Array("部分".unicodeScalars)

  @usableFromInline static func mayBegin(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "0"..."9", "(", "（", "第", "\u{2460}"..."\u{2473}": true
    default: digit(scalar) != nil
    }
  }

  private static func number(in scalars: [Unicode.Scalar], from start: Int) -> (value: Int, end: Int)? {
    var end = start
    var value = 0
    while end < scalars.count, ("0"..."9").contains(scalars[end]) {
      value = value * 10 + Int(scalars[end].value - 48)
      end += 1
    }
    if end > start { return value > 0 && end - start <= 3 ? (value, end) : nil }
    var tens: Int?
    var ones = 0
    while end < scalars.count, let digit = Self.digit(scalars[end]) {
      if digit == 10 {
        guard tens == nil else { return nil }
        tens = max(ones, 1)
        ones = 0
      } else {
        guard ones == 0 else { return nil }
        ones = digit
      }
      end += 1
    }
    let result = (tens ?? 0) * 10 + ones
    return end > start && result > 0 ? (result, end) : nil
  }

  private static func digit(_ scalar: Unicode.Scalar) -> Int? {
    switch scalar {
    case "一": 1
    case "二": 2
    case "三": 3
    case "四": 4
    case "五": 5
    case "六": 6
    case "七": 7
    case "八": 8
    case "九": 9
    case "十": 10
    default: nil
    }
  }
}
