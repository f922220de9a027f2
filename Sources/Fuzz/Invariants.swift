import Checking
import Documents

/// What must hold of every report on a text document.
struct Invariants {
  /// Scalars in the document.
  let length: Int

  func breaches(of report: Report) -> [String] {
    var breaches: [String] = []
    for finding in report.findings {
      for place in finding.locations { check(place.span, "location of \(finding.rule)", &breaches) }
      for term in finding.evidence.flatMap(\.terms) { check(term.span, "term of \(finding.rule)", &breaches) }
      if finding.id.isEmpty { breaches.append("a finding of \(finding.rule) has no id") }
      if finding.message.isEmpty { breaches.append("a finding of \(finding.rule) says nothing") }
    }
    for unread in report.coverage.unread { check(unread.span, "unread part", &breaches) }
    var ids: Set<String> = []
    for finding in report.findings where !ids.insert(finding.id).inserted {
      breaches.append("two findings have the id \(finding.id), of \(finding.rule)")
    }
    for (before, after) in zip(report.findings, report.findings.dropFirst()) where before.severity < after.severity {
      breaches.append("\(after.severity) \(after.rule) after \(before.severity) \(before.rule)")
    }
    let coverage = report.coverage
    for token in coverage.tokens { check(token.span, "number \(token.text)", &breaches) }
    for (before, after) in zip(coverage.tokens, coverage.tokens.dropFirst()) {
      if before.span.end > after.span.start {
        breaches.append("numbers overlap: \(before.text) and \(after.text)")
      }
    }
    if coverage.verified + coverage.contradicted + coverage.unverifiable != coverage.numbers {
      breaches.append("coverage does not add up: \(coverage.numbers)")
    }
    return breaches
  }

  private func check(_ span: SourceSpan?, _ what: String, _ breaches: inout [String]) {
    guard let span, span.start < 0 || span.end < span.start || span.end > length else { return }
    breaches.append("\(what) at \(span.start)..<\(span.end) of \(length)")
  }
}
