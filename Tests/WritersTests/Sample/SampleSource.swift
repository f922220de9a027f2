import Documents

/// A text file in the plainest notation, and the document it makes: `#` headings, `-` items, rows of cells parted by
/// tabs, paragraphs parted by blank lines; `<b>` is markup. Just enough to build reports on, with true offsets.
struct SampleSource {
  let text: String
  let document: Document
  let lines: LineIndex

  init(_ text: String) {
    self.text = text
    let scalars = Array(text.unicodeScalars)
    var blocks: [Block] = []
    var starts = [0]
    for (offset, scalar) in scalars.enumerated() where scalar == "\n" { starts.append(offset + 1) }
    lines = LineIndex(starts: starts)
    var open: Range<Int>?
    for (number, start) in starts.enumerated() {
      let end = number + 1 < starts.count ? starts[number + 1] - 1 : scalars.count
      let line = start..<end
      let isPlain = !line.isEmpty && !scalars[line].contains("\t") && scalars[start] != "#" && scalars[start] != "-"
      if isPlain {
        open = (open?.lowerBound ?? start)..<end
        continue
      }
      if let range = open { blocks.append(.paragraph(Paragraph(content: Self.piece(scalars, range)))) }
      open = nil
      if !line.isEmpty { Self.add(scalars, line, to: &blocks) }
    }
    if let range = open { blocks.append(.paragraph(Paragraph(content: Self.piece(scalars, range)))) }
    document = Document(blocks: blocks)
  }

  private static func add(_ scalars: [Unicode.Scalar], _ line: Range<Int>, to blocks: inout [Block]) {
    if scalars[line.lowerBound] == "#" {
      let level = scalars[line].prefix { $0 == "#" }.count
      let rest = (line.lowerBound + level + 1)..<line.upperBound
      blocks.append(.heading(Heading(level: level, content: piece(scalars, rest))))
    } else if scalars[line.lowerBound] == "-" {
      let rest = (line.lowerBound + 2)..<line.upperBound
      blocks.append(.paragraph(Paragraph(content: piece(scalars, rest), isListItem: true)))
    } else {
      add(row: row(scalars, line), to: &blocks)
    }
  }

  /// Rows on consecutive lines are one table.
  private static func add(row: Table.Row, to blocks: inout [Block]) {
    if case .table(var table) = blocks.last, row.span.start == table.span.end + 1 {
      table.rows.append(row)
      table.columnCount = max(table.columnCount, row.cells.count)
      table.span = table.span.union(row.span)
      blocks[blocks.count - 1] = .table(table)
    } else {
      blocks.append(.table(Table(rows: [row], columnCount: row.cells.count, span: row.span)))
    }
  }

  private static func row(_ scalars: [Unicode.Scalar], _ line: Range<Int>) -> Table.Row {
    var cells: [Table.Cell] = []
    var start = line.lowerBound
    for offset in line.lowerBound...line.upperBound where offset == line.upperBound || scalars[offset] == "\t" {
      cells.append(Table.Cell(column: cells.count, content: piece(scalars, start..<offset)))
      start = offset + 1
    }
    return Table.Row(cells: cells, span: SourceSpan(start: line.lowerBound, end: line.upperBound))
  }

  private static func piece(_ scalars: [Unicode.Scalar], _ range: Range<Int>) -> TextPiece {
    var text = ""
    var anchors: [TextPiece.Anchor] = []
    var isGap = true
    var offset = range.lowerBound
    while offset < range.upperBound {
      if scalars[offset] == "<", let end = tagEnd(scalars, offset, range) {
        offset = end
        isGap = true
        continue
      }
      if isGap { anchors.append(.init(text: text.unicodeScalars.count, file: offset)) }
      isGap = false
      text.unicodeScalars.append(scalars[offset])
      offset += 1
    }
    return TextPiece(text: text, span: SourceSpan(start: range.lowerBound, end: range.upperBound), anchors: anchors)
  }

  private static func tagEnd(_ scalars: [Unicode.Scalar], _ start: Int, _ range: Range<Int>) -> Int? {
    for tag in ["<b>", "</b>"] {
      let end = start + tag.unicodeScalars.count
      if end <= range.upperBound, scalars[start..<end].elementsEqual(tag.unicodeScalars) { return end }
    }
    return nil
  }
}

extension SampleSource {
  /// The span of some words, looked for from other words on.
  func span(_ words: String, after context: String = "") -> SourceSpan {
    let from = context.isEmpty ? text.startIndex : (text.firstRange(of: context)?.upperBound ?? text.endIndex)
    guard let range = text[from...].firstRange(of: words) else { return SourceSpan(start: -1, end: -1) }
    let start = text.unicodeScalars.distance(from: text.startIndex, to: range.lowerBound)
    return SourceSpan(start: start, end: start + words.unicodeScalars.count)
  }

  /// The line that begins with some words, as a table's row is quoted.
  func line(_ words: String, after context: String = "") -> (quote: String, span: SourceSpan) {
    let start = span("\n" + words, after: context).start
    let quote = text.unicodeScalars.dropFirst(start + 1).prefix { $0 != "\n" }
    return (String(quote), SourceSpan(start: start + 1, end: start + 1 + quote.count))
  }
}
