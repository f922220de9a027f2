import Checking
import Documents
import Filings
import Forms
import TestSupport
import Testing
import Workflow
import Writers

/// Sentences that stand beside a small table of 三公 expenses: what they do not say of it is not held against it.
@Suite struct OtherWordingTests {
  private static let expenses = """
    # 示例县水务局2024年度部门决算

    ## 财政拨款“三公”经费支出决算表

    公开09表

    部门：示例县水务局

    单位：万元

    | 项目 | 预算数 | 决算数 |
    | --- | --- | --- |
    | 合计 | 15.00 | 11.00 |
    | 1.因公出国（境）费 | 0.00 | 0.00 |
    | 2.公务用车购置及运行维护费 | 10.00 | 8.00 |
    | 其中：公务用车购置费 | 0.00 | 0.00 |
    | 公务用车运行维护费 | 10.00 | 8.00 |
    | 3.公务接待费 | 5.00 | 3.00 |

    """

  private func findings(_ text: String) throws -> [Finding] {
    let files = PackFiles.embedded
    let file = SourceFile(name: "test.md", bytes: [UInt8](text.utf8))
    return try Check(files: files, catalog: files.catalog(.chinese)).run(file, Check.Options()).input.report.findings
      .filter { $0.severity != .info && !["parts", "sections", "nine_tables"].contains($0.rule) }
  }

  private func check(_ text: String, title: String = "七、“三公”经费支出决算情况说明") throws -> [Finding] {
    try findings(Self.expenses + "## \(title)\n\n\(text)\n")
  }

  private func statements(_ text: String, title: String) throws -> [String] {
    let files = PackFiles.embedded
    let text = Self.expenses + "## \(title)\n\n\(text)\n"
    return try Understand(files: files, catalog: files.catalog(.chinese)).run(
      SourceFile(name: "test.md", bytes: [UInt8](text.utf8)), pack: nil, year: nil
    ).filing.narrative.statements.map(\.number.text)
  }

  @Test(arguments: [
    // Another year's, and the sentence that goes on about it.
    "2023年“三公”经费决算数9.00万元，其中：公务接待费2.00万元。公务用车运行维护费7.00万元。",
    "2025年度“三公”经费预算安排14.00万元，较2024年度减少1.00万元。公务接待费较上年同期减少0.50万元，下降10.00%。",
    "2024年度“三公”经费支出11.00万元，比上年支出12.00万元减少1.00万元，下降8.33%。",
    // Of the sum, or of the last part.
    "“三公”经费支出11.00万元，其中：公务用车运行维护费8.00万元，公务接待费3.00万元，较上年增加2.00万元，增长22.22%。",
    "“三公”经费支出11.00万元，其中公务用车运行维护费8.00万元、公务接待费3.00万元；比上年增加2.00万元，增长22.22%。",
    "“三公”经费支出11.00万元，其中：公务用车运行维护费支出8.00万元，完成预算的80.00%；公务接待费支出3.00万元，完成预算的60.00%。支出决算比上年增加5.00万元，增长83.33%。",
    "“三公”经费支出11.00万元，比上年增加2.00万元，增长22.22%。其中，公务接待费支出决算比预算减少2.00万元，比上年增加1.00万元，增长50.00%。",
    // What changed is an amount, not the guests.
    "公务接待费3.00万元，接待36批次、288人次，较上年减少0.88万元，下降22.68%。公务接待费较2023年度减少0.88万元。",
    // Guests from abroad among the others.
    "公务接待费支出3.00万元。其中：国内公务接待支出3.00万元（含外宾接待支出0.50万元），共接待30批次、240人次。",
    "公务接待费支出3.00万元。其中：国内公务接待支出2.50万元，外宾接待支出0.50万元。",
    // Counted in other units, and averages.
    "“三公”经费支出约0.01亿元，公务用车保有量4辆，车均运行维护费2.00万元。",
    // The original budget is not that of the table.
    "公务接待费支出3.00万元，较年初预算数减少1.00万元，下降25.00%。",
    "购置公务用车0辆。截至2024年12月31日，本单位共有公务用车5辆。",
  ])
  func nothingIsSaidOfTheTable(_ text: String) throws {
    #expect(try check(text).map(\.message) == [])
  }

  /// What is sound, what is written instead of what, the rule that finds it, and what it accuses.
  @Test(arguments: [
    ("公务接待费支出3.00万元，与2024年度预算相比，减少2.00万元，下降40.00%。", "减少2.00", "减少0.20", "narrative_change", "0.20"),
    ("公务接待费支出3.00万元，与2024年度预算相比，减少2.00万元，下降40.00%。", "40.00%", "4.00%", "narrative_ratio", "4.00%"),
    ("公务用车购置费0万元；公务用车运行费决算8.00万元，比上年下降1.20%。", "运行费决算8.00", "运行费决算8.60", "narrative_figure", "8.60"),
    ("公务接待费支出决算为3.00万元，与2023年持平。", "决算为", "决算减少为", "narrative_direction", "减少"),
    (
      "公务接待费支出3.00万元，较上年增加0.36万元，增长13.64%，主要用于调研。公务接待费3.00万元，占三公经费支出的27.27%。", "增加0.36万元", "增加0.36元", "units", "0.36元"
    ),
    ("2024年“三公”经费决算数11.00万元。2023年“三公”经费决算数9.00万元。", "数11.00", "数11.10", "narrative_figure", "11.10"),
  ])
  func aSlipIsFound(_ sound: String, _ right: String, _ wrong: String, _ rule: String, _ accused: String) throws {
    #expect(try check(sound).map(\.message) == [])
    try #require(sound.contains(right))
    let found = try check(sound.replacing(right, with: wrong))
    #expect(found.map(\.rule) == [rule])
    #expect(found.first?.locations.contains { $0.quote == accused && $0.role != .evidence } == true)
  }

  /// The name of another department before what it is made of, where only tables bear the department's own.
  @Test func theNameOfAnotherDepartmentIsFoundInTheOverview() throws {
    let sound = (["二", "三", "四"] as [String]).reduce(Self.expenses) { text, number in
      text + "## \(number)、支出决算表\n\n部门：示例县水务局\n\n单位：万元\n\n| 科目编码 | 科目名称 | 本年支出合计 |\n| --- | --- | --- |\n| 合计 | | |\n\n"
    }
    #expect(try findings(sound + "示例县水务局内设办公室、财务科2个机构。\n").filter { $0.rule == "department" }.map(\.message) == [])
    let found = try findings(sound + "样板县民政局内设办公室、财务科2个机构。\n").filter { $0.rule == "department" }
    #expect(found.map { $0.locations.first?.quote } == ["样板县民政局"])
  }

  /// Titles that no pack lists, known by what they are about.
  @Test(arguments: [
    "二、2024年度一般公共预算安排的“三公”经费使用情况说明", "（四）“三公”经费。", "七、关于财政拨款“三公”经费支出决算的具体情况说明",
  ])
  func titlesAreKnownByWhatTheyAreAbout(_ title: String) throws {
    #expect(try statements("公务接待费支出3.00万元，公务用车运行维护费支出8.00万元。", title: title) == ["3.00", "8.00"])
  }

  /// A title that is about two sections is neither's.
  @Test func titlesOfTwoTopicsOpenNothing() throws {
    #expect(try statements("公务接待费支出3.00万元。", title: "七、政府性基金预算安排的“三公”经费情况说明") == [])
  }

  @Test func columnsThatTheFormDoesNotKnowAreNoLabels() throws {
    let text = """
      # 示例县水务局2024年度部门决算

      ## 收入支出决算总表

      公开01表

      单位：万元

      | 收入 | | | 支出 | | |
      | --- | --- | --- | --- | --- | --- |
      | 项目 | 年初预算数 | 决算数 | 项目 | 年初预算数 | 决算数 |
      | 一、一般公共预算财政拨款收入 | 95.00 | 100.00 | 一、教育支出 | 450.72 | 70.00 |
      | 二、政府性基金预算财政拨款收入 | | | 二、卫生健康支出 | 133.10 | 30.00 |
      | 本年收入合计 | 95.00 | 100.00 | 本年支出合计 | 95.00 | 100.00 |
      | 总计 | 95.00 | 100.00 | 总计 | 95.00 | 100.00 |

      """
    #expect(try findings(text).map(\.message) == [])
    let found = try findings(text.replacing("| 133.10 | 30.00 |", with: "| 133.10 | 33.00 |"))
    #expect(found.count == 1)
    #expect(found.first?.locations.contains { $0.quote == "33.00" } == true)
  }
}
