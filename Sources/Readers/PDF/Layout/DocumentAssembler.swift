import Documents
import PDFPages

/// Lays what was found on the pages down as a document, its text and the places of its text.
struct DocumentAssembler {
  private var layer = DocumentLayer(limits: ReadingLimits())
  /// By page number.
  private let turns: [Int: Turn]

  /// - Parameter turns: what was taken back of each page's turning.
  init(turns: [Int: Turn]) { self.turns = turns }

  func reading(_ format: FileFormat) -> Reading { layer.reading(format) }

  mutating func add(_ paragraph: ParagraphBuilder.Paragraph) {
    layer.add(
      text(paragraph.lines, LineBreak.joint), heading: paragraph.headingLevel, isListItem: paragraph.isListItem)
  }

  mutating func add(_ table: PageTable) {
    let count = layer.blocks.count
    layer.add(
      DocumentLayer.Grid(
        rows: table.rows.map { row in
          row.map { cell in
            DocumentLayer.Grid.Cell(
              column: cell.column, columnSpan: cell.columnSpan, rowSpan: cell.rowSpan, text: text(of: cell))
          }
        }))
    guard layer.blocks.count > count, case .table(let laid) = layer.blocks[count] else { return }
    for join in table.joins { note(join, laid.rows) }
    if table.isCut { layer.note(ReadingNote.cutTable, ["page": String(firstPage(table))], at: laid.span) }
    if table.isGuessed { layer.note(ReadingNote.guessedTable, ["page": String(firstPage(table))], at: laid.span) }
  }

  private func firstPage(_ table: PageTable) -> Int { table.joins.first.map { $0.page - 1 } ?? table.page }

  private mutating func note(_ join: PageTable.Join, _ rows: [Table.Row]) {
    let span = rows.indices.contains(join.row) ? rows[join.row].span : nil
    let page = String(join.page)
    layer.note("reading.tableContinued", ["page": page], at: span)
    if join.repeatedRows > 0 {
      layer.note("reading.headRepeated", ["page": page, "count": String(join.repeatedRows)], at: span)
    }
    if join.hasBrokenRow, rows.indices.contains(join.row - 1) {
      layer.note("reading.rowBroken", ["page": page], at: rows[join.row - 1].span)
    }
  }

  /// A blank cell has its place too, so that what is missing can be shown where it is missing.
  private func text(of cell: PageTable.Cell) -> PlacedText {
    guard cell.lines.isEmpty else {
      return text(cell.lines) { CellBreak.joint($0, $1, width: cell.box.width) }
    }
    return PlacedText("", at: place(cell.page, cell.box))
  }

  private func text(_ lines: [TextLine], _ joint: (TextLine, TextLine) -> String) -> PlacedText {
    var text = PlacedText()
    for (index, line) in lines.enumerated() {
      if index > 0 { text.append(joint(lines[index - 1], line)) }
      append(line, to: &text)
    }
    return text
  }

  private func append(_ line: TextLine, to text: inout PlacedText) {
    let isTurned = turns[line.page].map { $0.turns != 0 } ?? false
    guard isTurned, !line.edges.isEmpty else {
      text.append(line.scalars, at: place(line.page, line.box), edges: line.edges, score: line.score)
      return
    }
    // Edges run from left to right; on a turned page every scalar has a place of its own instead.
    for index in line.scalars.indices {
      var box = line.box
      (box.left, box.right) = (line.edges[index], line.edges[index + 1])
      text.append([line.scalars[index]], at: place(line.page, box), edges: [], score: line.score)
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
  static func joint(_ line: TextLine, _ next: TextLine, width: Float) -> String {
    let isFull = isFull(line, before: next, width: width)
    if !isFull, LineBreak.beginsItem(next) || LineBreak.endsSentence(line) { return "\n" }
    // Two figures, one above the other; a figure is broken only where the cell is too narrow for it.
    if !isFull, let last = line.scalars.last, let first = next.scalars.first, last.isASCIIDigit, first.isASCIIDigit {
      return "\n"
    }
    return LineBreak.joint(line, next)
  }

  static func isFull(_ line: TextLine, before next: TextLine, width: Float) -> Bool {
    LineBreak.isFull(line, before: next, room: width - line.box.width - padding)
  }

  /// What word processors leave free on both sides of a cell, in points.
  private static let padding: Float = 8
}
