import Checking
import Forms
import Texts

extension TextReport {
  /// What was found, what was checked, and what was not read.
  func summary(_ report: Report, _ excerpts: Excerpts) -> [String] {
    var lines = [found(report)] + parts(report.document.parts)
    lines += [form(report.document), checked(report.verdicts)] + numbers(report.coverage)
    if !report.suppressed.isEmpty { lines += suppressed(report.suppressed) }
    if isComplete { lines += reasons(report.verdicts) }
    return lines + unread(report, excerpts)
  }

  private func found(_ report: Report) -> String {
    let count = { (severity: Finding.Severity) in report.findings.count { $0.severity == severity } }
    let values = [
      "file": report.document.file.printable, "errors": String(count(.error)),
      "warnings": String(count(.warning)), "infos": String(count(.info)),
    ]
    guard report.findings.isEmpty else { return style.bold(catalog("text.found", values)) }
    // Nothing found where nothing was looked at is no good news.
    return style.bold(catalog(report.verdicts.ran == 0 ? "text.unchecked" : "text.none", values))
  }

  /// The files of a set.
  private func parts(_ parts: [Report.Part]) -> [String] {
    guard !parts.isEmpty else { return [] }
    let names = parts.map(\.file.printable).joined(separator: catalog("list.separator"))
    return [catalog("text.parts", ["count": String(parts.count), "files": names])]
  }

  /// Which form the document was held against, and why.
  private func form(_ document: Report.Summary) -> String {
    catalog("text.form", ["title": document.packTitle, "id": document.pack, "reason": document.packReason])
  }

  private func checked(_ verdicts: Report.Verdicts) -> String {
    if verdicts.ran == 0 { return catalog("text.nothing.ran") }
    return catalog(
      "text.checked",
      [
        "count": String(verdicts.ran + verdicts.notApplicable), "holds": String(verdicts.holds),
        "rounding": String(verdicts.withinRounding), "contradicted": String(verdicts.contradicted),
        "missing": String(verdicts.missing), "unsupported": String(verdicts.unsupported),
        "notApplicable": String(verdicts.notApplicable),
      ])
  }

  /// How the numbers ended; in full, why some could not be verified.
  private func numbers(_ coverage: Report.Coverage) -> [String] {
    if coverage.tokens.isEmpty { return [] }
    let line = catalog(
      "text.numbers",
      [
        "numbers": String(coverage.numbers), "verified": String(coverage.verified),
        "contradicted": String(coverage.contradicted), "unverifiable": String(coverage.unverifiable),
        "apart": String(coverage.setApart),
      ])
    if !isComplete { return [line] }
    return [line]
      + coverage.reasons.flatMap { reason, count in
        let values = ["reason": catalog("coverage.\(reason.rawValue)"), "count": String(count)]
        return indented(catalog("text.unverifiable", values), by: 2)
      }
  }

  private func suppressed(_ suppressed: [Report.Suppressed]) -> [String] {
    [catalog("text.suppressed", ["count": String(suppressed.count)])]
      + suppressed.flatMap { indented("\($0.finding.title) [\($0.finding.rule)]: \($0.reason)", by: 2) }
  }

  private func reasons(_ verdicts: Report.Verdicts) -> [String] {
    verdicts.reasons.flatMap { reason in
      indented(
        catalog(
          "text.reason",
          ["title": reason.title, "rule": reason.rule, "reason": reason.reason, "count": String(reason.count)]),
        by: 2)
    }
  }

  private func unread(_ report: Report, _ excerpts: Excerpts) -> [String] {
    let unread = report.coverage.unread
    if unread.isEmpty { return [] }
    return [catalog("text.unread", ["count": String(unread.count)])]
      + unread.flatMap { part -> [String] in
        let values = ["quote": clipped(part.quote), "reason": part.reason]
        let text = part.quote.isEmpty ? part.reason : catalog("report.unread", values)
        return indented(place(of: part.span, in: report.document.file, excerpts) + ": " + text, by: 2)
      }
  }

  /// The first line of a quote, as far as it fits.
  private func clipped(_ quote: String) -> String {
    let line = quote.split(separator: "\n").first.map { String($0).exchanging("\t", for: " ") } ?? ""
    var kept = ""
    var columns = 0
    for scalar in line.unicodeScalars {
      columns += DisplayWidth.of(scalar)
      if columns > 40 { return kept + "…" }
      kept.unicodeScalars.append(scalar)
    }
    return kept
  }
}
