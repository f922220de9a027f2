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
    let drafted = try ImportFacts(files: .embedded, catalog: catalog).run(original, settlement: .repairs)
    #expect(drafted.pendingCount > 20)
    var clerk = Clerk(drafted)
    #expect(clerk.complete() == [])
    let check = Check(files: .embedded, catalog: catalog)
    var composed = try self.check(clerk, check)
    for _ in 0..<3 {
      for finding in findings(composed) { clerk.mend(finding) }
      #expect(clerk.complete() == [])
      composed = try self.check(clerk, check)
    }
    #expect(findings(composed).map(\.message) == [])
    if (try? SheetLibrary.expect()) != nil {
      let trip = try WorkbookTrip(clerk.drafted.folder)
      #expect(trip.problems == [])
      #expect(trip.differences == [])
    }
    // Every section and every item of the original is there again.
    let before = try check.run(original).filing
    let sections = Set(before.narrative.statements.map(\.section))
    #expect(sections.subtracting(composed.filing.narrative.statements.map(\.section)) == [])
    let items = before.narrative.items.filter { $0.section.hasPrefix("N05") }.compactMap(\.code)
    #expect(items.count == 12)
    #expect(Set(items).subtracting(composed.filing.narrative.items.compactMap(\.code)) == [])
    // Tables are as they were printed, but for what a check accuses, and for a step of rounding.
    let accused = Set(
      try check.run(original).input.report.findings.flatMap(\.locations).filter { $0.role != .evidence }.map(\.quote))
    let differing = try differences(before, composed.filing, drafted.form)
    #expect(differing.filter { !$0.isRounding && !accused.contains($0.was) }.map(\.address) == [])
    #expect(differing.count < 40, "\(differing.map(\.address))")
  }

  private func check(_ clerk: Clerk, _ check: Check) throws -> Check.Outcome {
    let text = MarkdownWriter.write(try Compose(files: .embedded).run(clerk.drafted.folder).document)
    return try check.run(SourceFile(name: "composed.md", bytes: Array(text.utf8)))
  }

  private func findings(_ outcome: Check.Outcome) -> [Finding] {
    outcome.input.report.findings.filter { $0.severity > .info }
  }

  private struct Difference {
    var address: String
    /// As printed at first.
    var was: String
    var isRounding: Bool
  }

  /// Cells of the nine tables that both print, with another figure.
  private func differences(_ a: Filing, _ b: Filing, _ form: Form) throws -> [Difference] {
    let (old, new) = (figures(a, form), figures(b, form))
    return try old.keys.sorted().compactMap { key in
      guard let own = new[key]?.number?.value, let cell = old[key], let was = cell.number?.value, own != was else {
        return nil
      }
      let isRounding = try (own - was).magnitude <= Rational(1, over: 100)
      return Difference(
        address: "\(key): \(cell.text) → \(own.formatted(limit: 2))", was: cell.text, isRounding: isRounding)
    }
  }

  private func figures(_ filing: Filing, _ form: Form) -> [String: FilledCell] {
    var figures: [String: FilledCell] = [:]
    for table in filing.tables where form.tables[table.form].collection == nil && form.tables[table.form].fields.isEmpty
    {
      for (block, rows) in table.blocks.enumerated() {
        for row in rows.rows {
          for (column, cell) in row.cells.enumerated() {
            figures["\(form.tables[table.form].id) \(block) \(row.key) \(column)"] = cell
          }
        }
      }
    }
    return figures
  }
}
