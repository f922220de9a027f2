import Documents
import Testing

@testable import PDFPages
@testable import Readers

/// Files made to break their reader break the worker at most.
@Suite(.enabled(if: PDFReader.isAvailable, "PDFium is not there: pip install pypdfium2"))
struct HostilePDFTests {
  /// Read, or refused for a reason; anything else is a trap or never comes back.
  private func read(_ bytes: [UInt8]) -> UnreadableFile.Reason? {
    do throws(UnreadableFile) {
      let reading = try PDFReaderTests.reader.read(SourceFile(name: "hostile.pdf", bytes: bytes))
      let length = reading.map?.length ?? 0
      #expect(reading.document.blocks.allSatisfy { $0.span.start <= $0.span.end && $0.span.end <= length })
      return nil
    } catch {
      return error.reason
    }
  }

  private static var document: TinyPDF {
    var pdf = TinyPDF()
    for page in 1...3 {
      var content =
        "q 0.5 w 50 500 m 250 500 l S 50 460 m 250 460 l S 50 460 1 40 re f 250 460 1 40 re f 150 460 m 150 500 l S Q\n"
      for line in 1...10 { content += TinyPDF.words("line \(line) 1,203.\(page)\(line)", x: 50, y: 760 - 20 * line) }
      pdf.add(content + TinyPDF.words("A 1.00", x: 60, y: 475), entries: "/Rotate \(page * 90 % 360)")
    }
    return pdf
  }

  @Test func damagedFilesAreReadOrRefused() {
    let whole = Self.document.bytes
    var state: UInt64 = 2_024
    func next(_ count: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % count
    }
    var read = 0
    for round in 0..<300 {
      var bytes = whole
      switch round % 4 {
      case 0: bytes.removeLast(next(bytes.count))
      case 1: for _ in 0...next(20) { bytes[next(bytes.count)] = UInt8(next(256)) }
      case 2:
        let start = next(bytes.count)
        bytes.removeSubrange(start..<min(bytes.count, start + next(400)))
      default:
        let start = next(bytes.count)
        bytes.insert(contentsOf: bytes[start..<min(bytes.count, start + next(400))], at: next(bytes.count))
      }
      if self.read(bytes) == nil { read += 1 }
    }
    #expect(read > 50)
  }

  @Test func pagesThatHoldThemselves() {
    var pdf = TinyPDF()
    pdf.replace(2, by: "<< /Type /Pages /Count 1000000 /Kids [2 0 R 2 0 R] >>")
    #expect(read(pdf.bytes) != nil)
    pdf.replace(2, by: "<< /Type /Pages /Count 2 /Kids [2 0 R 2 0 R] >>")
    #expect(read(pdf.bytes) != nil)
  }

  @Test func formsThatDrawThemselves() {
    var pdf = TinyPDF()
    let form = pdf.objects.count + 1
    pdf.add(
      object: pdf.stream(
        "/X Do", entries: "/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X \(form) 0 R >> >>"
      ))
    pdf.add(TinyPDF.words("text", x: 100, y: 700) + "/X Do", resources: "/XObject << /X \(form) 0 R >>")
    #expect(read(pdf.bytes) == nil)
  }

  @Test func aMillionObjects() {
    var pdf = TinyPDF()
    pdf.add(TinyPDF.words("text", x: 100, y: 700) + String(repeating: "0 0 m 9 9 l S\n", count: 1_000_000))
    #expect([nil, .tooLarge, .stopped].contains(read(pdf.bytes)))
  }

  @Test func moreRulesThanATableHas() throws {
    var pdf = TinyPDF()
    let rules = (0..<4_000).map { "\($0 % 10 * 60) \($0 / 10 * 2) m \($0 % 10 * 60 + 30) \($0 / 10 * 2) l S\n" }
      .joined()
    pdf.add(TinyPDF.words("text", x: 100, y: 700) + rules)
    let reading = try PDFReaderTests.reader.read(SourceFile(name: "hostile.pdf", bytes: pdf.bytes))
    #expect(reading.sketch == ["text"])
    #expect(reading.notes.map(\.id) == ["reading.tooManyRules"])
  }

  @Test func nestedArrays() {
    var pdf = TinyPDF()
    pdf.add(TinyPDF.words("text", x: 100, y: 700), entries: "/Deep " + String(repeating: "[", count: 200_000))
    #expect(read(pdf.bytes) != .tooLarge)
  }
}
