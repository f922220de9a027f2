import Amounts
import Diagnosis
import Evaluation
import Filings
import Forms

/// Says which cells broken equations are about, so that one wrong cell is one finding.
///
/// The search for causes is a room of its own; here its answer is put back into cells and balances, and every repair
/// is made on the whole sheet and evaluated anew before it is asserted.
struct Attribution {
  struct Cause {
    var edits: [Edit]
    /// Cells among which the document alone cannot decide; empty when `edits` are asserted.
    var suspects: [CellPlace] = []
    /// Indices of the balances that broke because of it.
    var balances: [Int]
    /// Whether a row that was left out would explain it as well.
    var isRowLeftOut = false

    var isDecided: Bool { suspects.isEmpty }
  }

  /// A new value for a cell.
  struct Edit: Hashable {
    var place: CellPlace
    var value: Rational
    /// Whether a rate leaves other values open, further apart than rounding.
    var isApproximate = false
  }

  private(set) var causes: [Cause] = []
  /// Conditions that do not hold once the repairs are made.
  private(set) var conditions: [Int] = []
  /// Whether the bound on work cut the search short.
  private(set) var isCutShort = false

  private let sheet: BalanceSheet
  private let form: Form
  /// By cell, the broken equations it takes part in.
  private let brokenBy: [CellPlace: [Int]]
  /// With the asserted repairs made.
  private var repaired: Evaluator

  /// - Parameters:
  ///   - passages: by cell of a number in a sentence, the passage it stands in.
  ///   - wanted: rows, by their first cell, that are blank and that a sentence says have something in them.
  init(sheet: BalanceSheet, form: Form, passages: [CellPlace: Int], wanted: Set<CellPlace>) {
    self.sheet = sheet
    self.form = form
    repaired = sheet.evaluator
    var brokenBy: [CellPlace: [Int]] = [:]
    for (index, balance) in sheet.balances.enumerated() where balance.isBroken && balance.shape != .condition {
      for term in balance.terms { brokenBy[term.place, default: []].append(index) }
    }
    self.brokenBy = brokenBy
    let builder = SystemBuilder(sheet: sheet, passages: passages, wanted: wanted)
    let explanation = Diagnoser.diagnose(builder.system)
    isCutShort = explanation.isCutShort
    for found in explanation.causes { add(found, builder) }
    doubtLoneRows()
    doubtNothings()
    doubtBesideBlanks()
    verify()
    addUnexplained()
  }

  // MARK: From quantities to cells

  private mutating func add(_ found: Diagnosis.Cause, _ builder: SystemBuilder) {
    var edits: [Edit] = []
    var suspects = found.suspects.map { builder.cells[$0] }
    var values: [(CellPlace, Interval)] = []
    for edit in found.edits {
      let place = builder.cells[edit.print]
      guard let figure = edit.value, let interval = interval(figure) else {
        // Nothing says what would be right: the cell is under suspicion, not repaired.
        suspects.append(place)
        continue
      }
      // What turns out as it is printed was only doubted with its neighbours. A blank prints zero.
      let printed = sheet.evaluator.figures.center(at: place)
      if interval.meets(Interval(exactly: printed ?? .zero)) { continue }
      let new = self.edit(place, interval, isFromRate: edit.isFromRate)
      // What would print as zero is no figure that was left out.
      guard printed != nil || !new.value.isZero else { continue }
      edits.append(new)
      values.append((place, interval))
    }
    if edits.isEmpty, suspects.isEmpty { suspects = cellsOfEquations(found, builder) }
    let cells = Set(edits.map(\.place)).union(suspects)
    // What an edit touches it explains; of a tie only what all its suspects are about.
    var balances = Set(edits.flatMap { brokenBy[$0.place] ?? [] })
    balances.formUnion(found.equations.flatMap { builder.balances[$0] }.filter { sheet.balances[$0].isBroken })
    for index in suspects.prefix(2).flatMap({ brokenBy[$0] ?? [] })
    where sheet.balances[index].terms.allSatisfy({ cells.contains($0.place) }) { balances.insert(index) }
    // The search reckons in whole units, outwards; what the form's own evaluator lets pass is nobody's slip.
    guard !balances.isEmpty else { return }
    let cause = Cause(edits: edits, suspects: suspects, balances: balances.sorted())
    if cause.isDecided { for (place, interval) in values { repaired.overrides[place] = interval } }
    causes.append(cause)
  }

  /// Printed cells of the broken equations that a cause is about.
  private func cellsOfEquations(_ found: Diagnosis.Cause, _ builder: SystemBuilder) -> [CellPlace] {
    let own = found.edits.flatMap { brokenBy[builder.cells[$0.print]] ?? [] }
    let terms = (own + found.equations.flatMap { builder.balances[$0] }).flatMap { sheet.balances[$0].terms }
    return unique(terms.filter { $0.value != nil }.map(\.place))
  }

  private func interval(_ figure: Figure) -> Interval? {
    do {
      return try figure.interval()
    } catch {
      return nil
    }
  }

  /// The value as the cell would print it. An amount that a rate leaves open is the roundest of those that would do:
  /// a budget of which 99.5% is 647 was 650.
  private func edit(_ place: CellPlace, _ interval: Interval, isFromRate: Bool) -> Edit {
    let decimals = decimals(at: place)
    guard case .amount = measure(at: place), isFromRate else {
      return Edit(place: place, value: rounded(interval, decimals: decimals) ?? interval.center)
    }
    let round = (-6...decimals).lazy.compactMap { self.rounded(interval, decimals: $0) }.first
    return Edit(place: place, value: round ?? interval.center, isApproximate: true)
  }

  private func measure(at place: CellPlace) -> Measure {
    let block = form.tables[sheet.evaluator.figures.filing.tables[place.table].form].blocks[place.block]
    return block.measure(row: sheet.evaluator.figures.filing.row(at: place).form, column: place.column)
  }

  private func decimals(at place: CellPlace) -> Int {
    switch measure(at: place) {
    case .amount:
      sheet.evaluator.figures.filing.tables[place.table].unit == .yuan ? form.precision + 4 : form.precision
    case .percent: 4
    case .points, .count, .text: 2
    }
  }

  /// The middle of an interval to some decimals, tens for fewer than none; nil where that lies outside.
  private func rounded(_ interval: Interval, decimals: Int) -> Rational? {
    do {
      let unit = try Rational(Rational.tens(max(0, -decimals)), over: Rational.tens(max(0, decimals)))
      guard case .number(let number) = PrintedValue(parsing: try (interval.center / unit).formatted(decimals: 0)) else {
        return nil
      }
      let value = try number.value * unit
      return interval.meets(Interval(exactly: value)) ? value : nil
    } catch {
      return nil
    }
  }

  /// A row of which nothing but the sums of its parents says that it is too small in several columns at once, and by
  /// figures that would make a row themselves: it may be right, and its neighbour left out.
  private mutating func doubtLoneRows() {
    for index in causes.indices where causes[index].isDecided && causes[index].edits.count > 1 {
      let cause = causes[index]
      let places = Set(cause.edits.map(\.place))
      guard let first = places.first, isPrintedAccount(first),
        places.allSatisfy({ [$0.table, $0.block, $0.row] == [first.table, first.block, first.row] }),
        cause.edits.allSatisfy({ $0.value > sheet.evaluator.figures.center(at: $0.place) ?? .zero }),
        cause.balances.allSatisfy({ isSumOfRows(sheet.balances[$0], places) }), !isSameElsewhere(first)
      else { continue }
      for edit in cause.edits { repaired.overrides[edit.place] = nil }
      causes[index].suspects = cause.edits.map(\.place)
      causes[index].isRowLeftOut = true
    }
  }

  /// A printed figure that one equation alone takes for nothing at all: it is more likely somebody else's.
  private mutating func doubtNothings() {
    for index in causes.indices where causes[index].isDecided && causes[index].edits.count == 1 {
      let (edit, balances) = (causes[index].edits[0], causes[index].balances)
      guard edit.value.isZero, balances.count == 1 else { continue }
      repaired.overrides[edit.place] = nil
      causes[index].suspects = unique([edit.place] + sheet.balances[balances[0]].terms.map(\.place))
    }
  }

  /// A part that one sum alone takes for too small, where another part of the form is blank: that may have been left out.
  /// Only where the block has one column: others tell which of its rows have figures.
  private mutating func doubtBesideBlanks() {
    for index in causes.indices where causes[index].isDecided && causes[index].edits.count == 1 {
      let (edit, balances) = (causes[index].edits[0], causes[index].balances)
      guard balances.count == 1, case .fixed = sheet.evaluator.figures.filing.row(at: edit.place).key,
        edit.value > sheet.evaluator.figures.center(at: edit.place) ?? .zero,
        let own = sheet.balances[balances[0]].terms.first(where: { $0.place == edit.place }), !own.isLeft,
        form.tables[sheet.evaluator.figures.filing.tables[edit.place.table].form].blocks[edit.place.block].columns.count
          == 1
      else { continue }
      let blanks = sheet.balances[balances[0]].terms.filter { term in
        term.value == nil && !term.isLeft && term.coefficient == own.coefficient && isSameColumn(term.place, edit.place)
      }
      guard !blanks.isEmpty else { continue }
      repaired.overrides[edit.place] = nil
      causes[index].suspects = [edit.place] + blanks.map(\.place)
    }
  }

  private func isSameColumn(_ a: CellPlace, _ b: CellPlace) -> Bool {
    [a.table, a.block, a.column] == [b.table, b.block, b.column]
  }

  /// Whether a row has a code and figures of its own; of one without figures it is plain what it lacks.
  private func isPrintedAccount(_ place: CellPlace) -> Bool {
    let row = sheet.evaluator.figures.filing.row(at: place)
    return row.code != nil && !row.isAbsent && row.cells.contains { $0?.number != nil }
  }

  /// Whether another table has the same accounts beside a row's, so that none is missing here.
  private func isSameElsewhere(_ place: CellPlace) -> Bool {
    let filing = sheet.evaluator.figures.filing
    guard let code = filing.row(at: place).code else { return false }
    let above = String(code.prefix(code.utf8.count - 2))
    func accounts(_ table: FilledTable) -> Set<String> {
      let codes = table.blocks.lazy.flatMap(\.rows).filter { !$0.isAbsent }.compactMap(\.code)
      return Set(codes.filter { $0.utf8.count == code.utf8.count && $0.hasPrefix(above) })
    }
    let own = accounts(filing.tables[place.table])
    return filing.tables.indices.contains { $0 != place.table && accounts(filing.tables[$0]) == own }
  }

  /// Whether a balance adds up rows of one column to another row, with one of some cells among the parts.
  private func isSumOfRows(_ balance: Balance, _ places: Set<CellPlace>) -> Bool {
    guard balance.shape == .sum, let whole = balance.terms.first(where: \.isLeft)?.place, !places.contains(whole) else {
      return false
    }
    return balance.terms.allSatisfy { $0.place.table == whole.table && $0.place.column == whole.column }
  }

  // MARK: Verification

  /// Evaluates all that the repairs touch with the form's own evaluator. What does not come out right is not asserted.
  private mutating func verify() {
    // A repair that is given up may have held others up; each round gives up one at least.
    while let broken = brokenCells() {
      for index in causes.indices
      where causes[index].isDecided && causes[index].edits.contains(where: { broken.contains($0.place) }) {
        for edit in causes[index].edits { repaired.overrides[edit.place] = nil }
        // Nor is it known any more that the slip is in these cells and not in others of the same equations.
        let others = causes[index].balances.flatMap { sheet.balances[$0].terms.map(\.place) }
        causes[index].suspects = unique(causes[index].edits.map(\.place) + others)
      }
    }
    conditions = sheet.balances.indices.filter { index in
      let balance = sheet.balances[index]
      guard balance.shape == .condition else { return false }
      return isTouched(balance) ? !balance.isTrue(by: repaired, form) : balance.isBroken
    }
  }

  /// The cells of equations that the repairs touch and do not mend; nil where there are none.
  private func brokenCells() -> Set<CellPlace>? {
    var broken: Set<CellPlace> = []
    for balance in sheet.balances where balance.shape != .condition && isTouched(balance) {
      if !balance.isTrue(by: repaired, form) { broken.formUnion(balance.terms.map(\.place)) }
    }
    return broken.isEmpty ? nil : broken
  }

  private func isTouched(_ balance: Balance) -> Bool {
    balance.terms.contains { repaired.overrides[$0.place] != nil }
  }

  /// Broken equations that no cause explains; those that are about one cell are one.
  private mutating func addUnexplained() {
    let explained = Set(causes.flatMap(\.balances))
    var owners: [CellPlace: Int] = [:]
    for (index, balance) in sheet.balances.enumerated()
    where balance.isBroken && balance.shape != .condition && !explained.contains(index) && !isMended(balance) {
      let cells = blanksOrAll(of: balance)
      if let owner = cells.lazy.compactMap({ owners[$0] }).first {
        let common = causes[owner].suspects.filter(cells.contains)
        causes[owner].suspects = common + (causes[owner].suspects + cells).filter { !common.contains($0) }
        causes[owner].balances.append(index)
      } else {
        for cell in cells { owners[cell] = causes.count }
        causes.append(Cause(edits: [], suspects: cells, balances: [index]))
      }
    }
  }

  private func isMended(_ balance: Balance) -> Bool {
    isTouched(balance) && balance.isTrue(by: repaired, form)
  }

  private func unique(_ places: [CellPlace]) -> [CellPlace] {
    var seen: Set<CellPlace> = []
    return places.filter { seen.insert($0).inserted }
  }

  /// Where an operand of a formula is blank, that is what is wrong with it.
  private func blanksOrAll(of balance: Balance) -> [CellPlace] {
    let cells = unique(balance.terms.map(\.place))
    let blanks = cells.filter { cell in balance.terms.contains { $0.place == cell && $0.value == nil } }
    return balance.shape == .formula && !blanks.isEmpty ? blanks : cells
  }
}
