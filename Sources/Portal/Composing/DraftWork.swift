import Foundation
import Store
import Workbooks
import Workflow

/// A draft as it is at a revision, with what it comes to.
struct OpenDraft: Sendable {
  var record: DraftRecord
  var draft: DraftedWorkbook
  var reading: DraftReading

  var problems: Int { reading.problems.count }

  /// Whether nothing is wrong or missing, and everything that was taken over has been looked at.
  var isWhole: Bool { reading.problems.isEmpty && draft.pendingCount == 0 }
}

/// What is done with the draft of the caller's department.
struct DraftWork: Sendable {
  let visit: Visit
  let year: Int
  let body: Int64

  private var desk: DraftDesk { visit.services.drafts }

  /// - Throws: `notFound` for anybody but a clerk.
  init(_ visit: Visit) throws {
    guard let body = visit.caller.user?.body else { throw PortalFailure.notFound }
    (self.visit, self.body, year) = (visit, body, try visit.year())
  }

  /// - Returns: nil where none was begun.
  func open() async throws -> OpenDraft? {
    guard let record = try await visit.store.draft(body: body, year: year) else { return nil }
    let drafting = desk.drafting
    let draft = try await desk.apart(record.id) {
      try drafting.fitted(try JSONDecoder().decode(DraftedWorkbook.self, from: Data(record.content)))
    }
    let reading = try await desk.reading(draft, id: record.id, revision: record.revision)
    return OpenDraft(record: record, draft: draft, reading: reading)
  }

  /// - Throws: `notFound` where none was begun.
  func opened() async throws -> OpenDraft {
    guard let open = try await open() else { throw PortalFailure.notFound }
    return open
  }

  /// Begins a draft, or puts another in the place of the one that there is, which can be taken back.
  func begin(_ new: DraftedWorkbook, detail: String) async throws {
    guard new.isWithinBounds else { throw PortalFailure.badField("draftSize") }
    if try await open() != nil {
      _ = try await change { open in
        [.replace(before: open.draft, after: new.numbered(after: open.draft))]
      }
      return
    }
    let drafting = desk.drafting
    var draft = new
    try draft.take(drafting.asking(draft, try await desk.read(draft, id: body)))
    _ = try await visit.store.beginDraft(
      try Self.encoded(draft), body: body, year: year, detail: detail, by: visit.actor)
  }

  /// Makes a change and keeps it at once. Where somebody else was faster, it is made again to what they left.
  ///
  /// - Parameter steps: what is to be done to a draft; nothing is kept where there are none.
  /// - Throws: `DraftConflict` where a step finds something else than it was made for.
  func change(
    _ kind: DraftChange.Kind = .edit, target: Int? = nil, _ steps: (OpenDraft) async throws -> [DraftStep]
  ) async throws -> (before: OpenDraft, after: OpenDraft) {
    for _ in 0..<Self.tries {
      let before = try await opened()
      var steps = try await steps(before)
      if steps.isEmpty { return (before, before) }
      var after = before
      try after.draft.take(steps)
      guard after.draft.isWithinBounds else { throw PortalFailure.badField("draftSize") }
      after.reading = try await desk.read(after.draft, id: before.record.id)
      let asked = desk.drafting.asking(after.draft, after.reading)
      if !asked.isEmpty {
        try after.draft.take(asked)
        steps += asked
        after.reading = try await desk.read(after.draft, id: before.record.id)
      }
      after.record.content = try Self.encoded(after.draft)
      do {
        try await visit.store.changeDraft(
          before.record.id, from: before.record.revision, to: after.record.content, kind, target: target,
          steps: try Self.encoded(steps), by: visit.actor)
      } catch StoreFailure.outOfTurn {
        continue
      }
      after.record.revision += 1
      after.record.changedAt = visit.now
      after.record.changedBy = visit.caller.user?.display ?? ""
      desk.keep(after.reading, id: after.record.id, revision: after.record.revision)
      return (before, after)
    }
    throw PortalFailure.outOfTurn
  }

  private static let tries = 5

  private static func encoded(_ value: some Encodable) throws -> [UInt8] { [UInt8](try JSONEncoder().encode(value)) }

  // MARK: Taking back

  /// Whether the caller has something to take back, or to do again.
  func history(_ open: OpenDraft) async throws -> (canUndo: Bool, canRedo: Bool) {
    guard let user = visit.caller.user?.id else { return (false, false) }
    let history = try await visit.store.draftHistory(of: open.record.id, user: user)
    return (!history.undo.isEmpty, !history.redo.isEmpty)
  }

  /// Takes back the last change that the caller made, or makes again the last one that was taken back.
  ///
  /// - Throws: `badField` where somebody else has changed the same since.
  func turn(_ kind: DraftChange.Kind) async throws {
    guard let user = visit.caller.user?.id else { throw PortalFailure.notFound }
    let open = try await opened()
    let history = try await visit.store.draftHistory(of: open.record.id, user: user)
    guard let target = kind == .undo ? history.undo.last : history.redo.last,
      let change = try await visit.store.draftChanges(of: open.record.id, after: target - 1).first
    else { return }
    let steps = try JSONDecoder().decode([DraftStep].self, from: Data(change.steps))
    do {
      _ = try await self.change(kind, target: target) { _ in
        kind == .undo ? steps.reversed().map(\.inverse) : steps
      }
    } catch is DraftConflict {
      throw PortalFailure.badField("draftChanged")
    }
  }
}
