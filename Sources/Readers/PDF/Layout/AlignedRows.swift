import PDFPages

/// Puts the lines of a table without rules together to rows: words that were broken in a narrow cell stand on lines of
/// their own, above and below the figures of their row.
struct AlignedRows {
  private let lines: [SpacedLine]
  private let columns: AlignedColumns
  private let broken: BrokenFigures
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
    broken = BrokenFigures(lines, columns)
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
      let baselines = lines.indices.filter { hasFigure(lines[$0], in: column) && !broken.isRest($0, in: column) }
        .map { lines[$0].line.baseline }
      for (upper, lower) in zip(baselines, baselines.dropFirst()) { least = min(least, lower - upper) }
    }
    return least
  }

  private func hasFigure(_ line: SpacedLine, in column: Int) -> Bool {
    line.segments.contains { $0.isFigure && columns.places($0) == column..<column + 1 }
  }

  /// Whether words of one column go on from one line to another, with nothing of that column between, or a figure does. A
  /// number that stands alone on its line may be some of the words: `2024` above `年12月`.
  private func isBroken(_ from: Int, _ to: Int) -> Bool {
    if (0..<columns.count).contains(where: { broken.goesOn(from, to: to, in: $0) }) { return true }
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

  /// Two figures in one column are two rows, unless they are one.
  private func isOneRow(_ range: ClosedRange<Int>) -> Bool {
    var taken: Set<Int> = []
    for index in range {
      for segment in lines[index].segments where segment.isFigure {
        let column = columns.places(segment).lowerBound
        guard taken.insert(column).inserted || broken.isRest(index, in: column) else { return false }
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
      page: lines[0].page, box: box, xs: xs, rows: rows.map { Self.cells(of: $0, columns, xs) },
      isGuessed: Self.hasBrokenCells(rows))
  }

  /// Whether cells below the headings have several lines, or seem to.
  private static func hasBrokenCells(_ rows: [[SpacedLine]]) -> Bool {
    let body = rows.drop { row in !row.contains { $0.isFigures && !$0.isNumbering } }
    if body.contains(where: { $0.contains { [first = $0[0]] in !isBeside(first, $0) } }) { return true }
    // Lines as close as those of a cell, among rows that are further apart.
    let lines = body.joined()
    let steps = zip(lines, lines.dropFirst()).filter { !isBeside($0, $1) }.map {
      ($1.line.baseline - $0.line.baseline) / $1.line.size
    }
    guard let least = steps.min(), let most = steps.max() else { return false }
    return least < BrokenFigures.leading && most > BrokenFigures.apart * least
  }

  private static func isBeside(_ line: SpacedLine, _ next: SpacedLine) -> Bool {
    next.line.baseline - line.line.baseline < AlignedRows.overlap * next.line.size
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
