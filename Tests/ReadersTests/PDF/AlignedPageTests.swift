import Documents
import Foundation
import Testing

@testable import PDFPages
@testable import Readers

/// Tables without rules whose cells are broken, that go on over a page, or that stand beside what is none.
@Suite struct AlignedPageTests {
  private typealias Word = (text: String, x: Float)

  private func sheet(_ lines: [(y: Float, words: [Word])]) -> Sheet {
    var sheet = Sheet()
    for line in lines {
      for word in line.words { sheet.write(word.text, x: word.x, y: line.y, size: 10) }
    }
    return sheet
  }

  @Test func wordsBrokenInACellBelongToTheFiguresBesideThem() {
    let reading = Sheet.reading(
      sheet([
        (100, [("科目编码", 50), ("科目名称", 120), ("小计", 250), ("基本支出", 320)]),
        (125, [("201", 50), ("一般公共服务支出", 120), ("30.00", 250), ("30.00", 320)]),
        // Three lines; the figures stand beside the middle one.
        (148, [("机关事业单位基本", 120)]), (155, [("2080505", 50), ("20.00", 250), ("20.00", 320)]),
        (162, [("养老保险缴费支出", 120)]),
        // Two lines; the figures stand beside the first.
        (187, [("2101101", 50), ("行政单位医疗补助", 120), ("10.00", 250), ("10.00", 320)]), (199, [("缴费", 120)]),
        (224, [("221", 50), ("住房保障支出", 120), ("5.00", 250), ("5.00", 320)]),
      ]))
    #expect(
      reading.sketch == [
        "科目编码|科目名称|小计|基本支出", "201|一般公共服务支出|30.00|30.00",
        "2080505|机关事业单位基本养老保险缴费支出|20.00|20.00", "2101101|行政单位医疗补助缴费|10.00|10.00",
        "221|住房保障支出|5.00|5.00",
      ])
  }

  /// A figure that its column broke is whole again where its halves are closer than rows; whoever reads the table is told
  /// that its cells were guessed.
  @Test func figuresBrokenInNarrowColumnsAreWholeAgain() {
    let reading = Sheet.reading(
      sheet([
        (100, [("科目", 50), ("小计", 150), ("基本", 200), ("项目", 250)]),
        (130, [("一般公共", 50), ("1711.", 150), ("1052.", 200), ("658.6", 250)]),
        (142, [("服务支出", 50), ("64", 150), ("98", 200), ("6", 250)]),
        (172, [("教育支出", 50), ("20.00", 150), ("10.00", 200), ("10.00", 250)]),
        (202, [("本年支出", 50), ("1731.", 150), ("1062.", 200), ("668.6", 250)]),
        (214, [("合计", 50), ("64", 150), ("98", 200), ("6", 250)]),
      ]))
    #expect(
      reading.sketch == [
        "科目|小计|基本|项目", "一般公共服务支出|1711.64|1052.98|658.66", "教育支出|20.00|10.00|10.00",
        "本年支出合计|1731.64|1062.98|668.66",
      ])
    #expect(reading.notes.contains { $0.id == ReadingNote.guessedTable && $0.span != nil })
  }

  /// Three figures below each other, each in two or three pieces.
  @Test func figuresInManyPiecesAreWholeAgain() {
    let reading = Sheet.reading(
      sheet([
        (100, [("编码", 50), ("小", 110), ("基", 150), ("项", 190)]),
        (130, [("201", 50), ("134", 110), ("830", 150), ("511", 190)]),
        (142, [("260", 50), ("1.5", 110), (".41", 150), (".15", 190)]), (154, [("1", 50), ("6", 110)]),
        (184, [("205", 50), ("107", 110), ("564", 150), ("511", 190)]),
        (196, [("080", 50), ("5.5", 110), (".40", 150), (".15", 190)]), (208, [("3", 50), ("5", 110)]),
        (238, [("208", 50), ("3.8", 110), ("3.8", 150), ("7.5", 190)]),
        (250, [("050", 50), ("6", 110), ("6", 150), ("2", 190)]), (262, [("5", 50)]),
      ]))
    #expect(
      reading.sketch == [
        "编码|小|基|项", "2012601|1341.56|830.41|511.15", "2050803|1075.55|564.40|511.15", "2080505|3.86|3.86|7.52",
      ])
  }

  /// Figures in rows that are all equally far from each other are never put together.
  @Test func figuresInCloseRowsStayApart() {
    let reading = Sheet.reading(
      sheet([
        (100, [("科目", 50), ("小计", 150), ("基本", 200), ("项目", 250)]),
        (112, [("行政运行", 50), ("1711", 150), ("1052", 200), ("659", 250)]),
        (124, [("事业运行", 50), ("64", 150), ("58", 200), ("6", 250)]),
        (136, [("机关服务", 50), ("1000", 150), ("900", 200), ("100", 250)]),
        (148, [("合计", 50), ("2775", 150), ("2010", 200), ("765", 250)]),
      ]))
    #expect(
      reading.sketch == [
        "科目|小计|基本|项目", "行政运行|1711|1052|659", "事业运行|64|58|6", "机关服务|1000|900|100", "合计|2775|2010|765",
      ])
    #expect(!reading.notes.contains { $0.id == ReadingNote.guessedTable })
  }

  @Test func aTableGoesOnOverAPage() {
    let first = sheet([
      (600, [("支出决算表", 200)]), (640, [("项目", 50), ("小计", 250), ("基本支出", 320)]),
      (665, [("合计", 50), ("9.00", 250), ("8.00", 320)]), (690, [("行政运行", 50), ("5.00", 250), ("4.00", 320)]),
      (715, [("事业运行", 50), ("3.00", 250), ("3.00", 320)]),
    ])
    let second = sheet([
      (60, [("其他支出", 50), ("1.00", 250), ("1.00", 320)]), (100, [("注：本表反映本年度的各项支出情况，不含往来。", 50)]),
    ])
    let reading = Sheet.reading(first, second)
    #expect(
      reading.sketch == [
        "支出决算表", "项目|小计|基本支出", "合计|9.00|8.00", "行政运行|5.00|4.00", "事业运行|3.00|3.00",
        "其他支出|1.00|1.00", "注：本表反映本年度的各项支出情况，不含往来。",
      ])
    #expect(reading.notes.contains { $0.id == "reading.tableContinued" })
  }

  @Test func figuresAndWordsThatTouchAreTwoCells() {
    let reading = Sheet.reading(
      sheet([
        (100, [("项目", 50), ("金额", 200), ("项目", 240), ("金额", 360)]),
        (125, [("财政拨款收入", 50), ("1203.45", 200), ("一般公共服务支出", 239), ("700.11", 360)]),
        (150, [("事业收入", 50), ("10.00", 200), ("社会保障支出", 239), ("300.00", 360)]),
        (175, [("其他收入", 50), ("1.00", 200), ("住房保障支出", 239), ("214.34", 360)]),
      ]))
    #expect(
      reading.sketch == [
        "项目|金额|项目|金额", "财政拨款收入|1203.45|一般公共服务支出|700.11", "事业收入|10.00|社会保障支出|300.00",
        "其他收入|1.00|住房保障支出|214.34",
      ])
  }

  @Test func aTableWithNothingButNumbersOfColumnsIsOne() {
    let reading = Sheet.reading(
      sheet([
        (100, [("国有资本经营预算支出决算表", 150)]), (140, [("科目名称", 50), ("合计", 200), ("基本支出", 280), ("项目支出", 360)]),
        (165, [("栏次", 50), ("1", 200), ("2", 280), ("3", 360)]), (190, [("合计", 50)]),
        (230, [("本单位没有国有资本经营预算财政拨款支出，故本表无数据。", 50)]),
      ]))
    #expect(
      reading.sketch == [
        "国有资本经营预算支出决算表", "科目名称|合计|基本支出|项目支出", "栏次|1|2|3", "合计|||",
        "本单位没有国有资本经营预算财政拨款支出，故本表无数据。",
      ])
  }

  @Test func captionsAndTitlesStayOutside() {
    let rows: [(Float, [Word])] = [
      (0, [("项目", 50), ("小计", 250), ("基本支出", 350)]), (25, [("合计", 50), ("9.00", 250), ("9.00", 350)]),
      (50, [("行政运行", 50), ("5.00", 250), ("5.00", 350)]), (75, [("事业运行", 50), ("4.00", 250), ("4.00", 350)]),
    ]
    var lines: [(y: Float, words: [Word])] = []
    for top: Float in [100, 300] {
      lines += [(top - 30, [("部门：示例市档案馆", 50), ("单位：万元", 350)])]
      lines += rows.map { (top + $0.0, $0.1) }
      lines += [(top + 105, [("注：无。", 50)])]
    }
    let reading = Sheet.reading(sheet(lines))
    #expect(reading.document.tables.map(\.rows.count) == [4, 4])
    #expect(reading.document.blocks.count == 6)
  }

  @Test func proseInTwoColumnsAndContentsAreNone() {
    let prose = (0..<12).map { index -> (y: Float, words: [Word]) in
      (
        y: 100 + Float(index) * 16,
        words: [("本年收入合计1203.45万元，比上年增加", 50), ("其中财政拨款收入700.11万元，占", 300)]
      )
    }
    let contents = (0..<12).map { index -> (y: Float, words: [Word]) in
      (
        y: 400 + Float(index) * 16,
        words: [("第\(index + 1)部分", 50), ("决算情况说明", 120), ("\(index + 3)", 500)]
      )
    }
    let reading = Sheet.reading(sheet(prose + contents))
    #expect(reading.document.tables.isEmpty)
  }

  @Test func thousandsOfLinesOutOfColumnsAreText() {
    var state: UInt64 = 7
    func next(_ count: UInt64) -> Float {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Float((state >> 33) % count)
    }
    let lines = (0..<2_000).map { index -> (y: Float, words: [Word]) in
      (y: 20 + Float(index) * 12, words: [("甲", 50), ("1.00", 80 + next(180)), ("2.00", 300 + next(200))])
    }
    #expect(Sheet.reading(sheet(lines)).document.tables.flatMap(\.rows).count < 100)
  }
}

/// The sample's PDF file with its rules taken away.
@Suite(.enabled(if: PDFReader.isAvailable, "PDFium is not there: pip install pypdfium2"))
struct AlignedSampleTests {
  @Test func itsTablesAreTheSameWithoutRules() throws {
    let path = "Tests/Fixtures/pdf/archive-2024.pdf"
    let file = SourceFile(name: path, bytes: [UInt8](try Data(contentsOf: Repository.root.appending(path: path))))
    var printed = try PrintedPagesReader(library: PDFiumPlace.find(), program: nil).read(file)
    let ruled = rows(PageLayout(printed).reading(.pdf))
    for page in printed.pages.indices { printed.pages[page].lines = [] }
    let aligned = rows(PageLayout(printed).reading(.pdf))
    // Rows of figures: of headings over several columns nothing but rules tells how far they reach.
    let figures = ruled.filter { $0.count { $0.contains(".") } >= 2 }
    let found = figures.count { aligned.contains($0) }
    #expect(figures.count > 100)
    #expect(
      found * 10 >= figures.count * 9,
      "\(found) of \(figures.count): \(figures.filter { !aligned.contains($0) }.prefix(20))")
  }

  /// The texts of all rows, blank cells left out.
  private func rows(_ reading: Reading) -> [[String]] {
    reading.document.tables.flatMap(\.rows).map { row in
      row.cells.map { $0.content.text.filter { !$0.isWhitespace } }.filter { !$0.isEmpty }
    }
  }
}
