public import Amounts

/// A table of the form: one or more blocks of rows × columns.
public struct TableForm: Sendable {
  public var id: String
  /// As printed above the table: 公开03表. Presentation, never used to recognise it.
  public var number: String?
  public var title: String
  public var otherTitles: [String]
  /// Titles of tables that print its figures among others; one of them is read where a document has no table of its own.
  public var standIns: [String] = []
  public var note: String?
  /// The statement under a table without data.
  public var empty: String?
  /// False for sheets: facts that only sentences state.
  public var isPrinted: Bool
  /// Name of the collection when the form is filled once for each member: `projects`.
  public var collection: String?
  public var fields: [FieldForm]
  public var blocks: [BlockForm]
  /// Points of the form by first-level indicator, and for the execution rate (执行率).
  public var weights: [(name: String, points: Rational)]
  /// Lanes side by side, each of classes and their parts; empty where the table has one.
  public var lanes: [[String]] = []
  /// Rows are counted through (行次) in print.
  public var printsSerials = false
  public var place: PackPlace

  public func block(_ id: String) -> Int? { blocks.firstIndex { $0.id == id } }
}

/// A labelled text outside the grid of figures: 项目支出名称, 主管部门.
public struct FieldForm: Sendable {
  public var id: String
  public var labels: [String]
}

public struct BlockForm: Sendable {
  public var id: String
  /// Heading above the block where blocks stand side by side: 收入, 支出.
  public var label: String?
  /// Rows whose number and names the filer chooses.
  public var isOpen: Bool
  public var columns: [ColumnForm]
  /// Rows that are printed with 一、二、…: from one row of the form to another.
  public var numbered: ClosedRange<Int>?
  /// Empty for a block of one row without a name.
  public var rows: [RowForm]

  public func column(_ id: String) -> Int? { columns.firstIndex { $0.id == id } }
  public func row(_ id: String) -> Int? { rows.firstIndex { $0.id == id } }
}

/// What the cells of a column count.
public enum Measure: Hashable, Sendable {
  /// Money in the table's unit.
  case amount
  case percent
  /// Points of a score or weight.
  case points
  case count(unit: String)
  case text
}

/// Which values a printed figure may stand for.
public enum Rounding: Hashable, Sendable {
  /// Half a step of the form's precision, or of the last printed place where that is finer.
  case form
  /// Rounded or truncated at the last printed place.
  case printed
  /// Within a whole step of the last printed place: truncated, rounded, or moved so that the shares of a whole add up.
  case adjusted
  /// As typed.
  case exact
}

public struct ColumnForm: Sendable {
  /// `budget.receptions` where columns are a product of dimensions.
  public var id: String
  public var label: String
  /// Keys of all labels that name the column.
  public var keys: Set<String>
  /// Keys of the heading above, when the label alone is not enough.
  public var under: Set<String>
  /// The heading above, as printed.
  public var heading: String?
  /// The label inside its headings, and the other dimension's, where columns are a product of dimensions.
  public var innerLabel: String?
  public var outerLabel: String?
  /// Keys of the other dimension's label, which must stand in the heading too.
  public var dimension: Set<String>
  public var measure: Measure
  public var rounding: Rounding
  /// A blank repeats the cell above.
  public var fills: Bool
  /// Computed from other columns of the same table; see `RowForm.isTotal`.
  public var isTotal = false
  /// Known values, each with the value of the column to the left that it belongs under (nil when any).
  public var values: [(text: String, parent: String?)]
  public var place: PackPlace
}

public struct RowForm: Sendable {
  public enum Kind: Hashable, Sendable {
    case fixed
    /// One row for each code that the filer uses, of all levels or one.
    case coded(classification: String, level: String?)
    /// Rows the filer names.
    case open
  }

  public var id: String
  public var label: String
  public var keys: Set<String>
  public var kind: Kind
  /// Counts in this unit instead of the column's measure.
  public var unit: String?
  public var rounding: Rounding?
  /// Columns that the row has; nil when all.
  public var columns: Set<Int>?
  /// Columns that may be left blank even where the form could compute them.
  public var optional: Set<Int>
  /// The label stands in the heading, the figures one row below it.
  public var isHeadless: Bool
  /// Keys of a column that some tables have instead of the row: its figure is the one in the first row without a code.
  public var across: Set<String> = []
  /// Printed below the rows that come after it in the form.
  public var isAtEnd = false
  /// Id of the fixed row that open rows stand under.
  public var under: String?
  /// Computed from other rows of the same table. Other rows may be left out of print when they are empty; this may not.
  public var isTotal = false
  public var place: PackPlace
}

extension BlockForm {
  /// What a cell counts.
  public func measure(row: Int?, column: Int) -> Measure {
    if let row, let unit = rows[row].unit, case .amount = columns[column].measure {
      return MoneyUnit(text: unit) == nil ? .count(unit: unit) : .amount
    }
    return columns[column].measure
  }

  public func rounding(row: Int?, column: Int) -> Rounding {
    if let row, let rounding = rows[row].rounding { return rounding }
    return columns[column].rounding
  }

  public func hasColumn(row: Int?, column: Int) -> Bool {
    guard let row, let columns = rows[row].columns else { return true }
    return columns.contains(column)
  }
}

extension TableForm {
  /// The budget that the table prints beside an outturn: 公务接待费 under 预算数 beside the one under 决算数. A table whose
  /// columns are no product of stage and item has none.
  public func budget(beside cell: CellReference) -> CellReference? {
    guard blocks.indices.contains(cell.block), blocks[cell.block].columns.indices.contains(cell.column) else {
      return nil
    }
    let columns = blocks[cell.block].columns
    let own = columns[cell.column]
    guard own.dimension.contains("决算数"), let item = own.id.split(separator: ".").last,
      let column = columns.firstIndex(where: { $0.dimension.contains("预算数") && $0.id.hasSuffix("." + item) })
    else { return nil }
    var budget = cell
    budget.column = column
    return budget
  }
}
