import Checking
import Documents
import Forms
import Foundation
import TestSupport
import Testing
import Workflow
import Writers

/// Published documents of pages: final accounts, the template that they were written on, a budget.
@Suite struct PagedAcceptanceTests {
  /// - Returns: nil, said aloud, where the document is absent or nothing is there to read it with.
  private func check(_ name: String) throws -> Check.Outcome? {
    guard let url = Repository.shared("data/documents/\(name).pdf") else { return nil }
    let files = PackFiles.embedded
    let check = Check(files: files, catalog: files.catalog(.chinese))
    do {
      return try check.run(try SourceFileLoader.load(url.path))
    } catch Check.Failure.unreadable(let unreadable) {
      print("skipped: \(name).pdf cannot be read here (\(unreadable.reason.rawValue))")
      return nil
    }
  }

  private struct Spot {
    var page: Int
    var quote: String
  }

  /// What a finding accuses.
  private func spots(_ finding: Finding, _ map: SourceMap?) -> [Spot] {
    finding.locations.filter { $0.role != .evidence }.compactMap { location in
      guard let span = location.span, case .page(let page, _)? = map?.place(of: span)?.spot else { return nil }
      return Spot(page: page, quote: location.quote)
    }
  }

  private func isOn(_ finding: Finding, _ places: [PagedGold.Place], _ map: SourceMap?) -> Bool {
    spots(finding, map).contains { spot in places.contains { $0.holds(spot.quote, onPage: spot.page) } }
  }

  @Test func finalAccountsOfShanghai() throws {
    guard let outcome = try check("putuo-planning-2024"),
      let list = Repository.shared("data/gold/putuo-planning-2024.json")
    else { return }
    let (report, map) = (outcome.input.report, outcome.input.map)
    let gold = try PagedGold(list)
    #expect(report.document.pack == "shanghai")
    #expect(report.document.kind == "部门决算")
    #expect(report.document.fiscalYear == 2024)
    let wanted = gold.findings.filter { $0.certainty != "debatable" }
    let found = wanted.filter { item in report.findings.contains { isOn($0, item.locations, map) } }
    let errors = wanted.filter { $0.severity == "error" }.map(\.id)
    #expect(found.filter { $0.severity == "error" }.map(\.id) == errors)
    let warnings = (wanted.count { $0.severity == "warning" }, found.count { $0.severity == "warning" })
    #expect(warnings.1 * 10 >= warnings.0 * 7, "\(warnings.1) of \(warnings.0)")
    for finding in report.findings where finding.severity != .info {
      #expect(gold.findings.contains { isOn(finding, $0.locations, map) }, "\(finding.rule): \(finding.message)")
    }
    let coverage = report.coverage
    #expect(coverage.verified * 10 >= coverage.numbers * 9, "\(coverage.verified) of \(coverage.numbers)")
  }

  @Test func theTemplateIsOneNote() throws {
    guard let report = try check("putuo-template-2024")?.input.report else { return }
    #expect(report.document.pack == "shanghai")
    #expect(report.findings.map(\.rule) == ["blank_form"])
    #expect(report.findings.map(\.severity) == [.info])
  }

  @Test func aBudgetIsAnotherKindOfDocument() throws {
    guard let report = try check("putuo-commerce-budget-2025")?.input.report else { return }
    #expect(report.document.kind == "部门预算")
    #expect(report.findings.map(\.message) == [])
  }
}
