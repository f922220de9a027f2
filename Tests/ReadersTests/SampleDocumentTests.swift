import Documents
import Foundation
import Readers
import Testing

/// A whole disclosure as recognition software wrote it, where it lies beside the repository.
@Suite struct SampleDocumentTests {
  private func sample() throws -> ReadText? {
    let file = Repository.root.deletingLastPathComponent()
      .appending(path: "shared/data/documents/zhuzhou-2024.md")
    guard FileManager.default.fileExists(atPath: file.path) else {
      print("no sample document beside the repository; skipped")
      return nil
    }
    return try ReadText(bytes: Array(try Data(contentsOf: file)))
  }

  @Test func everyTableComesOutWhole() throws {
    guard let read = try sample() else { return }
    let sizes = read.tables.map { "\($0.rows.count)×\($0.columnCount)" }
    #expect(
      sizes == [
        "16×6", "26×9", "27×8", "18×9", "28×5", "30×9", "4×8", "4×5", "5×12", "24×7", "33×9", "36×9", "36×9", "20×9",
        "26×9", "45×9", "22×9", "23×9", "23×9", "21×9", "25×9", "25×9", "32×9",
      ])
    #expect(read.tables.allSatisfy { table in table.rows.allSatisfy { $0.cells.count == table.columnCount } })
  }

  @Test func headingsAndParagraphsComeOutWhole() throws {
    guard let read = try sample() else { return }
    #expect(read.headings.count == 74)
    #expect(read.paragraphs.count == 204)
    #expect(read.paragraphs.filter(\.isListItem).count == 25)
    #expect(
      read.blocks.allSatisfy { block in
        switch block {
        case .heading(let heading): !heading.content.text.contains("*")
        case .paragraph(let paragraph): !paragraph.content.text.contains("**")
        case .table: true
        }
      })
  }

  @Test func everyPieceKnowsItsPlace() throws {
    guard let read = try sample() else { return }
    #expect(SpanRules(read).breaches.isEmpty)
    for cell in read.tables.lazy.flatMap(\.rows).flatMap(\.cells) {
      let source = read.source(cell.content.span)
        .replacing("<b>", with: "").replacing("</b>", with: "").replacing(" <sup>2</sup>", with: "²")
      #expect(source == cell.content.text)
    }
  }

  @Test func everyNonblankLineIsInABlock() throws {
    guard let read = try sample(), let lines = read.reading.lines else { return }
    var covered = Set<Int>()
    for block in read.blocks {
      let (start, end) = (block.span.start, block.span.end)
      covered.formUnion(lines.position(ofScalar: start).line...lines.position(ofScalar: end).line)
    }
    for (index, start) in lines.starts.enumerated() where !covered.contains(index + 1) {
      let end = index + 1 < lines.starts.count ? lines.starts[index + 1] : read.scalars.count
      #expect(read.scalars[start..<end].allSatisfy { $0.properties.isWhitespace }, "line \(index + 1)")
    }
  }
}
