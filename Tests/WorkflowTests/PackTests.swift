import Forms
import Foundation
import TestSupport
import Testing
import Workflow

/// The packs, and what is generated from them.
@Suite struct PackTests {
  @Test func everyExampleOfEveryPackIsAsStated() {
    let files = PackFiles.embedded
    let (text, isSound) = PackTools(files: files, catalog: files.catalog(.chinese)).validate(files.packs)
    #expect(isSound, "\(text)")
    #expect(files.packs == ["hunan", "national", "shanghai", "shanghai-budget", "sichuan"])
  }

  @Test func theManualIsFresh() throws {
    let files = PackFiles.embedded
    let book = try RulesManual(pack: "hunan", files: files, catalog: files.catalog(.chinese)).book()
    let url = Repository.file("Docs/rules.md")
    if ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] == "1" {
      try book.write(to: url, atomically: true, encoding: .utf8)
    }
    let written = try String(contentsOf: url, encoding: .utf8)
    #expect(written == book, "Docs/rules.md is stale: mingzhang rules manual --pack hunan -o Docs/rules.md")
  }

  @Test func aCounterExampleThatBreaksNothingIsReported() throws {
    var texts = PackFiles.embedded.texts
    texts["national/tables/T06.yaml"] = texts["national/tables/T06.yaml"]?.replacing(
      "rows.codes:     { \"30101\": \"3.30\" }", with: "rows.codes:     { \"30101\": \"3.00\" }")
    let files = PackFiles(texts: texts)
    let (text, isSound) = PackTools(files: files, catalog: files.catalog(.chinese)).validate(["national"])
    #expect(!isSound)
    #expect(text.contains("T06.rows.codes"))
    #expect(text.contains("pack.example"))
  }

  @Test func aFolderOfPacksReplacesTheBuiltInOnes() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("packs-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    for (path, text) in PackFiles.embedded.texts where path.hasPrefix("national/") {
      let url = folder.appendingPathComponent(path)
      try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try text.write(to: url, atomically: true, encoding: .utf8)
    }
    let files = try PackFiles(folder: folder)
    #expect(files.packs == ["national"])
    // Messages are the program's own where the folder has none.
    #expect(files.catalog(.english)("severity.error") == "error")
  }
}
