import Checking
import Documents
import Filings
import Forms
import Foundation
import TestSupport
import Testing
import Workflow
import Writers

/// Slips as clerks of several provinces make them, and what only looks like one, in a sound disclosure of an invented
/// department.
@Suite struct ProvinceSlipTests {
  private static let sound: String = {
    let path = Repository.file("Tests/Fixtures/documents/shanghai-sound.md").path
    return String(decoding: FileManager.default.contents(atPath: path) ?? Data(), as: UTF8.self)
  }()

  private func check(_ text: String) throws -> [Finding] {
    let files = PackFiles.embedded
    let file = SourceFile(name: "test.md", bytes: [UInt8](text.utf8))
    return try Check(files: files, catalog: files.catalog(.chinese)).run(file, Check.Options()).input.report.findings
  }

  private func changed(_ words: String, to others: String) throws -> [Finding] {
    #expect(Self.sound.contains(words), "the disclosure does not say \(words)")
    return try check(Self.sound.replacing(words, with: others))
  }

  // MARK: What is right

  @Test(arguments: [
    ("支出决算为3,462.75万元", "支出决算为3，462.75万元"),
    ("支出决算为358.72万元", "支出决算为3,587,200.00元"),
  ])
  func anAmountWrittenOtherwiseIsTheSameAmount(_ words: String, _ others: String) throws {
    #expect(try changed(words, to: others).map(\.message) == [])
  }

  @Test func anAmountInTheWrongUnitIsStillFound() throws {
    #expect(try changed("支出决算为358.72万元", to: "支出决算为358.72元").map(\.rule) == ["units"])
  }

  @Test func theYearIsThatOfTheTitles() throws {
    let lines = (1...8).map { "\($0).其他收入\($0)0.00万元。较2022年度决算数增加1.00万元。" }
    let text = "# 示例市水文站2023年度单位决算\n\n## 一、2023年度收入支出决算总体情况\n\n" + lines.joined(separator: "\n\n")
    #expect(try check(text).filter { $0.rule == "years" }.map(\.message) == [])
  }

  private static let expenses = """
    # 示例县园林管理局2023年度部门决算

    ## 财政拨款“三公”经费支出决算表

    部门：示例县园林管理局　单位：万元

    | 预算数 | | | | | | 决算数 | | | | | |
    | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |
    | 合计 | 因公出国（境）费 | 公务用车购置及运行维护费 | | | 公务接待费 | 合计 | 因公出国（境）费 | 公务用车购置及运行维护费 | | | 公务接待费 |
    | | | 小计 | 公务用车购置费 | 公务用车运行维护费 | | | | 小计 | 公务用车购置费 | 公务用车运行维护费 | |
    | 9.00 | 0.00 | 6.00 | 0.00 | 6.00 | 3.00 | 8.00 | 0.00 | 5.50 | 0.00 | 5.50 | 2.50 |

    注：预算数为“三公”经费全年预算数。

    ## 七、“三公”经费支出决算情况说明

    2023年度“三公”经费年初预算为10.00万元，支出决算为8.00万元，完成年初预算的80.00%。其中：公务接待费年初预算为3.00万元，支出决算为2.50万元，完成年初预算的83.33%。

    """

  @Test func aBudgetIsHeldAgainstATableOfTheSameOneOnly() throws {
    let rules = ["parts", "sections", "nine_tables"]
    #expect(try check(Self.expenses).filter { !rules.contains($0.rule) }.map(\.message) == [])
    let same = Self.expenses.replacing("年初预算为10.00万元", with: "全年预算为10.00万元").replacing("完成年初预算的80", with: "完成预算的80")
    #expect(try check(same).contains { $0.rule == "narrative_figure" })
    // The same figure is the same budget, whatever it is called.
    let slip = Self.expenses.replacing("83.33%", with: "88.33%")
    #expect(try check(slip).contains { $0.rule == "narrative_ratio" })
  }

  @Test func aTableThatPrintsTheExpensesAmongOthersIsRead() throws {
    let start = try #require(Self.expenses.range(of: "## 财政拨款“三公”"))
    let end = try #require(Self.expenses.range(of: "注："))
    let other = """
      ## 机构运行信息表

      单位：万元

      | 项目 | 预算数 | 决算数 | 项目 | 决算数 |
      | --- | --- | --- | --- | --- |
      | 一、“三公”经费支出 | — | — | 二、机关运行经费 | 20.00 |
      | （一）支出合计 | 9.00 | 8.00 | （一）行政单位 | 20.00 |
      | 1．因公出国（境）费 | | | 三、资产信息 | — |
      | 2．公务用车购置及运行维护费 | 6.00 | 5.50 | （一）车辆数合计（辆） | 2 |
      | （2）公务用车运行维护费 | 6.00 | 5.50 | 四、政府采购 | — |
      | 3．公务接待费 | 3.00 | 2.50 | （一）政府采购支出合计 | 30.00 |


      """
    let text = Self.expenses.replacingCharacters(in: start.lowerBound..<end.lowerBound, with: other)
    let slip = text.replacing("支出决算为2.50万元", with: "支出决算为2.05万元")
    #expect(try check(text).filter { $0.severity == .error }.map(\.message) == [])
    #expect(try check(slip).contains { $0.rule == "narrative_figure" && $0.expected == "2.50万元" })
  }

  // MARK: What may be right

  @Test func budgetsOfItemsMayFallShortOfTheirTotal() throws {
    let lower = try check(
      Self.sound.replacing("年初预算为9,021.25万元", with: "年初预算为9,121.25万元").replacing("99.92%", with: "98.83%")
    ).filter { $0.rule == "budget.rows.total" }
    #expect(lower.map(\.severity) == [.warning])
    let higher = try check(
      Self.sound.replacing("年初预算为271.30万元", with: "年初预算为371.30万元").replacing("99.02%", with: "72.35%"))
    #expect(higher.filter { $0.rule == "budget.rows.total" }.map(\.severity) == [.error])
  }

  // MARK: What is wrong

  @Test(arguments: [
    ("开支财政拨款的公务用车保有量为3辆", "开支如上", "counts", "公务用车保有量"),
    ("全年安排因公出国（境）团组1个、累计2人次。", "", "counts", "因公出国（境）团组数、因公出国（境）人次"),
    ("公务接待6批次、48人次", "活动如上", "counts", "国内公务接待批次、国内公务接待人次"),
    ("截至2024年12月31日，示例区", "截至2023年12月31日，示例区", "years", "2024年"),
    ("示例区园林管理局2024年度无政府性基金", "示例区水务局2024年度无政府性基金", "department", "示例区园林管理局"),
  ])
  func aSlipIsFoundForWhatItIs(_ words: String, _ others: String, _ rule: String, _ expected: String) throws {
    let findings = try changed(words, to: others).filter { $0.severity != .info }
    #expect(findings.map(\.rule) == [rule], "\(findings.map(\.message))")
    #expect(findings.first?.expected == expected)
  }

  @Test func guidanceOfTheTemplateIsFound() throws {
    let findings = try changed("正在整改的1个。", to: "正在整改的1个。（绩效目标管理工作情况，以及编报绩效目标的项目数量等）")
    #expect(findings.map(\.rule) == ["placeholders"])
  }

  private static let again = """
    # 示例县园林管理局2023年度部门决算

    ## 三、“三公”经费支出决算情况说明

    公务接待费2.00万元，主要用于接待来访。费用支出较年初预算数减少1.00万元，下降33.33%，主要原因是来访减少。较上年支出数减少0.50万元，下降20.00%，主要原因是来访减少。

    公务用车运行维护费全年预算数10.00万元，决算数8.00万元，预决算差异率-20.00%，主要原因是用车减少。

    ## 四、机关运行经费支出情况

    2023年度机关运行经费支出90.00万元，机关运行经费主要用于办公费、水费。机关运行经费较上年支出数减少10.00万元，下降10.00%，主要原因是节约。

    """

  @Test(arguments: [
    ("下降33.33%", "下降39.33%"), ("下降20.00%", "下降29.00%"), ("-20.00%", "-25.00%"), ("下降10.00%", "下降11.00%"),
  ])
  func whatGoesOnAboutAFigureIsHeldAgainstIt(_ words: String, _ others: String) throws {
    #expect(try check(Self.again).filter { $0.severity == .error }.map(\.message) == [])
    let findings = try check(Self.again.replacing(words, with: others)).filter { $0.severity == .error }
    #expect(findings.count == 1)
    #expect(findings.first.map { others.hasSuffix($0.stated ?? "?") } == true, "\(findings.map(\.message))")
  }
}
