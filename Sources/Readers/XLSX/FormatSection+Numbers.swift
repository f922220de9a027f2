extension FormatSection {
  /// - Parameter magnitude: a number without its sign.
  func shown(_ magnitude: StoredNumber) -> String {
    if tokens.isEmpty { return "" }
    let shape = Shape(tokens)
    var text = ""
    var isWritten = false
    for token in tokens {
      switch token {
      case .literal(let literal): text += literal
      case .percent: text += "%"
      case .general: text += Self.general(magnitude)
      case .digit, .point:
        if !isWritten { text += shape.shown(magnitude) }
        isWritten = true
      case .comma, .date: break
      }
    }
    return text
  }

  /// As many decimals as fit into eleven characters, as Excel has it.
  static func general(_ number: StoredNumber) -> String {
    let decimals = max(0, 10 - max(1, number.point))
    let rounded = number.rounded(decimals: decimals)
    let integer = rounded.integer(least: 1)
    return rounded.decimals == 0 ? integer : integer + "." + rounded.fraction(decimals: rounded.decimals)
  }

  /// What the placeholders of a section ask for.
  private struct Shape {
    var integers = 0
    /// Decimals at least, and at most.
    var leastDecimals = 0
    var decimals = 0
    var isGrouped = false
    /// Powers of ten: two up for every per cent sign, three down for every comma at the end.
    var power = 0

    init(_ tokens: [Token]) {
      var hasPoint = false
      var commas = 0
      for token in tokens {
        switch token {
        case .digit(let digit):
          if commas > 0, !hasPoint { isGrouped = true }
          commas = 0
          if hasPoint {
            decimals += 1
            if digit == "0" { leastDecimals = decimals }
          } else if digit == "0" {
            integers += 1
          }
        case .point:
          power -= 3 * commas
          commas = 0
          hasPoint = true
        case .comma: commas += 1
        case .percent: power += 2
        case .literal, .general, .date: break
        }
      }
      power -= 3 * commas
    }

    func shown(_ number: StoredNumber) -> String {
      let rounded = number.multiplied(byTenTo: power).rounded(decimals: decimals)
      var integer = rounded.integer(least: integers)
      if isGrouped { integer = Self.grouped(integer) }
      let count = max(leastDecimals, rounded.decimals)
      return count == 0 ? integer : integer + "." + rounded.fraction(decimals: count)
    }

    private static func grouped(_ digits: String) -> String {
      var text = ""
      for (index, digit) in digits.enumerated() {
        if index > 0, (digits.count - index) % 3 == 0 { text += "," }
        text.append(digit)
      }
      return text
    }
  }
}
