import Amounts
import Testing

@Suite("Ordinals")
struct OrdinalTests {
  @Test(
    "every style is read with its value and length",
    arguments: [
      ("一、收入决算情况", .chinese, 1, 2), ("十二、其他", .chinese, 12, 3), ("二十一、结语", .chinese, 21, 4), ("十、", .chinese, 10, 2),
      ("九十九、", .chinese, 99, 4), ("（一）部门职责", .chineseInBrackets, 1, 3), ("(三)", .chineseInBrackets, 3, 3),
      ("（十一）", .chineseInBrackets, 11, 4), ("1.人员经费", .arabic, 1, 2), ("1、人员经费", .arabic, 1, 2),
      ("12．其他", .arabic, 12, 3),
      ("3.", .arabic, 3, 2), ("1、2023年", .arabic, 1, 2), ("（1）因公出国", .arabicInBrackets, 1, 3),
      ("(12)", .arabicInBrackets, 12, 4),
      ("①基本支出", .circled, 1, 1), ("⑳", .circled, 20, 1), ("第一部分 概况", .part, 1, 4), ("第十二部分", .part, 12, 5),
      ("第2部分", .part, 2, 4), ("一.概况", .chinese, 1, 2),
    ] as [(String, Ordinal.Style, Int, Int)])
  func ordinals(_ text: String, _ style: Ordinal.Style, _ value: Int, _ length: Int) {
    #expect(Ordinal(startOf: text) == Ordinal(style: style, value: value, length: length))
  }

  @Test(
    "what only looks like one is none",
    arguments: [
      "", "1.5万", "12.50", "2024年", "2024、", "一般公共服务支出", "三公", "三公经费", "一百、", "十十、", "一二、", "0、", "（）", "（", "第", "第一章",
      "第一", "一", "1", "（一", "（1.）", "项目", "十", "1）", "a.", "一 、",
    ])
  func others(_ text: String) {
    #expect(Ordinal(startOf: text) == nil)
  }

  @Test("scalars read like text, and only the first dozen count")
  func scalars() {
    let text = "二十一、" + String(repeating: "字", count: 1000)
    #expect(Ordinal(startOf: Array(text.unicodeScalars)) == Ordinal(startOf: text))
    #expect(Ordinal(startOf: text.dropFirst(1))?.value == 11)
  }

  @Test("Chinese numerals from one to ninety-nine read back")
  func numerals() {
    for value in 1...99 {
      #expect(Ordinal(startOf: Ordinal.chinese(value) + "、")?.value == value)
      #expect(Ordinal(startOf: "（\(Ordinal.chinese(value))）")?.value == value)
      #expect(Ordinal(startOf: "第\(Ordinal.chinese(value))部分")?.value == value)
    }
    #expect([10, 12, 20, 21, 99].map(Ordinal.chinese) == ["十", "十二", "二十", "二十一", "九十九"])
  }

  @Test("numbers past the numerals print as digits", arguments: [(0, "0"), (100, "100"), (-3, "-3")])
  func outside(_ value: Int, _ text: String) {
    #expect(Ordinal.chinese(value) == text)
  }
}
