import Checking
import Documents
import Testing

@testable import Writers

@Suite("Places in a document")
struct PlaceIndexTests {
  private let source = SampleReport.source

  private func text(at place: PlaceIndex.Place?) -> String? {
    guard let place else { return nil }
    let text = source.document.text(at: place)
    guard let range = place.range else { return text }
    return String(String.UnicodeScalarView(Array(text.unicodeScalars)[range]))
  }

  @Test func figuresOfSentencesAndCellsAreFound() {
    let index = PlaceIndex(source.document)
    for words in ["36.83%", "9.949", "612.35", "示例市档案馆", "厉行节约"] {
      #expect(text(at: index.place(of: source.span(words))) == words)
    }
  }

  /// The cell is found under its markup, from inside it or with it.
  @Test func markupIsSeenThrough() {
    let index = PlaceIndex(source.document)
    for words in ["一般公共服务支出", "<b>一般公共服务支出</b>"] {
      let place = index.place(of: source.span(words))
      #expect(text(at: place) == "一般公共服务支出" && place?.range == nil)
    }
    #expect(text(at: index.place(of: source.span("公共服务"))) == "公共服务")
  }

  @Test func rowsTablesAndGapsAreToldApart() throws {
    let index = PlaceIndex(source.document)
    let row = index.place(of: source.line("2101103").span)
    #expect(row?.row != nil && row?.cell == nil)
    let span = try #require(source.document.tables.first?.span)
    #expect(index.place(of: span)?.row == nil)
    #expect(index.place(of: SourceSpan(start: 100_000, end: 100_001)) == nil)
  }

  @Test func blankCellsAreFoundByTheirColumn() {
    let index = PlaceIndex(source.document)
    let line = source.line("22102\t住房改革支出")
    func cell(_ column: String?) -> Int? {
      index.place(of: Location(role: .culprit, quote: line.quote, span: line.span, column: column))?.cell
    }
    #expect(cell("财政拨款收入") == 3)
    #expect(cell("收入·其他收入") == 8)
    #expect(cell("附属单位 上缴收入") == 7)
    // Its figure is printed: no blank is meant.
    #expect(cell("本年收入合计") == nil)
    #expect(cell(nil) == nil)
  }

  /// Two blocks side by side have a column of one name each.
  @Test func blankCellsAreFoundBesideTheirRow() {
    let source = SampleSource("项目\t决算数\t项目\t决算数\n一、甲收入\t\t一、乙支出\t\n二、丙收入\t1.00\t二、丁支出\t2.00\n")
    let index = PlaceIndex(source.document)
    let line = source.line("一、甲收入", after: "项目")
    func cell(_ row: String) -> Int? {
      index.place(of: Location(role: .culprit, quote: line.quote, span: line.span, row: row, column: "决算数"))?.cell
    }
    #expect(cell("甲收入") == 1)
    #expect(cell("乙支出") == 3)
  }

  @Test func headingsEndWhereFiguresBegin() {
    func headings(_ text: String) -> Range<Int>? { SampleSource(text).document.tables.first?.headingRows }
    #expect(headings("项目\t合计\n栏次\t\n201\t1.00\n") == 0..<2)
    #expect(headings("项目\t甲\t乙\n栏次\t1\t2\n合计\t\t\n") == 0..<2)
    #expect(headings("书架\t若干\n木椅\t若干\n") == 0..<0)
    #expect(headings("1.00\t2.00\n") == 0..<0)
  }
}
