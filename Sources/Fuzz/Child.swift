import Foundation

/// This program run again in a process of its own, watched.
final class Child {
  enum End: Equatable {
    case exited(Int32)
    case trapped(signal: Int32)
    /// The same iteration for too long.
    case hung
  }

  private let process = Process()
  /// Of the progress file; its movement is what shows that the child is alive.
  private let folder: String
  private let patience: Duration
  private var last: Int?
  private var moved = ContinuousClock.now

  /// - Parameters:
  ///   - patience: how long one iteration may take before the child is ended.
  ///   - hasBacktrace: whether a trap prints the stack, which takes seconds.
  /// - Throws: where the process cannot be started.
  init(_ arguments: [String], folder: String, patience: Duration = .seconds(20), hasBacktrace: Bool = false) throws {
    self.folder = folder
    self.patience = patience
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try Data().write(to: errors)
    process.executableURL = URL(
      fileURLWithPath: try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe"))
    process.arguments = arguments
    process.standardError = try FileHandle(forWritingTo: errors)
    process.standardOutput = FileHandle.nullDevice
    process.environment = ProcessInfo.processInfo.environment.merging(
      ["SWIFT_BACKTRACE": "enable=\(hasBacktrace ? "yes" : "no"),color=no,interactive=no,limit=40"]
    ) { _, new in new }
    try process.run()
  }

  private var errors: URL { URL(fileURLWithPath: folder).appendingPathComponent("stderr") }

  /// How the child ended; nil while it is at work.
  func poll() -> End? {
    guard process.isRunning else {
      let status = process.terminationStatus
      return process.terminationReason == .uncaughtSignal ? .trapped(signal: status) : .exited(status)
    }
    let iteration = Progress.read(folder)
    if iteration != last { (last, moved) = (iteration, ContinuousClock.now) }
    guard ContinuousClock.now - moved > patience else { return nil }
    kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
    return .hung
  }

  func wait() -> End {
    while true {
      if let end = poll() { return end }
      usleep(2_000)
    }
  }

  /// What it wrote to standard error.
  func complaint() throws -> String {
    String(decoding: try Data(contentsOf: errors), as: UTF8.self)
  }

  /// The lines of a complaint worth printing: the message, and the frames inside this project.
  static func digest(_ complaint: String) -> [String] {
    let lines = complaint.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }
    let message = lines.filter { $0.contains("Fatal error") || $0.contains("crashed") }.prefix(3)
    let frames = lines.filter { $0.contains(" in fuzz") && !$0.contains("/Sources/Fuzz/") }.prefix(8)
    return Array(message) + frames
  }
}
