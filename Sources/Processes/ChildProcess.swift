import Glibc

/// A program run once for its answer: it is given bytes on standard input, and what it writes to standard output is
/// taken, both over one socket. It is ended when it takes too long or says too much.
package struct ChildProcess: Sendable {
  package var program: String
  package var arguments: [String]
  /// In seconds, from start to end.
  package var patience: Double
  /// Of its answer, in bytes.
  package var limit: Int

  package init(program: String, arguments: [String], patience: Double, limit: Int) {
    (self.program, self.arguments, self.patience, self.limit) = (program, arguments, patience, limit)
  }

  package enum End: Equatable, Sendable, CustomStringConvertible {
    case exited(Int32)
    /// By a signal of its own or the system's making: a crash, or a limit reached.
    case died(signal: Int32)
    /// By us.
    case tooSlow, tooMuch
    /// It could not be started; the number of the system's error.
    case notStarted(Int32)

    package var description: String {
      switch self {
      case .exited(let status): "exit \(status)"
      case .died(let signal): "signal \(signal)"
      case .tooSlow: "too slow"
      case .tooMuch: "too much"
      case .notStarted(let number): "errno \(number)"
      }
    }
  }

  package func run(_ input: [UInt8]) -> (answer: [UInt8], end: End) {
    var ends: [Int32] = [-1, -1]
    let kind = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
    guard socketpair(AF_UNIX, kind, 0, &ends) == 0 else { return ([], .notStarted(errno)) }
    let (child, failure) = start(on: ends[1])
    close(ends[1])
    defer { close(ends[0]) }
    guard let child else { return ([], .notStarted(failure)) }
    var talk = Conversation(socket: ends[0], deadline: Clock.now() + patience, limit: limit)
    let stopped = talk.run(input)
    if stopped != nil { kill(child, SIGKILL) }
    let end = wait(for: child, until: talk.deadline)
    return (talk.answer, stopped ?? end)
  }

  private func start(on socket: Int32) -> (pid_t?, failure: Int32) {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, socket, STDIN_FILENO)
    posix_spawn_file_actions_adddup2(&actions, socket, STDOUT_FILENO)
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0)
    var arguments = ([program] + arguments).map { strdup($0) } + [nil]
    defer { for argument in arguments { free(argument) } }
    var child = pid_t()
    let failure = posix_spawn(&child, program, &actions, nil, &arguments, environ)
    return failure == 0 ? (child, 0) : (nil, failure)
  }

  /// It has closed its side, or was killed; the rest should take no time, but nothing is taken on trust.
  private func wait(for child: pid_t, until deadline: Double) -> End {
    var status: Int32 = 0
    var isKilled = false
    while true {
      let found = waitpid(child, &status, isKilled ? 0 : WNOHANG)
      if found == child { break }
      if found < 0, errno != EINTR { return .exited(-1) }
      if !isKilled, Clock.now() > deadline {
        kill(child, SIGKILL)
        isKilled = true
      } else if found == 0 {
        usleep(500)
      }
    }
    let signal = status & 0x7F
    return signal == 0 ? .exited(status >> 8 & 0xFF) : .died(signal: signal)
  }
}

/// The two directions of a socket at once, so that neither side waits for the other for ever.
private struct Conversation {
  let socket: Int32
  let deadline: Double
  let limit: Int
  var answer: [UInt8] = []

  /// - Returns: nil where the other side came to an end by itself.
  mutating func run(_ input: [UInt8]) -> ChildProcess.End? {
    var sent = 0
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    if input.isEmpty { shutdown(socket, Int32(SHUT_WR)) }
    while true {
      let left = deadline - Clock.now()
      guard left > 0 else { return .tooSlow }
      let wanted = POLLIN | (sent < input.count ? POLLOUT : 0)
      var state = pollfd(fd: socket, events: Int16(wanted), revents: 0)
      let ready = poll(&state, 1, Int32(min(left * 1_000 + 1, 60_000)))
      if ready < 0, errno != EINTR { return .tooSlow }
      guard ready > 0 else { continue }
      if Int32(state.revents) & POLLOUT != 0 { send(input, &sent) }
      guard Int32(state.revents) & (POLLIN | POLLHUP | POLLERR) != 0 else { continue }
      let count = recv(socket, &buffer, buffer.count, Int32(MSG_DONTWAIT))
      if count > 0 {
        guard answer.count + count <= limit else { return .tooMuch }
        answer += buffer[..<count]
      } else if count == 0 || (errno != EAGAIN && errno != EINTR) {
        return nil
      }
    }
  }

  private func send(_ input: [UInt8], _ sent: inout Int) {
    let flags = Int32(MSG_DONTWAIT) | Int32(MSG_NOSIGNAL)
    let count = input.withUnsafeBytes { bytes in
      Glibc.send(socket, bytes.baseAddress.map { $0 + sent }, min(1 << 18, bytes.count - sent), flags)
    }
    if count > 0 {
      sent += count
    } else if count < 0, errno != EAGAIN, errno != EINTR {
      // It takes no more. What it has to say for itself can still be read.
      sent = input.count
    }
    if sent >= input.count { shutdown(socket, Int32(SHUT_WR)) }
  }
}

private enum Clock {
  /// Seconds since some moment of the past.
  static func now() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}
