import Evaluation
import Filings
import Forms

/// What the equations of a balance sheet say of each cell: which confirm it, and why none does where none does.
struct CellProofs {
  /// Of one cell.
  struct Entry {
    /// Balances that confirm it, the first few; and how many do.
    private(set) var proofs: [Int] = []
    private(set) var count = 0
    private var obstacles: Set<NumericToken.Reason> = []

    private static let mostProofs = 3
    private static let gravestFirst: [NumericToken.Reason] = [.doubtful, .blank, .inapplicable]

    /// Why no equation confirms the cell.
    var reason: NumericToken.Reason { Self.gravestFirst.first(where: obstacles.contains) ?? .unrelated }

    fileprivate mutating func add(_ outcome: Outcome) {
      switch outcome {
      case .confirms(let proof):
        count += 1
        if proofs.count < Self.mostProofs { proofs.append(proof) }
      case .doesNot(let reason): obstacles.insert(reason)
      }
    }
  }

  /// What one equation does to its cells.
  fileprivate enum Outcome {
    case confirms(Int)
    case doesNot(NumericToken.Reason)
  }

  /// Cells are numbered table by table, so that each has its entry without a look-up: for each block, the number of its
  /// first cell and how many a row has.
  private var blocks: [[(start: Int, width: Int)]] = []
  private var entries: [Entry] = []
  /// By filling, what becomes of the points printed beside first-level indicators.
  private(set) var weights: [Int: [String: Entry]] = [:]

  /// - Parameter accused: cells that findings accuse; an equation with one of them confirms nothing.
  init(_ sheet: BalanceSheet, filing: Filing, form: Form, accused: Set<CellPlace>) {
    var count = 0
    for table in filing.tables {
      blocks.append(
        table.blocks.map { block in
          let width = block.rows.first?.cells.count ?? 0
          defer { count += width * block.rows.count }
          return (count, width)
        })
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
    let block = blocks[place.table][place.block]
    return block.start + place.row * block.width + place.column
  }

  private mutating func add(_ balance: Balance, _ index: Int, _ isAccused: [Bool], _ form: Form) {
    // A condition such as ≤ leaves the figure open, and so does what only compares words or truths.
    guard balance.shape != .condition, !balance.isOfWords else { return }
    let numbers = balance.terms.map { number(of: $0.place) }
    let outcome = outcome(of: balance, index, restsOnAccused: numbers.contains { isAccused[$0] })
    for number in numbers { entries[number].add(outcome) }
    guard balance.constant != nil, let filling = balance.scope.filling else { return }
    for name in Self.statedWeights(balance, form) {
      weights[filling, default: [:]][name, default: Entry()].add(outcome)
    }
  }

  private func outcome(of balance: Balance, _ index: Int, restsOnAccused: Bool) -> Outcome {
    guard balance.holds else { return .doesNot(balance.isBroken ? .doubtful : .blank) }
    if restsOnAccused { return .doesNot(.doubtful) }
    guard case .number = balance.left, case .number = balance.right else { return .doesNot(.blank) }
    // An equation of one figure and blanks confirms nothing but itself.
    let isSelf = balance.constant == nil && balance.terms.count { $0.value != nil } < 2
    return isSelf ? .doesNot(.blank) : .confirms(index)
  }

  /// The cells that an equation would relate if it applied.
  private mutating func addInapplicable(_ balance: Balance, _ sheet: BalanceSheet, _ form: Form) {
    guard case .compare(.equal, let left, let right)? = Self.body(of: balance, form) else { return }
    let collector = TermCollector(evaluator: sheet.evaluator)
    for term in collector.cells(left, balance.scope, isLeft: true) + collector.cells(right, balance.scope) {
      entries[number(of: term.place)].add(.doesNot(.inapplicable))
    }
  }

  private static func body(of balance: Balance, _ form: Form) -> Expression? {
    guard case .equations(let equations) = form.rules[balance.rule].kind else { return nil }
    return equations[balance.equation].body
  }

  /// Names of the first-level indicators whose printed points an equation adds up to.
  private static func statedWeights(_ balance: Balance, _ form: Form) -> [String] {
    func names(_ expression: Expression) -> [String] {
      switch expression {
      case .statedWeight(_, let name): [name]
      case .add(let a, let b), .subtract(let a, let b): names(a) + names(b)
      default: []
      }
    }
    guard case .compare(_, _, let right)? = body(of: balance, form) else { return [] }
    return names(right)
  }
}

extension Balance {
  fileprivate var isOfWords: Bool {
    switch left {
    case .text, .truth: true
    case .number, .blank, .unknown: false
    }
  }
}
