/// An expression as it is written, before its names mean anything.
public indirect enum Syntax: Hashable, Sendable {
  case number(String, isPercent: Bool)
  case text(String)
  /// A name with its steps: `T01.income[grand]`, `r.类.name`, `basic`.
  case address(Address)
  case call(String, [Syntax], at: Int)
  case negate(Syntax)
  case not(Syntax)
  case binary(Operator, Syntax, Syntax, at: Int)
  case conditional(Syntax, then: Syntax, otherwise: Syntax)
  case forEach(variable: String, rows: Syntax, body: Syntax, at: Int)
  /// A selector used by itself, as in `sum(level 类)`.
  case selection(Selector, at: Int)
  /// `r.name for r in T06[under 301]`
  case comprehension(Syntax, variable: String, rows: Syntax)

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
