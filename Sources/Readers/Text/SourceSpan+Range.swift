import Documents

extension SourceSpan {
  init(_ range: Range<Int>) {
    self = .text(start: range.lowerBound, end: range.upperBound)
  }
}
