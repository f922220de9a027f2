import Checking
public import Documents
public import Forms
import Foundation
import Mustache

/// Writes a report as one HTML file that needs nothing else: the document as printed with the findings marked in it, and
/// the findings with their proofs. It reads without script, and prints.
public struct HTMLReport: ReportWriter {
  private let catalog: Catalog
  private let assets: Assets

  /// - Throws: where the embedded style, script or templates are broken.
  public init(catalog: Catalog) throws {
    self.catalog = catalog
    assets = try Assets()
  }

  /// - Complexity: linear in the document; a finding costs a look at each of its places.
  public func write(_ input: ReportInput) throws -> String {
    try assets.render(try page(input).view, with: "report")
  }

  /// The report's main part, for a page of another room that brings its own head, style and script.
  ///
  /// After each finding stands `<!--finding ID-->`, where such a page puts what can be done about it.
  ///
  /// - Parameter spans: places in the file that the page wants to link to.
  /// - Returns: the markup, and for each of the spans the id it has there.
  public func fragment(_ input: ReportInput, linkingTo spans: [SourceSpan?]) throws -> (html: String, ids: [String?]) {
    var (view, ids) = try page(input, isFragment: true, spans)
    view["isFragment"] = true
    return (try assets.render(view, with: "report-main"), ids)
  }

  private func page(
    _ input: ReportInput, isFragment: Bool = false, _ spans: [SourceSpan?] = []
  ) throws -> (view: View, ids: [String?]) {
    var findings = FindingViews(catalog: catalog, annotations: Annotations(input), map: input.map)
    let pictures = PictureViews(input: input, catalog: catalog)
    findings.pictures = pictures.ids()
    let list = findings.views(of: input.report.findings, hasSlots: isFragment)
    let ids = spans.map { findings.annotations.link(to: $0) }
    let unread = findings.unread(input.report.coverage.unread)
    let sections = findings.sections(input)
    let numbers = NumberStates(input.report.coverage, catalog: catalog)
    var pane = DocumentPane(
      document: input.document, catalog: catalog, annotations: findings.annotations, numbers: numbers)
    if !input.report.document.parts.isEmpty { pane.files = fileStarts(input) }
    var page = head(input)
    page["findings"] = list
    page["families"] = families(input.report.findings)
    page["sections"] = sections.isEmpty ? nil : ["links": sections] as View
    page["pane"] = Verbatim(renderText: pane.draw())
    page["pictures"] = pictures.view()
    page["unverifiable"] = unverifiable(input.report.coverage, drawn: pane.drawn)
    page["unread"] = unread.isEmpty ? nil : ["unreadParts": unread] as View
    page["suppressed"] = suppressed(input.report.suppressed)
    page["checks"] = checks(input.report)
    return (page, ids)
  }

  /// The blocks that a file of a set begins with.
  private func fileStarts(_ input: ReportInput) -> [Int: String] {
    var starts: [Int: String] = [:]
    var current: String?
    for (number, block) in input.document.blocks.enumerated() {
      guard let file = input.map?.place(of: block.span)?.file, file != current else { continue }
      starts[number] = file
      current = file
    }
    return starts
  }

  private func head(_ input: ReportInput) -> View {
    let verdict = Verdict(input.report)
    let summary = input.report.document
    let name = [summary.department, summary.fiscalYear.map { catalog("html.year", ["year": String($0)]) }]
      .compactMap { $0 }
    let title = name.isEmpty ? summary.file : catalog("html.title", ["name": name.joined(separator: " ")])
    return [
      "say": Words(catalog: catalog), "language": catalog.language == .chinese ? "zh-CN" : "en",
      "policy": policy, "style": Verbatim(renderText: assets.style), "script": Verbatim(renderText: assets.script),
      "title": title, "file": files(summary), "pack": summary.packTitle, "generated": input.generated,
      "seal": catalog("seal.\(verdict.rawValue)").map { ["sign": String($0)] as View },
      "sealTone": verdict.tone, "sealName": catalog("seal.\(verdict.rawValue).name"),
      "sentence": verdict.sentence(on: input.report, catalog), "count": input.report.findings.count,
      "tally": Finding.Severity.allCases.sorted(by: >).map { tally($0, input.report) },
      "noFindings": catalog(input.report.verdicts.ran == 0 ? "html.unchecked" : "html.noFindings"),
      "coverage": coverage(input.report.coverage),
    ]
  }

  private func files(_ summary: Report.Summary) -> String {
    guard !summary.parts.isEmpty else { return summary.file }
    let names = summary.parts.map(\.file).joined(separator: catalog("list.separator"))
    return catalog("html.files", ["file": summary.file, "parts": names])
  }

  /// Nothing is loaded from anywhere, and only this style and this script run.
  private var policy: String {
    func hash(_ text: String) -> String { "'sha256-\(Data(SHA256.digest(Array(text.utf8))).base64EncodedString())'" }
    return "default-src 'none'; style-src \(hash(assets.style)); script-src \(hash(assets.script)); img-src data:; "
      + "base-uri 'none'; form-action 'none'"
  }

  private func tally(_ severity: Finding.Severity, _ report: Report) -> View {
    [
      "number": report.findings.count { $0.severity == severity }, "name": catalog("report.\(severity.rawValue)"),
      "shape": severity.tone.map { " " + $0 } ?? "", "key": severity.tone ?? "e",
    ]
  }

  /// Bars of the figures' states, in thousandths.
  private func coverage(_ coverage: Report.Coverage) -> View? {
    guard coverage.numbers > 0 else { return nil }
    let parts = [
      ("f-ok", coverage.verified), ("f-bad", coverage.contradicted), ("f-open", coverage.unverifiable),
    ]
    var sum = 0
    let bars = parts.map { fill, part -> View in
      let start = sum * 1000 / coverage.numbers
      sum += part
      return ["fill": fill, "start": start, "width": max(0, sum * 1000 / coverage.numbers - start)]
    }
    let values = [
      "verified": String(coverage.verified), "contradicted": String(coverage.contradicted),
      "unverifiable": String(coverage.unverifiable),
    ]
    return [
      "numbers": coverage.numbers, "bars": bars, "states": catalog("html.coverageStates", values),
      "verified": coverage.verified, "contradicted": coverage.contradicted, "unverifiable": coverage.unverifiable,
      "apart": coverage.setApart > 0 ? catalog("html.setApart", ["count": String(coverage.setApart)]) : nil,
    ]
  }

  /// The numbers that nothing confirms, by reason.
  private func unverifiable(_ coverage: Report.Coverage, drawn: Set<String>) -> View? {
    if coverage.unverifiable == 0 { return nil }
    var groups: [NumericToken.Reason: [View]] = [:]
    for (index, token) in coverage.tokens.enumerated() {
      guard case .unverifiable(let reason) = token.state else { continue }
      let id = NumberStates.id(of: index)
      groups[reason, default: []].append(["text": token.text, "link": drawn.contains(id) ? id : nil])
    }
    return [
      "title": catalog("html.unverifiable", ["count": String(coverage.unverifiable)]),
      "groups": NumericToken.Reason.allCases.compactMap { reason in
        groups[reason].map { links -> View in
          ["reason": catalog("coverage.\(reason.rawValue)"), "number": links.count, "links": links]
        }
      },
    ]
  }

  /// The groups that findings fall in, as they first appear, with how many there are.
  private func families(_ findings: [Finding]) -> [View] {
    var order: [String] = []
    var counts: [String: Int] = [:]
    for family in findings.map({ catalog.family(of: $0.rule) }) {
      if counts[family] == nil { order.append(family) }
      counts[family, default: 0] += 1
    }
    return order.map { ["name": $0, "number": counts[$0]] }
  }

  private func suppressed(_ suppressed: [Report.Suppressed]) -> View? {
    if suppressed.isEmpty { return nil }
    let list = suppressed.map { item -> View in
      [
        "title": item.finding.title, "rule": item.finding.rule, "reason": item.reason,
        "where": (item.finding.principal?.names ?? []).joined(separator: " · "),
        "severity": catalog("report.\(item.finding.severity.rawValue)"),
        "shape": item.finding.severity.tone.map { " " + $0 } ?? "",
      ]
    }
    return ["title": catalog("html.suppressed", ["count": String(list.count)]), "dismissed": list]
  }

  /// How every check ended, and why some could not run.
  private func checks(_ report: Report) -> View {
    let verdicts = report.verdicts
    let counts = [
      ("holds", verdicts.holds), ("withinRounding", verdicts.withinRounding), ("contradicted", verdicts.contradicted),
      ("missing", verdicts.missing), ("unsupported", verdicts.unsupported), ("notApplicable", verdicts.notApplicable),
    ]
    let reasons = verdicts.reasons.map { reason -> View in
      ["ruleTitle": reason.title, "rule": reason.rule, "reason": reason.reason, "number": reason.count]
    }
    let pack = report.document
    return [
      "title": catalog("html.checks", ["count": String(verdicts.ran + verdicts.notApplicable)]),
      "pack": catalog("html.pack", ["title": pack.packTitle, "id": pack.pack, "reason": pack.packReason]),
      "counts": counts.map { ["name": catalog("verdict.\($0.0)"), "number": $0.1] as View },
      "hasReasons": !reasons.isEmpty, "reasons": reasons,
    ]
  }
}
