public import Documents
public import Filings

/// A table as it is printed: rows of cells, each as wide and high as said, and which figure of the filing each prints.
public struct Grid: Sendable, Hashable {
  public struct Cell: Sendable, Hashable {
    /// What the cell is, which decides how it looks.
    public enum Role: Sendable, Hashable {
      /// A heading of columns, or a column's number.
      case head
      case code, name, serial
      case figure, text
    }

    public var text: String
    public var role: Role
    /// 0-based column of the left edge, and how many columns and rows the cell takes.
    public internal(set) var column = 0
    public var width = 1
    public var height = 1
    /// The cell of the filing that it prints.
    public var place: CellPlace?
    /// Belongs to what adds others up: a total, a class of accounts.
    public var isTotal = false

    init(_ text: String, _ role: Role, width: Int = 1, height: Int = 1, place: CellPlace? = nil) {
      (self.text, self.role, self.width, self.height, self.place) = (text, role, width, height, place)
    }

    public var columns: Range<Int> { column..<(column + width) }
  }

  public struct Row: Sendable, Hashable {
    /// From left to right; what a cell above reaches down over has none here.
    public internal(set) var cells: [Cell]

    /// Whether all of it belongs to what adds others up.
    public var isTotal: Bool { cells.allSatisfy { $0.isTotal || $0.role == .serial } }
  }

  public private(set) var rows: [Row] = []
  public private(set) var width = 0
  /// Rows that only name the columns of what follows: at the top, and where one block stands under another.
  public private(set) var heads: [Range<Int>] = []
  /// By column, how many of the next rows a cell above still covers.
  private var covered: [Int] = []

  init() {}

  /// Rows at the top that only name the columns.
  public var headRows: Int { heads.first.map { $0.lowerBound == 0 ? $0.upperBound : 0 } ?? 0 }

  /// The rows that name the columns of a row, to be printed again where a page begins with it; none for one of them.
  public func head(over row: Int) -> Range<Int> {
    guard let head = heads.last(where: { $0.lowerBound <= row }), !head.contains(row) else { return row..<row }
    return head
  }

  mutating func add(_ cells: [Cell], isTotal: Bool = false) {
    var row = Row(cells: isTotal ? Self.totals(cells, true) : cells)
    var next = 0
    for index in cells.indices {
      while next < covered.count, covered[next] > 0 { next += 1 }
      row.cells[index].column = next
      next += cells[index].width
    }
    width = max(width, next, covered.count)
    covered += Array(repeating: 0, count: width - covered.count)
    cover(row)
    if cells.allSatisfy({ $0.role == .head }) { addHead() }
    rows.append(row)
  }

  private mutating func addHead() {
    if let last = heads.last, last.upperBound == rows.count {
      heads[heads.count - 1] = last.lowerBound..<rows.count + 1
    } else {
      heads.append(rows.count..<rows.count + 1)
    }
  }

  /// Cells that belong to a total, or do not.
  static func totals(_ cells: [Cell], _ isTotal: Bool) -> [Cell] {
    cells.map { cell in
      var cell = cell
      cell.isTotal = isTotal
      return cell
    }
  }

  mutating func add(head texts: [String]) { add(texts.map { Cell($0, .head) }) }

  private mutating func cover(_ row: Row) {
    for cell in row.cells {
      for column in cell.columns { covered[column] = cell.height }
    }
    for column in covered.indices where covered[column] > 0 { covered[column] -= 1 }
  }

  /// Makes every row as wide as the widest, with blank cells at its end.
  mutating func complete() {
    covered = Array(repeating: 0, count: width)
    for index in rows.indices {
      let row = rows[index]
      let role: Cell.Role = index < headRows ? .head : .text
      for column in covered.indices where covered[column] == 0 && !row.cells.contains(where: { $0.columns ~= column }) {
        var blank = Cell("", role)
        blank.column = column
        rows[index].cells.append(blank)
      }
      rows[index].cells.sort { $0.column < $1.column }
      cover(rows[index])
    }
  }

  /// The table as a document holds it.
  public var table: Table {
    let nowhere = SourceSpan(start: 0, end: 0)
    let rows = rows.map { row in
      let cells = row.cells.map {
        Table.Cell(
          column: $0.column, columnSpan: $0.width, rowSpan: $0.height,
          content: TextPiece(text: $0.text, span: nowhere))
      }
      return Table.Row(cells: cells, span: nowhere)
    }
    return Table(rows: rows, columnCount: width, span: nowhere)
  }
}
