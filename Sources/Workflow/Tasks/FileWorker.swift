public import Documents
public import Forms
import Foundation
import Processes

/// Has a task done in a process apart: what a stranger's file does to it (too much memory or time, a crash) does not
/// reach the portal.
public struct FileWorker: Sendable {
  /// Subcommand of `mingzhang` that is the other side.
  public static let subcommand = "worker-file"

  /// Program that knows the subcommand; nil for the one that is running, or `mingzhang` beside it.
  private let program: String?

  public init(program: String? = nil) {
    self.program = program
  }

  /// Waits for the answer: call it off the threads that serve others.
  ///
  /// - Throws: the task's own failure, or one that says that the worker was ended.
  public func run(
    _ task: FileTask, on file: SourceFile, catalog: Catalog, _ options: FileTask.Options = FileTask.Options()
  ) throws(FileTaskFailure) -> [UInt8] {
    guard let program = program ?? RunningProgram.worker else {
      throw FileTaskFailure(words: catalog("portal.noWorker"))
    }
    // After two hyphens nothing is an option, whatever a stranger calls a file.
    let told = (try? JSONEncoder().encode(options)).map { String(decoding: $0, as: UTF8.self) } ?? "{}"
    let child = ChildProcess(
      program: program,
      arguments: [
        Self.subcommand, "--lang", catalog.language.rawValue, "--options", told, "--", task.rawValue, file.name,
      ],
      patience: Self.patience, limit: Self.mostAnswer)
    let (answer, end) = child.run(file.bytes)
    switch (end, answer.first) {
    case (.exited(0), Self.done?): return Array(answer.dropFirst())
    case (.exited(0), Self.refused?):
      throw FileTaskFailure(words: String(decoding: answer.dropFirst(), as: UTF8.self))
    default: throw FileTaskFailure(words: catalog("portal.stopped", ["file": file.name, "detail": "\(end)"]))
    }
  }

  /// The other side: what the process does that was started.
  ///
  /// - Parameter options: `FileTask.Options` as JSON.
  /// - Throws: where they are none.
  public static func serve(
    _ task: FileTask, name: String, files: PackFiles, catalog: Catalog, options: String
  ) throws {
    let options = try JSONDecoder().decode(FileTask.Options.self, from: Data(options.utf8))
    WorkerSide.limit(memory: memory, seconds: Int(patience), fileSize: mostAnswer)
    let bytes = WorkerSide.readInput(limit: mostInput)
    do throws(FileTaskFailure) {
      let file = SourceFile(name: name, bytes: bytes)
      WorkerSide.write([done] + (try task.run(on: file, files: files, catalog: catalog, options)))
    } catch {
      WorkerSide.write([refused] + Array(error.words.utf8))
    }
  }

  private static let done = UInt8(ascii: "+")
  private static let refused = UInt8(ascii: "-")
  /// Seconds from start to end.
  private static let patience: Double = 90
  /// A disclosure of a few hundred pages takes a few hundred megabytes.
  private static let memory = 4 << 30
  /// One byte more than the readers take tells them that there is more.
  private static let mostInput = 64 << 20
  private static let mostAnswer = 256 << 20
}
