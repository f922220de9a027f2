import PDFPages

/// Columns without rules: where on the line their words stand. They grow with every line that is laid into them.
struct AlignedColumns {
  /// From left to right; none meets another.
  private(set) var spans: [ClosedRange<Float>] = []

  /// More are no table of a disclosure.
  static let most = 64
  /// What letters may reach into the next column, in points: boxes of glyphs are a little wider than their ink.
  private static let slack: Float = 1
  /// Words of two columns are at least this far apart, as a multiple of the size.
  private static let narrowGap: Float = 0.15

  init(_ line: SpacedLine) { for segment in line.segments { grow(by: segment) } }

  var count: Int { spans.count }

  /// The columns that a segment stands in; none where it stands between or beside them.
  func under(_ segment: SpacedLine.Segment) -> Range<Int> {
    let first = spans.firstIndex { $0.upperBound - Self.slack > segment.left } ?? spans.count
    let end = spans.firstIndex { $0.lowerBound + Self.slack >= segment.right } ?? spans.count
    return first..<max(first, end)
  }

  /// The columns of a segment that has at least one.
  func places(_ segment: SpacedLine.Segment) -> Range<Int> {
    let under = under(segment)
    if !under.isEmpty { return under }
    func distance(_ span: ClosedRange<Float>) -> Float {
      max(segment.left - span.upperBound, span.lowerBound - segment.right)
    }
    let nearest = spans.indices.min { distance(spans[$0]) < distance(spans[$1]) } ?? 0
    return nearest..<nearest + 1
  }

  /// Takes the room of a segment into its column; a column of its own where it has none.
  mutating func grow(by segment: SpacedLine.Segment) {
    let under = under(segment)
    guard let first = under.first else {
      let place = spans.firstIndex { $0.lowerBound >= segment.right - Self.slack } ?? spans.count
      let left = max(segment.left, place > 0 ? spans[place - 1].upperBound : segment.left)
      let right = min(segment.right, place < spans.count ? spans[place].lowerBound : segment.right)
      spans.insert(left...max(left, right), at: place)
      return
    }
    guard under.count == 1 else { return }
    let left = max(segment.left, first > 0 ? spans[first - 1].upperBound : segment.left)
    let right = min(segment.right, first + 1 < spans.count ? spans[first + 1].lowerBound : segment.right)
    spans[first] = min(spans[first].lowerBound, left)...max(spans[first].upperBound, right)
  }

  /// The line with words parted where one column ends and the next begins: between words and a figure, at a blank
  /// or where letters stand a little apart.
  func parted(_ line: SpacedLine) -> SpacedLine {
    guard !line.segments.isEmpty else { return line }
    return SpacedLine(line.line, segments: line.segments.flatMap { parted($0, of: line) })
  }

  private func parted(_ segment: SpacedLine.Segment, of line: SpacedLine) -> [SpacedLine.Segment] {
    let under = under(segment)
    guard under.count > 1, !segment.isFigure else { return [segment] }
    let (scalars, edges) = (line.line.scalars, line.line.edges)
    let cuts = under.dropLast().compactMap { column -> Int? in
      let places = (segment.range.lowerBound + 1..<segment.range.upperBound).filter { index in
        edges[index] >= spans[column].upperBound - Self.slack && scalars[index] != " "
          && edges[index] <= spans[column + 1].lowerBound + 2 * Self.slack
          && (scalars[index - 1] == " " || scalars[index].isASCIIDigit != scalars[index - 1].isASCIIDigit
            || line.gap(before: index) > Self.narrowGap * line.line.size)
      }
      return places.max { line.gap(before: $0) < line.gap(before: $1) }
    }
    return line.parts(of: segment, at: cuts)
  }

  /// Boundaries between the columns, one more than there are columns.
  func bounds(around box: PageBox) -> [Float] {
    let inner = zip(spans, spans.dropFirst()).map { ($0.upperBound + $1.lowerBound) / 2 }
    return [min(box.left, spans[0].lowerBound)] + inner + [max(box.right, spans[count - 1].upperBound)]
  }
}
