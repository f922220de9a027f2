/// What a PDF file prints, before anything is made of it: glyphs and ruled lines by page.
package struct PrintedPages: Hashable, Sendable {
  package var pages: [PrintedPage]
  /// Glyphs name their font by its index.
  package var fonts: [PrintedFont]
}

/// A page as it is shown, turned by its /Rotate: points, origin at the top left, y downwards.
package struct PrintedPage: Hashable, Sendable {
  package var width: Float
  package var height: Float
  package var glyphs: [PrintedGlyph] = []
  package var lines: [RuledLine] = []
  /// Share of the page that pictures cover, 0 to 1; a scanned page is one picture.
  package var pictureShare: Float = 0
  /// Whether the page could be opened. What is damaged on one page need not spoil the others.
  package var isReadable = true
}

package struct PrintedFont: Hashable, Sendable {
  /// Without the prefix of a subset.
  package var name: String
  /// 400 is regular, 700 bold; 0 where the file does not say.
  package var weight: Int
}

package struct PrintedGlyph: Hashable, Sendable {
  package var scalar: Unicode.Scalar
  package var font: Int
  /// Effective size in points.
  package var size: Float
  /// Quarter turns clockwise from upright, 0 to 3.
  package var turns: Int
  /// Stroked as well as filled, which is how word processors make a font bold that has no bold face.
  package var isStroked: Bool
  /// Cut off by a clipping path, so that nobody sees it.
  package var isHidden: Bool
  /// Where its baseline begins.
  package var x: Float
  package var y: Float
  /// As wide as its advance and as high as its font.
  package var box: PageBox
  /// How sure its recognition is, 0 to 1; nil where the file itself says what it is.
  package var score: Float?
}

/// A stroke, or a filled rectangle too thin to be an area.
package struct RuledLine: Hashable, Sendable {
  package var isHorizontal: Bool
  /// y of a horizontal line, x of a vertical one.
  package var position: Float
  package var start: Float
  package var end: Float

  package init(isHorizontal: Bool, position: Float, start: Float, end: Float) {
    self.isHorizontal = isHorizontal
    self.position = position
    self.start = start
    self.end = end
  }
}

/// A rectangle on a page, in points, origin at the top left.
package struct PageBox: Hashable, Sendable {
  package var left: Float
  package var top: Float
  package var right: Float
  package var bottom: Float

  package init(left: Float, top: Float, right: Float, bottom: Float) {
    self.left = left
    self.top = top
    self.right = right
    self.bottom = bottom
  }

  package var width: Float { right - left }
  package var height: Float { bottom - top }
  package var middleX: Float { (left + right) / 2 }
  package var middleY: Float { (top + bottom) / 2 }

  package func contains(x: Float, y: Float) -> Bool { left <= x && x <= right && top <= y && y <= bottom }

  package func union(_ other: PageBox) -> PageBox {
    PageBox(
      left: min(left, other.left), top: min(top, other.top), right: max(right, other.right),
      bottom: max(bottom, other.bottom))
  }
}
