/// Tables that the accounting software exports (财决报表), and where in the form their figures belong: `exports.yaml`.
public struct ExportForm: Sendable {
  /// A figure of the form and the headings or rows under which an export prints it, the likeliest first. A heading below
  /// others is written with `·`: `本年支出·基本支出·小计`.
  public struct Source: Sendable {
    /// A column of a block, or the address of a cell.
    public var target: String
    public var headings: [String]
  }

  /// Rows that a table names, and the figures in them.
  public struct Row: Sendable {
    public var label: String
    public var sources: [Source]
  }

  /// Rows that are called as in a block of the form.
  public struct Rows: Sendable {
    public var block: String
    public var sources: [Source]
  }

  public struct Table: Sendable {
    public var id: String
    /// As printed above it: 财决03表. A table is known by its number alone.
    public var numbers: [String]
    public var title: String
    /// Whether somebody saw the table, or a program that reads or writes it; otherwise its layout is remembered.
    public var isSeen: Bool
    /// Block that has a row for each account, with its columns; and cells that the row 合计 has besides.
    public var codes: String?
    public var columns: [Source]
    public var total: [Source]
    /// Block whose accounts stand in the heading; its figures stand in the row 合计.
    public var across: String?
    public var rows: [Rows]
    public var labels: [Row]
  }

  /// Labels of the unit that made the export: 编制单位.
  public var departments: [String] = []
  /// What the row of totals is called, and a column that adds up those beside it.
  public var totals: [String] = []
  public var subtotals: [String] = []
  public var tables: [Table] = []
}
