public import Foundation
import GRDB

/// What somebody is to the portal. Visitors have no account.
public enum Role: String, Sendable, Hashable, CaseIterable {
  /// Keeps accounts and bodies; decides nothing about filings.
  case admin
  /// Of a department: hands its files in.
  case clerk
  /// Of the finance bureau: approves or returns.
  case reviewer
}

/// An account.
public struct User: Sendable, Hashable {
  public var id: Int64
  /// To sign in with.
  public var name: String
  /// As others see it.
  public var display: String
  public var role: Role
  /// A clerk's department.
  public var body: Int64?
  public var isActive: Bool

  init(_ row: Row) throws {
    guard let role = Role(rawValue: row["role"]) else { throw StoreFailure.refused(detail: "role") }
    id = row["id"]
    name = row["name"]
    display = row["display"]
    self.role = role
    body = row["body"]
    isActive = row["is_active"]
  }
}

/// Somebody signed in on one browser.
public struct Session: Sendable, Hashable {
  /// How far signing in has come.
  public enum Stage: String, Sendable, Hashable, CaseIterable {
    case whole
    /// The password was right; a one-time code is still to come.
    case code
    /// The password was right; the role needs a second factor, and the account has none yet.
    case enrol
  }

  public var user: User
  /// Every form must bring it back (against requests that another site makes).
  public var formToken: String
  public var stage = Stage.whole
}
