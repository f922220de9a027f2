import PDFPages

/// A page turned so that most of its text stands upright. Landscape tables are often printed sideways on portrait paper.
struct UprightPage {
  /// Counted from 1.
  let number: Int
  let width: Float
  let height: Float
  var glyphs: [PrintedGlyph]
  let lines: [RuledLine]
  /// Quarter turns clockwise that the text had against the page as it is shown.
  let turns: Int
  /// Glyphs left out because they stand outside the page or are cut off.
  let outside: Int

  init(_ page: PrintedPage, number: Int) {
    self.number = number
    let inside = CutFigures.marked(in: page.glyphs) { glyph in
      !glyph.isHidden && (0...page.width).contains(glyph.box.middleX) && (0...page.height).contains(glyph.box.middleY)
    }
    outside = page.glyphs.count - inside.count
    var counts = [0, 0, 0, 0]
    for glyph in inside { counts[glyph.turns & 3] += 1 }
    turns = counts.indices.max { (counts[$0], -$0) < (counts[$1], -$1) } ?? 0
    let turn = Turn(turns, width: page.width, height: page.height)
    (width, height) = turns % 2 == 0 ? (page.width, page.height) : (page.height, page.width)
    glyphs = turns == 0 ? inside : inside.map(turn.upright)
    lines = turns == 0 ? page.lines : page.lines.map(turn.upright)
  }
}
