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

  func run() throws {
    let bench = Bench(seed: seed, regime: regime, isRounded: rounded, keep: keep)
    if sound { try bench.checkSound(departments) }
  }
}

extension DisclosureWriter.Regime: ExpressibleByArgument {}
