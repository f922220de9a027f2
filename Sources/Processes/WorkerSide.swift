import Glibc

/// What a process does that was started for one answer: it binds itself, takes its input, and leaves what it has to say.
package enum WorkerSide {
  /// - Parameters:
  ///   - memory: bytes of address space.
  ///   - seconds: of processor time.
  ///   - fileSize: bytes of any file it may write.
  package static func limit(memory: Int, seconds: Int, fileSize: Int) {
    limit(RLIMIT_AS, to: memory)
    limit(RLIMIT_CPU, to: seconds)
    limit(RLIMIT_CORE, to: 0)
    limit(RLIMIT_FSIZE, to: fileSize)
  }

  private static func limit(_ resource: __rlimit_resource, to value: Int) {
    var limit = rlimit(rlim_cur: rlim_t(value), rlim_max: rlim_t(value))
    // A limit that is already lower stays, and that is as good.
    _ = setrlimit(__rlimit_resource_t(resource.rawValue), &limit)
  }

  /// - Parameter limit: more is not taken, but for what tells that there is more.
  package static func readInput(limit: Int) -> [UInt8] {
    var file: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while file.count <= limit {
      let count = read(STDIN_FILENO, &buffer, buffer.count)
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { break }
      file += buffer[..<count]
    }
    return file
  }

  package static func write(_ bytes: [UInt8]) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(STDOUT_FILENO, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      // Nobody listens any more.
      guard count > 0 else { exit(1) }
      rest = rest.dropFirst(count)
    }
  }
}
