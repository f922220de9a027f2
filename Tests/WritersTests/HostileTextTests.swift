import Checking
import Documents
import Foundation
import TestSupport
import Testing

@testable import Writers

/// Whatever a document or a pack says stays text.
@Suite("Hostile text")
struct HostileTextTests {
  /// Tags, quotation marks, template tags, and characters that a renderer working by grapheme takes for others.
  static let hostile = [
    "\"><script>alert(1)</script>", "' onmouseover='x", "</style></details></article>", "{{title}}{{{script}}}",
    "&lt;&#x3c;", "\"\u{301} onload=\"x", "\u{600}\" onfocus=\"x", "<\u{200D}img src=x>", "\u{1B}[31m", "]]><!--",
  ].joined(separator: " ")

  static var input: ReportInput {
    let text = hostile
    let source = SampleSource("# \(text)\n\n\(text)\n\n\(text)\t\(text)\t1.00\n\(text)\t\t2.00\n")
    let spans = source.document.blocks.map(\.span)
    let finding = Finding(
      id: text, rule: text, severity: .error, title: text, message: text, stated: text, expected: text, formula: text,
      basis: [text], suggestion: text, cause: text,
      locations: ([nil] + spans).map {
        Location(role: .culprit, quote: text, span: $0, section: text, table: text, row: text, column: text)
      },
      evidence: [true, false].map { hasTerms in
        Evidence(
          equation: text, left: text, right: text, difference: text,
          terms: hasTerms ? [.init(sign: text, label: text, text: text, span: spans.first)] : [])
      })
    var report = Report(
      document: .init(
        file: text, format: text, department: text, fiscalYear: 1, pack: text, packTitle: text, packReason: text),
      findings: [finding], suppressed: [.init(finding: finding, reason: text)])
    report.verdicts.reasons = [.init(rule: text, title: text, reason: text, count: 1)]
    report.coverage.unread = [.init(quote: text, reason: text, span: spans.first)]
    return ReportInput(report: report, document: source.document, lines: source.lines, generated: text)
  }

  @Test func htmlStaysWhole() throws {
    let page = try HTMLReport(catalog: Files.catalog()).write(Self.input)
    let markup = Markup(page)
    #expect(markup.fault == nil)
    #expect(markup.elements.count { $0.name == "script" || $0.name == "style" } == 2)
    #expect(!markup.elements.contains { $0.name == "img" })
    for attribute in markup.elements.flatMap(\.attributes.keys) { #expect(!attribute.hasPrefix("on"), "\(attribute)") }
    let ids = markup.values(of: "id")
    #expect(Set(ids).count == ids.count)
    for link in markup.values(of: "href") { #expect(ids.contains(String(link.dropFirst())), "\(link)") }
    // It is told, not dropped.
    #expect(markup.text.contains("\"><script>alert(1)</script> ' onmouseover='x"))
    #expect(markup.text.contains("{{title}}{{{script}}}"))
  }

  @Test func quotationMarksAreEscapedWhateverJoinsThem() {
    #expect("\"\u{301}x".safeForTemplates == "\"\u{FFFD}x")
    #expect("\u{600}\"x".safeForTemplates == "\u{FFFD}\"x")
    #expect("e\u{301} \"é\"".safeForTemplates == "e\u{301} \"é\"")
    #expect("a\u{0}b".safeForTemplates == "a\u{FFFD}b")
  }

  @Test func jsonAndSARIFReadBack() throws {
    for text in [
      try JSONReport().write(Self.input), try SARIFReport(rules: [], catalog: Files.catalog()).write(Self.input),
    ] {
      let value = try JSONSerialization.jsonObject(with: Data(text.utf8))
      #expect(String(describing: value).contains("<script>"))
    }
    let schema = try Schema(Files.text("Docs/report.schema.json"))
    #expect(try schema.complaints(about: JSONReport().write(Self.input)) == [])
  }
}
