import Amounts

/// Gives the names of expressions their meaning, and checks that what is added, compared and divided goes together.
struct Resolver {
  let tables: [TableForm]
  /// Names of the levels of each classification.
  let levels: [String: [String]]

  /// Where an expression stands: which bare names mean what.
  struct Scope {
    var table: Int?
    var block: Int?
    /// The current row when bare names are columns; nil in checks over the whole filing.
    var row: RowReference?
    /// The current column when bare names are rows.
    var column: Int?
    var variables: [Variable] = []
    var place: PackPlace
  }

  struct Variable {
    var name: String
    var table: Int
    /// Nil when the variable is a whole filling of the table.
    var block: Int?
  }

  enum Meaning {
    case value(Expression, Dimension)
    case rows(RowSet)
    case row(CellReference)
  }

  // MARK: Expressions

  func condition(_ syntax: Syntax, in scope: Scope) throws(PackProblem) -> Expression {
    let (expression, dimension) = try value(syntax, in: scope)
    guard dimension == .truth else { throw problem(.type, "truth", scope, at: syntax.start) }
    return expression
  }

  func value(_ syntax: Syntax, in scope: Scope) throws(PackProblem) -> (Expression, Dimension) {
    switch syntax {
    case .number(let digits, let isPercent, let offset):
      guard case .number(var number) = PrintedValue(parsing: digits) else {
        throw problem(.value, "number", scope, at: offset, ["text": digits])
      }
      number.isPercent = isPercent
      return (.number(number.value), isPercent ? .ratio : .pure)
    case .text(let text, _):
      return (.text(text), .text)
    case .negate(let inner, _):
      let (expression, dimension) = try value(inner, in: scope)
      return (.negate(expression), dimension)
    case .not(let inner, _):
      return (.not(try condition(inner, in: scope)), .truth)
    case .conditional(let condition, let then, let otherwise, let offset):
      let (a, dimension) = try value(then, in: scope)
      let (b, other) = try value(otherwise, in: scope)
      guard let common = Dimension.common(dimension, other) else { throw problem(.type, "compare", scope, at: offset) }
      return (.conditional(try self.condition(condition, in: scope), then: a, otherwise: b), common)
    case .forEach(let variable, let rows, let body, let offset):
      return try forEach(variable, rows, body, at: offset, in: scope)
    case .binary(let operation, let left, let right, let offset):
      return try binary(operation, left, right, at: offset, in: scope)
    case .call(let name, let arguments, let offset):
      return try call(name, arguments, at: offset, in: scope)
    case .address(let address):
      switch try meaning(of: address, in: scope) {
      case .value(let expression, let dimension): return (expression, dimension)
      case .row(let cell): return (.cell(cell), dimension(of: cell))
      case .rows: throw problem(.type, "rows", scope, at: address.offset)
      }
    case .selection(_, let offset):
      throw problem(.type, "rows", scope, at: offset)
    case .comprehension:
      throw problem(.type, "rows", scope, at: syntax.start)
    }
  }

  private func forEach(
    _ name: String, _ rows: Syntax, _ body: Syntax, at offset: Int, in scope: Scope
  ) throws(PackProblem) -> (Expression, Dimension) {
    let set = try rowSet(rows, in: scope)
    var inner = scope
    inner.variables.append(Variable(name: name, table: set.table, block: set.block < 0 ? nil : set.block))
    let body = try condition(body, in: inner)
    return (.forEach(variable: scope.variables.count, rows: set, body: body), .truth)
  }

  private func binary(
    _ operation: Syntax.Operator, _ left: Syntax, _ right: Syntax, at offset: Int, in scope: Scope
  ) throws(PackProblem) -> (Expression, Dimension) {
    switch operation {
    case .and: return (.and(try condition(left, in: scope), try condition(right, in: scope)), .truth)
    case .or: return (.or(try condition(left, in: scope), try condition(right, in: scope)), .truth)
    case .implies: return (.implies(try condition(left, in: scope), try condition(right, in: scope)), .truth)
    case .starts:
      guard case .text(let text, _) = right else { throw problem(.type, "text", scope, at: offset) }
      let (expression, dimension) = try value(left, in: scope)
      guard dimension == .text else { throw problem(.type, "text", scope, at: offset) }
      return (.starts(expression, with: text), .truth)
    case .add, .subtract, .multiply, .divide, .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual:
      return try arithmetic(operation, left, right, at: offset, in: scope)
    }
  }

  private func arithmetic(
    _ operation: Syntax.Operator, _ left: Syntax, _ right: Syntax, at offset: Int, in scope: Scope
  ) throws(PackProblem) -> (Expression, Dimension) {
    let (a, first) = try value(left, in: scope)
    let (b, second) = try value(right, in: scope)
    switch operation {
    case .add, .subtract:
      guard let common = Dimension.common(first, second), common != .text, common != .truth else {
        throw problem(.type, "add", scope, at: offset)
      }
      return (operation == .add ? .add(a, b) : .subtract(a, b), common)
    case .multiply:
      guard let product = Dimension.product(first, second) else { throw problem(.type, "multiply", scope, at: offset) }
      return (.multiply(a, b), product)
    case .divide:
      guard let quotient = Dimension.quotient(first, second) else { throw problem(.type, "divide", scope, at: offset) }
      return (.divide(a, b), quotient)
    default:
      guard Dimension.common(first, second) != nil, let comparison = Expression.Comparison(rawValue: operation.rawValue)
      else { throw problem(.type, "compare", scope, at: offset) }
      return (.compare(comparison, a, b), .truth)
    }
  }

  // MARK: Calls

  private func call(
    _ name: String, _ arguments: [Syntax], at offset: Int, in scope: Scope
  ) throws(PackProblem) -> (Expression, Dimension) {
    switch name {
    case "sum":
      var sets: [RowSet] = []
      var codes: [String] = []
      for argument in arguments {
        // sum(301, 303): rows of this table by code.
        if case .selection(.name(let code), _) = argument {
          codes.append(code)
        } else {
          sets.append(try rowSet(argument, in: scope))
        }
      }
      if !codes.isEmpty { sets.append(try ownRows(.codes(codes), in: scope, at: offset)) }
      guard let first = sets.first, let column = first.column else { throw problem(.type, "rows", scope, at: offset) }
      return (.sum(sets), Dimension(measure(of: first, column: column)))
    case "count":
      guard arguments.count == 1 else { throw problem(.type, "arguments", scope, at: offset, ["name": name]) }
      return (.count(try rowSet(arguments[0], in: scope)), .count)
    case "any":
      if arguments.count == 1, let set = try rows(arguments[0], in: scope) { return (.anyFilled(set), .truth) }
      return (.any(try cells(arguments, in: scope)), .truth)
    case "all":
      return (.all(try cells(arguments, in: scope)), .truth)
    case "min", "max":
      var values: [Expression] = []
      var common = Dimension.pure
      for argument in arguments {
        let (expression, dimension) = try value(argument, in: scope)
        guard let next = Dimension.common(common, dimension) else { throw problem(.type, "compare", scope, at: offset) }
        common = next
        values.append(expression)
      }
      return (name == "min" ? .minimum(values) : .maximum(values), common)
    case "abs", "prior", "filled", "blank", "present", "known", "near", "empty":
      return try predicate(name, arguments, at: offset, in: scope)
    default:
      let known = [
        "sum", "count", "all", "any", "min", "max", "abs", "prior", "filled", "blank", "empty", "present", "known",
        "near", "list",
      ]
      throw problem(.name, "function", scope, at: offset, ["name": name, "near": nearestNames(to: name, among: known)])
    }
  }

  private func predicate(
    _ name: String, _ arguments: [Syntax], at offset: Int, in scope: Scope
  ) throws(PackProblem) -> (Expression, Dimension) {
    guard let first = arguments.first, arguments.count == (name == "near" ? 3 : 1) else {
      throw problem(.type, "arguments", scope, at: offset, ["name": name])
    }
    switch name {
    case "empty":
      guard case .address(let address) = first, let table = index(of: address.base) else {
        throw problem(.type, "table", scope, at: offset)
      }
      return (.emptyTable(table), .truth)
    case "present":
      return (.present(try cell(first, in: scope)), .truth)
    case "known":
      return (.known(try cell(first, in: scope).row), .truth)
    case "near":
      let (a, one) = try value(first, in: scope)
      let (b, other) = try value(arguments[1], in: scope)
      guard Dimension.common(one, other) != nil,
        case (.number(let tolerance), .ratio) = try value(arguments[2], in: scope)
      else { throw problem(.type, "compare", scope, at: offset) }
      return (.near(a, b, tolerance), .truth)
    default:
      let (expression, dimension) = try value(first, in: scope)
      switch name {
      case "abs": return (.magnitude(expression), dimension)
      case "prior": return (.prior(expression), dimension)
      case "filled": return (.filled(expression), .truth)
      default: return (.blank(expression), .truth)
      }
    }
  }

  private func cells(_ arguments: [Syntax], in scope: Scope) throws(PackProblem) -> [Expression] {
    var values: [Expression] = []
    for argument in arguments {
      let (expression, dimension) = try value(argument, in: scope)
      values.append(dimension == .truth ? expression : .filled(expression))
    }
    return values
  }

  private func cell(_ syntax: Syntax, in scope: Scope) throws(PackProblem) -> CellReference {
    if case .address(let address) = syntax {
      switch try meaning(of: address, in: scope) {
      case .row(let cell): return cell
      case .value(.cell(let cell), _): return cell
      case .value, .rows: break
      }
    }
    throw problem(.type, "cell", scope, at: syntax.start)
  }

  // MARK: Helpers

  private func measure(of set: RowSet, column: Int) -> Measure {
    var row: Int?
    if case .range(let first, _) = set.selection { row = first }
    return tables[set.table].blocks[set.block].measure(row: row, column: column)
  }

  func index(of table: String) -> Int? { tables.firstIndex { $0.id == table } }

  func dimension(of cell: CellReference) -> Dimension {
    let block = tables[cell.table].blocks[cell.block]
    var row: Int?
    if case .fixed(let index) = cell.row { row = index }
    return Dimension(block.measure(row: row, column: cell.column))
  }

  func problem(
    _ code: PackProblem.Code, _ detail: String, _ scope: Scope, at offset: Int, _ values: [String: String] = [:]
  ) -> PackProblem {
    PackProblem(code, detail, at: scope.place.advanced(by: offset), values)
  }
}
