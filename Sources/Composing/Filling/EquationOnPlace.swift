import Amounts
import Evaluation
import Filings
import Forms

/// An equation of the form on one place of a filing.
struct EquationOnPlace: Sendable {
  var rule: Int
  var equation: Equation
  var scope: Scope

  /// Every equation of the form on every place of a filing, whatever its cells say: definitions first.
  static func all(on filing: Filing, form: Form) -> [EquationOnPlace] {
    var full = filing
    // With every cell filled, none is passed over for being unprinted.
    for table in full.tables.indices {
      for block in full.tables[table].blocks.indices {
        let blockForm = form.tables[full.tables[table].form].blocks[block]
        for row in full.tables[table].blocks[block].rows.indices {
          let rowForm = full.tables[table].blocks[block].rows[row].form
          for column in blockForm.columns.indices
          where full.tables[table].blocks[block].rows[row].cells[column] == nil
            && blockForm.hasColumn(row: rowForm, column: column)
          {
            full.tables[table].blocks[block].rows[row].cells[column] = FilledCell("0")
          }
        }
      }
    }
    let found = BalanceSheet(figures: Figures(form: form, filing: full)).balances.compactMap {
      balance -> EquationOnPlace? in
      guard case .equations(let equations) = form.rules[balance.rule].kind else { return nil }
      return EquationOnPlace(rule: balance.rule, equation: equations[balance.equation], scope: balance.scope)
    }
    return found.filter { form.rules[$0.rule].isDefinition } + found.filter { !form.rules[$0.rule].isDefinition }
  }
}

/// A figure of this year, or of the year before, by the place of this year's.
struct Quantity: Hashable, Comparable, Sendable {
  var place: CellPlace
  var isPrior = false

  static func < (a: Quantity, b: Quantity) -> Bool {
    a.place == b.place ? !a.isPrior && b.isPrior : a.place < b.place
  }
}

/// A sum of quantities with whole coefficients, and a number: what a linear equation says is zero.
struct LinearForm: Sendable {
  private(set) var terms: [Quantity: Int] = [:]
  private(set) var constant = Rational.zero

  /// Left side minus right side.
  ///
  /// - Returns: nil where the equation is not linear, or speaks of tables that the filing has not.
  init?(_ left: Expression, _ right: Expression, _ scope: Scope, _ evaluator: Evaluator) {
    do {
      try add(left, 1, scope, evaluator)
      try add(right, -1, scope, evaluator)
    } catch {
      return nil
    }
    terms = terms.filter { $0.value != 0 }
  }

  private struct NotLinear: Error {}

  private mutating func add(
    _ expression: Expression, _ sign: Int, _ scope: Scope, _ evaluator: Evaluator
  ) throws {
    switch expression {
    case .cell(let cell): try add(cell, sign, scope, evaluator, isPrior: false)
    case .prior(.cell(let cell)): try add(cell, sign, scope, evaluator, isPrior: true)
    case .sum(let sets):
      for place in try sets.flatMap({ try evaluator.places($0, scope) }) { add(place, sign, evaluator, isPrior: false) }
    case .negate(let inner): try add(inner, -sign, scope, evaluator)
    case .add(let a, let b):
      try add(a, sign, scope, evaluator)
      try add(b, sign, scope, evaluator)
    case .subtract(let a, let b):
      try add(a, sign, scope, evaluator)
      try add(b, -sign, scope, evaluator)
    case .number, .statedWeight, .usualWeight:
      guard case .number(let interval) = try evaluator.value(expression, scope) else { throw NotLinear() }
      constant = try sign > 0 ? constant + interval.center : constant - interval.center
    default: throw NotLinear()
    }
  }

  private mutating func add(
    _ cell: CellReference, _ sign: Int, _ scope: Scope, _ evaluator: Evaluator, isPrior: Bool
  ) throws {
    let place: CellPlace
    do throws(Unknown) {
      place = try evaluator.place(cell, scope)
    } catch {
      // A row that the table does not have has no figure; a table that is not there could have any.
      if error.reason.id == "row" { return }
      throw error
    }
    add(place, sign, evaluator, isPrior: isPrior)
  }

  private mutating func add(_ place: CellPlace, _ sign: Int, _ evaluator: Evaluator, isPrior: Bool) {
    let filing = evaluator.figures.filing
    let block = evaluator.figures.form.tables[filing.tables[place.table].form].blocks[place.block]
    guard block.hasColumn(row: filing.row(at: place).form, column: place.column) else { return }
    terms[Quantity(place: place, isPrior: isPrior), default: 0] += sign
  }
}
