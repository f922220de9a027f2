import Amounts
import Documents
import Filings
import Forms
import Texts

/// The words of a published disclosure that nobody can work out: what the department does, how it is set up, the text of
/// its report, who signed.
struct PublishedWords {
  private let form: Form
  private let filing: Filing
  private let blocks: [Block]
  /// Blocks that are headings, or numbered lines that may be: by index.
  private let lines: [OutlineEntry]

  init(_ filing: Filing, of document: Document, form: Form) {
    (self.form, self.filing) = (form, filing)
    blocks = document.blocks
    lines = filing.outline.filter { !$0.isContents }
  }

  /// Titles with their paragraphs, by the id of the part.
  var parts: [String: [(title: String, paragraphs: [String])]] {
    var parts: [String: [(title: String, paragraphs: [String])]] = [:]
    for part in form.outline {
      let titles = part.holds.filter(isWords)
      guard !titles.isEmpty else { continue }
      parts[part.id] = titles.compactMap { title in
        let paragraphs = paragraphs(under: title, among: titles)
        return paragraphs.isEmpty ? nil : (title, paragraphs)
      }
    }
    let report = report
    if !report.isEmpty { parts["report"] = report }
    return parts
  }

  private func isWords(_ title: String) -> Bool {
    title != "glossary" && form.table(title) == nil && !form.sections.contains { $0.id == title }
  }

  // MARK: Parts

  private func paragraphs(under title: String, among titles: [String]) -> [String] {
    guard let start = lines.first(where: { isTitle($0, title) }) else { return [] }
    let end =
      lines.first { line in
        line.block > start.block
          && (line.ordinal?.style == .part || titles.contains { $0 != title && isTitle(line, $0) })
      }?.block ?? blocks.endIndex
    var paragraphs: [String] = []
    for block in blocks[(start.block + 1)..<max(end, start.block + 1)] {
      guard let text = Self.text(block) else { break }
      paragraphs += text
    }
    return Self.whole(paragraphs)
  }

  private func isTitle(_ line: OutlineEntry, _ title: String) -> Bool {
    SectionPattern.titleKey(line.text.text) == SectionPattern.titleKey(title)
  }

  /// The lines of a block, each a paragraph as it is printed; nil for a table.
  private static func text(_ block: Block) -> [String]? {
    let text: String
    switch block {
    case .heading(let heading): text = heading.content.text
    case .paragraph(let paragraph): text = paragraph.content.text
    case .table: return nil
    }
    return text.split(separator: "\n").map { String($0).trimmingBlanks }.filter { !$0.isEmpty }
  }

  /// Paragraphs that a page parted, whole again.
  private static func whole(_ paragraphs: [String]) -> [String] {
    paragraphs.reduce(into: []) { whole, text in
      let begins = text.unicodeScalars.prefix(12)
      let isNumbered = Ordinal(startOf: begins) != nil || begins.drop { ("0"..."9").contains($0) }.first == "."
      if let last = whole.last, !isNumbered, ParagraphEnd.isOpen(last.unicodeScalars.compactMap(ParagraphEnd.plain)) {
        whole[whole.count - 1] += text
      } else {
        whole.append(text)
      }
    }
  }

  // MARK: Report

  /// What stands in the report on performance under headings that no section of the form has, to the first table.
  private var report: [(title: String, paragraphs: [String])] {
    guard let wanted = form.reportTitle else { return [] }
    // What comes before the last words of the title differs from one place to the next.
    let ending = String(wanted.suffix(6))
    guard let start = lines.first(where: { $0.level != nil && Label.compact($0.text.text).hasSuffix(ending) }) else {
      return []
    }
    let known = Set(form.sections.map { SectionPattern.titleKey($0.title) })
    var entries: [(title: String, paragraphs: [String])] = []
    // A numbered paragraph may be the title of a section too, which ends with the next numbered one.
    var (isKnown, isNumbered) = (true, false)
    for (index, block) in blocks.enumerated() where index > start.block {
      guard let text = Self.text(block) else { break }
      if let line = lines.first(where: { $0.block == index }), line.level != nil || line.ordinal != nil {
        let title = String(Label.compact(line.text.text).dropFirst(line.ordinal?.length ?? 0))
        let isTitle = known.contains(
          SectionPattern.titleKey(title.prefix { !"：:".contains($0) }.description.trimmingStops))
        if line.level != nil {
          if isTable(title) { break }
          isKnown = isTitle
          if !isKnown { entries.append((Self.title(line), [])) }
          continue
        }
        if isTitle { isNumbered = !isKnown || isNumbered }
        if isTitle || isNumbered { isKnown = isTitle }
        if isTitle { continue }
      }
      if !isKnown, !entries.isEmpty { entries[entries.count - 1].paragraphs += text }
    }
    return entries.filter { !$0.paragraphs.isEmpty }.map { ($0.title, Self.whole($0.paragraphs)) }
  }

  /// A heading as it is printed, without its number.
  private static func title(_ line: OutlineEntry) -> String {
    let text = line.text.text.split(separator: "\n").joined().trimmingBlanks
    let number = Ordinal(startOf: text)?.length ?? 0
    return String(text.unicodeScalars.dropFirst(number)).trimmingBlanks.trimmingStops
  }

  /// Whether a heading is the title of a table of the annex.
  private func isTable(_ title: String) -> Bool {
    form.tables.contains { table in
      ([table.title] + table.otherTitles).contains { Label.key(title).hasSuffix(Label.key($0)) }
    }
  }

  // MARK: Signature

  /// Lines to be signed, as they stand below the tables: `填报日期：2025年3月18日`.
  var signature: [String] {
    let labels = form.rules.flatMap { rule -> [String] in
      guard case .kind("signature", let parameters) = rule.kind else { return [] }
      return parameters["labels"]?.items.compactMap(\.text) ?? []
    }
    let notes = filing.tables.flatMap(\.header.notes).map(\.text)
    return labels.compactMap { label in
      for note in notes {
        guard let place = note.firstPlace(of: label) else { continue }
        let rest = note[place.upperBound...].drop { "：: 　".contains($0) }
        let value = rest.prefix { !" 　\n\t".contains($0) }
        if !value.isEmpty, !labels.contains(where: { value.hasPrefix($0) }) { return "\(label)：\(value)" }
      }
      return nil
    }
  }
}

extension String {
  fileprivate var trimmingBlanks: String {
    var scalars = unicodeScalars[...]
    while let first = scalars.first, first.properties.isWhitespace { scalars.removeFirst() }
    while let last = scalars.last, last.properties.isWhitespace { scalars.removeLast() }
    return String(scalars)
  }

  fileprivate var trimmingStops: String {
    var text = self
    while let last = text.last, "。：:．.".contains(last) { text.removeLast() }
    return text
  }
}
