import Composing

/// The body of a disclosure as WordprocessingML: paragraphs by style, tables, and a section for every turn of the paper.
struct WordBody {
  /// Page of each heading by its anchor, for the table of contents until Word counts itself.
  let pages: [String: Int]
  private var markup = WordMarkup()
  /// What closes a section stands in its last paragraph, which therefore waits.
  private var waiting: (properties: String, runs: WordMarkup)?
  private var bookmarks = 0

  static func xml(_ publication: Publication, pages: [String: Int]) -> String {
    var body = WordBody(pages: pages)
    let runs = PageRun.all(publication)
    for (index, run) in runs.enumerated() {
      let next = runs.dropFirst(index + 1).first
      body.add(run, startsSection: index == 0 || runs[index - 1].breaksSection(before: run))
      if next.map(run.breaksSection) ?? true {
        body.close(run, isLast: next == nil, isFirst: run.isFirstOfBody(runs, index))
      }
    }
    return body.markup.xml
  }

  private init(pages: [String: Int]) { self.pages = pages }

  // MARK: Pieces

  private mutating func add(_ run: PageRun, startsSection: Bool) {
    for (index, piece) in run.pieces.enumerated() {
      let isNewPage = index == 0 && !startsSection
      switch piece {
      case .cover(let lines): paragraph("Title", lines.joined(separator: "\n"))
      case .contents(let title, let entries): add(title, entries)
      case .heading(let section): add(section, isTableTitle: run.measures[index + 1] != nil, isNewPage: isNewPage)
      case .paragraph(let text): paragraph("BodyText", text)
      case .table(let table): add(table, run.measures[index] ?? TableMeasure(table.grid))
      }
    }
  }

  private mutating func add(_ section: Publication.Section, isTableTitle: Bool, isNewPage: Bool) {
    let style = isTableTitle ? "TableTitle" : "Heading\(min(section.level, 3))"
    bookmarks += 1
    var runs = WordMarkup()
    runs.add("<w:bookmarkStart w:id=\"\(bookmarks)\" w:name=\"\(Self.bookmark(section.anchor))\"/>")
    runs.run(section.text)
    runs.add("<w:bookmarkEnd w:id=\"\(bookmarks)\"/>")
    paragraph(style, runs, isNewPage ? "<w:pageBreakBefore/>" : "")
  }

  private static func bookmark(_ anchor: String) -> String { "_Toc_" + anchor.replacing(".", with: "_") }

  /// A field, so that Word brings it up to date; until then it shows what stands here.
  private mutating func add(_ title: String, _ entries: [Publication.ContentsEntry]) {
    paragraph("TOCHeading", title)
    for (index, entry) in entries.enumerated() {
      var runs = WordMarkup()
      if index == 0 { runs.add(WordMarkup.fieldBegin("TOC \\o \"1-2\" \\h \\z \\u", isDirty: true)) }
      let bookmark = Self.bookmark(entry.anchor)
      runs.add("<w:hyperlink w:anchor=\"\(bookmark)\" w:history=\"1\">")
      runs.run(entry.text)
      runs.add(WordMarkup.tab + WordMarkup.fieldBegin("PAGEREF \(bookmark) \\h"))
      runs.run(pages[entry.anchor].map(String.init) ?? "")
      runs.add(WordMarkup.fieldEnd + "</w:hyperlink>")
      if index == entries.count - 1 { runs.add(WordMarkup.fieldEnd) }
      paragraph(entry.isPart ? "TOC1" : "TOC2", runs)
    }
  }

  private mutating func add(_ table: PublishedTable, _ measure: TableMeasure) {
    if let number = table.number { paragraph("TableHeader", number, "<w:jc w:val=\"right\"/>") }
    let edge = WordMarkup.twips(measure.paper.textWidth)
    var line = WordMarkup()
    if let department = table.department {
      line.run(department)
      line.add(WordMarkup.tab)
    }
    line.run(table.unit)
    let place =
      table.department == nil
      ? "<w:jc w:val=\"right\"/>" : "<w:tabs><w:tab w:val=\"right\" w:pos=\"\(edge)\"/></w:tabs>"
    paragraph("TableHeader", line, place)
    flush()
    WordTable(grid: table.grid, title: table.title, measure: measure).write(into: &markup)
    for note in table.notes { paragraph("TableNote", note) }
  }

  // MARK: Paragraphs and sections

  private mutating func paragraph(_ style: String, _ text: String, _ properties: String = "") {
    var runs = WordMarkup()
    runs.run(text)
    paragraph(style, runs, properties)
  }

  /// - Parameter properties: in the order that the schema asks for: pageBreakBefore, tabs, jc.
  private mutating func paragraph(_ style: String, _ runs: WordMarkup, _ properties: String = "") {
    flush()
    waiting = ("<w:pStyle w:val=\"\(style)\"/>\(properties)", runs)
  }

  private mutating func flush(_ section: String = "") {
    guard let (properties, runs) = waiting else { return }
    markup.add("<w:p><w:pPr>\(properties)\(section)</w:pPr>\(runs.xml)</w:p>")
    waiting = nil
  }

  private mutating func close(_ run: PageRun, isLast: Bool, isFirst: Bool) {
    let paper = run.paper
    func twips(_ length: Double) -> Int { WordMarkup.twips(length) }
    var section = "<w:sectPr>"
    if run.kind == .body { section += "<w:footerReference w:type=\"default\" r:id=\"rId4\"/>" }
    section += "<w:type w:val=\"nextPage\"/><w:pgSz w:w=\"\(twips(paper.width))\" w:h=\"\(twips(paper.height))\""
    section += (run.isAcross ? " w:orient=\"landscape\"" : "") + "/>"
    section +=
      "<w:pgMar w:top=\"\(twips(paper.top))\" w:right=\"\(twips(paper.right))\" w:bottom=\"\(twips(paper.bottom))\""
    section += " w:left=\"\(twips(paper.left))\" w:header=\"851\" w:footer=\"\(twips(paper.footer))\" w:gutter=\"0\"/>"
    if isFirst { section += "<w:pgNumType w:start=\"1\"/>" }
    section += "</w:sectPr>"
    if isLast {
      // A document cannot end in a table.
      if waiting == nil { paragraph("TableNote", "") }
      flush()
      markup.add(section)
    } else {
      // After a table, the line that closes the section is as low as can be.
      if waiting == nil { paragraph("TableNote", "", "<w:spacing w:before=\"0\" w:line=\"20\" w:lineRule=\"exact\"/>") }
      flush(section)
    }
  }
}

extension PageRun {
  /// Whether what follows needs other paper, or is numbered otherwise.
  func breaksSection(before next: PageRun) -> Bool { kind != next.kind || isAcross != next.isAcross }

  /// Whether the section that ends here is the one whose pages are counted from 1.
  fileprivate func isFirstOfBody(_ runs: [PageRun], _ index: Int) -> Bool {
    guard kind == .body, let first = runs.firstIndex(where: { $0.kind == .body }) else { return false }
    return runs[first...index].allSatisfy { $0.isAcross == isAcross }
  }
}
