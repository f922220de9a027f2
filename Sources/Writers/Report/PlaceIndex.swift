import Checking
import Documents

/// Where in a document a span of its file falls.
///
/// Built in one pass over the document; a question costs a binary search and a look at one row.
struct PlaceIndex {
  /// A piece of text: a paragraph or heading (`row` and `cell` are nil), or a cell of a table. Inside it, `range` is in
  /// Unicode scalars of the text; nil stands for all of it.
  struct Place: Hashable {
    var block: Int
    var row: Int?
    var cell: Int?
    var range: Range<Int>?
  }

  /// What stands on its own in the file: a heading, a paragraph, or a row of a table.
  private struct Leaf {
    var start: Int
    var end: Int
    var block: Int
    var row: Int?
  }

  private let document: Document
  private var leaves: [Leaf] = []

  init(_ document: Document) {
    self.document = document
    for (index, block) in document.blocks.enumerated() {
      switch block {
      case .heading(let heading): add(heading.content.span, block: index)
      case .paragraph(let paragraph): add(paragraph.content.span, block: index)
      case .table(let table):
        for (row, line) in table.rows.enumerated() { add(line.span, block: index, row: row) }
      }
    }
    leaves.sort { ($0.start, $0.end) < ($1.start, $1.end) }
  }

  private mutating func add(_ span: SourceSpan, block: Int, row: Int? = nil) {
    leaves.append(Leaf(start: span.start, end: span.end, block: block, row: row))
  }

  /// The place a finding speaks of. A location that covers a row stands for the blank cell it names, if it names one.
  func place(of location: Location) -> Place? {
    guard let span = location.span, let place = place(of: span) else { return nil }
    guard let row = place.row, place.cell == nil, case .table(let table) = document.blocks[place.block],
      table.rows.indices.contains(row)
    else { return place }
    let cell = table.blankCell(inRow: row, named: location.column, beside: location.row)
    return Place(block: place.block, row: row, cell: cell)
  }

  /// The place of a span: a block, a row (no cell), or a stretch of a block's or cell's text.
  func place(of span: SourceSpan) -> Place? {
    guard let leaf = leaf(from: span.start, to: span.end) else { return nil }
    let file = span.start..<max(span.start, span.end)
    switch document.blocks[leaf.block] {
    case .heading(let heading): return place(in: heading.content, leaf, file)
    case .paragraph(let paragraph): return place(in: paragraph.content, leaf, file)
    case .table(let table): return place(in: table, leaf, file)
    }
  }

  /// The last leaf that begins at or before the offset and reaches over it; else the next one, if the span reaches it.
  private func leaf(from start: Int, to end: Int) -> Leaf? {
    var low = 0
    var high = leaves.count
    while low < high {
      let middle = (low + high) / 2
      if leaves[middle].start <= start { low = middle + 1 } else { high = middle }
    }
    if low > 0, leaves[low - 1].end > start || leaves[low - 1].start == start { return leaves[low - 1] }
    guard low < leaves.count, leaves[low].start < end else { return nil }
    return leaves[low]
  }

  private func place(in piece: TextPiece, _ leaf: Leaf, _ file: Range<Int>) -> Place {
    Place(block: leaf.block, range: piece.scalars(ofFile: file))
  }

  private func place(in table: Table, _ leaf: Leaf, _ file: Range<Int>) -> Place? {
    guard let row = leaf.row else { return nil }
    if file.lowerBound <= leaf.start, file.upperBound > leaf.end + 1 {
      // Several rows: the table as a whole.
      return Place(block: leaf.block)
    }
    for (number, cell) in table.rows[row].cells.enumerated() {
      let (start, end) = (cell.content.span.start, cell.content.span.end)
      if start <= file.lowerBound, file.upperBound <= end, start < end || file.isEmpty {
        return Place(block: leaf.block, row: row, cell: number, range: cell.content.scalars(ofFile: file))
      }
    }
    return Place(block: leaf.block, row: row)
  }
}

extension TextPiece {
  /// The scalars of the text that stand at a stretch of the file; nil where that is the whole piece, or unknown.
  func scalars(ofFile file: Range<Int>) -> Range<Int>? {
    guard !anchors.isEmpty else { return nil }
    if file.lowerBound <= span.start, span.end <= file.upperBound { return nil }
    let count = text.unicodeScalars.count
    let from = scalar(ofFile: file.lowerBound, count: count)
    let to = file.isEmpty ? from : scalar(ofFile: file.upperBound - 1, count: count) + 1
    let range = min(from, count)..<min(max(from, to), count)
    return range.isEmpty || range == 0..<count ? nil : range
  }

  /// Offsets inside markup fall on the text that follows it.
  private func scalar(ofFile offset: Int, count: Int) -> Int {
    var low = 0
    var high = anchors.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if anchors[middle].file <= offset { low = middle } else { high = middle }
    }
    let next = low + 1 < anchors.count ? anchors[low + 1].text : count
    return min(anchors[low].text + max(0, offset - anchors[low].file), next)
  }
}
