import Composing

/// A printed table as WordprocessingML: headings that are repeated on every page, rows that do not split.
///
/// Word repeats only the first rows of a table. One longer than a page is parted where other headings begin, by a paragraph
/// that nobody sees.
struct WordTable {
  let grid: Grid
  /// For those who cannot see it.
  let title: String
  let measure: TableMeasure

  func write(into markup: inout WordMarkup) {
    let heads = measure.isOnePage(grid) ? [] : grid.heads.map(\.lowerBound).filter { $0 > 0 }
    let bounds = [0] + heads + [grid.rows.count]
    for (start, end) in zip(bounds, bounds.dropFirst()) {
      if start > 0 { markup.add(Self.hairline) }
      write(start..<end, into: &markup)
    }
  }

  /// A paragraph a point high. The reader of Word files knows by its height that it parts no tables.
  private static let hairline =
    "<w:p><w:pPr><w:keepNext/><w:spacing w:before=\"0\" w:after=\"0\" w:line=\"20\" w:lineRule=\"exact\"/>"
    + "<w:rPr><w:sz w:val=\"2\"/></w:rPr></w:pPr></w:p>"

  private func write(_ rows: Range<Int>, into markup: inout WordMarkup) {
    let widths = twips()
    markup.add(
      "<w:tbl><w:tblPr><w:tblStyle w:val=\"TableGrid\"/><w:tblW w:w=\"\(widths.reduce(0, +))\" w:type=\"dxa\"/>")
    markup.add("<w:jc w:val=\"center\"/><w:tblLayout w:type=\"fixed\"/>")
    markup.add("<w:tblCaption w:val=\"\(WordMarkup.escaped(title))\"/></w:tblPr><w:tblGrid>")
    for width in widths { markup.add("<w:gridCol w:w=\"\(width)\"/>") }
    markup.add("</w:tblGrid>")
    let head = grid.heads.first { $0.lowerBound == rows.lowerBound } ?? rows.lowerBound..<rows.lowerBound
    var open: [Int: (cell: Grid.Cell, rows: Int)] = [:]
    for index in rows {
      let head = head.contains(index) ? "<w:tblHeader/>" : ""
      markup.add("<w:tr><w:trPr><w:cantSplit/>")
      markup.add(
        "<w:trHeight w:val=\"\(WordMarkup.twips(measure.size * TableMeasure.rowHeight))\" w:hRule=\"atLeast\"/>\(head)</w:trPr>"
      )
      var cells = grid.rows[index].cells[...]
      var column = 0
      while column < grid.width {
        if let (above, rows) = open[column] {
          add(above, widths, isGoingOn: true, into: &markup)
          open[column] = rows > 1 ? (above, rows - 1) : nil
          column = above.columns.upperBound
        } else if let cell = cells.popFirst() {
          add(cell, widths, isGoingOn: false, into: &markup)
          if cell.height > 1 { open[cell.column] = (cell, cell.height - 1) }
          column = cell.columns.upperBound
        } else {
          break
        }
      }
      markup.add("</w:tr>")
    }
    markup.add("</w:tbl>")
  }

  /// Whole twips that come to the whole width.
  private func twips() -> [Int] {
    var end = 0.0
    var last = 0
    return measure.widths.map { width in
      end += width
      defer { last = WordMarkup.twips(end) }
      return WordMarkup.twips(end) - last
    }
  }

  private func add(
    _ cell: Grid.Cell, _ widths: [Int], isGoingOn: Bool, into markup: inout WordMarkup
  ) {
    markup.add("<w:tc><w:tcPr><w:tcW w:w=\"\(widths[cell.columns].reduce(0, +))\" w:type=\"dxa\"/>")
    if cell.width > 1 { markup.add("<w:gridSpan w:val=\"\(cell.width)\"/>") }
    if cell.height > 1 { markup.add(isGoingOn ? "<w:vMerge/>" : "<w:vMerge w:val=\"restart\"/>") }
    markup.add("<w:vAlign w:val=\"center\"/></w:tcPr><w:p><w:pPr><w:pStyle w:val=\"\(style(cell))\"/>")
    // As high as was reckoned with, whatever the font: fonts at hand are higher than those that are asked for.
    let line = WordMarkup.twips(measure.size * TableMeasure.linePitch)
    markup.add("<w:spacing w:line=\"\(line)\" w:lineRule=\"exact\"/>")
    if cell.role == .serial { markup.add("<w:jc w:val=\"center\"/>") }
    markup.add("</w:pPr>")
    if !isGoingOn { markup.run(cell.text, properties(cell)) }
    markup.add("</w:p></w:tc>")
  }

  private func style(_ cell: Grid.Cell) -> String {
    switch cell.role {
    case .head: "TableHead"
    case .figure: "TableFigure"
    case .code, .name, .serial, .text: "TableText"
    }
  }

  private func properties(_ cell: Grid.Cell) -> String {
    let size = measure.size == TableMeasure.usual ? "" : Self.size(measure.size)
    return (cell.isTotal && cell.role != .serial ? "<w:b/>" : "") + size
  }

  /// In half points.
  private static func size(_ points: Double) -> String {
    "<w:sz w:val=\"\(Int(points * 2))\"/><w:szCs w:val=\"\(Int(points * 2))\"/>"
  }
}
