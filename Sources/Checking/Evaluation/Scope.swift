import Filings

/// Which filling and row the rule is being checked on, and what its variables stand for.
struct Scope {
  /// Index of the filling in `Filing.tables`.
  var filling: Int?
  var block = 0
  var row: Int?
  var variables: [Binding] = []

  enum Binding {
    case row(filling: Int, block: Int, row: Int)
    case filling(Int)
    /// Not reached yet; keeps the numbering of variables.
    case unbound
  }

  func binding(_ variable: Int) -> Binding {
    variables.indices.contains(variable) ? variables[variable] : .unbound
  }

  func binding(_ variable: Int, to binding: Binding) -> Scope {
    var scope = self
    while scope.variables.count <= variable { scope.variables.append(.unbound) }
    scope.variables[variable] = binding
    return scope
  }
}
