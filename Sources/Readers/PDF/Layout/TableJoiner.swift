/// Joins the parts of tables that go on over pages.
struct TableJoiner {
  private(set) var elements: [PageContent.Element] = []

  /// Boundaries of columns that differ by less are the same, in points.
  private static let tolerance: Float = 5
  /// Lines above a table that may be printed again above its next part.
  private static let captionLines = 4
  /// Fewer columns say nothing of being the same.
  private static let leastColumns = 4
  /// Words in a row that can be known again as a heading inside a table.
  private static let leastHeadings = 3

  static func elements(of pages: [PageContent]) -> [PageContent.Element] {
    var joiner = TableJoiner()
    for page in pages { joiner.add(page) }
    return joiner.elements
  }

  private mutating func add(_ page: PageContent) {
    guard let first = page.elements.firstIndex(where: { $0.table != nil }), let part = page.elements[first].table,
      let table = elements.last?.table, table.page == page.number - 1,
      isCaptionAgain(page.elements[..<first].compactMap(\.line)), let joined = Self.joined(table, part)
    else {
      elements += page.elements
      return
    }
    elements[elements.count - 1] = .table(joined)
    elements += page.elements[(first + 1)...]
  }

  /// Whether some lines are those above the last table, perhaps marked as continued. None at all are, too.
  private func isCaptionAgain(_ lines: [TextLine]) -> Bool {
    guard !lines.isEmpty else { return true }
    let captions = elements.dropLast().suffix(Self.captionLines).compactMap { $0.line.map { plain($0) } }
    return lines.allSatisfy { captions.contains(plain($0)) }
  }

  /// A caption without 续, 续表 and brackets.
  private func plain(_ line: TextLine) -> [Unicode.Scalar] {
    let marks = Array("续（）()".unicodeScalars)
    return line.compact.filter { !marks.contains($0) }
  }

  private static func joined(_ table: PageTable, _ part: PageTable) -> PageTable? {
    if let xs = commonBoundaries(table.xs, part.upperXs ?? part.xs),
      part.upperXs == nil || xs.bounds.count == part.xs.count
    {
      return joined(
        table.laid(over: xs.bounds, from: table.xs),
        part.laid(over: xs.bounds.map { $0 + xs.shift }, from: part.upperXs ?? part.xs),
        part)
    }
    guard isLaidAnew(table, part) else { return nil }
    return joined(table, part, part)
  }

  /// Whether a part has as many columns as the table, between the same edges, and goes on without headings of its own: a
  /// table that was laid out anew, wider here and narrower there.
  private static func isLaidAnew(_ table: PageTable, _ part: PageTable) -> Bool {
    guard table.columns >= leastColumns, table.columns == part.columns, let first = part.rows.first,
      (table.xs[0] - part.xs[0]).magnitude <= tolerance,
      (table.xs[table.columns] - part.xs[part.columns]).magnitude <= tolerance
    else { return false }
    return first.count == part.columns && !isHeading(first)
  }

  /// - Parameters: the table and its next part over the same boundaries, and the part as it is printed.
  private static func joined(_ table: PageTable, _ next: PageTable, _ part: PageTable) -> PageTable? {
    var joined = table
    let repeated = max(
      zip(joined.rows, next.rows).prefix { isSame($0, $1) && isHeading($0) }.count, repeatedInside(joined, next))
    // A part that opens with a line of its own across the whole width is another table.
    if repeated == 0, let first = next.rows.first, first.count == 1, !first[0].lines.isEmpty { return nil }
    // A form that is printed twice begins with the same words, too, but goes on with the same figures.
    guard repeated < next.rows.count, repeated == 0 || !isTwice(joined, next, from: repeated) else { return nil }
    var rows = next.rows.dropFirst(repeated)
    let mended = joined.rows.last.flatMap { last in rows.first.flatMap { BrokenRow.whole(last, $0) } }
    if let mended {
      joined.rows[joined.rows.count - 1] = mended
      rows = rows.dropFirst()
    }
    joined.joins.append(
      PageTable.Join(
        row: joined.rows.count, page: part.page, repeatedRows: repeated, hasBrokenRow: mended != nil))
    joined.rows += rows
    joined.isCut = table.isCut || part.isCut
    joined.isGuessed = table.isGuessed || part.isGuessed
    (joined.page, joined.box) = (part.page, part.box)
    if part.upperXs != nil || part.columns == table.columns { joined.xs = part.xs }
    return joined
  }

  /// How many rows a part begins with that head the columns inside the table, where one block stands under another.
  private static func repeatedInside(_ table: PageTable, _ part: PageTable) -> Int {
    guard let first = part.rows.first, first.count(where: { !$0.lines.isEmpty }) >= leastHeadings,
      let row = table.rows.lastIndex(where: { isSame($0, first) && isHeading($0) }), row > 0
    else { return 0 }
    return zip(table.rows[row...], part.rows).prefix { isSame($0, $1) && isHeading($0) }.count
  }

  private static func isTwice(_ table: PageTable, _ part: PageTable, from row: Int) -> Bool {
    row < table.rows.count && isSame(table.rows[row], part.rows[row])
  }

  private static func isSame(_ row: [PageTable.Cell], _ other: [PageTable.Cell]) -> Bool {
    row.count == other.count
      && zip(row, other).allSatisfy {
        $0.column == $1.column && $0.columnSpan == $1.columnSpan && $0.compact == $1.compact
      }
  }

  /// A heading row has words and no figures; a row of column numbers has only small ones.
  private static func isHeading(_ row: [PageTable.Cell]) -> Bool {
    row.contains { !$0.lines.isEmpty }
      && row.allSatisfy { cell in
        let text = cell.compact
        return text.isEmpty || text.count <= 2 || text.contains { !$0.isASCIIDigit && $0 != "." && $0 != "," }
      }
  }

  /// The boundaries of both parts together, where those of one are all among those of the other.
  ///
  /// - Returns: in the first part's place on the page, and how far right of it the second part stands.
  private static func commonBoundaries(_ first: [Float], _ second: [Float]) -> (bounds: [Float], shift: Float)? {
    let shift = second[0] - first[0]
    let moved = second.map { $0 - shift }
    let (fewer, more) = first.count <= moved.count ? (first, moved) : (moved, first)
    guard fewer.count > 2 || more.count == fewer.count,
      fewer.allSatisfy({ x in more.contains { ($0 - x).magnitude <= tolerance } })
    else { return nil }
    return (more, shift)
  }
}

extension PageTable {
  /// The same table over other boundaries, among which its own are.
  func laid(over bounds: [Float], from own: [Float]) -> PageTable {
    var table = self
    table.xs = bounds
    if own.count == bounds.count { return table }
    let places = own.map { x in bounds.indices.min { (bounds[$0] - x).magnitude < (bounds[$1] - x).magnitude } ?? 0 }
    for row in table.rows.indices {
      for index in table.rows[row].indices {
        let cell = table.rows[row][index]
        table.rows[row][index].column = places[cell.column]
        table.rows[row][index].columnSpan = max(1, places[cell.column + cell.columnSpan] - places[cell.column])
      }
    }
    return table
  }
}
