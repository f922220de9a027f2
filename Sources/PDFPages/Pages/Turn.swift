/// A number of quarter turns, taken back.
package struct Turn: Sendable {
  package let turns: Int
  /// Of what is turned.
  package let width: Float
  package let height: Float

  package init(_ turns: Int, width: Float, height: Float) {
    (self.turns, self.width, self.height) = (turns & 3, width, height)
  }

  package func upright(_ x: Float, _ y: Float) -> (x: Float, y: Float) {
    switch turns {
    case 1: (y, width - x)
    case 2: (width - x, height - y)
    case 3: (height - y, x)
    default: (x, y)
    }
  }

  package func upright(_ box: PageBox) -> PageBox {
    let (first, second) = (upright(box.left, box.top), upright(box.right, box.bottom))
    return PageBox(
      left: min(first.x, second.x), top: min(first.y, second.y), right: max(first.x, second.x),
      bottom: max(first.y, second.y))
  }

  package func upright(_ glyph: PrintedGlyph) -> PrintedGlyph {
    var glyph = glyph
    (glyph.x, glyph.y) = upright(glyph.x, glyph.y)
    glyph.box = upright(glyph.box)
    glyph.turns = (glyph.turns - turns) & 3
    return glyph
  }

  package func upright(_ line: RuledLine) -> RuledLine {
    let box = upright(
      line.isHorizontal
        ? PageBox(left: line.start, top: line.position, right: line.end, bottom: line.position)
        : PageBox(left: line.position, top: line.start, right: line.position, bottom: line.end))
    return line.isHorizontal == (turns % 2 == 0)
      ? RuledLine(isHorizontal: true, position: box.top, start: box.left, end: box.right)
      : RuledLine(isHorizontal: false, position: box.left, start: box.top, end: box.bottom)
  }

  /// The turn that undoes this one, for boxes of what was turned.
  package var back: Turn {
    turns % 2 == 0
      ? Turn(4 - turns, width: width, height: height) : Turn(4 - turns, width: height, height: width)
  }
}
