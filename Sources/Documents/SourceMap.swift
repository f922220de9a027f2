/// Where the text that a reader made of a file stands in that file.
public struct SourceMap: Hashable, Sendable {
  /// A stretch of the text that stands in one place: a line on a page, a run of a paragraph, a cell.
  public struct Leaf: Hashable, Sendable {
    public var start: Int
    public var end: Int
    public var place: Place
    /// On a page, where each scalar begins and the last one ends, left to right; empty where that is not known.
    public var edges: [Float]
    /// How sure its recognition is, 0 to 1; nil where the file itself says what is printed.
    public var score: Float?

    public init(start: Int, end: Int, place: Place, edges: [Float] = [], score: Float? = nil) {
      (self.start, self.end, self.place, self.edges, self.score) = (start, end, place, edges, score)
    }
  }

  /// In the order of the text, none overlapping another. What lies between two was put there by the reader.
  public private(set) var leaves: [Leaf] = []

  /// Scalars of the text.
  public private(set) var length: Int

  public init(_ leaves: [Leaf]) {
    self.leaves = leaves.sorted { ($0.start, $0.end) < ($1.start, $1.end) }
    length = self.leaves.last?.end ?? 0
  }

  /// The places that a span touches, in the order of the text, each narrowed to the span.
  ///
  /// - Parameter span: an empty one stands for the leaf it stands in.
  /// - Complexity: a binary search and the leaves touched.
  public func places(of span: SourceSpan) -> [Place] {
    leaves(touching: span).map { $0.place(of: span) }
  }

  /// The least sure recognition of what a span touches; nil where nothing of it was recognised.
  public func score(of span: SourceSpan) -> Float? {
    leaves(touching: span).compactMap(\.score).min()
  }

  private func leaves(touching span: SourceSpan) -> ArraySlice<Leaf> {
    var low = 0
    var high = leaves.count
    while low < high {
      let middle = (low + high) / 2
      if leaves[middle].end < span.start || leaves[middle].end == span.start && !span.isEmpty {
        low = middle + 1
      } else {
        high = middle
      }
    }
    let first = low
    while low < leaves.count, leaves[low].start < span.end || span.isEmpty && leaves[low].start <= span.start {
      low += 1
    }
    return leaves[first..<low]
  }

  /// The first place that a span touches; on a page, with all of the span that is on that page.
  public func place(of span: SourceSpan) -> Place? {
    let places = places(of: span)
    guard var first = places.first, case .page(let page, var box) = first.spot else { return places.first }
    for other in places.dropFirst() {
      if case .page(page, let more) = other.spot, other.file == first.file { box = box.union(more) }
    }
    first.spot = .page(number: page, box: box)
    return first
  }
}

extension SourceMap.Leaf {
  fileprivate func place(of span: SourceSpan) -> Place {
    let inside = max(0, span.start - start)..<max(max(0, span.start - start), min(end, span.end) - start)
    guard !inside.isEmpty else { return place }
    var place = place
    switch place.spot {
    case .page(let number, var box):
      guard edges.count > inside.upperBound else { return place }
      (box.left, box.right) = (edges[inside.lowerBound], edges[inside.upperBound])
      place.spot = .page(number: number, box: box)
    case .run(let part, let paragraph, let run, let characters):
      let from = characters.lowerBound + inside.lowerBound
      let to = min(characters.upperBound, characters.lowerBound + inside.upperBound)
      guard from <= to else { return place }
      place.spot = .run(part: part, paragraph: paragraph, run: run, characters: from..<to)
    case .line(let number, let column): place.spot = .line(number: number, column: column + inside.lowerBound)
    case .cell: break
    }
    return place
  }
}
