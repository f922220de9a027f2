import Amounts
import Evaluation
package import Filings
package import Forms

/// Brings imported leaf facts into agreement with the form's equations, as far as rounding explains the differences; and
/// finds what it does not explain.
///
/// A published figure may stand for anything that rounds to it. Among all of that, figures are chosen for which every
/// equation holds exactly, so that totals come out as they are printed. Where bounds exclude each other, the figure that is
/// least to be relied on gives way: the annex before sentences, sentences before tables, a total before what it adds up, a
/// later table before an earlier one. What gave way is named with what the equations make of it.
package struct Reconciliation {
  /// A printed figure that the others contradict.
  package struct Contradiction: Sendable {
    package var name: String
    /// As printed.
    package var printed: String
    /// What the equations make of it, with its unit: `1234.50元`.
    package var wanted: String
    /// Titles of the equations that exclude it.
    package var rules: [String]
    /// The leaf fact, where it is one.
    package var leaf: Leaf?
  }

  package struct Leaf: Hashable, Sendable {
    package var block: BlockAddress
    package var row: Int
    package var column: Int

    package init(block: BlockAddress, row: Int, column: Int) {
      (self.block, self.row, self.column) = (block, row, column)
    }
  }

  package private(set) var facts: LeafFacts
  package private(set) var contradictions: [Contradiction] = []
  /// Whether the search ended before all was looked at.
  package private(set) var isCutShort = false

  private let form: Form
  private let filing: Filing
  private let published: PublishedFigures
  private let leafCells: LeafCells
  private var variables: [Variable] = []
  private var numbers: [Quantity: Int] = [:]
  private var equations: [(rule: Int, slack: Int)] = []

  private struct Variable {
    var quantity: Quantity
    var printed: PublishedFigures.Figure?
    var leaf: Leaf?
    /// The lowest gives way first.
    var rank: Int

    /// Which moves first within its bounds.
    var order: Int { (printed == nil ? 0 : 2) + (leaf == nil ? 0 : 1) }
  }

  /// - Parameters:
  ///   - facts: taken from a filing.
  ///   - isSettled: whether what gave way is given the figure that the equations make of it; otherwise it stays as printed
  ///     and is marked.
  package init(_ facts: LeafFacts, of published: Filing, form: Form, isSettled: Bool) {
    (self.facts, self.form) = (facts, form)
    self.published = PublishedFigures(published, form: form)
    leafCells = LeafCells(form)
    filing = Skeleton(facts, form: form).filing
    collect()
    do {
      try solve(isSettled)
    } catch {
      isCutShort = true
    }
  }

  // MARK: Variables

  private mutating func collect() {
    var leaves = leafPlaces()
    for place in filing.places {
      let table = filing.tables[place.table]
      let block = form.tables[table.form].blocks[place.block]
      let row = filing.row(at: place)
      guard block.hasColumn(row: row.form, column: place.column) else { continue }
      switch block.measure(row: row.form, column: place.column) {
      case .amount, .count, .points: break
      case .percent, .text: continue
      }
      let quantity = Quantity(place: place)
      numbers[quantity] = variables.count
      let leaf = leaves.removeValue(forKey: place)
      variables.append(
        Variable(quantity: quantity, printed: printed(place, leaf), leaf: leaf, rank: rank(table.form, leaf != nil)))
    }
    // Those that nobody printed move first, totals before leaves.
    variables.sort { a, b in a.order == b.order ? a.quantity < b.quantity : a.order < b.order }
    for (index, variable) in variables.enumerated() { numbers[variable.quantity] = index }
  }

  /// Where the given leaves stand in the skeleton.
  private func leafPlaces() -> [CellPlace: Leaf] {
    var places: [CellPlace: Leaf] = [:]
    for (index, table) in filing.tables.enumerated() {
      for (block, filled) in table.blocks.enumerated() {
        let address = BlockAddress(table: table.form, block: block)
        var open = 0
        for (row, leaf) in (facts.rows[address] ?? []).enumerated()
        where leaf.member == nil || leaf.member == table.name?.text {
          let place: Int?
          switch leaf.key {
          case .fixed(let own): place = filled.rows.firstIndex { $0.key == .fixed(own) }
          case .code(let code): place = filled.rows.firstIndex { $0.key == .code(code) }
          case .open:
            let all = filled.rows.indices.filter { if case .open = filled.rows[$0].key { true } else { false } }
            place = open < all.count ? all[open] : nil
            open += 1
          }
          guard let place else { continue }
          for column in leaf.cells.keys {
            places[CellPlace(table: index, block: block, row: place, column: column)] = Leaf(
              block: address, row: row, column: column)
          }
        }
      }
    }
    return places
  }

  private func printed(_ place: CellPlace, _ leaf: Leaf?) -> PublishedFigures.Figure? {
    if let leaf, let cell = facts.rows[leaf.block]?[leaf.row].cells[leaf.column], isOpenRow(leaf) {
      return PublishedFigures.Figure(
        text: cell.text, value: PrintedValue(parsing: cell.text).number, allowance: .zero, isBlank: cell.text.isEmpty)
    }
    let table = filing.tables[place.table]
    let row = filing.row(at: place)
    let block = form.tables[table.form].blocks[place.block]
    let key = PublishedFigures.Key(
      table: table.form, member: published.member(table), block: place.block,
      row: block.rows.isEmpty ? .fixed(0) : PublishedFigures.row(row), column: place.column)
    return published.figures[key]
  }

  private func isOpenRow(_ leaf: Leaf) -> Bool {
    form.tables[leaf.block.table].blocks[leaf.block.block].isOpen
  }

  private func rank(_ table: Int, _ isLeaf: Bool) -> Int {
    let isAnnex =
      !form.tables[table].fields.isEmpty || form.tables[table].collection != nil
      || form.outline.contains { part in
        part.holds.contains(form.tables[table].id)
          && part.holds.contains { form.table($0).map { !form.tables[$0].fields.isEmpty } ?? false }
      }
    let kind = isAnnex ? 0 : form.tables[table].isPrinted ? 2 : 1
    return (kind * 2 + (isLeaf ? 1 : 0)) * 1000 + (999 - table)
  }

  // MARK: Solving

  private mutating func solve(_ isSettled: Bool) throws {
    var system = BoundedSystem(
      values: variables.map { $0.printed?.value ?? .zero }, bounds: try variables.map(bounds))
    try addEquations(to: &system)
    var relaxed: [Int: Set<Int>] = [:]
    loop: while true {
      switch try system.solve() {
      case .solved: break loop
      case .cutShort:
        isCutShort = true
        return
      case .conflict(let conflict):
        let figures = conflict.members.filter {
          $0 < system.count && relaxed[$0] == nil && system.bounds[$0].low != nil
        }
        guard let weakest = figures.min(by: { rank(of: $0) < rank(of: $1) }) else {
          // Equations that contradict each other whatever the figures are.
          conflict.members.filter { $0 >= system.count }.forEach { system.relax($0) }
          continue
        }
        let slacks = Set(conflict.members.filter { $0 >= system.count })
        relaxed[weakest] = Set(equations.filter { slacks.contains($0.slack) }.map(\.rule))
        system.relax(weakest)
      }
    }
    try restore(&relaxed, in: &system)
    take(system.values, relaxed, isSettled)
  }

  /// Not all that gave way had to: each is tried again, the most reliable first.
  private func restore(_ relaxed: inout [Int: Set<Int>], in system: inout BoundedSystem) throws {
    for variable in relaxed.keys.sorted(by: { rank(of: $0) > rank(of: $1) }) {
      try system.restrict(variable, to: try bounds(variables[variable]))
      if case .solved = try system.solve() {
        relaxed[variable] = nil
      } else {
        system.relax(variable)
        _ = try system.solve()
      }
    }
  }

  private func rank(of variable: Int) -> (Int, Int) { (variables[variable].rank, -variable) }

  private func bounds(_ variable: Variable) throws -> BoundedSystem.Bounds {
    if isUnusedAccount(variable) { return .zero }
    guard let printed = variable.printed, printed.value != nil || printed.isBlank else { return .open }
    // A blank total is one that nobody filled in.
    if printed.isBlank, variable.leaf == nil { return .open }
    let value = printed.value ?? .zero
    if printed.allowance.isZero { return BoundedSystem.Bounds(low: value, high: value) }
    // Halves are rounded away from zero, so the far end of the interval is another figure.
    let end = try printed.allowance - Rational(1, over: 100)
    return try value.isNegative
      ? BoundedSystem.Bounds(low: value - end, high: value + end)
      : BoundedSystem.Bounds(low: value - (value.isZero ? end : printed.allowance), high: value + end)
  }

  /// An account of the finest level that nobody used, in a table that has them all.
  private func isUnusedAccount(_ variable: Variable) -> Bool {
    guard variable.leaf == nil, variable.printed?.value == nil else { return false }
    let place = variable.quantity.place
    guard let code = filing.row(at: place).code,
      leafCells.isLeaf(
        BlockAddress(table: filing.tables[place.table].form, block: place.block), row: filing.row(at: place).form,
        column: place.column)
    else { return false }
    return !filing.tables[place.table].blocks[place.block].rows.contains { row in
      row.code.map { $0 != code && $0.hasPrefix(code) } ?? false
    }
  }

  private mutating func addEquations(to system: inout BoundedSystem) throws {
    let printed = printedFiling
    let evaluator = Evaluator(figures: Figures(form: form, filing: filing))
    let conditions = Evaluator(figures: Figures(form: form, filing: printed))
    for equation in EquationOnPlace.all(on: filing, form: form) {
      guard form.rules[equation.rule].severity == .error, applies(equation, conditions),
        case .compare(let comparison, let left, let right) = equation.equation.body,
        let linear = LinearForm(left, right, equation.scope, evaluator)
      else { continue }
      var terms: [Int: Int] = [:]
      for (quantity, factor) in linear.terms { if let number = numbers[quantity] { terms[number] = factor } }
      guard !terms.isEmpty, terms.count == linear.terms.count, !terms.keys.contains(where: isUnsaid) else { continue }
      let edge = -linear.constant
      let limits: BoundedSystem.Bounds
      switch comparison {
      case .equal: limits = BoundedSystem.Bounds(low: edge, high: edge)
      case .lessOrEqual: limits = BoundedSystem.Bounds(low: nil, high: edge)
      case .greaterOrEqual: limits = BoundedSystem.Bounds(low: edge, high: nil)
      case .less, .greater, .notEqual: continue
      }
      equations.append((equation.rule, try system.add(terms, limits)))
    }
  }

  /// Points of an indicator that the document does not give: what adds them up says nothing.
  private func isUnsaid(_ variable: Int) -> Bool {
    guard let leaf = variables[variable].leaf, isOpenRow(leaf) else { return false }
    return variables[variable].printed?.isBlank ?? true
  }

  private func applies(_ equation: EquationOnPlace, _ evaluator: Evaluator) -> Bool {
    guard let condition = equation.equation.condition else { return true }
    do throws(Unknown) {
      return try evaluator.truth(condition, equation.scope)
    } catch {
      return false
    }
  }

  /// The skeleton with the figures that are printed, by which conditions are judged.
  private var printedFiling: Filing {
    var filing = filing
    for variable in variables {
      guard let value = variable.printed?.value else { continue }
      let place = variable.quantity.place
      filing.tables[place.table].blocks[place.block].rows[place.row].cells[place.column] = FilledCell(
        value.formatted(minimum: 0, limit: 6))
    }
    return filing
  }

  // MARK: Outcome

  private mutating func take(_ values: [Rational], _ relaxed: [Int: Set<Int>], _ isSettled: Bool) {
    for (index, variable) in variables.enumerated() {
      let value = values[index]
      if let rules = relaxed[index] {
        note(variable, value, rules, isSettled)
      } else if let leaf = variable.leaf, variable.printed == nil, !value.isZero {
        // A row that was not printed, and that sums need.
        let cell = LeafCell(text(value, leaf), remark: LeafRemark("", isPending: false))
        facts.rows[leaf.block]?[leaf.row].cells[leaf.column] = cell
      } else if let leaf = variable.leaf, let printed = variable.printed?.value, printed != value {
        let cell = LeafCell(text(value, leaf), remark: LeafRemark(variable.printed?.text ?? "", isPending: false))
        facts.rows[leaf.block]?[leaf.row].cells[leaf.column] = cell
      }
    }
  }

  private mutating func note(_ variable: Variable, _ value: Rational, _ rules: Set<Int>, _ isSettled: Bool) {
    contradictions.append(
      Contradiction(
        name: name(variable.quantity.place), printed: variable.printed?.text ?? "",
        wanted: wanted(value, variable.quantity.place),
        rules: rules.sorted().map { form.rules[$0].title }, leaf: variable.leaf))
    guard let leaf = variable.leaf, isSettled else { return }
    let cell = LeafCell(text(value, leaf))
    facts.rows[leaf.block]?[leaf.row].cells[leaf.column] = cell
  }

  private func wanted(_ value: Rational, _ place: CellPlace) -> String {
    let block = form.tables[filing.tables[place.table].form].blocks[place.block]
    switch block.measure(row: filing.row(at: place).form, column: place.column) {
    case .amount: return value.formatted(decimals: 2) + MoneyUnit.yuan.rawValue
    case .count(let unit): return value.formatted(limit: 6) + unit
    case .points: return value.formatted(limit: 6) + form.furniture.pointsWord
    case .percent, .text: return value.formatted(limit: 6)
    }
  }

  private func text(_ value: Rational, _ leaf: Leaf) -> String {
    let block = form.tables[leaf.block.table].blocks[leaf.block.block]
    var row: Int?
    if case .fixed(let own)? = facts.rows[leaf.block]?[leaf.row].key, !block.rows.isEmpty { row = own }
    return block.measure(row: row, column: leaf.column) == .amount
      ? value.formatted(decimals: 2) : value.formatted(limit: 6)
  }

  private func name(_ place: CellPlace) -> String {
    let table = filing.tables[place.table]
    let tableForm = form.tables[table.form]
    let row = filing.row(at: place)
    let column = FormLabel.filled(tableForm.blocks[place.block].columns[place.column].label, year: facts.head.year)
    return [
      tableForm.title, table.name?.text ?? "",
      [row.code ?? "", row.name.text].filter { !$0.isEmpty }.joined(separator: " "), column,
    ]
    .filter { !$0.isEmpty }.joined(separator: "·")
  }
}

extension PrintedValue {
  fileprivate var number: Rational? {
    if case .number(let number) = self { number.value } else { nil }
  }
}
