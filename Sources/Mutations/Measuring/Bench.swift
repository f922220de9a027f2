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
  let checker = DisclosureCheck()
  let classifications = Classifications(year: 2024)

  func department(_ index: Int) -> SoundDepartment {
    SoundDepartment(seed: seed, index: index, regime: regime, isRounded: isRounded, classifications)
  }

  /// Prints every finding of sound disclosures.
  func checkSound(_ count: Int) throws {
    let results = Parallel.map(Array(0..<count)) { index in
      let manuscript = department(index).manuscript
      return (index, manuscript.text, checker.findings(manuscript.text))
    }
    var alarmed = 0
    for (index, text, findings) in results {
      if let keep { try text.write(toFile: "\(keep)/\(seed)-\(index).md", atomically: true, encoding: .utf8) }
      if !findings.isEmpty { alarmed += 1 }
      for finding in findings {
        print("\(index): \(finding.severity.rawValue)[\(finding.rule)] \(finding.message) @ \(finding.locations.first?.quote ?? "")")
      }
    }
    print("\(count) sound departments, \(alarmed) with findings")
  }
}

/// The whole check in this process.
struct DisclosureCheck: Sendable {
  private let check: Check
  let catalog: Catalog

  init(_ files: PackFiles = .embedded) {
    catalog = files.catalog(.chinese)
    check = Check(files: files, catalog: catalog)
  }

  func findings(_ text: String) -> [Finding] {
    var options = Check.Options()
    options.pack = "hunan"
    options.year = 2024
    do {
      return try check.run(SourceFile(name: "department.md", bytes: Array(text.utf8)), options).input.report.findings
    } catch {
      preconditionFailure("a generated disclosure was not read: \(error)")
    }
  }
}
