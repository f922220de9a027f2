import PDFPages
import Texts

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
  /// Of its glyph that was recognised least surely; nil where none was recognised.
  var score: Float?

  var text: String { String(scalars: scalars) }

  /// Without blanks.
  var compact: [Unicode.Scalar] { scalars.filter { !$0.isBlank } }
}
