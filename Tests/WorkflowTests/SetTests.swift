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

/// A narrative and a workbook as one disclosure: what is found, where, and what is given back.
@Suite struct SetTests {
  private static let files = PackFiles.embedded
  private static let catalog = files.catalog(.chinese)

  private func check(_ file: SourceFile) throws -> Check.Outcome {
    try Check(files: Self.files, catalog: Self.catalog).run(file)
  }

  private func keys(_ outcome: Check.Outcome) -> [String] {
    outcome.input.report.findings.map {
      "\($0.severity) \($0.rule) \($0.locations.first?.quote ?? "") \($0.stated ?? "") \($0.expected ?? "")"
    }.sorted()
  }

  private func whole(_ name: String) throws -> Check.Outcome {
    try check(try SourceFileLoader.load(Repository.file("Tests/Fixtures/office/\(name).docx").path))
  }

  @Test(arguments: ["archive-2024", "archive-2024-slips"])
  func aSetHasTheFindingsOfTheWhole(name: String) throws {
    let outcome = try check(try SplitSample.set(name))
    #expect(keys(outcome) == keys(try whole(name)))
    let report = outcome.input.report
    #expect(
      report.document.parts == [
        Report.Part(file: SplitSample.narrative, format: "docx"), Report.Part(file: SplitSample.tables, format: "xlsx"),
      ])
    #expect(report.coverage.unread.isEmpty)
  }

  @Test func everyFindingNamesItsFile() throws {
    let input = try check(try SplitSample.set("archive-2024-slips")).input
    let map = try #require(input.map)
    for finding in input.report.findings {
      let place = try #require(finding.locations.first?.span.flatMap { map.place(of: $0) })
      let isOfTable = finding.rule.hasPrefix("T0") || ["malformed", "empty_tables"].contains(finding.rule)
      #expect(place.file == (isOfTable ? SplitSample.tables : SplitSample.narrative), "\(finding.rule)")
    }
    let text = TextReport(catalog: Self.catalog).write(input)
    #expect(text.contains("\(SplitSample.tables):表3!C10: 公开03表"))
    #expect(text.contains("由 2 个文件组成：\(SplitSample.narrative)、\(SplitSample.tables)。"))
    let page = try HTMLReport(catalog: Self.catalog).write(input)
    #expect(page.contains("<span class=\"where\">\(SplitSample.tables) · 公开03表"))
    #expect(page.contains("<p class=\"file\">\(SplitSample.tables)</p>"))
  }

  @Test func theJSONReportKeepsItsContract() throws {
    let text = SourceFile(name: "3 补充.md", bytes: Array("补充说明：本年支出合计1.00万元。\n".utf8))
    let input = try check(try SplitSample.set("archive-2024-slips", adding: [text])).input
    let json = try JSONReport().write(input)
    let schema = try Schema(try String(contentsOf: Repository.file("Docs/report.schema.json"), encoding: .utf8))
    #expect(try schema.complaints(about: json) == [])
    #expect(json.contains("\"file\":\"3 补充.md\""))
    #expect(json.contains("\"line\":1,\"character\":"))
  }

  // MARK: Giving back

  private func contents(_ bytes: [UInt8]) throws -> [String: [UInt8]] {
    let files = try FileSet(SourceFile(name: "a.zip", bytes: bytes)).all()
    return Dictionary(uniqueKeysWithValues: files.map { ($0.name, $0.bytes) })
  }

  @Test func eachFileIsGivenBackWithItsOwnFindings() throws {
    let text = SourceFile(name: "3.md", bytes: Array("补充说明。\n".utf8))
    let set = try SplitSample.set("archive-2024-slips", adding: [text])
    let outcome = try check(set)
    let annotated = try Annotate(files: Self.files, catalog: Self.catalog).annotated(set, outcome)
    let files = try contents(annotated.bytes)
    #expect(files.keys.sorted() == [SplitSample.narrative, SplitSample.tables, "3.md"].sorted())
    #expect(files["3.md"] == text.bytes)
    #expect(annotated.untouched == ["3.md"])
    let narrative = try #require(files[SplitSample.narrative])
    let anchors = try CommentAnchors(narrative).texts
    #expect(anchors.contains("2023年度"))
    #expect(!anchors.contains("1057.55"))
    let tables = try OfficePackage(try #require(files[SplitSample.tables]))
    let notes = try tables.archive.entries.filter { $0.name.contains("mingzhang-notes") && $0.name.hasSuffix(".xml") }
      .map { String(decoding: try tables.archive.contents(of: $0), as: UTF8.self) }.joined()
    #expect(notes.contains("ref=\"C10\""))
    #expect(!notes.contains("2023年度"))
    // What was found once is found again.
    let again = try check(SourceFile(name: set.name, bytes: annotated.bytes))
    #expect(keys(again).filter { !$0.contains(" leftovers ") } == keys(outcome))
  }

  @Test func certainRepairsAreMadeInTheWordFile() throws {
    let set = try SplitSample.set("archive-2024-slips")
    let outcome = try Annotate(files: Self.files, catalog: Self.catalog).repairs(set)
    #expect(outcome.annotated.repaired > 0)
    let narrative = try #require(try contents(outcome.annotated.bytes)[SplitSample.narrative])
    let reading = try FormatReader.read(SourceFile(name: "a.docx", bytes: narrative))
    #expect(reading.document.leftovers.changes > 0)
  }

  /// A workbook alone: what was repaired is not found again, and no new finding comes of it.
  @Test func certainRepairsAreWrittenIntoAWorkbook() throws {
    let file = try SourceFileLoader.load(Repository.file("Tests/Fixtures/office/archive-2024-slips.xlsx").path)
    let outcome = try Annotate(files: Self.files, catalog: Self.catalog).repairs(file)
    #expect(outcome.annotated.repaired >= 4)
    let again = try check(SourceFile(name: file.name, bytes: outcome.annotated.bytes))
    let before = outcome.before.input.report.findings.map(\.rule)
    let after = again.input.report.findings.map(\.rule).filter { $0 != "leftovers" }
    // What followed from a slip is gone with it.
    #expect(after.count <= before.count - outcome.annotated.repaired)
    #expect(after.allSatisfy(before.contains))
    #expect(!after.contains("T03.columns.total"))
  }

  // MARK: From disk

  @Test func aFolderIsOneDisclosureWhenAsked() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "set-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    for file in try SplitSample.files("archive-2024") {
      try Data(file.bytes).write(to: folder.appending(path: file.name))
    }
    let together = try SourceFileLoader.load(together: FileSearch([folder.path]), as: "a")
    let outcome = try check(together)
    #expect(outcome.input.report.findings.isEmpty)
    // Each of the files by its own address, and nothing that is no file.
    let sarif = try ReportFormat.sarif.write(outcome, catalog: Self.catalog, version: "0")
    let log = try JSONSerialization.jsonObject(with: Data(sarif.utf8)) as? [String: Any]
    let artifacts = (log?["runs"] as? [[String: Any]])?.first?["artifacts"] as? [[String: Any]] ?? []
    let uris = artifacts.compactMap { ($0["location"] as? [String: Any])?["uri"] as? String }
    #expect(uris.map { URL(string: $0)?.lastPathComponent } == [SplitSample.narrative, SplitSample.tables])
    #expect(uris.allSatisfy { URL(string: $0).map { FileManager.default.fileExists(atPath: $0.path) } ?? false })
    let apart = try CheckFiles(files: Self.files, catalog: Self.catalog).run(FileSearch([folder.path]))
    #expect(apart.summary.lines.count == 2)
    #expect(
      apart.summary.lines.contains {
        if case .checked(let checked) = $0.outcome { checked.findings > 0 } else { false }
      })
  }

  @Test func aFileAloneIsNotPacked() throws {
    let path = Repository.file("Samples/archive-2024.md").path
    let file = try SourceFileLoader.load(together: FileSearch([path]), as: "a")
    #expect(file.name == path)
    #expect(try FormatReader.read(file).format == .markdown)
  }
}
