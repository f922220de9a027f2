import Documents
import Testing

@testable import PDFPages
@testable import Readers

/// Lines become paragraphs and headings; what is no text is set apart.
@Suite struct ParagraphLayoutTests {
  /// 36 characters of 12 points: from margin to margin.
  private static let full = String(repeating: "收入支出决算总表", count: 4) + "合计等于"

  /// Lines 24 points apart, each with its left edge.
  private func sheet(_ lines: [(text: String, x: Float)], from top: Float = 150) -> Sheet {
    var sheet = Sheet()
    for (index, line) in lines.enumerated() { sheet.write(line.text, x: line.x, y: top + Float(index) * 24) }
    return sheet
  }

  @Test func fullLinesGoOn() {
    let indented = String(Self.full.dropLast(2))
    let reading = Sheet.reading(
      sheet([(indented, 84), (Self.full, 60), ("各项之和。", 60), (indented, 84), ("余下。", 60)]))
    #expect(reading.sketch == [indented + Self.full + "各项之和。", indented + "余下。"])
  }

  @Test func aParagraphGoesOnOverThePage() {
    let reading = Sheet.reading(sheet([(Self.full, 60), (Self.full, 60)]), sheet([(Self.full, 60), ("9.00万元。", 60)]))
    #expect(reading.sketch == [Self.full + Self.full + Self.full + "9.00万元。"])
    let paragraph = reading.document.blocks[0].span
    #expect(reading.map?.places(of: paragraph).count == 4)
  }

  @Test func shortLinesAndItemsStandAlone() {
    let reading = Sheet.reading(
      sheet([(Self.full, 60), ("一、主要职能", 60), ("二、机构设置", 60), (Self.full, 60), ("● 甲", 60)]))
    #expect(reading.sketch == [Self.full, "一、主要职能", "二、机构设置", Self.full, "● 甲"])
    let isItem = reading.document.blocks.map { if case .paragraph(let one) = $0 { one.isListItem } else { false } }
    #expect(isItem == [false, false, false, false, true])
  }

  @Test func aHeadingThatFillsItsLineIsNotRunTogetherWithTheParagraphBelow() {
    let heading = "部门预算：" + Self.full.dropFirst(7)
    let first = String(Self.full.dropLast(2))
    let reading = Sheet.reading(sheet([(heading, 84), (first, 84), (Self.full, 60), ("各项之和。", 60)]))
    #expect(reading.sketch == [heading, first + Self.full + "各项之和。"])
  }

  @Test func aTextThatIsSetInAsAWholeGoesOn() {
    let line = String(Self.full.dropLast(2))
    let reading = Sheet.reading(sheet([(line, 84), (line, 84), (line, 84), (Self.full, 60), (Self.full, 60)]))
    #expect(reading.sketch.first?.hasPrefix(line + line + line) == true)
  }

  @Test func contentsAreNotRunTogether() {
    let dots = String(repeating: ".", count: 52)
    let reading = Sheet.reading(sheet([("收入决算表\(dots)3", 60), ("支出决算表\(dots)5", 60), (Self.full, 60)]))
    #expect(reading.document.blocks.count == 3)
  }

  @Test func aNumberInASentenceHasItsOwnBox() {
    let reading = Sheet.reading(sheet([(Self.full, 60), ("合计9.00万元。", 60)]))
    guard case .paragraph(let paragraph) = reading.document.blocks[0] else { return #expect(Bool(false)) }
    let span = paragraph.content.span(ofScalars: 38..<42)
    #expect(reading.boxes(span) == [Place.Box(left: 84, top: 164.4, right: 108, bottom: 176.4)])
  }

  @Test func largeAndBoldLinesAreHeadings() {
    var sheet = sheet([(Self.full, 60), (Self.full, 60)], from: 300)
    sheet.write("第一部分 概况", x: 200, y: 150, size: 20)
    sheet.write("一、职能", x: 60, y: 200, font: 1)
    sheet.write("（一）甲", x: 60, y: 230, isStroked: true)
    let fonts = [PrintedFont(name: "FangSong", weight: 400), PrintedFont(name: "SimHei", weight: 400)]
    let reading = Sheet.reading(sheet, fonts: fonts)
    #expect(reading.sketch.prefix(3) == ["# 第一部分 概况", "# 一、职能", "# （一）甲"])
    let levels = reading.document.blocks.compactMap { if case .heading(let one) = $0 { one.level } else { nil } }
    #expect(levels == [1, 2, 2])
  }

  @Test func aTitleOnTheCoverIsOneHeading() {
    var cover = Sheet()
    cover.write("示例市规划和自然", x: 172, y: 300, size: 26)
    cover.write("资源局", x: 237, y: 340, size: 26)
    cover.write("2024年度部门决算", x: 172, y: 380, size: 26)
    let reading = Sheet.reading(cover, sheet([(Self.full, 60), (Self.full, 60), (Self.full, 60)]))
    #expect(reading.sketch.first == "# 示例市规划和自然资源局2024年度部门决算")
  }

  @Test func pageNumbersAndRunningHeadsAreSetApart() {
    let sheets = (1...4).map { number in
      var sheet = sheet([("第\(number)页的话。", 60), ("\(number * 7)", 60)])
      sheet.write("示例市档案馆 2024 年度部门决算", x: 200, y: 40)
      sheet.write("- \(number) -", x: 290, y: 780)
      return sheet.page
    }
    let reading = Sheet.reading(sheets)
    #expect(reading.sketch == (1...4).flatMap { ["第\($0)页的话。", "\($0 * 7)"] })
    #expect(reading.notes == [ReadingNote(id: "reading.runningHeads", values: ["count": "8"])])
  }

  @Test func titlesOfTablesAreNoRunningHeads() {
    let pages = ["收入表", "支出表", "总表", "明细表"].map { title in
      var sheet = Sheet()
      sheet.write(title, x: 200, y: 60)
      sheet.write("单位：万元", x: 300, y: 80)
      sheet.table([["甲", "1"], ["乙", "2"]], xs: [50, 150, 250], top: 100)
      return sheet.page
    }
    let reading = Sheet.reading(pages)
    #expect(reading.sketch.filter { $0 == "单位：万元" }.count == 4)
    #expect(reading.notes.isEmpty)
  }

  @Test func theTitleOfAFormOnEveryPageIsNoRunningHead() {
    let pages = (1...4).map { number in
      var sheet = Sheet()
      sheet.write("项目支出绩效自评表", x: 200, y: 50, size: 18)
      sheet.write("这是第\(number)个项目的自评情况，全文如下。", x: 60, y: 80)
      return sheet.page
    }
    #expect(Sheet.reading(pages).document.blocks.count == 8)
  }

  @Test(arguments: [
    ("3", 3, false), ("- 3 -", 3, true), ("—12—", 12, true), ("第 3 页", 3, true), ("第3页 共30页", 3, true),
    ("3/30", 3, true),
    ("～3～", 3, true), ("2024", 2024, false),
  ])
  func pageNumbers(_ text: String, _ value: Int, _ isMarked: Bool) throws {
    let number = try #require(PageNumber(text.unicodeScalars.filter { !$0.isBlank }))
    #expect(number.value == value)
    #expect(number.isMarked == isMarked)
  }

  @Test(arguments: ["", "页", "3.00", "第3部分", "1,203", "12345", "3月"])
  func noPageNumbers(_ text: String) {
    #expect(PageNumber(Array(text.unicodeScalars)) == nil)
  }

  @Test func whatNobodySeesIsLeftOutAndTold() {
    var sheet = sheet([("看得见。", 60)])
    sheet.write("页外", x: 700, y: 100)
    sheet.write("裁去", x: 100, y: 300, isHidden: true)
    let reading = Sheet.reading(sheet)
    #expect(reading.sketch == ["看得见。"])
    #expect(reading.notes == [ReadingNote(id: "reading.outsidePage", values: ["page": "1", "count": "4"])])
  }

  @Test func aFigureThatLeavesThePageIsNotRead() {
    var sheet = Sheet()
    sheet.write("合计1203.45", x: Sheet().page.width - 48, y: 100)
    let reading = Sheet.reading(sheet)
    #expect(reading.sketch.first?.hasPrefix("合计\u{FFFD}") == true, "\(reading.sketch)")
    #expect(reading.sketch.allSatisfy { !$0.contains(where: \.isNumber) })
    #expect(reading.notes.map(\.id) == ["reading.outsidePage"])
  }

  @Test(arguments: [(599, true), (560, false)]) func aTableAtTheEdgeOfThePageMayBeCutOff(_ right: Float, _ isCut: Bool)
  {
    var sheet = Sheet()
    sheet.table([["甲", "1"], ["乙", "2"]], xs: [50, 150, right], top: 100)
    let notes = Sheet.reading(sheet).notes
    #expect(notes.map(\.id) == (isCut ? [ReadingNote.cutTable] : []))
    #expect(notes.allSatisfy { $0.span != nil })
  }

  @Test func glyphsWithoutCharactersAreTold() {
    let reading = Sheet.reading(sheet([("甲\u{FFFD}乙", 60)]))
    #expect(reading.notes == [ReadingNote(id: "reading.unmappedGlyphs", values: ["page": "1", "count": "1"])])
  }

  @Test func textPrintedTwiceIsReadOnce() {
    var sheet = Sheet()
    sheet.write("合计100", x: 60, y: 100)
    sheet.write("合计100", x: 60.4, y: 100)
    #expect(Sheet.reading(sheet).sketch == ["合计100"])
  }

  @Test func blanksAreWhatLooksLikeOne() {
    var sheet = Sheet()
    sheet.write("部门：甲局", x: 60, y: 100)
    sheet.write("单位：万元", x: 400, y: 100)
    sheet.write("决算 2024 年", x: 60, y: 130)
    sheet.write("目 录", x: 60, y: 160)
    #expect(Sheet.reading(sheet).sketch == ["部门：甲局 单位：万元", "决算2024年", "目 录"])
  }

  @Test(arguments: 0...3) func aPageMayLieOnItsSide(_ turns: Int) throws {
    var sheet = Sheet()
    sheet.write("收入表", x: 200, y: 80)
    sheet.table([["科目", "金额"], ["甲", "1.00"], ["", ""]], xs: [50, 150, 250], top: 100)
    let reading = Sheet.reading([sheet.turned(turns)])
    #expect(reading.sketch == ["收入表", "科目|金额", "甲|1.00", "|"])
    // Places are those of the page as it is shown.
    let cell = try #require(reading.document.tables.first).rows[1].cells[1].content
    let box = try #require(reading.boxes(cell.span(ofScalars: 0..<1)).first)
    let upright = PageBox(left: 152, top: 104 + 40, right: 157, bottom: 114 + 40)
    let shown = sheet.turn(turns).back.upright(upright)
    #expect(box == Place.Box(left: shown.left, top: shown.top, right: shown.right, bottom: shown.bottom))
  }
}
