/// A script that a Python of the system runs in a process of its own, for what only packages of Python can do.
///
/// Before the script stand three things that it may use: `take()`, what it was given; `answer(bytes)`, which ends it; and
/// `arguments`. It is bound as other workers are, and imports nothing from the folder that it is started in.
package struct PythonScript: Sendable {
  package var text: String
  /// Seconds from start to end.
  package var patience: Double
  /// Bytes of address space, of its answer, and of files that it may write.
  package var memory: Int
  package var limit: Int
  package var fileSize: Int
  /// Path of Python; nil to look for it.
  package var python: String?

  package init(_ text: String, patience: Double, memory: Int = 1 << 30, limit: Int = 256 << 20, fileSize: Int = 0) {
    (self.text, self.patience, self.memory, self.limit) = (text, patience, memory, limit)
    self.fileSize = fileSize
  }

  /// - Returns: nil where there is no Python.
  package func run(_ input: [UInt8], _ arguments: [String] = []) -> (answer: [UInt8], end: ChildProcess.End)? {
    guard let python = python ?? PythonPlace.find() else { return nil }
    let packages = RunningProgram.folder.map { ["\($0)/python"] } ?? [""]
    let child = ChildProcess(
      program: python, arguments: ["-B", "-c", prelude + text] + packages + arguments, patience: patience, limit: limit)
    return child.run(input)
  }

  private var prelude: String {
    """
    import sys
    sys.path[:] = [path for path in sys.path if path and path != "."] + [path for path in sys.argv[1:2] if path]
    arguments = sys.argv[2:]
    import resource
    def bind(kind, value):
        hard = resource.getrlimit(kind)[1]
        resource.setrlimit(kind, (value, value) if hard < 0 or value < hard else (hard, hard))
    bind(resource.RLIMIT_AS, \(memory))
    bind(resource.RLIMIT_CPU, \(Int(patience) * 2))
    bind(resource.RLIMIT_CORE, 0)
    bind(resource.RLIMIT_FSIZE, \(fileSize))
    def take():
        return sys.stdin.buffer.read()
    def answer(content):
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
        sys.exit(0)

    """
  }
}
