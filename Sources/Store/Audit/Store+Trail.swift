import Crypto
public import Foundation
import GRDB

/// A line of the trail of who did what. Each carries the digest of the one before, so that none can be changed or taken
/// out without all that follow.
public struct Event: Sendable, Hashable {
  public var number: Int64
  public var at: Date
  public var actor: String
  public var action: String
  public var subject: String
  public var detail: String
  public var hash: String

  init(_ row: Row) {
    number = row["number"]
    at = row.moment("at") ?? .distantPast
    actor = row["actor"]
    action = row["action"]
    subject = row["subject"]
    detail = row["detail"]
    hash = row["hash"]
  }
}

/// Who does something, and when.
public struct Actor: Sendable, Hashable {
  /// Nil for the portal itself and for visitors.
  public var user: Int64?
  public var name: String
  public var at: Date

  public init(user: Int64?, name: String, at: Date) {
    (self.user, self.name, self.at) = (user, name, at)
  }

  /// - Throws: `notFound` where nobody is signed in.
  var id: Int64 {
    get throws(StoreFailure) {
      guard let user else { throw .notFound }
      return user
    }
  }
}

extension Store {
  /// Writes a line of the trail for something that changes nothing else: a sign-in, a refusal.
  public func note(_ action: String, subject: String, detail: String = "", by actor: Actor) async throws(StoreFailure) {
    try await change { try Trail.add(action, subject: subject, detail: detail, by: actor, to: $0) }
  }

  /// The latest lines first.
  public func events(before number: Int64? = nil, limit: Int = 100) async throws(StoreFailure) -> [Event] {
    try await read { database in
      try Row.fetchAll(
        database, sql: "SELECT * FROM event WHERE number < ? ORDER BY number DESC LIMIT ?",
        arguments: [number ?? .max, limit]
      ).map(Event.init)
    }
  }

  /// Computes every digest anew.
  ///
  /// - Returns: the number of the first line that does not fit; nil where the trail is whole.
  public func firstBrokenEvent() async throws(StoreFailure) -> Int64? {
    try await read { database in
      var previous = Trail.start
      var number: Int64 = 0
      let rows = try Row.fetchCursor(database, sql: "SELECT * FROM event ORDER BY number")
      while let row = try rows.next() {
        number += 1
        let event = Event(row)
        let hash = Trail.hash(
          number: number, at: event.at.seconds, [event.actor, event.action, event.subject, event.detail], previous)
        let stated: String = row["previous"]
        guard event.number == number, stated == previous, event.hash == hash else { return number }
        previous = hash
      }
      return nil
    }
  }
}

enum Trail {
  /// What the first line follows.
  static let start = String(repeating: "0", count: 64)

  static func add(
    _ action: String, subject: String, detail: String = "", by actor: Actor, to database: Database
  ) throws {
    let last = try Row.fetchOne(database, sql: "SELECT number, hash FROM event ORDER BY number DESC LIMIT 1")
    let number: Int64 = (last?["number"] ?? 0) + 1
    let previous: String = last?["hash"] ?? start
    let hash = hash(number: number, at: actor.at.seconds, [actor.name, action, subject, detail], previous)
    try database.execute(
      sql: "INSERT INTO event VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
      arguments: [number, actor.at.seconds, actor.name, action, subject, detail, previous, hash])
  }

  /// Every field goes in with its length before it, so that no two lines have the same text.
  static func hash(number: Int64, at seconds: Int64, _ fields: [String], _ previous: String) -> String {
    let text = ([String(number), String(seconds)] + fields + [previous])
      .map { "\($0.utf8.count):\($0)" }.joined(separator: ",")
    return SHA256.hash(data: Data(text.utf8)).hexadecimal
  }
}

extension Sequence<UInt8> {
  /// Two small letters a byte.
  package var hexadecimal: String {
    let digits = Array("0123456789abcdef".utf8)
    return String(decoding: flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
  }
}

/// The SHA-256 digest of bytes, hexadecimal.
public func digest(_ bytes: [UInt8]) -> String { SHA256.hash(data: bytes).hexadecimal }
