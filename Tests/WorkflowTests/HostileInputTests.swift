import Checking
import Documents
import Forms
import Foundation
import Readers
import Testing
import Workflow
import Writers

/// Files that no department would publish end in a clear error or a report. Sizes are what a debug build does in
/// seconds; `benchmarks` checks the same files at full size, with their times and memory.
@Suite struct HostileInputTests {
  private static let check = Check(files: .embedded, catalog: PackFiles.embedded.catalog(.chinese))

  /// The report on a text, with every format written.
  private func report(_ text: String) throws -> Report {
    let outcome = try Self.check.run(SourceFile(name: "hostile.md", bytes: Array(text.utf8)))
    for format in ReportFormat.allCases {
      #expect(try !format.write(outcome, catalog: Self.check.catalog, version: "0").isEmpty)
    }
    let ids = outcome.input.report.findings.map(\.id)
    #expect(Set(ids).count == ids.count)
    let length = text.unicodeScalars.count
    for place in outcome.input.report.findings.flatMap(\.locations) {
      guard let span = place.span else { continue }
      #expect(0 <= span.start && span.start <= span.end && span.end <= length)
    }
    return outcome.input.report
  }

  private func refusal(_ bytes: [UInt8]) -> UnreadableFile.Reason? {
    refusal { SourceFile(name: "hostile.md", bytes: bytes) }
  }

  private func refusal(_ load: () throws(Check.Failure) -> SourceFile) -> UnreadableFile.Reason? {
    do throws(Check.Failure) {
      _ = try Self.check.run(try load())
      return nil
    } catch {
      guard case .unreadable(let file) = error else { return nil }
      return file.reason
    }
  }

  // MARK: Refused

  @Test func nothingAtAll() {
    #expect(refusal([]) == .empty)
    #expect(refusal(Array(" \n\t\u{3000}\n".utf8)) == .empty)
  }

  @Test func noise() {
    var state: UInt64 = 7
    let bytes = (0..<100_000).map { _ in
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return UInt8(truncatingIfNeeded: state >> 56)
    }
    #expect(refusal(bytes) == .notText)
  }

  @Test(
    arguments: [
      [0xE4], [0xFF], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xE4, 0xB8],
    ] as [[UInt8]])
  func invalidUTF8(_ bad: [UInt8]) {
    // UTF-8 on both sides, so that it is not taken for GB18030.
    let text = Array("2024年度部门决算公开\n".utf8)
    #expect(refusal(text + bad + [0x0A, 0xFF] + text) == .notText)
  }

  @Test func twoHundredMegabytesAreNotReadWhole() throws {
    let path = NSTemporaryDirectory() + "mingzhang-hostile-\(UUID().uuidString).md"
    try Data().write(to: URL(fileURLWithPath: path))
    defer { unlink(path) }
    #expect(truncate(path, 200 << 20) == 0)
    let reason = refusal { () throws(Check.Failure) -> SourceFile in
      let file = try SourceFileLoader.load(path)
      #expect(file.bytes.count <= ReadingLimits().bytes + 1)
      return file
    }
    #expect(reason == .tooLarge)
  }

  @Test func aFileThatIsNotThere() {
    #expect(refusal { () throws(Check.Failure) in try SourceFileLoader.load("/nowhere/at/all.md") } == .inaccessible)
  }

  // MARK: Reported

  @Test func aRowOfAMillionColumns() throws {
    let report = try report("# 2024年度部门决算\n\n" + Array(repeating: "1", count: 1_000_000).joined(separator: "\t"))
    #expect(report.coverage.numbers == 4096 && report.coverage.unverifiable == 4096)
    #expect(report.coverage.unread.contains { $0.reason.contains("4096") })
  }

  @Test func aWideRowAboveNarrowOnes() throws {
    let wide = Array(repeating: "1", count: 4_096).joined(separator: "\t")
    let report = try report(wide + "\n" + String(repeating: "2\t3\n", count: 100))
    #expect(report.coverage.unread.count == 1)
  }

  @Test func deeplyNestedLists() throws {
    let inOneLine = String(repeating: "- ", count: 20_000) + "深处"
    let inLines = (0..<2_000).map { "\(String(repeating: " ", count: $0 % 200))- 第\($0)项" }.joined(separator: "\n")
    #expect(try report(inOneLine).findings.isEmpty)
    #expect(try report(inLines).findings.isEmpty)
  }

  @Test func aLongTableOfCodesIsAddedUp() throws {
    let table = CodedTable(classes: 40)
    let report = try report(table.text)
    // Of each row its columns; of each class and section, and of the total, both filled columns.
    #expect(report.verdicts.holds + report.verdicts.withinRounding > 5_000)
    #expect(report.coverage.numbers == 2 * table.rows)
    #expect(report.findings.filter { $0.rule.hasPrefix("T03.") }.map(\.message) == [])
  }

  @Test func oneSlipInALongTableOfCodesIsFound() throws {
    var table = CodedTable()
    table.slips = ["2010311": "19.00"]
    let findings = try report(table.text).findings.filter { $0.rule.hasPrefix("T03.") }
    #expect(findings.count == 1)
    #expect(findings.first?.locations.first?.quote == "19.00")
    #expect(findings.first?.expected?.hasPrefix("10.00") == true)
  }

  @Test func aLongTableOfCodesInWhichNothingAddsUp() throws {
    var table = CodedTable(classes: 1)
    table.figure = "9.00"
    let report = try report(table.text)
    #expect(report.verdicts.contradicted > 100)
    #expect(report.findings.contains { $0.rule.hasPrefix("T03.") })
  }

  @Test func twoCodesAgainAndAgain() throws {
    let rows = Array(repeating: "20101\t款\t1.00\t1.00\n2010101\t项\t1.00\t1.00", count: 100)
    let report = try report(CodedTable(classes: 0).text + "\n" + rows.joined(separator: "\n"))
    #expect(report.coverage.numbers == 402)
    #expect(!report.findings.isEmpty)
  }

  /// Each repair of one column breaks the next.
  @Test(arguments: ["201\t类\t564.4\t5\n20126\t款\t\t564.4\t1", "合计\t\t\t0\n201\tx\t0\t0\t5"])
  func repairsDoNotTakeTurnsForEver(_ rows: String) throws {
    let findings = try report(CodedTable.heading + rows).findings.filter { $0.rule.hasPrefix("T03.") }
    #expect((1...3).contains(findings.count))
  }

  @Test func aLongTableOfIndicators() throws {
    let report = try report(ProjectTable(name: "示例经费", indicators: 4_000).text)
    #expect(report.coverage.numbers > 8_000)
    // 4,000 points are not 100.
    #expect(report.findings.contains { $0.severity == .error })
  }

  @Test func manyTablesOfProjects() throws {
    let text = (1...100).map { ProjectTable(name: "示例经费\($0)", indicators: 6).text }.joined(separator: "\n\n")
    let report = try report(text)
    #expect(report.coverage.unread.isEmpty)
    #expect(report.coverage.numbers > 100 * 14)
  }

  /// Sums of what still counts as a number fit; longer runs of digits are no numbers, and their equations say so.
  @Test(arguments: [15, 16, 18, 19, 20, 38, 39, 40])
  func numbersOfManyDigits(_ digits: Int) throws {
    let number = String(repeating: "9", count: digits)
    let table = CodedTable(classes: 1).text.replacing("10.00", with: number).replacing("000.00", with: number)
    let report = try report(table + "\n\n" + ProjectTable(name: number, indicators: 3, figure: number).text)
    #expect(report.verdicts.notApplicable > 0)
    #expect((report.coverage.numbers > 100) == (digits <= 15))
    if digits > 15 { #expect(report.verdicts.reasons.contains { $0.reason.contains(number) }) }
  }

  @Test func numbersOfManyDigitsInSentences() throws {
    let number = String(repeating: "8", count: 40)
    let report = try report(
      """
      # 第\(number)部分 \(number)年度部门决算情况说明

      ## \(number)、收入决算情况说明

      \(number)年度收入\(number)万元，增长\(number)%，\(number)年\(number)月\(number)日。

      附件 \(number)

      第九千九百九十九万九千九百九十九部分
      """)
    #expect(report.document.fiscalYear == nil || (1_900...2_100).contains(report.document.fiscalYear ?? 0))
  }
}

/// 支出决算表 with made-up codes that add up: classes of 4 sections of 25 items of 10.00 each.
private struct CodedTable {
  var classes = 3
  /// What the items print in their first column.
  var figure = "10.00"
  /// Figures that other items print, by code.
  var slips: [String: String] = [:]

  var rows: Int { 1 + classes * (1 + 4 * (1 + 25)) }

  static let heading = """
    # 2024年度部门决算

    支出决算表

    单位：万元

    项 目\t\t本年支出合计\t基本支出\t项目支出\t上缴上级支出\t经营支出\t对附属单位补助支出
    功能分类科目编码\t科目名称

    """

  var text: String {
    var lines = [Self.heading + sum("", "合计", items: classes * 100)]
    for code in 201..<(201 + classes) {
      lines.append(sum("\(code)", "类", items: 100))
      for section in 1...4 {
        lines.append(sum("\(code)0\(section)", "款", items: 25))
        lines += (10..<35).map { item in
          let code = "\(code)0\(section)\(item)"
          return "\(code)\t项\t\(slips[code] ?? figure)\t10.00\t\t\t\t"
        }
      }
    }
    return lines.joined(separator: "\n")
  }

  private func sum(_ code: String, _ name: String, items: Int) -> String {
    "\(code)\t\(name)\t\(items * 10).00\t\(items * 10).00\t\t\t\t"
  }
}

/// 项目支出绩效自评表 with any number of indicators of one point each.
private struct ProjectTable {
  var name: String
  var indicators: Int
  var figure = "60.00"

  var text: String {
    let rows = (1...indicators).map { "\t\t\t指标\($0)\t≥\($0)次\t\($0)次\t1\t1\t" }
    return """
      2024年度项目支出绩效自评表

      项目支出名称\t\(name)\t\t\t\t\t\t\t
      项目资金（万元）\t\t年初预算数\t全年预算数\t全年执行数\t分值\t执行率\t得分\t
      \t年度资金总额\t\(figure)\t65.00\t60.00\t10\t92.31%\t9.23\t
      绩效指标\t一级指标\t二级指标\t三级指标\t年度指标值\t实际完成值\t分值\t得分\t偏差原因分析及改进措施
      \t产出指标\t数量指标\t总次数\t≥4次\t4次\t1\t1\t
      \(rows.joined(separator: "\n"))
      总分\t\t\t\t\t\t100\t99.23\t
      """
  }
}
