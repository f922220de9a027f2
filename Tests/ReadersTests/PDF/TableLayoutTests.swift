import Documents
import Testing

@testable import PDFPages
@testable import Readers

/// Ruled lines and glyphs become tables.
@Suite struct TableLayoutTests {
  private static let xs: [Float] = [50, 150, 250, 350]

  @Test func aGridIsATable() {
    var sheet = Sheet()
    sheet.write("收入决算表", x: 200, y: 80)
    sheet.table([["科目", "金额", "备注"], ["甲", "1,203.45", ""]], xs: Self.xs, top: 100)
    #expect(Sheet.reading(sheet).sketch == ["收入决算表", "科目|金额|备注", "甲|1,203.45|"])
  }

  @Test func piecesOfRulesAreJoined() {
    var sheet = Sheet()
    sheet.table([["甲", "1"], ["乙", "2"]], xs: [50, 150, 250], top: 100)
    // One piece for every side of every cell, a point apart, and every rule printed twice.
    sheet.page.lines = sheet.page.lines.flatMap { line in
      stride(from: line.start, to: line.end, by: 20).flatMap { start in
        [Float(0), 1].map { shift in
          RuledLine(
            isHorizontal: line.isHorizontal, position: line.position + shift, start: start + 0.5,
            end: min(line.end, start + 19.5))
        }
      }
    }
    #expect(Sheet.reading(sheet).sketch == ["甲|1", "乙|2"])
  }

  @Test func cellsWithoutARuleBetweenAreOne() {
    var sheet = Sheet()
    for x: Float in [50, 350] { sheet.rule(down: x, from: 100, to: 220) }
    sheet.rule(down: 150, from: 140, to: 220)
    sheet.rule(down: 250, from: 100, to: 220)
    for y: Float in [100, 180, 220] { sheet.rule(across: y, from: 50, to: 350) }
    sheet.rule(across: 140, from: 50, to: 250)
    sheet.fill("项目", x: 60, y: 100)
    sheet.fill("合计", x: 260, y: 120)
    sheet.fill("编码", x: 60, y: 140)
    sheet.fill("名称", x: 160, y: 140)
    sheet.fill("201", x: 60, y: 180)
    sheet.fill("公共服务", x: 160, y: 180)
    sheet.fill("9.00", x: 260, y: 180)
    #expect(Sheet.reading(sheet).sketch == ["0+2×1:项目|2+1×2:合计", "编码|名称", "201|公共服务|9.00"])
  }

  @Test func codesInThreeColumnsStayThree() {
    var sheet = Sheet()
    sheet.table(
      [["类", "款", "项", "名称", "金额"], ["201", "06", "02", "事务", "13.44"]], xs: [50, 90, 130, 170, 270, 350], top: 100)
    #expect(Sheet.reading(sheet).sketch == ["类|款|项|名称|金额", "201|06|02|事务|13.44"])
  }

  @Test func wordsWrappedInACellAreJoined() {
    var sheet = Sheet()
    sheet.table(
      [["机关事业单位基本养老\n保险缴费支出", "12,345,678.\n90"], ["一、甲\n二、乙", "1.00\n2.00"]], xs: [50, 162, 232], top: 100)
    #expect(Sheet.reading(sheet).sketch == ["机关事业单位基本养老保险缴费支出|12,345,678.90", "一、甲/二、乙|1.00/2.00"])
  }

  @Test func openSidesEndWhereTheRulesEnd() {
    var sheet = Sheet()
    for y: Float in [100, 140, 180] { sheet.rule(across: y, from: 50, to: 350) }
    for x: Float in [150, 250] { sheet.rule(down: x, from: 100, to: 180) }
    for (row, cells) in [["甲", "1", "2"], ["乙", "3", "4"]].enumerated() {
      for (column, text) in cells.enumerated() {
        sheet.fill(text, x: 60 + Float(column) * 100, y: 100 + Float(row) * 40)
      }
    }
    #expect(Sheet.reading(sheet).sketch == ["甲|1|2", "乙|3|4"])
  }

  @Test func aFrameIsNoTable() {
    var sheet = Sheet()
    for y: Float in [60, 300] { sheet.rule(across: y, from: 40, to: 500) }
    for x: Float in [40, 500] { sheet.rule(down: x, from: 60, to: 300) }
    sheet.write("框里的话", x: 60, y: 100)
    #expect(Sheet.reading(sheet).sketch == ["框里的话"])
  }

  @Test func tablesThatTouchKeepTheirColumns() {
    var sheet = Sheet()
    sheet.table([["名称", "分值", "得分", "执行率"]], xs: [50, 150, 250, 350, 450], top: 100)
    sheet.table([["数量", "10", "9", "90%"]], xs: [50, 110, 190, 290, 450], top: 140)
    let table = Sheet.reading(sheet).document.tables[0]
    #expect(table.columnCount == 4)
    #expect(table.rows.map { $0.cells.map(\.column) } == [[0, 1, 2, 3], [0, 1, 2, 3]])
  }

  @Test func everyCellHasItsPlace() throws {
    var sheet = Sheet()
    sheet.table([["科目", "金额"], ["甲", ""]], xs: [50, 150, 250], top: 100)
    let reading = Sheet.reading(sheet)
    let row = reading.document.tables[0].rows[1]
    #expect(reading.boxes(row.cells[0].content.span) == [Place.Box(left: 52, top: 144, right: 62, bottom: 154)])
    // A blank cell stands for itself.
    #expect(row.cells[1].content.text.isEmpty)
    #expect(reading.boxes(row.cells[1].content.span) == [Place.Box(left: 150, top: 140, right: 250, bottom: 180)])
  }

  @Test func aRaisedFigureBelongsToItsLine() {
    var sheet = Sheet()
    sheet.table([["面积", "1"], ["乙", "2"]], xs: [50, 150, 250], top: 100)
    sheet.write("m", x: 80, y: 112, size: 10)
    sheet.write("2", x: 85, y: 108, size: 6)
    #expect(Sheet.reading(sheet).sketch == ["面积 m2|1", "乙|2"])
  }
}
