import Documents
import Testing

@testable import PDFPages
@testable import Readers

/// What a worker hands over is read exactly, and nothing in it is believed.
@Suite struct WorkerAnswerTests {
  private static var pages: PrintedPages {
    var sheet = Sheet()
    sheet.write("合计1.00", x: 60, y: 100, font: 1, isStroked: true, isHidden: true)
    sheet.table([["甲", "1"]], xs: [50, 150, 250], top: 200)
    var damaged = PrintedPage(width: 0, height: 0)
    damaged.isReadable = false
    return PrintedPages(
      pages: [sheet.page, damaged],
      fonts: [PrintedFont(name: "FangSong", weight: 400), PrintedFont(name: "黑体", weight: 700)])
  }

  private static func bytes(_ pages: PrintedPages) -> [UInt8] {
    var encoder = AnswerEncoder()
    for page in pages.pages { encoder.add(page) }
    encoder.close(pages.fonts)
    return encoder.take()
  }

  private func isMalformed(_ bytes: [UInt8]) -> Bool {
    do throws(AnswerDecoder.Malformed) {
      _ = try AnswerDecoder.decode(bytes)
      return false
    } catch {
      return true
    }
  }

  @Test func pagesComeBackAsTheyWere() throws {
    #expect(try AnswerDecoder.decode(Self.bytes(Self.pages)) == .pages(Self.pages))
  }

  @Test func aRefusalMayComeAtAnyTime() throws {
    var encoder = AnswerEncoder()
    encoder.add(Self.pages.pages[0])
    encoder.refuse(.tooManyGlyphs)
    #expect(try AnswerDecoder.decode(encoder.take()) == .refused(.tooManyGlyphs))
  }

  @Test func aPartIsNoAnswer() {
    let whole = Self.bytes(Self.pages)
    #expect(whole.indices.allSatisfy { isMalformed(Array(whole[..<$0])) })
    #expect(isMalformed(whole + [0]))
  }

  @Test(arguments: [Float.nan, .infinity, -.infinity, 1e9]) func numbersMustBeOnAPage(_ number: Float) {
    var pages = Self.pages
    pages.pages[0].glyphs[0].box.left = number
    #expect(isMalformed(Self.bytes(pages)))
  }

  @Test func fontsAndBoxesMustMakeSense() {
    var pages = Self.pages
    pages.pages[0].glyphs[0].font = 2
    #expect(isMalformed(Self.bytes(pages)))
    pages = Self.pages
    pages.pages[0].glyphs[0].box.right = 0
    #expect(isMalformed(Self.bytes(pages)))
  }

  @Test func countsAreHeldAgainstTheBytes() {
    var bytes = Self.bytes(Self.pages)
    // After the opening, the tag, three floats and a flag: how many glyphs.
    for index in 18..<22 { bytes[index] = 0xFF }
    #expect(isMalformed(bytes))
  }

  /// What decodes must also lay out.
  @Test func damagedAnswersNeverTrap() throws {
    let whole = Self.bytes(Self.pages)
    var state: UInt64 = 7
    func next(_ count: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % count
    }
    var laidOut = 0
    for _ in 0..<3_000 {
      var bytes = whole
      for _ in 0...next(3) { bytes[next(bytes.count)] = UInt8(next(256)) }
      guard case .pages(let pages)? = try? AnswerDecoder.decode(bytes) else { continue }
      let reading = PageLayout(pages).reading(.pdf)
      let length = try #require(reading.map).length
      #expect(reading.document.blocks.allSatisfy { $0.span.start <= $0.span.end && $0.span.end <= length })
      laidOut += 1
    }
    #expect(laidOut > 100)
  }
}
