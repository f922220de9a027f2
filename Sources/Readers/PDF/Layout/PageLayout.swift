import Documents
import PDFPages

/// Printed pages to a reading.
struct PageLayout {
  private let printed: PrintedPages
  private var notes: [ReadingNote] = []
  private var turns: [Int: Turn] = [:]
  private var pages: [PageContent] = []
  private var cellsLeft = PageLimits.cells

  init(_ printed: PrintedPages) {
    self.printed = printed
    for (index, page) in printed.pages.enumerated() { add(page, number: index + 1) }
  }

  private mutating func add(_ page: PrintedPage, number: Int) {
    if !page.isReadable { note("reading.pageUnreadable", ["page": String(number)]) }
    if page.glyphs.contains(where: { $0.score != nil }) {
      note("reading.pageRecognised", ["page": String(number)])
    } else if page.isScan {
      note("reading.pagePicture", ["page": String(number), "detail": PageRecogniser.installation])
    }
    let upright = UprightPage(page, number: number)
    if upright.outside > 0 {
      note("reading.outsidePage", ["page": String(number), "count": String(upright.outside)])
    }
    let unmapped = page.glyphs.count { $0.scalar == "\u{FFFD}" }
    if unmapped > 0 { note("reading.unmappedGlyphs", ["page": String(number), "count": String(unmapped)]) }
    let tables = RuledTables(upright, cellsLeft: cellsLeft)
    cellsLeft = tables.cellsLeft
    if tables.hasTooManyRules { note("reading.tooManyRules", ["page": String(number)]) }
    turns[number] = Turn(upright.turns, width: page.width, height: page.height)
    pages.append(PageContent(upright, tables: tables))
  }

  private mutating func note(_ id: String, _ values: [String: String]) {
    notes.append(ReadingNote(id: id, values: values))
  }

  func reading(_ format: FileFormat) -> Reading {
    let (rest, heads) = RunningHeads.removed(from: pages, style: TextStyle(pages, fonts: printed.fonts))
    let pages = AlignedTables.found(in: rest)
    var notes = notes
    if !heads.isEmpty { notes.append(ReadingNote(id: "reading.runningHeads", values: ["count": String(heads.count)])) }
    let elements = TableJoiner.elements(of: pages)
    let style = TextStyle(pages, fonts: printed.fonts)
    let builder = ParagraphBuilder(style, lines: elements.compactMap(\.line))
    var assembler = DocumentAssembler(turns: turns)
    var lines: [TextLine] = []
    for element in elements {
      switch element {
      case .line(let line): lines.append(line)
      case .table(let table):
        for paragraph in builder.paragraphs(lines) { assembler.add(paragraph) }
        lines = []
        assembler.add(table)
      }
    }
    for paragraph in builder.paragraphs(lines) { assembler.add(paragraph) }
    var reading = assembler.reading(format)
    reading.notes = notes + reading.notes
    return reading
  }
}

extension PrintedPage {
  /// Whether a picture covers most of it and hardly any text is on it.
  var isScan: Bool { glyphs.count < 20 && pictureShare > 0.5 }
}
