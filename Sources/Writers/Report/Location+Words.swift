package import Checking
import Forms

extension Location {
  /// Table or section, row and column, as far as they are known: `公开03表`, `20126 档案事务`, `本年支出合计`.
  package var names: [String] {
    [table ?? section, row, column].compactMap { $0 }.filter { !$0.isEmpty }
  }

  /// `公开03表 20126 档案事务·本年支出合计`; empty where nothing is known.
  var label: String {
    guard let first = names.first else { return "" }
    let rest = names.dropFirst().joined(separator: "·")
    return rest.isEmpty ? first : first + " " + rest
  }
}

extension Finding {
  /// The places that are accused, in the report's order.
  var accused: [Location] { locations.filter { $0.role != .evidence } }

  /// The place a reader is sent to first.
  package var principal: Location? {
    locations.first { $0.role == .culprit } ?? locations.first { $0.role == .also } ?? locations.first
  }
}

extension Evidence {
  /// Whether the document's figures satisfy the equation. With a blank side it cannot be said to hold.
  var holds: Bool {
    if left.isEmpty || right.isEmpty { return false }
    return difference.isEmpty ? left == right : !difference.contains { ("1"..."9").contains($0) }
  }
}

extension Catalog {
  /// The two sides of an equation and how they stand to each other.
  func relation(of evidence: Evidence) -> String {
    // A condition without sides says all in its words.
    if evidence.left.isEmpty, evidence.right.isEmpty { return "" }
    let blank = self("report.blank")
    let values = [
      "left": evidence.left.isEmpty ? blank : evidence.left, "right": evidence.right.isEmpty ? blank : evidence.right,
      "difference": evidence.difference,
    ]
    if evidence.holds { return self(evidence.left == evidence.right ? "report.equal" : "report.close", values) }
    return self(evidence.difference.isEmpty ? "report.differs" : "report.gap", values)
  }
}
