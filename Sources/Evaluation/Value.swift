package import Amounts
import Filings

/// What an expression comes to on one filing.
package enum Value: Hashable, Sendable {
  /// Amounts in the form's unit (万元), ratios as fractions, points and counts as they are.
  case number(Interval)
  case text(String)
  case truth(Bool)
  /// The cell exists and prints nothing.
  case blank
  case unknown(Reason)
}

/// Why something could not be evaluated; its words stand in the catalogue under `reason.<id>`.
public struct Reason: Hashable, Sendable {
  /// The form lets the figure be left out.
  package static let optional = Reason("optional")
  /// Rows or columns that were not recognised may hold what is lacking.
  package static let unread = Reason("unread")

  public var id: String
  public var values: [String: String]

  public init(_ id: String, _ values: [String: String] = [:]) {
    self.id = id
    self.values = values
  }
}

/// Thrown inside the evaluation when an operand is unknown.
package struct Unknown: Error {
  package var reason: Reason

  package init(_ id: String, _ values: [String: String] = [:]) {
    reason = Reason(id, values)
  }

  package init(_ reason: Reason) {
    self.reason = reason
  }
}

/// How a check on one place ended.
package enum Verdict: Hashable, Sendable {
  case holds
  case withinRounding
  case contradicted
  case missing
  case unsupported
  case notApplicable(Reason)

  package var isBroken: Bool {
    switch self {
    case .contradicted, .missing, .unsupported: true
    case .holds, .withinRounding, .notApplicable: false
    }
  }
}
