import Checking
import Documents
import Forms
import Foundation
import Testing

@testable import Writers

@Suite("Workbooks")
struct SheetTests {
  private let catalog = PackFiles.embedded.catalog(.chinese)

  private func text(_ cell: Sheet.Cell) -> String {
    switch cell.value {
    case .text(let text), .decimal(let text), .formula(let text, _): text
    case .number(let number): String(number)
    case .blank: ""
    }
  }

  @Test func opinionsAreNumberedWorstFirst() throws {
    let input = SampleReport.input
    let sheet = OpinionSheet(catalog: catalog, date: "2025年9月30日").sheet(input)
    #expect(text(sheet.rows[0].cells[0]) == "部门决算公开审核意见表")
    #expect(text(sheet.rows[1].cells[0]).hasSuffix("　　日期：2025年9月30日"))
    let head = try #require(sheet.head)
    #expect(sheet.rows[head.lowerBound].cells.map(text).first == "序号")
    let body = sheet.rows[head.upperBound...]
    #expect(body.map { text($0.cells[0]) } == (1...input.report.findings.count).map(String.init))
    #expect(body.map { text($0.cells[3]) } == input.report.findings.map(\.message))
    for row in sheet.rows { #expect(row.cells.reduce(0) { $0 + $1.columns } == sheet.widths.count) }
    let transposed = try #require(body.first)
    let finding = input.report.findings[0]
    #expect(text(transposed.cells[2]).hasPrefix(finding.locations[0].table ?? "?"))
    #expect(text(transposed.cells[2]).contains("（第 "))
    #expect(text(transposed.cells[4]) == finding.stated)
    #expect(text(transposed.cells[9]).isEmpty)
  }

  @Test func withoutADateNoneIsPrinted() {
    let sheet = OpinionSheet(catalog: catalog).sheet(SampleReport.input)
    #expect(!text(sheet.rows[1].cells[0]).contains("日期"))
  }

  @Test func aSoundReportSaysSo() {
    var input = SampleReport.input
    input.report.findings = []
    #expect(OpinionSheet(catalog: catalog).sheet(input).rows.last.map { text($0.cells[0]) } == "没有发现问题")
    input.report.verdicts = Report.Verdicts()
    #expect(
      OpinionSheet(catalog: catalog).sheet(input).rows.last.map { text($0.cells[0]) } == catalog("text.nothing.ran"))
  }

  @Test func rowsAreAsHighAsTheirLongestText() {
    let sheet = Sheet(name: "s", widths: [11, 21])
    #expect(sheet.height(of: Sheet.Row([Sheet.Cell("一"), Sheet.Cell("二")])) == 16.5)
    #expect(sheet.height(of: Sheet.Row([Sheet.Cell("一二三四五六"), Sheet.Cell("二")])) == 30)
    #expect(sheet.height(of: Sheet.Row([Sheet.Cell("a\nb\n"), Sheet.Cell("二")])) == 43.5)
    #expect(sheet.height(of: Sheet.Row([Sheet.Cell(String(repeating: "长", count: 9000)), Sheet.Cell("")])) == 409)
  }

  private static var hasLibrary: Bool { (try? SheetLibrary.expect()) != nil }

  /// What a second program reads of the file.
  @Test(
    .enabled(if: hasLibrary && Python.has("openpyxl"), "libxlsxwriter or python3 with openpyxl is not installed"))
  func theFileReadsBack() throws {
    let path = FileManager.default.temporaryDirectory.appending(path: "opinion-\(UUID().uuidString).xlsx").path
    defer { _ = try? FileManager.default.removeItem(atPath: path) }
    var input = SampleReport.input
    input.report.findings[0].message = "坏\u{0}字\u{FFFF}<&>" + String(repeating: "长", count: 40_000)
    try OpinionSheet(catalog: catalog).write(input, to: path)
    let script = """
      import openpyxl
      sheet = openpyxl.load_workbook("\(path)").active
      setup = sheet.page_setup
      print(sheet.title, sheet.dimensions, setup.orientation, setup.paperSize, sheet.print_title_rows, setup.fitToHeight)
      print(sheet["D5"].value[:7], len(sheet["D5"].value), sheet["D5"].alignment.wrap_text, sheet["A5"].value)
      print(sheet.oddFooter.center.text, sheet.freeze_panes, len(sheet.merged_cells.ranges))
      """
    let (status, output) = try Python.run(script, input: "")
    #expect(status == 0, "\(output)")
    #expect(
      output == """
        审核意见 A1:J13 landscape 9 $4:$4 0
        坏\u{FFFD}字\u{FFFD}<&> 16001 True 1
        &P / &N A5 3

        """)
  }

  @Test(.enabled(if: hasLibrary, "libxlsxwriter is not installed"))
  func aFolderThatIsNotThereIsToldOf() {
    let path = "/nowhere/\(UUID().uuidString)/o.xlsx"
    #expect(throws: SheetFailure.self) { try OpinionSheet(catalog: catalog).write(SampleReport.input, to: path) }
  }
}
