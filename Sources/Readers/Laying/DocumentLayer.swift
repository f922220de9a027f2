import Documents
import Texts

/// Lays blocks one after another into a document's text: "\n" between blocks and between rows, "\t" between cells.
struct DocumentLayer {
  private(set) var blocks: [Block] = []
  private(set) var notes: [ReadingNote] = []
  private var length = 0
  private var leaves: [SourceMap.Leaf] = []
  private let limits: ReadingLimits
  /// Cells of the document that may still be kept.
  private var cellsLeft: Int

  init(limits: ReadingLimits) {
    self.limits = limits
    cellsLeft = limits.cells
  }

  /// A table on its way into the document: cells as the file has them, merged ones once.
  struct Grid {
    struct Cell {
      var column: Int
      var columnSpan = 1
      var rowSpan = 1
      var text: PlacedText
    }

    var rows: [[Cell]] = []

    var columnCount: Int { rows.joined().map { $0.column + $0.columnSpan }.max() ?? 0 }
  }

  func reading(
    _ format: FileFormat, isWorkbook: Bool = false, leftovers: Document.Leftovers = Document.Leftovers()
  ) -> Reading {
    Reading(
      format: format, document: Document(blocks: blocks, isWorkbook: isWorkbook, leftovers: leftovers), notes: notes,
      map: SourceMap(leaves))
  }

  /// Headings longer than this are sentences that somebody gave the look of a heading.
  private static let longestHeading = 120

  /// - Parameter level: of a heading; nil for a paragraph. Blank text is left out.
  mutating func add(_ text: PlacedText, heading level: Int? = nil, isListItem: Bool = false) {
    let text = text.trimmed
    guard !text.scalars.isEmpty else { return }
    startNext()
    let piece = lay(text)
    if let level, text.scalars.count <= Self.longestHeading {
      blocks.append(.heading(Heading(level: level, content: piece)))
    } else {
      blocks.append(.paragraph(Paragraph(content: piece, isListItem: isListItem)))
    }
  }

  /// Tables of which every cell is blank are left out.
  mutating func add(_ grid: Grid) {
    let width = min(grid.columnCount, limits.columns)
    guard width > 0, grid.rows.joined().contains(where: { !$0.text.isBlank }) else { return }
    startNext()
    let start = length
    var rows: [Table.Row] = []
    for row in grid.rows {
      guard rows.count < limits.rows else { return cut("reading.rowsCut", limits.rows, rows, width, from: start) }
      guard cellsLeft >= width else { return cut("reading.cellsCut", limits.cells, rows, width, from: start) }
      cellsLeft -= width
      rows.append(lay(row, width: width, isFirst: rows.isEmpty))
    }
    if grid.columnCount > width { note("reading.columnsCut", limits.columns, from: start) }
    finish(rows, width, from: start)
  }

  private mutating func cut(_ id: String, _ limit: Int, _ rows: [Table.Row], _ width: Int, from start: Int) {
    note(id, limit, from: start)
    finish(rows, width, from: start)
  }

  private mutating func finish(_ rows: [Table.Row], _ width: Int, from start: Int) {
    guard !rows.isEmpty else { return }
    blocks.append(.table(Table(rows: rows, columnCount: width, span: SourceSpan(start..<length))))
  }

  mutating func note(_ id: String, _ values: [String: String] = [:], at span: SourceSpan? = nil) {
    notes.append(ReadingNote(id: id, values: values, span: span))
  }

  private mutating func note(_ id: String, _ limit: Int, from start: Int) {
    note(id, ["limit": "\(limit)"], at: SourceSpan(start..<length))
  }

  private mutating func lay(_ row: [Grid.Cell], width: Int, isFirst: Bool) -> Table.Row {
    if !isFirst { length += 1 }
    let start = length
    var cells: [Table.Cell] = []
    for cell in row where cell.column < width {
      if !cells.isEmpty { length += 1 }
      cells.append(
        Table.Cell(
          column: cell.column, columnSpan: min(cell.columnSpan, width - cell.column), rowSpan: cell.rowSpan,
          content: lay(cell.text.trimmed)))
    }
    return Table.Row(cells: cells, span: SourceSpan(start..<length))
  }

  private mutating func startNext() {
    if !blocks.isEmpty { length += 1 }
  }

  private mutating func lay(_ text: PlacedText) -> TextPiece {
    let start = length
    length += text.scalars.count
    leaves += text.leaves.map { $0.moved(by: start) }
    return TextPiece(
      text: String(scalars: text.scalars), span: SourceSpan(start..<length),
      anchors: [TextPiece.Anchor(text: 0, file: start)])
  }
}
