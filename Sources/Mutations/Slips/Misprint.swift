/// Wrong renderings of one printed number.
enum Misprint {
  /// - Returns: another numeral; nil where this one cannot go wrong in that way.
  static func of(_ text: String, _ kind: SlipKind, _ numbers: inout SeededNumbers) -> String? {
    let digits = Array(text)
    let places = digits.indices.filter { digits[$0].isNumber }
    guard !places.isEmpty else { return nil }
    var wrong = digits
    switch kind {
    case .blank: return ""
    case .digitChanged:
      wrong[numbers.pick(places)] = numbers.pick(Array("0123456789"))
    case .digitDropped:
      wrong.remove(at: numbers.pick(places))
    case .digitAdded:
      wrong.insert(numbers.pick(Array("0123456789")), at: numbers.pick(places))
    case .transposed:
      let pairs = zip(places, places.dropFirst()).filter { digits[$0] != digits[$1] }
      guard let pair = pairs.isEmpty ? nil : numbers.pick(Array(pairs)) else { return nil }
      wrong.swapAt(pair.0, pair.1)
    case .pointShifted: return shifted(text, by: numbers.happens(50) ? 1 : -1)
    case .sign: return text.hasPrefix("-") ? String(text.dropFirst()) : "-" + text
    case .unit: return shifted(text, by: numbers.happens(70) ? 4 : -4)
    case .neighbour, .swapped, .lastYear, .copiedRow, .slid, .missingRow, .several, .staleParagraph, .copiedParagraph:
      return nil
    }
    return sound(String(wrong))
  }

  /// A numeral as people write them: no zero in front, digits on both sides of the point.
  private static func sound(_ text: String) -> String? {
    guard let first = text.first, first.isNumber, text.last?.isNumber ?? false else { return nil }
    return first == "0" && text.dropFirst().first.map { $0 != "." } ?? false ? nil : text
  }

  /// The decimal point moved to the right, or to the left with two decimals kept.
  static func shifted(_ text: String, by places: Int) -> String? {
    guard let hundredths = Accounts.value(text, .percent) else { return nil }
    if places > 0 {
      let value = (0..<places).reduce(hundredths) { value, _ in value * 10 }
      return Accounts.text(value, .points)
    }
    let value = (0..<(-places)).reduce(hundredths) { value, _ in value / 10 }
    return value == 0 ? nil : Accounts.text(value, .percent)
  }
}
