import Documents

/// Stretches of a text, to ask whether another meets one of them.
struct SpanSet {
  private var starts: [Int] = []
  /// The furthest end of all stretches up to each.
  private var ends: [Int] = []

  init(_ spans: [SourceSpan]) {
    for stretch in spans.filter({ !$0.isEmpty }).sorted(by: { $0.start < $1.start }) {
      starts.append(stretch.start)
      ends.append(max(stretch.end, ends.last ?? stretch.end))
    }
  }

  func meets(_ span: SourceSpan) -> Bool {
    // The last stretch that begins before the end.
    var (low, high) = (0, starts.count)
    while low < high {
      let middle = (low + high) / 2
      if starts[middle] < span.end { low = middle + 1 } else { high = middle }
    }
    return low > 0 && ends[low - 1] > span.start
  }
}
