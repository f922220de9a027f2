import Amounts
import Texts

/// How labels are compared: what a person would call the same words is the same key.
public enum Label {
  /// The label without white space, ordinals, “其中：”, unit brackets, quotes, title marks and width differences.
  ///
  /// `（一）其中：公务用车 购置费（万元）` and `公务用车购置费` have one key.
  public static func key(_ text: String) -> String {
    if isKey(text) { return text }
    var scalars = plain(text)[...]
    stripUnit(&scalars)
    while let length = leadingFurniture(scalars) { scalars.removeFirst(length) }
    while let last = scalars.last, closings.contains(last) { scalars.removeLast() }
    return String(scalars: scalars)
  }

  /// Whether a text is its own key, as most labels are: Chinese words without an ordinal or 其中 before them.
  private static func isKey(_ text: String) -> Bool {
    guard let first = text.unicodeScalars.first, first != "其", !chineseDigits.contains(first) else { return false }
    return text.unicodeScalars.allSatisfy { (0x4E00...0x9FFF).contains($0.value) }
  }

  /// The text without white space and with one width of brackets and digits; ordinals and units stay.
  public static func compact(_ text: String) -> String { String(scalars: plain(text)) }

  /// A key without brackets, commas and dots: names of accounts are printed with and without them.
  public static func unmarked(_ text: String) -> String {
    String(scalars: key(text).unicodeScalars.filter { !"()、,·".unicodeScalars.contains($0) })
  }

  /// A key without the dots and the page number that follow it in a table of contents: `概况......(1)` is `概况`.
  public static func withoutPage(_ key: String) -> String {
    var rest = key.unicodeScalars[...]
    if rest.last == ")", let open = rest.lastIndex(of: "("), rest[open...].dropFirst().dropLast().allSatisfy(isDigit) {
      rest = rest[..<open]
    }
    while let last = rest.last, isDigit(last) || leaders.contains(last) { rest.removeLast() }
    return String(rest)
  }

  private static let leaders = Array(".…·-".unicodeScalars)

  private static func isDigit(_ scalar: Unicode.Scalar) -> Bool { ("0"..."9").contains(scalar) }

  private static let closings = Array(":;；，。*".unicodeScalars)
  private static let chineseDigits = Array("一二三四五六七八九十".unicodeScalars)
  private static let ofWhich = Array("其中:".unicodeScalars)
  private static let units = ["(万元)", "(元)", "(人)", "(分)", "(%)", "(m2)", "(m²)", "(A)", "(B)", "(B/A)"]
    .map { Array($0.unicodeScalars) }

  private static func plain(_ text: String) -> [Unicode.Scalar] {
    var scalars: [Unicode.Scalar] = []
    scalars.reserveCapacity(text.utf8.count)
    for scalar in text.unicodeScalars {
      // Almost all of a label are Chinese characters, which pass.
      if (0x4E00...0x9FFF).contains(scalar.value) {
        scalars.append(scalar)
      } else if let kept = plain(scalar) {
        scalars.append(kept)
      }
    }
    return scalars
  }

  private static func plain(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
    switch scalar {
    case " ", "\t", "\n", "\r", "\u{A0}", "\u{3000}", "\u{2002}", "\u{2003}", "\u{200B}", "\u{FEFF}": nil
    case "“", "”", "\"", "‘", "’", "'", "「", "」", "《", "》", "＂", "*": nil
    case "（": "("
    case "）": ")"
    case "：": ":"
    case "〔", "［": "["
    case "〕", "］": "]"
    case "\u{FF10}"..."\u{FF19}", "\u{FF21}"..."\u{FF5A}": Unicode.Scalar(scalar.value - 0xFEE0)
    default: scalar
    }
  }

  /// Scalars of an ordinal, a list dash or 其中： at the start; nil when the words begin there.
  private static func leadingFurniture(_ scalars: ArraySlice<Unicode.Scalar>) -> Int? {
    guard let first = scalars.first else { return nil }
    if first == "其" { return scalars.starts(with: ofWhich) ? ofWhich.count : nil }
    if first == "-" || first == "—" || first == "·" { return 1 }
    guard first.isASCII || (0x2460...0x2473).contains(first.value) || chineseDigits.contains(first) else { return nil }
    guard let ordinal = Ordinal(startOf: scalars.prefix(12)), ordinal.length < scalars.count else { return nil }
    return ordinal.length
  }

  private static func stripUnit(_ scalars: inout ArraySlice<Unicode.Scalar>) {
    guard scalars.last == ")",
      let unit = units.first(where: { scalars.count > $0.count && scalars.suffix($0.count).elementsEqual($0) })
    else { return }
    scalars.removeLast(unit.count)
  }

  /// Whether some words stand in a text, by their bytes.
  public static func contains(_ text: String, _ words: String) -> Bool { text.has(words) }

  /// Whether one label abbreviates another: its characters stand in the other in order, the first one first, and it is
  /// not much shorter (社会保障支出 for 社会保障和就业支出).
  public static func abbreviates(_ short: String, _ long: String) -> Bool {
    guard short.unicodeScalars.first == long.unicodeScalars.first else { return false }
    let (short, long) = (Array(short.unicodeScalars), Array(long.unicodeScalars))
    guard short.count >= 4, short.count < long.count, short.count * 2 >= long.count, short.last == long.last else {
      return false
    }
    var next = 0
    for scalar in long where next < short.count && scalar == short[next] { next += 1 }
    return next == short.count
  }
}
