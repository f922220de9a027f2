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
/// later table before an earlier one. What gave way is named with what the equations make of it. A blank sum is none if
/// that goes with the rest, and else one that nobody filled in.
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

  package internal(set) var facts: LeafFacts
  package internal(set) var contradictions: [Contradiction] = []
  /// Whether the search ended before all was looked at.
  package private(set) var isCutShort = false

  let form: Form
  let filing: Filing
  let published: PublishedFigures
  let leafCells: LeafCells
  var variables: [Variable] = []
  var numbers: [Quantity: Int] = [:]
  var equations: [(rule: Int, slack: Int)] = []

  struct Variable {
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
    guard variables.count <= Self.mostFigures else {
      isCutShort = true
      return
    }
    do {
      try solve(isSettled)
    } catch {
      // Figures too large to reckon with.
      isCutShort = true
    }
  }

  /// A disclosure has some thousands.
  private static let mostFigures = 20_000

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

  private func rank(of variable: Int) -> (Int, Int) {
    (isBlankSum(variables[variable]) ? -1 : variables[variable].rank, -variable)
  }

  /// A sum that is printed without a figure.
  func isBlankSum(_ variable: Variable) -> Bool {
    variable.leaf == nil && variable.printed?.isBlank ?? false && !isUnusedAccount(variable)
  }

  private func bounds(_ variable: Variable) throws -> BoundedSystem.Bounds {
    if isUnusedAccount(variable) { return .zero }
    guard let printed = variable.printed, printed.value != nil || printed.isBlank else { return .open }
    if isBlankSum(variable) { return .zero }
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

  /// The skeleton with what is printed, by which conditions are judged.
  var printedFiling: Filing {
    var filing = filing
    for variable in variables {
      guard let printed = variable.printed, printed.value != nil || printed.isBlank else { continue }
      let place = variable.quantity.place
      filing.tables[place.table].blocks[place.block].rows[place.row].cells[place.column] = FilledCell(
        printed.value?.formatted(minimum: 0, limit: 6) ?? "")
    }
    return filing
  }
}
