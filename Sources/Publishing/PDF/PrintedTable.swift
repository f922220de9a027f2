import Composing

/// A table measured for print: the height of every row, and what is drawn of some of them on a page.
struct PrintedTable {
  private let grid: Grid
  private let measure: TableMeasure
  private let heights: [Double]
  private let edges: [Double]
  /// Lines that each cell's text takes, by row and cell.
  private let lines: [[Int]]

  init(_ grid: Grid, _ measure: TableMeasure, _ setter: Typesetter) {
    self.grid = grid
    self.measure = measure
    edges = measure.widths.reduce(into: [0.0]) { $0.append($0[$0.count - 1] + $1) }
    var lines: [[Int]] = []
    var heights: [Double] = []
    for row in grid.rows {
      let counts = row.cells.map { cell -> Int in
        cell.text.isEmpty ? 0 : setter.lines(cell.text, Self.style(cell, measure), width: Self.room(cell, measure))
      }
      let most = zip(row.cells, counts).filter { $0.0.height == 1 }.map(\.1).max() ?? 1
      lines.append(counts)
      heights.append(
        max(measure.size * TableMeasure.rowHeight, Double(most) * measure.size * TableMeasure.linePitch + 2))
    }
    self.lines = lines
    self.heights = heights
  }

  /// A little less than was reckoned with, since fonts differ.
  private static let padding = TableMeasure.padding - 1.5

  private static func room(_ cell: Grid.Cell, _ measure: TableMeasure) -> Double {
    measure.widths[cell.columns].reduce(0, +) - padding
  }

  private static func style(_ cell: Grid.Cell, _ measure: TableMeasure) -> TypeStyle {
    let alignment: TypeStyle.Alignment =
      switch cell.role {
      case .head, .serial: .center
      case .figure: .right
      case .code, .name, .text: .left
      }
    // Black type stands for bold, as in Chinese print.
    let isBlack = cell.role == .head || cell.isTotal && cell.role != .serial
    return TypeStyle(
      face: isBlack ? .black : .song, size: measure.size, pitch: measure.size * TableMeasure.linePitch,
      alignment: alignment,
      tag: cell.role == .head ? "TH" : "TD")
  }

  var height: Double { heights.reduce(0, +) }

  /// As many rows as there is room for, under a repeated head; empty where there is none for one.
  func rows(from first: Int, fitting room: Double) -> Range<Int> {
    var left = room - heights[grid.head(over: first)].reduce(0, +)
    var end = first
    while end < grid.rows.count, heights[end] <= left {
      left -= heights[end]
      end += 1
    }
    // A head alone says nothing.
    while end > first, end < grid.rows.count, grid.heads.contains(where: { $0.contains(end - 1) }) { end -= 1 }
    return first..<end
  }

  /// Some rows with their top at `y`, under a repeated head where the table goes on.
  func items(
    _ rows: Range<Int>, isContinued: Bool, x: Double, y: Double
  ) -> (items: [PaperPage.Item], height: Double) {
    var items: [PaperPage.Item] = []
    func put(_ item: PaperPage.Item) { items.append(item) }
    let parts = isContinued ? [grid.head(over: rows.lowerBound), rows] : [rows]
    var top = y
    for part in parts {
      for row in part {
        put(.open("TR"))
        for (index, cell) in grid.rows[row].cells.enumerated() {
          draw(cell, row: row, index, in: part, x: x, y: top, put)
        }
        put(.close("TR"))
        top += heights[row]
      }
      addContinued(part, x: x, y: top - heights[part].reduce(0, +), put)
    }
    return (items, top - y)
  }

  private func draw(
    _ cell: Grid.Cell, row: Int, _ index: Int, in part: Range<Int>, x: Double, y: Double,
    _ put: (PaperPage.Item) -> Void
  ) {
    let height = heights[row..<min(row + cell.height, part.upperBound)].reduce(0, +)
    frame(cell, x: x, y: y, height: height, put)
    let style = Self.style(cell, measure)
    put(.open(style.tag))
    let count = lines[row][index]
    if count > 0 {
      let top = y + (height - Double(count) * style.pitch) / 2
      put(
        .text(
          cell.text, style, lines: 0..<count, x: x + edges[cell.column] + Self.padding / 2, y: top,
          width: Self.room(cell, measure), link: nil))
    }
    put(.close(style.tag))
  }

  /// The frames of cells that began on the page before.
  private func addContinued(_ part: Range<Int>, x: Double, y: Double, _ put: (PaperPage.Item) -> Void) {
    for row in 0..<part.lowerBound {
      for cell in grid.rows[row].cells where row + cell.height > part.lowerBound {
        let end = min(row + cell.height, part.upperBound)
        frame(cell, x: x, y: y, height: heights[part.lowerBound..<end].reduce(0, +), put)
      }
    }
  }

  private func frame(_ cell: Grid.Cell, x: Double, y: Double, height: Double, _ put: (PaperPage.Item) -> Void) {
    let (left, right) = (x + edges[cell.column], x + edges[cell.columns.upperBound])
    put(.rule(x0: left, y0: y, x1: right, y1: y))
    put(.rule(x0: left, y0: y + height, x1: right, y1: y + height))
    put(.rule(x0: left, y0: y, x1: left, y1: y + height))
    put(.rule(x0: right, y0: y, x1: right, y1: y + height))
  }
}
