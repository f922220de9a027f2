import Documents

/// Classified lines to blocks.
struct BlockAssembler {
  private(set) var blocks: [Block] = []
  private(set) var notes: [ReadingNote] = []

  private let scalars: [Unicode.Scalar]
  private let lines: [MarkdownLine]
  private let limits: ReadingLimits
  private let cleaner: InlineCleaner
  private var index = 0
  /// Cells of the document that may still be kept.
  private var cellsLeft: Int

  init(_ scalars: [Unicode.Scalar], lines: [MarkdownLine], limits: ReadingLimits) {
    self.scalars = scalars
    self.lines = lines
    self.limits = limits
    cleaner = InlineCleaner(scalars)
    cellsLeft = limits.cells
  }

  mutating func run() {
    while index < lines.count {
      switch lines[index].kind {
      case .blank: index += 1
      case .blankRow: skipOrStartTable()
      case .heading(let level): addHeading(level)
      case .listItem: addParagraph(isListItem: true)
      case .text, .fence: addParagraph(isListItem: false)
      case .tabRow, .pipeRow: addTable()
      }
    }
  }

  private mutating func addHeading(_ level: Int) {
    let line = lines[index]
    let content = cleaner.piece(
      [Stretch(range: line.content, lineStart: line.range.lowerBound)], span: line.trimmed)
    if !content.text.isEmpty { blocks.append(.heading(Heading(level: level, content: content))) }
    index += 1
  }

  /// Lines of text belong together until something else begins, in list items too.
  private mutating func addParagraph(isListItem: Bool) {
    let start = lines[index].trimmed.lowerBound
    var stretches: [Stretch] = []
    repeat {
      noteWebTable(lines[index])
      stretches.append(Stretch(range: lines[index].content, lineStart: lines[index].range.lowerBound))
      index += 1
    } while index < lines.count && lines[index].kind == .text
    let content = cleaner.piece(stretches, span: start..<lines[index - 1].trimmed.upperBound)
    guard !content.text.isEmpty else { return }
    blocks.append(.paragraph(Paragraph(content: content, isListItem: isListItem)))
  }

  /// Tables written in HTML are not read, and a reader that hides what it cannot read would be trusted too far.
  private mutating func noteWebTable(_ line: MarkdownLine) {
    guard scalars.has("<table", at: line.trimmed.lowerBound, before: line.trimmed.upperBound) else { return }
    notes.append(ReadingNote(id: "reading.webTable", span: SourceSpan(line.range)))
  }

  /// TABs alone are a row only where a row follows.
  private mutating func skipOrStartTable() {
    var next = index
    while next < lines.count, lines[next].kind == .blankRow { next += 1 }
    if next < lines.count, lines[next].kind == .tabRow { addTable() } else { index = next }
  }

  private mutating func addTable() {
    var assembler = TableAssembler(scalars, lines: lines, limits: limits, cellsLeft: cellsLeft)
    assembler.run(from: index)
    index = assembler.end
    cellsLeft = assembler.cellsLeft
    notes += assembler.notes
    guard !assembler.isIndentedProse else { return addProse(assembler.rows) }
    if let table = assembler.table { blocks.append(.table(table)) }
  }

  private mutating func addProse(_ rows: [Table.Row]) {
    for cell in rows.lazy.flatMap(\.cells) where !cell.content.text.isEmpty {
      blocks.append(.paragraph(Paragraph(content: cell.content)))
    }
  }
}
