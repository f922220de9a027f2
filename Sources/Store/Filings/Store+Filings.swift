public import Foundation
import GRDB

/// A public filing, as lists show it.
public struct PublicLine: Sendable {
  public var body: Body
  public var filing: FilingRecord
  public var version: Version
  public var figures: [String: StoredFact]

  public init(body: Body, filing: FilingRecord, version: Version, figures: [String: StoredFact]) {
    (self.body, self.filing, self.version, self.figures) = (body, filing, version, figures)
  }
}

extension Store {
  public func filing(body: Int64, year: Int) async throws(StoreFailure) -> FilingRecord? {
    try await read {
      try Row.fetchOne($0, sql: "SELECT * FROM filing WHERE body = ? AND year = ?", arguments: [body, year])
        .map(FilingRecord.init)
    }
  }

  /// - Throws: `notFound`.
  public func filing(_ id: Int64) async throws(StoreFailure) -> FilingRecord {
    try await read { try Self.filing(id, in: $0) }
  }

  public func filings(of body: Int64) async throws(StoreFailure) -> [FilingRecord] {
    try await read {
      try Row.fetchAll($0, sql: "SELECT * FROM filing WHERE body = ? ORDER BY year DESC", arguments: [body])
        .map(FilingRecord.init)
    }
  }

  static func filing(_ id: Int64, in database: Database) throws -> FilingRecord {
    guard let row = try Row.fetchOne(database, sql: "SELECT * FROM filing WHERE id = ?", arguments: [id]) else {
      throw StoreFailure.notFound
    }
    return FilingRecord(row)
  }

  /// Years that there are filings of, latest first.
  public func years() async throws(StoreFailure) -> [Int] {
    try await read { try Int.fetchAll($0, sql: "SELECT DISTINCT year FROM filing ORDER BY year DESC") }
  }

  /// What is public, the latest first.
  ///
  /// - Parameter body: only of this one.
  public func published(
    body: Int64? = nil, figures: [String], limit: Int = 50, offset: Int = 0
  ) async throws(StoreFailure) -> [PublicLine] {
    try await read { database in
      let rows = try Row.fetchAll(
        database,
        sql: """
          SELECT * FROM filing WHERE published IS NOT NULL AND (? IS NULL OR body = ?)
          ORDER BY published_at DESC, year DESC, id DESC LIMIT ? OFFSET ?
          """,
        arguments: [body, body, limit, offset])
      return try rows.map(FilingRecord.init).compactMap { filing in
        guard let published = filing.published,
          let version = try Row.fetchOne(database, sql: "SELECT * FROM version WHERE id = ?", arguments: [published]),
          let body = try Row.fetchOne(database, sql: "SELECT * FROM body WHERE id = ?", arguments: [filing.body])
        else { return nil }
        return PublicLine(
          body: Body(body), filing: filing, version: Version(version),
          figures: try Self.figures(figures, of: published, in: database))
      }
    }
  }

  /// Grows with everything that becomes public, and with nothing else.
  public func publicRevision() async throws(StoreFailure) -> Int64 {
    try await read { try Int64.fetchOne($0, sql: "SELECT max(id) FROM publication") ?? 0 }
  }

  public func publishedCount() async throws(StoreFailure) -> Int {
    try await read { try Int.fetchOne($0, sql: "SELECT count(*) FROM filing WHERE published IS NOT NULL") ?? 0 }
  }

  static func latest(of filing: Int64, in database: Database) throws -> Version? {
    try Row.fetchOne(
      database, sql: "SELECT * FROM version WHERE filing = ? ORDER BY number DESC LIMIT 1", arguments: [filing]
    ).map(Version.init)
  }

  private static func figures(
    _ names: [String], of version: Int64, in database: Database
  ) throws -> [String: StoredFact] {
    let statement = try database.cachedStatement(
      sql: "SELECT * FROM fact WHERE version = ? AND highlight = ? ORDER BY position LIMIT 1")
    var figures: [String: StoredFact] = [:]
    for name in names {
      if let row = try Row.fetchOne(statement, arguments: [version, name]) { figures[name] = StoredFact(row) }
    }
    return figures
  }
}
