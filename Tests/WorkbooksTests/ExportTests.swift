import Composing
import Documents
import Forms
import Foundation
import TestSupport
import Testing
import Workflow

/// Leaf facts taken from tables as the accounting software exports them.
@Suite struct ExportTests {
  private func composition() throws -> Composition {
    let folder = try FactFolderLoader.load(Repository.file("Samples/archive-2024").path)
    let head = try #require(folder.head().head)
    let form = try #require(FormLoader(files: .embedded).load(head.pack, year: head.year).form)
    let (facts, problems) = LeafFactReader.read(folder.tables().tables, head: head, form: form)
    #expect(problems == [])
    return try Composition(facts, form: form)
  }

  private func drafted(_ files: [SourceFile]) throws -> DraftedFacts {
    try ImportFacts(files: .embedded, catalog: PackFiles.embedded.catalog(.chinese)).run(files, pack: "hunan")
  }

  /// Figures of a file of a folder by row and column; a zero is none.
  private func figures(_ text: String?) -> [String: String] {
    let lines = (text ?? "").split(separator: "\n").map {
      $0.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
    }
    var figures: [String: String] = [:]
    for line in lines.dropFirst() {
      for (column, field) in line.enumerated().dropFirst() where Double(field).map({ $0 != 0 }) ?? false {
        figures["\(line[0]).\(lines[0][column])"] = field
      }
    }
    return figures
  }

  @Test func everyFigureIsTakenInWholeFen() throws {
    let composition = try composition()
    let drafted = try drafted([try ExportBook(composition).file()])
    let folder = try FactFolderLoader.load(Repository.file("Samples/archive-2024").path)
    let head = try #require(folder.head().head)
    let given = LeafFactReader.read(folder.tables().tables, head: head, form: composition.form).facts
    let before = FactFolder(given, form: composition.form)
    for name in ["T02", "T03", "T05", "T06", "T07", "T08", "T09"] {
      let wanted = figures(before.texts[name + ".tsv"])
      #expect(figures(drafted.folder.texts[name + ".tsv"]) == wanted, "\(name)")
      #expect(!wanted.isEmpty || ["T07", "T08"].contains(name), "\(name)")
    }
    #expect(figures(drafted.folder.texts["quantities.tsv"])["guests.amount"] == "183")
    #expect(figures(drafted.folder.texts["procurement.tsv"])["services.amount"] == "1715986.50")
    #expect(drafted.folder.texts["head.yaml"]?.contains("示例市档案馆") ?? false)
    #expect(drafted.folder.texts["head.yaml"]?.contains("rounding: controlled") ?? false)
    #expect(drafted.remarks.count == 8)
    #expect(drafted.remarks.allSatisfy { !$0.contains("没有栏目") })
  }

  /// What the export does not have is asked for and is not none.
  @Test func whatIsNotExportedStaysOpen() throws {
    let drafted = try drafted([try ExportBook(try composition()).file()])
    #expect(drafted.pendingCount > 10)
    #expect(drafted.folder.texts["running.tsv"]?.contains("budget") == false)
  }

  /// Tables of several files are one set; files without any are no export.
  @Test func severalFilesAreTakenTogether() throws {
    let file = try ExportBook(try composition()).file()
    let drafted = try drafted([file, file])
    #expect(drafted.remarks.count == 16)
    #expect(throws: ImportFacts.ManyDisclosures.self) {
      let text = SourceFile(name: "a.md", bytes: Array("# 收入决算表\n\n| a | b |\n|---|---|\n| 1 | 2 |\n".utf8))
      _ = try self.drafted([text, text])
    }
  }
}
