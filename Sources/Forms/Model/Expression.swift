public import Amounts

/// An expression whose names are resolved: it says which cells it means, whatever they are called.
public indirect enum Expression: Sendable {
  case number(Rational)
  case text(String)
  case cell(CellReference)
  /// The row's printed name, or an attribute of its code.
  case attribute(RowReference, Attribute)
  case negate(Expression)
  case add(Expression, Expression)
  case subtract(Expression, Expression)
  case multiply(Expression, Expression)
  case divide(Expression, Expression)
  case compare(Comparison, Expression, Expression)
  case starts(Expression, with: String)
  case not(Expression)
  case and(Expression, Expression)
  case or(Expression, Expression)
  case implies(Expression, Expression)
  case conditional(Expression, then: Expression, otherwise: Expression)
  case sum([RowSet])
  case count(RowSet)
  case all([Expression])
  /// At least one is filled or true; a set stands for its cells.
  case any([Expression])
  case anyFilled(RowSet)
  case minimum([Expression])
  case maximum([Expression])
  case magnitude(Expression)
  case prior(Expression)
  case filled(Expression)
  case blank(Expression)
  case emptyTable(Int)
  case present(CellReference)
  /// The row's code is in its classification.
  case known(RowReference)
  case near(Expression, Expression, Rational)
  case forEach(variable: Int, rows: RowSet, body: Expression)
  /// Points that the instance prints for a first-level indicator (产出指标（40分）).
  case statedWeight(table: Int, String)
  /// Points that the pack gives.
  case usualWeight(table: Int, String)

  public enum Comparison: String, Sendable, Hashable {
    case equal = "="
    case notEqual = "!="
    case less = "<"
    case lessOrEqual = "<="
    case greater = ">"
    case greaterOrEqual = ">="
  }

  public enum Attribute: String, Sendable, Hashable {
    case name, fund, code
  }
}

/// One cell of the form.
public struct CellReference: Sendable, Hashable {
  public var table: Int
  public var instance: InstanceReference
  public var block: Int
  public var row: RowReference
  public var column: Int

  public init(table: Int, instance: InstanceReference, block: Int, row: RowReference, column: Int) {
    self.table = table
    self.instance = instance
    self.block = block
    self.row = row
    self.column = column
  }
}

/// Which filling of a table is meant where a form is filled more than once.
public enum InstanceReference: Sendable, Hashable {
  /// The only one, or the first.
  case first
  /// The one the rule is being checked on.
  case current
  case variable(Int)
  /// The filing's nth filling; sentences about projects mean one of many.
  case filling(Int)
}

public enum RowReference: Sendable, Hashable {
  case fixed(Int)
  case code(String)
  /// The row the rule is being checked on.
  case current
  case variable(Int)
  /// The row of another table with the same code.
  case matchingCurrent
  case matchingVariable(Int)
  /// The only row of a block without row names.
  case only
}

/// Some rows of a block, with the column that is meant.
public struct RowSet: Sendable {
  public indirect enum Selection: Sendable {
    /// Everything but fixed rows: codes, open rows; instances where the block is -1.
    case all
    /// Fixed rows too.
    case every
    case level(String)
    case children(of: RowReference)
    case codes([String])
    case under([String])
    case range(Int, Int)
    case group(Int)
    case siblings
    case leaves
    case condition(variable: Int, Expression)
  }

  public var table: Int
  public var instance: InstanceReference
  public var block: Int
  public var selection: Selection
  /// Nil when rows, not cells, are meant.
  public var column: Int?

  public init(table: Int, instance: InstanceReference, block: Int, selection: Selection, column: Int?) {
    self.table = table
    self.instance = instance
    self.block = block
    self.selection = selection
    self.column = column
  }
}
