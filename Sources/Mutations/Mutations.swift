import ArgumentParser
import Checking
import Documents
import Foundation

/// The mutation benchmark: slips put into sound disclosures, and how many of them the check finds.
@main
struct Mutations: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "mutations",
    abstract: "Puts slips into disclosures of invented departments and measures what the check finds.")

  @Option(help: "Seed of all departments and slips. 1 to 99 are for tuning, 1001 onwards for measuring.")
  var seed: UInt64 = 1

  @Option(help: "Departments.")
  var departments = 50

  @Option(help: "full, lean.")
  var regime = DisclosureWriter.Regime.full

  @Flag(help: "Draw amounts to the yuan, so that printed totals are off by their last place.")
  var rounded = false

  @Flag(help: "Only check the sound disclosures.")
  var sound = false

  @Option(help: "Folder for documents.")
  var keep: String?

  @Option(help: "Numbers of slips in a document.")
  var slips = "1,2,5"

  @Option(help: "Kinds of slips; all if left out.")
  var kinds = ""

  @Option(help: "What slips are put into: cell, sentence, percentage, score, target.")
  var domains = "cell"

  @Flag(help: "Tell of each document in which not everything was found, and only that, with its value.")
  var verbose = false

  @Option(help: "Only this department.")
  var only: Int?

  func run() throws {
    let bench = Bench(seed: seed, regime: regime, isRounded: rounded, keep: keep)
    if sound {
      try bench.checkSound(departments)
      return
    }
    var summary = Summary()
    for count in list(slips).compactMap({ Int($0) }) {
      let trials = bench.trials(departments, only: only, slips: count, try wantedKinds(), try wantedDomains())
      for trial in trials {
        summary.add(trial, slips: count)
        guard verbose, only != nil || !trial.isFaultless else { continue }
        print(trial.account())
        if let keep {
          try trial.text.write(toFile: "\(keep)/\(seed)-\(trial.index)-\(count).md", atomically: true, encoding: .utf8)
        }
      }
    }
    print(summary.text())
  }

  private func list(_ text: String) -> [String] { text.split(separator: ",").map(String.init) }

  private func wantedKinds() throws -> [SlipKind] {
    try kinds.isEmpty ? SlipKind.allCases : list(kinds).map { try parsed($0, "kind") }
  }

  private func wantedDomains() throws -> [Manuscript.Kind] { try list(domains).map { try parsed($0, "domain") } }

  private func parsed<Value: RawRepresentable>(_ text: String, _ what: String) throws -> Value
  where Value.RawValue == String {
    guard let value = Value(rawValue: text) else { throw ValidationError("no \(what) \(text)") }
    return value
  }
}

extension DisclosureWriter.Regime: ExpressibleByArgument {}
