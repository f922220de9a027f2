import Amounts
import Documents
import Filings
import Forms
import Texts

/// Reads the headings and numbered lines of a document, and what its first pages say of department and year.
struct OutlineReader {
  let document: Document

  func entries() -> [OutlineEntry] {
    var entries: [OutlineEntry] = []
    let contents = contentsRange()
    for (index, block) in document.blocks.enumerated() {
      switch block {
      case .heading(let heading):
        // A heading broken over lines is one heading.
        let text = heading.content.text.exchanging("\n", for: " ")
        entries.append(
          OutlineEntry(
            text: PrintedText(text, heading.content.span), ordinal: Ordinal(startOf: text), level: heading.level,
            block: index, isContents: contents.contains(index)))
      case .paragraph(let paragraph):
        for line in TitleFinder.lines(of: paragraph.content) {
          guard let ordinal = Ordinal(startOf: line.text) else { continue }
          entries.append(
            OutlineEntry(
              text: line, ordinal: ordinal, level: nil, block: index, isContents: contents.contains(index)))
        }
      case .table: break
      }
    }
    return entries
  }

  /// Blocks of the table of contents: from 目录 to where its first entry comes again as a heading of the body.
  private func contentsRange() -> Range<Int> {
    guard let start = document.blocks.prefix(60).firstIndex(where: { Label.compact(Self.text($0)) == "目录" }) else {
      return 0..<0
    }
    var seen: Set<String> = []
    for index in (start + 1)..<document.blocks.count {
      if case .table = document.blocks[index] { return start..<index }
      let text = Self.text(document.blocks[index])
      // Entries are short; running text means that the contents have ended.
      if text.unicodeScalars.count > 400, !text.contains("\n") { return start..<index }
      for line in text.split(separator: "\n") {
        let compact = Label.compact(String(line))
        var key = Label.withoutPage(Label.key(String(line)))
        if let ordinal = Ordinal(startOf: compact), ordinal.style == .part {
          key = String(compact.prefix(ordinal.length))
        }
        guard !key.isEmpty else { continue }
        if !seen.insert(key).inserted { return start..<index }
      }
    }
    return start..<(start + 1)
  }

  static func text(_ block: Block) -> String {
    switch block {
    case .heading(let heading): heading.content.text
    case .paragraph(let paragraph): paragraph.content.text
    case .table: ""
    }
  }

  /// The kind of document that its first titles say it is; nil where they say nothing.
  func kind(among kinds: [DocumentKind]) -> DocumentKind? {
    let beginning = document.blocks.prefix(12).map { Label.compact(Self.text($0)) }.joined(separator: "\n")
    return DocumentKind.named(in: beginning, among: kinds)
  }

  // MARK: Department and year

  /// The year that the titles of the first pages name, the commonest year of the headings where they disagree; the
  /// commonest of the first sentences where no title names one: those may compare with the year before in every line.
  func fiscalYear() -> Int? {
    var (titles, sentences): ([Int: Int], [Int: Int]) = ([:], [:])
    for (index, block) in document.blocks.enumerated() {
      if case .table = block { continue }
      let text = Label.compact(Self.text(block))
      let isTitle = !text.unicodeScalars.contains(where: "，。；".unicodeScalars.contains)
      guard index < 12 || isTitle && text.utf8.count < 90 else { continue }
      for year in Self.years(in: text) {
        if isTitle {
          titles[year, default: 0] += index < 12 ? 5 : 1
        } else {
          sentences[year, default: 0] += 1
        }
      }
    }
    return (titles.isEmpty ? sentences : titles).max { ($0.value, $0.key) < ($1.value, $1.key) }?.key
  }

  /// Years written `2024年度`, or `2024年` before 部门决算.
  private static func years(in text: String) -> [Int] {
    var years: [Int] = []
    let scalars = Array(text.unicodeScalars)
    for start in scalars.indices.dropLast(4) where scalars[start] == "2" && scalars[start + 1] == "0" {
      guard start + 4 < scalars.count, scalars[start + 4] == "年",
        let year = Int(String(scalars: scalars[start..<start + 4]))
      else { continue }
      let follows = String(scalars: scalars[(start + 5)...].prefix(12))
      if follows.hasPrefix("度") || follows.contains("决算") || follows.contains("预算") { years.append(year) }
    }
    return years
  }

  /// The department: what most table headers say, else the cover.
  func department(headers: [TableHeader]) -> PrintedText? {
    var votes: [String: (count: Int, text: PrintedText)] = [:]
    for header in headers {
      guard let department = header.department, !department.text.isEmpty else { continue }
      votes[department.text, default: (0, department)].count += 1
    }
    if let best = votes.max(by: { ($0.value.count, $1.key) < ($1.value.count, $0.key) }) { return best.value.text }
    return cover()
  }

  /// On a cover the department stands between the year and 部门决算.
  private func cover() -> PrintedText? {
    let lines = document.blocks.prefix(8).flatMap { block -> [PrintedText] in
      switch block {
      case .heading(let heading): TitleFinder.lines(of: heading.content)
      case .paragraph(let paragraph): TitleFinder.lines(of: paragraph.content)
      case .table: []
      }
    }
    // A long name is broken over lines; the last of them says what is printed.
    if let last = lines.firstIndex(where: { $0.text.has("决算") }), last > 0,
      lines[...last].allSatisfy({ Label.compact($0.text) != "目录" })
    {
      let whole = Self.name(lines[...last].map(\.text).joined())
      let isOne = whole.unicodeScalars.allSatisfy { $0.properties.isIdeographic }
      if isOne, (9...90).contains(whole.utf8.count) {
        return PrintedText(whole, lines[0].span.flatMap { first in lines[last].span.map(first.union) })
      }
    }
    for line in lines {
      let text = Self.name(line.text)
      if text.utf8.count >= 9, text != "目录" { return PrintedText(text, line.span) }
    }
    return nil
  }

  /// What is left of a line of the cover without the year and 部门决算.
  private static func name(_ line: String) -> String {
    var text = Label.compact(line)
    for word in ["年度部门决算公开", "年度单位决算公开", "年度部门决算", "年度单位决算", "部门决算公开", "部门决算", "单位决算", "年度"] {
      text = text.exchanging(word, for: "")
    }
    text = String(text.drop { $0.isNumber })
    while let last = text.last, last.isNumber { text.removeLast() }
    return text
  }
}
