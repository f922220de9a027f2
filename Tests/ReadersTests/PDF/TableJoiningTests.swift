import Documents
import Testing

@testable import PDFPages
@testable import Readers

/// Tables that go on over pages are one.
@Suite struct TableJoiningTests {
  private static let xs: [Float] = [50, 150, 250, 350]
  private static let narrow: [Float] = [50, 150, 190, 350]
  private static let head = ["科目", "预算", "决算"]

  private func sheet(_ rows: [[String]], xs: [Float] = xs, title: String? = nil) -> Sheet {
    var sheet = Sheet()
    if let title { sheet.write(title, x: 200, y: 80) }
    sheet.table(rows, xs: xs, top: 100)
    return sheet
  }

  private func ids(_ reading: Reading) -> [String] { reading.notes.map(\.id) }

  @Test func theNextPageGoesOn() {
    let reading = Sheet.reading(
      sheet([Self.head, ["甲", "1", "2"]], title: "支出表"), sheet([["乙", "3", "4"]]), sheet([["丙", "5", "6"]]))
    #expect(reading.sketch == ["支出表", "科目|预算|决算", "甲|1|2", "乙|3|4", "丙|5|6"])
    #expect(ids(reading) == ["reading.tableContinued", "reading.tableContinued"])
    #expect(reading.notes[0].span == reading.document.tables[0].rows[2].span)
  }

  @Test func headsPrintedAgainAreLeftOut() {
    let reading = Sheet.reading(
      sheet([Self.head, ["甲", "1", "2"]], title: "支出表"), sheet([Self.head, ["乙", "3", "4"]], title: "支出表（续）"))
    #expect(reading.sketch == ["支出表", "科目|预算|决算", "甲|1|2", "乙|3|4"])
    #expect(ids(reading) == ["reading.tableContinued", "reading.headRepeated"])
  }

  @Test func aTitleBeginsAnotherTable() {
    let reading = Sheet.reading(
      sheet([Self.head, ["甲", "1", "2"]], title: "收入表"), sheet([Self.head, ["乙", "3", "4"]], title: "支出表"))
    #expect(reading.document.tables.count == 2)
    #expect(reading.notes.isEmpty)
  }

  @Test func otherColumnsAreAnotherTable() {
    let reading = Sheet.reading(
      sheet([Self.head, ["甲", "1", "2"]]), sheet([["乙", "3", "4"]], xs: [50, 120, 300, 350]))
    #expect(reading.document.tables.count == 2)
  }

  private static let wide = ["编码", "科目", "预算", "决算"]
  private static let edges: [[Float]] = [
    [50, 150, 250, 350, 450], [50, 120, 290, 370, 450], [50, 100, 180, 350, 450],
  ]

  /// Each part as wide as its own words, between the same edges.
  @Test func columnsLaidAnewAreTheSameColumns() {
    let reading = Sheet.reading(
      sheet([Self.wide, ["201", "甲", "1", "2"]], xs: Self.edges[0]),
      sheet([["202", "乙", "", "4"], ["203", "丙", "5", "6"]], xs: Self.edges[1]))
    #expect(reading.sketch == ["编码|科目|预算|决算", "201|甲|1|2", "202|乙||4", "203|丙|5|6"])
  }

  @Test func ownHeadingsBeginAnotherTable() {
    let reading = Sheet.reading(
      sheet([Self.wide, ["201", "甲", "1", "2"]], xs: Self.edges[0]),
      sheet([["项目", "数量", "单价", "金额"], ["丙", "1", "5", "5"]], xs: Self.edges[1]))
    #expect(reading.document.tables.count == 2)
  }

  @Test func partsThatTouchAreOneTable() {
    var sheet = Sheet()
    let parts = [[Self.wide, ["201", "甲", "1", "2"]], [["202", "乙", "", "4"]], [["203", "丙", "5", "6"]]]
    var top: Float = 100
    for (part, xs) in zip(parts, Self.edges) {
      sheet.table(part, xs: xs, top: top)
      top += Float(part.count) * 40
    }
    #expect(Sheet.reading(sheet).sketch == ["编码|科目|预算|决算", "201|甲|1|2", "202|乙||4", "203|丙|5|6"])
  }

  @Test func aFormPrintedTwiceIsTwoForms() {
    let form = [["项目名称", "甲", ""], ["科目", "预算", "决算"], ["合计", "1.00", "2.00"]]
    let reading = Sheet.reading(sheet(form), sheet(form))
    #expect(reading.document.tables.count == 2)
  }

  /// A narrow column breaks a figure, and the page goes through it.
  @Test func aFigureBrokenByThePageIsWhole() {
    let reading = Sheet.reading(
      sheet([Self.head, ["甲", "1,867.8", "2.00"]], xs: Self.narrow),
      sheet([["", "7", ""], ["乙", "3.00", "4.00"]], xs: Self.narrow))
    #expect(reading.sketch == ["科目|预算|决算", "甲|1,867.87|2.00", "乙|3.00|4.00"])
    #expect(ids(reading) == ["reading.tableContinued", "reading.rowBroken"])
  }

  @Test(arguments: [("1,867.87", "7"), ("1,867.8", "17"), ("1867", "7"), ("", "7")])
  func aFigureThatIsWholeHasNoRest(_ above: String, _ below: String) {
    let reading = Sheet.reading(
      sheet([Self.head, ["甲", above, "2.00"]]), sheet([["", below, ""], ["乙", "3.00", "4.00"]]))
    #expect(reading.sketch == ["科目|预算|决算", "甲|\(above)|2.00", "|\(below)|", "乙|3.00|4.00"])
  }

  @Test func aRowBrokenByThePageIsWhole() {
    let reading = Sheet.reading(
      sheet([Self.head, ["机关事业单位基本养", "1.00", "2.00"]]), sheet([["老保险缴费支出", "", ""], ["乙", "3.00", "4.00"]]))
    #expect(reading.sketch == ["科目|预算|决算", "机关事业单位基本养老保险缴费支出|1.00|2.00", "乙|3.00|4.00"])
    #expect(ids(reading) == ["reading.tableContinued", "reading.rowBroken"])
    // Its words stand on two pages.
    let name = reading.document.tables[0].rows[1].cells[0].content
    #expect(reading.map?.places(of: name.span).count == 2)
  }

  @Test(arguments: [["科学技术支出", "十六、金融支出"], ["机关事业单位基本养", "（二）其他支出"], ["一般公共服务", "科学技术支出"]])
  func aRowWithoutFiguresIsStillARow(_ names: [String]) {
    let reading = Sheet.reading(sheet([Self.head, [names[0], "1.00", "2.00"]]), sheet([[names[1], "", ""]]))
    #expect(reading.sketch.suffix(2) == ["\(names[0])|1.00|2.00", "\(names[1])||"])
  }
}
