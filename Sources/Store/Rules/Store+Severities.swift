public import Foundation
import GRDB

/// What the bureau says of a rule in a fiscal year.
public struct SeveritySetting: Sendable, Hashable {
  public var year: Int
  public var rule: String
  /// `error`, `warning` or `info`; nil: as the pack says.
  public var severity: String?
  public var reason: String
  /// Display name of who said so.
  public var by: String
  public var at: Date

  init(_ row: Row) {
    year = row["year"]
    rule = row["rule"]
    severity = row["severity"]
    reason = row["reason"]
    by = row["display"]
    at = row.moment("at") ?? .distantPast
  }
}

extension Store {
  /// The latest word on each rule of a year, or of all years; what was taken back is among them.
  public func severities(year: Int? = nil) async throws(StoreFailure) -> [SeveritySetting] {
    try await read { database in
      try Row.fetchAll(
        database,
        sql: """
          SELECT rule_severity.*, user.display FROM rule_severity JOIN user ON user.id = rule_severity.user
          WHERE rule_severity.id IN (SELECT max(id) FROM rule_severity GROUP BY year, rule) AND (? IS NULL OR year = ?)
          ORDER BY year, rule
          """,
        arguments: [year, year]
      ).map(SeveritySetting.init)
    }
  }

  /// Says how bad it is when a rule is broken in documents of a year. Every later check goes by it.
  ///
  /// - Parameter severity: nil: again as the pack says.
  public func setSeverity(
    _ severity: String?, of rule: String, year: Int, reason: String, by actor: Actor
  ) async throws(StoreFailure) {
    let user = try actor.id
    try await change { database in
      try database.execute(
        sql: "INSERT INTO rule_severity (year, rule, severity, reason, user, at) VALUES (?, ?, ?, ?, ?, ?)",
        arguments: [year, rule, severity, reason, user, actor.at.seconds])
      try Trail.add(
        "rule.severity", subject: "\(rule) \(year)", detail: "\(severity ?? "pack"): \(reason)", by: actor, to: database
      )
    }
  }

  /// The latest version of each department's filing of a year that is beyond a first draft, and what it was checked
  /// against; the latest filings first.
  public func triable(year: Int, limit: Int) async throws(StoreFailure) -> [(body: Body, version: Version)] {
    try await read { database in
      try Row.fetchAll(
        database,
        sql: """
          SELECT version.*, body.id AS body_id, body.parent AS body_parent, body.name AS body_name
          FROM (\(Self.readableVersions)) AS line
          JOIN version ON version.id = line.readable JOIN body ON body.id = line.body
          ORDER BY version.id DESC LIMIT ?
          """,
        arguments: [year, limit]
      ).map { row in
        (
          Body(id: row["body_id"], parent: row["body_parent"], kind: .department, name: row["body_name"]), Version(row)
        )
      }
    }
  }
}
