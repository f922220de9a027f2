import PDFPages

/// A table, or the part of one, on a page.
struct PageTable: Hashable {
  struct Cell: Hashable {
    /// 0-based column of the left edge.
    var column: Int
    var columnSpan: Int
    var rowSpan: Int
    /// Counted from 1.
    var page: Int
    /// On the page turned upright.
    var box: PageBox
    var lines: [TextLine]

    var compact: [Unicode.Scalar] { lines.flatMap(\.compact) }
  }

  /// Where a table goes on over a page.
  struct Join: Hashable {
    /// The first row on the new page.
    var row: Int
    /// Counted from 1.
    var page: Int
    /// Heading rows that were printed again there, and left out.
    var repeatedRows: Int
    /// Whether a row was broken between the pages and is whole again; it is the one before `row`.
    var hasBrokenRow: Bool
  }

  /// Of its last part, counted from 1.
  var page: Int
  /// Of its last part.
  var box: PageBox
  /// Boundaries of the columns, one more than there are columns.
  var xs: [Float]
  /// By row; a cell stands in its topmost.
  var rows: [[Cell]]
  var joins: [Join] = []
  /// Boundaries that the first rows were laid out by, where they were others; see `BandAligner`.
  var upperXs: [Float]?
  /// Whether nothing but their place tells which words and figures are of one cell: cells have several lines, and no rules
  /// part them.
  var isGuessed = false
  /// Whether its rules run into the left or right edge of a page, where columns may have been cut off.
  var isCut = false

  var columns: Int { xs.count - 1 }
}

/// Finds the ruled tables of a page.
struct RuledTables {
  private(set) var tables: [PageTable] = []
  /// Glyphs that stand in no table.
  private(set) var rest: [PrintedGlyph] = []
  /// Whether there are more rules or cells than tables can have, so that some or all were not read as tables.
  private(set) var hasTooManyRules = false
  /// Cells of the document that may still be kept.
  private(set) var cellsLeft: Int

  /// Programs cut rules off at the edge, to within their thickness; nobody prints a table that near to it, in points.
  private static let edge: Float = 2
  /// Of one page, the largest.
  private static let limit = 100

  init(_ page: UprightPage, cellsLeft: Int) {
    self.cellsLeft = cellsLeft
    let groups = RuleSorter.groups(page.lines)
    hasTooManyRules = groups == nil
    // Of tables inside tables the inner one has its text.
    let grids = Array(
      (groups ?? []).compactMap { RuledGrid($0) }.filter { $0.columns > 1 }
        .sorted { $0.box.width * $0.box.height > $1.box.width * $1.box.height }.prefix(Self.limit).reversed())
    var inside = grids.map { [[PrintedGlyph]](repeating: [], count: $0.cells.count) }
    for glyph in page.glyphs {
      if let place = Self.place(of: glyph, in: grids) {
        inside[place.grid][place.cell].append(glyph)
      } else {
        rest.append(glyph)
      }
    }
    for (grid, glyphs) in zip(grids, inside) { add(grid, glyphs, page) }
  }

  private static func place(of glyph: PrintedGlyph, in grids: [RuledGrid]) -> (grid: Int, cell: Int)? {
    for (index, grid) in grids.enumerated() {
      if let cell = grid.cell(x: glyph.box.middleX, y: glyph.box.middleY) { return (index, cell) }
    }
    return nil
  }

  /// A frame around a text is no table. One row with nothing but a label is, as the end of a table on its last page.
  private mutating func add(_ grid: RuledGrid, _ glyphs: [[PrintedGlyph]], _ page: UprightPage) {
    guard grid.cells.count <= cellsLeft else {
      hasTooManyRules = true
      rest += glyphs.joined()
      return
    }
    cellsLeft -= grid.cells.count
    let builder = LineBuilder(page: page.number)
    let lines = glyphs.map(builder.lines)
    let filled = lines.count { !$0.isEmpty }
    guard filled > 1 || filled == 1 && grid.columns > 2 else {
      rest += glyphs.joined()
      return
    }
    var rows = [[PageTable.Cell]](repeating: [], count: grid.rows)
    for (cell, lines) in zip(grid.cells, lines) {
      rows[cell.row].append(
        PageTable.Cell(
          column: cell.column, columnSpan: cell.columnSpan, rowSpan: cell.rowSpan, page: page.number,
          box: grid.box(of: cell), lines: lines))
    }
    var table = PageTable(page: page.number, box: grid.box, xs: grid.xs, rows: rows)
    table.isCut = grid.box.left < Self.edge || grid.box.right > page.width - Self.edge
    tables.append(BandAligner.aligned(table.withoutHollows))
  }
}

extension PageTable {
  /// Columns and rows in which no cell begins are only the shape of merged ones.
  var withoutHollows: PageTable {
    let startsColumn = Set(rows.joined().map(\.column))
    let columnNumbers = Self.numbers(columns) { startsColumn.contains($0) }
    let rowNumbers = Self.numbers(rows.count) { !rows[$0].isEmpty }
    var table = self
    table.xs = xs.indices.filter { $0 == columns || startsColumn.contains($0) }.map { xs[$0] }
    table.rows = []
    for (index, row) in rows.enumerated() where !row.isEmpty {
      table.rows.append(
        row.map { cell in
          var cell = cell
          let (right, bottom) = (cell.column + cell.columnSpan, index + cell.rowSpan)
          cell.columnSpan = columnNumbers[right] - columnNumbers[cell.column]
          cell.rowSpan = rowNumbers[bottom] - rowNumbers[index]
          cell.column = columnNumbers[cell.column]
          return cell
        })
    }
    return table
  }

  /// For each index up to `count`, how many before it are kept.
  private static func numbers(_ count: Int, _ isKept: (Int) -> Bool) -> [Int] {
    var numbers = [0]
    for index in 0..<count { numbers.append(numbers[index] + (isKept(index) ? 1 : 0)) }
    return numbers
  }
}
