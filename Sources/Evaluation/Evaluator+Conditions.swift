import Amounts
import Filings
package import Forms

extension Evaluator {
  /// - Throws: `Unknown` when what is known does not decide it.
  package func truth(_ expression: Expression, _ scope: Scope) throws(Unknown) -> Bool {
    switch expression {
    case .compare(let comparison, let a, let b): return try compare(comparison, a, b, scope)
    case .starts(let inner, let prefix):
      guard case .text(let text) = try value(inner, scope) else { return false }
      return Label.key(text).hasPrefix(Label.key(prefix))
    case .not(let inner): return try !truth(inner, scope)
    case .and(let a, let b): return try decide(a, b, scope, by: false)
    case .or(let a, let b): return try decide(a, b, scope, by: true)
    case .implies(let a, let b): return try decide(.not(a), b, scope, by: true)
    case .all(let all):
      for inner in all where try !truth(inner, scope) { return false }
      return true
    case .any(let all):
      for inner in all where try truth(inner, scope) { return true }
      return false
    case .anyFilled(let set):
      for place in try places(set, scope) where try figure(place) != .blank { return true }
      return false
    case .filled(let inner): return try isFilled(inner, scope)
    case .blank(let inner): return try !isFilled(inner, scope)
    case .emptyTable(let table):
      return !figures.filing.tables[try filling(.first, table: table, scope: scope)].hasFigures
    case .present(let cell): return try isPresent(cell, scope)
    case .known(let row): return try isKnown(row, scope)
    case .near(let a, let b, let tolerance): return try isNear(a, b, tolerance, scope)
    case .forEach(let variable, let set, let body): return try forEach(variable, set, body, scope)
    default:
      if case .truth(let truth) = try value(expression, scope) { return truth }
      throw Unknown("type")
    }
  }

  private func compare(
    _ comparison: Expression.Comparison, _ a: Expression, _ b: Expression, _ scope: Scope
  ) throws(Unknown) -> Bool {
    let left = try value(a, scope)
    let right = try value(b, scope)
    switch (left, right) {
    case (.text(let x), .text(let y)):
      return (Label.key(x) == Label.key(y)) == (comparison == .equal)
    case (.truth(let x), .truth(let y)):
      return (x == y) == (comparison == .equal)
    case (.number, .number), (.blank, .number), (.number, .blank):
      // In a comparison a blank cell is nothing; whether it should be blank is another rule's question.
      return Self.compare(comparison, Self.interval(left), Self.interval(right))
    default:
      throw Unknown("blank")
    }
  }

  private static func interval(_ value: Value) -> Interval {
    if case .number(let interval) = value { interval } else { Interval(exactly: .zero) }
  }

  private static func compare(_ comparison: Expression.Comparison, _ a: Interval, _ b: Interval) -> Bool {
    switch comparison {
    case .equal: a.meets(b)
    case .notEqual: !a.meets(b)
    case .less: a.low < b.high && a.center != b.center
    case .lessOrEqual: a.low <= b.high
    case .greater: a.high > b.low && a.center != b.center
    case .greaterOrEqual: a.high >= b.low
    }
  }

  /// `and` (decided by a false side) or `or` (decided by a true side), the other side unknown or not.
  private func decide(_ a: Expression, _ b: Expression, _ scope: Scope, by deciding: Bool) throws(Unknown) -> Bool {
    var unknown: Unknown?
    for side in [a, b] {
      do throws(Unknown) {
        if try truth(side, scope) == deciding { return deciding }
      } catch {
        unknown = error
      }
    }
    if let unknown { throw unknown }
    return !deciding
  }

  private func isFilled(_ inner: Expression, _ scope: Scope) throws(Unknown) -> Bool {
    do throws(Unknown) {
      switch try value(inner, scope) {
      case .blank: return false
      case .text(let text): return !text.isEmpty
      case .number, .truth, .unknown: return true
      }
    } catch {
      // Something is printed there, only not a number.
      if error.reason.id == "text" || error.reason.id == "malformed" { return true }
      throw error
    }
  }

  private func isPresent(_ cell: CellReference, _ scope: Scope) throws(Unknown) -> Bool {
    let filling = try filling(cell.instance, table: cell.table, scope: scope)
    do throws(Unknown) {
      let row = try row(cell.row, table: cell.table, filling: filling, block: cell.block, scope: scope)
      return !figures.filing.tables[filling].blocks[cell.block].rows[row].isAbsent
    } catch {
      return false
    }
  }

  private func isKnown(_ reference: RowReference, _ scope: Scope) throws(Unknown) -> Bool {
    guard case .row(let filling, let block, let row)? = bound(reference, scope) else {
      throw Unknown("row", ["table": "", "row": ""])
    }
    let filled = figures.filing.tables[filling].blocks[block].rows[row]
    let form = figures.form.tables[figures.filing.tables[filling].form].blocks[block]
    guard let code = filled.code, let classification = figures.classification(filled, form) else {
      throw Unknown("code", ["code": ""])
    }
    return classification.contains(code)
  }

  private func isNear(
    _ a: Expression, _ b: Expression, _ tolerance: Rational, _ scope: Scope
  ) throws(Unknown) -> Bool {
    guard case .number(let x) = try value(a, scope), case .number(let y) = try value(b, scope), !y.center.isZero else {
      throw Unknown("blank")
    }
    do {
      return try (x.center - y.center).magnitude <= (y.center.magnitude * tolerance)
    } catch {
      throw Unknown("overflow", ["text": ""])
    }
  }

  private func forEach(
    _ variable: Int, _ set: RowSet, _ body: Expression, _ scope: Scope
  ) throws(Unknown) -> Bool {
    for binding in try bindings(set, scope) {
      if try !truth(body, scope.binding(variable, to: binding)) { return false }
    }
    return true
  }

  /// What a quantifier runs over: rows, or whole fillings of a table.
  package func bindings(_ set: RowSet, _ scope: Scope) throws(Unknown) -> [Scope.Binding] {
    guard set.block >= 0 else { return figures.fillings(of: set.table).map { .filling($0) } }
    let filling = try filling(set.instance, table: set.table, scope: scope)
    return try figures.rows(set, in: filling, scope: scope, evaluator: self).map {
      .row(filling: filling, block: set.block, row: $0)
    }
  }
}
