import Documents
import Filings
import Forms
import Readers
import TestSupport
import Testing

@testable import Recognition

/// Open rows of indicators, with the accidents of conversion.
@Suite struct IndicatorTests {
  private static let head =
    "2024年度项目支出绩效自评表\n\n项目支出名称\t示例经费\t\t\t\t\t\t\t\n绩效指标\t一级指标\t二级指标\t三级指标\t年度指标值\t实际完成值\t分值\t得分\t偏差原因分析及改进措施\n"

  private func rows(_ lines: String) throws -> [[String: String]] {
    let reading = try MarkdownReader().read(SourceFile(name: "test", bytes: [UInt8]((Self.head + lines).utf8)))
    let form = TestForms.hunan
    let filing = Recognizer(form: form).recognize(reading.document, year: 2024)
    let project = try #require(form.table("PROJECT"))
    let table = try #require(filing.tables.first { $0.form == project })
    let block = try #require(form.tables[project].block("indicators"))
    return table.blocks[block].rows.map { row in
      Dictionary(
        uniqueKeysWithValues: zip(
          form.tables[project].blocks[block].columns.map(\.id), row.cells.map { $0?.text ?? "" }))
    }
  }

  private func expect(
    _ row: [String: String], _ level1: String, _ name: String, _ target: String, _ weight: String, _ score: String
  ) {
    #expect(row["level1"] == level1)
    #expect(row["level3"] == name)
    #expect(row["target"] == target)
    #expect(row["weight"] == weight)
    #expect(row["score"] == score)
  }

  @Test func rowsInPlaceAndFilledDown() throws {
    let rows = try rows(
      "\t产出指标（40分）\t数量指标\t整理档案\t≥100卷\t120卷\t10\t10\t\n\t\t\t修复档案\t5卷\t5卷\t30\t30\t\n总分\t\t\t\t\t\t100\t40\t\n")
    expect(rows[0], "产出指标", "整理档案", "≥100卷", "10", "10")
    expect(rows[1], "产出指标", "修复档案", "5卷", "30", "30")
    #expect(rows[2]["weight"] == "100")
    #expect(rows[2]["score"] == "40")
  }

  @Test func aRowOneColumnToTheLeft() throws {
    let rows = try rows(
      "\t成本指标（20分）\t经济成本指标\t甲费用\t7万元\t7万元\t2\t2\t\n乙费用\t\t\t8万元\t8万元\t2\t2\t\t\n总分\t\t\t\t\t100\t4\t\t\n")
    expect(rows[1], "成本指标", "乙费用", "8万元", "2", "2")
    #expect(rows[2]["score"] == "4")
  }

  @Test func aRowOneColumnToTheRight() throws {
    let rows = try rows("\t产出指标（40分）\t数量指标\t甲\t1次\t1次\t5\t5\t\n\t\t\t时效指标\t完成期限\t12月底前\t12月底前\t5\t5\n")
    expect(rows[1], "产出指标", "完成期限", "12月底前", "5", "5")
  }

  @Test func plainNumbersAsTargetsAreNoReasonToShift() throws {
    let rows = try rows("\t(40分)\t数量指标\t驻场人员\t1\t1\t\t\t\n\t\t\t合格率\t98\t99\t\t\t\n")
    expect(rows[0], "产出指标", "驻场人员", "1", "", "")
    expect(rows[1], "产出指标", "合格率", "98", "", "")
  }

  @Test func aNameBrokenByAPageEndIsWhole() throws {
    let rows = try rows("\t产出指标（40分）\t数量指标\t提供便捷借\t800次\t800次\t2\t2\t\n\n\t\t\t阅服务\t\t\t\t\t\n")
    #expect(rows.count == 1)
    #expect(rows[0]["level3"] == "提供便捷借阅服务")
  }

  @Test func linesOfDotsAreNotIndicators() throws {
    let rows = try rows("\t效益指标（20分）\t经济效益指标\t.....\t\t\t\t\t\n")
    #expect(rows[0]["level3"] == "")
  }
}
