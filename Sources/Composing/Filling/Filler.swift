import Amounts
import Evaluation
import Filings
import Forms

/// Works out the cells of a filing that nobody gave, by the form's own equations: definitions are evaluated, and any
/// equation with one unknown is solved for it.
struct Filler {
  enum Known: Hashable {
    case blank
    case number(Rational)

    var number: Rational {
      if case .number(let number) = self { number } else { .zero }
    }
  }

  let form: Form
  let equations: [EquationOnPlace]
  private(set) var filing: Filing
  private(set) var known: [Quantity: Known] = [:]
  /// What cells are printed with: amounts decimals, and how rates and points are cut.
  private let isPrinted: Bool
  /// Cells that were given as none: only an equation that says two cells are the same fact may fill them.
  private var blanks: Set<CellPlace>

  /// - Parameter isPrinted: whether amounts are as printed (in the form's unit), and rates and points are rounded as they
  ///   are worked out; otherwise amounts are exact, in 元.
  init(
    _ filing: Filing, priors: [CellPlace: Rational], equations: [EquationOnPlace], form: Form, isPrinted: Bool,
    blanks: Set<CellPlace> = []
  ) {
    (self.filing, self.form, self.equations, self.isPrinted) = (filing, form, equations, isPrinted)
    self.blanks = blanks
    for place in filing.places {
      guard let cell = filing[place] else { continue }
      switch cell.value {
      case .blank: known[Quantity(place: place)] = .blank
      case .number(let number): known[Quantity(place: place)] = .number(number.value)
      case .text: break
      }
    }
    for (place, value) in priors { known[Quantity(place: place, isPrior: true)] = .number(value) }
  }

  var evaluator: Evaluator { Evaluator(figures: Figures(form: form, filing: filing)) }

  /// Fills what can be worked out.
  mutating func fill() {
    goOver()
    for place in blanks.sorted() where known[Quantity(place: place)] == nil { set(place, .blank) }
    if !blanks.isEmpty { goOver() }
    blanks = []
  }

  /// Goes over the equations until they say nothing new.
  private mutating func goOver() {
    while true {
      var open = equations
      // Which rows an equation is about may depend on what is known, so at the end all of them are asked again.
      guard goOver(&open) else { return }
      while !open.isEmpty, goOver(&open) {}
    }
  }

  /// Asks each of some equations once. Warnings say what is usual, not what is; conditions must be met.
  ///
  /// - Parameter open: left are those that may still say something.
  /// - Returns: whether one said something new.
  private mutating func goOver(_ open: inout [EquationOnPlace]) -> Bool {
    let evaluator = self.evaluator
    var found: [(Quantity, Known)] = []
    open = open.filter { equation in
      guard case .compare(.equal, let left, let right) = equation.equation.body,
        form.rules[equation.rule].severity == .error
      else { return false }
      guard applies(equation, evaluator) ?? false else { return true }
      let linear = LinearForm(left, right, equation.scope, evaluator)
      if let linear, linear.terms.keys.allSatisfy({ known[$0] != nil }) { return false }
      guard let answer = solution(linear, equation, left, right, evaluator), known[answer.0] == nil else { return true }
      known[answer.0] = answer.1
      found.append(answer)
      return false
    }
    for (quantity, value) in found where !quantity.isPrior { set(quantity.place, value) }
    return !found.isEmpty
  }

  /// Whether the condition of an equation is met; nil where what is known does not decide it.
  func applies(_ equation: EquationOnPlace, _ evaluator: Evaluator) -> Bool? {
    guard let condition = equation.equation.condition else { return true }
    do throws(Unknown) {
      return try evaluator.truth(condition, equation.scope)
    } catch {
      return nil
    }
  }

  private func solution(
    _ linear: LinearForm?, _ equation: EquationOnPlace, _ left: Expression, _ right: Expression,
    _ evaluator: Evaluator
  ) -> (Quantity, Known)? {
    if let linear { return solution(linear) }
    guard form.rules[equation.rule].isDefinition, case .cell(let cell) = left else { return nil }
    do throws(Unknown) {
      let target = Quantity(place: try evaluator.place(cell, equation.scope))
      guard known[target] == nil, !blanks.contains(target.place), isOpen(target.place) else { return nil }
      switch try evaluator.value(right, equation.scope) {
      case .number(let interval): return (target, rounded(interval.center, at: target.place))
      case .blank: return (target, .blank)
      case .text, .truth, .unknown: return nil
      }
    } catch {
      return nil
    }
  }

  private func solution(_ linear: LinearForm) -> (Quantity, Known)? {
    let unknown = linear.terms.filter { known[$0.key] == nil }
    guard unknown.count == 1, let (quantity, coefficient) = unknown.first, abs(coefficient) == 1,
      quantity.isPrior || isOpen(quantity.place),
      !blanks.contains(quantity.place) || linear.terms.count == 2 && linear.constant.isZero
    else { return nil }
    do {
      var sum = linear.constant
      var isBlank = linear.constant.isZero
      for (term, coefficient) in linear.terms where term != quantity {
        guard case .number(let value)? = known[term] else { continue }
        isBlank = false
        sum = try sum + value * Rational(Int64(coefficient))
      }
      if isBlank { return (quantity, .blank) }
      return (quantity, rounded(coefficient > 0 ? -sum : sum, at: quantity.place))
    } catch {
      return nil
    }
  }

  /// Whether a cell is to be worked out now: of this measure, and not one that may be left blank.
  private func isOpen(_ place: CellPlace) -> Bool {
    let row = filing.row(at: place).form
    let block = block(place)
    guard block.hasColumn(row: row, column: place.column) else { return false }
    if let row, block.rows[row].optional.contains(place.column) { return false }
    switch block.measure(row: row, column: place.column) {
    case .amount, .count: return true
    case .percent, .points: return isPrinted
    case .text: return false
    }
  }

  private func block(_ place: CellPlace) -> BlockForm {
    form.tables[filing.tables[place.table].form].blocks[place.block]
  }

  func measure(_ place: CellPlace) -> Measure {
    block(place).measure(row: filing.row(at: place).form, column: place.column)
  }

  // MARK: Cells

  /// What goes on being reckoned with is what is printed.
  private func rounded(_ value: Rational, at place: CellPlace) -> Known {
    guard isPrinted else { return .number(value) }
    guard case .number(let number) = FilledCell(text(value, at: place)).value else { return .number(value) }
    return .number(number.value)
  }

  private func text(_ value: Rational, at place: CellPlace) -> String {
    switch measure(place) {
    case .percent:
      do {
        return try (value * Rational(100)).formatted(decimals: 2) + "%"
      } catch {
        return value.formatted(decimals: 4)
      }
    case .points: return value.formatted(limit: 2)
    case .amount: return isPrinted ? value.formatted(decimals: form.precision) : value.formatted(decimals: 2)
    case .count, .text: return value.formatted(limit: 6)
    }
  }

  /// Gives a cell that had nothing a value.
  mutating func set(_ place: CellPlace, _ value: Known) {
    known[Quantity(place: place)] = value
    let cell: FilledCell
    switch value {
    case .blank: cell = FilledCell("", value: .blank, span: nil)
    case .number(let number): cell = FilledCell(text(number, at: place))
    }
    filing.tables[place.table].blocks[place.block].rows[place.row].cells[place.column] = cell
  }

  /// Cells of printed tables that neither anybody gave nor any equation determines.
  var undetermined: [CellPlace] {
    filing.places.filter { place in
      form.tables[filing.tables[place.table].form].isPrinted && filing[place] == nil && isOpen(place)
    }
  }
}

extension Filing {
  /// The places of all cells, in the order of print.
  var places: [CellPlace] {
    tables.indices.flatMap { table in
      tables[table].blocks.indices.flatMap { block in
        tables[table].blocks[block].rows.indices.flatMap { row in
          tables[table].blocks[block].rows[row].cells.indices.map {
            CellPlace(table: table, block: block, row: row, column: $0)
          }
        }
      }
    }
  }
}
