public import Foundation
import GRDB

/// What somebody decided about a finding. The latest one about a fingerprint stands; it follows the finding from version
/// to version.
public struct Decision: Sendable, Hashable {
  public enum Kind: String, Sendable, Hashable, CaseIterable {
    /// The finding is right; the file will be corrected.
    case confirmed
    /// It is in order as it is, with the reason.
    case dismissed
    /// It was confirmed, and a later version no longer has it.
    case fixed
  }

  public var fingerprint: String
  public var kind: Kind
  public var reason: String
  /// Display name of who decided.
  public var by: String
  public var at: Date

  init(_ row: Row) {
    fingerprint = row["fingerprint"]
    kind = Kind(rawValue: row["kind"]) ?? .confirmed
    reason = row["reason"]
    by = row["display"]
    at = row.moment("at") ?? .distantPast
  }
}

/// What was said about a filing.
public struct Comment: Sendable, Hashable {
  public enum Kind: String, Sendable, Hashable {
    case remark
    /// With which it was returned, or approved.
    case `return`, approval
  }

  public var kind: Kind
  public var text: String
  public var by: String
  public var at: Date
  /// Number of the version it speaks of.
  public var version: Int?

  init(_ row: Row) {
    kind = Kind(rawValue: row["kind"]) ?? .remark
    text = row["text"]
    by = row["display"]
    at = row.moment("at") ?? .distantPast
    version = row["number"]
  }
}

/// A version that was, or is, public.
public struct Publication: Sendable, Hashable {
  public var version: Version
  /// Why it replaced the one before; nil for the first.
  public var reason: String?
  public var at: Date
}
