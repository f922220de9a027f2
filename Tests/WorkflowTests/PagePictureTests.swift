import Checking
import Documents
import Forms
import Foundation
import Readers
import TestSupport
import Testing
import Workflow
import Writers

/// Pages of a PDF file as pictures in the HTML report.
@Suite(.enabled(if: PDFReader.isAvailable, "PDFium is not there: pip install pypdfium2"))
struct PagePictureTests {
  private static let files = PackFiles.embedded
  private static let catalog = files.catalog(.chinese)

  private func outcome(accusing count: Int) throws -> Check.Outcome {
    let file = try SourceFileLoader.load(Repository.file("Tests/Fixtures/pdf/archive-2024.pdf").path)
    var outcome = try Check(files: Self.files, catalog: Self.catalog).run(file)
    let numbers = outcome.input.report.coverage.tokens.prefix(count)
    outcome.input.report.findings = numbers.map { number in
      Finding(
        rule: "test", severity: .error, title: "标题", message: "说明",
        locations: [Location(role: .culprit, quote: number.text, span: number.span)])
    }
    try outcome.addPictures(of: file)
    return outcome
  }

  @Test func everyFindingHasItsBoxAndLeadsToIt() throws {
    let outcome = try outcome(accusing: 3)
    #expect(!outcome.input.pictures.isEmpty)
    let page = try HTMLReport(catalog: Self.catalog).write(outcome.input)
    let markup = Markup(page)
    #expect(markup.fault == nil)
    let images = markup.elements.filter { $0.name == "image" }
    #expect(images.count == outcome.input.pictures.count)
    #expect(images.allSatisfy { $0.attributes["href"]?.hasPrefix("data:image/png;base64,iVBORw0KGgo") ?? false })
    for number in 1...3 {
      #expect(markup.elements.contains { $0.name == "a" && $0.attributes["id"] == "picture-f\(number)" })
      #expect(markup.elements.contains { $0.name == "a" && $0.attributes["href"] == "#picture-f\(number)" })
    }
    #expect(markup.elements.count { $0.name == "rect" && $0.attributes["class"] == "hit" } == 3)
  }

  @Test func pagesOfASetNameTheirFile() throws {
    let bytes = try SourceFileLoader.load(Repository.file("Tests/Fixtures/pdf/archive-2024.pdf").path).bytes
    let text = SourceFile(name: "1 说明.md", bytes: Array("# 2023年度部门决算\n\n2024年度。\n".utf8))
    let set = try FileSet.packed([text, SourceFile(name: "2 决算.pdf", bytes: bytes)], as: "set.zip")
    var outcome = try Check(files: Self.files, catalog: Self.catalog).run(set)
    let map = try #require(outcome.input.map)
    let number = try #require(
      outcome.input.report.coverage.tokens.first { map.place(of: $0.span)?.file == "2 决算.pdf" })
    outcome.input.report.findings = [
      Finding(
        rule: "test", severity: .error, title: "标题", message: "说明",
        locations: [Location(role: .culprit, quote: number.text, span: number.span)])
    ]
    try outcome.addPictures(of: set)
    #expect(outcome.input.pictures.map(\.file) == ["2 决算.pdf"])
    let markup = Markup(try HTMLReport(catalog: Self.catalog).write(outcome.input))
    #expect(markup.fault == nil && markup.text.contains("2 决算.pdf 第 "))
    #expect(markup.elements.count { $0.name == "rect" && $0.attributes["class"] == "hit" } == 1)
  }

  @Test func withoutFindingsThereAreNoPictures() throws {
    let outcome = try outcome(accusing: 0)
    #expect(outcome.input.pictures.isEmpty)
    #expect(!(try HTMLReport(catalog: Self.catalog).write(outcome.input)).contains("class=\"pictures\""))
  }

  @Test func picturesAreSoundAndSmall() throws {
    let grey = (0..<30).map { UInt8($0 * 8) }
    let png = try #require(PagePicture.png(width: 5, height: 6, grey: grey))
    #expect(png.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13]))
    #expect(png.suffix(8).elementsEqual([0x49, 0x45, 0x4E, 0x44, 0xAE, 0x42, 0x60, 0x82]))
    #expect(PagePicture.png(width: 5, height: 6, grey: [1]) == nil)
    for picture in try outcome(accusing: 3).input.pictures { #expect(picture.png.count < 200_000) }
  }
}
