import Checking
import Documents
import Forms
import TestSupport
import Testing

@testable import Writers

@Suite("Summaries of many files")
struct SummaryTests {
  private let catalog = PackFiles.embedded.catalog(.chinese)

  private func checked(_ file: String, _ severities: [Finding.Severity], holds: Int = 5) -> CheckSummary.Line {
    var report = Report(
      document: Report.Summary(
        file: file, format: "markdown", department: "示例市\n档案馆", fiscalYear: 2024, pack: "hunan", packTitle: "",
        packReason: ""),
      findings: severities.map { Finding(rule: "x", severity: $0, title: "t", message: "m") })
    report.verdicts.holds = holds
    return CheckSummary.Line(file: file, outcome: .checked(.init(report)))
  }

  private var summary: CheckSummary {
    CheckSummary(
      lines: [
        checked("a.md", []), checked("b.md", [.warning, .warning]), checked("=c,\"1\".md", [.error, .info]),
        checked("d.md", [], holds: 0), CheckSummary.Line(file: "e\u{1B}.md", outcome: .unreadable("空的")),
        checked("f.md", []), checked("g.md", [.error, .warning]),
      ],
      skipped: [CheckSummary.Skipped(file: "图.png", reason: "是图片")])
  }

  @Test func worstComesFirstAndEqualsKeepTheirOrder() {
    #expect(summary.lines.map(\.file) == ["e\u{1B}.md", "d.md", "g.md", "=c,\"1\".md", "b.md", "a.md", "f.md"])
    #expect(summary.unreadable == 1)
  }

  @Test func aTextThatIsNoDisclosureHasNoDepartment() {
    #expect(summary.checked.map(\.department) == [nil] + Array(repeating: "示例市\n档案馆", count: 5))
  }

  @Test func onATerminalNamesStandUnderEachOther() {
    let lines = SummaryText(catalog: catalog).write(summary).split(separator: "\n").map(String.init)
    #expect(lines[1] == "         无法读取  e\u{FFFD}.md: 空的")
    #expect(lines[3] == "    1     1     0  示例市 档案馆  g.md")
    #expect(lines[6] == "    0     0     0  示例市 档案馆  a.md")
    #expect(lines.contains("  图.png: 是图片"))
    #expect(
      lines.last == "检查 7 个文件：3 个有问题（错误 2 处，提醒 3 处，说明 1 处），2 个没有发现问题，1 个没有认出能核对的内容，1 个无法读取。")
  }

  @Test func csvIsQuotedAndHoldsNoFormula() {
    let lines = SummaryCSV(catalog: catalog).write(summary).split(separator: "\r\n").map(String.init)
    #expect(lines[0] == "\u{FEFF}文件,部门,年度,格式包,错误,提醒,说明,核对处数,数,已核实的数,结果")
    #expect(lines[1] == "e\u{FFFD}.md,,,,,,,,,,空的")
    #expect(lines[4] == "\"'=c,\"\"1\"\".md\",\"示例市\n档案馆\",2024,hunan,1,0,1,5,0,0,有问题")
    #expect(lines.last == "图.png,,,,,,,,,,没有检查：是图片")
  }

  @Test func jsonFitsTheSchema() throws {
    let json = try SummaryJSON().write(summary)
    let schema = try Schema(Files.text("Docs/summary.schema.json"))
    #expect(try schema.complaints(about: json) == [])
    #expect(try schema.complaints(about: json.replacing("\"errors\"", with: "\"mistakes\"")) != [])
  }
}
