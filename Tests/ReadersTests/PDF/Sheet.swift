import Documents

@testable import PDFPages
@testable import Readers

/// A page drawn by a test, without PDFium: words and ruled lines where it puts them.
struct Sheet {
  var page = PrintedPage(width: 600, height: 800)

  /// Chinese characters are as wide as they are high, all others half as wide.
  mutating func write(
    _ text: String, x: Float, y: Float, size: Float = 12, font: Int = 0, isStroked: Bool = false, isHidden: Bool = false
  ) {
    var left = x
    for scalar in text.unicodeScalars {
      let width = scalar.isWide ? size : size / 2
      page.glyphs.append(
        PrintedGlyph(
          scalar: scalar, font: font, size: size, turns: 0, isStroked: isStroked, isHidden: isHidden, x: left, y: y,
          box: PageBox(left: left, top: y - 0.8 * size, right: left + width, bottom: y + 0.2 * size)))
      left += width
    }
  }

  mutating func rule(across y: Float, from start: Float, to end: Float) {
    page.lines.append(RuledLine(isHorizontal: true, position: y, start: start, end: end))
  }

  mutating func rule(down x: Float, from start: Float, to end: Float) {
    page.lines.append(RuledLine(isHorizontal: false, position: x, start: start, end: end))
  }

  /// A full grid with words in its cells; "\n" begins a new line in a cell.
  mutating func table(_ rows: [[String]], xs: [Float], top: Float, rowHeight: Float = 40) {
    let bottom = top + Float(rows.count) * rowHeight
    for x in xs { rule(down: x, from: top, to: bottom) }
    for row in 0...rows.count { rule(across: top + Float(row) * rowHeight, from: xs[0], to: xs[xs.count - 1]) }
    for (row, cells) in rows.enumerated() {
      for (column, text) in cells.enumerated() {
        fill(text, x: xs[column] + 2, y: top + Float(row) * rowHeight)
      }
    }
  }

  mutating func fill(_ text: String, x: Float, y: Float) {
    for (line, words) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      write(String(words), x: x, y: y + 12 + Float(line) * 12, size: 10)
    }
  }

  /// From the page as it is shown, turned clockwise, to the page as it was drawn.
  func turn(_ turns: Int) -> Turn {
    turns % 2 == 0
      ? Turn(turns, width: page.width, height: page.height) : Turn(turns, width: page.height, height: page.width)
  }

  /// The page with everything on it turned clockwise by quarter turns.
  func turned(_ turns: Int) -> PrintedPage {
    let turn = turn(turns).back
    var result = PrintedPage(width: self.turn(turns).width, height: self.turn(turns).height)
    result.glyphs = page.glyphs.map { turn.upright($0) }
    result.lines = page.lines.map { turn.upright($0) }
    return result
  }

  static func reading(_ sheets: Sheet..., fonts: [PrintedFont] = [PrintedFont(name: "FangSong", weight: 400)])
    -> Reading
  {
    reading(sheets.map(\.page), fonts: fonts)
  }

  static func reading(_ pages: [PrintedPage], fonts: [PrintedFont] = [PrintedFont(name: "FangSong", weight: 400)])
    -> Reading
  {
    PageLayout(PrintedPages(pages: pages, fonts: fonts)).reading(.pdf)
  }
}

extension Reading {
  /// Its blocks as short lines: `# heading`, `paragraph`, and tables row by row with `column+columnSpan×rowSpan:text`.
  var sketch: [String] {
    document.blocks.flatMap { block -> [String] in
      switch block {
      case .heading(let heading): ["# " + heading.content.text]
      case .paragraph(let paragraph): [paragraph.content.text]
      case .table(let table): table.rows.map { row in row.cells.map(\.sketch).joined(separator: "|") }
      }
    }
  }

  func boxes(_ span: SourceSpan) -> [Place.Box] {
    (map?.places(of: span) ?? []).compactMap { if case .page(_, let box) = $0.spot { box } else { nil } }
  }
}

extension Table.Cell {
  fileprivate var sketch: String {
    let extent = columnSpan * rowSpan > 1 ? "\(column)+\(columnSpan)×\(rowSpan):" : ""
    return extent + content.text.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "/")
  }
}
