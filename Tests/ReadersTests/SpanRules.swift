import Documents

/// What must hold of the places in any reading, whatever was read.
struct SpanRules {
  private let scalars: [Unicode.Scalar]
  private(set) var breaches: [String] = []

  init(_ read: ReadText) {
    scalars = read.scalars
    var end = 0
    for block in read.blocks {
      let range = range(block.span, "block")
      if range.lowerBound < end { breaches.append("block starts at \(range.lowerBound), before \(end)") }
      end = range.upperBound
      check(block)
    }
    for note in read.reading.notes {
      if let span = note.span { _ = self.range(span, note.id) }
    }
  }

  private mutating func check(_ block: Block) {
    switch block {
    case .heading(let heading): check(heading.content)
    case .paragraph(let paragraph): check(paragraph.content)
    case .table(let table): check(table)
    }
  }

  private mutating func check(_ table: Table) {
    var end = 0
    let whole = range(table.span, "table")
    if table.rows.isEmpty { breaches.append("table without rows") }
    for row in table.rows {
      let line = range(row.span, "row")
      if line.lowerBound < end || !whole.contains(line) { breaches.append("row out of place at \(line)") }
      end = line.upperBound
      check(row, line, columns: table.columnCount)
    }
  }

  private mutating func check(_ row: Table.Row, _ line: Range<Int>, columns: Int) {
    if row.cells.isEmpty || row.cells.count > columns { breaches.append("\(row.cells.count) cells of \(columns)") }
    var start = line.lowerBound
    for (column, cell) in row.cells.enumerated() {
      let place = range(cell.content.span, "cell")
      if place.lowerBound < start || !line.contains(place) { breaches.append("cell out of place at \(place)") }
      if cell.column != column { breaches.append("column \(cell.column) at \(column)") }
      if cell.content.text.isEmpty != place.isEmpty { breaches.append("blank cell with room at \(place)") }
      start = place.lowerBound
      check(cell.content)
    }
  }

  private mutating func check(_ piece: TextPiece) {
    let whole = range(piece.span, "piece")
    var last = -1
    for (offset, scalar) in piece.text.unicodeScalars.enumerated() {
      let place = range(piece.span(ofScalars: offset..<offset + 1), "scalar")
      if place.lowerBound <= last, place.count == 1 { breaches.append("scalar before its predecessor at \(place)") }
      if !whole.contains(place) || place.count != 1 { breaches.append("scalar out of place at \(place)") }
      guard let file = scalars[place].first else { continue }
      let isReplaced = file == "&" || file == "<" || file.properties.numericType != nil
      if file != scalar, !isReplaced { breaches.append("\(scalar) read from \(file) at \(place)") }
      last = place.lowerBound
    }
  }

  private mutating func range(_ span: SourceSpan, _ what: String) -> Range<Int> {
    guard 0 <= span.start, span.start <= span.end, span.end <= scalars.count else {
      breaches.append("\(what) outside the file: \(span)")
      return 0..<0
    }
    return span.start..<span.end
  }
}

extension Range<Int> {
  fileprivate func contains(_ other: Range<Int>) -> Bool {
    lowerBound <= other.lowerBound && other.upperBound <= upperBound
  }
}
