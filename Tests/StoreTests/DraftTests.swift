import Foundation
import GRDB
import Testing

@testable import Store

@Suite struct DraftTests {
  @Test func aChangeToAnEarlierRevisionIsRefused() async throws {
    let world = try await World()
    let draft = try await world.store.beginDraft(
      Array("1".utf8), body: world.department.id, year: 2025, detail: "hunan", by: world.clerk)
    #expect(draft.revision == 1 && draft.changedBy == "clerk")
    try await world.store.changeDraft(draft.id, from: 1, to: Array("2".utf8), steps: [], by: world.clerk)
    await #expect(throws: StoreFailure.outOfTurn) {
      try await world.store.changeDraft(draft.id, from: 1, to: Array("3".utf8), steps: [], by: world.clerk)
    }
    let now = try #require(try await world.store.draft(body: world.department.id, year: 2025))
    #expect(now.revision == 2 && now.content == Array("2".utf8))
    #expect(try await world.store.draftChanges(of: draft.id, after: 1).map(\.revision) == [2])
    #expect(try await world.store.draft(body: world.department.id, year: 2024) == nil)
  }

  @Test func thereIsOneDraftOfAYear() async throws {
    let world = try await World()
    func begin() async throws {
      _ = try await world.store.beginDraft([1], body: world.department.id, year: 2025, detail: "", by: world.clerk)
    }
    try await begin()
    await #expect(throws: StoreFailure.self) { try await begin() }
    #expect(try await world.store.events().count { $0.action == "draft.begin" } == 1)
  }

  @Test func changesAreNeverChanged() async throws {
    let world = try await World()
    _ = try await world.store.beginDraft([1], body: world.department.id, year: 2025, detail: "", by: world.clerk)
    for sql in ["UPDATE draft_change SET user = 2", "DELETE FROM draft_change"] {
      await #expect(throws: DatabaseError.self) { try await world.store.pool.write { try $0.execute(sql: sql) } }
    }
  }

  /// Each user takes back their own changes, the last first; entering something new ends what can be done again.
  @Test func whatIsTakenBackCanBeDoneAgain() async throws {
    let world = try await World()
    let store = world.store
    let draft = try await store.beginDraft([1], body: world.department.id, year: 2025, detail: "", by: world.clerk)
    var revision = 1
    func change(_ kind: DraftChange.Kind = .edit, _ target: Int? = nil, by actor: Actor? = nil) async throws {
      try await store.changeDraft(
        draft.id, from: revision, to: [UInt8(revision)], kind, target: target, steps: [], by: actor ?? world.clerk)
      revision += 1
    }
    func history() async throws -> [[Int]] {
      let history = try await store.draftHistory(of: draft.id, user: try world.clerk.id)
      return [history.undo, history.redo]
    }
    try await change()
    try await change(by: world.reviewer)
    try await change()
    #expect(try await history() == [[2, 4], []])
    try await change(.undo, 4)
    try await change(.undo, 2)
    #expect(try await history() == [[], [4, 2]])
    try await change(.redo, 2)
    #expect(try await history() == [[2], [4]])
    try await change()
    #expect(try await history() == [[2, 8], []])
  }
}
