package import Forms

extension Expression {
  /// The cells whose rows a condition asks to be there.
  package var wantedCells: [CellReference] {
    switch self {
    case .present(let cell): [cell]
    case .implies(_, let b): b.wantedCells
    case .and(let a, let b): a.wantedCells + b.wantedCells
    default: []
    }
  }
}
