import Checking
import Documents
import Forms
import Foundation
import Synchronization
import TestSupport
import Testing
import Workflow
import Writers

/// Folders of disclosures, with what else lies in folders.
@Suite struct CheckFilesTests {
  /// A folder that is there while a test looks at it.
  private final class Folder: Sendable {
    let url = FileManager.default.temporaryDirectory.appending(path: "files-\(UUID().uuidString)")
    var path: String { url.path }

    init(_ files: [String: Data]) throws {
      try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
      for (name, data) in files {
        let file = url.appending(path: name)
        try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try data.write(to: file)
      }
    }

    deinit { _ = try? FileManager.default.removeItem(at: url) }

    func inside(_ path: String) -> String { path.hasPrefix(url.path) ? String(path.dropFirst(url.path.count)) : path }
  }

  private static let sound = "Samples/archive-2024.md"
  private static let slips = "Samples/archive-2024-slips.md"
  private static let check = CheckFiles(files: .embedded, catalog: PackFiles.embedded.catalog(.chinese))

  private func sample(_ path: String) throws -> Data { try Data(contentsOf: Repository.file(path)) }

  @Test func everyFileOfAFolderIsCheckedAndNothingElse() throws {
    let folder = try Folder([
      "a.md": try sample(Self.sound), "甲/b.md": try sample(Self.slips), "甲/乙/c.txt": Data("一句话".utf8),
      "empty.md": Data(), "noise.txt": Data((0..<3000).map { UInt8(truncatingIfNeeded: $0 &* 37) }),
      ".hidden/x.md": try sample(Self.sound), "~$a.docx": Data("x".utf8), "gold.json": Data("{}".utf8),
      "图.dat": Data([0x89, 0x50, 0x4E, 0x47, 1, 2]), "reports/old.txt": try sample(Self.slips),
    ])
    try FileManager.default.createSymbolicLink(
      at: folder.url.appending(path: "circle"), withDestinationURL: folder.url)
    let written = Mutex<[String: Int]>([:])
    let steps = Mutex<[Int]>([])
    let outcome = try Self.check.run(
      FileSearch([folder.path], excluding: [folder.path + "/reports"]),
      write: { file, outcome in
        written.withLock { $0[file.reportName] = outcome.input.report.findings.count }
      }, progress: { progress in steps.withLock { $0.append(progress.finished) } })
    let summary = outcome.summary
    #expect(
      summary.lines.map { folder.inside($0.file) } == [
        "/empty.md", "/noise.txt", "/甲/乙/c.txt", "/甲/b.md", "/a.md",
      ])
    #expect(summary.unreadable == 2)
    #expect(
      summary.skipped.map { folder.inside($0.file) } == [
        "/.hidden", "/circle", "/gold.json", "/~$a.docx", "/图.dat",
      ])
    let alone = try Check(files: .embedded, catalog: PackFiles.embedded.catalog(.chinese)).run(
      try SourceFileLoader.load(Repository.file(Self.slips).path))
    #expect(written.withLock { $0 } == ["a.md": 0, "甲/b.md": alone.input.report.findings.count, "甲/乙/c.txt": 0])
    // Seven were looked into: those of the summary, the data file and the picture.
    #expect(steps.withLock { $0 } == [1, 2, 3, 4, 5, 6, 7])
  }

  @Test func whatIsNamedIsCheckedWhateverItIs() throws {
    let folder = try Folder(["a.json": Data("{}".utf8), "b.png": Data([0x89, 0x50, 0x4E, 0x47, 1])])
    let summary = try Self.check.run(
      FileSearch([folder.path + "/a.json", folder.path + "/b.png", folder.path + "/none.md"])
    ).summary
    #expect(summary.lines.map { folder.inside($0.file) } == ["/b.png", "/none.md", "/a.json"])
    #expect(summary.unreadable == 2)
    #expect(summary.skipped.isEmpty)
  }

  @Test func reportsOfFilesOfOneNameHaveTwoNames() throws {
    let folder = try Folder(["x/A.md": Data(), "y/a.md": Data()])
    let search = FileSearch([folder.path + "/x/A.md", folder.path + "/y/a.md", folder.path])
    #expect(search.found.map(\.reportName) == ["A.md", "a.md-2", "x/A.md", "y/a.md"])
  }

  @Test func foldersAreSearchedWithinBounds() throws {
    let deep = "1/2/3/4/x.md"
    let folder = try Folder([deep: Data(), "a.md": Data(), "b.md": Data(), "c.md": Data()])
    var limits = FileSearch.Limits()
    limits.depth = 2
    limits.files = 2
    let search = FileSearch([folder.path], limits: limits)
    #expect(search.found.map { folder.inside($0.path) } == ["/a.md", "/b.md"])
    #expect(search.skipped.map(\.reason) == [.tooDeep, .tooMany])
  }

  @Test func aBaselineEntryIsUnusedWhenNoFileHasTheFinding() throws {
    let folder = try Folder(["a.md": try sample(Self.sound), "b.md": try sample(Self.slips)])
    var options = Check.Options()
    let findings = try Check(files: .embedded, catalog: PackFiles.embedded.catalog(.chinese)).run(
      try SourceFileLoader.load(Repository.file(Self.slips).path)
    ).input.report.findings
    options.baseline = Baseline(suppressed: [
      .init(id: findings[0].id, reason: "看过"), .init(id: "nowhere", reason: "看过"),
    ])
    let outcome = try Self.check.run(FileSearch([folder.path]), options)
    #expect(outcome.unusedSuppressions.map(\.id) == ["nowhere"])
    #expect(outcome.summary.checked.map(\.findings) == [findings.count - 1, 0])
  }

  @Test func aPackThatIsNotThereStopsEverything() throws {
    var options = Check.Options()
    options.pack = "atlantis"
    #expect(throws: Check.Failure.self) { try Self.check.run(FileSearch([Repository.file(Self.sound).path]), options) }
  }
}
