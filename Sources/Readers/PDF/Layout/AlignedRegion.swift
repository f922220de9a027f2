import PDFPages

/// The lines around a line of figures that stand in its columns: a table, perhaps, on one page or on several.
struct AlignedRegion {
  /// The lines that it takes.
  private(set) var range: Range<Int>
  private(set) var columns: AlignedColumns
  let lines: [SpacedLine]
  private let first: Int
  /// By line, those above the first figures with words apart that stand close.
  private var headings: [Int: SpacedLine] = [:]

  /// Lines are no further apart, as a multiple of the size.
  private static let step: Float = 5
  /// Lines of one text are no further apart.
  private static let leading: Float = 1.45
  private static let leastRows = 3
  /// Or lines that stand in three columns, whether figures or words.
  private static let leastRowsOfWords = 5
  static let leastColumns = 3
  /// Lines of a broken cell, with nothing beside them.
  private static let mostWords = 60
  /// Lines above the first figures: headings, and rows of words.
  static let mostAbove = 40
  /// Figures of one column begin, end or have their middle this close to each other, as a multiple of the size.
  private static let alignment: Float = 0.75
  /// Titles are larger than tables, this many times at least.
  private static let larger: Float = 1.1
  /// One may be a slip, such as `1200.`
  private static let leastBroken = 2
  /// So many tenths of the figures do.
  private static let alignedTenths = 6

  init(_ lines: [SpacedLine], from first: Int, notBefore start: Int) {
    (self.lines, self.first) = (lines, first)
    columns = AlignedColumns(lines[first])
    range = first..<first + 1
    growDown()
    growUp(notBefore: start)
  }

  /// Exactly some lines, the first of which has the columns.
  init(_ lines: [SpacedLine], taking range: Range<Int>) {
    (self.lines, first, self.range) = (lines, range.lowerBound, range.lowerBound..<range.lowerBound + 1)
    columns = AlignedColumns(lines[first])
    take(range)
  }

  // MARK: Growing

  private mutating func growDown() {
    var index = first + 1
    while index < lines.count, index - range.upperBound < Self.mostWords, goesOn(to: index) {
      let line = parted(index)
      guard fits(line), !isCaption(line, index) else { break }
      if !line.isOne || isBeside(index - 1, index) { take(range.lowerBound..<index + 1) }
      index += 1
    }
    // The last words of a broken cell; of a table without figures, the line of totals.
    while range.upperBound < index, isClose(range.upperBound - 1, range.upperBound) || isEmptyTotal(range.upperBound) {
      take(range.lowerBound..<range.upperBound + 1)
    }
  }

  private mutating func growUp(notBefore start: Int) {
    var index = first
    var lowest: Float?
    while index > max(start, first - Self.mostAbove), goesOn(to: index) {
      index -= 1
      headings[index] = lines[index].spread
      let line = parted(index)
      guard fits(line), !isCaption(line, index) else { break }
      guard !line.isOne || isBeside(index, index + 1) || index > start && isBeside(index - 1, index) else { continue }
      // Headings of a column whose cells are blank. What stands above the headings stands over several.
      let isHeading = lowest.map { $0 - line.line.baseline < Self.leading * line.line.size } ?? true
      take(index..<range.upperBound, isHeading: isHeading)
      if line.segments.count >= Self.leastColumns { lowest = lowest ?? line.line.baseline }
    }
  }

  private mutating func take(_ wider: Range<Int>, isHeading: Bool = true) {
    for index in wider where !range.contains(index) {
      for segment in parted(index).segments {
        if isHeading || !columns.under(segment).isEmpty { columns.grow(by: segment) }
      }
    }
    range = wider
  }

  private func parted(_ index: Int) -> SpacedLine { columns.parted(headings[index] ?? lines[index]) }

  private func goesOn(to index: Int) -> Bool {
    let (line, next) = (lines[index - 1].line, lines[index].line)
    guard !lines[index].segments.isEmpty, !lines[index - 1].segments.isEmpty else { return false }
    if next.page != line.page { return next.page == line.page + 1 }
    return next.baseline - line.baseline < Self.step * max(line.size, next.size)
  }

  private func isClose(_ index: Int, _ next: Int) -> Bool { isWithin(Self.leading, index, next) }

  /// Whether two lines are next to each other, as broken cells of one row are.
  private func isBeside(_ index: Int, _ next: Int) -> Bool { isWithin(AlignedRows.overlap, index, next) }

  private func isWithin(_ sizes: Float, _ index: Int, _ next: Int) -> Bool {
    let (line, following) = (lines[index].line, lines[next].line)
    return line.page == following.page && following.baseline - line.baseline < sizes * following.size
  }

  /// Words in the first column right below the numbers of columns.
  private func isEmptyTotal(_ index: Int) -> Bool {
    index == range.upperBound && range.upperBound - 1 == first && lines[first].isNumbering && lines[index].isOne
      && columns.places(lines[index].segments[0]).lowerBound == 0
  }

  /// Whether a line keeps to the columns. Words may lie across several where others stand beside them.
  private func fits(_ line: SpacedLine) -> Bool {
    // A title.
    if line.isOne, line.line.size > Self.larger * lines[first].line.size { return false }
    var taken: Set<Int> = []
    for segment in line.segments {
      let under = columns.under(segment)
      if under.count > 1, segment.isFigure || line.isOne { return false }
      if segment.isFigure, let column = under.first, !taken.insert(column).inserted { return false }
    }
    return line.segments.contains { columns.under($0).count <= 1 }
  }

  /// Whether a line says something about a table: a note, or a department and a unit of money on one line.
  private func isCaption(_ line: SpacedLine, _ index: Int) -> Bool {
    guard let segment = line.segments.first, columns.places(segment).lowerBound == 0,
      !line.scalars(segment).contains(where: \.isASCIIDigit), !line.segments.contains(where: \.isFigure),
      !(line.isOne && index + 1 < lines.count && isBeside(index, index + 1))
    else { return false }
    return line.scalars(segment).prefix(6).contains { $0 == "：" || $0 == ":" }
  }

  // MARK: The table

  private var own: [SpacedLine] { range.map(parted) }

  var isTable: Bool {
    let lines = own
    let figures = lines.filter(\.isFigures)
    return (Self.leastColumns...AlignedColumns.most).contains(columns.count)
      && (figures.count >= Self.leastRows || figures.contains(where: \.isNumbering)
        || lines.count { $0.segments.count >= Self.leastColumns } >= Self.leastRowsOfWords)
      && (figures.count < 2 || isAligned(figures)) && brokenFigures(lines) < Self.leastBroken
  }

  /// Figures that end in a point and plainly go on right below, as `1711.` above `18`, but were not told to be one:
  /// columns so narrow are not told apart safely.
  private func brokenFigures(_ lines: [SpacedLine]) -> Int {
    let broken = BrokenFigures(lines, columns)
    return lines.indices.dropLast().reduce(0) { count, index in
      let (line, next) = (lines[index], lines[index + 1])
      guard next.line.baseline - line.line.baseline < Self.leading * next.line.size else { return count }
      return count
        + line.segments.count { segment in
          segment.isFigure && line.scalars(segment).last == "."
            && !broken.goesOn(index, to: index + 1, in: columns.places(segment).lowerBound)
            && next.segments.contains { $0.isFigure && columns.places($0) == columns.places(segment) }
        }
    }
  }

  private func isAligned(_ lines: [SpacedLine]) -> Bool {
    var (count, aligned) = (0, 0)
    for column in 0..<columns.count {
      let figures = lines.flatMap { $0.segments.filter { $0.isFigure && columns.places($0).lowerBound == column } }
      count += figures.count
      guard figures.count > 1 else { continue }
      aligned +=
        [\SpacedLine.Segment.left, \.right, \.middle].map { edge in
          let places = figures.map { $0[keyPath: edge] }.sorted()
          return places.count { ($0 - places[places.count / 2]).magnitude < Self.alignment * lines[0].line.size }
        }.max() ?? 0
    }
    return aligned * 10 >= count * Self.alignedTenths
  }

  /// The table, a part for every page that it is on; all have the same columns.
  var parts: [PageTable] {
    let lines = own
    let box = lines.dropFirst().reduce(lines[0].line.box) { $0.union($1.line.box) }
    let xs = columns.bounds(around: box)
    var parts: [PageTable] = []
    for page in lines[0].line.page...lines[lines.count - 1].line.page {
      let part = lines.filter { $0.line.page == page }
      if !part.isEmpty { parts.append(PageTable(AlignedRows.rows(part, columns: columns), columns: columns, xs: xs)) }
    }
    return parts
  }
}
