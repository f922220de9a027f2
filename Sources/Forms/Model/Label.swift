internal import Amounts

/// How labels are compared: what a person would call the same words is the same key.
public enum Label {
  /// The label without white space, ordinals, “其中：”, unit brackets, quotes and width differences.
  ///
  /// `（一）其中：公务用车 购置费（万元）` and `公务用车购置费` have one key.
  public static func key(_ text: String) -> String {
    var scalars = plain(text)
    stripUnit(&scalars)
    while let length = leadingFurniture(scalars) { scalars.removeFirst(length) }
    while let last = scalars.last, ":：;；，。*".unicodeScalars.contains(last) { scalars.removeLast() }
    return string(scalars)
  }

  /// The text without white space and with one width of brackets and digits; ordinals and units stay.
  public static func compact(_ text: String) -> String { string(plain(text)) }

  private static func plain(_ text: String) -> [Unicode.Scalar] {
    var scalars: [Unicode.Scalar] = []
    scalars.reserveCapacity(text.utf8.count / 3 + 1)
    for scalar in text.unicodeScalars {
      switch scalar {
      case " ", "\t", "\n", "\r", "\u{A0}", "\u{3000}", "\u{2002}", "\u{2003}", "\u{200B}", "\u{FEFF}": continue
      case "“", "”", "\"", "‘", "’", "'", "「", "」", "＂", "*": continue
      case "（": scalars.append("(")
      case "）": scalars.append(")")
      case "：": scalars.append(":")
      case "〔", "［": scalars.append("[")
      case "〕", "］": scalars.append("]")
      default:
        if (0xFF10...0xFF19).contains(scalar.value) || (0xFF21...0xFF5A).contains(scalar.value) {
          scalars.append(Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar)
        } else {
          scalars.append(scalar)
        }
      }
    }
    return scalars
  }

  /// Scalars of an ordinal, a list dash or 其中： at the start; nil when the words begin there.
  private static func leadingFurniture(_ scalars: [Unicode.Scalar]) -> Int? {
    guard let first = scalars.first else { return nil }
    if first == "其", scalars.starts(with: "其中:".unicodeScalars) { return 3 }
    if first == "-" || first == "—" || first == "·" { return 1 }
    guard first == "(" || first.isASCII || (0x2460...0x2473).contains(first.value) || "一二三四五六七八九十".unicodeScalars.contains(first)
    else { return nil }
    guard let ordinal = Ordinal(startOf: string(Array(scalars.prefix(12)))), ordinal.length < scalars.count else { return nil }
    return ordinal.length
  }

  private static func stripUnit(_ scalars: inout [Unicode.Scalar]) {
    for unit in ["(万元)", "(元)", "(人)", "(分)", "(%)", "(m2)", "(m²)", "(A)", "(B)", "(B/A)"] {
      let suffix = Array(unit.unicodeScalars)
      if scalars.count > suffix.count, scalars.suffix(suffix.count).elementsEqual(suffix) {
        scalars.removeLast(suffix.count)
        return
      }
    }
  }

  private static func string(_ scalars: [Unicode.Scalar]) -> String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars)
    return String(view)
  }

  /// Whether one label abbreviates another: its characters stand in the other in order, the first one first, and it is
  /// not much shorter (社会保障支出 for 社会保障和就业支出).
  public static func abbreviates(_ short: String, _ long: String) -> Bool {
    let (short, long) = (Array(short.unicodeScalars), Array(long.unicodeScalars))
    guard short.count >= 4, short.count < long.count, short.count * 2 >= long.count, short.first == long.first,
      short.last == long.last
    else { return false }
    var next = 0
    for scalar in long where next < short.count && scalar == short[next] { next += 1 }
    return next == short.count
  }
}
