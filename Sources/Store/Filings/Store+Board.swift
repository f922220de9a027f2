public import Foundation
import GRDB

/// A line of the board: a department, and its filing of the year if it has one.
public struct BoardLine: Sendable {
  public var body: Body
  public var units: Int
  public var filing: FilingRecord?
  /// Of the latest version.
  public var version: (id: Int64, number: Int, counts: CheckCounts)?
  /// Whole fen that the latest version states.
  public var expenditure: Int64?
  /// Display name of whoever handles the filing at the bureau.
  public var handler: String?
}

extension Store {
  /// All departments of a year by name, with or without a filing.
  public func board(year: Int) async throws(StoreFailure) -> [BoardLine] {
    try await read { database in
      // By place and not by name: a bureau has thousands of departments.
      var lines: [BoardLine] = []
      let rows = try Row.fetchCursor(database, sql: Self.boardLines, arguments: [year])
      while let row = try rows.next() { lines.append(Self.boardLine(row, year: year)) }
      return lines
    }
  }

  private static let boardLines = """
    SELECT body.id, body.parent, body.name, (SELECT count(*) FROM body AS unit WHERE unit.parent = body.id),
      filing.id, filing.state, filing.approved_at, filing.changed_at, filing.published, filing.published_at,
      filing.handler, user.display, version.id, version.number, version.errors, version.warnings, version.infos,
      version.checks, version.numbers, version.verified, version.contradicted, version.unverifiable,
      (SELECT fen FROM figure WHERE figure.year = filing.year AND name = 'expenditure' AND figure.version = version.id)
    FROM body LEFT JOIN filing ON filing.body = body.id AND filing.year = ?
    LEFT JOIN user ON user.id = filing.handler
    LEFT JOIN version ON version.id = (SELECT id FROM version AS own WHERE own.filing = filing.id ORDER BY own.number DESC LIMIT 1)
    WHERE body.kind = 'department' ORDER BY body.name
    """

  private static func boardLine(_ row: Row, year: Int) -> BoardLine {
    var line = BoardLine(
      body: Body(id: row[0], parent: row[1], kind: .department, name: row[2]), units: row[3], filing: nil, version: nil,
      expenditure: row[22], handler: row[11])
    if (row[4] as Int64?) != nil { line.filing = FilingRecord(row, from: 4, body: line.body.id, year: year) }
    if let version = row[12] as Int64? {
      line.version = (
        version, row[13],
        CheckCounts(
          errors: row[14], warnings: row[15], infos: row[16], checks: row[17], numbers: row[18], verified: row[19],
          contradicted: row[20], unverifiable: row[21])
      )
    }
    return line
  }

  /// Named figures of versions of a year.
  public func figures(
    _ names: [String], of versions: [Int64], year: Int
  ) async throws(StoreFailure) -> [Int64: [String: StatedFigure]] {
    try await read { database in
      let statement = try database.cachedStatement(
        sql: "SELECT fen, value FROM figure WHERE year = ? AND name = ? AND version = ?")
      var figures: [Int64: [String: StatedFigure]] = [:]
      for version in versions {
        for name in names {
          guard let row = try Row.fetchOne(statement, arguments: [year, name, version]) else { continue }
          figures[version, default: [:]][name] = StatedFigure(fen: row[0], value: row[1])
        }
      }
      return figures
    }
  }

  /// The commonest findings of the latest versions of a year: rule, how often, in how many filings.
  public func commonest(year: Int, limit: Int) async throws(StoreFailure) -> [(title: String, count: Int, filings: Int)]
  {
    try await read { database in
      try Row.fetchAll(
        database,
        sql: """
          SELECT rule_title, count(*) AS times, count(DISTINCT finding.version) AS filings
          FROM filing JOIN version ON version.id =
            (SELECT id FROM version AS own WHERE own.filing = filing.id ORDER BY own.number DESC LIMIT 1)
          JOIN finding ON finding.version = version.id
          WHERE filing.year = ? AND version.errors > 0 AND severity = 'error'
          GROUP BY rule_title ORDER BY times DESC, rule_title LIMIT ?
          """,
        arguments: [year, limit]
      ).map { ($0["rule_title"], $0["times"], $0["filings"]) }
    }
  }
}
