import Checking
import Documents
import Forms
import Testing
import Workflow
import Writers

/// The performance form of a project as Sichuan's system prints it: targets in three columns, the total of funds first.
@Suite struct SichuanTests {
  private static let form = """
    # 2024年度四川省示例市档案馆部门决算

    部门预算项目支出绩效自评表（2024年度）

    | 项目名称 | 51000021R000000000001-馆藏档案数字化加工经费 | | | | | | | | | |
    | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |
    | 主管部门 | 示例市档案馆 | | | | 实施单位 | 示例市档案馆 | | | | |
    | 预算执行情况（10分） | 年度预算数（万元） | 年初预算 | 调整后预算数 | 预算执行数 | 预算执行率 | 权重 | 得分 | 原因 | | |
    | | 总额 | 238.93 | 251.89 | 226.70 | 90.00% | 10 | 9 | 部分款项下年支付 | | |
    | | 其中：财政资金 | 200.00 | 212.96 | 200.00 | 93.91% | / | / | | | |
    | | 财政专户管理资金 | 0.00 | 0.00 | 0.00 | 0.00% | / | / | | | |
    | | 单位资金 | 38.93 | 38.93 | 26.70 | 68.58% | / | / | | | |
    | | 其他资金 | | | | | / | / | | | |
    | 绩效指标（90分） | 一级指标 | 二级指标 | 三级指标 | 指标性质 | 指标值 | 度量单位 | 完成值 | 权重 | 得分 | 未完成原因分析 |
    | | 产出指标 | 数量指标 | 完成档案数字化数量 | ≥ | 10000 | 卷 | 10200 | 60 | 60 | |
    | | 效益指标 | 社会效益指标 | 查档一次办结率 | = | 100 | % | 98 | 30 | 28 | 系统升级 |
    | 合计 | | | | | | | | 100 | 97 | |

    """

  private func check(_ text: String) throws -> Check.Outcome {
    let files = PackFiles.embedded
    return try Check(files: files, catalog: files.catalog(.chinese)).run(
      SourceFile(name: "test.md", bytes: [UInt8](text.utf8)))
  }

  @Test func theFormIsReadAndSound() throws {
    let report = try check(Self.form).input.report
    #expect(report.document.pack == "sichuan")
    #expect(report.findings.map(\.message) == [])
    // Every figure of the funds and every score is held against an equation.
    #expect(report.coverage.verified > 20)
  }

  @Test(arguments: [
    ("| 90.00% | 10", "| 91.00% | 10", "PROJECT.funds.columns.rate", "91.00%"),
    ("| 100 | 97 |", "| 100 | 96 |", "PROJECT.indicators.rows.total", "96"),
    ("| 38.93 | 38.93 | 26.70", "| 38.93 | 39.83 | 26.70", "PROJECT.funds.columns.rate", "39.83"),
    ("| 60 | 60 | |", "| 60 | 55 | |", "PROJECT.indicators.rows.total", "55"),
  ])
  func aSlipIsFoundAtItsPlace(_ right: String, _ wrong: String, _ rule: String, _ quote: String) throws {
    try #require(Self.form.contains(right))
    let findings = try check(Self.form.replacing(right, with: wrong)).input.report.findings
    #expect(findings.contains { $0.rule == rule }, "\(findings.map { "\($0.rule) \($0.message)" })")
    #expect(findings.flatMap(\.locations).contains { $0.quote == quote })
  }
}
