extension AlignedRegion {
  /// Lines of one table are no further apart, as a multiple of the size.
  private static let headingStep: Float = 5
  private static let leastHeadings = 2
  private static let mostHeadings = 6
  /// Characters of what stands below the headings of an empty table, alone in its first column.
  private static let mostTotal = 4

  /// The first table without any figure: two lines of headings or more right below a caption such as 单位：万元, and the
  /// line of totals below them.
  ///
  /// - Returns: nil where there is none among the lines.
  init?(emptyIn lines: [SpacedLine], _ range: Range<Int>) {
    for caption in range where Self.isCaption(lines[caption]) {
      let below = (caption + 1..<range.upperBound).prefix(Self.mostHeadings)
        .prefix { Self.isHeadings(lines[$0]) && Self.isBelow(lines[$0 - 1], lines[$0]) }
      guard let first = below.first, var last = below.last, below.count >= Self.leastHeadings else { continue }
      let next = last + 1
      if next < range.upperBound, Self.isTotal(lines[next]), Self.isBelow(lines[last], lines[next]),
        (lines[next].segments[0].left - lines[first].segments[0].left).magnitude < lines[first].line.size
      {
        last = next
      }
      self.init(lines, taking: first..<last + 1)
      if columns.count >= Self.leastColumns { return }
    }
    return nil
  }

  private static func isCaption(_ line: SpacedLine) -> Bool {
    guard let last = line.segments.last else { return false }
    return line.scalars(last).prefix(6).contains { $0 == "：" || $0 == ":" }
  }

  private static func isHeadings(_ line: SpacedLine) -> Bool {
    line.segments.count >= leastColumns && !line.line.scalars.contains { "：:。".unicodeScalars.contains($0) }
      && !line.segments.contains(where: \.isFigure)
  }

  private static func isTotal(_ line: SpacedLine) -> Bool {
    line.isOne && !line.segments[0].isFigure && line.line.compact.count <= mostTotal
  }

  private static func isBelow(_ line: SpacedLine, _ next: SpacedLine) -> Bool {
    line.line.page == next.line.page
      && next.line.baseline - line.line.baseline < headingStep * max(line.line.size, next.line.size)
  }
}
