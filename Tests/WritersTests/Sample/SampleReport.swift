import Checking
import Documents

@testable import Writers

/// A report on the sample document: findings of every severity and shape that writers must draw.
enum SampleReport {
  static let source = SampleSource(SampleDocument.text)

  static var input: ReportInput {
    ReportInput(
      report: report, document: source.document, lines: source.lines, generated: "2025年9月12日 14:32")
  }

  static var report: Report {
    var report = Report(
      document: Report.Summary(
        file: "示例/dag 2024.md", format: "markdown", department: "示例市档案馆", fiscalYear: 2024, pack: "hunan",
        packTitle: "湖南 2024 年度表样", packReason: "表题与湖南表样相符"),
      findings: [transposed, blank, stale, share, swapped, score, both, reason, gap])
    report.suppressed = [
      Report.Suppressed(
        finding: Finding(
          id: "0f", rule: "rules.code_name", severity: .warning, title: "科目名称少一字", message: "名称与分类表不同。",
          locations: [location(.culprit, "档案馆", after: "2012604\t", table: "公开03表", row: "2012604")]),
        reason: "已向财政部门说明")
    ]
    report.verdicts = verdicts
    report.coverage = SampleCoverage.coverage
    report.coverage.unread = [
      Report.Unread(quote: "类别\t数量\t备注", reason: "没有相应的表样", span: source.line("类别").span),
      Report.Unread(quote: "第十二部分", reason: "找不到这一部分", span: nil),
    ]
    return report
  }

  private static var verdicts: Report.Verdicts {
    var verdicts = Report.Verdicts()
    (verdicts.holds, verdicts.withinRounding, verdicts.contradicted) = (187, 6, 9)
    (verdicts.missing, verdicts.unsupported, verdicts.notApplicable) = (1, 0, 14)
    verdicts.reasons = [
      .init(rule: "T04.income", title: "财政拨款收入合计", reason: "没有找到公开04表", count: 12),
      .init(rule: "rules.opening", title: "年初结转等于上年年末结转", reason: "没有上年的决算", count: 2),
    ]
    return verdicts
  }

  static func location(
    _ role: Location.Role, _ words: String, after context: String, section: String? = nil, table: String? = nil,
    row: String? = nil, column: String? = nil
  ) -> Location {
    Location(
      role: role, quote: words, span: source.span(words, after: context), section: section, table: table, row: row,
      column: column)
  }

  static func term(_ sign: String, _ label: String, _ text: String, after context: String) -> Evidence.Term {
    Evidence.Term(sign: sign, label: label, text: text, span: text.isEmpty ? nil : source.span(text, after: context))
  }
}
