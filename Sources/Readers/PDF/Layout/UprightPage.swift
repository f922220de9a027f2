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
    let inside = page.glyphs.filter { glyph in
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

/// A number of quarter turns, taken back.
struct Turn {
  let turns: Int
  /// Of what is turned.
  let width: Float
  let height: Float

  init(_ turns: Int, width: Float, height: Float) {
    (self.turns, self.width, self.height) = (turns & 3, width, height)
  }

  func upright(_ x: Float, _ y: Float) -> (x: Float, y: Float) {
    switch turns {
    case 1: (y, width - x)
    case 2: (width - x, height - y)
    case 3: (height - y, x)
    default: (x, y)
    }
  }

  func upright(_ box: PageBox) -> PageBox {
    let (first, second) = (upright(box.left, box.top), upright(box.right, box.bottom))
    return PageBox(
      left: min(first.x, second.x), top: min(first.y, second.y), right: max(first.x, second.x),
      bottom: max(first.y, second.y))
  }

  func upright(_ glyph: PrintedGlyph) -> PrintedGlyph {
    var glyph = glyph
    (glyph.x, glyph.y) = upright(glyph.x, glyph.y)
    glyph.box = upright(glyph.box)
    glyph.turns = (glyph.turns - turns) & 3
    return glyph
  }

  func upright(_ line: RuledLine) -> RuledLine {
    let box = upright(
      line.isHorizontal
        ? PageBox(left: line.start, top: line.position, right: line.end, bottom: line.position)
        : PageBox(left: line.position, top: line.start, right: line.position, bottom: line.end))
    return line.isHorizontal == (turns % 2 == 0)
      ? RuledLine(isHorizontal: true, position: box.top, start: box.left, end: box.right)
      : RuledLine(isHorizontal: false, position: box.left, start: box.top, end: box.bottom)
  }

  /// The turn that undoes this one, for boxes of what was turned.
  var back: Turn {
    turns % 2 == 0
      ? Turn(4 - turns, width: width, height: height) : Turn(4 - turns, width: height, height: width)
  }
}
