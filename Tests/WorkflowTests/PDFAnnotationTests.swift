import Checking
import Documents
import Forms
import Foundation
import Readers
import TestSupport
import Testing
import Workflow
import Writers

/// A PDF file given back with its findings.
@Suite(.enabled(if: PDFReader.isAvailable, "PDFium is not there: pip install pypdfium2"))
struct PDFAnnotationTests {
  private static let files = PackFiles.embedded
  private static let catalog = files.catalog(.chinese)
  private let annotate = Annotate(files: Self.files, catalog: Self.catalog)

  private func sample() throws -> (file: SourceFile, outcome: Check.Outcome) {
    let file = try SourceFileLoader.load(Repository.file("Tests/Fixtures/pdf/archive-2024.pdf").path)
    return (file, try Check(files: Self.files, catalog: Self.catalog).run(file))
  }

  private func highlights(_ bytes: some Collection<UInt8>) -> Int {
    String(decoding: bytes, as: Unicode.ASCII.self).matches(of: #/\/Subtype ?\/Highlight/#).count
  }

  @Test func aFindingIsAHighlightAfterTheFilesOwnBytes() throws {
    var (file, outcome) = try sample()
    let numbers = outcome.input.report.coverage.tokens.prefix(2)
    outcome.input.report.findings = [
      Finding(
        rule: "test", severity: .error, title: "标题", message: "说明",
        locations: numbers.map { Location(role: .culprit, quote: $0.text, span: $0.span) })
    ]
    let annotated = try annotate.annotated(file, outcome).bytes
    #expect(annotated.starts(with: file.bytes))
    // Both numbers on one page are one highlight.
    let map = try #require(outcome.input.map)
    let pages = Set(
      numbers.compactMap { number -> Int? in
        guard case .page(let page, _)? = map.place(of: number.span)?.spot else { return nil }
        return page
      })
    #expect(highlights(annotated[file.bytes.count...]) == pages.count)
    let again = try FormatReader.read(SourceFile(name: "a.pdf", bytes: annotated))
    #expect(again.document == outcome.input.document)
  }

  @Test func numbersAreTintedOnRequestOnly() throws {
    let (file, outcome) = try sample()
    #expect(outcome.input.report.findings.isEmpty)
    #expect(highlights(try annotate.annotated(file, outcome).bytes[file.bytes.count...]) == 0)
    let tinted = try annotate.annotated(file, outcome, isTinted: true).bytes
    #expect(highlights(tinted[file.bytes.count...]) > 20)
  }
}
