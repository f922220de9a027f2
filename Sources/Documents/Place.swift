/// Where something stands in a file that is not plain text, in the terms of its format.
public struct Place: Hashable, Sendable {
  /// The file, where a disclosure is made of several; nil where there is one.
  public var file: String?
  public var spot: Spot

  public enum Spot: Hashable, Sendable {
    /// A page, counted from 1, and a box on it.
    case page(number: Int, box: Box)
    /// Scalars of a run (w:r) of a paragraph (w:p) of a part of an OOXML file, such as "word/document.xml"; all counted
    /// from 0, paragraphs in document order within the part.
    case run(part: String, paragraph: Int, run: Int, characters: Range<Int>)
    /// A cell, named as Excel names it ("C7"), of a sheet.
    case cell(sheet: String, name: String)
    /// A line of a text file and a scalar in it, both counted from 1. Only in disclosures of several files: where there
    /// is one text file, spans are places in it.
    case line(number: Int, column: Int)
  }

  /// In points, from the top left of the page as it is shown.
  public struct Box: Hashable, Sendable {
    public var left, top, right, bottom: Float

    public init(left: Float, top: Float, right: Float, bottom: Float) {
      (self.left, self.top, self.right, self.bottom) = (left, top, right, bottom)
    }

    public func union(_ other: Box) -> Box {
      Box(
        left: min(left, other.left), top: min(top, other.top), right: max(right, other.right),
        bottom: max(bottom, other.bottom))
    }
  }

  public init(file: String? = nil, _ spot: Spot) {
    (self.file, self.spot) = (file, spot)
  }
}
