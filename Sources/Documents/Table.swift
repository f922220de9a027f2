/// A table: rows × columns of cells. Merged cells stand once, at their top left, with their extent; formats that lose
/// merges give cells of extent 1 and blanks beside them.
public struct Table: Hashable, Sendable {
  public var rows: [Row]
  public var columnCount: Int
  public var span: SourceSpan

  public struct Row: Hashable, Sendable {
    public var cells: [Cell]
    /// The row in the file, from the start of its line to its end where the format has lines.
    public var span: SourceSpan

    public init(cells: [Cell], span: SourceSpan) {
      self.cells = cells
      self.span = span
    }
  }

  public struct Cell: Hashable, Sendable {
    /// 0-based column of the left edge.
    public var column: Int
    public var columnSpan: Int
    public var rowSpan: Int
    public var content: TextPiece

    public init(column: Int, columnSpan: Int = 1, rowSpan: Int = 1, content: TextPiece) {
      self.column = column
      self.columnSpan = columnSpan
      self.rowSpan = rowSpan
      self.content = content
    }
  }

  public init(rows: [Row], columnCount: Int, span: SourceSpan) {
    self.rows = rows
    self.columnCount = columnCount
    self.span = span
  }
}
