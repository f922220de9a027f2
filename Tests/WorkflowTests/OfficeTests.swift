import Checking
import Documents
import Forms
import Foundation
import OpenXML
import Readers
import TestSupport
import Testing
import Workflow
import Writers

/// The sample disclosure as Word files and workbooks: what is found, and what is given back.
@Suite struct OfficeTests {
  private static let files = PackFiles.embedded
  private static let catalog = files.catalog(.chinese)

  private func file(_ path: String) throws -> SourceFile {
    try SourceFileLoader.load(Repository.file(path).path)
  }

  private func check(_ file: SourceFile) throws -> Check.Outcome {
    try Check(files: Self.files, catalog: Self.catalog).run(file)
  }

  /// Findings by what does not depend on the format; what is left in the file by its makers is not looked at.
  private func keys(_ outcome: Check.Outcome) -> [String] {
    outcome.input.report.findings.filter { $0.rule != "leftovers" }.map {
      "\($0.rule) \($0.locations.first?.quote ?? "") \($0.expected ?? "")"
    }.sorted()
  }

  // MARK: Reading

  @Test(arguments: ["archive-2024", "archive-2024-slips"])
  func aWordFileHasTheFindingsOfItsText(name: String) throws {
    let text = try check(try file("Samples/\(name).md"))
    let word = try check(try file("Tests/Fixtures/office/\(name).docx"))
    #expect(keys(word) == keys(text))
    #expect(word.input.report.document.format == "docx")
    #expect(word.input.report.document.department == text.input.report.document.department)
    #expect(word.input.report.coverage.unread.isEmpty)
    let map = try #require(word.input.map)
    for span in word.input.report.findings.flatMap(\.locations).compactMap(\.span) {
      #expect(!map.places(of: span).isEmpty)
    }
  }

  @Test func aSoundWorkbookHasNoFinding() throws {
    let outcome = try check(try file("Tests/Fixtures/office/archive-2024.xlsx"))
    #expect(keys(outcome) == [])
    #expect(outcome.input.report.verdicts.holds > 2_000)
    #expect(outcome.input.report.coverage.unread.isEmpty)
  }

  /// What only the narrative tells is not found in a workbook; all else is.
  @Test func aWorkbookHasTheFindingsOfItsTables() throws {
    let text = Set(keys(try check(try file("Samples/archive-2024-slips.md"))))
    let outcome = try check(try file("Tests/Fixtures/office/archive-2024-slips.xlsx"))
    #expect(keys(outcome).count { text.contains($0) } >= 9)
    let first = try #require(
      outcome.input.report.findings.first { $0.rule == "T03.columns.total" }?.locations.first?.span)
    #expect(outcome.input.map?.place(of: first)?.spot == .cell(sheet: "表3", name: "C10"))
  }

  // MARK: Giving back

  private func parts(_ bytes: [UInt8]) throws -> [String: [UInt8]] {
    let archive = try Archive(bytes)
    return Dictionary(uniqueKeysWithValues: try archive.entries.map { ($0.name, try archive.contents(of: $0)) })
  }

  @Test func commentsStandAtTheVeryWordsAndNothingElseChanges() throws {
    let source = try file("Tests/Fixtures/office/archive-2024-slips.docx")
    let outcome = try check(source)
    let annotated = try Annotate(files: Self.files, catalog: Self.catalog).annotated(source, outcome).bytes
    let (before, after) = (try parts(source.bytes), try parts(annotated))
    let changed = after.keys.filter { before[$0] != after[$0] }.sorted()
    #expect(
      changed == ["[Content_Types].xml", "word/_rels/document.xml.rels", "word/comments.xml", "word/document.xml"])
    let reading = try FormatReader.read(SourceFile(name: "a.docx", bytes: annotated))
    #expect(reading.document.blocks == outcome.input.document.blocks)
    #expect(reading.document.leftovers == Document.Leftovers(comments: 13, changes: 0))
    let anchors = try CommentAnchors(annotated).texts
    #expect(anchors.count == 13)
    for words in ["1057.55", "696.", "2023年度", "6.85", "9.882"] { #expect(anchors.contains(words)) }
  }

  @Test func annotatedFilesCanBeAnnotatedAgain() throws {
    let source = try file("Tests/Fixtures/office/archive-2024-slips.docx")
    let annotate = Annotate(files: Self.files, catalog: Self.catalog)
    let once = SourceFile(name: "a.docx", bytes: try annotate.annotated(source, try check(source)).bytes)
    let twice = try annotate.annotated(once, try check(once)).bytes
    // The comments of the first time are a finding themselves.
    #expect(try CommentAnchors(twice).texts.count == 27)
  }

  @Test func whatIsCertainIsRepairedAndOnlyTheRestIsFoundAgain() throws {
    let source = try file("Tests/Fixtures/office/archive-2024-slips.docx")
    let fixed = try Annotate(files: Self.files, catalog: Self.catalog).repairs(source)
    #expect(fixed.annotated.repaired == 7)
    #expect(fixed.annotated.commented == 6)
    let after = try check(SourceFile(name: "a.docx", bytes: fixed.annotated.bytes))
    let (left, found) = (keys(after), Set(keys(fixed.before)))
    // One of the six follows from a slip that was repaired.
    #expect(left.count == 5)
    #expect(left.allSatisfy { found.contains($0) })
  }

  @Test func aWorkbookGetsNotesAndKeepsItsValues() throws {
    let source = try file("Tests/Fixtures/office/archive-2024-slips.xlsx")
    let outcome = try check(source)
    let annotate = Annotate(files: Self.files, catalog: Self.catalog)
    let annotated = try annotate.annotated(source, outcome).bytes
    let reading = try FormatReader.read(SourceFile(name: "a.xlsx", bytes: annotated))
    #expect(reading.document.blocks == outcome.input.document.blocks)
    #expect(reading.document.leftovers.comments == 11)
  }

  @Test func otherFormatsAreNotGivenBack() throws {
    let source = try file("Samples/archive-2024.md")
    #expect(throws: Annotate.Failure.self) { try Annotate(files: Self.files, catalog: Self.catalog).repairs(source) }
  }
}
