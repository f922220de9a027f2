import Foundation

/// The parent: hands out batches, collects results, keeps the inputs that fail.
final class Campaign {
  struct Settings {
    var seed: UInt64
    var samples: String
    /// Iterations of one child.
    var batch: Int
    /// Children at a time.
    var jobs: Int
    /// Milliseconds.
    var budget: Int
    /// Folder for inputs that fail.
    var failures: String
  }

  private let settings: Settings
  private let mutator: Mutator
  private let scratch: String
  private var total = Batch.Result()
  private var digests: [Int: UInt64] = [:]
  private var failureCount = 0
  private var done = 0

  /// So many failures are enough to work on.
  private static let enough = 40
  /// Iterations that are run again in another process, for the same result.
  private static let repeated = 1_000

  private struct Slot {
    var child: Child
    var range: Range<Int>
    var folder: String
  }

  init(_ settings: Settings) throws {
    self.settings = settings
    mutator = Mutator(seeds: try Seeds(samples: settings.samples))
    scratch = NSTemporaryDirectory() + "fuzz-\(ProcessInfo.processInfo.processIdentifier)"
  }

  /// - Returns: whether nothing failed.
  func run(_ iterations: Range<Int>) throws -> Bool {
    let start = ContinuousClock.now
    var waiting = stride(from: iterations.lowerBound, to: iterations.upperBound, by: settings.batch).map {
      $0..<min($0 + settings.batch, iterations.upperBound)
    }
    waiting.reverse()
    var slots: [Slot] = []
    while !slots.isEmpty || !waiting.isEmpty {
      while slots.count < settings.jobs, failureCount < Self.enough, let range = waiting.popLast() {
        slots.append(try begin(range))
      }
      if slots.isEmpty { break }
      usleep(10_000)
      for index in slots.indices.reversed() {
        guard let end = slots[index].child.poll() else { continue }
        let slot = slots.remove(at: index)
        if let rest = try finish(slot, end) { waiting.append(rest) }
        say("\(done) iterations, \((ContinuousClock.now - start).milliseconds / 1_000) s, \(failureCount) failures")
      }
    }
    let seconds = (ContinuousClock.now - start).milliseconds / 1_000
    try compare(iterations.prefix(Self.repeated))
    summarise(seconds)
    try FileManager.default.removeItem(atPath: scratch)
    return failureCount == 0
  }

  private func begin(_ range: Range<Int>) throws -> Slot {
    let folder = "\(scratch)/\(range.lowerBound)"
    return Slot(child: try Child(arguments(range, folder), folder: folder), range: range, folder: folder)
  }

  private func arguments(_ range: Range<Int>, _ folder: String) -> [String] {
    [
      "--seed", String(settings.seed), "--start", String(range.lowerBound), "--count", String(range.count),
      "--samples", settings.samples, "--budget", String(settings.budget), "--child", folder,
    ]
  }

  /// - Returns: what is left of the batch of a child that did not come to its end.
  private func finish(_ slot: Slot, _ end: Child.End) throws -> Range<Int>? {
    if end == .exited(0) {
      add(try result(slot.folder), slot.range)
      return nil
    }
    let complaint = try slot.child.complaint()
    guard let iteration = Progress.read(slot.folder), slot.range.contains(iteration) else {
      throw ChildFailure(complaint: complaint)
    }
    switch end {
    case .hung: fail(iteration, ["hangs"])
    case .exited(let code): fail(iteration, ["ended the process with \(code)", complaint])
    case .trapped(let signal): fail(iteration, ["trapped with signal \(signal)"] + (try backtrace(iteration)))
    }
    // What came before the end was sound, or its findings would be lost: it is run again without it.
    let before = slot.range.lowerBound..<iteration
    if !before.isEmpty, case let again = try begin(before), again.child.wait() == .exited(0) {
      add(try result(again.folder), before)
    }
    done += 1
    let rest = iteration + 1..<slot.range.upperBound
    return rest.isEmpty ? nil : rest
  }

  private func result(_ folder: String) throws -> Batch.Result {
    let data = try Data(contentsOf: URL(fileURLWithPath: "\(folder)/\(Batch.resultName)"))
    return try JSONDecoder().decode(Batch.Result.self, from: data)
  }

  /// The trap again, with its stack.
  private func backtrace(_ iteration: Int) throws -> [String] {
    let folder = "\(scratch)/backtrace"
    let child = try Child(
      arguments(iteration..<iteration + 1, folder), folder: folder, patience: .seconds(120), hasBacktrace: true)
    _ = child.wait()
    return Child.digest(try child.complaint())
  }

  private func add(_ result: Batch.Result, _ range: Range<Int>) {
    done += range.count
    for failure in result.failures { fail(failure.iteration, failure.violations) }
    for (iteration, digest) in zip(range, result.digests) { digests[iteration] = digest }
    total.findings += result.findings
    total.unreadable += result.unreadable
    total.peakKilobytes = max(total.peakKilobytes, result.peakKilobytes)
    if result.slowestMilliseconds > total.slowestMilliseconds {
      total.slowestMilliseconds = result.slowestMilliseconds
      total.slowestIteration = result.slowestIteration
    }
  }

  /// The first iterations once more: another process hashes with other seeds, and must say the same.
  private func compare(_ iterations: Range<Int>) throws {
    let folder = "\(scratch)/again"
    let child = try Child(arguments(iterations, folder), folder: folder)
    // A trap among them was reported already.
    guard child.wait() == .exited(0) else { return }
    for (iteration, digest) in zip(iterations, try result(folder).digests) {
      if let first = digests[iteration], first != digest { fail(iteration, ["says something else in another process"]) }
    }
  }

  private func fail(_ iteration: Int, _ reasons: [String]) {
    failureCount += 1
    guard failureCount <= Self.enough else { return }
    let path = "\(settings.failures)/\(settings.seed)-\(iteration).md"
    print("iteration \(iteration): \(path)")
    for reason in reasons { print("  \(reason)") }
    do {
      try FileManager.default.createDirectory(atPath: settings.failures, withIntermediateDirectories: true)
      let input = Batch.input(iteration, seed: settings.seed, mutator)
      try Data(input).write(to: URL(fileURLWithPath: path))
    } catch {
      print("  the input could not be kept: \(error.localizedDescription)")
    }
  }

  private func summarise(_ seconds: Int) {
    print(
      """
      seed \(settings.seed): \(done) iterations in \(seconds) s, \(failureCount) failures; \(total.findings) findings, \
      \(total.unreadable) unreadable; slowest \(total.slowestMilliseconds) ms (iteration \(total.slowestIteration)); \
      peak memory \(total.peakKilobytes / 1_024) MB
      """)
  }

  private func say(_ text: String) {
    FileHandle.standardError.write(Data((text + "\n").utf8))
  }
}

/// A child that ended before it began.
struct ChildFailure: Error, CustomStringConvertible {
  var complaint: String
  var description: String { "a child process failed before its first iteration: \(complaint)" }
}
