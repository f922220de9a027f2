/// Where a piece of a document stands in the document's text: Unicode scalar offsets, half open.
///
/// The text of a text format is the file as decoded. Of any other format it is what the reader made of the file, in
/// reading order, and a `SourceMap` says where each stretch of it stands in the file. What reads and checks a document
/// need not know which of the two it was.
public struct SourceSpan: Hashable, Sendable {
  public var start: Int
  public var end: Int

  public init(start: Int, end: Int) {
    (self.start, self.end) = (start, end)
  }

  public init(_ range: Range<Int>) {
    (start, end) = (range.lowerBound, range.upperBound)
  }

  public var isEmpty: Bool { start >= end }

  /// The smallest span that holds both.
  public func union(_ other: SourceSpan) -> SourceSpan {
    SourceSpan(start: min(start, other.start), end: max(end, other.end))
  }

  /// Whether the two share a scalar.
  public func meets(_ other: SourceSpan) -> Bool {
    start < other.end && other.start < end
  }
}
