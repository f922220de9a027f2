package import Foundation

/// A program of the system that a test uses where it is installed.
package struct Tool: Sendable {
  private let path: String

  /// - Returns: nil where none of the names is installed.
  package init?(_ names: String...) {
    let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").map(String.init)
    let paths = names.flatMap { name in folders.map { "\($0)/\(name)" } }
    guard let path = paths.first(where: FileManager.default.isExecutableFile) else { return nil }
    self.path = path
  }

  /// Runs it to its end, within a time.
  ///
  /// - Returns: its exit code, nil where it had to be ended, and what it wrote.
  package func run(
    _ arguments: [String], in folder: URL? = nil, seconds: Double = 120
  ) throws -> (code: Int32?, output: String) {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: path)
    process.arguments = arguments
    process.currentDirectoryURL = folder
    let file = FileManager.default.temporaryDirectory.appending(path: "mingzhang-tool-\(UUID().uuidString)")
    _ = FileManager.default.createFile(atPath: file.path, contents: nil)
    defer { try? FileManager.default.removeItem(at: file) }
    let handle = try FileHandle(forWritingTo: file)
    (process.standardOutput, process.standardError) = (handle, handle)
    try process.run()
    let end = Date(timeIntervalSinceNow: seconds)
    while process.isRunning, Date() < end { Thread.sleep(forTimeInterval: 0.05) }
    let isLate = process.isRunning
    if isLate { process.terminate() }
    process.waitUntilExit()
    return (isLate ? nil : process.terminationStatus, String(decoding: try Data(contentsOf: file), as: UTF8.self))
  }
}

/// A folder that is gone when its user is.
package final class ScratchFolder {
  package let url: URL

  package init() throws {
    url = FileManager.default.temporaryDirectory.appending(path: "mingzhang-test-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: url) }
}
