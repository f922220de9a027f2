import Documents

/// Text with the places of its stretches, not yet laid into a document's text.
struct PlacedText {
  private(set) var scalars: [Unicode.Scalar] = []
  /// Counted from the start of this text.
  private(set) var leaves: [SourceMap.Leaf] = []

  init() {}

  init(_ text: String, at place: Place?) {
    append(text, at: place)
  }

  /// White space and line breaks only.
  var isBlank: Bool { scalars.allSatisfy { $0.isBlank || $0 == "\n" } }

  mutating func append(_ text: String, at place: Place? = nil) {
    let start = scalars.count
    scalars += text.unicodeScalars
    if let place { leaves.append(SourceMap.Leaf(start: start, end: scalars.count, place: place)) }
  }

  /// - Parameters: see `SourceMap.Leaf`.
  mutating func append(_ scalars: [Unicode.Scalar], at place: Place, edges: [Float], score: Float? = nil) {
    let start = self.scalars.count
    self.scalars += scalars
    leaves.append(SourceMap.Leaf(start: start, end: self.scalars.count, place: place, edges: edges, score: score))
  }

  mutating func append(_ other: PlacedText) {
    let start = scalars.count
    scalars += other.scalars
    leaves += other.leaves.map { $0.moved(by: start) }
  }

  func followed(by other: PlacedText, after separator: String = "") -> PlacedText {
    var text = self
    text.append(separator)
    text.append(other)
    return text
  }

  /// Without white space and line breaks at its two ends.
  var trimmed: PlacedText {
    let isSpace: (Unicode.Scalar) -> Bool = { $0.isBlank || $0 == "\n" }
    guard let first = scalars.firstIndex(where: { !isSpace($0) }), let last = scalars.lastIndex(where: { !isSpace($0) })
    else {
      var blank = PlacedText()
      // A blank place is still a place.
      blank.leaves = leaves.prefix(1).map { $0.clipped(to: $0.start..<$0.start).moved(by: -$0.start) }
      return blank
    }
    if first == 0, last == scalars.count - 1 { return self }
    var text = PlacedText()
    text.scalars = Array(scalars[first...last])
    text.leaves = leaves.filter { $0.start <= last && $0.end > first }.map {
      $0.clipped(to: first..<(last + 1)).moved(by: -first)
    }
    return text
  }
}

extension SourceMap.Leaf {
  func moved(by distance: Int) -> SourceMap.Leaf {
    var leaf = self
    (leaf.start, leaf.end) = (start + distance, end + distance)
    return leaf
  }

  /// The part of it inside a range that it meets.
  fileprivate func clipped(to range: Range<Int>) -> SourceMap.Leaf {
    var leaf = self
    leaf.start = max(start, range.lowerBound)
    leaf.end = max(leaf.start, min(end, range.upperBound))
    if !edges.isEmpty { leaf.edges = Array(edges[(leaf.start - start)...(leaf.end - start)]) }
    if case .run(let part, let paragraph, let run, let characters) = place.spot {
      let from = min(characters.upperBound, characters.lowerBound + leaf.start - start)
      let to = min(characters.upperBound, from + leaf.end - leaf.start)
      leaf.place.spot = .run(part: part, paragraph: paragraph, run: run, characters: from..<to)
    }
    return leaf
  }
}
