import Amounts
import Diagnosis
import Evaluation
import Filings
import Forms

/// A balance sheet as quantities, their prints and what must be true of them.
///
/// Equalities of two cells make both prints of one quantity; sums and formulas become equations. A difference or a sum
/// inside a formula (last year's value under a growth) is a quantity that nobody prints.
struct SystemBuilder {
  private(set) var system = System()
  /// By print, its cell; and back, by number of the cell.
  private(set) var cells: [CellPlace] = []
  private var printOf: [Int]
  /// By equation of the system, the balances that state it.
  private(set) var balances: [[Int]] = []

  private let sheet: BalanceSheet
  private let figures: Figures
  private let filing: Filing
  private let form: Form
  private let passages: [CellPlace: Int]
  private let wanted: Set<CellPlace>
  private var sets: DisjointSets
  private var quantities: [Int: Int] = [:]
  private var hidden: [HiddenKey: Int] = [:]
  private var known: [[Constraint.Term]: Int] = [:]
  private var codes: [String: Int] = [:]
  private var orders: [[Int]: [Int]] = [:]

  private struct HiddenKey: Hashable {
    var terms: [Constraint.Term]
    var constant: Figure
  }

  /// - Parameters:
  ///   - passages: by cell of a number in a sentence, the passage it stands in.
  ///   - wanted: rows, by their first cell, that are blank and that a sentence says have something in them.
  init(sheet: BalanceSheet, passages: [CellPlace: Int], wanted: Set<CellPlace>) {
    self.sheet = sheet
    self.passages = passages
    self.wanted = wanted
    figures = sheet.evaluator.figures
    filing = figures.filing
    form = figures.form
    sets = DisjointSets(count: figures.cellCount)
    printOf = Array(repeating: -1, count: figures.cellCount)
    let counted = sheet.balances.indices.filter { Self.counts(sheet.balances[$0]) }
    for index in counted { merge(index) }
    for index in counted { for term in sheet.balances[index].terms { addPrint(term) } }
    for index in counted { addEquation(index) }
    addConditions()
  }

  /// Equations all of whose cells are blank count too: a repair may break them.
  private static func counts(_ balance: Balance) -> Bool {
    guard balance.shape != .condition else { return false }
    guard case .notApplicable(let reason) = balance.verdict else { return true }
    return reason.id == "blank" && balance.shape == .sum && balance.terms.count { $0.isLeft } == 1
  }

  func print(at place: CellPlace) -> Int? {
    let print = printOf[figures.number(of: place)]
    return print < 0 ? nil : print
  }

  // MARK: Quantities

  private mutating func merge(_ index: Int) {
    let balance = sheet.balances[index]
    guard balance.shape == .sum, balance.constant == nil, balance.terms.count == 2,
      balance.terms[0].coefficient + balance.terms[1].coefficient == 0, abs(balance.terms[0].coefficient) == 1,
      balance.terms[0].place != balance.terms[1].place
    else { return }
    sets.join(figures.number(of: balance.terms[0].place), figures.number(of: balance.terms[1].place))
  }

  private mutating func quantity(of place: CellPlace) -> Int {
    let root = sets.root(figures.number(of: place))
    if let known = quantities[root] { return known }
    let quantity = system.addQuantity()
    quantities[root] = quantity
    return quantity
  }

  private mutating func addPrint(_ term: Balance.Term) {
    let number = figures.number(of: term.place)
    guard printOf[number] < 0, let printed = term.value.map(Figure.init) ?? .zero else { return }
    let figure = figures.isPoints(term.place) ? Figure(exactly: printed.center) : printed
    printOf[number] = cells.count
    cells.append(term.place)
    let row = filing.row(at: term.place)
    let state: Print.State =
      if term.value != nil { .stated } else if row.isAbsent { .absentRow } else {
        row.cells.contains { $0?.number != nil } || wanted.contains(term.place.inColumn(0)) ? .blank : .emptyRow
      }
    system.prints.append(
      Print(of: quantity(of: term.place), figure, role: role(term.place, row), state: state, at: place(term.place, row))
    )
  }

  private func role(_ place: CellPlace, _ row: FilledRow) -> Print.Role {
    let table = form.tables[filing.tables[place.table].form]
    let block = table.blocks[place.block]
    if case .percent = block.measure(row: row.form, column: place.column) { return .percentage }
    guard table.isPrinted else { return .sentence }
    if block.columns[place.column].isTotal { return .total }
    guard let index = row.form else { return .leaf }
    if block.rows[index].isTotal { return .total }
    guard let code = row.code, case .coded(let id, _) = block.rows[index].kind,
      let last = form.classifications[id]?.levels.last, code.utf8.count < last.length
    else { return .leaf }
    return .parent
  }

  private mutating func place(_ place: CellPlace, _ row: FilledRow) -> Place {
    if let passage = passages[place] {
      return Place(table: -1 - passage, row: 0, column: system.prints.count, code: nil)
    }
    let table = figures.number(of: CellPlace(table: place.table, block: place.block, row: 0, column: 0))
    var code: Int?
    if let text = row.code, form.tables[filing.tables[place.table].form].isPrinted {
      code = codes[text] ?? codes.count
      codes[text] = code
    }
    return Place(table: table, row: order(place), column: place.column, code: code)
  }

  /// Where a row stands among the printed ones; rows that were left out stand behind the code before theirs.
  private mutating func order(_ place: CellPlace) -> Int {
    let rows = filing.tables[place.table].blocks[place.block].rows
    guard rows.last?.isAbsent ?? false else { return place.row }
    let key = [place.table, place.block]
    if let known = orders[key] { return known[place.row] }
    var sequence = rows.indices.filter { !rows[$0].isAbsent }
    for absent in rows.indices.filter({ rows[$0].isAbsent }).sorted(by: {
      (rows[$0].code ?? "") < (rows[$1].code ?? "")
    }) {
      let before = sequence.lastIndex { rows[$0].code.map { $0 < rows[absent].code ?? "" } ?? false }
      sequence.insert(absent, at: before.map { $0 + 1 } ?? sequence.count)
    }
    var positions = [Int](repeating: 0, count: rows.count)
    for (position, row) in sequence.enumerated() { positions[row] = position }
    orders[key] = positions
    return positions[place.row]
  }

  // MARK: Conditions

  private mutating func addConditions() {
    var byPrint: [Int: [Int]] = [:]
    for (index, balance) in sheet.balances.enumerated() where balance.shape == .condition {
      guard form.rules[balance.rule].severity != .info else { continue }
      for term in balance.terms {
        if let print = print(at: term.place) { byPrint[print, default: []].append(index) }
      }
    }
    guard !byPrint.isEmpty else { return }
    let (sheet, form, cells, conditionsOf) = (sheet, form, cells, byPrint)
    system.conditions = { repair in
      let touched = Set(repair.lazy.filter { $0.value != nil }.flatMap { conditionsOf[$0.print] ?? [] })
      guard !touched.isEmpty else { return (broken: 0, mended: 0) }
      var evaluator = sheet.evaluator
      for edit in repair {
        guard let value = edit.value else { continue }
        do {
          evaluator.overrides[cells[edit.print]] = try value.interval()
        } catch {
          continue
        }
      }
      let balances = touched.map { sheet.balances[$0] }
      return (
        broken: balances.count { !$0.isBroken && !$0.isTrue(by: evaluator, form) },
        mended: balances.count { $0.isBroken && $0.isTrue(by: evaluator, form) }
      )
    }
  }

  // MARK: Equations

  private mutating func addEquation(_ index: Int) {
    let balance = sheet.balances[index]
    // A figure that is too large to reckon with leaves its equations unknown.
    guard balance.terms.allSatisfy({ print(at: $0.place) != nil }) else { return }
    if balance.shape == .sum { addSum(balance, index) } else { addFormula(balance, index) }
  }

  private mutating func addSum(_ balance: Balance, _ index: Int) {
    let terms = collected(balance.terms.map { Constraint.Term(quantity(of: $0.place), Int64($0.coefficient)) })
    guard !terms.isEmpty, let constant = balance.constant.map(Figure.init) ?? .zero else { return }
    let left = balance.terms.filter(\.isLeft)
    let total = left.count == 1 ? left[0] : nil
    let rounding = total.flatMap { self.rounding($0) }
    if balance.constant == nil, rounding == nil {
      if let same = known[terms] {
        balances[same].append(index)
        return
      }
      known[terms] = system.equations.count
    }
    // The constant stands on the right side beside the cells; a total of points may have been rounded.
    let rest = rounding.map {
      Figure(low: constant.low - $0.high, center: constant.center, high: constant.high - $0.low)
    }
    append(Constraint(.sum(terms, constant: rest ?? constant), output: total.map { quantity(of: $0.place) }), index)
  }

  /// By how much points may differ from what was worked out, rounded or cut off when printed; nil for other figures and
  /// for points as they are typed.
  private func rounding(_ term: Balance.Term) -> Figure? {
    guard figures.isPoints(term.place), let printed = term.value.flatMap(Figure.init), printed.low < printed.high else {
      return nil
    }
    return Figure(low: printed.low - printed.center, center: 0, high: printed.high - printed.center)
  }

  private mutating func append(_ equation: Constraint, _ index: Int?) {
    system.equations.append(equation)
    balances.append(index.map { [$0] } ?? [])
  }

  private func collected(_ terms: [Constraint.Term]) -> [Constraint.Term] {
    var collected: [Constraint.Term] = []
    collected.reserveCapacity(terms.count)
    for term in terms.sorted(by: { $0.quantity < $1.quantity }) {
      if let last = collected.last, last.quantity == term.quantity {
        collected[collected.count - 1] = Constraint.Term(term.quantity, last.coefficient + term.coefficient)
      } else {
        collected.append(term)
      }
    }
    return collected.filter { $0.coefficient != 0 }
  }

  private mutating func addFormula(_ balance: Balance, _ index: Int) {
    guard case .equations(let equations) = form.rules[balance.rule].kind,
      case .compare(.equal, .cell(let cell), let right) = equations[balance.equation].body
    else { return }
    do throws(Unknown) {
      let place = try sheet.evaluator.place(cell, balance.scope)
      guard print(at: place) != nil else { return }
      var target = quantity(of: place)
      if let rounding = balance.terms.first(where: { $0.place == place }).flatMap({ self.rounding($0) }) {
        target = unprinted([Constraint.Term(target, 1)], rounding)
      }
      if let relation = try relation(target, right, balance.scope) {
        append(Constraint(relation, output: target), index)
      } else {
        append(Constraint(function(target, place, right, balance), output: target), index)
      }
    } catch {
      return
    }
  }

  /// - Returns: nil for a formula that is neither a product nor a quotient of sums.
  private mutating func relation(
    _ target: Int, _ right: Expression, _ scope: Scope
  ) throws(Unknown) -> Constraint.Relation? {
    switch right {
    case .divide(let a, let b):
      guard let part = try quantity(of: a, scope), let base = try quantity(of: b, scope),
        Set([part, base, target]).count == 3
      else { return nil }
      return .product(part: part, rate: target, base: base)
    case .multiply(let a, let b):
      guard let rate = try quantity(of: a, scope), let base = try quantity(of: b, scope),
        Set([rate, base, target]).count == 3
      else { return nil }
      return .product(part: target, rate: rate, base: base)
    default: return nil
    }
  }

  /// The quantity of a sum of cells: the cell's own, or one that nobody prints.
  private mutating func quantity(of expression: Expression, _ scope: Scope) throws(Unknown) -> Int? {
    guard TermCollector.isLinear(expression) else { return nil }
    if case .cell(let cell) = expression {
      let place = try sheet.evaluator.place(cell, scope)
      return print(at: place) == nil ? nil : quantity(of: place)
    }
    var collector = TermCollector(evaluator: sheet.evaluator)
    // Collected as the right side of an equation, every coefficient is turned round.
    let collected = try collector.terms(right: expression, scope)
    guard collected.allSatisfy({ print(at: $0.place) != nil }),
      let constant = collector.constant.map(Figure.init) ?? .zero
    else { return nil }
    return unprinted(collected.map { Constraint.Term(quantity(of: $0.place), Int64(-$0.coefficient)) }, constant)
  }

  private mutating func unprinted(_ terms: [Constraint.Term], _ constant: Figure) -> Int {
    let key = HiddenKey(terms: collected(terms), constant: constant)
    if let known = hidden[key] { return known }
    let quantity = system.addQuantity()
    hidden[key] = quantity
    let own = key.terms.map { Constraint.Term($0.quantity, -$0.coefficient) } + [Constraint.Term(quantity, 1)]
    append(Constraint(.sum(own, constant: constant)), nil)
    return quantity
  }

  /// Any other formula is evaluated by the evaluator, on cells that stand for their quantities.
  private mutating func function(
    _ target: Int, _ place: CellPlace, _ right: Expression, _ balance: Balance
  ) -> Constraint.Relation {
    var operands: [(quantity: Int, place: CellPlace)] = []
    for term in balance.terms where term.place != place { operands.append((quantity(of: term.place), term.place)) }
    let evaluator = sheet.evaluator
    let places = operands.map(\.place)
    let scope = balance.scope
    return .function(target: target, operands: operands.map(\.quantity)) { figures in
      var evaluator = evaluator
      do {
        for (place, figure) in zip(places, figures) { evaluator.overrides[place] = try figure.interval() }
        guard case .number(let value) = try evaluator.value(right, scope) else { return nil }
        return Figure(value)
      } catch {
        return nil
      }
    }
  }
}
