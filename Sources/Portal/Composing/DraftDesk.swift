import Dispatch
import Forms
import Synchronization
import Workbooks
import Workflow

/// Works out what drafts come to, off the threads that serve others, and keeps what was worked out last.
final class DraftDesk: Sendable {
  let drafting: Drafting
  /// As many at a time; a draft always waits for the same.
  private let queues = (1...2).map { DispatchQueue(label: "drafts \($0)") }
  private let kept = Mutex(Kept())

  private struct Kept {
    var readings: [Key: DraftReading] = [:]
    /// The longest unused first.
    var order: [Key] = []
  }

  private struct Key: Hashable {
    var draft: Int64
    var revision: Int
  }

  private static let mostKept = 12

  init(files: PackFiles) {
    drafting = Drafting(files: files)
  }

  /// What a revision of a draft comes to.
  func reading(_ draft: DraftedWorkbook, id: Int64, revision: Int) async throws -> DraftReading {
    let key = Key(draft: id, revision: revision)
    if let known = kept.withLock({ $0.readings[key] }) { return known }
    let reading = try await read(draft, id: id)
    keep(reading, id: id, revision: revision)
    return reading
  }

  /// What a draft comes to that is not kept yet.
  func read(_ draft: DraftedWorkbook, id: Int64) async throws -> DraftReading {
    let drafting = drafting
    return try await apart(id) { try drafting.read(draft) }
  }

  /// Does something on the thread of a draft.
  func apart<Value: Sendable>(_ id: Int64, _ work: @escaping @Sendable () throws -> Value) async throws -> Value {
    let queue = queues[Int(id % Int64(queues.count))]
    return try await withCheckedThrowingContinuation { continuation in
      queue.async { continuation.resume(with: Result { try work() }) }
    }
  }

  func keep(_ reading: DraftReading, id: Int64, revision: Int) {
    let key = Key(draft: id, revision: revision)
    kept.withLock { kept in
      kept.readings[key] = reading
      kept.order.removeAll { $0 == key }
      kept.order.append(key)
      if kept.order.count > Self.mostKept { kept.readings[kept.order.removeFirst()] = nil }
    }
  }
}
