import Foundation

/// A program run as a process of its own.
///
/// The system counts the memory of the process that starts another into the peak of the other, so this process stays
/// small: whatever takes memory is done by a copy of it (`Part`).
struct Program {
  let path: String

  struct Missing: Error, CustomStringConvertible {
    var description: String { "mingzhang is not built yet: swift build -c release" }
  }

  struct Run {
    enum End: Equatable {
      case exited(Int32)
      case trapped(signal: Int32)
      /// It took too long and was ended.
      case givenUp
    }

    var end: End
    var wall: Duration
    var peakKilobytes: Int
    var complaint: String
  }

  /// This program.
  static func own() throws -> Program {
    Program(path: try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe"))
  }

  /// `mingzhang`, built beside this program.
  static func beside() throws -> Program {
    let path = URL(fileURLWithPath: try own().path).deletingLastPathComponent().appendingPathComponent("mingzhang").path
    guard FileManager.default.isExecutableFile(atPath: path) else { throw Missing() }
    return Program(path: path)
  }

  /// Runs to the end.
  ///
  /// - Parameters:
  ///   - memory: address space in bytes beyond which allocations fail; nil for no limit.
  ///   - patience: after which the process is ended; nil to wait for ever.
  ///   - output: file for its standard output.
  /// - Throws: where the process cannot be started.
  func run(
    _ arguments: [String], memory: UInt? = nil, patience: Duration? = nil, output: String = "/dev/null"
  ) throws -> Run {
    let errors = NSTemporaryDirectory() + "benchmarks-\(ProcessInfo.processInfo.processIdentifier).stderr"
    defer { unlink(errors) }
    var own = rlimit()
    getrlimit(Self.addressSpace, &own)
    if let memory {
      // A child inherits the limit.
      var limit = rlimit(rlim_cur: rlim_t(memory), rlim_max: own.rlim_max)
      setrlimit(Self.addressSpace, &limit)
    }
    let start = ContinuousClock.now
    let child = spawn(arguments, output: output, errors: errors)
    setrlimit(Self.addressSpace, &own)
    guard let child else { throw CocoaError(.executableNotLoadable) }
    let (status, usage, isGivenUp) = wait(for: child, until: patience.map { start + $0 })
    let wall = ContinuousClock.now - start
    let complaint = FileManager.default.contents(atPath: errors).map { String(decoding: $0, as: UTF8.self) } ?? ""
    let signal = status & 0x7F
    return Run(
      end: isGivenUp ? .givenUp : signal == 0 ? .exited(status >> 8 & 0xFF) : .trapped(signal: signal), wall: wall,
      peakKilobytes: usage.ru_maxrss, complaint: complaint)
  }

  private static var addressSpace: __rlimit_resource_t { __rlimit_resource_t(RLIMIT_AS.rawValue) }

  private func spawn(_ arguments: [String], output: String, errors: String) -> pid_t? {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 1, output, O_CREAT | O_TRUNC | O_WRONLY, 0o644)
    posix_spawn_file_actions_addopen(&actions, 2, errors, O_CREAT | O_TRUNC | O_WRONLY, 0o644)
    let words = ([path] + arguments).map { strdup($0) } + [nil]
    var settings = ProcessInfo.processInfo.environment
    settings["SWIFT_BACKTRACE"] = "enable=no"
    let environment = settings.map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer { for word in words + environment { free(word) } }
    var child: pid_t = 0
    return posix_spawn(&child, path, &actions, nil, words, environment) == 0 ? child : nil
  }

  private func wait(for child: pid_t, until deadline: ContinuousClock.Instant?) -> (Int32, rusage, Bool) {
    var status: Int32 = 0
    var usage = rusage()
    guard let deadline else {
      wait4(child, &status, 0, &usage)
      return (status, usage, false)
    }
    while wait4(child, &status, WNOHANG, &usage) == 0 {
      usleep(1_000)
      guard ContinuousClock.now > deadline else { continue }
      kill(child, SIGKILL)
      wait4(child, &status, 0, &usage)
      return (status, usage, true)
    }
    return (status, usage, false)
  }
}
