extension FormatSection {
  /// - Returns: nil where the number is no day between 1900 and 9999.
  func date(_ number: StoredNumber, is1904: Bool) -> String? {
    guard !number.isNegative, number.point <= 7, let days = Int(number.integer(least: 1)),
      let fraction = Double("0." + number.fraction(decimals: 12))
    else { return nil }
    // Half a second lost in the binary form must not become a minute.
    let second = Int(fraction * 86_400 + 0.5)
    let day = days + second / 86_400
    guard let date = Self.civil(day, is1904: is1904) else { return nil }
    let clock = (hour: second % 86_400 / 3_600, minute: second % 3_600 / 60, second: second % 60)
    let isHalfDay = tokens.contains(.date("am/pm"))
    var text = ""
    for (index, token) in tokens.enumerated() {
      switch token {
      case .literal(let literal): text += literal
      case .point: text += "."
      case .comma: text += ","
      case .date("am/pm"): text += clock.hour < 12 ? "AM" : "PM"
      case .date(let run):
        switch run.first {
        case "y": text += run.count > 2 ? "\(date.year)" : Self.padded(date.year % 100, 2)
        case "d": text += Self.padded(date.day, run.count)
        case "h": text += Self.padded(isHalfDay ? (clock.hour + 11) % 12 + 1 : clock.hour, run.count)
        case "s": text += Self.padded(clock.second, run.count)
        default: text += Self.padded(isMinute(index) ? clock.minute : date.month, run.count)
        }
      case .digit, .percent, .general: break
      }
    }
    return text
  }

  /// An m behind an hour or before a second is a minute; any other a month.
  private func isMinute(_ index: Int) -> Bool {
    func run(_ token: Token) -> Character? {
      if case .date(let run) = token { run.first } else { nil }
    }
    return tokens[..<index].compactMap(run).last == "h" || tokens[(index + 1)...].compactMap(run).first == "s"
  }

  private static func padded(_ number: Int, _ width: Int) -> String {
    let digits = "\(number)"
    return width > 1 && digits.count < 2 ? "0" + digits : digits
  }

  /// The day of a count of days. Day 60 of the count from 1900 is a 29 February that never was.
  private static func civil(_ days: Int, is1904: Bool) -> (year: Int, month: Int, day: Int)? {
    let epoch = is1904 ? 1_462 : days < 60 ? 1 : 0
    guard days >= 0, days < 2_958_466 else { return nil }
    // Days since 1 March of the year 0, by eras of 400 years.
    let shifted = days + epoch + 693_959 - 60
    let era = shifted / 146_097
    let dayOfEra = shifted % 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let month = (5 * dayOfYear + 2) / 153
    let year = yearOfEra + era * 400 + (month >= 10 ? 1 : 0)
    return (year, month < 10 ? month + 3 : month - 9, dayOfYear - (153 * month + 2) / 5 + 1)
  }
}
