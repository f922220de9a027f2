import Checking
import Documents
import Filings
import Forms
import Foundation
import TestSupport
import Testing
import Workflow
import Writers

/// Two versions of the sample, one made from the other by known changes.
@Suite struct VersionTests {
  private static let catalog = PackFiles.embedded.catalog(.chinese)
  private static let compare = CompareVersions(files: .embedded, catalog: catalog)

  private func sample(_ path: String = "Samples/archive-2024.md") throws -> String {
    try String(contentsOf: Repository.file(path), encoding: .utf8)
  }

  private func compared(_ old: String, _ new: String) throws -> VersionInput {
    func file(_ name: String, _ text: String) -> SourceFile { SourceFile(name: name, bytes: Array(text.utf8)) }
    return try Self.compare.run(file("old.md", old), file("new.md", new))
  }

  /// `kind table row column: old → new` of each change.
  private func facts(_ input: VersionInput) -> [String] {
    input.facts.map { change in
      let place = change.location
      let names = [place?.table, place?.row, place?.column].compactMap { $0 }.filter { !$0.isEmpty }
      return ([change.kind.rawValue] + names).joined(separator: " ")
        + ": \(change.old?.text ?? "∅") → \(change.new?.text ?? "∅")"
    }
  }

  /// The first line of a table that begins with a code.
  private func line(_ code: String, in text: String) throws -> String {
    try #require(text.split(separator: "\n").first { $0.hasPrefix(code + "\t") }).description
  }

  @Test func aVersionIsTheSameAsItself() throws {
    let text = try sample("Samples/archive-2024-slips.md")
    let input = try compared(text, text)
    #expect(input.isSame)
    #expect(input.findings.kept.count > 5)
    #expect(
      VersionText(catalog: Self.catalog).write(input).hasSuffix(
        "old.md → new.md：事实变动 0 处；问题消除 0 条，新出现 0 条，仍在 \(input.findings.kept.count) 条。\n"))
  }

  @Test func layoutIsNoChange() throws {
    let text = try sample()
    let row = try line("2012601", in: text)
    let figure = try #require(row.split(separator: "\t").dropFirst(2).first).description
    let changed = text.replacing(row, with: row.replacing(figure, with: " \(figure)0 ", maxReplacements: 1))
    #expect(facts(try compared(text, changed)) == [])
  }

  @Test func aFigureIsAChangeAndAFinding() throws {
    let text = try sample()
    let row = try line("2012601", in: text)
    let figure = try #require(row.split(separator: "\t").dropFirst(2).first).description
    let changed = text.replacing(row, with: row.replacing(figure, with: "9999.99", maxReplacements: 1))
    let input = try compared(text, changed)
    #expect(facts(input) == ["cell 公开02表 2012601 行政运行 本年收入合计: \(figure) → 9999.99"])
    #expect(!input.findings.new.isEmpty && input.findings.gone.isEmpty && input.findings.kept.isEmpty)
    let back = try compared(changed, text)
    #expect(back.findings.gone.map(\.id) == input.findings.new.map(\.id))
    // Another wrong figure in the same cell is still the same finding.
    let other = try compared(
      changed, text.replacing(row, with: row.replacing(figure, with: "8888.88", maxReplacements: 1)))
    #expect(
      other.findings.gone.isEmpty && other.findings.new.isEmpty && other.findings.kept.count == input.findings.new.count
    )
  }

  @Test func rowsAreKnownByTheirCode() throws {
    let text = try sample()
    let (first, second) = (try line("2012601", in: text), try line("2012602", in: text))
    let swapped = text.replacing("\(first)\n\(second)\n", with: "\(second)\n\(first)\n", maxReplacements: 1)
    let moves = facts(try compared(text, swapped))
    #expect(moves.count == 1 && moves[0].hasPrefix("rowMoved 公开02表 201260"))
    let renamed = text.replacing(first, with: first.replacing("行政运行", with: "机关运行"))
    #expect(facts(try compared(text, renamed)).first == "rowRenamed 公开02表 2012601 机关运行: 2012601 行政运行 → 2012601 机关运行")
    let recoded = text.replacing(first, with: first.replacing("2012601", with: "2012608"))
    #expect(
      facts(try compared(text, recoded)).first == "rowRecoded 公开02表 2012608 行政运行: 2012601 行政运行 → 2012608 行政运行")
    let gone = facts(try compared(text, text.replacing(first + "\n", with: "")))
    #expect(gone.first == "rowWent 公开02表 2012601 行政运行: 2012601 行政运行 → ∅")
  }

  @Test func slipsOfTheSampleAreTheChanges() throws {
    let input = try compared(try sample("Samples/archive-2024-slips.md"), try sample())
    let lines = facts(input)
    #expect(lines.contains("cell 公开03表 20126 档案事务 本年支出合计: 1057.55 → 1075.55"))
    #expect(lines.contains("rowCame 公开03表 2101103 公务员医疗补助: ∅ → 2101103 公务员医疗补助"))
    #expect(lines.contains { $0.hasPrefix("tableWent 项目支出绩效自评表（档案业务指导与监督检查经费）") })
    #expect(input.findings.new.isEmpty && input.findings.kept.isEmpty)
    let text = VersionText(catalog: Self.catalog).write(input)
    #expect(text.contains("公开03表\n  20126 档案事务·本年支出合计：1057.55 → 1075.55  (第 159 行 → 第 159 行)\n"))
    let json = try #require(
      try JSONSerialization.jsonObject(with: Data(try VersionJSON().write(input).utf8)) as? [String: Any])
    #expect(json["schema"] as? String == "mingzhang-diff/1")
    #expect((json["facts"] as? [[String: Any]])?.count == lines.count)
    #expect(((json["findings"] as? [String: Any])?["gone"] as? [[String: Any]])?.count == input.findings.gone.count)
  }

  @Test func sentencesAreComparedByWhatTheySay() throws {
    let text = try sample()
    let wanted = try #require(
      Understand(files: .embedded, catalog: Self.catalog).run(
        SourceFile(name: "a.md", bytes: Array(text.utf8)), pack: nil, year: nil
      ).filing.narrative.statements.first)
    let span = try #require(wanted.number.span)
    var scalars = Array(text.unicodeScalars)
    scalars.replaceSubrange(span.start..<span.end, with: "7777.77".unicodeScalars)
    let changed = String(String.UnicodeScalarView(scalars))
    let input = try compared(text, changed)
    #expect(input.facts.map(\.kind) == [.sentence])
    #expect(input.facts[0].new?.text.contains("7777.77") == true)
  }
}
