/// How a cell shows its number: a format code of a workbook, such as `#,##0.00;[Red]-#,##0.00;"-"`.
///
/// Colours and widths are left out. Fractions and scientific notation are shown as plain decimals.
struct NumberFormat: Hashable {
  private var sections: [FormatSection]

  init(_ code: String) {
    sections = FormatSection.split(code.isEmpty ? "General" : code).prefix(4).map(FormatSection.init)
  }

  static let general = NumberFormat("General")

  /// - Parameter is1904: whether the workbook counts days from 1904.
  func shown(_ number: StoredNumber, is1904: Bool = false) -> String {
    let (section, isSigned) = section(for: number)
    if section.isDate { return section.date(number, is1904: is1904) ?? FormatSection("General").shown(number) }
    var magnitude = number
    magnitude.isNegative = false
    let text = section.shown(magnitude)
    return number.isNegative && isSigned ? "-" + text : text
  }

  /// A number to its last digit, one shown in per cent in per cent; nil where it is shown as a date.
  func stored(_ number: StoredNumber) -> String? {
    let section = section(for: number).section
    if section.isDate { return nil }
    return section.isPercent ? number.multiplied(byTenTo: 2).plain + "%" : number.plain
  }

  /// The section that a number is shown by, and whether its sign is to be put in front.
  private func section(for number: StoredNumber) -> (section: FormatSection, isSigned: Bool) {
    if let index = sections.firstIndex(where: { $0.condition?.holds(for: number) ?? false }) {
      return (sections[index], isSigned: index == 0)
    }
    if sections.contains(where: { $0.condition != nil }) {
      return (sections.last { $0.condition == nil } ?? sections[0], isSigned: true)
    }
    if number.isZero, sections.count > 2 { return (sections[2], false) }
    if number.isNegative, sections.count > 1 { return (sections[1], false) }
    return (sections[0], true)
  }

  /// The format of an id that every workbook knows.
  static func builtIn(_ id: Int) -> String? { builtIns[id] }

  private static let accounting = #"_ * #,##0_ ;_ * \-#,##0_ ;_ * "-"_ ;_ @_ "#
  private static let accountingDecimals = #"_ * #,##0.00_ ;_ * \-#,##0.00_ ;_ * "-"??_ ;_ @_ "#

  /// Where the language of the workbook decides, the Chinese one.
  private static let builtIns: [Int: String] = {
    let yearMonth = #"yyyy"年"m"月""#
    let monthDay = #"m"月"d"日""#
    var codes = [
      0: "General", 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 11: "0.00E+00", 12: "# ?/?",
      13: "# ??/??", 14: "yyyy/m/d", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm AM/PM", 19: "h:mm:ss AM/PM",
      20: "h:mm", 21: "h:mm:ss", 22: "yyyy/m/d h:mm", 30: "m-d-yy", 31: #"yyyy"年"m"月"d"日""#, 32: #"h"时"mm"分""#,
      33: #"h"时"mm"分"ss"秒""#, 37: "#,##0;-#,##0", 38: "#,##0;-#,##0", 39: "#,##0.00;-#,##0.00",
      40: "#,##0.00;-#,##0.00", 41: accounting, 42: accounting, 43: accountingDecimals, 44: accountingDecimals,
      45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss", 48: "0.0E+0", 49: "@",
    ]
    for id in [27, 36, 50, 52, 57] { codes[id] = yearMonth }
    for id in [28, 29, 51, 53, 54, 58] { codes[id] = monthDay }
    return codes
  }()
}
