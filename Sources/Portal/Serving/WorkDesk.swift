import Dispatch
import Documents
import Forms
import Workflow

/// Has files worked on, a few at a time; what waits has a bound, so that a rush is answered and not collected.
struct WorkDesk: Sendable {
  /// Does a task and waits for it.
  typealias Worker = @Sendable (FileTask, SourceFile, Catalog, FileTask.Options) throws(FileTaskFailure) -> [UInt8]

  let places: Places
  private let worker: Worker

  /// - Parameters:
  ///   - places: tasks at the same time.
  ///   - mostWaiting: beyond it a task is refused at once.
  init(places: Int, mostWaiting: Int, worker: @escaping Worker) {
    (self.places, self.worker) = (Places(places, mostWaiting: mostWaiting), worker)
  }

  /// - Throws: `PortalFailure.busy`, `FileTaskFailure`.
  func run(
    _ task: FileTask, on file: SourceFile, catalog: Catalog, _ options: FileTask.Options = FileTask.Options()
  ) async throws -> [UInt8] {
    try await places.keep { [worker] in
      // The worker blocks while it waits for its process, which no thread of the pool may.
      try await withCheckedThrowingContinuation { continuation in
        DispatchQueue.global().async {
          do throws(FileTaskFailure) {
            continuation.resume(returning: try worker(task, file, catalog, options))
          } catch {
            continuation.resume(throwing: error)
          }
        }
      }
    }
  }
}
