/// Where an expression takes its facts from.
public struct FactSources: Sendable {
  public private(set) var tables: Set<Int> = []
  public private(set) var usesPrior = false

  public init(_ expression: Expression) {
    visit(expression)
  }

  private mutating func visit(_ expression: Expression) {
    switch expression {
    case .number, .text: break
    case .cell(let cell), .present(let cell): tables.insert(cell.table)
    case .attribute, .known: break
    case .sum(let sets): sets.forEach { visit($0) }
    case .count(let set), .anyFilled(let set): visit(set)
    case .emptyTable(let table), .statedWeight(let table, _), .usualWeight(let table, _): tables.insert(table)
    case .prior(let inner):
      usesPrior = true
      visit(inner)
    case .negate(let a), .magnitude(let a), .not(let a), .filled(let a), .blank(let a), .starts(let a, _): visit(a)
    case .add(let a, let b), .subtract(let a, let b), .multiply(let a, let b), .divide(let a, let b),
      .compare(_, let a, let b), .and(let a, let b), .or(let a, let b), .implies(let a, let b), .near(let a, let b, _):
      visit(a)
      visit(b)
    case .conditional(let a, let b, let c): [a, b, c].forEach { visit($0) }
    case .all(let all), .any(let all), .minimum(let all), .maximum(let all): all.forEach { visit($0) }
    case .forEach(_, let rows, let body):
      visit(rows)
      visit(body)
    }
  }

  private mutating func visit(_ set: RowSet) {
    tables.insert(set.table)
    if case .condition(_, let condition) = set.selection { visit(condition) }
  }
}
