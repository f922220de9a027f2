import PDFPages

/// The grid that touching rules draw: its columns, rows, and which of their cells are one.
struct RuledGrid {
  /// A cell, merged ones whole.
  struct Cell: Hashable {
    var row: Int
    var column: Int
    var rowSpan: Int
    var columnSpan: Int
  }

  /// Boundaries of the columns, left to right, and of the rows, top to bottom.
  let xs: [Float]
  let ys: [Float]
  /// By row, then column.
  private(set) var cells: [Cell] = []
  /// By row × columns + column, the index of the cell that covers it.
  private(set) var owner: [Int] = []

  var columns: Int { xs.count - 1 }
  var rows: Int { ys.count - 1 }
  var box: PageBox { PageBox(left: xs[0], top: ys[0], right: xs[columns], bottom: ys[rows]) }

  /// Rules nearer to each other than this are one boundary, in points; no column or row with text is as narrow.
  private static let tolerance: Float = 4
  /// A rule that covers this much of a cell's side is there.
  private static let coverage: Float = 0.6
  /// Cells of one grid.
  private static let limit = 50_000

  /// - Returns: nil where the rules make no grid of at least two cells.
  init?(_ rules: [RuledLine]) {
    let (horizontal, vertical) = (rules.filter(\.isHorizontal), rules.filter { !$0.isHorizontal })
    guard !horizontal.isEmpty, !vertical.isEmpty else { return nil }
    // Tables with open sides end where their rules across end.
    xs = Self.boundaries(vertical.map(\.position), reach: horizontal)
    ys = Self.boundaries(horizontal.map(\.position), reach: vertical)
    guard xs.count >= 2, ys.count >= 2, (xs.count - 1) * (ys.count - 1) >= 2,
      (xs.count - 1) * (ys.count - 1) <= Self.limit
    else { return nil }
    merge(
      walls: Self.sides(vertical, at: xs, along: ys), floors: Self.sides(horizontal, at: ys, along: xs))
    guard cells.count >= 2 else { return nil }
  }

  /// The cell that a point lies in.
  func cell(x: Float, y: Float) -> Int? {
    guard let column = Self.interval(x, in: xs), let row = Self.interval(y, in: ys) else { return nil }
    return owner[row * columns + column]
  }

  func box(of cell: Cell) -> PageBox {
    PageBox(
      left: xs[cell.column], top: ys[cell.row], right: xs[cell.column + cell.columnSpan],
      bottom: ys[cell.row + cell.rowSpan])
  }

  private static func interval(_ value: Float, in bounds: [Float]) -> Int? {
    guard let first = bounds.first, let last = bounds.last, first <= value, value <= last else { return nil }
    var low = 0
    var high = bounds.count - 1
    while high - low > 1 {
      let middle = (low + high) / 2
      if bounds[middle] <= value { low = middle } else { high = middle }
    }
    return low
  }

  private static func boundaries(_ positions: [Float], reach: [RuledLine]) -> [Float] {
    var bounds: [Float] = []
    var group: [Float] = []
    for position in positions.sorted() {
      if let first = group.first, position - first > tolerance {
        bounds.append(group.reduce(0, +) / Float(group.count))
        group = []
      }
      group.append(position)
    }
    if !group.isEmpty { bounds.append(group.reduce(0, +) / Float(group.count)) }
    guard let first = bounds.first, let last = bounds.last else { return bounds }
    let (start, end) = (reach.map(\.start).min() ?? first, reach.map(\.end).max() ?? last)
    if start < first - 3 * tolerance { bounds.insert(start, at: 0) }
    if end > last + 3 * tolerance { bounds.append(end) }
    return bounds
  }

  /// For each boundary and each interval along it, whether a rule is there. The outermost are always.
  private static func sides(_ rules: [RuledLine], at bounds: [Float], along marks: [Float]) -> [[Bool]] {
    var covered = [[Float]](repeating: [Float](repeating: 0, count: marks.count - 1), count: bounds.count)
    for rule in rules {
      guard
        let bound = bounds.indices.min(by: {
          (bounds[$0] - rule.position).magnitude < (bounds[$1] - rule.position).magnitude
        })
      else { continue }
      for mark in marks.indices.dropLast() where rule.end > marks[mark] {
        if rule.start >= marks[mark + 1] { continue }
        covered[bound][mark] += min(rule.end, marks[mark + 1]) - max(rule.start, marks[mark])
      }
    }
    return bounds.indices.map { bound in
      let isOuter = bound == 0 || bound == bounds.count - 1
      return marks.indices.dropLast().map { mark in
        isOuter || covered[bound][mark] >= coverage * (marks[mark + 1] - marks[mark])
      }
    }
  }

  /// Runs of cells without a wall between them, then equal runs without a floor between them. What is not a rectangle
  /// stays in pieces.
  private mutating func merge(walls: [[Bool]], floors: [[Bool]]) {
    owner = [Int](repeating: 0, count: rows * columns)
    var above: [Int: Int] = [:]
    for row in 0..<rows {
      var runs: [Int: Int] = [:]
      var column = 0
      while column < columns {
        var end = column + 1
        while end < columns, !walls[end][row] { end += 1 }
        let isOpen = row > 0 && (column..<end).allSatisfy { !floors[row][$0] }
        let index: Int
        if isOpen, let upper = above[column], cells[upper].columnSpan == end - column {
          index = upper
          cells[upper].rowSpan += 1
        } else {
          index = cells.count
          cells.append(Cell(row: row, column: column, rowSpan: 1, columnSpan: end - column))
        }
        for covered in column..<end { owner[row * columns + covered] = index }
        runs[column] = index
        column = end
      }
      above = runs
    }
  }
}
