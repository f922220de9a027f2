import Foundation

/// The work of a child process: some iterations in a row.
struct Batch {
  let trial: Trial
  let mutator: Mutator
  let seed: UInt64
  let budget: Duration

  /// What a child hands to its parent.
  struct Result: Codable {
    struct Failure: Codable {
      var iteration: Int
      var violations: [String]
    }

    var failures: [Failure] = []
    var digests: [UInt64] = []
    var findings = 0
    var unreadable = 0
    var slowestMilliseconds = 0
    var slowestIteration = 0
    var peakKilobytes = 0
  }

  static let progressName = "progress"
  static let resultName = "result.json"
  /// Address space of a child: one that eats memory ends as one that traps.
  private static let memory: rlim_t = 4 << 30

  static func input(_ iteration: Int, seed: UInt64, _ mutator: Mutator) -> [UInt8] {
    var generator = SplitMix64(seed: seed, iteration: iteration)
    return mutator.document(using: &generator)
  }

  /// - Throws: what the file system says of the folder.
  func run(_ iterations: Range<Int>, folder: String) throws {
    var limit = rlimit(rlim_cur: Self.memory, rlim_max: Self.memory)
    setrlimit(__rlimit_resource_t(RLIMIT_AS.rawValue), &limit)
    let progress = try Progress(writing: folder)
    var result = Result()
    for iteration in iterations {
      progress.write(iteration)
      run(iteration, into: &result)
    }
    var usage = rusage()
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    result.peakKilobytes = usage.ru_maxrss
    let url = URL(fileURLWithPath: folder).appendingPathComponent(Self.resultName)
    try JSONEncoder().encode(result).write(to: url)
  }

  private func run(_ iteration: Int, into result: inout Result) {
    let bytes = Self.input(iteration, seed: seed, mutator)
    let start = ContinuousClock.now
    var outcome = trial.run(bytes, form: iteration, writing: formats(iteration))
    var time = ContinuousClock.now - start
    if time > budget {
      // The machine may have been busy with something else: the best of three counts.
      for _ in 0..<2 {
        let start = ContinuousClock.now
        _ = trial.run(bytes, form: iteration, writing: formats(iteration))
        time = min(time, ContinuousClock.now - start)
      }
      if time > budget { outcome.violations.append("took \(time.milliseconds) ms") }
    }
    if time.milliseconds > result.slowestMilliseconds {
      (result.slowestMilliseconds, result.slowestIteration) = (time.milliseconds, iteration)
    }
    result.findings += outcome.findings
    result.unreadable += outcome.isUnreadable ? 1 : 0
    result.digests.append(outcome.digest)
    if !outcome.violations.isEmpty {
      result.failures.append(Result.Failure(iteration: iteration, violations: outcome.violations))
    }
  }
}

extension Batch {
  /// HTML takes longest to write, and the JSON is read back by a parser that takes longer than the check.
  private func formats(_ iteration: Int) -> Trial.Formats {
    Trial.Formats(page: iteration % 50 == 0, parsedJSON: iteration % 10 == 0)
  }
}

/// The number of the iteration under way, in a file that outlives the process.
struct Progress {
  private let descriptor: Int32

  /// - Throws: where the file cannot be made.
  init(writing folder: String) throws {
    descriptor = open("\(folder)/\(Batch.progressName)", O_CREAT | O_RDWR | O_TRUNC, 0o644)
    guard descriptor >= 0 else { throw CocoaError(.fileWriteUnknown) }
  }

  func write(_ iteration: Int) {
    withUnsafeBytes(of: Int64(iteration)) { bytes in
      _ = pwrite(descriptor, bytes.baseAddress, bytes.count, 0)
    }
  }

  /// The last iteration that a child began; nil where it did not get so far.
  static func read(_ folder: String) -> Int? {
    guard let bytes = FileManager.default.contents(atPath: "\(folder)/\(Batch.progressName)"), bytes.count == 8 else {
      return nil
    }
    return Int(bytes.withUnsafeBytes { $0.loadUnaligned(as: Int64.self) })
  }
}
