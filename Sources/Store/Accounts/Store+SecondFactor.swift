import Crypto
public import Foundation
import GRDB

/// What an account has beside its password.
public struct SecondFactor: Sendable, Hashable {
  public var secret: [UInt8]
  /// Whether a code of it was given once; before, it counts for nothing.
  public var isConfirmed: Bool
  /// Recovery codes that were not used.
  public var codesLeft: Int
}

extension Store {
  private static let recoveryCodes = 10

  public func secondFactor(of user: Int64) async throws(StoreFailure) -> SecondFactor? {
    try await read { database in
      try Row.fetchOne(
        database,
        sql: """
          SELECT secret, confirmed_at,
            (SELECT count(*) FROM recovery_code AS code WHERE code.user = second_factor.user AND used_at IS NULL)
          FROM second_factor WHERE user = ?
          """,
        arguments: [user]
      ).map { row in
        SecondFactor(secret: [UInt8](row[0] as Data), isConfirmed: (row[1] as Int64?) != nil, codesLeft: row[2])
      }
    }
  }

  /// Accounts that cannot be entered by a password alone.
  public func usersWithSecondFactor() async throws(StoreFailure) -> Set<Int64> {
    try await read {
      Set(try Int64.fetchAll($0, sql: "SELECT user FROM second_factor WHERE confirmed_at IS NOT NULL"))
    }
  }

  /// Until when an account is closed after wrong passwords or codes.
  public func lockedUntil(_ user: Int64, at now: Date) async throws(StoreFailure) -> Date? {
    let until = try await read {
      try Int64.fetchOne($0, sql: "SELECT locked_until FROM user WHERE id = ?", arguments: [user]) ?? 0
    }
    return until > now.seconds ? Date(timeIntervalSince1970: Double(until)) : nil
  }

  /// Makes a secret, in the place of one that was never confirmed.
  ///
  /// - Throws: `outOfTurn` where there is one that counts.
  public func beginSecondFactor(of user: Int64) async throws(StoreFailure) {
    try await change { database in
      if try Self.isConfirmed(user, in: database) { throw StoreFailure.outOfTurn }
      try database.execute(
        sql: "INSERT OR REPLACE INTO second_factor (user, secret) VALUES (?, ?)",
        arguments: [user, Data(OneTimeCode.secret())])
    }
  }

  /// From now on the account needs codes. All its sessions end; whoever proved the code begins a new one.
  ///
  /// - Returns: recovery codes, which are told this once; nil where the code is wrong.
  /// - Throws: `outOfTurn` where none was begun, or it counts already.
  public func confirmSecondFactor(
    of user: Int64, code: String, by actor: Actor
  ) async throws(StoreFailure) -> [String]? {
    try await change { database in
      let secret = try Data.fetchOne(
        database, sql: "SELECT secret FROM second_factor WHERE user = ? AND confirmed_at IS NULL", arguments: [user])
      guard let secret else { throw StoreFailure.outOfTurn }
      let step = OneTimeCode.step(of: OneTimeCode.tidy(code), [UInt8](secret), at: actor.at, after: 0)
      guard let step else { return nil }
      try database.execute(
        sql: "UPDATE second_factor SET confirmed_at = ?, last_step = ? WHERE user = ?",
        arguments: [actor.at.seconds, step, user])
      try database.execute(sql: "DELETE FROM session WHERE user = ?", arguments: [user])
      try Trail.add("factor.on", subject: try Self.name(of: user, in: database), by: actor, to: database)
      return try Self.renew(user, in: database)
    }
  }

  /// Whether a code, or a recovery code, is right; either counts once.
  public func useSecondFactor(of user: Int64, code: String, by actor: Actor) async throws(StoreFailure) -> Bool {
    let code = OneTimeCode.tidy(code)
    return try await change { database in
      let row = try Row.fetchOne(
        database, sql: "SELECT secret, last_step FROM second_factor WHERE user = ? AND confirmed_at IS NOT NULL",
        arguments: [user])
      guard let row else { return false }
      if let step = OneTimeCode.step(of: code, [UInt8](row[0] as Data), at: actor.at, after: row[1]) {
        try database.execute(
          sql: "UPDATE second_factor SET last_step = ? WHERE user = ?", arguments: [step, user])
        return true
      }
      try database.execute(
        sql: "UPDATE recovery_code SET used_at = ? WHERE user = ? AND digest = ? AND used_at IS NULL",
        arguments: [actor.at.seconds, user, Self.digest(ofCode: code)])
      guard database.changesCount == 1 else { return false }
      try Trail.add("factor.recover", subject: try Self.name(of: user, in: database), by: actor, to: database)
      return true
    }
  }

  /// New recovery codes in the place of all others; told this once.
  public func renewRecoveryCodes(of user: Int64, by actor: Actor) async throws(StoreFailure) -> [String] {
    try await change { database in
      guard try Self.isConfirmed(user, in: database) else { throw StoreFailure.outOfTurn }
      try Trail.add("factor.codes", subject: try Self.name(of: user, in: database), by: actor, to: database)
      return try Self.renew(user, in: database)
    }
  }

  /// The password alone is enough again. Nothing happens where it was.
  public func removeSecondFactor(of user: Int64, by actor: Actor) async throws(StoreFailure) {
    try await change { database in
      try database.execute(sql: "DELETE FROM recovery_code WHERE user = ?", arguments: [user])
      let counted = try Self.isConfirmed(user, in: database)
      try database.execute(sql: "DELETE FROM second_factor WHERE user = ?", arguments: [user])
      if counted {
        try Trail.add("factor.off", subject: try Self.name(of: user, in: database), by: actor, to: database)
      }
    }
  }

  private static func isConfirmed(_ user: Int64, in database: Database) throws -> Bool {
    try Int.fetchOne(
      database, sql: "SELECT 1 FROM second_factor WHERE user = ? AND confirmed_at IS NOT NULL", arguments: [user])
      != nil
  }

  private static func renew(_ user: Int64, in database: Database) throws -> [String] {
    try database.execute(sql: "DELETE FROM recovery_code WHERE user = ?", arguments: [user])
    let codes = (0..<recoveryCodes).map { _ in OneTimeCode.recoveryCode() }
    for code in codes {
      try database.execute(
        sql: "INSERT INTO recovery_code (user, digest) VALUES (?, ?)",
        arguments: [user, digest(ofCode: OneTimeCode.tidy(code))])
    }
    return codes
  }

  /// Eighty random bits need no slow digest.
  private static func digest(ofCode code: String) -> Data { Data(SHA256.hash(data: Data(code.utf8))) }
}
