import PDFPages

/// A row that a page break went through: its words go on in the first row of the next page, its figures do not.
enum BrokenRow {
  /// The row made whole again; nil where the second is a row of its own.
  ///
  /// A row of its own may also have nothing but a label. It is taken for the rest of the row before only where the words
  /// above had no more room on their line.
  static func whole(_ row: [PageTable.Cell], _ rest: [PageTable.Cell]) -> [PageTable.Cell]? {
    var whole = row
    var filled = 0
    var full = 0
    for cell in rest {
      guard let index = whole.firstIndex(where: { $0.column == cell.column && $0.columnSpan == cell.columnSpan }) else {
        if cell.lines.isEmpty { continue }
        return nil
      }
      whole[index].rowSpan += cell.rowSpan - 1
      guard let next = cell.lines.first else { continue }
      guard let last = row[index].lines.last, !isFigure(cell), !LineBreak.beginsItem(next),
        !LineBreak.endsSentence(last)
      else { return nil }
      filled += 1
      if CellBreak.isFull(last, before: next, width: row[index].box.width) { full += 1 }
      whole[index].lines += cell.lines
    }
    // What is blank below must say something above: the row's figures, or its other words.
    let isPart = row.count { !$0.lines.isEmpty } > filled
    return filled > 0 && isPart && full * 2 >= filled ? whole : nil
  }

  /// A sign of percent alone is the rest of one.
  private static func isFigure(_ cell: PageTable.Cell) -> Bool {
    cell.compact != ["%"] && cell.compact.allSatisfy { $0.isASCIIDigit || ".,-%".unicodeScalars.contains($0) }
  }
}
