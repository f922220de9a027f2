/// What a PDF file prints, before anything is made of it: glyphs and ruled lines by page.
struct PrintedPages: Hashable, Sendable {
  var pages: [PrintedPage]
  /// Glyphs name their font by its index.
  var fonts: [PrintedFont]
}

/// A page as it is shown, turned by its /Rotate: points, origin at the top left, y downwards.
struct PrintedPage: Hashable, Sendable {
  var width: Float
  var height: Float
  var glyphs: [PrintedGlyph] = []
  var lines: [RuledLine] = []
  /// Share of the page that pictures cover, 0 to 1; a scanned page is one picture.
  var pictureShare: Float = 0
  /// Whether the page could be opened. What is damaged on one page need not spoil the others.
  var isReadable = true
}

struct PrintedFont: Hashable, Sendable {
  /// Without the prefix of a subset.
  var name: String
  /// 400 is regular, 700 bold; 0 where the file does not say.
  var weight: Int
}

struct PrintedGlyph: Hashable, Sendable {
  var scalar: Unicode.Scalar
  var font: Int
  /// Effective size in points.
  var size: Float
  /// Quarter turns clockwise from upright, 0 to 3.
  var turns: Int
  /// Stroked as well as filled, which is how word processors make a font bold that has no bold face.
  var isStroked: Bool
  /// Cut off by a clipping path, so that nobody sees it.
  var isHidden: Bool
  /// Where its baseline begins.
  var x: Float
  var y: Float
  /// As wide as its advance and as high as its font.
  var box: PageBox
}

/// A stroke, or a filled rectangle too thin to be an area.
struct RuledLine: Hashable, Sendable {
  var isHorizontal: Bool
  /// y of a horizontal line, x of a vertical one.
  var position: Float
  var start: Float
  var end: Float
}

/// A rectangle on a page, in points, origin at the top left.
struct PageBox: Hashable, Sendable {
  var left: Float
  var top: Float
  var right: Float
  var bottom: Float

  var width: Float { right - left }
  var height: Float { bottom - top }
  var middleX: Float { (left + right) / 2 }
  var middleY: Float { (top + bottom) / 2 }

  func contains(x: Float, y: Float) -> Bool { left <= x && x <= right && top <= y && y <= bottom }

  func union(_ other: PageBox) -> PageBox {
    PageBox(
      left: min(left, other.left), top: min(top, other.top), right: max(right, other.right),
      bottom: max(bottom, other.bottom))
  }
}
