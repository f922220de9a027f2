/// How much of a file is read. Beyond each limit reading goes on without the rest and a note says so; only the size of
/// the file refuses it.
public struct ReadingLimits: Sendable, Hashable {
  public var bytes: Int
  public var lines: Int
  public var columns: Int
  /// In one table.
  public var rows: Int
  /// In the whole document: within the other limits, a file of nothing but TABs would still fill the memory.
  public var cells: Int

  public init(
    bytes: Int = 64 << 20, lines: Int = 2_000_000, columns: Int = 4_096, rows: Int = 100_000, cells: Int = 2_000_000
  ) {
    self.bytes = bytes
    self.lines = lines
    self.columns = columns
    self.rows = rows
    self.cells = cells
  }
}
