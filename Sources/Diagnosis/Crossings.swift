/// Pairs of figures that stand in each other's place, told by two sums that lack, one too much and one too little, just
/// what the two differ by. No other print need say so.
struct Crossings {
  private(set) var found: [[Int]] = []

  private let system: System
  /// By quantity, its print where it has a single one in a table.
  private var printOf: [Int]
  /// By quantity, its figure where all its prints agree.
  private var figureOf: [Figure?]

  /// A sum that does not come out.
  private struct Broken {
    var terms: [Constraint.Term]
    /// What the terms come to besides zero.
    var residual: Int64
  }

  /// More sums that are off by the same are no crossing.
  private static let most = 8

  init(_ system: System, _ clusters: [Network.Cluster]) {
    self.system = system
    printOf = Array(repeating: -1, count: system.quantityCount)
    figureOf = Array(repeating: nil, count: system.quantityCount)
    var counts = [Int](repeating: 0, count: system.quantityCount)
    for cluster in clusters {
      counts[cluster.quantity] += 1
      figureOf[cluster.quantity] = counts[cluster.quantity] == 1 ? cluster.figure : nil
      let isPlaced = cluster.prints.count == 1 && system.prints[cluster.prints[0]].place.table >= 0 && !cluster.isVoid
      printOf[cluster.quantity] = counts[cluster.quantity] == 1 && isPlaced ? cluster.prints[0] : -1
    }
    var bySize: [UInt64: [Broken]] = [:]
    for equation in system.equations {
      if let broken = broken(equation) { bySize[broken.residual.magnitude, default: []].append(broken) }
    }
    for (_, sums) in bySize.sorted(by: { $0.key < $1.key }) where (2...Self.most).contains(sums.count) {
      for (index, one) in sums.enumerated() {
        for other in sums[(index + 1)...] { find(one, other) }
      }
    }
  }

  private func broken(_ equation: Constraint) -> Broken? {
    guard case .sum(let terms, let constant) = equation.relation else { return nil }
    var rest = Figure(low: -constant.high, center: -constant.center, high: -constant.low)
    for term in terms {
      guard let figure = figureOf[term.quantity] else { return nil }
      rest.center &+= term.coefficient &* figure.center
      rest.low &+= term.coefficient &* (term.coefficient > 0 ? figure.low : figure.high)
      rest.high &+= term.coefficient &* (term.coefficient > 0 ? figure.high : figure.low)
    }
    return rest.low > 0 || rest.high < 0 ? Broken(terms: terms, residual: rest.center) : nil
  }

  /// A figure of each sum, in one row or column, that in the other's place makes both come out.
  private mutating func find(_ one: Broken, _ other: Broken) {
    var inRow: [Place.Line: [Constraint.Term]] = [:]
    var inColumn: [Place.Line: [Constraint.Term]] = [:]
    for term in other.terms where printOf[term.quantity] >= 0 {
      let place = system.prints[printOf[term.quantity]].place
      inRow[place.line, default: []].append(term)
      inColumn[Place.Line(table: place.table, row: place.column), default: []].append(term)
    }
    for term in one.terms where printOf[term.quantity] >= 0 {
      let place = system.prints[printOf[term.quantity]].place
      let candidates = (inRow[place.line] ?? []) + (inColumn[Place.Line(table: place.table, row: place.column)] ?? [])
      for twin in candidates where twin.quantity != term.quantity {
        guard let a = figureOf[term.quantity]?.center, let b = figureOf[twin.quantity]?.center,
          term.coefficient &* (b &- a) == -one.residual, twin.coefficient &* (a &- b) == -other.residual
        else { continue }
        found.append([printOf[term.quantity], printOf[twin.quantity]])
      }
    }
  }
}
