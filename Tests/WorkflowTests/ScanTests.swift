import Checking
import Documents
import Foundation
import Forms
import PDFPages
import Readers
import TestSupport
import Testing
import Workflow
import Writers

/// A page of the sample as a scanner would give it: a picture, and nothing else.
@Suite(
  .serialized,
  .enabled(if: PDFReader.isAvailable, "PDFium is not there: pip install pypdfium2"),
  .enabled(if: ImageReader.isAvailable, "RapidOCR is not there: pip install rapidocr onnxruntime"))
struct ScanTests {
  private static let files = PackFiles.embedded
  private static let catalog = files.catalog(.chinese)

  /// A PDF file of pictures.
  private func scan(_ images: [PageImage]) -> [UInt8] {
    var file = Array("%PDF-1.4\n".utf8)
    var offsets: [Int] = []
    func add(_ head: String, _ stream: [UInt8]? = nil) {
      offsets.append(file.count)
      file += Array("\(offsets.count) 0 obj\n\(head)\n".utf8)
      if let stream { file += Array("stream\n".utf8) + stream + Array("\nendstream\n".utf8) }
      file += Array("endobj\n".utf8)
    }
    let kids = images.indices.map { "\(3 + 3 * $0) 0 R" }.joined(separator: " ")
    add("<< /Type /Catalog /Pages 2 0 R >>")
    add("<< /Type /Pages /Count \(images.count) /Kids [\(kids)] >>")
    for (index, image) in images.enumerated() {
      let (width, height) = (image.width * 72 / 200, image.height * 72 / 200)
      let draw = Array("q \(width) 0 0 \(height) 0 0 cm /I Do Q".utf8)
      add(
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 \(width) \(height)] /Contents \(4 + 3 * index) 0 R "
          + "/Resources << /XObject << /I \(5 + 3 * index) 0 R >> >> >>")
      add("<< /Length \(draw.count) >>", draw)
      add(
        "<< /Type /XObject /Subtype /Image /Width \(image.width) /Height \(image.height) /ColorSpace /DeviceGray "
          + "/BitsPerComponent 8 /Length \(image.grey.count) >>", image.grey)
    }
    let start = file.count
    file += Array("xref\n0 \(offsets.count + 1)\n0000000000 65535 f \n".utf8)
    for offset in offsets {
      file += Array((String(repeating: "0", count: 10 - "\(offset)".count) + "\(offset) 00000 n \n").utf8)
    }
    return file + Array("trailer << /Size \(offsets.count + 1) /Root 1 0 R >>\nstartxref\n\(start)\n%%EOF\n".utf8)
  }

  /// A table that stands whole on one page, and that page as a picture.
  private func page(rows: PartialRangeFrom<Int>) throws -> (table: Table, image: PageImage) {
    let whole = try SourceFileLoader.load(Repository.file("Tests/Fixtures/pdf/archive-2024.pdf").path)
    let printed = try FormatReader.read(whole)
    let map = try #require(printed.map)
    func pages(_ table: Table) -> Set<Int> {
      Set(map.places(of: table.span).compactMap { if case .page(let number, _) = $0.spot { number } else { nil } })
    }
    let table = try #require(printed.document.tables.first { rows.contains($0.rows.count) && pages($0).count == 1 })
    let number = try #require(pages(table).first)
    return (table, try #require(try PageRenderer().images(of: whole, pages: [number], dpi: 200).first))
  }

  private func figures(_ table: Table) -> [String] {
    table.rows.flatMap(\.cells).map(\.content.text).filter {
      !$0.isEmpty && $0.allSatisfy { $0.isNumber || $0 == "." }
    }
  }

  @Test func theTablesOfAScanAreThoseOfItsFile() throws {
    let (table, image) = try page(rows: 11...)
    let file = SourceFile(name: "scan.pdf", bytes: scan([image]))
    let read = try FormatReader.read(file)
    let found = try #require(read.document.tables.max { $0.rows.count < $1.rows.count })
    #expect(figures(found).count > 10)
    #expect(figures(found).filter { !figures(table).contains($0) } == [])
    #expect(read.notes.map(\.id).contains("reading.pageRecognised"))
    let scores = found.rows.flatMap(\.cells).compactMap { read.map?.score(of: $0.content.span) }
    #expect(scores.count > 10)
    let outcome = try Check(files: Self.files, catalog: Self.catalog).run(file)
    #expect(outcome.input.report.findings.filter { $0.severity == .error }.map(\.message) == [])
    #expect(try JSONReport().write(outcome.input).contains("\"score\":"))
  }

  /// Sideways and upside down; places are those of the page as it is shown.
  @Test(arguments: 1...3) func aPageMayLieAnyWayUp(_ turns: Int) throws {
    let (table, image) = try page(rows: 5...)
    let turned = (0..<turns).reduce(image) { image, _ in clockwise(image) }
    let read = try FormatReader.read(SourceFile(name: "scan.pdf", bytes: scan([turned])))
    let found = try #require(read.document.tables.max { figures($0).count < figures($1).count })
    #expect(figures(found) == figures(table))
    let (width, height) = (Float(turned.width) * 72 / 200, Float(turned.height) * 72 / 200)
    let boxes = pages(found, read.map).map(\.box)
    #expect(!boxes.isEmpty && boxes.allSatisfy { $0.right <= width + 1 && $0.bottom <= height + 1 })
  }

  private func clockwise(_ image: PageImage) -> PageImage {
    var turned = PageImage(page: image.page, width: image.height, height: image.width, grey: image.grey)
    for y in 0..<image.height {
      for x in 0..<image.width {
        turned.grey[x * turned.width + (image.height - 1 - y)] = image.grey[y * image.width + x]
      }
    }
    return turned
  }

  private func pages(_ table: Table, _ map: SourceMap?) -> [(number: Int, box: Place.Box)] {
    (map?.places(of: table.span) ?? []).compactMap {
      if case .page(let number, let box) = $0.spot { (number, box) } else { nil }
    }
  }
}
