extension Expression {
  /// The expression with its single cells, and what it asks of last year, replaced.
  public func replacing(
    cell: (CellReference) -> Expression?, prior: (Expression) -> Expression? = { _ in nil }
  ) -> Expression {
    func inner(_ expression: Expression) -> Expression { expression.replacing(cell: cell, prior: prior) }
    switch self {
    case .cell(let reference): return cell(reference) ?? self
    case .prior(let argument): return prior(argument) ?? self
    case .negate(let a): return .negate(inner(a))
    case .add(let a, let b): return .add(inner(a), inner(b))
    case .subtract(let a, let b): return .subtract(inner(a), inner(b))
    case .multiply(let a, let b): return .multiply(inner(a), inner(b))
    case .divide(let a, let b): return .divide(inner(a), inner(b))
    case .compare(let comparison, let a, let b): return .compare(comparison, inner(a), inner(b))
    case .not(let a): return .not(inner(a))
    case .and(let a, let b): return .and(inner(a), inner(b))
    case .or(let a, let b): return .or(inner(a), inner(b))
    case .implies(let a, let b): return .implies(inner(a), inner(b))
    case .conditional(let a, let b, let c): return .conditional(inner(a), then: inner(b), otherwise: inner(c))
    case .magnitude(let a): return .magnitude(inner(a))
    case .number, .text, .attribute, .starts, .sum, .count, .all, .any, .anyFilled, .minimum, .maximum, .filled,
      .blank, .emptyTable, .present, .known, .near, .forEach, .statedWeight, .usualWeight:
      return self
    }
  }
}
