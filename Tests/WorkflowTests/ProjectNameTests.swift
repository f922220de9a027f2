import Checking
import Documents
import Forms
import Foundation
import TestSupport
import Testing
import Workflow
import Writers

/// The heading over a project's paragraph and its self-evaluation form, in the sample with other words put into it.
@Suite struct ProjectNameTests {
  private static let heading = "3.部门预算：档案征集编研与展览经费\n"

  private func findings(exchanging words: [(String, String)]) throws -> [Finding] {
    let files = PackFiles.embedded
    var file = try SourceFileLoader.load(Repository.file("Samples/archive-2024.md").path)
    var text = String(decoding: file.bytes, as: UTF8.self)
    for (old, new) in words {
      #expect(text.contains(old))
      text = text.replacing(old, with: new)
    }
    file.bytes = [UInt8](text.utf8)
    return try Check(files: files, catalog: files.catalog(.chinese)).run(file, Check.Options()).input.report.findings
      .filter { $0.rule == "project_name" }
  }

  @Test func anotherNameForTheSameFiguresIsFound() throws {
    let found = try findings(exchanging: [(Self.heading, "3.部门预算：档案文献采集及布展经费\n")])
    #expect(found.map(\.stated) == ["档案文献采集及布展经费"])
    #expect(found.map(\.expected) == ["档案征集编研与展览经费"])
    #expect(found.first?.locations.count == 2)
  }

  @Test(arguments: [
    // Words left out, and other endings.
    [(heading, "3.部门预算：档案征集与展览专项资金项目。\n")],
    // Of what a heading with other figures speaks is not known.
    [(heading, "3.部门预算：档案文献采集及布展经费\n"), ("实际支出60.40万元", "实际支出60.00万元")],
    // Nothing says that it is about the same.
    [(heading, "3.部门预算：史料汇编\n")],
  ])
  func whatMayBeMeantIsNoOtherName(_ words: [(String, String)]) throws {
    #expect(try findings(exchanging: words).isEmpty)
  }
}
