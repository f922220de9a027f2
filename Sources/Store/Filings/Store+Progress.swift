public import Foundation
import GRDB

extension Store {
  /// Takes a filing from one state to the next, with what was said.
  ///
  /// - Parameters:
  ///   - expected: the states that it may come from.
  ///   - text: of the comment; nil where nothing was said.
  /// - Throws: `outOfTurn` where it is in another.
  public func move(
    _ filing: Int64, from expected: Set<FilingState>, to state: FilingState, saying text: String? = nil,
    as kind: Comment.Kind = .remark, by actor: Actor
  ) async throws(StoreFailure) {
    let user = try actor.id
    try await change { database in
      let known = try Self.filing(filing, in: database)
      guard expected.contains(known.state) else { throw StoreFailure.outOfTurn }
      let approved = state == .approved ? actor.at.seconds : nil
      try database.execute(
        sql: "UPDATE filing SET state = ?, approved_at = ?, changed_at = ? WHERE id = ?",
        arguments: [state.rawValue, approved, actor.at.seconds, filing])
      if let text { try Self.say(text, kind, filing: filing, user: user, at: actor.at, in: database) }
      try Trail.add(
        "filing.\(state.rawValue)", subject: try Self.subject(known, in: database), detail: text ?? "", by: actor,
        to: database)
    }
  }

  /// Gives a filing to somebody at the bureau, or to nobody.
  ///
  /// - Throws: `notFound` where there is no such reviewer at work.
  public func assign(_ filing: Int64, to handler: Int64?, by actor: Actor) async throws(StoreFailure) {
    try await change { database in
      let known = try Self.filing(filing, in: database)
      var name = ""
      if let handler {
        let found = try String.fetchOne(
          database, sql: "SELECT name FROM user WHERE id = ? AND role = 'reviewer' AND is_active", arguments: [handler])
        guard let found else { throw StoreFailure.notFound }
        name = found
      }
      try database.execute(sql: "UPDATE filing SET handler = ? WHERE id = ?", arguments: [handler, filing])
      try Trail.add(
        "filing.assign", subject: try Self.subject(known, in: database), detail: name, by: actor, to: database)
    }
  }

  /// Makes the latest version of an approved filing the public one, and lets its words be found.
  public func publish(_ filing: Int64, by actor: Actor) async throws(StoreFailure) {
    let user = try actor.id
    try await change { database in
      let known = try Self.filing(filing, in: database)
      guard known.state == .approved, let version = try Self.latest(of: filing, in: database) else {
        throw StoreFailure.outOfTurn
      }
      try database.execute(
        sql: "UPDATE filing SET state = 'published', published = ?, published_at = ?, changed_at = ? WHERE id = ?",
        arguments: [version.id, actor.at.seconds, actor.at.seconds, filing])
      try database.execute(
        sql: "INSERT INTO publication (filing, version, reason, user, at) VALUES (?, ?, ?, ?, ?)",
        arguments: [filing, version.id, version.correction, user, actor.at.seconds])
      try Self.index(version: version.id, insteadOf: known.published, year: known.year, in: database)
      try Trail.add(
        "filing.published", subject: try Self.subject(known, in: database), detail: version.sha256, by: actor,
        to: database)
    }
  }

  /// Every version that was ever public, the latest first.
  public func publications(of filing: Int64) async throws(StoreFailure) -> [Publication] {
    try await read { database in
      try Row.fetchAll(
        database,
        sql: """
          SELECT version.*, publication.reason, publication.at FROM publication
          JOIN version ON version.id = publication.version WHERE publication.filing = ? ORDER BY publication.id DESC
          """,
        arguments: [filing]
      ).map { Publication(version: Version($0), reason: $0["reason"], at: $0.moment("at") ?? .distantPast) }
    }
  }

  // MARK: Decisions and comments

  /// The standing decision on each finding, by fingerprint.
  public func decisions(of filing: Int64) async throws(StoreFailure) -> [String: Decision] {
    try await read { try Self.decisions(ofFiling: filing, in: $0) }
  }

  static func decisions(ofFiling filing: Int64, in database: Database) throws -> [String: Decision] {
    let rows = try Row.fetchAll(
      database,
      sql: """
        SELECT decision.*, user.display FROM decision JOIN user ON user.id = decision.user
        WHERE filing = ? ORDER BY decision.id
        """,
      arguments: [filing])
    return Dictionary(rows.map(Decision.init).map { ($0.fingerprint, $0) }) { $1 }
  }

  /// - Throws: `notFound` where no version of the filing has such a finding.
  public func decide(
    _ kind: Decision.Kind, on fingerprint: String, of filing: Int64, reason: String, by actor: Actor
  ) async throws(StoreFailure) {
    let user = try actor.id
    try await change { database in
      let isKnown = try Int.fetchOne(
        database,
        sql: """
          SELECT 1 FROM finding JOIN version ON version.id = finding.version
          WHERE version.filing = ? AND fingerprint = ? LIMIT 1
          """,
        arguments: [filing, fingerprint])
      guard isKnown != nil else { throw StoreFailure.notFound }
      try database.execute(
        sql: "INSERT INTO decision (filing, fingerprint, kind, reason, user, at) VALUES (?, ?, ?, ?, ?, ?)",
        arguments: [filing, fingerprint, kind.rawValue, reason, user, actor.at.seconds])
      let known = try Self.filing(filing, in: database)
      try Trail.add(
        "finding.\(kind.rawValue)", subject: "\(try Self.subject(known, in: database)) \(fingerprint)", detail: reason,
        by: actor, to: database)
    }
  }

  public func comment(_ text: String, on filing: Int64, by actor: Actor) async throws(StoreFailure) {
    let user = try actor.id
    try await change { database in
      try Self.say(text, .remark, filing: filing, user: user, at: actor.at, in: database)
      let known = try Self.filing(filing, in: database)
      try Trail.add(
        "filing.remark", subject: try Self.subject(known, in: database), detail: text, by: actor, to: database)
    }
  }

  public func comments(on filing: Int64) async throws(StoreFailure) -> [Comment] {
    try await read { database in
      try Row.fetchAll(
        database,
        sql: """
          SELECT comment.*, user.display, version.number FROM comment JOIN user ON user.id = comment.user
          LEFT JOIN version ON version.id = comment.version WHERE comment.filing = ? ORDER BY comment.id
          """,
        arguments: [filing]
      ).map(Comment.init)
    }
  }

  private static func say(
    _ text: String, _ kind: Comment.Kind, filing: Int64, user: Int64, at now: Date, in database: Database
  ) throws {
    let version = try latest(of: filing, in: database)?.id
    try database.execute(
      sql: "INSERT INTO comment (filing, version, kind, text, user, at) VALUES (?, ?, ?, ?, ?, ?)",
      arguments: [filing, version, kind.rawValue, text, user, now.seconds])
  }

  private static func subject(_ filing: FilingRecord, in database: Database) throws -> String {
    "\(try name(ofBody: filing.body, in: database)) \(filing.year)"
  }
}
