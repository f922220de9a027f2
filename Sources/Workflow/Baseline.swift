import Checking
public import Foundation

/// Findings that somebody looked at and accepted, by id, each with the reason.
///
/// A JSON file: `{ "schema": "mingzhang-baseline/1", "suppressed": [ { "id": "…", "reason": "…" } ] }`.
public struct Baseline: Codable, Sendable, Hashable {
  public struct Entry: Codable, Sendable, Hashable {
    public var id: String
    public var reason: String

    public init(id: String, reason: String) {
      self.id = id
      self.reason = reason
    }
  }

  public enum Failure: Error, Sendable, Hashable {
    case notJSON(String)
    case schema(String)
    /// An entry without a reason hides a finding for nobody knows what.
    case noReason(id: String)
  }

  public var schema: String
  public var suppressed: [Entry]

  public static let currentSchema = "mingzhang-baseline/1"

  public init(suppressed: [Entry]) {
    schema = Self.currentSchema
    self.suppressed = suppressed
  }

  public init(json: Data) throws(Failure) {
    do {
      self = try JSONDecoder().decode(Baseline.self, from: json)
    } catch {
      throw .notJSON("\(error)")
    }
    guard schema == Self.currentSchema else { throw .schema(schema) }
    if let entry = suppressed.first(where: { $0.reason.allSatisfy(\.isWhitespace) }) { throw .noReason(id: entry.id) }
  }

  func applied(
    to findings: [Finding]
  ) -> (findings: [Finding], suppressed: [Report.Suppressed], unused: [Entry]) {
    let reasons = Dictionary(suppressed.map { ($0.id, $0.reason) }, uniquingKeysWith: { first, _ in first })
    let hidden = findings.compactMap { finding in
      reasons[finding.id].map { Report.Suppressed(finding: finding, reason: $0) }
    }
    let ids = Set(findings.map(\.id))
    return (
      findings.filter { reasons[$0.id] == nil }, hidden, suppressed.filter { !ids.contains($0.id) }
    )
  }
}
