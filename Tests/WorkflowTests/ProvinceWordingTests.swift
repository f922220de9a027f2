import Checking
import Documents
import Filings
import Forms
import Foundation
import TestSupport
import Testing
import Workflow
import Writers

/// Sentences as further provinces word them, about an invented department: what they say is read, what is sound stays
/// silent, and a slip is found at its place.
@Suite struct ProvinceWordingTests {
  private static let table = """
    # 示例县水利局2024年度部门决算

    ## 一般公共预算财政拨款支出决算表

    公开05表

    部门：示例县水利局

    单位：万元

    | 科目编码 | 科目名称 | 小计 | 基本支出 | 项目支出 |
    | --- | --- | --- | --- | --- |
    | 合计 | | 100.00 | 80.00 | 20.00 |
    | 201 | 一般公共服务支出 | 12.00 | | 12.00 |
    | 20103 | 政府办公厅（室）及相关机构事务 | 7.00 | | 7.00 |
    | 2010302 | 一般行政管理事务 | 7.00 | | 7.00 |
    | 20111 | 纪检监察事务 | 5.00 | | 5.00 |
    | 2011102 | 一般行政管理事务 | 5.00 | | 5.00 |
    | 210 | 卫生健康支出 | 30.00 | 30.00 | |
    | 21011 | 行政事业单位医疗 | 30.00 | 30.00 | |
    | 2101101 | 行政单位医疗 | 18.00 | 18.00 | |
    | 2101102 | 事业单位医疗 | 12.00 | 12.00 | |
    | 213 | 农林水支出 | 58.00 | 50.00 | 8.00 |
    | 21303 | 水利 | 58.00 | 50.00 | 8.00 |
    | 2130301 | 行政运行 | 58.00 | 50.00 | 8.00 |

    ## 财政拨款“三公”经费支出决算表

    公开09表

    部门：示例县水利局

    单位：万元

    | 预算数 | | | | | | 决算数 | | | | | |
    | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |
    | 合计 | 因公出国（境）费 | 公务用车购置及运行维护费 | | | 公务接待费 | 合计 | 因公出国（境）费 | 公务用车购置及运行维护费 | | | 公务接待费 |
    | | | 小计 | 公务用车购置费 | 公务用车运行维护费 | | | | 小计 | 公务用车购置费 | 公务用车运行维护费 | |
    | 32.00 | 0.00 | 28.00 | 18.00 | 10.00 | 4.00 | 28.00 | 0.00 | 25.00 | 17.00 | 8.00 | 3.00 |

    """

  private func check(_ text: String) throws -> [Finding] {
    let files = PackFiles.embedded
    let file = SourceFile(name: "test.md", bytes: [UInt8](text.utf8))
    // It is an extract.
    return try Check(files: files, catalog: files.catalog(.chinese)).run(file, Check.Options()).input.report.findings
      .filter { $0.severity != .info && !["parts", "sections", "nine_tables"].contains($0.rule) }
  }

  private static let items = """
    ## 五、一般公共预算财政拨款支出决算情况说明

    2024年一般公共预算财政拨款支出100.00万元，比上年决算数增加5.00万元，增长5.26%，具体情况如下：

    （一）2010302-一般行政管理事务7.00万元，较上年决算数增加1.00万元，增长16.67%。主要原因是项目增加。

    （二）2011102-一般行政管理事务5.00万元，较上年决算数减少1.00万元，下降16.67%。主要原因是项目减少。

    （三）2101101-行政单位医疗18.00万元，与上年决算数持平。

    （四）2101102-事业单位医疗12.00万元，较上年决算数增加2.00万元，增长20.00%。主要原因是缴费基数调整。

    （五）2130301-行政运行58.00万元，较上年决算数增加3.00万元，增长5.45%。主要原因是人员增加。

    """

  private static let sections = """
    ## 五、一般公共预算财政拨款支出决算情况说明

    （一）总体情况。2024年度一般公共预算财政拨款支出100.00万元。与年初预算数相比，增加20.00万元，增长25.00%；与2023年度决算数相比，增加5.00万元，增长5.26%。

    （二）按支出功能分类。

    1.“卫生健康支出”（类）2024年度决算30.00万元，比2024年年初预算增加6.00万元，增长25.00%。其中：“行政事业单位医疗”（款）2024年度决算30.00万元，比2024年年初预算增加6.00万元，增长25.00%。

    2.农林水支出（类）水利（款）行政运行（项）支出决算数为58.00万元。与年初预算数50.00万元相比，增加8.00万元，增长16.00%；与2023年度决算数相比，增加3.00万元，增长5.45%。主要原因：人员增加。

    """

  private static let expenses = """
    ## 七、财政拨款“三公”经费支出决算情况说明

    2024年度财政拨款“三公”经费支出决算28.00万元，完成预算32.00万元的87.50%，比上年增加4.00万元，增长16.67%。其中：公务用车购置及运行维护费支出决算25.00万元，完成预算28.00万元的89.29%，比预算减少3.00万元，下降10.71%，主要是压减开支，比上年增加5.00万元，增长25.00%（其中：公务用车购置费支出决算17.00万元，完成预算18.00万元的94.44%，比上年增加17.00万元；公务用车运行维护费支出决算8.00万元，决算数小于预算数2.00万元）；公务接待费支出3.00万元，占“三公”经费的10.71%。

    公务用车运行维护费中，公务用车加油费4.00万元，公务用车维修费3.00万元，公务用车保险费1.00万元。国内公务接待累计36批次，接待人次288人次。

    """

  @Test(arguments: [items, sections, expenses])
  func whatIsSoundStaysSilent(_ section: String) throws {
    #expect(try check(Self.table + section).map(\.message) == [])
  }

  /// A section, what is written instead of what, the rule that finds it, and a place that it accuses.
  @Test(arguments: [
    // Items are known by their codes where several have one name.
    (items, "一般行政管理事务7.00", "一般行政管理事务5.00", "outturn.rows.codes", "5.00"),
    (items, "减少1.00万元，下降16.67%", "减少1.00万元，下降19.67%", "narrative_growth", "19.67%"),
    // A rate follows from what the budget differs by, also where no budget is given.
    (sections, "增加20.00万元，增长25.00%", "增加20.00万元，增长20.00%", "narrative_growth", "20.00%"),
    (sections, "（款）2024年度决算30.00", "（款）2024年度决算33.00", "narrative_figure", "33.00"),
    (sections, "增加6.00万元，增长25.00%。其中", "增加6.00万元，下降25.00%。其中", "narrative_direction", "下降"),
    (sections, "50.00万元相比，增加8.00", "50.00万元相比，增加9.00", "narrative_change", "9.00"),
    // What stands behind the reason of one difference is another one.
    (expenses, "主要是压减开支，比上年增加5.00", "主要是压减开支，比上年增加6.00", "narrative_growth", "6.00"),
    (expenses, "小于预算数2.00", "小于预算数3.00", "narrative_change", "3.00"),
    (expenses, "占“三公”经费的10.71%", "占“三公”经费的12.00%", "narrative_ratio", "12.00%"),
  ])
  func aSlipIsFound(_ section: String, _ right: String, _ wrong: String, _ rule: String, _ accused: String) throws {
    try #require(section.contains(right))
    let findings = try check(Self.table + section.replacing(right, with: wrong))
    #expect(findings.map(\.rule) == [rule])
    #expect(findings.first?.locations.contains { $0.quote == accused } == true)
  }

  private static let basic = """
    ## 一般公共预算财政拨款基本支出决算明细表

    公开06表

    部门：示例县水利局

    单位：万元

    | 科目编码 | 科目名称 | 决算数 | 科目编码 | 科目名称 | 决算数 |
    | --- | --- | --- | --- | --- | --- |
    | 301 | 工资福利支出 | 60.00 | 302 | 商品和服务支出 | 20.00 |
    | 30101 | 基本工资 | 40.00 | 30201 | 办公费 | 15.00 |
    | 30102 | 津贴补贴 | 20.00 | 30211 | 差旅费 | 5.00 |
    | | | | 30215 | 会议费 | 0.00 |
    | 人员经费合计 | | 60.00 | 公用经费合计 | | 20.00 |

    ## 六、一般公共预算财政拨款基本支出决算情况说明

    2024年度一般公共预算财政拨款基本支出80.00万元，其中：

    （一）人员经费60.00万元，主要包括：基本工资、津贴补贴。

    （二）公用经费20.00万元，主要包括：办公费、差旅费。

    """

  @Test func listsMayStandInParagraphsOfTheirOwn() throws {
    #expect(try check(Self.table + Self.basic).map(\.message) == [])
    let findings = try check(Self.table + Self.basic.replacing("差旅费。", with: "差旅费、会议费。"))
    #expect(findings.map(\.rule) == ["narrative_list"])
  }

  @Test func aTableUnderAnotherDepartmentsNameIsFound() throws {
    let data = try #require(FileManager.default.contents(atPath: Repository.file("Samples/archive-2024.md").path))
    let sample = String(decoding: data, as: UTF8.self)
    let caption = try #require(sample.range(of: "部门：示例市档案馆", options: .backwards))
    let findings = try check(sample.replacingCharacters(in: caption, with: "部门：样板县民政局"))
    #expect(findings.map(\.rule) == ["department"])
    #expect(findings.first?.locations.first?.quote == "样板县民政局")
  }
}
