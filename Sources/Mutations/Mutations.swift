import ArgumentParser
import Checking
import Foundation

/// The mutation benchmark: slips put into sound disclosures, and how many of them the check finds.
@main
struct Mutations: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "mutations",
    abstract: "Puts slips into disclosures of invented departments and measures what the check finds.",
    discussion: "Everything follows from the seed. With --write, Docs/accuracy.md is measured anew.")

  @Option(help: "Seed of all departments and slips; 1 if left out, 1001 with --write.")
  var seed: UInt64?

  @Option(help: "Departments; 50 if left out, 300 with --write.")
  var departments: Int?

  @Option(help: "What is printed: \(DisclosureWriter.Regime.allCases.map(\.rawValue).joined(separator: ", ")).")
  var regime = DisclosureWriter.Regime.full

  @Flag(help: "Draw amounts to the yuan, so that printed totals are off by their last place.")
  var rounded = false

  @Option(
    help: "Put slips into this document instead, in Markdown and on the form of Hunan, repaired by its own findings.")
  var document: String?

  @Flag(help: "Only check the sound disclosures, and print what is found in them.")
  var sound = false

  @Option(help: "Numbers of slips in a document.")
  var slips = "1,2,5"

  @Option(help: "Kinds of slips, of \(SlipKind.allCases.map(\.rawValue).joined(separator: ", ")); all if left out.")
  var kinds = ""

  @Option(help: "What slips are put into, of cell, sentence, percentage, score, target.")
  var domains = "cell"

  @Flag(help: "Tell of each document in which not every visible slip was found, exactly and with its value.")
  var verbose = false

  @Option(help: "Only this department; with --verbose, told of in any case.")
  var only: Int?

  @Option(help: "Folder to write the documents to that are told of.")
  var keep: String?

  @Flag(help: "Measure Docs/accuracy.md anew.")
  var write = false

  @Option(help: "With --write: folder with documents, in Markdown, and gold lists of them.")
  var gold: String?

  func validate() throws {
    if let departments, departments < 1 { throw ValidationError("Numbers must be positive.") }
    _ = try (wantedKinds(), wantedDomains(), wantedCounts())
  }

  func run() throws {
    if write {
      let page = Page(seed: seed ?? 1_001, departments: departments ?? 300, gold: gold, tell: tell)
      try Data(try page.text().utf8).write(to: URL(fileURLWithPath: "Docs/accuracy.md"))
      return
    }
    let bench = Bench(seed: seed ?? 1, regime: regime, isRounded: rounded)
    let indices = only.map { [$0] } ?? Array(0..<(departments ?? 50))
    try sound ? checkSound(bench, indices) : measure(bench, indices)
  }

  private func checkSound(_ bench: Bench, _ indices: [Int]) throws {
    let alarms = bench.alarms(indices)
    for alarm in alarms {
      try keep(alarm.text, "\(bench.seed)-\(alarm.index)")
      for finding in alarm.findings {
        let place = finding.locations.first?.quote ?? ""
        print("\(alarm.index): \(finding.severity.rawValue)[\(finding.rule)] \(finding.message) @ \(place)")
      }
    }
    print("\(indices.count) sound departments, \(alarms.count) with findings")
  }

  private func measure(_ bench: Bench, _ indices: [Int]) throws {
    var summary = Summary()
    let ground = try document.map(bench.ground)
    let (kinds, domains) = (try wantedKinds(), try wantedDomains())
    for count in try wantedCounts() {
      let trials =
        ground.map { bench.trials(in: $0, times: indices.count, slips: count, kinds, domains) }
        ?? bench.trials(indices, slips: count, kinds, domains)
      for trial in trials {
        summary.add(trial, slips: count)
        guard verbose, only != nil || !trial.isFaultless else { continue }
        print(trial.account())
        try keep(trial.text, "\(bench.seed)-\(trial.index)-\(count)")
      }
    }
    print(summary.text())
  }

  private func keep(_ text: String, _ name: String) throws {
    guard let keep else { return }
    try text.write(toFile: "\(keep)/\(name).md", atomically: true, encoding: .utf8)
  }

  private func tell(_ text: String) {
    FileHandle.standardError.write(Data((text + "\n").utf8))
  }

  // MARK: Lists

  private func list(_ text: String) -> [String] { text.split(separator: ",").map(String.init) }

  private func wantedKinds() throws -> [SlipKind] {
    try kinds.isEmpty ? SlipKind.allCases : list(kinds).map { try parsed($0, "kind of slip") }
  }

  private func wantedDomains() throws -> [Manuscript.Kind] { try list(domains).map { try parsed($0, "domain") } }

  private func wantedCounts() throws -> [Int] {
    try list(slips).map { text in
      guard let count = Int(text), count > 0 else { throw ValidationError("\(text) is no number of slips.") }
      return count
    }
  }

  private func parsed<Value: RawRepresentable>(_ text: String, _ what: String) throws -> Value
  where Value.RawValue == String {
    guard let value = Value(rawValue: text) else { throw ValidationError("There is no \(what) \(text).") }
    return value
  }
}

extension DisclosureWriter.Regime: ExpressibleByArgument {}
