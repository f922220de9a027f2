import Dispatch
import Documents
import Forms
import Workflow

/// Has files worked on, a few at a time; what waits has a bound, so that a rush is answered and not collected.
actor WorkDesk {
  /// Does a task and waits for it.
  typealias Worker = @Sendable (FileTask, SourceFile, Catalog, FileTask.Options) throws(FileTaskFailure) -> [UInt8]

  private let worker: Worker
  private let places: Int
  private let mostWaiting: Int
  private var busy = 0
  private var waiting: [CheckedContinuation<Void, Never>] = []

  /// - Parameters:
  ///   - places: tasks at the same time.
  ///   - mostWaiting: beyond it a task is refused at once.
  init(places: Int, mostWaiting: Int, worker: @escaping Worker) {
    (self.places, self.mostWaiting, self.worker) = (places, mostWaiting, worker)
  }

  /// - Throws: `PortalFailure.busy`, `FileTaskFailure`.
  func run(
    _ task: FileTask, on file: SourceFile, catalog: Catalog, _ options: FileTask.Options = FileTask.Options()
  ) async throws -> [UInt8] {
    try await take()
    defer { leave() }
    let worker = worker
    // The worker blocks while it waits for its process, which no thread of the pool may.
    return try await withCheckedThrowingContinuation { continuation in
      DispatchQueue.global().async {
        do throws(FileTaskFailure) {
          continuation.resume(returning: try worker(task, file, catalog, options))
        } catch {
          continuation.resume(throwing: error)
        }
      }
    }
  }

  struct Load: Equatable {
    var busy: Int
    var waiting: Int
  }

  var load: Load { Load(busy: busy, waiting: waiting.count) }

  private func take() async throws {
    if busy < places {
      busy += 1
      return
    }
    guard waiting.count < mostWaiting else { throw PortalFailure.busy }
    await withCheckedContinuation { waiting.append($0) }
  }

  /// The place goes to whoever waits longest.
  private func leave() {
    if waiting.isEmpty {
      busy -= 1
    } else {
      waiting.removeFirst().resume()
    }
  }
}
