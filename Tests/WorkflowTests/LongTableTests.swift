import Composing
import Documents
import Forms
import Foundation
import OpenXML
import Publishing
import Readers
import TestSupport
import Testing
import Workflow

/// A self-evaluation longer than a page: its indicators stand under their headings on every page, and it is one table for
/// whoever reads it.
@Suite struct LongTableTests {
  private static let count = 60

  /// The sample, with one indicator of its first project told as many.
  private func publication() throws -> Publication {
    var folder = try FactFolderLoader.load(Repository.file("Samples/archive-2024").path)
    let name = "PROJECT.indicators.tsv"
    var lines = try #require(folder.texts[name]).split(separator: "\n").map(String.init)
    let fields = lines[2].split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
    try #require(fields[6] == "8")
    let rows = (1...Self.count).map { number in
      (fields[..<3] + ["第\(number)批档案著录条数", "≥10条", "10条", number == 1 ? "8" : "0"] + fields[7...]).joined(
        separator: "\t")
    }
    lines.replaceSubrange(2...2, with: rows)
    folder.texts[name] = lines.joined(separator: "\n") + "\n"
    return try Compose(files: .embedded).run(folder).publication
  }

  private func bytes(_ format: PublicationFormat) throws -> [UInt8] {
    let files = try Publish(catalog: PackFiles.embedded.catalog(.chinese)).files(format, of: try publication())
    return try #require(files.first).bytes
  }

  /// The table of the project, read back.
  private func table(_ bytes: [UInt8], _ name: String) throws -> (table: Table, notes: [ReadingNote]) {
    let reading = try FormatReader.read(SourceFile(name: name, bytes: bytes))
    let table = try #require(reading.document.tables.first { $0.rows.count > Self.count })
    let notes = reading.notes.filter { note in
      note.span.map { (table.span.start..<table.span.end).contains($0.start) } ?? false
    }
    return (table, notes)
  }

  @Test func aWordFileRepeatsTheHeadingsOfItsIndicators() throws {
    let bytes = try bytes(.docx)
    let body = String(decoding: try OfficePackage(bytes).bytes(of: "word/document.xml"), as: UTF8.self)
    let heads = body.matches(of: /<w:tr>(?:(?!<\/w:tr>).)*<w:tblHeader\/>(?:(?!<\/w:tr>).)*三级指标/)
    #expect(heads.count == 1)
    #expect(try table(bytes, "a.docx").table.rows.count > Self.count + 10)
  }

  @Test(.enabled(if: PDFReader.isAvailable, "PDFium is not there: pip install pypdfium2"))
  func aPDFFileRepeatsTheHeadingsOfItsIndicators() throws {
    let bytes: [UInt8]
    do {
      bytes = try self.bytes(.pdf)
    } catch let failure as PDFFailure {
      return print("skipped: PDF files cannot be written here: \(failure)")
    }
    let (table, notes) = try table(bytes, "a.pdf")
    #expect(notes.count { $0.id == "reading.headRepeated" } >= 1)
    #expect(table.rows.count { $0.cells.contains { $0.content.text == "三级指标" } } == 1)
  }
}
