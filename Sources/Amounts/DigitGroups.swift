/// Full-width commas between groups of three digits, typed for half-width ones: 3，462.75万元.
public enum DigitGroups {
  private static let mark: Unicode.Scalar = "，"

  /// Makes such commas half-width ones; all others part sentences.
  ///
  /// - Parameter start: where to begin.
  /// - Complexity: linear in the text from there on.
  public static func join(_ scalars: inout [Unicode.Scalar], from start: Int = 0) {
    for index in scalars.indices.dropFirst(start) where scalars[index] == mark && isGroupMark(scalars, at: index) {
      scalars[index] = ","
    }
  }

  /// Whether a full-width comma stands inside an amount: one to three digits before it, not beginning in 0, three behind
  /// it, and then decimals, a unit of money or the next group.
  public static func isGroupMark(_ scalars: [Unicode.Scalar], at index: Int) -> Bool {
    let end = index + 4
    guard scalars[index] == mark, end < scalars.count, scalars[(index + 1)..<end].allSatisfy(isDigit),
      ends(scalars, at: end)
    else { return false }
    var start = index
    while start > 0, index - start < 4, isDigit(scalars[start - 1]) { start -= 1 }
    let before: Unicode.Scalar = start > 0 ? scalars[start - 1] : " "
    if before == "," { return index - start == 3 }
    return (1...3).contains(index - start) && scalars[start] != "0" && !".第表".unicodeScalars.contains(before)
  }

  private static func ends(_ scalars: [Unicode.Scalar], at end: Int) -> Bool {
    switch scalars[end] {
    case ".": end + 1 < scalars.count && isDigit(scalars[end + 1])
    case "元": true
    case "万", "亿": end + 1 < scalars.count && scalars[end + 1] == "元"
    case "，", ",":
      isGroupMark(scalars, at: end) || scalars[end] == "," && isDigit(scalars[min(end + 1, scalars.count - 1)])
    default: false
    }
  }

  private static func isDigit(_ scalar: Unicode.Scalar) -> Bool { ("0"..."9").contains(scalar) }
}
