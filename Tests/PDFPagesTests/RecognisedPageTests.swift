import Foundation
import Testing

@testable import PDFPages

/// What comes back from recognition, made a page.
@Suite struct RecognisedPageTests {
  private func page(_ json: String, size: (Float, Float)? = nil) throws -> PrintedPage {
    let page = try JSONDecoder().decode(RecognisedPage.self, from: Data(json.utf8))
    return PrintedPage(page, size: size.map { (width: $0.0, height: $0.1) })
  }

  @Test func wordsAreSpreadOverTheirBox() throws {
    let page = try page(
      """
      {"turns": 0, "width": 2000, "height": 1000, "texts": [[100, 100, 500, 200, 0.98, "合计1.00"]],
       "rules": [[1, 50, 10, 900], [0, 40, 20, 60]], "ink": []}
      """, size: (1000, 500))
    #expect((page.width, page.height) == (1000, 500))
    #expect(String(String.UnicodeScalarView(page.glyphs.map(\.scalar))) == "合计1.00")
    #expect(page.glyphs.allSatisfy { $0.score == 0.98 && $0.box.top >= 50 && $0.box.bottom <= 100 })
    #expect(zip(page.glyphs, page.glyphs.dropFirst()).allSatisfy { abs($0.box.right - $1.box.left) < 0.01 })
    let widths = page.glyphs.map { $0.box.right - $0.box.left }
    #expect(abs(widths[0] - 2 * widths[2]) < 0.01)
    #expect(page.glyphs[0].box.left > 50 && page.glyphs[5].box.right < 250)
    #expect(
      page.lines == [
        RuledLine(isHorizontal: true, position: 25, start: 5, end: 450),
        RuledLine(isHorizontal: false, position: 20, start: 10, end: 30),
      ])
  }

  @Test func printThatWasNotRecognisedIsThere() throws {
    let page = try page(
      #"{"turns": 0, "width": 1654, "height": 2339, "texts": [], "rules": [], "ink": [[10, 10, 40, 40]]}"#)
    #expect(page.width == 595)
    #expect(page.glyphs.map(\.scalar) == ["\u{FFFD}"])
    #expect(page.glyphs.map(\.score) == [0])
  }

  /// Print that lies turned clockwise by a quarter runs down the page.
  @Test func printOnItsSideStandsWhereThePictureShowsIt() throws {
    let json =
      #"{"turns": 1, "width": 800, "height": 400, "texts": [[0, 0, 400, 40, 1, "合计"]], "rules": [[1, 40, 0, 800]], "ink": []}"#
    let page = try page(json, size: (200, 400))
    #expect((page.width, page.height) == (200, 400))
    #expect(page.glyphs.map(\.turns) == [1, 1])
    #expect(page.glyphs.allSatisfy { $0.box.left >= 180 && $0.box.right <= 200 })
    #expect(page.glyphs[0].box.bottom <= page.glyphs[1].box.top + 0.01 && page.glyphs[1].box.bottom <= 200)
    #expect(page.lines == [RuledLine(isHorizontal: false, position: 180, start: 0, end: 400)])
  }

  @Test(arguments: [
    #"{"turns": 4, "width": 10, "height": 10, "texts": [], "rules": [], "ink": []}"#,
    #"{"turns": 0, "width": 0, "height": 10, "texts": [], "rules": [], "ink": []}"#,
    #"{"turns": 0, "width": 10, "height": 1e9, "texts": [], "rules": [], "ink": []}"#,
    #"{"turns": 0, "width": 10, "height": 10, "texts": [[0, 0, 1e30, 5, 1, "a"]], "rules": [], "ink": []}"#,
    #"{"turns": 0, "width": 10, "height": 10, "texts": [[0, 0, 5]], "rules": [], "ink": []}"#,
    #"{"turns": 0, "width": 10, "height": 10}"#, "[]",
  ])
  func nonsenseIsRefused(json: String) {
    #expect(throws: (any Error).self) { try page(json) }
  }

  @Test func ordersAndAnswersOfDrawingAreHeldToTheirBounds() throws {
    let order = ImageOrder.encode([3, 4], dpi: 200, .withoutRed)
    let read = try #require(ImageOrder.decode(order + [1, 2]))
    #expect(read.pages == [3, 4] && read.dpi == 200 && read.shades == .withoutRed && read.file == order.count)
    #expect(ImageOrder.decode(Array(order.dropLast())) == nil)
    #expect(ImageOrder.decode(ImageOrder.encode([1], dpi: 100_000, .seen)) == nil)
    let closing = [0, 0, 0, 0] + AnswerFormat.closing
    let image: [UInt8] = [3, 0, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0, 7, 9]
    #expect(
      ImageOrder.images(ImageOrder.answer + image + closing) == [PageImage(page: 3, width: 2, height: 1, grey: [7, 9])])
    #expect(ImageOrder.images(ImageOrder.answer + image) == nil)
    #expect(ImageOrder.images(ImageOrder.answer + Array(image.dropLast()) + closing) == nil)
    #expect(ImageOrder.images([]) == nil)
  }
}
