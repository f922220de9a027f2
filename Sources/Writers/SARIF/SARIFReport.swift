import Checking
import Documents
public import Forms
import Foundation

/// Writes a report as SARIF 2.1.0, the interchange format of checkers that editors and code hosts display.
public struct SARIFReport: ReportWriter {
  private let rules: [RuleDescription]
  private let catalog: Catalog
  private let version: String?

  /// - Parameters:
  ///   - rules: every rule that could have spoken; those found but not listed are added by their id.
  ///   - version: of Mingzhang.
  public init(rules: [RuleDescription], catalog: Catalog, version: String? = nil) {
    self.rules = rules
    self.catalog = catalog
    self.version = version
  }

  /// - Throws: only where a page box is not a finite number.
  public func write(_ input: ReportInput) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(SARIFLog(runs: [run(input)])), as: UTF8.self) + "\n"
  }

  private func run(_ input: ReportInput) -> SARIFLog.Run {
    let report = input.report
    let all =
      report.findings.map { (finding: $0, reason: String?.none) }
      + report.suppressed.map { (finding: $0.finding, reason: Optional($0.reason)) }
    let rules = describedRules(used: all.map(\.finding))
    let index = Dictionary(rules.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
    let places = SARIFPlaces(report.document, lines: input.lines, map: input.map)
    return SARIFLog.Run(
      tool: .init(driver: .init(name: "Mingzhang", version: version, rules: rules)),
      language: catalog.language == .chinese ? "zh-CN" : "en-US",
      artifacts: places.artifacts,
      invocations: [
        .init(
          executionSuccessful: true,
          toolExecutionNotifications: report.coverage.unread.map { notification($0, places) })
      ],
      results: all.map { result($0.finding, suppressed: $0.reason, ruleIndex: index[$0.finding.rule] ?? -1, places) })
  }

  private func describedRules(used findings: [Finding]) -> [SARIFLog.Rule] {
    var seen: Set<String> = []
    let listed = rules.filter { seen.insert($0.id).inserted }.map { rule in
      SARIFLog.Rule(
        id: rule.id, shortDescription: .init(text: rule.title), fullDescription: .init(text: rule.fullText),
        defaultConfiguration: .init(level: level(rule.severity)), helpUri: rule.helpURI)
    }
    let others = findings.filter { seen.insert($0.rule).inserted }.map { finding in
      SARIFLog.Rule(id: finding.rule, defaultConfiguration: .init(level: level(finding.severity)))
    }
    return listed + others
  }

  private func result(
    _ finding: Finding, suppressed reason: String?, ruleIndex: Int, _ places: SARIFPlaces
  ) -> SARIFLog.Result {
    // SARIF wants one location, or several that must all be changed; everything else is related.
    let culprits = finding.locations.filter { $0.role == .culprit }
    let main = culprits.isEmpty ? Array([finding.principal].compactMap { $0 }) : culprits
    let related = finding.locations.filter { !main.contains($0) }
    let text = [finding.message, finding.suggestion.map { catalog("report.suggestion", ["text": $0]) }]
    return SARIFLog.Result(
      ruleId: finding.rule, ruleIndex: ruleIndex, level: level(finding.severity),
      message: .init(text: text.compactMap { $0 }.joined(separator: "\n")),
      locations: main.isEmpty ? [places.document] : main.map { places.location($0, id: nil, message: nil) },
      relatedLocations: related.isEmpty
        ? nil
        : related.enumerated().map { number, location in
          places.location(location, id: number + 1, message: catalog("report.role.\(location.role.rawValue)"))
        },
      partialFingerprints: ["mingzhang/v1": finding.id],
      suppressions: reason.map { [.init(justification: $0)] },
      properties: properties(finding))
  }

  private func properties(_ finding: Finding) -> SARIFLog.Result.Properties {
    .init(
      title: finding.title, stated: finding.stated, expected: finding.expected, formula: finding.formula,
      cause: finding.cause, suggestion: finding.suggestion, basis: finding.basis.isEmpty ? nil : finding.basis,
      evidence: finding.evidence.isEmpty ? nil : finding.evidence.map(JSONShape.Evidence.init))
  }

  private func notification(_ unread: Report.Unread, _ places: SARIFPlaces) -> SARIFLog.Invocation.Notification {
    .init(
      message: .init(text: catalog("report.unread", ["quote": unread.quote, "reason": unread.reason])),
      locations: [places.location(at: unread.span, quote: unread.quote)])
  }

  private func level(_ severity: Finding.Severity) -> String {
    switch severity {
    case .error: "error"
    case .warning: "warning"
    case .info: "note"
    }
  }
}
