/// Full-width commas between groups of three digits, typed for half-width ones: 3，462.75万元.
public enum DigitGroups {
  private static let mark: Unicode.Scalar = "，"

  /// Makes such commas half-width ones; all others part sentences.
  ///
  /// - Parameter start: where to begin.
  /// - Complexity: linear in the text from there on.
  public static func join(_ scalars: inout [Unicode.Scalar], from start: Int = 0) {
    // From the end, so that what stands behind a comma is decided before it.
    for index in scalars.indices.dropFirst(start).reversed()
    where scalars[index] == mark && isInAmount(scalars, at: index) {
      scalars[index] = ","
    }
  }

  /// Whether a comma stands inside an amount: one to three digits before it, not beginning in 0, or a whole group; three
  /// behind it, and then decimals, a unit of money or the next group.
  private static func isInAmount(_ scalars: [Unicode.Scalar], at index: Int) -> Bool {
    let end = index + 4
    guard end < scalars.count, scalars[(index + 1)..<end].allSatisfy(isDigit), ends(scalars, at: end) else {
      return false
    }
    var start = index
    while start > 0, index - start < 4, isDigit(scalars[start - 1]) { start -= 1 }
    let before: Unicode.Scalar = start > 0 ? scalars[start - 1] : " "
    if before == "," || before == mark, index - start == 3 { return true }
    return (1...3).contains(index - start) && scalars[start] != "0" && !".,第表".unicodeScalars.contains(before)
  }

  private static func ends(_ scalars: [Unicode.Scalar], at end: Int) -> Bool {
    let next: Unicode.Scalar = end + 1 < scalars.count ? scalars[end + 1] : " "
    return switch scalars[end] {
    case ".", ",": isDigit(next)
    case "元": true
    case "万", "亿": next == "元"
    default: false
    }
  }

  private static func isDigit(_ scalar: Unicode.Scalar) -> Bool { ("0"..."9").contains(scalar) }
}
