import Filings

/// Which filling and row the rule is being checked on, and what its variables stand for.
package struct Scope: Sendable {
  /// Index of the filling in `Filing.tables`.
  package var filling: Int?
  package var block = 0
  package var row: Int?
  package var variables: [Binding] = []

  package init(filling: Int? = nil) {
    self.filling = filling
  }

  package enum Binding: Sendable {
    case row(filling: Int, block: Int, row: Int)
    case filling(Int)
    /// Not reached yet; keeps the numbering of variables.
    case unbound
  }

  package func binding(_ variable: Int) -> Binding {
    variables.indices.contains(variable) ? variables[variable] : .unbound
  }

  package func binding(_ variable: Int, to binding: Binding) -> Scope {
    var scope = self
    while scope.variables.count <= variable { scope.variables.append(.unbound) }
    scope.variables[variable] = binding
    return scope
  }
}
