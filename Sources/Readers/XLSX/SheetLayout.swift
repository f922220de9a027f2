import Documents

/// Lays a sheet into a document: what stands above a table and below it as paragraphs, the rest as tables.
///
/// A table is where cells have lines on their sides. On a sheet without lines, it begins with the first row that has
/// two texts or more and no `label: value` among them.
struct SheetLayout {
  private let sheet: Sheet
  /// Visible columns from the first that has text to the last, each with its position.
  private var positions: [Int: Int] = [:]
  private var columns: [Int] = []
  /// By the top left cell, how far a merge reaches; counted in what is visible.
  private var extents: [Place: (rows: Int, columns: Int)] = [:]
  private var covered: Set<Place> = []
  private var isLined = false
  /// Rows of a table: a single cell far to the right makes every row as wide.
  private var mostRows = 0

  private struct Place: Hashable {
    var row: Int
    var column: Int
  }

  init(_ sheet: Sheet, limits: ReadingLimits) {
    self.sheet = sheet
    let used = Set(sheet.rows.lazy.flatMap { row in row.cells.lazy.filter { !$0.value.text.isEmpty }.map(\.key) })
    guard let first = used.min(), let last = used.max() else { return }
    columns = (first...last).filter { !sheet.isHidden(column: $0) }
    positions = Dictionary(uniqueKeysWithValues: zip(columns, columns.indices))
    isLined = sheet.rows.contains { $0.cells.values.contains { $0.hasLines && !$0.text.isEmpty } }
    mostRows = limits.cells / max(1, columns.count)
    readMerges(budget: min(limits.cells, 500_000))
  }

  /// - Parameter budget: cells that merges may cover; a file can claim any number.
  private mutating func readMerges(budget: Int) {
    var left = budget
    let numbers = sheet.rows.map(\.number)
    for merge in sheet.merges {
      let rows = numbers.filter(in: merge.rows)
      let merged = columns.filter(in: merge.columns)
      left -= max(1, rows.count * merged.count)
      guard left > 0 else { return }
      guard let top = rows.first, let edge = merged.first else { continue }
      extents[Place(row: top, column: edge)] = (rows.count, merged.count)
      for row in rows {
        for column in merged where row != top || column != edge { covered.insert(Place(row: row, column: column)) }
      }
    }
  }

  func lay(into layer: inout DocumentLayer) {
    var isTitled = false
    for segment in segments() {
      let grid = gridRange(segment)
      for row in segment[..<grid.lowerBound] { addLines(row, to: &layer, titled: &isTitled) }
      // A sheet that says nothing of itself above its table is called by its name.
      if !grid.isEmpty {
        if !isTitled { layer.add(PlacedText(sheet.name, at: nil), heading: 2) }
        isTitled = true
        layer.add(self.grid(segment[grid].prefix(mostRows)))
        if grid.count > mostRows { layer.note("reading.rowsCut", ["limit": "\(mostRows)"]) }
      }
      for row in segment[grid.upperBound...] { addLines(row, to: &layer, titled: &isTitled) }
    }
  }

  // MARK: Rows

  private func texts(_ row: Sheet.Row) -> [(column: Int, cell: Sheet.Cell)] {
    row.cells.compactMap { column, cell in
      let isCovered = covered.contains(Place(row: row.number, column: column))
      return isCovered || cell.text.allSatisfy(\.isWhitespace) ? nil : (column, cell)
    }.sorted { $0.column < $1.column }
  }

  private func hasLines(_ row: Sheet.Row) -> Bool {
    row.cells.contains { positions[$0.key] != nil && $0.value.hasLines }
  }

  /// Blank rows part two tables where the second has a title; so does a title with a caption below it.
  private func segments() -> [[Sheet.Row]] {
    let titles = titles
    var segments: [[Sheet.Row]] = []
    var hasGap = true
    var last: Int?
    for row in sheet.rows {
      let isBlank = texts(row).isEmpty
      if isBlank, !hasLines(row) {
        hasGap = true
        continue
      }
      if let last, row.number > last + 1 { hasGap = true }
      last = row.number
      if segments.isEmpty || hasGap && !isGridRow(row) || titles.contains(row.number) { segments.append([]) }
      hasGap = false
      segments[segments.count - 1].append(row)
    }
    return segments
  }

  /// Rows inside a sheet that begin with a title, have captions such as 单位：万元 below it, and then a table.
  private var titles: Set<Int> {
    var titles: Set<Int> = []
    var title: Int?
    var hasCaption = false
    for (above, row) in zip([nil] + sheet.rows.map(Optional.some), sheet.rows) {
      if isCaption(row) {
        hasCaption = true
      } else if isTitle(row) {
        if title == nil || hasCaption || above.map(isTitle) != true { title = row.number }
        hasCaption = false
      } else {
        if let title, hasCaption, isGridRow(row) { titles.insert(title) }
        (title, hasCaption) = (nil, false)
      }
    }
    return titles
  }

  /// Longer texts are notes.
  private static let longestCaption = 40

  private func isCaption(_ row: Sheet.Row) -> Bool {
    let texts = texts(row).map(\.cell.text)
    let labelled = texts.count { $0.contains { ":：".contains($0) } }
    return (1...3).contains(texts.count) && labelled > 0 && labelled >= texts.count - 1
      && texts.allSatisfy(Self.isShort)
  }

  private func isTitle(_ row: Sheet.Row) -> Bool {
    let texts = texts(row).map(\.cell.text)
    return texts.count == 1 && Self.isShort(texts[0]) && !texts[0].contains { ":：".contains($0) }
      && !(isLined && hasLines(row))
  }

  private static func isShort(_ text: String) -> Bool {
    text.unicodeScalars.count <= longestCaption && text.last != "。"
  }

  private func isGridRow(_ row: Sheet.Row) -> Bool {
    if isLined { return hasLines(row) }
    let texts = texts(row)
    return texts.count >= 2 && !texts.contains { $0.cell.text.contains { ":：".contains($0) } }
  }

  private func width(_ row: Sheet.Row, _ column: Int) -> Int {
    extents[Place(row: row.number, column: column)]?.columns ?? 1
  }

  /// The rows of a segment that are its table.
  private func gridRange(_ segment: [Sheet.Row]) -> Range<Int> {
    guard let first = segment.firstIndex(where: isGridRow) else { return segment.count..<segment.count }
    var end = segment.count
    while end > first + 1, isNote(segment[end - 1]) { end -= 1 }
    return first..<end
  }

  /// Whether a row at the end is no row of the table but a line below it: outside its lines, or one text over its whole
  /// width, or one that is long or a sentence.
  private func isNote(_ row: Sheet.Row) -> Bool {
    if isLined, !hasLines(row) { return true }
    let texts = texts(row)
    guard texts.count == 1, columns.count >= 3 else { return false }
    return width(row, texts[0].column) >= columns.count || !isLined && !Self.isShort(texts[0].cell.text)
  }

  // MARK: Laying

  /// Each text of a row as a paragraph; the sheet's first that is no `label: value` as its heading.
  private func addLines(_ row: Sheet.Row, to layer: inout DocumentLayer, titled isTitled: inout Bool) {
    for (column, cell) in texts(row) {
      let text = PlacedText(cell.text, at: place(row, column))
      let isTitle = !isTitled && !cell.text.contains { ":：".contains($0) }
      layer.add(text, heading: isTitle ? 2 : nil)
      if isTitle { isTitled = true }
    }
  }

  private func grid(_ rows: ArraySlice<Sheet.Row>) -> DocumentLayer.Grid {
    DocumentLayer.Grid(
      rows: rows.map { row in
        columns.compactMap { column in
          let origin = Place(row: row.number, column: column)
          guard !covered.contains(origin), let position = positions[column] else { return nil }
          let extent = extents[origin] ?? (1, 1)
          return DocumentLayer.Grid.Cell(
            column: position, columnSpan: extent.columns, rowSpan: extent.rows,
            text: PlacedText(row.cells[column]?.text ?? "", at: place(row, column)))
        }
      })
  }

  private func place(_ row: Sheet.Row, _ column: Int) -> Documents.Place {
    Documents.Place(.cell(sheet: sheet.name, name: CellName.make(row: row.number, column: column)))
  }
}

extension [Int] {
  /// The members in a range, of numbers in order.
  fileprivate func filter(in range: ClosedRange<Int>) -> ArraySlice<Int> {
    func first(notBelow number: Int) -> Int {
      var (low, high) = (0, count)
      while low < high {
        let middle = (low + high) / 2
        if self[middle] < number { low = middle + 1 } else { high = middle }
      }
      return low
    }
    return self[first(notBelow: range.lowerBound)..<first(notBelow: range.upperBound + 1)]
  }
}
