/// Two printed values side by side, with the digits that tell them apart.
struct FigureDifference {
  /// Texts of a value: what both share, what differs, what both share.
  struct Parts: Equatable {
    var before: String
    var differing: String
    var after: String
  }

  let stated: Parts
  let expected: Parts

  /// - Complexity: linear.
  init(stated: String, expected: String) {
    let a = Array(stated)
    let b = Array(expected)
    var start = 0
    while start < min(a.count, b.count), a[start] == b[start] { start += 1 }
    var end = 0
    while end < min(a.count, b.count) - start, a[a.count - 1 - end] == b[b.count - 1 - end] { end += 1 }
    // Two figures with nothing much in common differ altogether: marking all of it would say nothing.
    if a == b || 2 * (start + end) < min(a.count, b.count) {
      self.stated = Parts(before: stated, differing: "", after: "")
      self.expected = Parts(before: expected, differing: "", after: "")
      return
    }
    self.stated = Self.parts(a, start, end)
    self.expected = Self.parts(b, start, end)
  }

  private static func parts(_ text: [Character], _ start: Int, _ end: Int) -> Parts {
    Parts(
      before: String(text[..<start]), differing: String(text[start..<(text.count - end)]),
      after: String(text[(text.count - end)...]))
  }
}

/// A printed value and the unit behind it: `1126.70 万元` is `1126.70` and `万元`.
struct ValueWithUnit {
  var value: String
  var unit: String

  init(_ text: String) {
    let figure = text.prefix { $0.isASCII && !$0.isLetter || $0 == "\u{2212}" || $0 == "\u{FF0D}" }
    let rest = text[figure.endIndex...]
    if figure.contains(where: \.isNumber), rest.first?.isLetter ?? true,
      DisplayWidth.of(String(rest)) <= Self.widestUnit
    {
      value = figure.trimmingSuffix(while: \.isWhitespace)
      unit = String(rest)
    } else {
      (value, unit) = (text, "")
    }
  }

  private static let widestUnit = 8
}

extension Substring {
  fileprivate func trimmingSuffix(while drop: (Character) -> Bool) -> String {
    var end = endIndex
    while end > startIndex, drop(self[index(before: end)]) { end = index(before: end) }
    return String(self[..<end])
  }
}
