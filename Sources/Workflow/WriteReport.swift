import Checking
public import Forms
import Writers

/// The formats a report can be written in.
public enum ReportFormat: String, Sendable, CaseIterable {
  case text, json, sarif, html

  public var fileEnding: String {
    switch self {
    case .text: "txt"
    case .json: "json"
    case .sarif: "sarif"
    case .html: "html"
    }
  }

  /// - Parameter isColoured: for terminals; text only.
  public func write(_ outcome: Check.Outcome, catalog: Catalog, version: String, isColoured: Bool = false) throws
    -> String
  {
    switch self {
    case .text: TextReport(catalog: catalog, colour: isColoured).write(outcome.input)
    case .json: try JSONReport().write(outcome.input)
    case .html: try HTMLReport(catalog: catalog).write(outcome.input)
    case .sarif:
      try SARIFReport(rules: outcome.form.rules.map(RuleDescription.init), catalog: catalog, version: version)
        .write(outcome.input)
    }
  }
}

extension RuleDescription {
  init(_ rule: Rule) {
    self.init(
      id: rule.id, title: rule.title, fullText: rule.source,
      severity: Finding.Severity(rawValue: rule.severity.rawValue) ?? .error)
  }
}
