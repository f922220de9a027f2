package import Amounts
import Filings
package import Forms

/// Takes an equation apart into the cells it adds up.
package struct TermCollector {
  package let evaluator: Evaluator
  /// Numbers that the right side adds beside cells.
  package private(set) var constant: Interval?

  package init(evaluator: Evaluator) {
    self.evaluator = evaluator
  }

  /// Whether both sides only add and subtract cells.
  package static func isLinear(_ left: Expression, _ right: Expression) -> Bool {
    guard isLinear(right) else { return false }
    if case .cell = left { return true }
    if case .sum = left { return true }
    if case .add(let a, let b) = left { return isLinear(a) && isLinear(b) }
    return false
  }

  package static func isLinear(_ expression: Expression) -> Bool {
    switch expression {
    case .cell, .sum, .number, .statedWeight, .usualWeight: true
    case .negate(let inner): isLinear(inner)
    case .add(let a, let b), .subtract(let a, let b): isLinear(a) && isLinear(b)
    default: false
    }
  }

  /// The cells of both sides.
  ///
  /// - Throws: `Unknown` for what is not printed and may not be left out; `leaf` for a parent without children.
  package mutating func terms(_ left: Expression, _ right: Expression, _ scope: Scope) throws(Unknown) -> [Balance.Term]
  {
    guard Self.isLinear(left, right) else {
      return cells(left, scope, isLeft: true) + cells(right, scope)
    }
    var terms: [Balance.Term] = []
    try collect(left, sign: 1, isLeft: true, scope, &terms)
    let leftCount = terms.count
    try collect(right, sign: -1, isLeft: false, scope, &terms)
    // Everything on the right was left out of print: nothing to compare with.
    if terms.count == leftCount, constant == nil { throw Unknown("parts") }
    return terms
  }

  /// The cells of a sum that stands on the right side.
  package mutating func terms(right: Expression, _ scope: Scope) throws(Unknown) -> [Balance.Term] {
    var terms: [Balance.Term] = []
    try collect(right, sign: -1, isLeft: false, scope, &terms)
    return terms
  }

  private mutating func collect(
    _ expression: Expression, sign: Int, isLeft: Bool, _ scope: Scope, _ terms: inout [Balance.Term]
  ) throws(Unknown) {
    switch expression {
    case .cell(let cell):
      guard let term = try term(cell, sign: sign, isLeft: isLeft, scope) else { return }
      terms.append(term)
    case .sum(let sets):
      for set in sets { try collect(set, sign: sign, isLeft: isLeft, scope, &terms) }
    case .negate(let inner): try collect(inner, sign: -sign, isLeft: isLeft, scope, &terms)
    case .add(let a, let b):
      try collect(a, sign: sign, isLeft: isLeft, scope, &terms)
      try collect(b, sign: sign, isLeft: isLeft, scope, &terms)
    case .subtract(let a, let b):
      try collect(a, sign: sign, isLeft: isLeft, scope, &terms)
      try collect(b, sign: -sign, isLeft: isLeft, scope, &terms)
    case .number, .statedWeight, .usualWeight:
      guard !isLeft, sign < 0, constant == nil, case .number(let interval) = try evaluator.value(expression, scope)
      else {
        throw Unknown("type")
      }
      constant = interval
    default:
      throw Unknown("type")
    }
  }

  private mutating func collect(
    _ set: RowSet, sign: Int, isLeft: Bool, _ scope: Scope, _ terms: inout [Balance.Term]
  ) throws(Unknown) {
    let places = try evaluator.places(set, scope)
    if places.isEmpty, case .children = set.selection { throw Unknown("leaf") }
    for place in places {
      guard evaluator.figures.filing[place] != nil else { continue }
      terms.append(try term(place, sign: sign, isLeft: isLeft))
    }
  }

  /// A cell's term; nil for a row or column that may be left out of print when it is empty, and was.
  private func term(
    _ cell: CellReference, sign: Int, isLeft: Bool, _ scope: Scope
  ) throws(Unknown) -> Balance.Term? {
    do throws(Unknown) {
      return try term(try evaluator.place(cell, scope), sign: sign, isLeft: isLeft)
    } catch {
      guard !isLeft, error.reason.id == "row" || error.reason.id == "column", mayBeLeftOut(cell, scope) else {
        throw error
      }
      return nil
    }
  }

  private func term(_ place: CellPlace, sign: Int, isLeft: Bool) throws(Unknown) -> Balance.Term {
    guard case .number(let interval) = try evaluator.figure(place) else {
      return Balance.Term(place: place, coefficient: sign, value: nil, isLeft: isLeft)
    }
    // Points are added up as they are typed; only the total may have been rounded.
    let value = !isLeft && evaluator.figures.isPoints(place) ? Interval(exactly: interval.center) : interval
    return Balance.Term(place: place, coefficient: sign, value: value, isLeft: isLeft)
  }

  private func mayBeLeftOut(_ cell: CellReference, _ scope: Scope) -> Bool {
    // Of another table we only know what it prints.
    guard scope.filling.map({ evaluator.figures.filing.tables[$0].form == cell.table }) ?? false else { return false }
    let block = evaluator.figures.form.tables[cell.table].blocks[cell.block]
    if block.columns[cell.column].isTotal { return false }
    if case .fixed(let row) = cell.row { return !block.rows[row].isTotal }
    return true
  }

  // MARK: Cells of any expression

  /// The cells that an expression looks at, for naming them; unknown ones are left out.
  package func cells(_ expression: Expression, _ scope: Scope, isLeft: Bool = false) -> [Balance.Term] {
    switch expression {
    case .cell(let cell): return cellTerms(cell, scope, isLeft)
    case .sum(let sets): return sets.flatMap { setTerms($0, scope, isLeft) }
    case .anyFilled(let set), .count(let set): return set.column == nil ? [] : setTerms(set, scope, isLeft)
    case .negate(let a), .magnitude(let a), .not(let a), .filled(let a), .blank(let a), .starts(let a, _),
      .prior(let a):
      return cells(a, scope, isLeft: isLeft)
    case .add(let a, let b), .subtract(let a, let b), .multiply(let a, let b), .divide(let a, let b),
      .and(let a, let b), .or(let a, let b), .implies(let a, let b), .near(let a, let b, _):
      return cells(a, scope, isLeft: isLeft) + cells(b, scope, isLeft: isLeft)
    case .compare(_, let a, let b):
      return cells(a, scope, isLeft: true) + cells(b, scope)
    case .conditional(_, let a, let b): return cells(a, scope, isLeft: isLeft) + cells(b, scope, isLeft: isLeft)
    case .minimum(let all), .maximum(let all), .all(let all), .any(let all):
      return all.flatMap { cells($0, scope, isLeft: isLeft) }
    case .attribute(let row, _), .known(let row): return rowCells(row, scope)
    case .present, .number, .text, .emptyTable, .forEach, .statedWeight, .usualWeight: return []
    }
  }

  /// The cells that an untrue condition accuses: of several conditions those of the untrue ones, and what is missing
  /// rather than what asks for it.
  package func accused(_ condition: Expression, _ scope: Scope) -> [Balance.Term] {
    switch condition {
    case .implies(.filled, let wanted): return accused(wanted, scope)
    case .and(let a, let b): return [a, b].filter { isUntrue($0, scope) }.flatMap { accused($0, scope) }
    case .all(let all): return all.filter { isUntrue($0, scope) }.flatMap { accused($0, scope) }
    default: return cells(condition, scope)
    }
  }

  private func isUntrue(_ condition: Expression, _ scope: Scope) -> Bool {
    do throws(Unknown) {
      return try !evaluator.truth(condition, scope)
    } catch {
      return false
    }
  }

  private func cellTerms(_ cell: CellReference, _ scope: Scope, _ isLeft: Bool) -> [Balance.Term] {
    do throws(Unknown) {
      return [term(at: try evaluator.place(cell, scope), isLeft)]
    } catch {
      return []
    }
  }

  private func setTerms(_ set: RowSet, _ scope: Scope, _ isLeft: Bool) -> [Balance.Term] {
    do throws(Unknown) {
      return try evaluator.places(set, scope).map { term(at: $0, isLeft) }
    } catch {
      return []
    }
  }

  private func term(at place: CellPlace, _ isLeft: Bool) -> Balance.Term {
    var value: Interval?
    do throws(Unknown) {
      if case .number(let interval) = try evaluator.figure(place) { value = interval }
    } catch {
      value = nil
    }
    return Balance.Term(place: place, coefficient: isLeft ? 1 : -1, value: value, isLeft: isLeft)
  }

  /// The first printed cell of a row, to point at it.
  private func rowCells(_ reference: RowReference, _ scope: Scope) -> [Balance.Term] {
    guard case .row(let filling, let block, let row)? = evaluator.bound(reference, scope) else { return [] }
    return [term(at: CellPlace(table: filling, block: block, row: row, column: 0), true)]
  }
}
