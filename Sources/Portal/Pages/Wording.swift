import Forms
import Foundation
import Store
import Writers

/// Dates and figures as pages print them.
struct Wording: Sendable {
  let say: Catalog

  /// A day in China, where no clocks are changed: `2025年9月26日`.
  func day(_ date: Date) -> String {
    let (year, month, day) = Self.civil(date)
    func digits(_ number: Int) -> String { say.language == .english && number < 10 ? "0\(number)" : String(number) }
    return say("portal.day", ["year": String(year), "month": digits(month), "day": digits(day)])
  }

  func time(_ date: Date) -> String {
    let minutes = Int((date.timeIntervalSince1970 + Self.china).truncatingRemainder(dividingBy: 86_400)) / 60
    let clock = [minutes / 60, minutes % 60].map { ($0 < 10 ? "0" : "") + String($0) }.joined(separator: ":")
    return say("portal.time", ["day": day(date), "clock": clock])
  }

  /// `14:32:07`
  func clock(_ date: Date) -> String {
    let seconds = Int((date.timeIntervalSince1970 + Self.china).truncatingRemainder(dividingBy: 86_400))
    return [seconds / 3600, seconds / 60 % 60, seconds % 60].map { ($0 < 10 ? "0" : "") + String($0) }
      .joined(separator: ":")
  }

  /// `2025-09-26`, for files.
  static func isoDay(_ date: Date) -> String {
    let (year, month, day) = civil(date)
    return "\(year)-\(month < 10 ? "0" : "")\(month)-\(day < 10 ? "0" : "")\(day)"
  }

  private static let china: TimeInterval = 8 * 3600

  /// Whole days since 1970 in China.
  static func dayNumber(_ date: Date) -> Int { Int(((date.timeIntervalSince1970 + china) / 86_400).rounded(.down)) }

  /// The civil date of a day (Howard Hinnant, “chrono-compatible low-level date algorithms”).
  private static func civil(_ date: Date) -> (year: Int, month: Int, day: Int) {
    let shifted = dayNumber(date) + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
  }
}

/// Amounts in whole fen as 万元 with two decimals, and shares of them.
enum Figure {
  /// `1,417.33`, with a true minus sign.
  static func tenThousands(_ fen: Int64) -> String {
    let hundredths = rounded(fen.magnitude, by: 10_000)
    let whole = grouped(String(hundredths / 100))
    let rest = hundredths % 100
    return (fen < 0 && hundredths > 0 ? "−" : "") + whole + "." + (rest < 10 ? "0" : "") + String(rest)
  }

  /// Hundredths of anything: `1,417.33`, with a true minus sign.
  static func hundredths(_ value: Int64) -> String {
    let rest = value.magnitude % 100
    return (value < 0 ? "−" : "") + grouped(String(value.magnitude / 100)) + "." + (rest < 10 ? "0" : "") + String(rest)
  }

  /// A number as somebody wrote it, with thousands commas; anything else as it is.
  static func entered(_ text: String) -> String {
    let digits = text.hasPrefix("-") ? text.dropFirst() : text[...]
    let parts = digits.split(separator: ".", omittingEmptySubsequences: false)
    guard (1...2).contains(parts.count), parts.allSatisfy({ !$0.isEmpty && $0.utf8.allSatisfy { 48...57 ~= $0 } })
    else {
      return text
    }
    return (text.hasPrefix("-") ? "−" : "") + grouped(String(parts[0])) + (parts.count > 1 ? "." + parts[1] : "")
  }

  /// As printed, with thousands commas.
  static func printed(_ fact: StoredFact) -> String {
    guard let value = fact.value else { return fact.text }
    let isNegative = value.hasPrefix("-")
    let parts = (isNegative ? value.dropFirst() : value[...]).split(separator: ".", maxSplits: 1)
    let whole = grouped(String(parts.first ?? "0"))
    return (isNegative ? "−" : "") + whole + (parts.count > 1 ? "." + parts[1] : "")
  }

  /// `61.17%`; nil where there is nothing to be a share of.
  static func percent(_ part: Int64, of whole: Int64) -> String? {
    guard whole > 0 else { return nil }
    let (product, overflow) = part.magnitude.multipliedReportingOverflow(by: 10_000)
    guard !overflow else { return nil }
    let hundredths = rounded(product, by: UInt64(whole))
    let rest = hundredths % 100
    return (part < 0 ? "−" : "") + String(hundredths / 100) + "." + (rest < 10 ? "0" : "") + String(rest) + "%"
  }

  /// `61`, of a hundred.
  static func wholePercent(_ part: Int64, of whole: Int64) -> String? {
    guard whole > 0, part >= 0, part <= Int64.max / 100 else { return nil }
    return String(rounded(UInt64(part) * 100, by: UInt64(whole)))
  }

  /// `+4.86%` from one amount to another.
  static func growth(from before: Int64, to after: Int64) -> String? {
    percent(after - before, of: before).map { $0.hasPrefix("−") ? $0 : "+" + $0 }
  }

  static func grouped(_ digits: String) -> String {
    var text = ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index) % 3 == 0 { text.append(",") }
      text.append(digit)
    }
    return text
  }

  private static func rounded(_ value: UInt64, by step: UInt64) -> UInt64 {
    value / step + (value % step * 2 >= step ? 1 : 0)
  }
}

/// A state as it is shown: word, class, and the path of its mark.
enum StateView {
  static func view(_ state: FilingState?, _ say: Catalog) -> View {
    [
      "name": name(state, say), "kind": state.map { classes[$0] ?? "" } ?? "",
      "path": state.flatMap { paths[$0] },
    ]
  }

  static func name(_ state: FilingState?, _ say: Catalog) -> String {
    say("portal.state.\(state?.rawValue ?? "none")")
  }

  private static let classes: [FilingState: String] = [
    .draft: "draft", .submitted: "sent", .returned: "back", .approved: "appr", .published: "pub",
  ]

  /// Drawn in a square of 12.
  private static let paths: [FilingState: String] = [
    .draft: "M2 10l1-3 5-5 2 2-5 5z", .submitted: "M2 6h8M7 3l3 3-3 3", .returned: "M10 6H2M5 3L2 6l3 3",
    .approved: "M2 6.5l3 3 5-7",
    .published: "M1 6s1.9-3.4 5-3.4S11 6 11 6 9.1 9.4 6 9.4 1 6 1 6zM5.2 6a.8.8 0 1 0 1.6 0a.8.8 0 1 0-1.6 0",
  ]
}
