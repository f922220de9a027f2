import Amounts
import Evaluation
import Filings
import Forms

/// Cells of fixed rows that follow from the others, so that nobody need give them. Of blocks that bind each other the later
/// one is left out, as the closing balance before the opening one; inside a block the one that the form speaks of most.
struct DerivableCells {
  struct Address: Hashable {
    var block: BlockAddress
    var row: Int
    var column: Int
  }

  private(set) var found: [Address] = []

  init(_ facts: LeafFacts, form: Form) {
    let skeleton = Skeleton(facts, form: form)
    let evaluator = Evaluator(figures: Figures(form: form, filing: skeleton.filing))
    var mentions: [Quantity: Int] = [:]
    let equations = EquationOnPlace.all(on: skeleton.filing, form: form).compactMap { equation -> [Quantity: Int]? in
      guard case .compare(let comparison, let left, let right) = equation.equation.body,
        let linear = LinearForm(left, right, equation.scope, evaluator)
      else { return nil }
      for quantity in linear.terms.keys { mentions[quantity, default: 0] += 1 }
      let isSure = form.rules[equation.rule].severity == .error && equation.equation.condition == nil
      return isSure && comparison == .equal ? linear.terms : nil
    }
    var candidates: [(address: Address, quantity: Quantity)] = []
    var given: Set<Quantity> = []
    for (index, table) in skeleton.filing.tables.enumerated() {
      for block in table.blocks.indices {
        let address = BlockAddress(table: table.form, block: block)
        for (number, row) in (facts.rows[address] ?? []).enumerated() {
          guard case .fixed(let own) = row.key,
            let place = table.blocks[block].rows.firstIndex(where: { $0.key == .fixed(own) })
          else { continue }
          for column in row.cells.keys.sorted() {
            let quantity = Quantity(place: CellPlace(table: index, block: block, row: place, column: column))
            candidates.append((Address(block: address, row: number, column: column), quantity))
            given.insert(quantity)
          }
        }
      }
    }
    let network = EquationNetwork(equations)
    var known = network.quantities(given)
    let order = candidates.enumerated().sorted { a, b in
      let (x, y) = (a.element.quantity.place, b.element.quantity.place)
      let (p, q) = (mentions[a.element.quantity] ?? 0, mentions[b.element.quantity] ?? 0)
      return (-x.table, -x.block, -p, a.offset) < (-y.table, -y.block, -q, b.offset)
    }
    for candidate in order.map(\.element) {
      guard let quantity = network.index(of: candidate.quantity), network.follows(quantity, from: known) else {
        continue
      }
      known[quantity] = false
      found.append(candidate.address)
    }
  }
}

/// Which quantities follow from which: an equation with one unknown, counted once, gives it.
private struct EquationNetwork {
  private struct Term {
    var quantity: Int
    /// Whether it can be solved for without dividing.
    var isUnit: Bool
  }

  private var indices: [Quantity: Int] = [:]
  private let equations: [[Term]]
  /// By quantity, the equations that it stands in.
  private var uses: [[Int]]

  init(_ equations: [[Quantity: Int]]) {
    var indices: [Quantity: Int] = [:]
    self.equations = equations.map { terms in
      terms.map { quantity, factor in
        let index = indices[quantity] ?? indices.count
        indices[quantity] = index
        return Term(quantity: index, isUnit: abs(factor) == 1)
      }
    }
    uses = Array(repeating: [], count: indices.count)
    for (equation, terms) in self.equations.enumerated() {
      for term in terms { uses[term.quantity].append(equation) }
    }
    self.indices = indices
  }

  /// - Returns: nil for what no equation speaks of.
  func index(of quantity: Quantity) -> Int? { indices[quantity] }

  /// Marks of all quantities, set for those given.
  func quantities(_ given: Set<Quantity>) -> [Bool] {
    var marks = [Bool](repeating: false, count: uses.count)
    for quantity in given { if let index = indices[quantity] { marks[index] = true } }
    return marks
  }

  /// Whether a quantity follows from the others. Looked for among what equations join it with, so that the length of the
  /// whole does not matter.
  func follows(_ quantity: Int, from given: [Bool]) -> Bool {
    var known = given
    known[quantity] = false
    // How many unknowns the equations around it have, and those that have one.
    var unknowns: [Int: Int] = [:]
    var ready: [Int] = []
    var around = [quantity]
    var isSeen = [Bool](repeating: false, count: uses.count)
    isSeen[quantity] = true
    while let next = around.popLast() {
      for equation in uses[next] where unknowns[equation] == nil {
        let count = equations[equation].count { !known[$0.quantity] }
        unknowns[equation] = count
        if count == 1 { ready.append(equation) }
        for term in equations[equation] where !isSeen[term.quantity] {
          isSeen[term.quantity] = true
          around.append(term.quantity)
        }
      }
    }
    while let equation = ready.popLast() {
      guard let term = equations[equation].first(where: { !known[$0.quantity] }), term.isUnit else { continue }
      if term.quantity == quantity { return true }
      known[term.quantity] = true
      for other in uses[term.quantity] {
        let count = (unknowns[other] ?? 0) - 1
        unknowns[other] = count
        if count == 1 { ready.append(other) }
      }
    }
    return false
  }
}
