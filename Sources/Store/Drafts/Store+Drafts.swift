import Foundation
import GRDB

extension Store {
  public func draft(body: Int64, year: Int) async throws(StoreFailure) -> DraftRecord? {
    try await read { try Self.draft(body: body, year: year, in: $0) }
  }

  private static func draft(body: Int64, year: Int, in database: Database) throws -> DraftRecord? {
    try Row.fetchOne(
      database,
      sql: """
        SELECT draft.*, user.display FROM draft JOIN user ON user.id = draft.changed_by
        WHERE draft.body = ? AND draft.year = ?
        """,
      arguments: [body, year]
    ).map(DraftRecord.init)
  }

  /// - Throws: `taken` where there is one already.
  public func beginDraft(
    _ content: [UInt8], body: Int64, year: Int, detail: String, by actor: Actor
  ) async throws(StoreFailure) -> DraftRecord {
    let user = try actor.id
    return try await change { database in
      try database.execute(
        sql: "INSERT INTO draft (body, year, revision, content, changed_at, changed_by) VALUES (?, ?, 1, ?, ?, ?)",
        arguments: [body, year, Data(content), actor.at.seconds, user])
      try Self.insert(
        .begin, revision: 1, of: database.lastInsertedRowID, target: nil, steps: [], user: user, at: actor.at,
        into: database)
      let subject = "\(try Self.name(ofBody: body, in: database)) \(year)"
      try Trail.add("draft.begin", subject: subject, detail: detail, by: actor, to: database)
      guard let draft = try Self.draft(body: body, year: year, in: database) else { throw StoreFailure.notFound }
      return draft
    }
  }

  /// Keeps a draft as it is after a change. What each change was stands in `draft_change`, and not in the trail.
  ///
  /// - Parameters:
  ///   - revision: the one that the change was made to.
  ///   - target: revision of the change that is undone or done again.
  /// - Throws: `outOfTurn` where somebody else made another in the meantime.
  public func changeDraft(
    _ draft: Int64, from revision: Int, to content: [UInt8], _ kind: DraftChange.Kind = .edit, target: Int? = nil,
    steps: [UInt8], by actor: Actor
  ) async throws(StoreFailure) {
    let user = try actor.id
    try await change { database in
      try database.execute(
        sql: """
          UPDATE draft SET revision = revision + 1, content = ?, changed_at = ?, changed_by = ?
          WHERE id = ? AND revision = ?
          """,
        arguments: [Data(content), actor.at.seconds, user, draft, revision])
      guard database.changesCount == 1 else { throw StoreFailure.outOfTurn }
      try Self.insert(
        kind, revision: revision + 1, of: draft, target: target, steps: steps, user: user, at: actor.at, into: database)
    }
  }

  private static func insert(
    _ kind: DraftChange.Kind, revision: Int, of draft: Int64, target: Int?, steps: [UInt8], user: Int64, at now: Date,
    into database: Database
  ) throws {
    try database.execute(
      sql: "INSERT INTO draft_change (draft, revision, kind, target, steps, user, at) VALUES (?, ?, ?, ?, ?, ?, ?)",
      arguments: [draft, revision, kind.rawValue, target, Data(steps), user, now.seconds])
  }

  /// The changes that led from a revision to the present one, the earliest first.
  public func draftChanges(of draft: Int64, after revision: Int) async throws(StoreFailure) -> [DraftChange] {
    try await read { database in
      try Row.fetchAll(
        database,
        sql: """
          SELECT draft_change.*, user.display FROM draft_change JOIN user ON user.id = draft_change.user
          WHERE draft = ? AND revision > ? ORDER BY revision
          """,
        arguments: [draft, revision]
      ).map(DraftChange.init)
    }
  }

  /// What one user can take back, and what was taken back and can be done again: the revisions, the next one last.
  /// Whatever is entered anew ends what could be done again.
  public func draftHistory(of draft: Int64, user: Int64) async throws(StoreFailure) -> (undo: [Int], redo: [Int]) {
    try await read { database in
      var (done, undone): ([Int], [Int]) = ([], [])
      let rows = try Row.fetchCursor(
        database,
        sql: """
          SELECT revision, kind, target FROM draft_change
          WHERE draft = ? AND user = ? AND kind <> 'begin' ORDER BY revision
          """,
        arguments: [draft, user])
      while let row = try rows.next() {
        let target: Int? = row["target"]
        switch (DraftChange.Kind(rawValue: row["kind"]), target) {
        case (.undo?, let target?):
          done.removeAll { $0 == target }
          undone.append(target)
        case (.redo?, let target?):
          undone.removeAll { $0 == target }
          done.append(target)
        default:
          done.append(row["revision"])
          undone = []
        }
      }
      return (done, undone)
    }
  }
}
