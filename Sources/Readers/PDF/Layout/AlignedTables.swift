import PDFPages

/// Finds tables that are printed without rules: lines of figures that stand in columns.
///
/// Only what is plainly a table is taken for one. At least three lines have a label and two figures or more, with wide
/// gaps between, and these stand in columns over all of those lines. Whatever is less clear stays text, and its figures
/// are counted as not understood.
struct AlignedTables {
  /// Words of a line without a wide gap.
  private struct Segment {
    var range: Range<Int>
    var left: Float
    var right: Float
    var isFigure: Bool
  }

  private struct Row {
    var line: TextLine
    var segments: [Segment]

    var isFigures: Bool { segments.count >= 3 && segments.count(where: \.isFigure) >= 2 }
  }

  /// A gap this wide parts columns, as a multiple of the size.
  private static let gap: Float = 1
  /// Rows of one table are no further apart, as a multiple of the size.
  private static let step: Float = 3.5
  private static let leastRows = 3
  private static let leastColumns = 3
  private static let mostColumns = 64
  /// Lines above the first figures that may be headings.
  private static let headingLines = 4

  /// Puts tables in the place of their lines.
  static func found(in elements: [PageContent.Element]) -> [PageContent.Element] {
    var result: [PageContent.Element] = []
    var lines: [TextLine] = []
    for element in elements {
      if let line = element.line {
        lines.append(line)
      } else {
        result += found(in: lines) + [element]
        lines = []
      }
    }
    return result + found(in: lines)
  }

  private static func found(in lines: [TextLine]) -> [PageContent.Element] {
    let rows = lines.map(row)
    var result: [PageContent.Element] = []
    var index = 0
    while let first = rows[index...].firstIndex(where: \.isFigures) {
      let (run, count) = run(rows, from: first)
      if count >= leastRows, let columns = columns(of: rows[run]) {
        let start = headings(above: first, rows, columns, notBefore: index)
        result += rows[index..<start].map { .line($0.line) }
        result.append(.table(table(Array(rows[start..<run.upperBound]), columns)))
      } else {
        result += rows[index..<run.upperBound].map { .line($0.line) }
      }
      index = run.upperBound
    }
    return result + rows[index...].map { .line($0.line) }
  }

  private static func row(_ line: TextLine) -> Row {
    guard !line.edges.isEmpty else { return Row(line: line, segments: []) }
    var segments: [Segment] = []
    var start = 0
    for index in line.scalars.indices + [line.scalars.count] {
      let isEnd = index == line.scalars.count
      guard isEnd || line.scalars[index] == " " && line.edges[index + 1] - line.edges[index] > gap * line.size else {
        continue
      }
      let range = start..<index
      if !range.isEmpty {
        segments.append(
          Segment(
            range: range, left: line.edges[start], right: line.edges[index], isFigure: isFigure(line.scalars[range])))
      }
      start = index + 1
    }
    return Row(line: line, segments: segments)
  }

  private static func isFigure(_ scalars: ArraySlice<Unicode.Scalar>) -> Bool {
    scalars.contains(where: \.isASCIIDigit)
      && scalars.allSatisfy { $0.isASCIIDigit || ",.-%".unicodeScalars.contains($0) }
  }

  /// The lines of figures from one on, with single other lines between them, and how many are lines of figures.
  private static func run(_ rows: [Row], from first: Int) -> (Range<Int>, count: Int) {
    var end = first
    var count = 0
    var index = first
    while index < rows.count, index - end <= 1, !rows[index].segments.isEmpty,
      index == first || isNear(rows[index - 1], rows[index])
    {
      if rows[index].isFigures {
        end = index + 1
        count += 1
      }
      index += 1
    }
    return (first..<end, count)
  }

  private static func isNear(_ row: Row, _ next: Row) -> Bool {
    next.line.baseline - row.line.baseline < step * max(row.line.size, next.line.size)
  }

  /// Where the words and figures of all lines of figures stand; nil where they stand in each other's way.
  private static func columns(of rows: ArraySlice<Row>) -> [ClosedRange<Float>]? {
    let figures = rows.filter(\.isFigures)
    var columns: [ClosedRange<Float>] = []
    for segment in figures.flatMap(\.segments).sorted(by: { $0.left < $1.left }) {
      if let last = columns.last, segment.left <= last.upperBound {
        columns[columns.count - 1] = last.lowerBound...max(last.upperBound, segment.right)
      } else {
        columns.append(segment.left...max(segment.left, segment.right))
      }
    }
    guard (leastColumns...mostColumns).contains(columns.count),
      figures.allSatisfy({ $0.segments.count <= columns.count })
    else { return nil }
    var uses = [Int](repeating: 0, count: columns.count)
    for row in figures {
      let places = row.segments.compactMap { segment in columns.firstIndex { $0.contains(segment.left) } }
      // No two segments of a line in one column: they would not have been apart.
      guard Set(places).count == places.count else { return nil }
      for place in places { uses[place] += 1 }
    }
    // What stands in a line of its own is no column.
    return uses.allSatisfy { $0 >= 2 } ? columns : nil
  }

  /// The first of the lines above that head the columns. A line with one segment is a title.
  private static func headings(
    above first: Int, _ rows: [Row], _ columns: [ClosedRange<Float>], notBefore start: Int
  ) -> Int {
    var index = first
    while index > start, first - index < headingLines, rows[index - 1].segments.count > 1,
      isNear(rows[index - 1], rows[index]), !rows[index - 1].segments.contains(where: \.isFigure),
      rows[index - 1].segments.allSatisfy({ segment in columns.contains { overlap(segment, $0) } })
    {
      index -= 1
    }
    return index
  }

  private static func overlap(_ segment: Segment, _ column: ClosedRange<Float>) -> Bool {
    segment.left < column.upperBound && column.lowerBound < segment.right
  }

  private static func table(_ rows: [Row], _ columns: [ClosedRange<Float>]) -> PageTable {
    let inner = zip(columns, columns.dropFirst()).map { ($0.upperBound + $1.lowerBound) / 2 }
    let boxes = rows.map(\.line.box)
    let box = boxes.reduce(boxes[0]) { $0.union($1) }
    let xs = [min(box.left, columns[0].lowerBound)] + inner + [max(box.right, columns[columns.count - 1].upperBound)]
    return PageTable(
      page: rows[0].line.page, box: box, xs: xs, rows: rows.map { cells(of: $0, columns, xs) })
  }

  private static func cells(of row: Row, _ columns: [ClosedRange<Float>], _ xs: [Float]) -> [PageTable.Cell] {
    var cells: [PageTable.Cell] = []
    var next = 0
    func add(_ places: Range<Int>, _ lines: [TextLine]) {
      cells.append(
        PageTable.Cell(
          column: places.lowerBound, columnSpan: places.count, rowSpan: 1, page: row.line.page,
          box: PageBox(
            left: xs[places.lowerBound], top: row.line.box.top, right: xs[places.upperBound],
            bottom: row.line.box.bottom), lines: lines))
      next = places.upperBound
    }
    for segment in row.segments {
      let under = columns.indices.filter { overlap(segment, columns[$0]) }
      let nearest = columns.indices.min {
        distance(segment, columns[$0]) < distance(segment, columns[$1])
      }
      let first = max(next, under.first ?? nearest ?? next)
      let last = max(first, under.last ?? first)
      // More words than columns: the rest belongs to the last.
      guard first < columns.count else {
        if !cells.isEmpty { cells[cells.count - 1].lines.append(row.line[segment.range]) }
        continue
      }
      for blank in next..<first { add(blank..<blank + 1, []) }
      add(first..<last + 1, [row.line[segment.range]])
    }
    for blank in next..<max(next, columns.count) { add(blank..<blank + 1, []) }
    return cells
  }

  private static func distance(_ segment: Segment, _ column: ClosedRange<Float>) -> Float {
    max(segment.left - column.upperBound, column.lowerBound - segment.right, 0)
  }
}

extension TextLine {
  /// Some of its scalars, as a line.
  fileprivate subscript(range: Range<Int>) -> TextLine {
    var line = self
    line.scalars = Array(scalars[range])
    line.edges = Array(edges[range.lowerBound...range.upperBound])
    (line.box.left, line.box.right) = (edges[range.lowerBound], edges[range.upperBound])
    return line
  }
}
