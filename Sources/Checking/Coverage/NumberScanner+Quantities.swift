import Amounts

/// Numbers that measure something.
extension NumberScanner {
  /// The number that begins with a digit, with its sign and per-cent sign.
  func quantity(_ start: Int) -> Found {
    let end = figureEnd(start)
    let own = signStart(start)..<end
    let unit = after(end)
    guard let first = self[unit], first != "\n" else { return Found(range: own, kind: .count, hasUnit: false) }
    if first == "%" || first == "‰" { return Found(range: own.lowerBound..<(unit + 1), kind: .percentage) }
    if follows("个百分点", at: unit) { return Found(range: own, kind: .percentage) }
    if isMoney(unit) { return Found(range: own, kind: .amount) }
    if first == "分", !(self[unit + 1].map(Self.notPoints.contains) ?? false) { return Found(range: own, kind: .points) }
    return Found(range: own, kind: .count, hasUnit: first.properties.isIdeographic || first.isLetter)
  }

  /// 1,203.45: separators only before three digits, and one point.
  private func figureEnd(_ start: Int) -> Int {
    var end = digitsEnd(start)
    while self[end] == ",", digitsEnd(end + 1) - end == 4 { end += 4 }
    if self[end] == ".", self[end + 1]?.isDigit ?? false { end = digitsEnd(end + 1) }
    return end
  }

  /// A minus belongs to the number unless it stands between two.
  private func signStart(_ start: Int) -> Int {
    guard self[start - 1] == "-" else { return start }
    guard let before = self[start - 2] else { return start - 1 }
    return before.isDigit || before.isLetter || before == "%" || before == "-" ? start : start - 1
  }

  /// 分钟, 分之, 分别 …
  private static let notPoints = Set("钟之别类公享支布散".unicodeScalars)
  private static let moneyUnits = MoneyUnit.allCases.map(\.rawValue)
  private static let clauseEnds = Set(",，。;、)\n".unicodeScalars)

  private func isMoney(_ unit: Int) -> Bool {
    if Self.moneyUnits.contains(where: { follows($0, at: unit) }) { return true }
    // 12.5万，较上年增长: the 元 is left out.
    guard self[unit] == "万" || self[unit] == "亿" else { return false }
    return self[unit + 1].map(Self.clauseEnds.contains) ?? true
  }
}
