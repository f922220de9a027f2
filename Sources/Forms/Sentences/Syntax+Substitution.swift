extension Syntax {
  /// The expression with names replaced: parameters of a phrase, the variable of a sentence that repeats.
  package func replacing(_ names: [String: Syntax]) -> Syntax {
    switch self {
    case .number, .text, .selection: return self
    case .address(let address):
      // `d` alone is a name; `r.name` and `T05[r]` are addresses of what it stands for.
      if address.steps.isEmpty, let value = names[address.base] { return value }
      return self
    case .call(let name, let arguments, let offset):
      return .call(name, arguments.map { $0.replacing(names) }, at: offset)
    case .negate(let inner, let offset): return .negate(inner.replacing(names), at: offset)
    case .not(let inner, let offset): return .not(inner.replacing(names), at: offset)
    case .binary(let operation, let left, let right, let offset):
      return .binary(operation, left.replacing(names), right.replacing(names), at: offset)
    case .conditional(let condition, let then, let otherwise, let offset):
      return .conditional(
        condition.replacing(names), then: then.replacing(names), otherwise: otherwise.replacing(names), at: offset)
    case .forEach(let variable, let rows, let body, let offset):
      return .forEach(variable: variable, rows: rows.replacing(names), body: body.replacing(names), at: offset)
    case .comprehension(let body, let variable, let rows):
      return .comprehension(body.replacing(names), variable: variable, rows: rows.replacing(names))
    }
  }

  /// The expression about one member: `T05[r].total` about `2013201`, `T09.budget.c` about `receptions`.
  package func binding(_ variable: String, to member: String) -> Syntax {
    switch self {
    case .number, .text, .selection: return self
    case .address(var address):
      address.steps = address.steps.map { step in
        switch step {
        case .member(variable, let offset): .member(member, at: offset)
        case .rows(.name(variable), let offset): .rows(.name(member), at: offset)
        case .member, .rows: step
        }
      }
      return .address(address)
    case .call(let name, let arguments, let offset):
      return .call(name, arguments.map { $0.binding(variable, to: member) }, at: offset)
    case .negate(let inner, let offset): return .negate(inner.binding(variable, to: member), at: offset)
    case .not(let inner, let offset): return .not(inner.binding(variable, to: member), at: offset)
    case .binary(let operation, let left, let right, let offset):
      return .binary(
        operation, left.binding(variable, to: member), right.binding(variable, to: member), at: offset)
    case .conditional, .forEach, .comprehension: return self
    }
  }

  /// What `prior(…)` inside the expression asks for; nil where nothing does.
  package var priorArgument: Syntax? {
    switch self {
    case .call("prior", let arguments, _): return arguments.first
    case .call(_, let arguments, _): return arguments.lazy.compactMap(\.priorArgument).first
    case .negate(let inner, _), .not(let inner, _): return inner.priorArgument
    case .binary(_, let left, let right, _): return left.priorArgument ?? right.priorArgument
    case .number, .text, .selection, .address, .conditional, .forEach, .comprehension: return nil
    }
  }

  package var isQuotient: Bool {
    switch self {
    case .binary(.divide, _, _, _): true
    case .negate(let inner, _): inner.isQuotient
    default: false
    }
  }

  /// Names that its addresses begin with.
  public var tables: Set<String> {
    switch self {
    case .number, .text, .selection: []
    case .address(let address): [address.base]
    case .call(_, let arguments, _): arguments.reduce(into: []) { $0.formUnion($1.tables) }
    case .negate(let inner, _), .not(let inner, _): inner.tables
    case .binary(_, let left, let right, _): left.tables.union(right.tables)
    case .conditional, .forEach, .comprehension: []
    }
  }
}
