import Checking
import Documents
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
      let department = department(index)
      var numbers = SeededNumbers(seed: seed, part: index, of: UInt64(slips))
      return Trial(department, index, SlipDraw(department).slips(slips, kinds, domains, &numbers), check)
    }.compactMap(\.self)
  }

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
  private let ignored: [String]
  let catalog: Catalog

  init(_ files: PackFiles = .embedded, regime: DisclosureWriter.Regime) {
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

  /// Of any document, by the form that fits it.
  func report(_ file: SourceFile) throws(Check.Failure) -> Report {
    try check.run(file).input.report
  }
}
