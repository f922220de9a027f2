import Amounts
import Documents
import Evaluation
import Filings
import Forms
import TestSupport
import Testing

@testable import Checking

/// The parts of rule kinds that have a logic of their own.
@Suite struct KindTests {
  /// A name that is meant for the department's, and names of bodies beside it.
  @Test(arguments: [
    ("示例市规划与自然资源局", true), ("示例市自然资源局", true), ("示例市规划和自然资源局", false), ("示例市第一自然资源局", false),
    ("规划和自然资源局", false),
  ])
  func namesMeantForTheDepartment(name: String, isMeant: Bool) {
    #expect(DepartmentNameKind.isMeant(name, for: "示例市规划和自然资源局") == isMeant)
  }

  @Test func schoolsOfOneTownAreSeveral() {
    #expect(!DepartmentNameKind.isMeant("示例市第一中学", for: "示例市第二中学"))
    #expect(DepartmentNameKind.isMeant("示例市弟二中学", for: "示例市第二中学"))
  }

  private func slips(_ marks: [String]) -> [String] {
    var walker = NumberingWalker()
    for (index, mark) in marks.enumerated() {
      let isHeading = mark.hasPrefix("#")
      let text = isHeading ? String(mark.dropFirst()) : mark
      walker.visit(
        OutlineEntry(
          text: PrintedText(text, nil), ordinal: Ordinal(startOf: text), level: isHeading ? 1 : nil, block: index,
          isContents: false))
    }
    return walker.slips.map { "\($0.kind.rawValue) \($0.entry.text.text)" }
  }

  @Test func numbersThatGoOnAreFine() {
    #expect(slips(["一、甲", "（一）乙", "1.丙", "2.丁", "（二）戊", "1.己", "二、庚"]) == [])
  }

  @Test func gapsAndRepeatsAreNamed() {
    #expect(slips(["1、甲", "2、乙", "4、丙"]) == ["gap 4、丙"])
    #expect(slips(["一、甲", "二、乙", "二、丙"]) == ["repeated 二、丙"])
  }

  @Test func aLevelInsideItselfIsNamedOnce() {
    #expect(slips(["六、甲", "（一）乙", "（一）丙", "（二）丁", "（三）戊", "（二）己"]) == ["nested （二）己"])
  }

  @Test func aHeadingWithoutNumberBeginsAnew() {
    #expect(slips(["3、甲", "#附表", "3、乙"]) == [])
  }

  private let scoring = TestForms.hunan.scoring

  @Test(arguments: [
    ("≥95%", "atLeast", "95", "%"), ("95%以上", "atLeast", "95", "%"), ("不高于2500元/人", "atMost", "2500", "元/人"),
    ("大于等于100个", "atLeast", "100", "个"), ("≤ 3 次", "atMost", "3", "次"), ("18 件", "plain", "18", "件"),
    ("0.25万元/个", "plain", "0.25", "万元/个"),
  ])
  func targetsAreTakenApart(_ text: String, _ direction: String, _ value: String, _ unit: String) throws {
    let goal = try #require(Goal(text, scoring: scoring))
    #expect("\(goal.direction)" == direction)
    var number = goal.number
    #expect((number.isPercent ? "%" : number.unit) == unit)
    number.isPercent = false
    #expect(number.value.formatted(limit: 2) == value)
  }

  @Test(arguments: ["不断提高", "12月底前", "2024年12月", "荷塘区40万元、芦淞区20万元", "每人一次以上", ""])
  func wordsDatesAndListsAreNoNumbers(_ text: String) {
    #expect(Goal(text, scoring: scoring) == nil)
  }

  private func years(_ text: String) -> [Int] { YearKind.mentions(Array(text.unicodeScalars)).map(\.year) }

  @Test func yearsAreReadWithBlanksAndNotInsideNumbers() {
    #expect(years("2023 年度财政拨款，与2022年度相比") == [2023, 2022])
    #expect(years("共12024年、2023届、株农联〔2024〕20号") == [])
  }

  private func patterns(_ pattern: TextPattern, _ text: String) -> Int {
    pattern.matches(in: Array(text.unicodeScalars)).count
  }

  @Test func personalDataIsToldFromOtherDigits() {
    #expect(patterns(.mobile, "联系电话：13912345678") == 1)
    #expect(patterns(.mobile, "0731-28681234，金额13912345678.00") == 1)
    #expect(patterns(.identity, "11010519491231002X") == 1)
    #expect(patterns(.identity, "430200999999123456") == 0)
    #expect(patterns(.account, "6222021234567890123") == 1)
    #expect(patterns(.account, "2475.18") == 0)
  }
}
