import Checking
import Documents
import Filings
import Forms
import Foundation
import Parallel
import Workflow
import Writers

/// Checks departments of a seed.
struct Bench: Sendable {
  let seed: UInt64
  let regime: DisclosureWriter.Regime
  /// Whether amounts are drawn to the yuan, so that printed totals are off by their last place.
  let isRounded: Bool
  private let check: DisclosureCheck
  private let classifications = Classifications(year: 2024)

  init(seed: UInt64, regime: DisclosureWriter.Regime, isRounded: Bool) {
    self.seed = seed
    self.regime = regime
    self.isRounded = isRounded
    check = DisclosureCheck(regime: regime)
  }

  func department(_ index: Int) -> SoundDepartment {
    SoundDepartment(seed: seed, index: index, regime: regime, isRounded: isRounded, classifications)
  }

  /// Documents of these departments with so many slips each.
  func trials(_ indices: [Int], slips: Int, _ kinds: [SlipKind], _ domains: [Manuscript.Kind]) -> [Trial] {
    Parallel.map(indices) { index -> Trial? in
      trial(Ground(department(index)), index, slips: slips, kinds, domains)
    }.compactMap(\.self)
  }

  /// One document so many times, with so many slips each.
  func trials(
    in ground: Ground, times: Int, slips: Int, _ kinds: [SlipKind], _ domains: [Manuscript.Kind]
  ) -> [Trial] {
    Parallel.map(Array(0..<times)) { trial(ground, $0, slips: slips, kinds, domains) }.compactMap(\.self)
  }

  private func trial(
    _ ground: Ground, _ index: Int, slips: Int, _ kinds: [SlipKind], _ domains: [Manuscript.Kind]
  ) -> Trial? {
    var numbers = SeededNumbers(seed: seed, part: index, of: UInt64(slips))
    return Trial(ground, index, SlipDraw(ground).slips(slips, kinds, domains, &numbers), check)
  }

  /// A published document, read by the form of Hunan.
  func ground(_ path: String) throws -> Ground { try PublishedDocument(path, check).ground }

  /// A sound disclosure with findings.
  struct Alarm: Sendable {
    var index: Int
    var text: String
    var findings: [Finding]
  }

  /// Those of the sound disclosures of these departments that have findings of any severity.
  func alarms(_ indices: [Int]) -> [Alarm] {
    Parallel.map(indices) { index in
      let text = department(index).manuscript.text
      return Alarm(index: index, text: text, findings: check.findings(text))
    }.filter { !$0.findings.isEmpty }
  }
}

/// The whole check in this process.
struct DisclosureCheck: Sendable {
  private let check: Check
  private let files: PackFiles
  private let ignored: [String]
  let catalog: Catalog

  init(_ files: PackFiles = .embedded, regime: DisclosureWriter.Regime) {
    self.files = files
    catalog = files.catalog(.chinese)
    // A lean disclosure lacks parts on purpose.
    ignored = regime == .lean ? ["nine_tables", "parts", "sections"] : []
    check = Check(files: files, catalog: catalog)
  }

  /// Of a generated disclosure, by the form it was written on.
  func findings(_ text: String) -> [Finding] {
    var options = Check.Options()
    options.pack = "hunan"
    options.year = 2024
    options.ignore = ignored
    do {
      return try check.run(SourceFile(name: "department.md", bytes: Array(text.utf8)), options).input.report.findings
    } catch {
      preconditionFailure("a generated disclosure was not read: \(error)")
    }
  }

  /// Findings and facts of a file of any format, by the form it was written on.
  func checked(_ file: SourceFile) throws(Check.Failure) -> (findings: [Finding], form: Form, filing: Filing) {
    var options = Check.Options()
    options.pack = "hunan"
    options.year = 2024
    let outcome = try check.run(file, options)
    return (outcome.input.report.findings, outcome.form, outcome.filing)
  }

  /// What is recognised in a disclosure.
  func understood(_ text: String) throws(Check.Failure) -> (Form, Filing) {
    let file = SourceFile(name: "department.md", bytes: Array(text.utf8))
    let (_, choice, filing) = try Understand(files: files, catalog: catalog).run(file, pack: "hunan", year: 2024)
    return (choice.form, filing)
  }

  /// Of any document, by the form that fits it.
  func report(_ file: SourceFile) throws(Check.Failure) -> Report {
    try check.run(file).input.report
  }
}
