import Documents

/// Stretches of a text, to ask whether another meets one of them.
struct SpanSet {
  private var starts: [Int] = []
  /// The furthest end of all stretches up to each.
  private var ends: [Int] = []

  init(_ spans: [SourceSpan]) {
    let stretches = spans.compactMap { span -> (start: Int, end: Int)? in
      guard case .text(let start, let end) = span, start < end else { return nil }
      return (start, end)
    }
    for stretch in stretches.sorted(by: { $0.start < $1.start }) {
      starts.append(stretch.start)
      ends.append(max(stretch.end, ends.last ?? stretch.end))
    }
  }

  func meets(_ span: SourceSpan) -> Bool {
    guard case .text(let start, let end) = span else { return false }
    // The last stretch that begins before the end.
    var (low, high) = (0, starts.count)
    while low < high {
      let middle = (low + high) / 2
      if starts[middle] < end { low = middle + 1 } else { high = middle }
    }
    return low > 0 && ends[low - 1] > start
  }
}
