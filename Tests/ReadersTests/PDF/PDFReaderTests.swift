import Documents
import Foundation
import Testing

@testable import PDFPages
@testable import Readers

/// Whole PDF files, read by the worker with PDFium. Where there is no PDFium these tests are skipped.
@Suite(.enabled(if: PDFReader.isAvailable, "PDFium is not there: pip install pypdfium2"))
struct PDFReaderTests {
  /// Looks for PDFium once.
  static let reader = PDFReader(library: PDFiumPlace.find())

  private func reading(_ pdf: TinyPDF) throws -> Reading {
    try Self.reader.read(SourceFile(name: "样本.pdf", bytes: pdf.bytes))
  }

  private func refusal(_ bytes: [UInt8], reader: PDFReader = Self.reader) -> UnreadableFile.Reason? {
    do throws(UnreadableFile) {
      _ = try reader.read(SourceFile(name: "样本.pdf", bytes: bytes))
      return nil
    } catch {
      return error.reason
    }
  }

  private static let table = """
    50 500 m 250 500 l S 50 460 m 250 460 l S 50 420 m 250 420 l S
    50 419.5 1 81 re f 149.5 419.5 1 81 re f 249.5 419.5 1 81 re f

    """ + TinyPDF.words("A", x: 60, y: 475) + TinyPDF.words("1.00", x: 160, y: 475) + TinyPDF.words("B", x: 60, y: 435)

  @Test func strokesAndThinAreasAreRules() throws {
    var pdf = TinyPDF()
    pdf.add(Self.table)
    #expect(try reading(pdf).sketch == ["A|1.00", "B|"])
  }

  @Test func rulesInsideFormsAreRules() throws {
    var pdf = TinyPDF()
    let form = pdf.add(
      object: pdf.stream(
        Self.table,
        entries: "/Type /XObject /Subtype /Form /BBox [0 0 600 800] /Matrix [1 0 0 1 0 0] /Resources << /Font << /F1 "
          + "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >>"))
    pdf.add("q 1 0 0 1 100 0 cm /X Do Q", resources: "/XObject << /X \(form) 0 R >>")
    let reading = try reading(pdf)
    #expect(reading.sketch == ["A|1.00", "B|"])
    let box = try #require(reading.boxes(reading.document.tables[0].rows[1].cells[1].content.span).first)
    #expect((249...251).contains(box.left) && (339...341).contains(box.top))
  }

  @Test(arguments: [0, 90, 180, 270]) func placesAreThoseOfThePageAsShown(_ rotation: Int) throws {
    var pdf = TinyPDF()
    pdf.add(TinyPDF.words("9746.50", x: 100, y: 700), entries: "/Rotate \(rotation)")
    let reading = try reading(pdf)
    #expect(reading.sketch == ["9746.50"])
    let box = try #require(reading.boxes(reading.document.blocks[0].span).first)
    // The middle of the first glyph is near (100, 700), y upwards, before the page is turned.
    let expected: (x: ClosedRange<Float>, y: ClosedRange<Float>) =
      switch rotation {
      case 90: (690...715, 90...180)
      case 180: (420...510, 690...715)
      case 270: (85...110, 420...510)
      default: (90...180, 85...110)
      }
    #expect(expected.x.contains((box.left + box.right) / 2) && expected.y.contains((box.top + box.bottom) / 2))
  }

  @Test func theVisiblePartIsThePage() throws {
    var pdf = TinyPDF()
    pdf.add(
      TinyPDF.words("inside", x: 120, y: 300) + TinyPDF.words("outside", x: 20, y: 700)
        + "q 100 100 50 50 re W n " + TinyPDF.words("cut off", x: 300, y: 300) + " Q",
      entries: "/CropBox [100 100 500 400]")
    let reading = try reading(pdf)
    #expect(reading.sketch == ["inside"])
    #expect(reading.notes.map(\.id) == ["reading.outsidePage"])
    let box = try #require(reading.boxes(reading.document.blocks[0].span).first)
    #expect((19...21).contains(box.left) && (80...105).contains(box.top))
  }

  @Test func whatCannotBeReadIsSaid() {
    #expect(refusal(Array("%PDF-1.4\nnothing".utf8)) == .damaged)
    #expect(refusal([]) == .damaged)
    var blank = TinyPDF()
    blank.add("")
    #expect(refusal(blank.bytes) == .empty)
    var scan = TinyPDF()
    scan.add("q 600 0 0 800 0 0 cm BI /W 1 /H 1 /CS /G /BPC 8 ID x EI Q")
    #expect(refusal(scan.bytes) == (ImageReader.isAvailable ? .noText : .noOCR))
    var locked = TinyPDF()
    locked.add(TinyPDF.words("secret", x: 100, y: 700))
    let key = String(repeating: "00", count: 32)
    locked.trailer = "/Encrypt << /Filter /Standard /V 1 /R 2 /O <\(key)> /U <\(key)> /P -4 >> /ID [<00> <00>]"
    #expect(refusal(locked.bytes) == .encrypted)
  }

  @Test func aWorkerThatFailsIsNoAnswer() {
    var pdf = TinyPDF()
    pdf.add(TinyPDF.words("text", x: 100, y: 700))
    for program in ["/bin/false", "/bin/cat", "/nowhere/at/all"] {
      #expect(refusal(pdf.bytes, reader: PDFReader(program: program)) == .stopped)
    }
    #expect(refusal(pdf.bytes, reader: PDFReader(library: "/nowhere/libpdfium.so")) == .noPDFium)
  }

  /// LibreOffice's print of the sample has the sample's tables, cell for cell.
  @Test func thePrintOfTheSampleReadsAsTheSample() throws {
    func file(_ path: String) throws -> SourceFile {
      SourceFile(name: path, bytes: [UInt8](try Data(contentsOf: Repository.root.appending(path: path))))
    }
    let printed = try Self.reader.read(try file("Tests/Fixtures/pdf/archive-2024.pdf"))
    let written = try MarkdownReader().read(try file("Samples/archive-2024.md"))
    // The raised figure of m² is a small 2 in print.
    func words(_ piece: TextPiece) -> String {
      String(piece.text.filter { !$0.isWhitespace }.map { $0 == "²" ? "2" : $0 })
    }
    func rows(_ reading: Reading) -> [[String]] {
      reading.document.tables.flatMap(\.rows).map { row in
        row.cells.filter { !words($0.content).isEmpty }.map { "\($0.column) \(words($0.content))" }
      }
    }
    let (found, expected) = (rows(printed), rows(written).filter { !$0.isEmpty })
    #expect(found.count == expected.count)
    #expect(zip(found, expected).filter { $0 != $1 }.map { "\($0) \($1)" } == [])
    func headings(_ reading: Reading) -> [String] {
      reading.document.blocks.compactMap { if case .heading(let heading) = $0 { words(heading.content) } else { nil } }
    }
    #expect(headings(printed) == headings(written))
    let assumed: Set = ["reading.tableContinued", "reading.rowBroken"]
    #expect(printed.notes.allSatisfy { assumed.contains($0.id) })
  }
}
