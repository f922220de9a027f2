/// A stretch of text as a reader sees it (marks such as `**` or `<b>` removed) that still knows where every
/// character of it stands in the file.
public struct TextPiece: Hashable, Sendable {
  /// The text without markup. Line breaks that the source keeps are "\n".
  public var text: String
  /// The whole piece in the file, markup included.
  public var span: SourceSpan
  /// Where the text is not copied without a gap: at scalar `text` of the text, the file continues at scalar `file`.
  /// Empty where the text is the document's over the whole span, or no finer place is known.
  public var anchors: [Anchor]

  public struct Anchor: Hashable, Sendable {
    public var text: Int
    public var file: Int

    public init(text: Int, file: Int) {
      (self.text, self.file) = (text, file)
    }
  }

  public init(text: String, span: SourceSpan, anchors: [Anchor] = []) {
    self.text = text
    self.span = span
    self.anchors = anchors
  }

  /// The place in the file of some scalars of the text.
  ///
  /// - Parameter scalars: scalar offsets into `text`, half open.
  /// - Returns: the whole piece's span where the format has no finer places.
  public func span(ofScalars scalars: Range<Int>) -> SourceSpan {
    guard !anchors.isEmpty else { return span }
    let start = fileOffset(ofScalar: scalars.lowerBound)
    let end = scalars.isEmpty ? start : fileOffset(ofScalar: scalars.upperBound - 1) + 1
    return SourceSpan(start: start, end: end)
  }

  private func fileOffset(ofScalar scalar: Int) -> Int {
    var low = 0
    var high = anchors.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if anchors[middle].text <= scalar { low = middle } else { high = middle }
    }
    return anchors[low].file + (scalar - anchors[low].text)
  }
}
