import Filings
import Forms

/// What the equations of a balance sheet say of each cell: which confirm it, and why none does where none does.
struct CellProofs {
  /// Of one cell.
  struct Entry {
    /// Balances that confirm it, the first few; and how many do.
    var proofs: [Int] = []
    var count = 0
    /// What keeps the others from confirming it.
    fileprivate(set) var isBroken = false
    fileprivate(set) var isBlank = false
    fileprivate(set) var isInapplicable = false

    /// Why no equation confirms the cell.
    var reason: NumericToken.Reason {
      if isBroken { return .doubtful }
      if isBlank { return .blank }
      return isInapplicable ? .inapplicable : .unrelated
    }
  }

  /// Cells are numbered table by table, so that each has its entry without a look-up: the number of the first cell of
  /// each block.
  private var starts: [[Int]] = []
  private var widths: [[Int]] = []
  private var entries: [Entry]
  /// By filling, the balance that confirms the points printed beside a first-level indicator.
  private(set) var weights: [Int: [String: Int]] = [:]

  static let mostProofs = 3

  /// - Parameter accused: cells that findings accuse; an equation with one of them confirms nothing.
  init(_ sheet: BalanceSheet, filing: Filing, form: Form, accused: Set<CellPlace>) {
    var count = 0
    for table in filing.tables {
      starts.append([])
      widths.append([])
      for block in table.blocks {
        let width = block.rows.first?.cells.count ?? 0
        starts[starts.count - 1].append(count)
        widths[widths.count - 1].append(width)
        count += width * block.rows.count
      }
    }
    entries = Array(repeating: Entry(), count: count)
    var isAccused = Array(repeating: false, count: count)
    for place in accused { isAccused[number(of: place)] = true }
    for (index, balance) in sheet.balances.enumerated() {
      add(balance, index, isAccused, form)
      if case .notApplicable = balance.verdict, balance.terms.isEmpty { addInapplicable(balance, sheet, form) }
    }
  }

  subscript(place: CellPlace) -> Entry { entries[number(of: place)] }

  private func number(of place: CellPlace) -> Int {
    starts[place.table][place.block] + place.row * widths[place.table][place.block] + place.column
  }

  private mutating func add(_ balance: Balance, _ index: Int, _ isAccused: [Bool], _ form: Form) {
    // A condition such as ≤ leaves the figure open.
    guard balance.shape != .condition else { return }
    let numbers = balance.terms.map { number(of: $0.place) }
    if balance.holds {
      if numbers.contains(where: { isAccused[$0] }) { return numbers.forEach { entries[$0].isBroken = true } }
      // An equation of one figure and blanks confirms nothing but itself.
      guard balance.terms.count(where: { $0.value != nil }) > 1 || balance.constant != nil else {
        return numbers.forEach { entries[$0].isBlank = true }
      }
      for number in numbers { confirm(number, index) }
      if balance.constant != nil { confirmWeight(balance, index, form) }
    } else if balance.isBroken {
      for number in numbers { entries[number].isBroken = true }
    } else {
      for number in numbers { entries[number].isBlank = true }
    }
  }

  private mutating func confirm(_ number: Int, _ proof: Int) {
    entries[number].count += 1
    if entries[number].proofs.count < Self.mostProofs, entries[number].proofs.last != proof {
      entries[number].proofs.append(proof)
    }
  }

  /// The cells that an equation would relate if it applied.
  private mutating func addInapplicable(_ balance: Balance, _ sheet: BalanceSheet, _ form: Form) {
    guard case .equations(let equations) = form.rules[balance.rule].kind,
      case .compare(.equal, let left, let right) = equations[balance.equation].body
    else { return }
    let collector = TermCollector(evaluator: sheet.evaluator)
    for term in collector.cells(left, balance.scope, isLeft: true) + collector.cells(right, balance.scope) {
      entries[number(of: term.place)].isInapplicable = true
    }
  }

  // MARK: Points beside first-level indicators

  private mutating func confirmWeight(_ balance: Balance, _ index: Int, _ form: Form) {
    guard let filling = balance.scope.filling, case .equations(let equations) = form.rules[balance.rule].kind,
      case .compare(_, _, let right) = equations[balance.equation].body
    else { return }
    for name in Self.statedWeights(right) where weights[filling]?[name] == nil { weights[filling, default: [:]][name] = index }
  }

  private static func statedWeights(_ expression: Expression) -> [String] {
    switch expression {
    case .statedWeight(_, let name): [name]
    case .add(let a, let b), .subtract(let a, let b): statedWeights(a) + statedWeights(b)
    default: []
    }
  }
}
