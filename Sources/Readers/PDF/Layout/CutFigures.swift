import Amounts
import PDFPages

/// Figures of which a part is cut off, at the edge of a page or by a clipping path. What is left of one is another
/// figure, and nobody could tell.
enum CutFigures {
  /// What two glyphs of one figure are apart at most, as a multiple of the size.
  private static let gap: Float = 0.4

  /// - Returns: the glyphs that are seen; those of figures that are not seen whole are � each.
  static func marked(in glyphs: [PrintedGlyph], isSeen: (PrintedGlyph) -> Bool) -> [PrintedGlyph] {
    let seen = glyphs.map(isSeen)
    guard seen.contains(false) else { return glyphs }
    var whole = seen
    // Glyphs come in the order in which they were printed, so that those of a figure are neighbours.
    for index in glyphs.indices.dropFirst() where !whole[index - 1] {
      if isOneFigure(glyphs[index - 1], glyphs[index]) { whole[index] = false }
    }
    for index in glyphs.indices.dropLast().reversed() where !whole[index + 1] {
      if isOneFigure(glyphs[index], glyphs[index + 1]) { whole[index] = false }
    }
    return glyphs.indices.filter { seen[$0] }.map { index in
      var glyph = glyphs[index]
      if !whole[index] { glyph.scalar = "\u{FFFD}" }
      return glyph
    }
  }

  private static func isOneFigure(_ first: PrintedGlyph, _ second: PrintedGlyph) -> Bool {
    guard first.turns == second.turns, isPart(first.scalar), isPart(second.scalar) else { return false }
    let isLevel = first.turns % 2 == 0
    let across = isLevel ? first.y - second.y : first.x - second.x
    let along =
      isLevel
      ? max(second.box.left - first.box.right, first.box.left - second.box.right)
      : max(second.box.top - first.box.bottom, first.box.top - second.box.bottom)
    return across.magnitude < gap * first.size && along < gap * first.size
  }

  private static func isPart(_ scalar: Unicode.Scalar) -> Bool {
    scalar.isASCIIDigit || ".,-%".unicodeScalars.contains(scalar)
  }
}
