import Checking
import Documents
import Filings
import Forms
import TestSupport
import Testing
import Workflow
import Writers

/// Small disclosures of invented departments in the wordings and layouts of other provinces: what is sound stays silent,
/// and the slip that is put in is found at its place.
@Suite struct ProvinceTests {
  private func check(_ text: String) throws -> [Finding] {
    let files = PackFiles.embedded
    let file = SourceFile(name: "test.md", bytes: [UInt8](text.utf8))
    return try Check(files: files, catalog: files.catalog(.chinese)).run(file, Check.Options()).input.report.findings
      .filter { $0.severity != .info }
  }

  private func filing(_ text: String) throws -> Filing {
    let files = PackFiles.embedded
    return try Understand(files: files, catalog: files.catalog(.chinese)).run(
      SourceFile(name: "test.md", bytes: [UInt8](text.utf8)), pack: nil, year: nil
    ).filing
  }

  private func document(_ sections: [(title: String, text: String)]) -> String {
    (["# 示例县粮食局2024年度部门决算"] + sections.map { "## \($0.title)\n\n\($0.text)" }).joined(separator: "\n\n") + "\n"
  }

  /// A sound section, what is written instead of what, the rule that finds it, and what it accuses first.
  @Test(arguments: [
    (
      "十一、关于2024年度政府采购支出情况",
      """
      2024年度，政府采购支出总额100.00万元，其中：政府采购货物支出20.00万元，占政府采购支出总额的20.00%；政府采购工程支出30.00万元，占政府采购支出总额的30.00%；政府采购服务支出50.00万元，占政府采购支出总额的50.00%。授予中小企业合同金额80.00万元，占政府采购支出总额的80.00%，其中：授予小微企业合同金额60.00万元，占政府采购支出总额的60.00%。
      """, "总额的30.00%", "总额的33.00%", "narrative_ratio", "33.00%"
    ),
    (
      "十、机关运行经费支出说明", "2024年度示例县粮食局机关运行经费支出130.15万元，比年初预算数减少6.51万元，下降4.76%。", "数减少6.51", "数增加6.51",
      "narrative_direction", "下降"
    ),
    (
      "五、一般公共预算财政拨款支出决算情况说明",
      "（三）一般公共预算财政拨款支出决算具体情况\n\n2024年度一般公共预算财政拨款支出年初预算为810,000.00元，支出决算为901,150.00元，完成年初预算的111.25%，较上年增加92,610.00元，增长11.45%。",
      "901,150.00元", "901,150.00万元", "units", "901,150.00万元"
    ),
    (
      "一、收入支出决算总体情况说明", "2024年度收入总计110.00万元，支出总计110.00万元。", "2024年度收入总计", "2023年度收入总计", "years",
      "2023年度"
    ),
  ])
  func aSlipInASectionIsFound(
    _ title: String, _ sound: String, _ right: String, _ wrong: String, _ rule: String, _ accused: String
  ) throws {
    #expect(try check(document([(title, sound)])).map(\.message) == [])
    try #require(sound.contains(right))
    let findings = try check(document([(title, sound.replacing(right, with: wrong))]))
    #expect(findings.map(\.rule) == [rule])
    #expect(findings.first?.locations.first?.quote == accused)
  }

  /// Up and down at once, of two things.
  @Test func aRateThatNamesSomethingElseIsNotTheAmounts() throws {
    let text = "2024年度示例县粮食局机关运行经费支出130.15万元，比年初预算数增加6.51万元，占比下降4.76%。"
    let rules = try check(document([("十、机关运行经费支出说明", text)])).map(\.rule)
    #expect(!rules.contains("narrative_direction"), "\(rules)")
  }

  /// The total's change, behind its parts.
  @Test(arguments: [
    (
      "六、一般公共预算基本支出决算情况说明", "2024年度财政拨款基本支出100.00万元，其中：人员经费80.00万元，公用经费20.00万元，较上年增加10.00万元，增长11.11%。"
    ),
    (
      "三、支出决算情况说明",
      "2024年度支出合计100.00万元，其中：基本支出80.00万元，占80.00%；项目支出20.00万元，占20.00%。与上年相比增加10.00万元，增长11.11%。"
    ),
  ])
  func aChangeBehindPartsIsNotTheLastParts(_ title: String, _ text: String) throws {
    #expect(try check(document([(title, text)])).map(\.message) == [])
  }

  private static let general = """
    ## 一般公共预算财政拨款支出决算表

    公开05表

    部门：示例县粮食局

    单位：万元

    | 科目编码 | 科目名称 | 小计 | 基本支出 | 项目支出 |
    | --- | --- | --- | --- | --- |
    | 合计 | | 12.00 | 10.00 | 2.00 |
    | 201 | 一般公共服务支出 | 6.00 | 5.00 | 1.00 |
    | 20126 | 档案事务 | 6.00 | 5.00 | 1.00 |
    | 2012601 | 行政运行 | 5.00 | 5.00 | |
    | 2012602 | 一般行政管理事务 | 1.00 | | 1.00 |
    | 206 | 科学技术支出 | 6.00 | 5.00 | 1.00 |
    | 20601 | 科学技术管理事务 | 6.00 | 5.00 | 1.00 |
    | 2060101 | 行政运行 | 5.00 | 5.00 | |
    | 2060102 | 一般行政管理事务 | 1.00 | | 1.00 |

    ## 五、一般公共预算财政拨款支出决算情况说明

    （三）支出决算具体情况

    （一）一般公共服务支出（类）

    1.档案事务（款）行政运行（项）年初预算为4.00万元，支出决算为5.00万元，完成年初预算的125.00%。决算数大于年初预算数，主要是调资。

    2.档案事务（款）一般行政管理事务（项）年初预算为2.00万元，支出决算为1.00万元，完成年初预算的50.00%。决算数小于年初预算数，主要是节约。

    （二）科学技术支出（类）

    1.科学技术管理事务（款）行政运行（项）年初预算为2.50万元，支出决算为5.00万元，完成年初预算的200.00%。决算数大于年初预算数，主要是人员增加。

    2.科学技术管理事务（款）一般行政管理事务（项）年初预算为1.00万元，支出决算为1.00万元，完成年初预算的100.00%。决算数与年初预算数持平。

    """

  @Test func itemsOfOneNameAreToldApartByTheirHeads() throws {
    let text = document([]) + Self.general
    let groups = try filing(text).narrative.statements.map(\.group)
    #expect(groups.count == 12)
    #expect(Set(groups) == ["items.2012601", "items.2012602", "items.2060101", "items.2060102"])
    // It is an extract.
    #expect(try check(text).filter { !["parts", "sections"].contains($0.rule) }.map(\.message) == [])
  }

  @Test func wordsAreHeldAgainstTheRateWhereNoBudgetIsGiven() throws {
    let budget = "年初预算为4.00万元，支出决算为5.00万元，完成年初预算的125.00%。决算数大于年初预算数，主要是调资"
    let text = document([]) + Self.general
    try #require(text.contains(budget))
    let sound = text.replacing(budget, with: "：支出决算为5.00万元，完成预算125.00%，决算数大于预算数的主要原因是调资")
    #expect(try check(sound).filter { $0.rule == "narrative_comparison" }.isEmpty)
    let found = try check(sound.replacing("决算数大于预算数的", with: "决算数小于预算数的")).filter { $0.rule == "narrative_comparison" }
    #expect(found.map { $0.locations.first?.quote } == ["决算数小于预算数的主要原因是调资"])
  }

  @Test func changesAreOfTheFigureBeforeThem() throws {
    let text = document([
      (
        "六、一般公共预算财政拨款基本支出决算情况说明",
        "一般公共预算财政拨款基本支出10.00万元，其中：人员经费8.00万元，主要包括：基本工资、奖金，较上年增加1.00万元，增长14.29%；公用经费2.00万元，主要包括：办公费，较上年减少0.50万元，下降20.00%。"
      )
    ])
    let changes = try filing(text).narrative.statements.filter { if case .change = $0.meaning { true } else { false } }
    #expect(changes.map(\.number.text) == ["1.00", "0.50"])
    #expect(try check(text).map(\.message) == [])
    let wrong = text.replacing("增长14.29%", with: "增长12.50%")
    #expect(try check(wrong).first?.locations.contains { $0.quote == "12.50%" } == true)
  }

  @Test func averagesAndCostsOfPartsAreNoFiguresOfTheForm() throws {
    let text = document([
      (
        "三、支出决算情况说明",
        "2024年度本年支出合计50.00万元，其中：基本支出30.00万元，占60.00%；项目支出20.00万元，占40.00%。项目支出主要用于粮库维修12.00万元，平均每库3.00万元。"
      )
    ])
    #expect(try check(text).map(\.message) == [])
    #expect(try filing(text).narrative.unexplained.map(\.text.text) == ["12.00万元", "3.00万元"])
  }

  @Test func tablesByUnitAreHeldAgainstThoseByAccount() throws {
    func table(_ title: String, _ label: String, _ rows: [String]) -> String {
      "## \(title)\n\n单位：万元\n\n| \(label) | 本年支出合计 | 基本支出 | 项目支出 | 上缴上级支出 | 经营支出 | 对附属单位补助支出 |\n"
        + "|" + String(repeating: " --- |", count: label.split(separator: "|").count + 6) + "\n"
        + rows.joined(separator: "\n") + "\n\n"
    }
    func text(_ unit: String) -> String {
      document([])
        + table(
          "支出决算表（分单位）", "单位名称",
          ["| 合计 | 9.00 | 7.00 | 2.00 | | | |", "| 局本级 | 6.00 | 4.00 | 2.00 | | | |", "| 示例粮库 | \(unit) | | | | |"])
        + table(
          "支出决算表（分科目）", "科目编码 | 科目名称",
          [
            "| 合计 | | 9.00 | 7.00 | 2.00 | | | |", "| 222 | 粮油物资储备支出 | 9.00 | 7.00 | 2.00 | | | |",
            "| 22201 | 粮油物资事务 | 9.00 | 7.00 | 2.00 | | | |", "| 2220101 | 行政运行 | 9.00 | 7.00 | 2.00 | | | |",
          ])
    }
    #expect(try check(text("3.00 | 3.00")).map(\.message) == [])
    let findings = try check(text("3.30 | 3.00"))
    #expect(findings.count == 1)
    #expect(findings.first?.locations.contains { $0.quote == "3.30" } == true)
  }

  @Test func theNameOfAnotherDepartmentIsFound() throws {
    let own = ["收入总计", "财政拨款收、支总计", "机关运行经费支出", "政府采购支出总额"].map { "示例县粮食局2024年度\($0)10.00万元。" }
    let sound = document([("十、机关运行经费支出说明", own.joined(separator: "\n\n"))])
    #expect(try check(sound).filter { $0.rule == "department" }.isEmpty)
    let copied = sound.replacing("示例县粮食局2024年度机关", with: "样板县民政局2024年度机关")
    let found = try check(copied).filter { $0.rule == "department" }
    #expect(found.map { $0.locations.first?.quote } == ["样板县民政局"])
    // A unit that the document names elsewhere too is one of its own.
    #expect(try check(copied + "所属单位包括样板县民政局。\n").filter { $0.rule == "department" }.isEmpty)
  }

  @Test func numbersOfDocumentsAreNobodysAccounts() throws {
    #expect(
      try check("# 示例县粮食局2024年度部门决算\n\n监督索引号53000000000000000\n\n## 一、部门概况\n").map(\.rule).contains("privacy") == false)
    #expect(try check("# 示例县粮食局2024年度部门决算\n\n账号53000000000000000\n\n## 一、部门概况\n").map(\.rule).contains("privacy"))
  }
}
