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
  let isRounded: Bool
  let keep: String?
  let check: DisclosureCheck
  let classifications = Classifications(year: 2024)

  init(seed: UInt64, regime: DisclosureWriter.Regime, isRounded: Bool, keep: String?) {
    self.seed = seed
    self.regime = regime
    self.isRounded = isRounded
    self.keep = keep
    check = DisclosureCheck(regime: regime)
  }

  func department(_ index: Int) -> SoundDepartment {
    SoundDepartment(seed: seed, index: index, regime: regime, isRounded: isRounded, classifications)
  }

  /// Documents with so many slips each, of the kinds and domains that are wanted.
  func trials(
    _ count: Int, only: Int? = nil, slips: Int, _ kinds: [SlipKind], _ domains: [Manuscript.Kind]
  ) -> [Trial] {
    Parallel.map(only.map { [$0] } ?? Array(0..<count)) { index -> Trial? in
      let department = department(index)
      var numbers = SeededNumbers(seed: seed, part: index, of: UInt64(slips))
      return Trial(department, index, SlipDraw(department).slips(slips, kinds, domains, &numbers), check)
    }.compactMap(\.self)
  }

  /// Prints every finding of sound disclosures.
  func checkSound(_ count: Int) throws {
    let results = Parallel.map(Array(0..<count)) { index in
      let manuscript = department(index).manuscript
      return (index, manuscript.text, check.findings(manuscript.text))
    }
    var alarmed = 0
    for (index, text, findings) in results {
      if let keep { try text.write(toFile: "\(keep)/\(seed)-\(index).md", atomically: true, encoding: .utf8) }
      if !findings.isEmpty { alarmed += 1 }
      for finding in findings {
        print(
          "\(index): \(finding.severity.rawValue)[\(finding.rule)] \(finding.message) @ \(finding.locations.first?.quote ?? "")"
        )
      }
    }
    print("\(count) sound departments, \(alarmed) with findings")
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
}
