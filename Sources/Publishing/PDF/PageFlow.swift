import Composing

/// Lays a disclosure out on pages.
struct PageFlow {
  private(set) var pages: [PaperPage] = []
  private(set) var headings: [HeadingPlace] = []
  private let setter: Typesetter
  private var y = 0.0
  private var bodyPages = 0
  private var contents: (first: Int, title: String, entries: [Publication.ContentsEntry])?

  init(_ publication: Publication, _ setter: Typesetter) {
    self.setter = setter
    for run in PageRun.all(publication) {
      begin(run.paper, isNumbered: run.kind == .body)
      for (index, piece) in run.pieces.enumerated() { add(piece, run, index) }
    }
    finishContents()
  }

  private var paper: Paper { pages[pages.count - 1].paper }
  private var bottom: Double { paper.height - paper.bottom }

  private mutating func begin(_ paper: Paper, isNumbered: Bool) {
    if isNumbered { bodyPages += 1 }
    pages.append(PaperPage(paper: paper, number: isNumbered ? bodyPages : nil))
    y = paper.top
  }

  private mutating func turn() { begin(paper, isNumbered: pages[pages.count - 1].number != nil) }

  private mutating func put(_ item: PaperPage.Item) { pages[pages.count - 1].items.append(item) }

  // MARK: Pieces

  private mutating func add(_ piece: Publication.Piece, _ run: PageRun, _ index: Int) {
    switch piece {
    case .cover(let lines):
      y = paper.height * 0.28
      put(.open(TypeStyle.cover.tag))
      for line in lines { set(line, .cover, isTagged: false) }
      put(.close(TypeStyle.cover.tag))
    case .contents(let title, let entries): addContents(title, entries)
    case .heading(let section): add(section, isTableTitle: run.measures[index + 1] != nil)
    case .paragraph(let text): text.split(separator: "\n").forEach { set(String($0), .body) }
    case .table(let table): add(table, run.measures[index] ?? TableMeasure(table.grid))
    }
  }

  private mutating func add(_ section: Publication.Section, isTableTitle: Bool) {
    let style: TypeStyle =
      section.level == 1 ? .part : isTableTitle ? .tableTitle : section.level == 2 ? .section : .subsection
    // A heading does not stand alone at the foot of a page.
    if y + 2 * style.pitch + TypeStyle.body.pitch > bottom, y > paper.top { turn() }
    headings.append(HeadingPlace(section: section, page: pages.count - 1, y: y))
    set(section.text, style)
    if section.level == 1 { y += 14 } else if isTableTitle { y += 4 }
  }

  /// Sets a text over as many pages as it takes.
  private mutating func set(_ text: String, _ style: TypeStyle, isTagged: Bool = true) {
    let count = setter.lines(text, style, width: paper.textWidth)
    var next = 0
    if isTagged { put(.open(style.tag)) }
    while next < count {
      let room = Int((bottom - y) / style.pitch + 0.01)
      if room < 1 {
        turn()
        continue
      }
      let lines = next..<min(count, next + room)
      put(.text(text, style, lines: lines, x: paper.left, y: y, width: paper.textWidth, link: nil))
      y += Double(lines.count) * style.pitch
      next = lines.upperBound
    }
    if isTagged { put(.close(style.tag)) }
  }

  // MARK: Contents

  /// Room for the contents; the numbers are known when all is laid out.
  private mutating func addContents(_ title: String, _ entries: [Publication.ContentsEntry]) {
    contents = (pages.count - 1, title, entries)
    y += TypeStyle.contentsTitle.pitch * 1.5
    for entry in entries {
      let pitch = Self.style(entry).pitch
      if y + pitch > bottom { turn() }
      y += pitch
    }
  }

  private static func style(_ entry: Publication.ContentsEntry) -> TypeStyle {
    entry.isPart ? .contentsPart : .contentsEntry
  }

  private mutating func finishContents() {
    guard let (first, title, entries) = contents else { return }
    var index = first
    let paper = pages[index].paper
    y = paper.top
    func text(_ text: String, _ style: TypeStyle, x: Double, link: String? = nil) -> PaperPage.Item {
      .text(text, style, lines: 0..<1, x: x, y: y, width: paper.width - paper.right - x, link: link)
    }
    pages[index].items += [.open("P"), text(title, .contentsTitle, x: paper.left), .close("P")]
    y += TypeStyle.contentsTitle.pitch * 1.5
    pages[index].items.append(.open("TOC"))
    for entry in entries {
      let style = Self.style(entry)
      if y + style.pitch > paper.height - paper.bottom {
        pages[index].items.append(.close("TOC"))
        index += 1
        y = paper.top
        pages[index].items.append(.open("TOC"))
      }
      let left = paper.left + (entry.isPart ? 0 : 21)
      let line = leader(entry, style, width: paper.width - paper.right - left)
      pages[index].items += [.open(style.tag), text(line, style, x: left, link: entry.anchor), .close(style.tag)]
      y += style.pitch
    }
    pages[index].items.append(.close("TOC"))
  }

  /// An entry, points and its page's number, as long as the line is wide.
  private func leader(_ entry: Publication.ContentsEntry, _ style: TypeStyle, width: Double) -> String {
    let place = headings.first { $0.section.anchor == entry.anchor }
    let number = place.flatMap { pages[$0.page].number }.map(String.init) ?? ""
    let left = width - setter.width(entry.text, style) - setter.width(number, style)
    let point = setter.width(".", style)
    return entry.text + String(repeating: ".", count: max(2, Int(left / max(point, 1)) - 1)) + number
  }

  // MARK: Tables

  private mutating func add(_ table: PublishedTable, _ measure: TableMeasure) {
    if let number = table.number { set(number, TypeStyle.header.aligned(.right)) }
    if let department = table.department {
      put(.open("P"))
      put(.text(department, .header, lines: 0..<1, x: paper.left, y: y, width: paper.textWidth, link: nil))
      put(.close("P"))
    }
    set(table.unit, TypeStyle.header.aligned(.right))
    y += 2
    put(.open("Table"))
    add(rows: table.grid.rows.count, of: printed(table, measure))
    put(.close("Table"))
    y += 4
    for note in table.notes { set(note, .note) }
  }

  /// In the largest type, as the table was measured or smaller, that leaves table and notes on this page; as it was
  /// measured where none does.
  private func printed(_ table: PublishedTable, _ measure: TableMeasure) -> PrintedTable {
    let notes = table.notes.reduce(4) {
      $0 + Double(setter.lines($1, .note, width: paper.textWidth)) * TypeStyle.note.pitch
    }
    for measure in TableMeasure.all(table.grid).filter({ $0.size <= measure.size }) {
      let printed = PrintedTable(table.grid, measure, setter)
      if printed.height + notes <= bottom - y { return printed }
    }
    return PrintedTable(table.grid, measure, setter)
  }

  private mutating func add(rows count: Int, of table: PrintedTable) {
    var next = 0
    while next < count {
      var rows = table.rows(from: next, fitting: bottom - y)
      // A row that is higher than a page is printed all the same.
      if rows.isEmpty, y <= paper.top { rows = next..<(next + 1) }
      if !rows.isEmpty {
        let (items, height) = table.items(rows, isContinued: next > 0, x: paper.left, y: y)
        pages[pages.count - 1].items += items
        y += height
        next = rows.upperBound
      }
      if next < count { turn() }
    }
  }
}
