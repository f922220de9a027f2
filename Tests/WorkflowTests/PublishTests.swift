import Checking
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
import Writers

/// Published files are what was composed, and say when they no longer are.
@Suite struct PublishTests {
  private static let files = PackFiles.embedded
  private static let catalog = files.catalog(.chinese)
  private let publish = Publish(catalog: Self.catalog)
  private let verify = Verify(files: Self.files, catalog: Self.catalog)

  private static let composed = Result {
    try Compose(files: files).run(try FactFolderLoader.load(Repository.file("Samples/archive-2024").path)).publication
  }

  private static func publication() throws -> Publication { try composed.get() }

  /// The sample's files by format; formats that cannot be written or read here are left out and named.
  private static let written: [PublicationFormat: [Publish.File]] = {
    var written: [PublicationFormat: [Publish.File]] = [:]
    for format in PublicationFormat.allCases {
      do {
        if format == .pdf, !PDFReader.isAvailable {
          print("skipped: PDF files cannot be read, PDFium is not there")
          continue
        }
        written[format] = try Publish(catalog: catalog).files(format, of: try publication())
      } catch {
        print("skipped: \(format.rawValue) cannot be written here: \(error)")
      }
    }
    return written
  }()

  private static let formats = PublicationFormat.allCases.filter { written[$0] != nil }

  /// Runs with all files of the sample in a folder.
  private func withFolder(_ body: (URL) throws -> Void) throws {
    let publication = try Self.publication()
    var files = Self.formats.flatMap { Self.written[$0] ?? [] }
    files.append(try publish.manifest(files, of: publication))
    let folder = FileManager.default.temporaryDirectory.appending(path: "publish-\(UUID().uuidString)")
    defer { _ = try? FileManager.default.removeItem(at: folder) }
    for file in files {
      let url = folder.appending(path: file.name)
      try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(file.bytes).write(to: url)
    }
    try body(folder)
  }

  private func exitCodes(_ folder: URL) -> [String: Int32] {
    Dictionary(
      verify.run(folder.path).map { (URL(fileURLWithPath: $0.file).lastPathComponent, $0.outcome.exitCode) }
    ) { max($0, $1) }
  }

  @Test func theFormatsThatNeedNoLibraryAreWritten() {
    #expect(Set(Self.formats).isSuperset(of: [.docx, .html, .md, .data]))
  }

  @Test func noFormatHasAFinding() throws {
    for format in Self.formats where format != .data {
      let file = try #require(Self.written[format]?.first)
      var options = Check.Options()
      options.pack = "hunan"
      let outcome = try Check(files: Self.files, catalog: Self.catalog).run(
        SourceFile(name: file.name, bytes: file.bytes), options)
      #expect(outcome.input.report.findings.filter { $0.severity > .info }.map(\.message) == [], "\(file.name)")
      #expect(outcome.input.report.coverage.verified >= 240, "\(file.name)")
    }
  }

  @Test func theSameFactsGiveTheSameBytes() throws {
    let publication = try Self.publication()
    for format in Self.formats {
      let again = try publish.files(format, of: publication)
      #expect(again.map(\.bytes) == Self.written[format]?.map(\.bytes), "\(format.rawValue)")
    }
  }

  @Test func whatIsPublishedIsProven() throws {
    try withFolder { folder in
      let lines = verify.run(folder.path)
      #expect(lines.count > 18)
      #expect(lines.allSatisfy { $0.outcome.exitCode == 0 })
      for line in lines where line.file.hasSuffix(".docx") || line.file.hasSuffix(".html") {
        guard case .proven(let numbers, let words, true) = line.outcome else {
          Issue.record("\(line.file)")
          continue
        }
        #expect(numbers > 400 && words > 100)
      }
    }
  }

  @Test func anotherJurisdictionIsPublished() throws {
    let folder = try FactFolderLoader.load(Repository.file("Tests/Fixtures/composing/shanghai").path)
    let publication = try Compose(files: Self.files).run(folder).publication
    for format in Self.formats { #expect(try !publish.files(format, of: publication).isEmpty) }
  }

  @Test func aChangedFigureIsNamed() throws {
    try withFolder { folder in
      let url = folder.appending(path: "disclosure.docx")
      let archive = try Archive([UInt8](try Data(contentsOf: url)))
      let part = "word/document.xml"
      let entry = try #require(archive.entry(part))
      let text = String(decoding: try archive.contents(of: entry), as: UTF8.self)
      #expect(text.contains(">1075.52<"))
      let changed = text.replacing(">1075.52<", with: ">1057.52<", maxReplacements: 1)
      try Data(try archive.rewriting([part: Array(changed.utf8)])).write(to: url)
      let line = try #require(verify.run(url.path).first)
      guard case .differs(let differences) = line.outcome else {
        Issue.record("\(line.outcome)")
        return
      }
      #expect(differences.contains { $0.rendered(Self.catalog).contains("文件中为 1057.52，所附数据为 1075.52") })
      #expect(exitCodes(folder)["disclosure.docx"] == 1)
    }
  }

  @Test func changedWordsAreNamed() throws {
    try withFolder { folder in
      let url = folder.appending(path: "disclosure.html")
      let page = try String(contentsOf: url, encoding: .utf8)
      #expect(page.contains("拟订全市档案收集"))
      try page.replacing("拟订全市档案收集", with: "拟订全省档案收集").write(to: url, atomically: true, encoding: .utf8)
      let line = try #require(verify.run(url.path).first)
      guard case .differs(let differences) = line.outcome else {
        Issue.record("\(line.outcome)")
        return
      }
      #expect(differences.count == 2)
      #expect(differences.contains { $0.rendered(Self.catalog).contains("拟订全省档案收集") })
    }
  }

  @Test func theListTellsWhatWasChangedTakenAndAdded() throws {
    try withFolder { folder in
      try Data("x".utf8).write(to: folder.appending(path: "data/T03.csv"))
      try FileManager.default.removeItem(at: folder.appending(path: "filing.json"))
      try Data("x".utf8).write(to: folder.appending(path: "more.txt"))
      let codes = exitCodes(folder)
      #expect(codes["T03.csv"] == 1)
      #expect(codes["filing.json"] == 1)
      #expect(codes["more.txt"] == 0)
      #expect(codes["T04.csv"] == 0)
    }
  }

  @Test func whatCarriesNoDataCannotBeTold() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "publish-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { _ = try? FileManager.default.removeItem(at: folder) }
    let copy = folder.appending(path: "a.docx")
    try FileManager.default.copyItem(at: Repository.file("Tests/Fixtures/office/archive-2024.docx"), to: copy)
    #expect(verify.run(copy.path).map(\.outcome.exitCode) == [2])
    #expect(verify.run(folder.path).map(\.outcome.exitCode) == [2])
    #expect(verify.run(folder.appending(path: "none.docx").path).map(\.outcome.exitCode) == [2])
    try Data(
      "{ \"schema\": \"mingzhang-manifest/1\", \"title\": \"\", \"department\": \"\", \"year\": 1, \"pack\": \"\", \"files\": [ { \"name\": \"../a\", \"bytes\": 1, \"sha256\": \"\" } ] }"
        .utf8
    )
    .write(to: folder.appending(path: "manifest.json"))
    #expect(verify.run(folder.path).first?.outcome.exitCode == 1)
    try Data("{ \"schema\": ".utf8).write(to: folder.appending(path: "manifest.json"))
    #expect(verify.run(folder.path).map(\.outcome.exitCode) == [2])
    #expect(verify.run(copy.path).map(\.outcome.exitCode) == [2])
    let page =
      "<!doctype html><body><p>文字</p><script type=\"application/json\" id=\"proof\">{ \"schema\": 1 }</script></body>"
    try FileManager.default.removeItem(at: folder.appending(path: "manifest.json"))
    try Data(page.utf8).write(to: folder.appending(path: "a.html"))
    guard case .badProof = try #require(verify.run(folder.appending(path: "a.html").path).first).outcome else {
      Issue.record("no proof was found")
      return
    }
  }
}
