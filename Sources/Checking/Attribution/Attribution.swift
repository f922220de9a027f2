import Amounts
import Filings
import Forms

/// Says which cells broken equations are about, so that one wrong cell is one finding.
///
/// A plain search, one repair at a time: of all values that would mend some broken equation, take the one that mends
/// most and harms least, put it in, and go on. Cells that print one value of one fact are repaired together, and two
/// rows that exchanged their values. Where several cells would do as well, all of them are suspects and nothing is
/// asserted. The search is bounded; what it does not reach is reported equation by equation.
struct Attribution {
  struct Cause {
    var edits: [Change.Edit]
    /// Cells among which the document alone cannot decide; empty when `edits` are asserted.
    var suspects: [CellPlace] = []
    /// Indices of the balances that broke because of it.
    var balances: [Int]

    var isDecided: Bool { suspects.isEmpty }
  }

  private(set) var causes: [Cause] = []
  let ledger: Ledger

  private let form: Form
  private let filing: Filing
  /// Checks that held until some cause's repair, with that cause.
  private var brokenBy: [Int: Int] = [:]
  private var candidates: [Int: [Candidate]] = [:]
  /// Checks that candidates were looked for, in order: what is equally good is taken in the same order every time.
  private var searched: [Int] = []
  private var budget = 400_000
  /// What repairs replaced, by cell.
  private var replaced: [CellPlace: Set<Rational>] = [:]

  private struct Candidate {
    var change: Change
    var mended: [Int]
    var harmed: Int
    var rank: Int

    var isUseful: Bool { mended.count > harmed }
  }

  /// Repairs whose ranks are this close are equally good: a further copy of a slip costs less than this.
  private static let margin = 25

  init(sheet: BalanceSheet, form: Form) {
    self.form = form
    filing = sheet.evaluator.figures.filing
    ledger = Ledger(sheet: sheet, form: form)
    fillAbsentRows()
    obeyTheForm()
    search()
    report()
  }

  // MARK: Search

  /// A row that is missing is the cause of all the sums it is missing from: what they lack is what it would print, in
  /// every column at once. That comes before any figure that is printed is doubted.
  private mutating func fillAbsentRows() {
    var edits: [[Int]: [Change.Edit]] = [:]
    for index in ledger.broken where ledger.entries[index].shape == .sum {
      guard let edit = absentEdit(index) else { continue }
      edits[[edit.place.table, edit.place.block, edit.place.row], default: []].append(edit)
    }
    for (_, row) in edits.sorted(by: { $0.key.lexicographicallyPrecedes($1.key) }) {
      var columns: Set<Int> = []
      let change = Change(edits: row.filter { columns.insert($0.place.column).inserted })
      let effect = ledger.effect(of: change)
      if effect.mended.count > effect.harmed { record(change) }
    }
  }

  /// The value of the one absent cell of a sum: that of its printed partner, or what the sum lacks.
  private func absentEdit(_ index: Int) -> Change.Edit? {
    let entry = ledger.entries[index]
    let absent = entry.coefficients.filter { filing.row(at: $0.place).isAbsent && ledger.isBlank($0.place) }
    guard absent.count == 1, let (place, coefficient) = absent.first, abs(coefficient) == 1 else { return nil }
    if let other = ledger.partner(of: place, in: index), let value = ledger.value(at: other) {
      return Change.Edit(place: place, value: value)
    }
    guard let value = difference(entry.residual, coefficient), isPlausible(value, at: place, in: index) else {
      return nil
    }
    return Change.Edit(place: place, value: value)
  }

  /// A figure that the form itself prescribes (总分值 100) is not a matter of votes.
  private mutating func obeyTheForm() {
    for index in ledger.broken where ledger.entries[index].isBroken {
      guard let edit = forced(index), severity(index) == .error else { continue }
      record(Change(edits: [edit]))
    }
  }

  private func severity(_ index: Int) -> Rule.Severity { form.rules[ledger.balance(of: index).rule].severity }

  /// Makes a change and notes it as a cause; what it broke and a later change mends belongs to it.
  @discardableResult
  private mutating func record(_ change: Change) -> (mended: [Int], harmed: [Int]) {
    for edit in change.edits { replaced[edit.place, default: []].insert(ledger.value(at: edit.place) ?? .zero) }
    let (mended, harmed) = ledger.apply(change)
    let origins = Set(mended.compactMap { brokenBy[$0] })
    let balances = mended.filter { brokenBy[$0] == nil }.map { ledger.entries[$0].balance }
    var number = causes.count
    if let origin = origins.min(), balances.isEmpty {
      causes[origin].edits += change.edits
      number = origin
    } else {
      causes.append(Cause(edits: change.edits, balances: balances))
    }
    for index in mended { brokenBy[index] = nil }
    for index in harmed { brokenBy[index] = number }
    return (mended, harmed)
  }

  private mutating func search() {
    searched = ledger.broken
    for index in searched { candidates[index] = candidates(for: index) }
    while budget > 0 {
      // What is certain comes first; ties may be settled by it.
      guard let best = mostCertain() else { return }
      take(best)
    }
  }

  /// The best candidate that no other rivals.
  private mutating func mostCertain() -> Candidate? {
    var useful: [Candidate] = []
    for index in searched {
      useful += (candidates[index] ?? []).lazy.filter { $0.isUseful && !self.undoes($0.change) }
    }
    budget -= useful.count / 64
    // A tied candidate is passed over, so the next best is wanted as well; seldom more than a few.
    for _ in 0..<8 {
      guard let index = useful.indices.max(by: { Self.isWorse(useful[$0], useful[$1]) }) else { return nil }
      if !isTied(useful[index]) { return useful[index] }
      useful.swapAt(index, useful.count - 1)
      useful.removeLast()
    }
    return useful.sorted { Self.isWorse($1, $0) }.first { !isTied($0) }
  }

  private static func isWorse(_ a: Candidate, _ b: Candidate) -> Bool {
    (a.rank, b.change.edits[0].place) < (b.rank, a.change.edits[0].place)
  }

  /// Whether a change only puts back what earlier repairs replaced; two repairs could take turns for ever.
  private func undoes(_ change: Change) -> Bool {
    change.edits.allSatisfy { replaced[$0.place]?.contains($0.value) ?? false }
  }

  /// Whether some other cells would mend the same equations about as well.
  private func isTied(_ candidate: Candidate) -> Bool {
    let places = Set(candidate.change.edits.map(\.place))
    let elsewhere = candidate.mended.contains { index in
      (candidates[index] ?? []).contains { other in
        other.isUseful && other.rank + Self.margin > candidate.rank
          && places.isDisjoint(with: other.change.edits.map(\.place))
      }
    }
    if elsewhere { return true }
    // Or whether other equations ask the same cell for another value with as good reason.
    let first = candidate.change.edits[0]
    return ledger.entries(with: first.place).contains { index in
      (candidates[index] ?? []).contains { other in
        other.isUseful && other.rank + Self.margin > candidate.rank && !candidate.mended.contains(index)
          && other.change.edits[0].place == first.place && !other.mended.allSatisfy(candidate.mended.contains)
      }
    }
  }

  private mutating func take(_ candidate: Candidate) {
    let (mended, harmed) = record(candidate.change)
    for index in mended { candidates[index] = nil }
    // What shares a cell with a changed equation has to be looked at anew.
    var stale = Set(harmed)
    for index in ledger.touched(candidate.change) {
      for place in cells(of: index) { stale.formUnion(ledger.entries(with: place)) }
    }
    let again = stale.filter { ledger.entries[$0].isBroken }.sorted()
    if again.contains(where: { candidates[$0] == nil }) { searched = Set(searched).union(again).sorted() }
    for index in again { candidates[index] = candidates(for: index) }
  }

  // MARK: Candidates

  private mutating func candidates(for index: Int) -> [Candidate] {
    switch ledger.entries[index].shape {
    case .condition: return []
    case .formula: return formulaCandidates(index)
    case .sum: return sumCandidates(index)
    }
  }

  private mutating func formulaCandidates(_ index: Int) -> [Candidate] {
    guard let target = ledger.balance(of: index).terms.first(where: \.isLeft)?.place,
      let value = ledger.rightSide(of: index)
    else { return [] }
    let alone = [candidate(Change([target], value: value), of: index)].compactMap { $0 }
    return alone
      + StatedOperands.edits(of: index, ledger: ledger, form: form).compactMap {
        candidate(Change(edits: [$0]), of: index)
      }
  }

  private mutating func sumCandidates(_ index: Int) -> [Candidate] {
    let entry = ledger.entries[index]
    var found: [Candidate] = []
    for (place, coefficient) in entry.coefficients where coefficient != 0 {
      let old = ledger.value(at: place) ?? .zero
      do {
        let value = try old - entry.residual / Rational(Int64(coefficient))
        guard isPlausible(value, at: place, in: index) else { continue }
        found += repairs(of: place, to: value, in: index)
      } catch {
        continue
      }
    }
    for swap in swaps(index) { found += [candidate(swap, of: index)].compactMap { $0 } }
    return found
  }

  private func isPlausible(_ value: Rational, at place: CellPlace, in index: Int) -> Bool {
    !value.isNegative || (ledger.value(at: place) ?? .zero).isNegative
  }

  /// The cell alone; and where that would part it from cells that print the same, with them.
  private mutating func repairs(of place: CellPlace, to value: Rational, in index: Int) -> [Candidate] {
    let alone = candidate(Change([place], value: value), of: index)
    guard alone?.harmed != 0, !ledger.isBlank(place) else { return alone.map { [$0] } ?? [] }
    var found = alone.map { [$0] } ?? []
    let followers = ledger.followers(of: Change.Edit(place: place, value: value))
    // A number that others were worked out from is likelier right than one that stands alone.
    let change = Change(edits: [Change.Edit(place: place, value: value)] + followers)
    if !followers.isEmpty, var worked = candidate(change, of: index) {
      worked.rank -= 30 * followers.count
      found.append(worked)
    }
    let twins = ledger.twins(of: place)
    guard twins.count > 1 else { return found }
    found += [candidate(Change(twins, value: value), of: index)].compactMap { $0 }
    let own = twins.filter { $0.table == place.table }
    if own.count > 1, own.count < twins.count {
      found += [candidate(Change(own, value: value), of: index)].compactMap { $0 }
    }
    return found
  }

  /// Exchanges with a neighbour that would settle an equation: two rows that changed places, a figure in the wrong column.
  private func swaps(_ index: Int) -> [Change] {
    let entry = ledger.entries[index]
    var changes: [Change] = []
    // What a repair put in is not carried on from cell to cell.
    for (place, coefficient) in entry.coefficients where abs(coefficient) == 1 && replaced[place] == nil {
      let own = ledger.value(at: place) ?? .zero
      guard let shift = difference(entry.residual, coefficient), let wanted = sum(own, shift), wanted != own else {
        continue
      }
      for neighbour in neighbours(of: place)
      where (ledger.value(at: neighbour) ?? .zero) == wanted && !(wanted.isZero && own.isZero) {
        // Both inside one equation would settle nothing.
        guard replaced[neighbour] == nil, !entry.coefficients.contains(where: { $0.place == neighbour }) else {
          continue
        }
        changes.append(Change(edits: [.init(place: place, value: wanted), .init(place: neighbour, value: own)]))
        if neighbour.row != place.row { changes.append(exchange(place, neighbour)) }
      }
    }
    return changes
  }

  /// Two rows exchanged, in every column where something is wrong with them.
  private func exchange(_ one: CellPlace, _ other: CellPlace) -> Change {
    var edits: [Change.Edit] = []
    for column in filing.tables[one.table].blocks[one.block].columns.sorted() {
      let a = CellPlace(table: one.table, block: one.block, row: one.row, column: column)
      let b = CellPlace(table: one.table, block: one.block, row: other.row, column: column)
      guard let x = ledger.value(at: a), let y = ledger.value(at: b), x != y else { continue }
      // A column in which nothing is wrong stays as it is: last year's figures may well be in their places.
      guard (ledger.entries(with: a) + ledger.entries(with: b)).contains(where: { ledger.entries[$0].isBroken }) else {
        continue
      }
      edits += [.init(place: a, value: y), .init(place: b, value: x)]
    }
    return Change(edits: edits)
  }

  private func difference(_ residual: Rational, _ coefficient: Int) -> Rational? {
    coefficient > 0 ? -residual : residual
  }

  private func sum(_ a: Rational, _ b: Rational) -> Rational? {
    do {
      return try a + b
    } catch {
      return nil
    }
  }

  /// Cells of the same row, and of the same column up to three rows away, that take part in some equation.
  private func neighbours(of place: CellPlace) -> [CellPlace] {
    let block = filing.tables[place.table].blocks[place.block]
    let columns = block.columns.sorted().filter { $0 != place.column }.map {
      CellPlace(table: place.table, block: place.block, row: place.row, column: $0)
    }
    let rows = (max(0, place.row - 3)...min(block.rows.count - 1, place.row + 3)).filter { $0 != place.row }.map {
      CellPlace(table: place.table, block: place.block, row: $0, column: place.column)
    }
    return (columns + rows).filter { ledger.value(at: $0) != nil }
  }

  private mutating func candidate(_ change: Change, of index: Int) -> Candidate? {
    guard budget > 0 else { return nil }
    budget -= change.edits.count + (ledger.entries(with: change.edits[0].place).count)
    let (mended, harmed, left) = ledger.effect(of: change)
    guard mended.contains(index) else { return nil }
    var rank = (mended.count - harmed) * 100 - left * 20 - change.edits.count * 4
    let first = change.edits[0]
    // Nobody prints a figure where there is none, unless several equations or another table say so.
    if first.value.isZero, change.edits.count(where: { $0.value.isZero }) == change.edits.count,
      !isZeroBelievable(change, mended, harmed, index)
    {
      return nil
    }
    // Sentences print zeros where tables leave blanks.
    let isStated = !form.tables[filing.tables[first.place.table].form].isPrinted
    if first.value.isZero, !isStated { rank -= 30 }
    // Of values that differ by rounding, the printed twin's and the cell's own definition come first.
    if ledger.partner(of: first.place, in: index) != nil { rank += 2 }
    if ledger.entries[index].coefficients.first?.place == first.place { rank += 1 }
    let blanks = change.edits.count { ledger.isBlank($0.place) }
    if change.edits.count == 1, ledger.value(at: first.place)?.isZero ?? true {
      // A blank is likelier left out than a figure mistyped, but a part that only one long sum asks for may well be empty.
      let isTarget = ledger.balance(of: index).terms.contains { $0.isLeft && $0.place == first.place }
      let isShort = ledger.entries[index].coefficients.count <= 4
      rank += mended.count > 1 || isTarget || isShort ? 10 * blanks : -60
    }
    return Candidate(change: change, mended: mended, harmed: harmed, rank: rank)
  }

  private func isZeroBelievable(_ change: Change, _ mended: [Int], _ harmed: Int, _ index: Int) -> Bool {
    let place = change.edits[0].place
    if !form.tables[filing.tables[place.table].form].isPrinted { return true }
    if ledger.partner(of: place, in: index) != nil { return true }
    return change.edits.count == 1 && mended.count > 1 && harmed == 0
  }

  // MARK: What remains

  /// Equations still broken: ties, and what no single value mends.
  private mutating func report() {
    var reported: Set<Int> = []
    for index in ledger.broken where ledger.entries[index].shape != .condition && !reported.contains(index) {
      let own = (candidates[index] ?? []).filter(\.isUseful).sorted { Self.isWorse($1, $0) }
      guard let best = own.first else {
        if let forced = forced(index) {
          causes.append(Cause(edits: [forced], balances: [ledger.entries[index].balance]))
          continue
        }
        causes.append(Cause(edits: [], suspects: blanksOrAll(of: index), balances: [ledger.entries[index].balance]))
        continue
      }
      let tied = own.filter { $0.rank + Self.margin > best.rank }
      var suspects: [CellPlace] = []
      for place in tied.flatMap({ $0.change.edits.map(\.place) }) where !suspects.contains(place) {
        suspects.append(place)
      }
      let explained = best.mended.filter { other in
        ledger.entries[other].isBroken && tied.allSatisfy { $0.mended.contains(other) }
      }
      reported.formUnion(explained)
      causes.append(
        Cause(edits: best.change.edits, suspects: suspects, balances: explained.map { ledger.entries[$0].balance }))
    }
  }

  /// An equation of one cell with a number of the form leaves no choice.
  private func forced(_ index: Int) -> Change.Edit? {
    guard case .number(let right) = ledger.balance(of: index).right, ledger.entries[index].coefficients.count == 1,
      let place = ledger.entries[index].coefficients.first?.place
    else { return nil }
    return Change.Edit(place: place, value: right.center)
  }

  /// Where an operand of a formula is blank, that is what is wrong with it.
  private func blanksOrAll(of index: Int) -> [CellPlace] {
    let cells = cells(of: index)
    let blanks = cells.filter { ledger.isBlank($0) }
    return ledger.entries[index].shape == .formula && !blanks.isEmpty ? blanks : cells
  }

  private func cells(of index: Int) -> [CellPlace] {
    let entry = ledger.entries[index]
    guard entry.coefficients.isEmpty else { return entry.coefficients.map(\.place) }
    var cells: [CellPlace] = []
    for term in ledger.balance(of: index).terms where !cells.contains(term.place) { cells.append(term.place) }
    return cells
  }
}
