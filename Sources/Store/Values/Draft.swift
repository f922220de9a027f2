public import Foundation
import GRDB

/// What a department is filling in for a year, as it is now. The store does not know what is in it.
public struct DraftRecord: Sendable, Hashable {
  public var id: Int64
  public var body: Int64
  public var year: Int
  /// From 1; one more with each change.
  public var revision: Int
  public var content: [UInt8]
  public var changedAt: Date
  /// Display name of whoever changed it last.
  public var changedBy: String

  init(_ row: Row) {
    id = row["id"]
    body = row["body"]
    year = row["year"]
    revision = row["revision"]
    content = [UInt8](row["content"] as Data)
    changedAt = row.moment("changed_at") ?? .distantPast
    changedBy = row["display"]
  }
}

/// A change that led from one revision of a draft to the next.
public struct DraftChange: Sendable, Hashable {
  public enum Kind: String, Sendable, Hashable {
    case begin, edit
    /// Another change, named by its revision, taken back or made again.
    case undo, redo
  }

  /// The one that it led to.
  public var revision: Int
  public var kind: Kind
  public var target: Int?
  /// What was done, in a form that can be turned round.
  public var steps: [UInt8]
  public var user: Int64
  /// Display name of whoever did it.
  public var by: String
  public var at: Date

  init(_ row: Row) {
    revision = row["revision"]
    kind = Kind(rawValue: row["kind"]) ?? .edit
    target = row["target"]
    steps = [UInt8](row["steps"] as Data)
    user = row["user"]
    by = row["display"]
    at = row.moment("at") ?? .distantPast
  }
}
