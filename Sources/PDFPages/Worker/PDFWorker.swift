import Glibc

/// What a process does that was started to read one PDF file for another: it binds itself to little memory and time,
/// takes the file from standard input, and leaves its answer on standard output.
///
/// Files come from strangers and PDFium is a large program. What goes wrong in it must not reach the check.
public enum PDFWorker {
  /// - Parameter library: path of PDFium.
  public static func run(library path: String) {
    limitItself()
    let file = readInput(limit: PageLimits.bytes)
    guard file.count <= PageLimits.bytes else { return refuse(.tooManyBytes) }
    let library: PDFium
    do {
      library = try PDFium(path: path)
    } catch {
      return refuse(.noLibrary)
    }
    library.initLibrary()
    file.withUnsafeBytes { bytes in
      var extractor = PageExtractor(library)
      extractor.run(bytes) { write($0) }
    }
  }

  static func refuse(_ refusal: WorkerAnswer.Refusal) {
    var encoder = AnswerEncoder()
    encoder.refuse(refusal)
    write(encoder.take())
  }

  static func limitItself() {
    limit(RLIMIT_AS, to: PageLimits.memory)
    limit(RLIMIT_CPU, to: PageLimits.seconds)
    limit(RLIMIT_CORE, to: 0)
    // No file may be written; standard output is a socket.
    limit(RLIMIT_FSIZE, to: 0)
  }

  private static func limit(_ resource: __rlimit_resource, to value: Int) {
    var limit = rlimit(rlim_cur: rlim_t(value), rlim_max: rlim_t(value))
    // A limit that is already lower stays, and that is as good.
    _ = setrlimit(__rlimit_resource_t(resource.rawValue), &limit)
  }

  /// - Parameter limit: more is not taken.
  static func readInput(limit: Int) -> [UInt8] {
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

  static func write(_ bytes: [UInt8]) {
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
