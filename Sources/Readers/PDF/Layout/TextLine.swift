import PDFPages

/// A line of text on a page: a paragraph's, or one inside a cell.
struct TextLine: Hashable {
  /// Counted from 1.
  var page: Int
  /// Blanks between words included.
  var scalars: [Unicode.Scalar]
  /// Where each scalar begins and the last one ends; empty where the line does not run from left to right.
  var edges: [Float]
  /// On the page turned upright.
  var box: PageBox
  var baseline: Float
  /// Of most of its glyphs, in points.
  var size: Float
  /// Of most of its glyphs.
  var font: Int
  /// Whether all of it is stroked, as fonts without a bold face are made bold.
  var isStroked: Bool

  var text: String { String(String.UnicodeScalarView(scalars)) }

  /// Without blanks.
  var compact: [Unicode.Scalar] { scalars.filter { !$0.isBlank } }
}

extension Unicode.Scalar {
  /// Written without blanks to its neighbours: Chinese, its punctuation, full-width forms.
  var isWide: Bool {
    switch value {
    case 0x2E80...0xA4CF, 0xAC00...0xD7AF, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFFEF, 0x20000...0x3FFFF: true
    case 0x2013...0x2026, 0xB7, 0x2460...0x24FF, 0x25A0...0x27BF, 0xE000...0xF8FF: true
    default: false
    }
  }

}
