import Documents
import Readers
import Testing

@Suite struct TabTableTests {
  @Test func rowsOfFields() throws {
    let read = try ReadText("表\n\n项目\t\t 决 算数 \n\t甲\t1.00\n")
    let table = try #require(read.tables.first)
    #expect(read.texts(table) == [["项目", "", "决 算数"], ["", "甲", "1.00"]])
    #expect(table.columnCount == 3)
    #expect(table.rows.map { read.source($0.span) } == ["项目\t\t 决 算数 ", "\t甲\t1.00"])
    #expect(
      table.rows[0].cells.map(\.content.span) == [
        SourceSpan(start: 3, end: 5), SourceSpan(start: 6, end: 6), SourceSpan(start: 8, end: 12),
      ])
    #expect(table.rows[1].cells[0].content.span == SourceSpan(start: 14, end: 14))
    #expect(table.span == SourceSpan(start: 3, end: 21))
  }

  @Test func rowsMayBeRagged() throws {
    let read = try ReadText("甲\t乙\t丙\n1\t2\n3\t4\t5\t\n")
    let table = try #require(read.tables.first)
    #expect(table.rows.map(\.cells.count) == [3, 2, 4])
    #expect(table.columnCount == 4)
  }

  @Test func cellsLoseTheirMarkup() throws {
    let read = try ReadText("<b>201</b>\t<b> 一般公共服务 </b>\t&nbsp;\t**9**\n1\t2\t3\t4\n")
    let cells = try #require(read.tables.first).rows[0].cells
    #expect(cells.map(\.content.text) == ["201", "一般公共服务", "", "9"])
    #expect(cells.map { read.source($0.content.span) } == ["<b>201</b>", "<b> 一般公共服务 </b>", "", "**9**"])
    #expect(try read.source(of: "公共", in: cells[1].content) == "公共")
    #expect(cells[0].content.span(ofScalars: 0..<3) == SourceSpan(start: 3, end: 6))
  }

  @Test func aPageBreakDoesNotEndATable() throws {
    let read = try ReadText("科目\t金额\n甲\t1\n\n\n\n乙\t2\n\t\n丙\t3\n")
    #expect(read.tables.map(\.rows.count) == [5])
    #expect(read.noteIDs == ["reading.tableJoined"])
    #expect(read.source(read.reading.notes[0].span) == "乙\t2")
  }

  @Test func aTitleBetweenPartsTables() throws {
    let read = try ReadText("科目\t金额\n甲\t1\n\n另一张表\n\n科目\t金额\n乙\t2\n")
    #expect(read.tables.map(\.rows.count) == [2, 2])
    #expect(read.noteIDs.isEmpty)
  }

  @Test func aPageThatLostColumnsBelongsToItsTable() throws {
    let read = try ReadText("科目\t名称\t金额\n201\t甲\t1\n\n202\t乙\n\n\t续写的名称\n")
    #expect(read.tables.map(\.rows.count) == [4])
    #expect(read.tables.map(\.columnCount) == [3])
  }

  @Test(arguments: [
    "科目\t名称\t年初预算\t决算\n202\t乙\t2\t3\n",
    "单位\t某某局\n人数\t12\n",
  ])
  func aNewHeadWithOtherColumnsBeginsATable(second: String) throws {
    let read = try ReadText("科目\t名称\t金额\n201\t甲\t1\n\n" + second)
    #expect(read.tables.map(\.rows.count) == [2, 2])
  }

  @Test func aRepeatedHeadOfTheSameWidthContinuesTheTable() throws {
    let read = try ReadText("科目\t金额\n甲\t1\n\n科目\t金额\n乙\t2\n")
    #expect(read.tables.map(\.rows.count) == [4])
  }

  @Test func aLineBetweenRowsContinuesACell() throws {
    let read = try ReadText("科目\t名称\t金额\n201\t一般公共\n  服务\n支出\n202\t外交\t5\n")
    let table = try #require(read.tables.first)
    #expect(read.texts(table) == [["科目", "名称", "金额"], ["201", "一般公共\n服务\n支出"], ["202", "外交", "5"]])
    let cell = table.rows[1].cells[1].content
    #expect(read.source(cell.span) == "一般公共\n  服务\n支出")
    #expect(read.source(table.rows[1].span) == "201\t一般公共\n  服务\n支出")
    #expect(try read.source(of: "服务", in: cell) == "服务")
    #expect(try read.source(of: "支出", in: cell) == "支出")
    #expect(read.noteIDs == ["reading.cellContinued"])
    #expect(read.source(read.reading.notes[0].span) == "服务\n支出")
    #expect(SpanRules(read).breaches.isEmpty)
  }

  @Test func theLastFilledCellIsContinued() throws {
    let read = try ReadText("甲\t乙\t\t\n续\n1\t2\t3\t4\n")
    let table = try #require(read.tables.first)
    #expect(read.texts(table)[0] == ["甲", "乙\n续", "", ""])
    #expect(SpanRules(read).breaches.isEmpty)
  }

  @Test func aNoteRightAfterATableIsAParagraph() throws {
    let read = try ReadText("甲\t乙\n1\t2\n注：本表为示例。\n\n3\t4\n")
    #expect(read.tables.map(\.rows.count) == [2, 1])
    #expect(read.paragraphs.map(\.content.text) == ["注：本表为示例。"])
  }

  @Test func aTitleTightBetweenTablesIsNoContinuation() throws {
    let read = try ReadText("甲\t乙\t丙\n1\t2\t3\n另一张表\n名称\t某某局\n人数\t3\n")
    #expect(read.tables.map(\.rows.count) == [2, 2])
    #expect(read.paragraphs.map(\.content.text) == ["另一张表"])
    #expect(try ReadText("甲\t乙\n# 标题\n1\t2\n").tables.count == 2)
  }

  @Test func indentedParagraphsAreNoTable() throws {
    let read = try ReadText("\t第一段。\n\t第二段。\n\n\t第三段。\n")
    #expect(read.tables.isEmpty)
    #expect(read.paragraphs.map(\.content.text) == ["第一段。", "第二段。", "第三段。"])
    #expect(read.source(read.paragraphs[1].content.span) == "第二段。")
  }

  @Test func blankRowsCountOnlyBesideRows() throws {
    let read = try ReadText("\t\t\n甲\t乙\t丙\n\t\t\n\n正文\n\t\t\n正文\n")
    #expect(read.tables.map(\.rows.count) == [3])
    #expect(read.paragraphs.map(\.content.text) == ["正文", "正文"])
  }
}

@Suite struct PipeTableTests {
  @Test func rowsOfFields() throws {
    let read = try ReadText("| 科目 | 金额 |\n|:---|---:|\n| 甲\\|乙 |  |\n|丙|1\n")
    let table = try #require(read.tables.first)
    #expect(read.texts(table) == [["科目", "金额"], ["甲|乙", ""], ["丙", "1"]])
    #expect(table.columnCount == 2)
    #expect(read.source(table.rows[1].span) == "| 甲\\|乙 |  |")
    let cells = table.rows[1].cells.map(\.content)
    #expect(cells.map { read.source($0.span) } == ["甲\\|乙", ""])
    #expect(cells[0].span(ofScalars: 1..<2) == SourceSpan(start: 28, end: 29))
    #expect(cells[1].span == SourceSpan(start: 32, end: 32))
    #expect(read.source(table.rows[2].cells[1].content.span) == "1")
  }

  @Test func singleDashesAreARowExceptUnderTheHead() throws {
    let read = try ReadText("|甲|乙|\n|-|-|\n|-|-|\n|1|2|\n")
    #expect(read.tables.map(read.texts) == [[["甲", "乙"], ["-", "-"], ["1", "2"]]])
  }

  @Test func pagesAreJoined() throws {
    let read = try ReadText("|甲|乙|\n|---|---|\n|1|2|\n\n|甲|乙|\n|---|---|\n|3|4|\n")
    #expect(read.tables.map(\.rows.count) == [4])
    #expect(read.noteIDs == ["reading.tableJoined"])
  }

  @Test func pipesAndTabsAreNeverOneTable() throws {
    let read = try ReadText("|甲|乙|\n|1|2|\n丙\t丁\n")
    #expect(read.tables.map(\.rows.count) == [2, 1])
  }

  @Test func aSeparatorAloneIsNothing() throws {
    let read = try ReadText("正文\n\n|---|---|\n")
    #expect(read.blocks.count == 1)
  }
}
