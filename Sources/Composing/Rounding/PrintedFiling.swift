import Amounts
import Evaluation
import Filings
import Forms

/// A filing with exact amounts (元) made one with printed amounts (万元): every amount a whole number of steps.
struct PrintedFiling {
  private(set) var filing: Filing
  /// Last year's figures in the form's unit, by the place of this year's.
  private(set) var priors: [CellPlace: Rational] = [:]
  /// Places whose printed value is more than a step from the exact one.
  private(set) var beyond: [CellPlace] = []

  private let form: Form
  private let filler: Filler
  /// Fen of a printed step.
  private let step: Int
  private var quantities: [Quantity] = []

  /// - Parameter filler: after it has filled its filing.
  init(_ filler: Filler, rounding: FactHead.Rounding) {
    self.filler = filler
    form = filler.form
    filing = filler.filing
    step = max(1, Int(form.unit.fen) / Int(Rational.tens(form.precision)))
    quantities = filler.known.filter { isAmount($0.key) && $0.value != .blank }.keys.sorted()
    print(steps(rounding))
  }

  private func isAmount(_ quantity: Quantity) -> Bool {
    let table = form.tables[filler.filing.tables[quantity.place.table].form]
    let row = filler.filing.row(at: quantity.place).form
    return table.blocks[quantity.place.block].measure(row: row, column: quantity.place.column) == .amount
  }

  private func fen(_ quantity: Quantity) -> Int {
    let value = filler.known[quantity]?.number ?? .zero
    return Int(value.numerator * 100 / value.denominator)
  }

  // MARK: Rounding

  private mutating func steps(_ rounding: FactHead.Rounding) -> [Int] {
    let exact = quantities.map(fen)
    switch rounding {
    case .independent: return exact.map(nearest)
    case .controlled:
      let rounded = ControlledRounding(exact, step: step, equations: equations() + sameFacts())
      beyond = rounded.beyond.map { quantities[$0].place }
      return rounded.steps
    }
  }

  /// Half away from zero.
  private func nearest(_ fen: Int) -> Int {
    let steps = (abs(fen) + step / 2) / step
    return fen < 0 ? -steps : steps
  }

  /// What is true of the exact amounts and has to stay true of the printed ones: the equations, and figures that are
  /// equal where one may not be more than the other.
  private func equations() -> [ControlledRounding.Equation] {
    let numbers = Dictionary(uniqueKeysWithValues: quantities.enumerated().map { ($1, $0) })
    let evaluator = filler.evaluator
    return filler.equations.compactMap { equation in
      guard case .compare(let comparison, let left, let right) = equation.equation.body,
        filler.applies(equation, evaluator) ?? false,
        let linear = LinearForm(left, right, equation.scope, evaluator),
        linear.terms.allSatisfy({ isAmount($0.key) && filler.known[$0.key] != nil })
      else { return nil }
      switch comparison {
      case .equal, .lessOrEqual, .greaterOrEqual: break
      case .less, .greater, .notEqual: return nil
      }
      var sum = 0
      var own: ControlledRounding.Equation = [:]
      for (quantity, factor) in linear.terms {
        guard let number = numbers[quantity] else { continue }
        own[number] = factor
        sum += factor * fen(quantity)
      }
      return sum == 0 && linear.constant.isZero && !own.isEmpty ? own : nil
    }
  }

  /// Figures that sentences or readers compare, and that are equal to the fen: of one account in several tables, of one
  /// sheet, of this year and the last. Rounded apart, 持平 would become 增加0.01万元.
  private func sameFacts() -> [ControlledRounding.Equation] {
    struct Key: Hashable {
      var code: String?
      var table: Int?
      var place: CellPlace?
      var fen: Int
    }
    var groups: [Key: [Int]] = [:]
    for (number, quantity) in quantities.enumerated() {
      let fen = fen(quantity)
      let table = filler.filing.tables[quantity.place.table].form
      groups[Key(place: quantity.place, fen: fen), default: []].append(number)
      if quantity.isPrior { continue }
      if let code = filler.filing.row(at: quantity.place).code {
        groups[Key(code: code, fen: fen), default: []].append(number)
      } else if !form.tables[table].isPrinted || form.tables[table].blocks[0].rows.isEmpty {
        groups[Key(table: table, fen: fen), default: []].append(number)
      }
    }
    return groups.values.flatMap { group in group.dropFirst().map { [group[0]: 1, $0: -1] } }.sorted {
      ($0.keys.min() ?? 0, $0.keys.max() ?? 0) < ($1.keys.min() ?? 0, $1.keys.max() ?? 0)
    }
  }

  // MARK: Printing

  private mutating func print(_ steps: [Int]) {
    for table in filing.tables.indices { filing.tables[table].unit = form.unit }
    for (quantity, steps) in zip(quantities, steps) {
      let number = PrintedNumber(significand: Int64(steps), decimals: form.precision)
      let place = quantity.place
      if quantity.isPrior {
        priors[place] = number.value
        continue
      }
      filing.tables[place.table].blocks[place.block].rows[place.row].cells[place.column] = FilledCell(
        number.value.formatted(decimals: form.precision), value: .number(number), span: nil)
    }
  }
}
