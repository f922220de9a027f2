import Documents
import Testing

@testable import PDFPages
@testable import Readers

/// Tables without rules are found where they are plainly tables.
@Suite struct AlignedTableTests {
  private func sheet(_ rows: [[(text: String, x: Float)]]) -> Sheet {
    var sheet = Sheet()
    for (index, row) in rows.enumerated() {
      for cell in row { sheet.write(cell.text, x: cell.x, y: 150 + Float(index) * 20) }
    }
    return sheet
  }

  @Test func figuresInColumnsAreATable() throws {
    let reading = Sheet.reading(
      sheet([
        [("支出决算表", 200)],
        [("科目", 60), ("本年支出", 210), ("基本支出", 340)],
        [("合计", 60), ("1,203.45", 210), ("700.11", 352)],
        [("行政运行", 60), ("700.11", 222), ("700.11", 352)],
        [("其他支出", 60)],
        [("事业运行", 60), ("503.34", 222), ("0.00", 364)],
        [("注：本表反映支出情况。", 60)],
      ]))
    #expect(
      reading.sketch == [
        "支出决算表", "科目|本年支出|基本支出", "合计|1,203.45|700.11", "行政运行|700.11|700.11", "其他支出||",
        "事业运行|503.34|0.00", "注：本表反映支出情况。",
      ])
    let cell = reading.document.tables[0].rows[2].cells[1].content
    #expect(reading.boxes(cell.span).map(\.left) == [222])
  }

  @Test func proseAndListsAreNone() {
    let reading = Sheet.reading(
      sheet([
        [("一、主要职能", 60), ("3", 400)], [("二、机构设置", 60), ("4", 400)], [("三、名词解释", 60), ("5", 400)],
        [("填表人：甲", 60), ("日期：2025", 200), ("电话：2300618", 340)],
        [("甲", 60), ("1.00", 200), ("2.00", 340)], [("乙", 60), ("1.00", 200), ("2.00", 340)],
      ]))
    #expect(reading.document.tables.isEmpty)
    #expect(reading.document.blocks.count == 6)
  }

  @Test func figuresOutOfColumnsAreNone() {
    let reading = Sheet.reading(
      sheet([
        [("甲", 60), ("1.00", 140), ("2.00", 300)], [("乙", 60), ("3.00", 160), ("4.00", 240)],
        [("丙", 60), ("5.00", 190), ("6.00", 270)],
      ]))
    #expect(reading.document.tables.isEmpty)
  }
}
