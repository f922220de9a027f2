public import Foundation
import GRDB

/// A line of the board: a department, and its filing of the year if it has one.
public struct BoardLine: Sendable {
  public var body: Body
  public var units: Int
  public var filing: FilingRecord?
  /// The latest version.
  public var version: Version?
  /// Of the latest version, by their names.
  public var figures: [String: StoredFact]
}

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

  /// All departments of a year, with or without a filing.
  public func board(year: Int, figures: [String]) async throws(StoreFailure) -> [BoardLine] {
    try await read { database in
      let units = Dictionary(
        uniqueKeysWithValues: try Row.fetchAll(
          database, sql: "SELECT parent, count(*) AS units FROM body WHERE kind = 'unit' GROUP BY parent"
        ).map { ($0["parent"] as Int64, $0["units"] as Int) })
      let bodies = try Row.fetchAll(database, sql: "SELECT * FROM body WHERE kind = 'department' ORDER BY name")
        .map(Body.init)
      let filings = Dictionary(
        uniqueKeysWithValues: try Row.fetchAll(database, sql: "SELECT * FROM filing WHERE year = ?", arguments: [year])
          .map(FilingRecord.init).map { ($0.body, $0) })
      return try bodies.map { body in
        let filing = filings[body.id]
        let version = try filing.flatMap { try Self.latest(of: $0.id, in: database) }
        return BoardLine(
          body: body, units: units[body.id] ?? 0, filing: filing, version: version,
          figures: try version.map { try Self.figures(figures, of: $0.id, in: database) } ?? [:])
      }
    }
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

  /// The commonest findings of the latest versions of a year: rule, how often, in how many filings.
  public func commonest(year: Int, limit: Int) async throws(StoreFailure) -> [(title: String, count: Int, filings: Int)]
  {
    try await read { database in
      try Row.fetchAll(
        database,
        sql: """
          SELECT rule_title, count(*) AS times, count(DISTINCT version.filing) AS filings FROM finding
          JOIN version ON version.id = finding.version JOIN filing ON filing.id = version.filing
          WHERE filing.year = ? AND severity = 'error'
            AND version.number = (SELECT max(number) FROM version AS other WHERE other.filing = filing.id)
          GROUP BY rule_title ORDER BY times DESC, rule_title LIMIT ?
          """,
        arguments: [year, limit]
      ).map { ($0["rule_title"], $0["times"], $0["filings"]) }
    }
  }
}
