public import Checking

/// A rule as a report introduces it.
public struct RuleDescription: Hashable, Sendable {
  public var id: String
  public var title: String
  /// What must hold, with its basis.
  public var fullText: String
  public var severity: Finding.Severity
  /// Where the manual explains it.
  public var helpURI: String?

  public init(id: String, title: String, fullText: String, severity: Finding.Severity, helpURI: String? = nil) {
    self.id = id
    self.title = title
    self.fullText = fullText
    self.severity = severity
    self.helpURI = helpURI
  }
}
