import Checking
import Documents
import Forms
import Foundation
import TestSupport
import Testing
import Workflow
import Writers

/// Whole documents against lists of what is wrong in them.
@Suite struct AcceptanceTests {
  private func check(_ url: URL, pack: String? = nil) throws -> Report {
    let files = PackFiles.embedded
    var options = Check.Options()
    options.pack = pack
    return try Check(files: files, catalog: files.catalog(.chinese)).run(try SourceFileLoader.load(url.path), options)
      .input.report
  }

  private func spans(_ finding: Finding) -> [Range<Int>] {
    finding.locations.filter { $0.role != .evidence }.compactMap { location in
      location.span.map { $0.start..<max($0.end, $0.start + 1) }
    }
  }

  private func isOn(_ finding: Finding, _ places: [Gold.Place]) -> Bool {
    spans(finding).contains { span in places.contains { $0.start < span.upperBound && span.lowerBound < $0.end } }
  }

  @Test(arguments: [
    ("Samples/archive-2024.md", "hunan"), ("Tests/Fixtures/documents/hunan-variant-sound.md", "hunan"),
    ("Tests/Fixtures/documents/shanghai-sound.md", "shanghai"),
    ("Tests/Fixtures/documents/shanghai-funds-sound.md", "shanghai"),
  ])
  func aSoundDisclosureHasNoFinding(_ path: String, _ pack: String) throws {
    let report = try check(Repository.file(path))
    #expect(report.findings.map(\.message) == [])
    #expect(report.document.pack == pack)
    #expect(report.document.fiscalYear == 2024)
    #expect(report.verdicts.holds > 500)
    #expect(report.verdicts.withinRounding > 0)
  }

  @Test(arguments: [
    "Samples/archive-2024-slips", "Tests/Fixtures/documents/hunan-variant-slips",
    "Tests/Fixtures/documents/shanghai-slips",
  ])
  func everySlipIsFoundAndNothingElse(_ path: String) throws {
    let report = try check(Repository.file(path + ".md"))
    let gold = try Gold(Repository.file(path + ".json"))
    for item in gold.findings {
      #expect(report.findings.contains { isOn($0, item.locations) }, "\(item.id) was not found")
    }
    for finding in report.findings where finding.severity != .info {
      #expect(gold.findings.contains { isOn(finding, $0.locations) }, "\(finding.rule): \(finding.message)")
    }
  }

  @Test func aRealDisclosure() throws {
    guard let document = Repository.shared("data/documents/zhuzhou-2024.md"),
      let list = Repository.shared("data/gold/zhuzhou-2024.json")
    else { return }
    let report = try check(document)
    let gold = try Gold(list)
    #expect(report.document.pack == "hunan")
    let families: Set = [
      "arithmetic", "cross-table", "completeness", "performance-weight", "performance-score", "duplicate",
      "confidentiality", "numbering", "year", "unit", "narrative-number",
    ]
    let errors = gold.findings.filter {
      $0.severity == "error" && families.contains($0.family) && $0.certainty != "debatable"
    }
    let missed = errors.filter { item in !report.findings.contains { isOn($0, item.locations) } }
    #expect(missed.map(\.id) == [])
    // These ask whether a text says enough.
    let sentences: Set = ["S-026", "S-027"]
    let warnings = gold.findings.filter {
      $0.severity == "warning" && families.contains($0.family) && $0.certainty != "debatable"
        && !sentences.contains($0.id)
    }
    let found = warnings.count { item in report.findings.contains { isOn($0, item.locations) } }
    #expect(found * 10 >= warnings.count * 9, "\(found) of \(warnings.count)")
    for finding in report.findings where finding.severity != .info {
      let isListed = gold.findings.contains { isOn(finding, $0.locations) }
      #expect(isListed || !isOn(finding, gold.traps), "on a trap: \(finding.message)")
    }
  }

  @Test func aFindingCanBeAcceptedWithAReason() throws {
    let file = try SourceFileLoader.load(Repository.file("Samples/archive-2024-slips.md").path)
    let files = PackFiles.embedded
    let check = Check(files: files, catalog: files.catalog(.chinese))
    let first = try #require(try check.run(file).input.report.findings.first)
    var options = Check.Options()
    options.baseline = Baseline(suppressed: [.init(id: first.id, reason: "已与财政核实"), .init(id: "0000", reason: "旧")])
    let outcome = try check.run(file, options)
    #expect(!outcome.input.report.findings.contains { $0.id == first.id })
    #expect(outcome.input.report.suppressed.map(\.reason) == ["已与财政核实"])
    #expect(outcome.unusedSuppressions.map(\.id) == ["0000"])
  }

  @Test func rulesCanBeSelectedAndLeftOut() throws {
    let file = try SourceFileLoader.load(Repository.file("Samples/archive-2024-slips.md").path)
    let files = PackFiles.embedded
    let check = Check(files: files, catalog: files.catalog(.chinese))
    var options = Check.Options()
    options.select = ["numbering"]
    #expect(try check.run(file, options).input.report.findings.map(\.rule) == ["numbering"])
    options.select = []
    options.ignore = ["numbering"]
    #expect(try !check.run(file, options).input.report.findings.contains { $0.rule == "numbering" })
    options.severity = .error
    #expect(try check.run(file, options).input.report.findings.allSatisfy { $0.severity == .error })
  }

  /// What is not applied is not counted either: no contradiction without its finding.
  @Test func rulesThatAreLeftOutAreNotCounted() throws {
    let text = """
      # 2024年度示例市气象站部门决算

      # 收入决算表

      单位：万元

      项 目\t\t本年收入合计\t财政拨款收入\t其他收入
      功能分类科目编码\t科目名称
      合计\t\t310.00\t290.00\t10.00
      220\t自然资源海洋气象等支出\t310.00\t290.00\t10.00
      """
    let files = PackFiles.embedded
    let check = Check(files: files, catalog: files.catalog(.chinese))
    let file = SourceFile(name: "slip.md", bytes: Array(text.utf8))
    var options = Check.Options()
    #expect(try check.run(file, options).input.report.verdicts.contradicted > 0)
    options.ignore = ["T02"]
    let report = try check.run(file, options).input.report
    #expect(report.findings.filter { $0.severity == .error }.map(\.rule) == [])
    #expect(report.verdicts.contradicted == 0)
    #expect(!report.verdicts.reasons.contains { $0.rule.hasPrefix("T02.") })
  }

  @Test func findingsKeepTheirNamesWhenTextMoves() throws {
    let files = PackFiles.embedded
    let check = Check(files: files, catalog: files.catalog(.chinese))
    var file = try SourceFileLoader.load(Repository.file("Samples/archive-2024-slips.md").path)
    let before = try check.run(file).input.report.findings.map(\.id)
    file.bytes = [UInt8]("\n\n前言\n\n".utf8) + file.bytes
    #expect(try check.run(file).input.report.findings.map(\.id) == before)
    #expect(Set(before).count == before.count)
  }
}
