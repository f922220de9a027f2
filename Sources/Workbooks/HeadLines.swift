import Composing
package import Forms

/// The lines of the head, in the order of the workbook: key, title, words.
package enum HeadLines {
  struct Line {
    var key: String
    var title: String
    var text: String
    /// Whether whoever fills it in gives the title too.
    var isOpen: Bool
  }

  /// Key of a section of the report on performance, whose title is free.
  static let reportKey = "parts.report"

  /// Whether an entry was decided when the facts were begun: the form, and the year that it is of.
  static func isGiven(_ key: String) -> Bool { key == "year" || key == "pack" }

  static func lines(_ head: FactHead, form: Form, catalog: Catalog) -> [Line] {
    func simple(_ key: String, _ text: String) -> Line {
      Line(key: key, title: catalog("workbook.head.\(key)"), text: text, isOpen: false)
    }
    var lines = [
      simple("department", head.department), simple("year", String(head.year)), simple("pack", head.pack),
      simple("rounding", head.rounding.rawValue),
    ]
    let worded = form.outline.filter { !words(of: $0, form).isEmpty }
    var known: Set<String> = []
    for part in worded {
      known.insert(part.id)
      let given = head.parts[part.id] ?? []
      let missing = part.holds.filter { title in !given.contains { Label.key($0.title) == Label.key(title) } }
      let titles = given.map(\.title) + missing
      for title in titles {
        let text = given.first { Label.key($0.title) == Label.key(title) }?.paragraphs.joined(separator: "\n") ?? ""
        lines.append(Line(key: "parts.\(part.id)", title: title, text: text, isOpen: false))
      }
    }
    for (part, entries) in head.parts.sorted(by: { $0.key < $1.key }) where !known.contains(part) && part != "report" {
      for entry in entries {
        lines.append(
          Line(key: "parts.\(part)", title: entry.title, text: entry.paragraphs.joined(separator: "\n"), isOpen: true))
      }
    }
    let report = head.parts["report"] ?? []
    for entry in report {
      lines.append(
        Line(key: reportKey, title: entry.title, text: entry.paragraphs.joined(separator: "\n"), isOpen: true))
    }
    if form.reportTitle != nil {
      for _ in report.count..<max(report.count + 1, 3) {
        lines.append(Line(key: reportKey, title: "", text: "", isOpen: true))
      }
    }
    return lines + signature(head, form)
  }

  /// Titles of a part's words that people give.
  package static func words(of part: OutlinePart, _ form: Form) -> [String] {
    part.holds.filter { title in
      title != "glossary" && form.table(title) == nil && !form.sections.contains { $0.id == title }
    }
  }

  /// Labels of the lines to be signed.
  package static func wantedSignatures(_ form: Form) -> [String] {
    form.rules.flatMap { rule -> [String] in
      guard case .kind("signature", let parameters) = rule.kind else { return [] }
      return parameters["labels"]?.items.compactMap(\.text) ?? []
    }
  }

  /// Lines to be signed: those given, else those that the form asks for.
  private static func signature(_ head: FactHead, _ form: Form) -> [Line] {
    let given = head.signature.map { line -> (String, String) in
      let parts = line.split(separator: "：", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
      return (parts[0], parts.count > 1 ? parts[1] : "")
    }
    let missing = wantedSignatures(form).filter { label in !given.contains { $0.0 == label } }
    return (given + missing.map { ($0, "") }).map { Line(key: "signature", title: $0.0, text: $0.1, isOpen: true) }
  }
}
