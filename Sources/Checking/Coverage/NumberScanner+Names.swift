/// Numbers that name something: dates, ordinals, codes, numbers of documents and telephones.
extension NumberScanner {
  /// The number that begins with a digit.
  func number(_ start: Int) -> Found {
    let end = digitsEnd(start)
    if let split = ordinalBeforeYear(start, end) { return split }
    if let number = documentNumber(start, end) { return number }
    if let end = dateEnd(start, end) { return Found(range: start..<end, kind: .date) }
    return phone(start, end) ?? code(start) ?? ordinal(start, end) ?? reference(start, end) ?? quantity(start)
  }

  // MARK: Dates

  /// `1.2024年度…`: an ordinal and a year, not a figure with four decimals.
  private func ordinalBeforeYear(_ start: Int, _ end: Int) -> Found? {
    guard end - start <= 2, self[end] == ".", isYear(end + 1, digitsEnd(end + 1)), self[after(end + 5)] == "年" else {
      return nil
    }
    return Found(range: start..<(end + 1), kind: .ordinal)
  }

  private func isYear(_ start: Int, _ end: Int) -> Bool {
    end - start == 4 && (follows("19", at: start) || follows("20", at: start))
  }

  private static let dateUnits = Array("年月日时秒".unicodeScalars)
  private static let yearEnds = Set("\n-—~至届年学、)）".unicodeScalars)

  private func dateEnd(_ start: Int, _ end: Int) -> Int? {
    if isYear(start, end), let end = numericDateEnd(end) { return end }
    let unit = after(end)
    if let scalar = self[unit], Self.dateUnits.contains(scalar) { return spelledDateEnd(unit) }
    guard isYear(start, end), !(self[start - 1]?.isDigit ?? false) else { return nil }
    return self[unit].map(Self.yearEnds.contains) ?? true ? end : nil
  }

  /// 2024年12月31日, from its first unit on.
  private func spelledDateEnd(_ unit: Int) -> Int {
    var unit = unit
    while let order = Self.dateUnits.firstIndex(of: scalars[unit]) {
      let digits = after(unit + 1)
      let next = after(digitsEnd(digits))
      guard next > digits, let scalar = self[next], let later = Self.dateUnits.firstIndex(of: scalar), later > order
      else { break }
      unit = next
    }
    return unit + 1
  }

  /// 2024-12-31, 2024/12/31, 2024.12.31, 2024-12, from the end of its year on.
  private func numericDateEnd(_ yearEnd: Int) -> Int? {
    guard let mark = self[yearEnd], mark == "-" || mark == "/" || mark == "." else { return nil }
    let monthEnd = digitsEnd(yearEnd + 1)
    guard (1...2).contains(monthEnd - yearEnd - 1) else { return nil }
    let dayEnd = digitsEnd(monthEnd + 1)
    if self[monthEnd] == mark, (1...2).contains(dayEnd - monthEnd - 1) { return dayEnd }
    // 2024.12 may be an amount.
    return mark == "." ? nil : monthEnd
  }

  // MARK: Documents, telephones, codes

  /// 〔2024〕5号, 第5号, 5号.
  private func documentNumber(_ start: Int, _ end: Int) -> Found? {
    if isYear(start, end), let number = numberOfYear(start, end) { return number }
    guard self[after(end)] == "号" else { return nil }
    let isNumbered = self[before(start)] == "第"
    return Found(range: (isNumbered ? before(start) : start)..<(after(end) + 1), kind: .documentNumber)
  }

  private func numberOfYear(_ start: Int, _ end: Int) -> Found? {
    let close = after(end)
    guard let open = self[before(start)], "〔[(【".unicodeScalars.contains(open), let mark = self[close],
      "〕])】".unicodeScalars.contains(mark)
    else { return nil }
    var digits = after(close + 1)
    if self[digits] == "第" { digits = after(digits + 1) }
    let number = digitsEnd(digits)
    guard number > digits, self[after(number)] == "号" else { return nil }
    return Found(range: before(start)..<(after(number) + 1), kind: .documentNumber)
  }

  private func phone(_ start: Int, _ end: Int) -> Found? {
    let length = end - start
    if (3...4).contains(length), self[end] == "-" {
      let last = digitsEnd(end + 1)
      if (7...8).contains(last - end - 1) { return Found(range: start..<last, kind: .phone) }
    }
    let isMobile = length == 11 && self[start] == "1" && self[end] != "."
    let label = before(self[before(start)] == ":" ? before(start) : start)
    guard isMobile || (7...12).contains(length) && precedes("电话", at: label + 1) else { return nil }
    return Found(range: start..<end, kind: .phone)
  }

  /// Digits behind a letter, versions, and runs too long for any figure.
  private func code(_ start: Int) -> Found? {
    var end = digitsEnd(start)
    var points = 0
    while self[end] == ".", let next = self[end + 1], next.isDigit {
      end = digitsEnd(end + 1)
      points += 1
    }
    let isLettered = self[start - 1]?.isLetter ?? false
    guard isLettered || points > 1 || digitsEnd(start) - start > 15 else { return nil }
    return Found(range: start..<end, kind: .code)
  }

  // MARK: Places in a sequence

  private func ordinal(_ start: Int, _ end: Int) -> Found? {
    if self[before(start)] == "第" { return Found(range: before(start)..<end, kind: .ordinal) }
    guard end - start <= 2 else { return nil }
    let (open, close) = (before(start), after(end))
    if self[open] == "(", self[close] == ")" { return Found(range: open..<(close + 1), kind: .ordinal) }
    guard "。;:)\n".unicodeScalars.contains(self[open] ?? "\n") else { return nil }
    let isMarked =
      self[end] == "、" && !(self[end + 1]?.isDigit ?? false) || self[end] == "." && !(self[end + 1]?.isDigit ?? true)
    return isMarked ? Found(range: start..<(end + 1), kind: .ordinal) : nil
  }

  private static let referred = ["附件", "附表", "附图", "附录"]

  private func reference(_ start: Int, _ end: Int) -> Found? {
    guard end - start <= 3 else { return nil }
    let isNamed = self[after(end)] == "表" || Self.referred.contains { precedes($0, at: before(start) + 1) }
    return isNamed ? Found(range: start..<end, kind: .reference) : nil
  }
}
