import Documents
import Forms
import Foundation
import Store
import Workflow

/// Work on many files that goes on while whoever asked for it looks at something else. Kept in memory for some hours: a
/// restart forgets it, and what came of it is downloaded before.
actor JobDesk<Line: Sendable> {
  struct Job: Sendable {
    var id: String
    /// Id of the user whose it is.
    var owner: Int64
    var title: String
    var startedAt: Date
    /// Of things to do.
    var total: Int
    /// Names of what was passed over.
    var skipped: [String] = []
    /// What they came to, in the order in which they were done.
    var lines: [Line] = []

    var isDone: Bool { lines.count == total }
  }

  private var jobs: [Job] = []
  private let mostRunning = 2
  private let mostKept = 8
  private let longestKept: TimeInterval = 12 * 3600

  /// Begins to do something with each item, one after the other, so that others find a place between.
  ///
  /// - Returns: the id of the job.
  /// - Throws: `PortalFailure.busy` where too many are under way.
  func start<Item: Sendable>(
    _ title: String, of owner: Int64, at now: Date, on items: [Item], passingOver skipped: [String] = [],
    _ work: @escaping @Sendable (Item) async -> Line
  ) throws -> String {
    jobs.removeAll { $0.isDone && now.timeIntervalSince($0.startedAt) > longestKept }
    guard jobs.count(where: { !$0.isDone }) < mostRunning else { throw PortalFailure.busy }
    while jobs.count >= mostKept, let old = jobs.firstIndex(where: \.isDone) { jobs.remove(at: old) }
    let id = SecureToken.text()
    jobs.append(Job(id: id, owner: owner, title: title, startedAt: now, total: items.count, skipped: skipped))
    Task {
      for item in items { add(await work(item), to: id) }
    }
    return id
  }

  private func add(_ line: Line, to id: String) {
    guard let index = jobs.firstIndex(where: { $0.id == id }) else { return }
    jobs[index].lines.append(line)
  }

  /// - Throws: `notFound` where there is none, or it is somebody else's.
  func job(_ id: String, of owner: Int64?) throws -> Job {
    guard let job = jobs.first(where: { $0.id == id }), job.owner == owner else { throw PortalFailure.notFound }
    return job
  }

  /// The latest first.
  func jobs(of owner: Int64?) -> [Job] { jobs.reversed().filter { $0.owner == owner } }
}

extension WorkDesk {
  /// Waits for as long as everybody else's files take.
  func runPatiently(
    _ task: FileTask, on file: SourceFile, catalog: Catalog, _ options: FileTask.Options
  ) async throws -> [UInt8] {
    while true {
      do {
        return try await run(task, on: file, catalog: catalog, options)
      } catch PortalFailure.busy {
        try await Task.sleep(for: .seconds(2))
      }
    }
  }
}
