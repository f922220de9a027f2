import Documents
import Texts
import PDFPages

/// Lays what was found on the pages down as a document, its text and the places of its text.
struct DocumentAssembler {
  private(set) var blocks: [Block] = []
  private(set) var notes: [ReadingNote] = []
  private var leaves: [SourceMap.Leaf] = []
  /// Scalars of the document's text so far.
  private var length = 0
  /// By page number.
  private let turns: [Int: Turn]

  /// - Parameter turns: what was taken back of each page's turning.
  init(turns: [Int: Turn]) { self.turns = turns }

  var map: SourceMap { SourceMap(leaves) }

  mutating func add(_ paragraph: ParagraphBuilder.Paragraph) {
    let content = piece(paragraph.lines, LineBreak.joint)
    length += 1
    guard let level = paragraph.headingLevel else {
      blocks.append(.paragraph(Paragraph(content: content, isListItem: paragraph.isListItem)))
      return
    }
    blocks.append(.heading(Heading(level: level, content: content)))
  }

  mutating func add(_ table: PageTable) {
    let start = length
    var rows: [Table.Row] = []
    for row in table.rows {
      let rowStart = length
      var cells: [Table.Cell] = []
      for cell in row {
        if !cells.isEmpty { length += 1 }
        cells.append(
          Table.Cell(
            column: cell.column, columnSpan: cell.columnSpan, rowSpan: cell.rowSpan, content: content(of: cell)))
      }
      rows.append(Table.Row(cells: cells, span: SourceSpan(rowStart..<length)))
      length += 1
    }
    for join in table.joins { note(join, rows) }
    blocks.append(
      .table(Table(rows: rows, columnCount: table.columns, span: SourceSpan(start..<max(start, length - 1)))))
  }

  private mutating func note(_ join: PageTable.Join, _ rows: [Table.Row]) {
    let span = rows.indices.contains(join.row) ? rows[join.row].span : nil
    notes.append(ReadingNote(id: "reading.tableContinued", values: ["page": String(join.page)], span: span))
    if join.repeatedRows > 0 {
      let values = ["page": String(join.page), "count": String(join.repeatedRows)]
      notes.append(ReadingNote(id: "reading.headRepeated", values: values, span: span))
    }
    if join.hasBrokenRow, join.row > 0 {
      notes.append(
        ReadingNote(id: "reading.rowBroken", values: ["page": String(join.page)], span: rows[join.row - 1].span))
    }
  }

  /// A blank cell has its place too, so that what is missing can be shown where it is missing.
  private mutating func content(of cell: PageTable.Cell) -> TextPiece {
    guard cell.lines.isEmpty else {
      return piece(cell.lines) { CellBreak.joint($0, $1, width: cell.box.width) }
    }
    leaves.append(SourceMap.Leaf(start: length, end: length, place: place(cell.page, cell.box)))
    return TextPiece(text: "", span: SourceSpan(length..<length))
  }

  private mutating func piece(
    _ lines: [TextLine], _ joint: (TextLine, TextLine) -> [Unicode.Scalar]
  ) -> TextPiece {
    let start = length
    var scalars: [Unicode.Scalar] = []
    for (index, line) in lines.enumerated() {
      if index > 0 { scalars += joint(lines[index - 1], line) }
      add(line, at: start + scalars.count)
      scalars += line.scalars
    }
    length = start + scalars.count
    return TextPiece(
      text: String(scalars: scalars), span: SourceSpan(start..<length),
      anchors: [TextPiece.Anchor(text: 0, file: start)])
  }

  private mutating func add(_ line: TextLine, at start: Int) {
    let isTurned = turns[line.page].map { $0.turns != 0 } ?? false
    guard isTurned, !line.edges.isEmpty else {
      leaves.append(
        SourceMap.Leaf(
          start: start, end: start + line.scalars.count, place: place(line.page, line.box), edges: line.edges))
      return
    }
    // Edges run from left to right; on a turned page every scalar has a place of its own instead.
    for index in line.scalars.indices {
      var box = line.box
      (box.left, box.right) = (line.edges[index], line.edges[index + 1])
      leaves.append(SourceMap.Leaf(start: start + index, end: start + index + 1, place: place(line.page, box)))
    }
  }

  private func place(_ page: Int, _ box: PageBox) -> Place {
    let shown = turns[page].map { $0.back.upright(box) } ?? box
    return Place(
      .page(
        number: page, box: Place.Box(left: shown.left, top: shown.top, right: shown.right, bottom: shown.bottom)))
  }
}

/// How the lines inside a cell belong together. Most were broken because the cell is narrow.
enum CellBreak {
  static func joint(_ line: TextLine, _ next: TextLine, width: Float) -> [Unicode.Scalar] {
    let isFull = isFull(line, before: next, width: width)
    if !isFull, LineBreak.beginsItem(next) || LineBreak.endsSentence(line) { return ["\n"] }
    // Two figures, one above the other; a figure is broken only where the cell is too narrow for it.
    if !isFull, let last = line.scalars.last, let first = next.scalars.first, last.isASCIIDigit, first.isASCIIDigit {
      return ["\n"]
    }
    return LineBreak.joint(line, next)
  }

  static func isFull(_ line: TextLine, before next: TextLine, width: Float) -> Bool {
    LineBreak.isFull(line, before: next, room: width - line.box.width - padding)
  }

  /// What word processors leave free on both sides of a cell, in points.
  private static let padding: Float = 8
}
