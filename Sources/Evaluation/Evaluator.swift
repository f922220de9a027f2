package import Amounts
package import Filings
package import Forms

/// Evaluates resolved expressions on a filing.
///
/// Blanks are passed over by sums; unknown is contagious; ÷ by blank or zero is blank.
package struct Evaluator: Sendable {
  package let figures: Figures
  /// Values that stand in for printed ones while a repair is being tried.
  package var overrides: [CellPlace: Interval] = [:]

  package init(figures: Figures) {
    self.figures = figures
  }

  // MARK: Places

  package func filling(_ reference: InstanceReference, table: Int, scope: Scope) throws(Unknown) -> Int {
    switch reference {
    case .first:
      guard let first = figures.fillings(of: table).first else { throw absent(table) }
      return first
    case .current:
      if let current = scope.filling, figures.filing.tables[current].form == table { return current }
      guard let first = figures.fillings(of: table).first else { throw absent(table) }
      return first
    case .filling(let filling): return filling
    case .variable(let variable):
      guard case .filling(let filling) = scope.binding(variable) else { throw absent(table) }
      return filling
    }
  }

  private func absent(_ table: Int) -> Unknown {
    figures.form.tables[table].isPrinted
      ? Unknown("table", ["table": figures.form.tables[table].title])
      : Unknown("sheet", ["table": figures.form.tables[table].title])
  }

  /// The printed row that a reference means.
  package func row(
    _ reference: RowReference, table: Int, filling: Int, block: Int, scope: Scope
  ) throws(Unknown) -> Int {
    let filled = figures.filing.tables[filling].blocks[block]
    func code(_ code: String?) throws(Unknown) -> Int {
      guard let code, let row = filled.row(code: code) else {
        throw Unknown("row", ["table": figures.form.tables[table].title, "row": code ?? ""])
      }
      return row
    }
    switch reference {
    case .fixed(let index):
      guard let row = filled.row(form: index) else {
        throw Unknown(
          "row",
          [
            "table": figures.form.tables[table].title,
            "row": figures.form.tables[table].blocks[block].rows[index].label,
          ])
      }
      return row
    case .code(let text): return try code(text)
    case .current:
      guard let row = scope.row else { throw Unknown("row", ["table": figures.form.tables[table].title, "row": ""]) }
      return row
    case .variable(let variable):
      guard case .row(_, _, let row) = scope.binding(variable) else {
        throw Unknown("row", ["table": figures.form.tables[table].title, "row": ""])
      }
      return row
    case .matchingCurrent:
      guard let own = scope.filling, let row = scope.row else {
        throw Unknown("row", ["table": figures.form.tables[table].title, "row": ""])
      }
      return try code(figures.filing.tables[own].blocks[scope.block].rows[row].code)
    case .matchingVariable(let variable):
      guard case .row(let other, let otherBlock, let row) = scope.binding(variable) else {
        throw Unknown("row", ["table": figures.form.tables[table].title, "row": ""])
      }
      return try code(figures.filing.tables[other].blocks[otherBlock].rows[row].code)
    case .only:
      guard !filled.rows.isEmpty else { throw Unknown("row", ["table": figures.form.tables[table].title, "row": ""]) }
      return 0
    }
  }

  package func place(_ cell: CellReference, _ scope: Scope) throws(Unknown) -> CellPlace {
    let filling = try filling(cell.instance, table: cell.table, scope: scope)
    let row = try row(cell.row, table: cell.table, filling: filling, block: cell.block, scope: scope)
    return CellPlace(table: filling, block: cell.block, row: row, column: cell.column)
  }

  /// The cells of a set at its column.
  package func places(_ set: RowSet, _ scope: Scope) throws(Unknown) -> [CellPlace] {
    let filling = try filling(set.instance, table: set.table, scope: scope)
    return try figures.rows(set, in: filling, scope: scope, evaluator: self).map {
      CellPlace(table: filling, block: set.block, row: $0, column: set.column ?? 0)
    }
  }

  package func figure(_ place: CellPlace) throws(Unknown) -> Value {
    if !overrides.isEmpty, let override = overrides[place] { return .number(override) }
    return try figures.value(at: place)
  }

  // MARK: Values

  /// A figure for conditions: a row that is not printed is not known, where a sum would take it for blank.
  private func printedFigure(_ place: CellPlace) throws(Unknown) -> Value {
    if overrides[place] == nil, figures.filing.row(at: place).isAbsent {
      throw Unknown(
        "row",
        [
          "table": figures.form.tables[figures.filing.tables[place.table].form].title,
          "row": figures.filing.row(at: place).code ?? "",
        ])
    }
    return try figure(place)
  }

  package func value(_ expression: Expression, _ scope: Scope) throws(Unknown) -> Value {
    switch expression {
    case .number(let number): return .number(Interval(exactly: number))
    case .text(let text): return .text(text)
    case .cell(let cell): return try printedFigure(try place(cell, scope))
    case .attribute(let row, let attribute): return try self.attribute(attribute, of: row, scope)
    case .negate(let inner): return try map(inner, scope) { -$0 }
    case .magnitude(let inner): return try map(inner, scope) { $0.magnitude }
    case .add(let a, let b): return try sum(a, b, scope) { a, b throws(ArithmeticOverflow) in try a + b }
    case .subtract(let a, let b): return try sum(a, b, scope) { a, b throws(ArithmeticOverflow) in try a - b }
    case .multiply(let a, let b): return try product(a, b, scope)
    case .divide(let a, let b): return try quotient(a, b, scope)
    case .sum(let sets): return try sum(sets, scope)
    case .count(let set): return .number(Interval(exactly: Rational(Int64(try places(set, scope).count))))
    case .minimum(let all): return try extremum(all, scope, Interval.smaller)
    case .maximum(let all): return try extremum(all, scope, Interval.larger)
    case .prior: throw Unknown("prior")
    case .conditional(let condition, let then, let otherwise):
      return try value(try truth(condition, scope) ? then : otherwise, scope)
    case .statedWeight(let table, let name): return try statedWeight(name, table: table, scope)
    case .usualWeight(let table, let name):
      guard let weight = figures.form.tables[table].weights.first(where: { $0.name == name }) else {
        throw Unknown("weight", ["name": name])
      }
      return .number(Interval(exactly: weight.points))
    case .compare, .starts, .not, .and, .or, .implies, .all, .any, .anyFilled, .filled, .blank, .emptyTable, .present,
      .known, .near, .forEach:
      return .truth(try truth(expression, scope))
    }
  }

  private func attribute(
    _ attribute: Expression.Attribute, of reference: RowReference, _ scope: Scope
  ) throws(Unknown) -> Value {
    guard case .row(let filling, let block, let row)? = bound(reference, scope) else {
      throw Unknown("row", ["table": "", "row": ""])
    }
    let filled = figures.filing.tables[filling].blocks[block].rows[row]
    switch attribute {
    case .name: return .text(filled.name.text)
    case .code: return .text(filled.code ?? "")
    case .fund:
      let classification = figures.classification(
        filled, figures.form.tables[figures.filing.tables[filling].form].blocks[block])
      guard let code = filled.code, let entry = classification?[code] else {
        throw Unknown("code", ["code": filled.code ?? ""])
      }
      return .text(entry.fund.rawValue)
    }
  }

  package func bound(_ reference: RowReference, _ scope: Scope) -> Scope.Binding? {
    switch reference {
    case .variable(let variable), .matchingVariable(let variable): return scope.binding(variable)
    case .current, .matchingCurrent:
      guard let filling = scope.filling, let row = scope.row else { return nil }
      return .row(filling: filling, block: scope.block, row: row)
    case .fixed, .code, .only: return nil
    }
  }

  private func statedWeight(_ name: String, table: Int, _ scope: Scope) throws(Unknown) -> Value {
    let filling = try filling(.current, table: table, scope: scope)
    let stated = figures.filing.tables[filling].statedWeights
    guard let weight = stated[name] ?? stated[name + "指标"] else { throw Unknown("weight", ["name": name]) }
    return .number(Interval(exactly: weight.points))
  }

  // MARK: Arithmetic

  private func map(_ inner: Expression, _ scope: Scope, _ change: (Interval) -> Interval) throws(Unknown) -> Value {
    guard case .number(let interval) = try value(inner, scope) else { return .blank }
    return .number(change(interval))
  }

  private func sum(
    _ a: Expression, _ b: Expression, _ scope: Scope,
    _ combine: (Interval, Interval) throws(ArithmeticOverflow) -> Interval
  ) throws(Unknown) -> Value {
    let zero = Interval(exactly: .zero)
    switch (try operand(a, scope), try operand(b, scope)) {
    case (nil, nil): return .blank
    case (let x, let y):
      return .number(try exact { () throws(ArithmeticOverflow) in try combine(x ?? zero, y ?? zero) })
    }
  }

  private func operand(_ expression: Expression, _ scope: Scope) throws(Unknown) -> Interval? {
    if case .number(let interval) = try value(expression, scope) { interval } else { nil }
  }

  private func product(_ a: Expression, _ b: Expression, _ scope: Scope) throws(Unknown) -> Value {
    guard let x = try operand(a, scope), let y = try operand(b, scope) else { return .blank }
    return .number(try exact { () throws(ArithmeticOverflow) in try x * y })
  }

  private func quotient(_ a: Expression, _ b: Expression, _ scope: Scope) throws(Unknown) -> Value {
    guard let x = try operand(a, scope), let y = try operand(b, scope), !y.center.isZero else { return .blank }
    // What was rounded may have been zero.
    guard y.low > .zero || y.high < .zero else { throw Unknown("imprecise") }
    return .number(try exact { () throws(ArithmeticOverflow) in try x / y })
  }

  private func sum(_ sets: [RowSet], _ scope: Scope) throws(Unknown) -> Value {
    var total: Interval?
    for set in sets {
      for place in try places(set, scope) {
        guard case .number(let interval) = try figure(place) else { continue }
        let before = total
        total = try exact { () throws(ArithmeticOverflow) in
          try before.map { value throws(ArithmeticOverflow) in try value + interval } ?? interval
        }
      }
    }
    return total.map(Value.number) ?? .blank
  }

  private func extremum(
    _ all: [Expression], _ scope: Scope, _ choose: (Interval, Interval) -> Interval
  ) throws(Unknown) -> Value {
    var result: Interval?
    for expression in all {
      guard let next = try operand(expression, scope) else { return .blank }
      result = result.map { choose($0, next) } ?? next
    }
    return result.map(Value.number) ?? .blank
  }

  private func exact<T>(_ compute: () throws(ArithmeticOverflow) -> T) throws(Unknown) -> T {
    do {
      return try compute()
    } catch {
      throw Unknown("overflow", ["text": ""])
    }
  }
}
