import Crypto
public import Foundation
import GRDB

extension Store {
  /// Wrong passwords in a row before an account is closed for a while, and for how long: doubling with each further one.
  static let mostFailures = 5
  static let lock: TimeInterval = 60
  static let longestLock: TimeInterval = 3600
  /// Sessions end after so long without a request, and at the latest.
  static let idle: TimeInterval = 30 * 60
  static let longestSession: TimeInterval = 12 * 3600

  public func hasUsers() async throws(StoreFailure) -> Bool {
    try await read { try Int.fetchOne($0, sql: "SELECT 1 FROM user LIMIT 1") != nil }
  }

  public func users() async throws(StoreFailure) -> [User] {
    try await read { try Row.fetchAll($0, sql: "SELECT * FROM user ORDER BY role, name").map { try User($0) } }
  }

  /// - Parameter password: already made by `PasswordHash`.
  public func addUser(
    name: String, display: String, role: Role, body: Int64?, password: String, by actor: Actor
  ) async throws(StoreFailure) -> Int64 {
    try await change { database in
      try database.execute(
        sql: "INSERT INTO user (name, display, role, body, password, created_at) VALUES (?, ?, ?, ?, ?, ?)",
        arguments: [name, display, role.rawValue, body, password, actor.at.seconds])
      let user = database.lastInsertedRowID
      try Trail.add("user.add", subject: name, detail: role.rawValue, by: actor, to: database)
      return user
    }
  }

  /// The user's sessions end, and the account is open again.
  public func setPassword(of user: Int64, to password: String, by actor: Actor) async throws(StoreFailure) {
    try await change { database in
      try database.execute(
        sql: "UPDATE user SET password = ?, failures = 0, locked_until = 0 WHERE id = ?", arguments: [password, user])
      guard database.changesCount == 1 else { throw StoreFailure.notFound }
      try database.execute(sql: "DELETE FROM session WHERE user = ?", arguments: [user])
      try Trail.add("user.password", subject: try Self.name(of: user, in: database), by: actor, to: database)
    }
  }

  public func setActive(_ isActive: Bool, user: Int64, by actor: Actor) async throws(StoreFailure) {
    try await change { database in
      try database.execute(sql: "UPDATE user SET is_active = ? WHERE id = ?", arguments: [isActive, user])
      guard database.changesCount == 1 else { throw StoreFailure.notFound }
      if !isActive { try database.execute(sql: "DELETE FROM session WHERE user = ?", arguments: [user]) }
      let action = isActive ? "user.open" : "user.close"
      try Trail.add(action, subject: try Self.name(of: user, in: database), by: actor, to: database)
    }
  }

  static func name(of user: Int64, in database: Database) throws -> String {
    try String.fetchOne(database, sql: "SELECT name FROM user WHERE id = ?", arguments: [user]) ?? ""
  }

  // MARK: Signing in

  /// What a password has to be compared with; nil where there is no such open account. Comparing is slow and done
  /// outside of any transaction.
  public func credentials(of name: String, at now: Date) async throws(StoreFailure) -> (
    user: Int64, role: Role, password: String, lockedUntil: Date?
  )? {
    try await read { database in
      let row = try Row.fetchOne(
        database, sql: "SELECT id, role, password, locked_until FROM user WHERE name = ? AND is_active = 1",
        arguments: [name])
      guard let row, let role = Role(rawValue: row["role"]) else { return nil }
      let until: Int64 = row["locked_until"]
      return (row["id"], role, row["password"], until > now.seconds ? Date(timeIntervalSince1970: Double(until)) : nil)
    }
  }

  /// Counts a wrong password or code.
  ///
  /// - Returns: until when the account is closed, if it is now.
  public func countFailure(of user: Int64, by actor: Actor) async throws(StoreFailure) -> Date? {
    try await change { database in
      try database.execute(sql: "UPDATE user SET failures = failures + 1 WHERE id = ?", arguments: [user])
      let failures = try Int.fetchOne(database, sql: "SELECT failures FROM user WHERE id = ?", arguments: [user]) ?? 0
      try Trail.add("session.wrong", subject: try Self.name(of: user, in: database), by: actor, to: database)
      guard failures >= Self.mostFailures else { return nil }
      let wait = min(Self.lock * Double(1 << min(failures - Self.mostFailures, 10)), Self.longestLock)
      let until = actor.at.addingTimeInterval(wait)
      try database.execute(
        sql: "UPDATE user SET locked_until = ? WHERE id = ?", arguments: [until.seconds, user])
      return until
    }
  }

  /// Starts a session; the old one of the same browser is gone.
  ///
  /// - Parameter stage: only a whole one forgets wrong passwords, so that a password alone does not buy more tries at a code.
  /// - Returns: the token for the cookie.
  public func startSession(
    of user: Int64, stage: Session.Stage = .whole, by actor: Actor
  ) async throws(StoreFailure) -> String {
    let (token, formToken) = (SecureToken.text(), SecureToken.text())
    try await change { database in
      if stage == .whole {
        try database.execute(
          sql: "UPDATE user SET failures = 0, locked_until = 0 WHERE id = ?", arguments: [user])
      }
      try database.execute(
        sql: "DELETE FROM session WHERE seen_at < ? OR created_at < ?",
        arguments: [
          actor.at.addingTimeInterval(-Self.idle).seconds, actor.at.addingTimeInterval(-Self.longestSession).seconds,
        ])
      try database.execute(
        sql: "INSERT INTO session (token, user, form_token, created_at, seen_at, stage) VALUES (?, ?, ?, ?, ?, ?)",
        arguments: [Self.key(token), user, formToken, actor.at.seconds, actor.at.seconds, stage.rawValue])
      let action = stage == .whole ? "session.start" : "session.password"
      try Trail.add(action, subject: try Self.name(of: user, in: database), by: actor, to: database)
    }
    return token
  }

  /// Who a cookie stands for; nil where its session is unknown, over, or its account closed.
  public func session(_ token: String, at now: Date) async throws(StoreFailure) -> Session? {
    let key = Self.key(token)
    let found = try await read { database -> (session: Session, seen: Int64)? in
      let row = try Row.fetchOne(
        database,
        sql: """
          SELECT user.*, form_token, seen_at, stage FROM session JOIN user ON user.id = session.user
          WHERE token = ? AND is_active = 1 AND seen_at > ? AND session.created_at > ?
          """,
        arguments: [
          key, now.addingTimeInterval(-Self.idle).seconds, now.addingTimeInterval(-Self.longestSession).seconds,
        ])
      return try row.map { row in
        guard let stage = Session.Stage(rawValue: row["stage"]) else { throw StoreFailure.refused(detail: "stage") }
        return (Session(user: try User(row), formToken: row["form_token"], stage: stage), row["seen_at"])
      }
    }
    guard let found else { return nil }
    // Once a minute is often enough to know that a session is in use.
    if now.seconds - found.seen > 60 {
      try await change {
        try $0.execute(sql: "UPDATE session SET seen_at = ? WHERE token = ?", arguments: [now.seconds, key])
      }
    }
    return found.session
  }

  public func endSession(_ token: String, by actor: Actor) async throws(StoreFailure) {
    let key = Self.key(token)
    try await change { database in
      try database.execute(sql: "DELETE FROM session WHERE token = ?", arguments: [key])
      if database.changesCount > 0 { try Trail.add("session.end", subject: actor.name, by: actor, to: database) }
    }
  }

  /// A stolen copy of the store opens no session.
  private static func key(_ token: String) -> Data { Data(SHA256.hash(data: Data(token.utf8))) }

  // MARK: Settings

  public func setting(_ name: String) async throws(StoreFailure) -> String? {
    try await read { try String.fetchOne($0, sql: "SELECT value FROM setting WHERE name = ?", arguments: [name]) }
  }

  public func set(_ name: String, to value: String?) async throws(StoreFailure) {
    try await change { database in
      guard let value else {
        return try database.execute(sql: "DELETE FROM setting WHERE name = ?", arguments: [name])
      }
      try database.execute(
        sql: "INSERT INTO setting VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        arguments: [name, value])
    }
  }
}
