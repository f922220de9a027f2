import Amounts
import Checking
import Composing
import Documents
import Filings
import Forms
import Foundation
import TestSupport
import Testing
import Workflow
import Writers

/// A real disclosure with dozens of mistakes becomes a workbook; what nobody can settle by rule is filled in as a clerk
/// would; what is composed then says everything the original says and has no finding.
@Suite struct ImportAcceptanceTests {
  private static let name = "data/documents/zhuzhou-2024.md"

  @Test(.enabled(if: Repository.shared(name) != nil, "no public documents beside the project"))
  func aPublishedDisclosureIsComposedAnewWithoutAFinding() throws {
    let url = try #require(Repository.shared(Self.name))
    let original = SourceFile(name: "zhuzhou.md", bytes: [UInt8](try Data(contentsOf: url)))
    let catalog = PackFiles.embedded.catalog(.chinese)
    var drafted = try ImportFacts(files: .embedded, catalog: catalog).run(original, settlement: .repairs)
    #expect(drafted.pendingCount > 0)
    var blank = drafted
    Clerk.complete(&blank.facts, drafted.form, words: [])
    let words = problems(blank.folder).filter { $0.id == "score" }.compactMap { $0.values["name"] }
    Clerk.complete(&drafted.facts, drafted.form, words: Set(words))
    let outcome: Compose.Outcome
    do throws(Compose.Failure) {
      outcome = try Compose(files: .embedded).run(drafted.folder)
    } catch {
      if case .facts(let failure) = error { failure.problems.forEach { print($0.rendered(catalog)) } }
      throw error
    }
    let text = MarkdownWriter.write(outcome.document)
    if let path = ProcessInfo.processInfo.environment["KEEP"] { try text.write(toFile: path, atomically: true, encoding: .utf8) }
    let check = Check(files: .embedded, catalog: catalog)
    let composed = try check.run(SourceFile(name: "composed.md", bytes: Array(text.utf8)))
    for finding in composed.input.report.findings where finding.severity > .info { print(finding.rule, finding.message) }
    #expect(composed.input.report.findings.filter { $0.severity > .info }.map(\.message) == [])
    // Every section and every item of the original is there again.
    let before = try check.run(original).filing
    let sections = Set(before.narrative.statements.map(\.section))
    #expect(sections.subtracting(composed.filing.narrative.statements.map(\.section)) == [])
    let items = before.narrative.items.filter { $0.section.hasPrefix("N05") }.compactMap(\.code)
    #expect(items.count == 12)
    #expect(Set(items).subtracting(composed.filing.narrative.items.compactMap(\.code)) == [])
    // Tables are as they were printed, but for what a check repaired and what contradicted it.
    let differing = differences(before, composed.filing, drafted.form)
    print(differing)
    #expect(differing.count < 40)
  }

  private func problems(_ folder: FactFolder) -> [FactProblem] {
    do throws(Compose.Failure) {
      _ = try Compose(files: .embedded).run(folder)
      return []
    } catch {
      guard case .facts(let failure) = error else { return [] }
      return failure.problems
    }
  }

  /// Cells of the nine tables that both print, with another figure.
  private func differences(_ a: Filing, _ b: Filing, _ form: Form) -> [String] {
    func figures(_ filing: Filing) -> [String: Rational] {
      var figures: [String: Rational] = [:]
      for table in filing.tables where form.tables[table.form].id.hasPrefix("T0") {
        for (block, rows) in table.blocks.enumerated() {
          for row in rows.rows {
            for (column, cell) in row.cells.enumerated() {
              figures["\(form.tables[table.form].id) \(block) \(row.key) \(column)"] = cell?.number?.value
            }
          }
        }
      }
      return figures
    }
    let (old, new) = (figures(a), figures(b))
    return old.keys.sorted().compactMap { key in
      guard let own = new[key], let was = old[key], own != was else { return nil }
      return "\(key): \(was.formatted(limit: 2)) → \(own.formatted(limit: 2))"
    }
  }
}

/// Fills in what an import had to leave open.
private enum Clerk {
  /// - Parameter words: indicators that are not measured in numbers.
  static func complete(_ facts: inout LeafFacts, _ form: Form, words: Set<String>) {
    for (index, key) in facts.texts.keys.sorted().enumerated() where facts.texts[key] == "" {
      facts.texts[key] = "第\(index + 1)项任务按计划调整"
    }
    for index in facts.priors.indices where facts.priors[index].value == nil { facts.priors[index].value = Rational(241_800) }
    for (block, rows) in facts.rows {
      let blockForm = form.tables[block.table].blocks[block.block]
      for (index, row) in rows.enumerated() {
        if form.tables[block.table].id == "quantities", row.key == .fixed(blockForm.row("travellers") ?? -1) {
          facts.rows[block]?[index].cells[0] = LeafCell("9")
        }
      }
      if blockForm.isOpen { score(&facts, block, blockForm, words) }
    }
  }

  /// Points for the indicators of a project that has none: as many for each, the rest for the last.
  private static func score(_ facts: inout LeafFacts, _ block: BlockAddress, _ form: BlockForm, _ words: Set<String>) {
    guard let weight = form.column("weight"), let score = form.column("score"),
      let name = form.column("level3")
    else { return }
    let rows = facts.rows[block] ?? []
    for member in Set(rows.map(\.member)) {
      let own = rows.indices.filter { rows[$0].member == member }
      guard own.allSatisfy({ rows[$0].cells[weight]?.text.isEmpty ?? true }) else { continue }
      for (number, index) in own.enumerated() {
        let points = 90 / own.count + (number == own.count - 1 ? 90 % own.count : 0)
        facts.rows[block]?[index].cells[weight] = LeafCell(String(points))
        // What is measured in numbers is scored by the method.
        let isMeasured = !words.contains(rows[index].cells[name]?.text ?? "")
        facts.rows[block]?[index].cells[score] = LeafCell(isMeasured ? "" : String(points))
      }
    }
  }
}
