import ArgumentParser
import Forms
import Foundation

/// Damaged documents, one after the other, through the whole check.
@main
struct Fuzz: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fuzz",
    abstract:
      "Runs damaged documents of all formats but PDF through the whole check: it must not trap, hang, eat memory or report nonsense.",
    discussion: """
      Iterations run in child processes, so that a trap ends one of them and is reported with the input that caused it. \
      Each input follows from the seed and the number of its iteration alone. Exit codes: 0 sound, 1 failures.
      """)

  @Option(help: "Iterations.")
  var count = 100_000

  @Option(help: "Seed of all damage.")
  var seed: UInt64 = 7

  @Option(help: "First iteration.")
  var start = 0

  @Option(help: "Check this one file as it is, in this process.")
  var file: String?

  @Flag(help: "With --file: cut the file down to the smallest one that fails in the same way.")
  var minimise = false

  @Option(help: "Folder of sample documents, of which excerpts are damaged too.")
  var samples = "Samples"

  @Option(help: "Iterations of one child process.")
  var batch = 5_000

  @Option(help: "Child processes at a time.")
  var jobs = 1

  @Option(help: "Milliseconds that one iteration may take.")
  var budget = 5_000

  @Option(help: "Folder for inputs that fail.")
  var failures = "out/fuzz"

  /// Set for child processes: where they put their progress and result.
  @Option(help: .hidden)
  var child: String?

  func validate() throws {
    if count < 0 || start < 0 || batch < 1 || jobs < 1 || budget < 1 {
      throw ValidationError("Numbers must be positive.")
    }
    if minimise, file == nil { throw ValidationError("--minimise needs --file.") }
  }

  func run() throws {
    if let file, minimise {
      try Minimiser(file: file, budget: budget).run()
    } else if let file {
      try replay(file)
    } else if let child {
      let batch = Batch(
        trial: try Trial(files: .embedded), mutator: Mutator(seeds: try Seeds(samples: samples)), seed: seed,
        budget: .milliseconds(budget))
      try batch.run(start..<start + count, folder: child)
    } else {
      let campaign = try Campaign(
        Campaign.Settings(
          seed: seed, samples: samples, batch: batch, jobs: jobs, budget: budget, failures: failures))
      if try !campaign.run(start..<start + count) { throw ExitCode(1) }
    }
  }

  /// One file, with every format and form.
  private func replay(_ file: String) throws {
    let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: file)))
    let trial = try Trial(files: .embedded)
    let budget = Duration.milliseconds(budget)
    var isSound = true
    for index in trial.forms.indices {
      let start = ContinuousClock.now
      let outcome = trial.run(bytes, form: index, writing: Trial.Formats())
      let time = ContinuousClock.now - start
      let reading = outcome.isUnreadable ? "unreadable" : "\(outcome.findings) findings"
      print("\(trial.forms[index].pack): \(reading), \(time.milliseconds) ms")
      for violation in outcome.violations { print("  \(violation)") }
      if !outcome.violations.isEmpty || time > budget { isSound = false }
    }
    if !isSound { throw ExitCode(1) }
  }
}

extension Duration {
  var milliseconds: Int {
    Int(components.seconds) * 1_000 + Int(components.attoseconds / 1_000_000_000_000_000)
  }
}
