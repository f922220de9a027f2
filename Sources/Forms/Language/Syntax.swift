/// An expression as it is written, before its names mean anything.
public indirect enum Syntax: Hashable, Sendable {
  case number(String, isPercent: Bool, at: Int)
  case text(String, at: Int)
  /// A name with its steps: `T01.income[grand]`, `r.类.name`, `basic`.
  case address(Address)
  case call(String, [Syntax], at: Int)
  case negate(Syntax, at: Int)
  case not(Syntax, at: Int)
  case binary(Operator, Syntax, Syntax, at: Int)
  case conditional(Syntax, then: Syntax, otherwise: Syntax, at: Int)
  case forEach(variable: String, rows: Syntax, body: Syntax, at: Int)
  /// A selector used by itself, as in `sum(level 类)`.
  case selection(Selector, at: Int)
  /// `r.name for r in T06[under 301]`
  case comprehension(Syntax, variable: String, rows: Syntax)

  /// Where it begins, in characters from the start of the expression; the offset of a binary is its operator's.
  var start: Int {
    switch self {
    case .number(_, _, let offset), .text(_, let offset), .call(_, _, let offset), .negate(_, let offset),
      .not(_, let offset), .conditional(_, _, _, let offset), .forEach(_, _, _, let offset), .selection(_, let offset):
      offset
    case .address(let address): address.offset
    case .binary(_, let left, _, _): left.start
    case .comprehension(let body, _, _): body.start
    }
  }

  public enum Operator: String, Hashable, Sendable {
    case add = "+"
    case subtract = "-"
    case multiply = "*"
    case divide = "/"
    case equal = "="
    case notEqual = "!="
    case less = "<"
    case lessOrEqual = "<="
    case greater = ">"
    case greaterOrEqual = ">="
    case and
    case or
    case implies
    /// Text begins with: `level1 starts 产出`.
    case starts
  }

  public struct Address: Hashable, Sendable {
    public var base: String
    public var steps: [Step]
    /// Characters from the start of the expression.
    public var offset: Int
  }

  public enum Step: Hashable, Sendable {
    case member(String, at: Int)
    case rows(Selector, at: Int)
  }

  public indirect enum Selector: Hashable, Sendable {
    /// A row's id, a code, a variable or a text key, told apart when names are resolved.
    case name(String)
    case level(String)
    case children(of: String?)
    case siblings
    case leaves
    case under([String])
    case list([String])
    case range(String, String)
    case condition(Syntax)
  }
}
