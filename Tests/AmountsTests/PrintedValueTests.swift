import Amounts
import Testing

@Suite("What cells say")
struct PrintedValueTests {
  @Test(
    "plain numbers, thousands separators and widths",
    arguments: [
      ("0", 0, 0), ("0.00", 0, 2), ("7", 7, 0), ("7.0", 70, 1), ("1203.45", 120_345, 2), ("1,203.45", 120_345, 2),
      ("12,034,500.00", 1_203_450_000, 2), ("1 203.45", 120_345, 2), (" 24 \n", 24, 0), ("１２．５０", 1250, 2),
      ("１，２０３．４５", 120_345, 2), ("1，203", 1203, 0), ("\u{3000}5.5\u{3000}", 55, 1), ("0.123456", 123_456, 6),
      ("999999999999999", 999_999_999_999_999, 0), ("007", 7, 0), ("1\u{A0}000", 1000, 0), ("¥1,203.45", 120_345, 2),
      ("￥ 7.00", 700, 2),
    ] as [(String, Int64, Int)])
  func numbers(_ text: String, _ significand: Int64, _ decimals: Int) {
    #expect(PrintedValue(parsing: text) == .number(PrintedNumber(significand: significand, decimals: decimals)))
  }

  @Test(
    "negative forms",
    arguments: [
      ("-1.50", -150, 2), ("－1.50", -150, 2), ("−1.50", -150, 2), ("–1.50", -150, 2), ("- 1.50", -150, 2),
      ("△1.50", -150, 2),
      ("▲1.50", -150, 2), ("(1.00)", -100, 2), ("（1.00）", -100, 2), ("(1,203.45)", -120_345, 2), ("△12", -12, 0),
      ("-0.00", 0, 2), ("-¥1.50", -150, 2), ("(¥1.50)", -150, 2), ("¥-1.50", -150, 2),
    ] as [(String, Int64, Int)])
  func negatives(_ text: String, _ significand: Int64, _ decimals: Int) {
    #expect(PrintedValue(parsing: text) == .number(PrintedNumber(significand: significand, decimals: decimals)))
  }

  @Test(
    "percent signs divide by a hundred",
    arguments: [
      ("83.75%", 8375, 2, ""), ("83.75％", 8375, 2, ""), ("100%", 100, 0, ""), ("-3.5%", -35, 1, ""), ("0%", 0, 0, ""),
      ("90 %", 90, 0, ""), ("(3.50%)", -350, 2, ""), ("98%以上", 98, 0, "以上"),
    ] as [(String, Int64, Int, String)])
  func percents(_ text: String, _ significand: Int64, _ decimals: Int, _ unit: String) throws {
    let expected = PrintedNumber(significand: significand, decimals: decimals, isPercent: true, unit: unit)
    #expect(PrintedValue(parsing: text) == .number(expected))
    #expect(
      expected.value == (try Rational(Int128(significand), over: decimals == 0 ? 100 : decimals == 1 ? 1000 : 10_000)))
  }

  @Test(
    "words after a figure are its unit",
    arguments: [
      ("67人", 67, 0, "人"), ("5期", 5, 0, "期"), ("0.25万元/个", 25, 2, "万元/个"), ("3 台（套）", 3, 0, "台(套)"),
      ("12人次", 12, 0, "人次"),
      ("36m²", 36, 0, "m²"), ("10分", 10, 0, "分"), ("1.5万", 15, 1, "万"), ("1,203.45万元", 120_345, 2, "万元"),
      ("12个月", 12, 0, "个月"),
      ("300元/人·天", 300, 0, "元/人·天"),
    ] as [(String, Int64, Int, String)])
  func units(_ text: String, _ significand: Int64, _ decimals: Int, _ unit: String) {
    let expected = PrintedNumber(significand: significand, decimals: decimals, unit: unit)
    #expect(PrintedValue(parsing: text) == .number(expected))
  }

  @Test(
    "figures that are wrong as printed are still read",
    arguments: [
      ("1200.", 1200, 0, false), ("37.", 37, 0, false), ("1,20.5", 1205, 1, false), ("1,2034", 12_034, 0, false),
      ("1234,567", 1_234_567, 0, false), ("12,34,567", 1_234_567, 0, false), ("1,", 1, 0, false), ("50.%", 50, 0, true),
      ("1,20.5万元", 1205, 1, false),
    ] as [(String, Int64, Int, Bool)])
  func malformed(_ text: String, _ significand: Int64, _ decimals: Int, _ isPercent: Bool) throws {
    guard case .number(let number) = PrintedValue(parsing: text) else {
      Issue.record("\(text) is not a number")
      return
    }
    #expect(number.isMalformed)
    #expect(number.significand == significand)
    #expect(number.decimals == decimals)
    #expect(number.isPercent == isPercent)
  }

  @Test(
    "marks for nothing are blank, and a zero is not",
    arguments: [
      "", " ", "\u{3000}", "\u{200B}", "\n\t", "-", "--", "—", "——", "———", "————", "－", "–", "/", "／", "无", "*", "…",
      "\\",
    ])
  func blanks(_ text: String) {
    #expect(PrintedValue(parsing: text) == .blank)
    #expect(PrintedValue(parsing: "0.00") != .blank)
  }

  @Test func signsBracketsAndSquareMetres() {
    #expect(PrintedValue(parsing: "+5") == .number(PrintedNumber(significand: 5, decimals: 0)))
    #expect(PrintedValue(parsing: "(1,203)") == .number(PrintedNumber(significand: -1_203, decimals: 0)))
    guard case .number(let area) = PrintedValue(parsing: "12.5㎡") else {
      Issue.record("12.5㎡ is not a number")
      return
    }
    #expect(area.unit == "㎡")
  }

  @Test(
    "anything else is text",
    arguments: [
      "合计", "一般公共服务支出", "（40分）", "(1)", "（一）", "(5人)", "2024年12月31日", "2024-12-31", "2024/12/31", "2024.12.31", "12:30",
      "财预〔2016〕143号", "〔2016〕143号", "1234567890123456", "430200123456789012", "0.1234567", "1e5", "1.2.3", "5-8",
      "3～5次", "约5次",
      ".5", ",5", "--1", "△", "()", "(", ")", "1.人", "100元以上且不超过三百元的部分", "abc", "①", "2024年度部门决算情况说明表", "≥90%",
    ])
  func texts(_ text: String) {
    #expect(PrintedValue(parsing: text) == .text)
  }

  @Test("a long text is text at once")
  func long() {
    #expect(PrintedValue(parsing: String(repeating: "5", count: 100_000)) == .text)
    #expect(PrintedValue(parsing: String(repeating: "字", count: 100_000)) == .text)
    #expect(PrintedValue(parsing: String(repeating: " ", count: 100_000)) == .blank)
  }

  @Test("a number's value and step")
  func values() throws {
    let number = PrintedNumber(significand: 120_345, decimals: 2)
    #expect(number.value == (try Rational(120_345, over: 100)))
    #expect(number.step == (try Rational(1, over: 100)))
    let share = PrintedNumber(significand: 8375, decimals: 2, isPercent: true)
    #expect(share.value == (try Rational(8375, over: 10_000)))
    #expect(share.step == (try Rational(1, over: 10_000)))
    #expect(PrintedNumber(significand: 3).step == .one)
  }
}
