/// Finds the cheapest clusters to disbelieve so that nothing contradicts itself any more.
///
/// Best first. A node is a set of disbelieved clusters; each of its conflicts needs one of its clusters disbelieved, so
/// a node branches over the clusters of one conflict, and conflicts that share no slip bound the price from below.
struct Search {
  struct Solution: Sendable {
    var clusters: [Int]
    var cost: Int
  }

  private let network: Network
  private let costs: Costs
  private let roots: [Beliefs.Conflict]
  /// By id of a conflict, whether somebody else answers for it.
  private var isOthers: [Bool]
  /// By cluster, whether it must be believed.
  private var isForbidden: [Bool]
  private let ceiling: Int
  /// By group, the last node a conflict of which was counted for it.
  private var takenBy: [Int]
  private var bounds = 0
  private var nodes: [Node] = []
  private var queue = PriorityQueue()
  private var known: Set<[Int]> = []
  private var trials = 0
  /// Quantities and prints looked at, sets put aside to be tried, and the prints of conflicts compared.
  private(set) var steps = 0
  private(set) var isCutShort = false

  /// About what it takes to evaluate the conditions that a repair touches.
  private static let stepsOfConditions = 1_000

  private struct Node {
    var clusters: [Int]
    var cost: Int
    /// Nil until it has been tried.
    var conflicts: [Beliefs.Conflict]?
    /// Of a repair, with the conditions it breaks; nil until that has been looked at.
    var price: Int?
  }

  /// - Parameters:
  ///   - roots: conflicts to be solved, as they stand with what is disbelieved for good.
  ///   - others: ids of conflicts that somebody else answers for; what is newly broken is ours.
  ///   - forbidden: clusters that must be believed.
  ///   - ceiling: dearer repairs are of no interest.
  init(
    _ network: Network, _ costs: Costs, roots: [Beliefs.Conflict], others: Set<Int> = [],
    forbidden: Set<Int> = [], ceiling: Int = .max
  ) {
    self.network = network
    self.costs = costs
    self.roots = roots
    isOthers = Array(repeating: false, count: network.system.equations.count + network.system.quantityCount)
    for id in others { isOthers[id] = true }
    for root in roots { isOthers[root.id] = false }
    isForbidden = Array(repeating: false, count: network.clusters.count)
    for cluster in forbidden { isForbidden[cluster] = true }
    takenBy = Array(repeating: 0, count: network.clusters.count)
    self.ceiling = ceiling
  }

  /// - Parameters: sets tried, and quantities and prints looked at, at most; the beliefs are afterwards as before.
  /// - Returns: nil where there is none, none cheap enough, or none was found in time.
  mutating func solve(trials most: Int, steps mostSteps: Int, with beliefs: inout Beliefs) -> Solution? {
    add(Node(clusters: [], cost: 0, conflicts: roots), atLeast: 0)
    while let (bound, index) = queue.popFirst() {
      if bound > ceiling { return nil }
      if nodes[index].conflicts == nil {
        guard trials < most, steps < mostSteps else {
          isCutShort = true
          return nil
        }
        nodes[index].conflicts = conflicts(of: nodes[index].clusters, &beliefs)
        let remaining = remainingCost(of: nodes[index])
        guard let remaining else { continue }
        if nodes[index].cost + remaining > bound {
          queue.insert(nodes[index].cost + remaining, index)
          continue
        }
      }
      guard let conflict = branching(nodes[index]) else {
        let price = nodes[index].price ?? price(nodes[index], &beliefs)
        guard price > bound else { return Solution(clusters: nodes[index].clusters, cost: price) }
        nodes[index].price = price
        queue.insert(price, index)
        continue
      }
      expand(nodes[index], conflict, bound)
      nodes[index].conflicts = []
    }
    return nil
  }

  /// What a repair costs, with the conditions it breaks.
  private mutating func price(_ node: Node, _ beliefs: inout Beliefs) -> Int {
    var price = node.cost
    if let conditions = network.system.conditions, !node.clusters.isEmpty {
      let before = beliefs.steps
      price += Costs.brokenCondition * conditions(beliefs.edits(freeing: node.clusters)).broken
      steps += beliefs.steps - before + Self.stepsOfConditions
    }
    return price
  }

  private mutating func add(_ node: Node, atLeast bound: Int) {
    nodes.append(node)
    queue.insert(max(bound, node.cost), nodes.count - 1)
  }

  private mutating func conflicts(of clusters: [Int], _ beliefs: inout Beliefs) -> [Beliefs.Conflict] {
    trials += 1
    let before = beliefs.steps
    let found = beliefs.conflicts(freeing: clusters).filter { !isOthers[$0.id] }
    steps += beliefs.steps - before
    return found + roots.filter { !beliefs.wasChecked($0.id) }
  }

  private mutating func expand(_ node: Node, _ conflict: Beliefs.Conflict, _ bound: Int) {
    steps += conflict.clusters.count * (node.clusters.count + 1)
    for cluster in conflict.clusters where !isForbidden[cluster] && !node.clusters.contains(cluster) {
      let clusters = (node.clusters + [cluster]).sorted()
      guard known.insert(clusters).inserted else { continue }
      add(Node(clusters: clusters, cost: costs.cost(clusters), conflicts: nil), atLeast: bound)
    }
  }

  // MARK: Bounds

  /// The conflict whose cheapest way out is dearest; of those the one with fewest ways.
  private func branching(_ node: Node) -> Beliefs.Conflict? {
    var dearest: (conflict: Beliefs.Conflict, rank: (price: Int, fewness: Int))?
    for conflict in node.conflicts ?? [] {
      let rank = (price: cheapest(conflict, node) ?? .max, fewness: -conflict.clusters.count)
      if dearest.map({ $0.rank < rank }) ?? true { dearest = (conflict, rank) }
    }
    return dearest?.conflict
  }

  /// - Returns: nil where a conflict has no way out.
  private func cheapest(_ conflict: Beliefs.Conflict, _ node: Node) -> Int? {
    var least: Int?
    for cluster in conflict.clusters where !isForbidden[cluster] {
      least = min(least ?? .max, costs.marginal(cluster, with: node.clusters))
    }
    return least
  }

  /// What the conflicts of a node cost at least: the sum over some that share no slip.
  private mutating func remainingCost(of node: Node) -> Int? {
    guard let conflicts = node.conflicts else { return nil }
    var cost = 0
    bounds += 1
    let order = conflicts.indices.sorted {
      (conflicts[$0].clusters.count, conflicts[$0].id) < (conflicts[$1].clusters.count, conflicts[$1].id)
    }
    for index in order {
      guard let cheapest = cheapest(conflicts[index], node) else { return nil }
      if !isTaken(conflicts[index]) { cost += cheapest }
    }
    return cost
  }

  /// Whether a conflict shares a slip with one before it; if not, it takes its slips for itself.
  private mutating func isTaken(_ conflict: Beliefs.Conflict) -> Bool {
    for cluster in conflict.clusters where takenBy[network.groupOf[cluster]] == bounds { return true }
    for cluster in conflict.clusters { takenBy[network.groupOf[cluster]] = bounds }
    return false
  }
}

/// A binary heap: least bound first, of equal ones the first put in.
struct PriorityQueue {
  private var heap: [Entry] = []
  private var count = 0

  private struct Entry {
    var bound: Int
    var order: Int
    var item: Int

    static func < (a: Entry, b: Entry) -> Bool { (a.bound, a.order) < (b.bound, b.order) }
  }

  mutating func insert(_ bound: Int, _ item: Int) {
    heap.append(Entry(bound: bound, order: count, item: item))
    count += 1
    var child = heap.count - 1
    while child > 0, heap[child] < heap[(child - 1) / 2] {
      heap.swapAt(child, (child - 1) / 2)
      child = (child - 1) / 2
    }
  }

  mutating func popFirst() -> (bound: Int, item: Int)? {
    guard let first = heap.first else { return nil }
    let last = heap.removeLast()
    if !heap.isEmpty {
      heap[0] = last
      sink()
    }
    return (first.bound, first.item)
  }

  private mutating func sink() {
    var parent = 0
    while 2 * parent + 1 < heap.count {
      var child = 2 * parent + 1
      if child + 1 < heap.count, heap[child + 1] < heap[child] { child += 1 }
      guard heap[child] < heap[parent] else { return }
      heap.swapAt(child, parent)
      parent = child
    }
  }
}
