import Amounts
import Filings
import Forms

/// The checks of a filing while repairs are tried on it: what each cell stands at, and which checks are broken.
///
/// One search owns one ledger and changes it as it goes; it is never shared.
final class Ledger {
  struct Entry {
    /// Index of the balance in the sheet.
    var balance: Int
    var shape: Balance.Shape
    var residual: Rational
    var slack: Rational
    var isBroken: Bool
    /// Net coefficient of each cell of a sum: the residual is left minus right.
    var coefficients: [(place: CellPlace, coefficient: Int)]
  }

  private(set) var entries: [Entry] = []
  /// By number of the cell: entries it takes part in, and what it stands at (nil when it takes part in none).
  private var entriesByCell: [[Int]]
  private var values: [Rational?]
  private var blanks: [Bool]
  /// Evaluates formulas and conditions with the repairs taken so far.
  private var evaluator: Evaluator

  private let sheet: BalanceSheet
  private let form: Form
  private let figures: Figures

  init(sheet: BalanceSheet, form: Form) {
    self.sheet = sheet
    self.form = form
    evaluator = sheet.evaluator
    figures = sheet.evaluator.figures
    entriesByCell = Array(repeating: [], count: figures.cellCount)
    values = Array(repeating: nil, count: figures.cellCount)
    blanks = Array(repeating: false, count: figures.cellCount)
    for (index, balance) in sheet.balances.enumerated() where Self.counts(balance) { append(balance, at: index) }
  }

  /// Equations all of whose cells are blank count too: a repair may break them.
  private static func counts(_ balance: Balance) -> Bool {
    guard case .notApplicable(let reason) = balance.verdict else { return true }
    return reason.id == "blank" && balance.shape == .sum && balance.terms.count { $0.isLeft } == 1
  }

  private func append(_ balance: Balance, at index: Int) {
    var entry = Entry(
      balance: index, shape: balance.shape, residual: balance.residual, slack: balance.slack,
      isBroken: balance.isBroken, coefficients: [])
    for term in balance.terms {
      let cell = figures.number(of: term.place)
      if let value = term.value {
        values[cell] = value.center
      } else if values[cell] == nil {
        values[cell] = .zero
        blanks[cell] = true
      }
      if balance.shape == .sum {
        if let known = entry.coefficients.firstIndex(where: { $0.place == term.place }) {
          entry.coefficients[known].coefficient += term.coefficient
        } else {
          entry.coefficients.append((term.place, term.coefficient))
        }
      }
      if entriesByCell[cell].last != entries.count { entriesByCell[cell].append(entries.count) }
    }
    entry.slack = widened(balance)
    entries.append(entry)
  }

  /// A blank that is going to be filled in will be a rounded figure like the others.
  private func widened(_ balance: Balance) -> Rational {
    guard balance.shape == .sum, !balance.slack.isZero || balance.terms.allSatisfy({ $0.value == nil }) else {
      return balance.slack
    }
    let blanks = balance.terms.count { $0.value == nil }
    do {
      return try balance.slack + Rational(Int128(blanks), over: 2 * Rational.tens(figures.form.precision))
    } catch {
      return balance.slack
    }
  }

  var broken: [Int] { entries.indices.filter { entries[$0].isBroken } }

  /// The values that repairs have put in.
  var overrides: [CellPlace: Interval] { evaluator.overrides }

  func balance(of entry: Int) -> Balance { sheet.balances[entries[entry].balance] }

  func entries(with place: CellPlace) -> [Int] { entriesByCell[figures.number(of: place)] }

  /// What a cell stands at; nil when no check looks at it, zero when it is blank.
  func value(at place: CellPlace) -> Rational? { values[figures.number(of: place)] }

  func isBlank(_ place: CellPlace) -> Bool { blanks[figures.number(of: place)] }

  /// What a formula comes to with the repairs taken so far.
  func rightSide(of index: Int) -> Rational? {
    let balance = balance(of: index)
    guard case .equations(let equations) = form.rules[balance.rule].kind,
      case .compare(.equal, _, let right) = equations[balance.equation].body
    else { return nil }
    do throws(Unknown) {
      guard case .number(let interval) = try evaluator.value(right, balance.scope) else { return nil }
      return interval.center
    } catch {
      return nil
    }
  }

  /// Numbers of sentences that were worked out from a cell, with what they come to when the cell is another.
  func followers(of change: Change.Edit) -> [Change.Edit] {
    var edits: [Change.Edit] = []
    let before = evaluator.overrides[change.place]
    evaluator.overrides[change.place] = Interval(exactly: change.value)
    defer { evaluator.overrides[change.place] = before }
    for index in entries(with: change.place) where entries[index].shape == .formula && !entries[index].isBroken {
      guard let target = balance(of: index).terms.first(where: \.isLeft)?.place, target != change.place,
        isStatement(target), let value = rightSide(of: index)
      else { continue }
      edits.append(Change.Edit(place: target, value: value))
    }
    return edits
  }

  private func isStatement(_ place: CellPlace) -> Bool {
    form.tables[figures.filing.tables[place.table].form].id == TableForm.statementsID
  }

  // MARK: Trying

  /// What a change would do: checks it would mend, how many it would break, and how many of its cells' broken checks it
  /// would leave broken.
  func effect(of change: Change) -> (mended: [Int], harmed: Int, left: Int) {
    var mended: [Int] = []
    var harmed = 0
    var left = 0
    let touched = touched(change)
    // Sums are quick to try; formulas and conditions are looked at only for changes that mend some sum or formula.
    for index in touched.filter({ entries[$0].shape == .sum }) + touched.filter({ entries[$0].shape == .formula })
      + touched.filter({ entries[$0].shape == .condition })
    {
      if entries[index].shape == .condition, mended.count <= harmed { continue }
      let isBroken = isBroken(index, after: change)
      if entries[index].isBroken {
        if !isBroken { mended.append(index) } else if !asksForBlank(index) { left += 1 }
      } else if isBroken, !isEmpty(index, without: change) {
        harmed += 1
      }
    }
    return (mended, harmed, left)
  }

  /// Whether an equation is broken for want of a figure, not by a wrong one.
  private func asksForBlank(_ index: Int) -> Bool {
    entries[index].coefficients.first.map { isBlank($0.place) } ?? false
  }

  /// Whether all other cells of an equation are blank: then it says nothing yet, and will be filled in its turn.
  private func isEmpty(_ index: Int, without change: Change) -> Bool {
    entries[index].shape == .sum
      && entries[index].coefficients.allSatisfy { term in
        isBlank(term.place) || change.edits.contains { $0.place == term.place }
      }
  }

  func touched(_ change: Change) -> [Int] {
    if change.edits.count == 1 { return entries(with: change.edits[0].place) }
    return Set(change.edits.flatMap { entries(with: $0.place) }).sorted()
  }

  private func isBroken(_ index: Int, after change: Change) -> Bool {
    guard entries[index].shape == .sum else { return isUntrue(index, after: change) }
    do {
      return try residual(entries[index], after: change).magnitude > entries[index].slack
    } catch {
      return true
    }
  }

  private func residual(_ entry: Entry, after change: Change) throws(ArithmeticOverflow) -> Rational {
    var residual = entry.residual
    for edit in change.edits {
      guard let coefficient = entry.coefficients.first(where: { $0.place == edit.place })?.coefficient else { continue }
      residual = try residual + (edit.value - (value(at: edit.place) ?? .zero)) * Rational(Int64(coefficient))
    }
    return residual
  }

  /// Evaluates a formula or condition as if the change were made.
  private func isUntrue(_ index: Int, after change: Change) -> Bool {
    let balance = balance(of: index)
    guard case .equations(let equations) = form.rules[balance.rule].kind else { return false }
    let before = change.edits.map { evaluator.overrides[$0.place] }
    for edit in change.edits { evaluator.overrides[edit.place] = Interval(exactly: edit.value) }
    defer {
      for (edit, old) in zip(change.edits, before) { evaluator.overrides[edit.place] = old }
    }
    do throws(Unknown) {
      return try !evaluator.truth(equations[balance.equation].body, balance.scope)
    } catch {
      return false
    }
  }

  // MARK: Changing

  /// Makes a change. Returns the checks it mended and those it broke.
  func apply(_ change: Change) -> (mended: [Int], harmed: [Int]) {
    var mended: [Int] = []
    var harmed: [Int] = []
    let touched = touched(change)
    for index in touched {
      let isBroken = isBroken(index, after: change)
      if entries[index].isBroken, !isBroken { mended.append(index) }
      if !entries[index].isBroken, isBroken { harmed.append(index) }
      entries[index].isBroken = isBroken
    }
    for index in touched where entries[index].shape == .sum {
      do {
        entries[index].residual = try residual(entries[index], after: change)
      } catch {
        entries[index].isBroken = true
      }
    }
    for edit in change.edits {
      let cell = figures.number(of: edit.place)
      values[cell] = edit.value
      blanks[cell] = false
      evaluator.overrides[edit.place] = Interval(exactly: edit.value)
    }
    return (mended, harmed)
  }

  /// Cells that equalities of two cells tie together at one value: the same fact in several tables, a row with one
  /// part, a parent with one child.
  func twins(of place: CellPlace) -> [CellPlace] {
    var found: [CellPlace] = [place]
    var next = 0
    while next < found.count, found.count < 24 {
      for index in entries(with: found[next]) where !entries[index].isBroken {
        guard let other = partner(of: found[next], in: index), value(at: other) == value(at: place),
          !found.contains(other)
        else { continue }
        found.append(other)
      }
      next += 1
    }
    return found
  }

  /// The other printed cell of an equality that has just two.
  func partner(of place: CellPlace, in index: Int) -> CellPlace? {
    guard entries[index].shape == .sum, balance(of: index).constant == nil else { return nil }
    var partner: CellPlace?
    for (other, _) in entries[index].coefficients where other != place && !isBlank(other) {
      guard partner == nil else { return nil }
      partner = other
    }
    return partner
  }
}

/// New values for one or several cells.
struct Change {
  var edits: [Edit]

  struct Edit: Hashable {
    var place: CellPlace
    var value: Rational
  }

  /// One value for cells that print the same.
  init(_ places: [CellPlace], value: Rational) {
    edits = places.map { Edit(place: $0, value: value) }
  }

  init(edits: [Edit]) {
    self.edits = edits
  }
}
