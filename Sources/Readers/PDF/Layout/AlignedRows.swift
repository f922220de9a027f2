import PDFPages

/// Puts the lines of a table without rules together to rows: words that were broken in a narrow cell stand on lines of
/// their own, above and below the figures of their row.
struct AlignedRows {
  private let lines: [SpacedLine]
  private let columns: AlignedColumns
  /// By line, whether a row ends with it.
  private var isEnd: [Bool]

  /// Baselines closer than this are of one row, as a multiple of the size.
  static let overlap: Float = 0.85
  /// So are words of one column that stand closer than the lines of a text do at most.
  private static let leading: Float = 1.8
  /// Or than figures of one column, which are never broken, stand from each other at least.
  private static let share: Float = 0.8
  /// Of one row.
  private static let mostLines = 64

  /// - Parameter lines: of one page, from top to bottom.
  static func rows(_ lines: [SpacedLine], columns: AlignedColumns) -> [[SpacedLine]] {
    var rows = AlignedRows(lines: lines, columns: columns)
    rows.join()
    var result: [[SpacedLine]] = [[]]
    for (line, isEnd) in zip(lines, rows.isEnd) {
      result[result.count - 1].append(line)
      if isEnd { result.append([]) }
    }
    return result.filter { !$0.isEmpty }
  }

  private init(lines: [SpacedLine], columns: AlignedColumns) {
    (self.lines, self.columns) = (lines, columns)
    isEnd = [Bool](repeating: true, count: lines.count)
  }

  /// Lines that belong together, the nearest first, so that words between two rows go to the nearer one.
  private mutating func join() {
    let pitch = figurePitch
    var pairs: [(from: Int, to: Int, distance: Float)] = []
    for from in lines.indices {
      for to in lines.indices.dropFirst(from + 1).prefix(Self.mostLines) {
        let distance = (lines[to].line.baseline - lines[from].line.baseline).magnitude
        let size = min(lines[from].line.size, lines[to].line.size)
        if distance < Self.overlap * size {
          pairs.append((from, to, distance))
        } else if distance > min(Self.share * pitch, Self.leading * size) {
          break
        } else if isBroken(from, to) {
          pairs.append((from, to, distance))
        }
      }
    }
    for pair in pairs.sorted(by: { ($0.distance, $0.from) < ($1.distance, $1.from) }) {
      var (first, last) = (pair.from, pair.to)
      while first > 0, !isEnd[first - 1] { first -= 1 }
      while !isEnd[last] { last += 1 }
      guard last - first < Self.mostLines, isOneRow(first...last) else { continue }
      for line in first..<last { isEnd[line] = false }
    }
  }

  /// The least distance between two figures of a column.
  private var figurePitch: Float {
    var least = Float.greatestFiniteMagnitude
    for column in 0..<columns.count {
      let baselines = lines.filter { hasFigure($0, in: column) }.map(\.line.baseline)
      for (upper, lower) in zip(baselines, baselines.dropFirst()) { least = min(least, lower - upper) }
    }
    return least
  }

  private func hasFigure(_ line: SpacedLine, in column: Int) -> Bool {
    line.segments.contains { $0.isFigure && columns.places($0) == column..<column + 1 }
  }

  /// Whether words of one column go on from one line to another, with nothing of that column between. A number that
  /// stands alone on its line may be some of them: `2024` above `年12月`.
  private func isBroken(_ from: Int, _ to: Int) -> Bool {
    func words(_ line: SpacedLine) -> [Range<Int>] {
      line.segments.filter { !$0.isFigure || line.isOne }.map(columns.places)
    }
    let (above, words) = (words(lines[from]), words(lines[to]))
    return words.contains { place in
      above.contains { $0.overlaps(place) }
        && !lines[from + 1..<to].contains { line in
          line.segments.contains { columns.places($0).overlaps(place) }
        }
    }
  }

  /// Figures are not broken: two in one column are two rows.
  private func isOneRow(_ range: ClosedRange<Int>) -> Bool {
    var taken: Set<Int> = []
    for line in lines[range] {
      for segment in line.segments where segment.isFigure {
        guard taken.insert(columns.places(segment).lowerBound).inserted else { return false }
      }
    }
    return true
  }
}

extension PageTable {
  /// A table of rows that were put together from lines.
  init(_ rows: [[SpacedLine]], columns: AlignedColumns, xs: [Float]) {
    let lines = rows.joined().map(\.line)
    let box = lines.dropFirst().reduce(lines[0].box) { $0.union($1.box) }
    self.init(
      page: lines[0].page, box: box, xs: xs, rows: rows.map { Self.cells(of: $0, columns, xs) })
  }

  private static func cells(of row: [SpacedLine], _ columns: AlignedColumns, _ xs: [Float]) -> [Cell] {
    let boxes = row.map(\.line.box)
    let box = boxes.dropFirst().reduce(boxes[0]) { $0.union($1) }
    var filled: [(places: Range<Int>, lines: [TextLine])] = []
    for line in row {
      for segment in line.segments {
        var places = columns.places(segment)
        var lines: [TextLine] = []
        for cell in filled where cell.places.overlaps(places) {
          lines += cell.lines
          places = min(places.lowerBound, cell.places.lowerBound)..<max(places.upperBound, cell.places.upperBound)
        }
        filled.removeAll { $0.places.overlaps(places) }
        filled.append((places, lines + [line.line(segment)]))
      }
    }
    var cells: [Cell] = []
    func add(_ places: Range<Int>, _ lines: [TextLine]) {
      cells.append(
        Cell(
          column: places.lowerBound, columnSpan: places.count, rowSpan: 1, page: row[0].line.page,
          // As wide as what is printed in the column, which tells where words were broken.
          box: PageBox(
            left: columns.spans[places.lowerBound].lowerBound, top: box.top,
            right: columns.spans[places.upperBound - 1].upperBound, bottom: box.bottom),
          lines: lines))
    }
    var next = 0
    for cell in filled.sorted(by: { $0.places.lowerBound < $1.places.lowerBound }) {
      for blank in next..<cell.places.lowerBound { add(blank..<blank + 1, []) }
      add(cell.places, cell.lines)
      next = cell.places.upperBound
    }
    for blank in next..<columns.count { add(blank..<blank + 1, []) }
    return cells
  }
}
