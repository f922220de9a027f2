public import Foundation
import GRDB

/// How far a filing has come. 未报 has none.
public enum FilingState: String, Sendable, Hashable, CaseIterable {
  case draft, submitted, returned, approved, published
}

/// One body's final accounts of one year.
public struct FilingRecord: Sendable, Hashable {
  public var id: Int64
  public var body: Int64
  public var year: Int
  /// Of the latest version; while a published one is being corrected, the old version stays public.
  public var state: FilingState
  public var approvedAt: Date?
  public var changedAt: Date
  /// Id of the public version.
  public var published: Int64?
  public var publishedAt: Date?
  /// Id of the user at the bureau who handles it.
  public var handler: Int64?

  /// By place and not by name, for thousands of rows: id, state, approved_at, changed_at, published, published_at, handler.
  init(_ row: Row, from first: Int, body: Int64, year: Int) {
    func moment(_ column: Int) -> Date? {
      (row[column] as Int64?).map { Date(timeIntervalSince1970: Double($0)) }
    }
    (id, self.body, self.year) = (row[first], body, year)
    state = FilingState(rawValue: row[first + 1]) ?? .draft
    (approvedAt, changedAt) = (moment(first + 2), moment(first + 3) ?? .distantPast)
    (published, publishedAt, handler) = (row[first + 4], moment(first + 5), row[first + 6])
  }

  init(_ row: Row) {
    id = row["id"]
    body = row["body"]
    year = row["year"]
    state = FilingState(rawValue: row["state"]) ?? .draft
    approvedAt = row.moment("approved_at")
    changedAt = row.moment("changed_at") ?? .distantPast
    published = row["published"]
    publishedAt = row.moment("published_at")
    handler = row["handler"]
  }
}

/// The counts of a check.
public struct CheckCounts: Sendable, Hashable {
  public var errors, warnings, infos: Int
  /// Checks that came to an answer.
  public var checks: Int
  public var numbers, verified, contradicted, unverifiable: Int

  public init(
    errors: Int, warnings: Int, infos: Int, checks: Int, numbers: Int, verified: Int, contradicted: Int,
    unverifiable: Int
  ) {
    (self.errors, self.warnings, self.infos) = (errors, warnings, infos)
    (self.checks, self.numbers, self.verified) = (checks, numbers, verified)
    (self.contradicted, self.unverifiable) = (contradicted, unverifiable)
  }

  public var findings: Int { errors + warnings + infos }

  init(_ row: Row) {
    self.init(
      errors: row["errors"], warnings: row["warnings"], infos: row["infos"], checks: row["checks"],
      numbers: row["numbers"], verified: row["verified"], contradicted: row["contradicted"],
      unverifiable: row["unverifiable"])
  }
}

/// A file as it was handed in, with what was made of it. It never changes.
public struct Version: Sendable, Hashable {
  public var id: Int64
  public var filing: Int64
  /// From 1.
  public var number: Int
  public var fileName: String
  public var format: String
  /// Of the file, hexadecimal.
  public var sha256: String
  public var bytes: Int
  public var pack: String
  public var counts: CheckCounts
  /// Why a published version is replaced; nil for others.
  public var correction: String?
  public var createdAt: Date

  init(_ row: Row) {
    id = row["id"]
    filing = row["filing"]
    number = row["number"]
    fileName = row["file_name"]
    format = row["format"]
    sha256 = row["sha256"]
    bytes = row["bytes"]
    pack = row["pack"]
    counts = CheckCounts(row)
    correction = row["correction"]
    createdAt = row.moment("created_at") ?? .distantPast
  }
}

extension Row {
  /// A moment, kept as whole seconds since 1970.
  func moment(_ column: String) -> Date? {
    let seconds: Int64? = self[column]
    return seconds.map { Date(timeIntervalSince1970: Double($0)) }
  }
}

extension Date {
  var seconds: Int64 { Int64(timeIntervalSince1970.rounded(.down)) }
}
