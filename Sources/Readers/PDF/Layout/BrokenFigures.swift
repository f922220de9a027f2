import PDFPages

/// Figures that a narrow column broke: `1711.6` above `4`.
///
/// What stands below goes on with what is above where the column has no room for another digit, both begin at the same
/// edge, and they are closer to each other than to the figures around them. Together they must be a figure that the
/// table may have.
struct BrokenFigures {
  /// By line, the columns in which its figure goes on in the line after it that has one there.
  private var columnsGoingOn: [Int: Set<Int>] = [:]
  /// By line, the columns in which its figure goes on with one above.
  private var columnsGoneOn: [Int: Set<Int>] = [:]

  private struct Figure {
    var line: Int
    var segment: SpacedLine.Segment
    var scalars: ArraySlice<Unicode.Scalar>
    var page: Int
    var baseline: Float
    var size: Float
  }

  /// Lines of one cell are no further apart, as a multiple of the size.
  static let leading: Float = 1.45
  /// Rows are further apart than lines of one cell, this many times at least.
  static let apart: Float = 1.2
  /// Edges differ by less, as a multiple of the size.
  private static let tolerance: Float = 0.3
  /// Width of a digit, as a multiple of the size.
  private static let digit: Float = 0.5
  /// Widths that differ by less are the same, as a multiple of the size.
  private static let slack: Float = 0.1
  private static let mostDecimals = 2
  /// Into how many lines a figure is broken at most.
  private static let mostLines = 5

  /// The widest figure and the widest words of a column, which had room.
  private struct Widest {
    var figure: Float = 0
    var words: Float = 0
  }

  init(_ lines: [SpacedLine], _ columns: AlignedColumns) {
    var widest = [Widest](repeating: Widest(), count: columns.count)
    var figures = [[Figure]](repeating: [], count: columns.count)
    // Headings may stand over several columns.
    let body = lines.firstIndex { $0.isFigures && !$0.isNumbering } ?? 0
    for (index, line) in lines.enumerated() {
      for segment in line.segments {
        let places = columns.places(segment)
        guard places.count == 1 else { continue }
        let (column, width) = (places.lowerBound, segment.right - segment.left)
        if segment.isFigure {
          widest[column].figure = max(widest[column].figure, width)
          figures[column].append(
            Figure(
              line: index, segment: segment, scalars: line.scalars(segment), page: line.line.page,
              baseline: line.line.baseline, size: line.line.size))
        } else if index >= body {
          widest[column].words = max(widest[column].words, width)
        }
      }
    }
    for column in figures.indices { join(figures[column], column, widest[column]) }
  }

  /// Whether the figure of a line goes on in another, further down.
  func goesOn(_ line: Int, to next: Int, in column: Int) -> Bool {
    columnsGoingOn[line]?.contains(column) ?? false && columnsGoneOn[next]?.contains(column) ?? false
  }

  /// Whether the figure of a line goes on with one above.
  func isRest(_ line: Int, in column: Int) -> Bool { columnsGoneOn[line]?.contains(column) ?? false }

  private mutating func join(_ figures: [Figure], _ column: Int, _ widest: Widest) {
    var first = 0
    while first < figures.count {
      var whole = Array(figures[first].scalars)
      var last = first
      while last + 1 < figures.count, last - first + 1 < Self.mostLines,
        Self.isFull(figures[last], widest), Self.goesOn(figures[last], figures[last + 1], from: whole)
      {
        last += 1
        whole += figures[last].scalars
      }
      if last > first, Self.isApart(figures, first...last) {
        for index in first..<last {
          columnsGoingOn[figures[index].line, default: []].insert(column)
          columnsGoneOn[figures[index + 1].line, default: []].insert(column)
        }
      }
      first = last + 1
    }
  }

  /// From one line to another; over a page it is far.
  private static func step(_ upper: Figure, _ lower: Figure) -> Float {
    upper.page == lower.page ? lower.baseline - upper.baseline : .greatestFiniteMagnitude
  }

  /// Whether the column has no room for another digit.
  private static func isFull(_ figure: Figure, _ widest: Widest) -> Bool {
    let end = figure.segment.right - figure.segment.left + digit * figure.size
    return end > widest.figure + slack * figure.size && end > widest.words - slack * figure.size
  }

  /// Whether a figure may go on in the line below.
  private static func goesOn(_ upper: Figure, _ lower: Figure, from start: [Unicode.Scalar]) -> Bool {
    let (above, below) = (upper.segment, lower.segment)
    let edges = [above.left - below.left, above.middle - below.middle, above.right - below.right]
    guard step(upper, lower) < leading * upper.size, edges.contains(where: { $0.magnitude < tolerance * upper.size }),
      below.right - below.left < above.right - above.left + digit * upper.size, lower.scalars.first != "-",
      !upper.scalars.contains("%")
    else { return false }
    let parts = (start + lower.scalars).split(separator: ".", omittingEmptySubsequences: false)
    return parts.count == 1 || parts.count == 2 && parts[1].count(where: \.isASCIIDigit) <= mostDecimals
  }

  /// Whether lines are closer to each other than to the figures above and below.
  private static func isApart(_ figures: [Figure], _ range: ClosedRange<Int>) -> Bool {
    let widest = zip(figures[range], figures[range].dropFirst()).map(step).max() ?? 0
    let (first, last) = (range.lowerBound, range.upperBound)
    return (first == 0 || step(figures[first - 1], figures[first]) > apart * widest)
      && (last + 1 == figures.count || step(figures[last], figures[last + 1]) > apart * widest)
  }
}
