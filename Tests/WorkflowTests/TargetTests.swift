import Checking
import Documents
import Forms
import Testing
import Workflow
import Writers

/// How the targets of indicators are written, over whole tables.
@Suite struct TargetTests {
  private func found(_ rows: [String]) throws -> [String] {
    let text = """
      2024年度项目支出绩效自评表

      项目支出名称\t测风塔维护经费\t\t\t\t\t\t\t
      项目资金（万元）\t\t年初预算数\t全年预算数\t全年执行数\t分值\t执行率\t得分\t
      \t年度资金总额\t60.00\t60.00\t60.00\t10\t100%\t10\t
      绩效指标\t一级指标\t二级指标\t三级指标\t年度指标值\t实际完成值\t分值\t得分\t偏差原因分析及改进措施
      \(rows.joined(separator: "\n"))
      """
    let check = Check(files: .embedded, catalog: PackFiles.embedded.catalog(.chinese))
    let report = try check.run(SourceFile(name: "targets.md", bytes: Array(text.utf8))).input.report
    return report.findings.filter { $0.rule.hasPrefix("target_") }.map { finding in
      "\(finding.rule) \(finding.locations.map { "\($0.row ?? "")=\($0.quote)" }.joined(separator: " "))"
    }.sorted()
  }

  @Test func soundTargets() throws {
    let rows = [
      "\t产出指标\t数量指标\t维护次数\t≥4次\t5次\t20\t20\t", "\t\t质量指标\t完好率\t≥99%\t99.4%\t20\t20\t",
      "\t\t时效指标\t完成时间\t12月底前\t12月20日\t20\t20\t", "\t成本指标\t经济成本指标\t单次维护费\t≤2.3万元/次\t2.2万元/次\t10\t10\t",
      "\t\t\t材料节约额\t≥1万元\t1.2万元\t10\t10\t", "\t满意度指标\t服务对象满意度指标\t满意度\t≥95%\t97.2%\t10\t10\t",
    ]
    #expect(try found(rows) == [])
  }

  @Test func eachSlipIsOneFindingForAllItsRows() throws {
    let rows = [
      "\t产出指标\t数量指标\t维护次数\t4\t5\t20\t20\t", "\t\t\t塔架检修经费\t3 座\t3 座\t20\t20\t", "\t\t\t巡检次数\t12\t12\t20\t20\t",
      "\t成本指标\t经济成本指标\t投入金额\t≥60万元\t60万元\t10\t10\t", "\t\t\t单次维护费\t≥0.6 万元/次\t0.6 万元/次\t10\t10\t",
      "\t满意度指标\t服务对象满意度指标\t满意度\t95%以上\t95%以上\t10\t10\t",
    ]
    #expect(
      try found(rows) == [
        "target_copied 满意度=95%以上", "target_counted 塔架检修经费=3 座", "target_floor 投入金额=≥60万元 单次维护费=≥0.6 万元/次",
        "target_unitless 维护次数=4 巡检次数=12",
      ])
  }

  /// A total may have been rounded; the points that it adds up are as they are typed.
  @Test(arguments: [("99.878", false), ("99.88", false), ("99.87", true), ("99.89", true)])
  func aTotalOfPointsMayBeRounded(_ total: String, _ isWrong: Bool) throws {
    let text = """
      2024年度项目支出绩效自评表

      项目支出名称\t测风塔维护经费\t\t\t\t\t\t\t
      项目资金（万元）\t\t年初预算数\t全年预算数\t全年执行数\t分值\t执行率\t得分\t
      \t年度资金总额\t60.00\t60.00\t59.27\t10\t98.78%\t9.878\t
      绩效指标\t一级指标\t二级指标\t三级指标\t年度指标值\t实际完成值\t分值\t得分\t偏差原因分析及改进措施
      \t产出指标\t数量指标\t维护次数\t≥4次\t5次\t50\t50\t
      \t效益指标\t社会效益指标\t观测中断次数\t≤1次\t0次\t30\t30\t
      \t满意度指标\t服务对象满意度指标\t满意度\t≥95%\t97.2%\t10\t10\t
      总分\t\t\t\t\t\t100\t\(total)\t
      """
    let check = Check(files: .embedded, catalog: PackFiles.embedded.catalog(.chinese))
    let report = try check.run(SourceFile(name: "points.md", bytes: Array(text.utf8))).input.report
    #expect(report.findings.contains { $0.rule == "PROJECT.indicators.rows.total" } == isWrong)
    let token = try #require(report.coverage.tokens.last { $0.text == total })
    if case .verified = token.state { #expect(!isWrong) } else { #expect(isWrong, "\(token.state)") }
  }
}
