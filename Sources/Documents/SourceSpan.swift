/// Where a piece of a document stands in the file it was read from.
///
/// Offsets of text formats are Unicode scalars from the start of the decoded file, half open. Pages are 1-based; a box
/// is in points, origin at the top left. Paragraphs and runs are 0-based inside their part; cells are named as Excel
/// names them ("C7").
public enum SourceSpan: Hashable, Sendable {
  case text(start: Int, end: Int)
  case page(number: Int, box: Box)
  case run(part: String, paragraph: Int, run: Int?)
  case sheetCell(sheet: String, cell: String)

  public struct Box: Hashable, Sendable {
    public var left, top, right, bottom: Double

    public init(left: Double, top: Double, right: Double, bottom: Double) {
      (self.left, self.top, self.right, self.bottom) = (left, top, right, bottom)
    }
  }

  /// The smallest span that holds both, or `self` where the two cannot be joined (different pages, parts, formats).
  public func union(_ other: SourceSpan) -> SourceSpan {
    switch (self, other) {
    case (.text(let a, let b), .text(let c, let d)):
      .text(start: min(a, c), end: max(b, d))
    case (.page(let p, let a), .page(let q, let b)) where p == q:
      .page(
        number: p,
        box: Box(
          left: min(a.left, b.left), top: min(a.top, b.top), right: max(a.right, b.right),
          bottom: max(a.bottom, b.bottom)))
    case (.run(let part, let a, _), .run(let other, let b, _)) where part == other && a == b:
      .run(part: part, paragraph: a, run: nil)
    case (.text, _), (.page, _), (.run, _), (.sheetCell, _):
      self
    }
  }
}
