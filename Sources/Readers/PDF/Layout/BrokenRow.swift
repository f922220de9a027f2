import PDFPages

/// A row that a page break went through: its words go on in the first row of the next page, and of its figures only what
/// a narrow column broke off.
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
      guard let last = row[index].lines.last else { return nil }
      filled += 1
      whole[index].lines += cell.lines
      if isTail(cell, of: row[index]) {
        full += 1
        continue
      }
      guard !isFigure(cell), !LineBreak.beginsItem(next), !LineBreak.endsSentence(last) else { return nil }
      if CellBreak.isFull(last, before: next, width: row[index].box.width) { full += 1 }
    }
    // What is blank below must say something above: the row's figures, or its other words.
    let isPart = row.count { !$0.lines.isEmpty } > filled
    return filled > 0 && isPart && full * 2 >= filled ? whole : nil
  }

  /// Whether the decimals of a figure go on in a cell: 1,867.8 and 7.
  private static func isTail(_ cell: PageTable.Cell, of above: PageTable.Cell) -> Bool {
    let (digits, figure) = (cell.compact, above.compact)
    guard isFigure(above), digits.allSatisfy(\.isASCIIDigit), let point = figure.lastIndex(of: ".") else {
      return false
    }
    return figure.count - point - 1 < usualDecimals && figure.count - point - 1 + digits.count == usualDecimals
  }

  /// Amounts are printed to the hundredth.
  private static let usualDecimals = 2

  /// A sign of percent alone is the rest of one.
  private static func isFigure(_ cell: PageTable.Cell) -> Bool {
    cell.compact != ["%"] && cell.compact.allSatisfy { $0.isASCIIDigit || ".,-%".unicodeScalars.contains($0) }
  }
}
