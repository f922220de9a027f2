public import Amounts
public import Documents

/// A filling of one of the form's tables.
public struct FilledTable: Sendable {
  /// Index into `Form.tables`.
  public var form: Int
  /// Index of the document's block that holds the table.
  public var block: Int
  /// Of a table that is filled once for each project: the project's name.
  public var name: PrintedText?
  public var header: TableHeader
  public var unit: MoneyUnit
  /// As many as the form's table has, in its order.
  public var blocks: [FilledBlock]
  public var fields: [String: PrintedText]
  /// Points that the table prints beside a first-level indicator: 产出指标（40分）.
  public var statedWeights: [String: StatedWeight]
  public var span: SourceSpan?

  public struct StatedWeight: Sendable, Hashable {
    public var points: Rational
    public var text: PrintedText

    public init(points: Rational, text: PrintedText) {
      self.points = points
      self.text = text
    }
  }

  public init(
    form: Int, block: Int = 0, name: PrintedText? = nil, header: TableHeader = TableHeader(),
    unit: MoneyUnit = .tenThousandYuan, blocks: [FilledBlock], fields: [String: PrintedText] = [:],
    statedWeights: [String: StatedWeight] = [:], span: SourceSpan? = nil
  ) {
    self.form = form
    self.block = block
    self.name = name
    self.header = header
    self.unit = unit
    self.blocks = blocks
    self.fields = fields
    self.statedWeights = statedWeights
    self.span = span
  }

  /// Whether it is not empty; what was not recognised counts, too.
  public var hasFigures: Bool {
    blocks.contains { block in
      !block.unreadRows.isEmpty || block.rows.contains { row in row.cells.contains { $0?.number != nil } }
    }
  }
}

/// What stands above and below a table.
public struct TableHeader: Sendable, Hashable {
  public var title: PrintedText?
  /// 公开03表
  public var number: PrintedText?
  /// After 部门： or 单位名称：; an empty text where the label stands alone.
  public var department: PrintedText?
  /// After 单位： or 金额单位：.
  public var unit: PrintedText?
  /// Notes and statements below, in order.
  public var notes: [PrintedText]
  /// Keys of what the cells above the figures say.
  public var headings: Set<String> = []

  public init(
    title: PrintedText? = nil, number: PrintedText? = nil, department: PrintedText? = nil, unit: PrintedText? = nil,
    notes: [PrintedText] = []
  ) {
    self.title = title
    self.number = number
    self.department = department
    self.unit = unit
    self.notes = notes
  }
}

public struct FilledBlock: Sendable {
  public var rows: [FilledRow]
  /// Columns of the form that the document prints.
  public var columns: Set<Int>
  /// Rows with figures that were not recognised.
  public var unreadRows: [UnreadRow] = []
  /// Whether a column with figures was not recognised, which may be any that seems to be left out.
  public var hasUnreadColumn = false
  /// Codes → row, made once when the table is complete.
  private var rowsByCode: [String: Int] = [:]
  private var rowsByForm: [Int: Int] = [:]

  public struct UnreadRow: Sendable, Hashable {
    /// How many of `rows` stand before it.
    public var position: Int
    /// Columns of the form in which it has something.
    public var columns: Set<Int>

    public init(position: Int, columns: Set<Int>) {
      (self.position, self.columns) = (position, columns)
    }
  }

  /// Notes that there may be a row, with figures in any column.
  public mutating func addUnreadRow(at position: Int) {
    let width = rows.first?.cells.count ?? columns.count
    unreadRows.append(UnreadRow(position: position, columns: columns.union(0..<width)))
  }

  public init(rows: [FilledRow] = [], columns: Set<Int> = []) {
    self.rows = rows
    self.columns = columns
    index()
  }

  /// Brings the look-up tables up to date after rows were changed.
  public mutating func index() {
    rowsByCode = [:]
    rowsByForm = [:]
    for (index, row) in rows.enumerated() {
      switch row.key {
      case .code(let code): if rowsByCode[code] == nil { rowsByCode[code] = index }
      case .fixed(let form): if rowsByForm[form] == nil { rowsByForm[form] = index }
      case .open: break
      }
    }
  }

  public func row(code: String) -> Int? { rowsByCode[code] }
  public func row(form: Int) -> Int? { rowsByForm[form] }
}

public struct FilledRow: Sendable {
  public enum Key: Sendable, Hashable {
    /// A fixed row of the form.
    case fixed(Int)
    /// A row of a coded group.
    case code(String)
    /// The nth row of an open group.
    case open(Int)
  }

  public var key: Key
  /// The group or fixed row of the form that it belongs to; nil in a block without row names.
  public var form: Int?
  public var name: PrintedText
  /// By column of the form; nil where the document has no such cell.
  public var cells: [FilledCell?]
  public var span: SourceSpan?
  /// The row as printed, fields separated by TAB, for quotes.
  public var quote: String
  /// Not printed, though another table needs it; all its cells are blank.
  public var isAbsent = false

  public init(
    key: Key, form: Int?, name: PrintedText, cells: [FilledCell?], span: SourceSpan? = nil, quote: String = ""
  ) {
    self.key = key
    self.form = form
    self.name = name
    self.cells = cells
    self.span = span
    self.quote = quote
  }

  public var code: String? {
    if case .code(let code) = key { code } else { nil }
  }
}

public struct FilledCell: Sendable, Hashable {
  public var text: String
  public var span: SourceSpan?
  public var value: PrintedValue

  public init(_ text: String, span: SourceSpan? = nil) {
    self.text = text
    self.span = span
    value = PrintedValue(parsing: text)
  }

  /// A cell whose value is known to whoever read it.
  public init(_ text: String, value: PrintedValue, span: SourceSpan?) {
    self.text = text
    self.span = span
    self.value = value
  }

  public var number: PrintedNumber? {
    if case .number(let number) = value { number } else { nil }
  }

  public var isBlank: Bool { value == .blank }
}
