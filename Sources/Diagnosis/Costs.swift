/// What it costs to disbelieve prints, in thousandths: one slip about a thousand, a further print of it a fifth of that.
///
/// Prices only ever decide between repairs that are otherwise as good; where two cost about the same it is a tie.
struct Costs: Sendable {
  private let network: Network
  private let weights: [Int]
  private let extras: [Int]
  /// Clusters that a cluster was worked out from, by an equation that the printed figures satisfy: a rate computed
  /// from a wrong amount is the same slip as the amount.
  private let feeders: [[Int]]
  /// The same of sums. They are worked out less surely, for a printed part may have been changed later.
  private let parts: [[Int]]
  /// By cluster, whether it is disbelieved already; by group, how many of it are.
  private var isCommitted: [Bool]
  private var committedOfGroup: [Int]

  /// Repairs whose prices are this close are equally good.
  static let margin = 150

  /// The price of each condition that a repair breaks.
  static let brokenCondition = 200

  /// The price of a total that was added up from a disbelieved figure.
  private static let total = 700

  /// - Parameter broken: equations that the prints contradict.
  init(_ network: Network, broken: Set<Int>) {
    self.network = network
    var confirmations = [Int](repeating: 0, count: network.system.quantityCount)
    var feeders = [[Int]](repeating: [], count: network.clusters.count)
    var parts = feeders
    for (index, equation) in network.system.equations.enumerated() where !broken.contains(index) {
      let quantities = network.quantitiesOf[index]
      for quantity in quantities { confirmations[quantity] += 1 }
      guard let output = equation.output else { continue }
      let inputs = quantities.filter { $0 != output }.flatMap { network.clustersOf[$0] }
      for cluster in network.clustersOf[output] {
        if case .sum = equation.relation { parts[cluster] += inputs } else { feeders[cluster] += inputs }
      }
    }
    isCommitted = Array(repeating: false, count: network.clusters.count)
    committedOfGroup = Array(repeating: 0, count: (network.groupOf.max() ?? -1) + 1)
    self.feeders = feeders
    self.parts = parts
    extras = network.clusters.map { cluster in cluster.prints.reduce(0) { $0 + Self.extra($1, network) } }
    weights = network.clusters.map { cluster in
      let heaviest = cluster.prints.map { Self.weight(network.system.prints[$0]) }.max() ?? 0
      let further = cluster.prints.map { Self.extra($0, network) }.sorted().dropFirst().reduce(0, +)
      return heaviest + 10 * min(4, confirmations[cluster.quantity]) + further
    }
  }

  private static func weight(_ print: Print) -> Int {
    switch (print.state, print.role) {
    case (.absentRow, _): 600
    case (.blank, .total), (.emptyRow, .total): 500
    case (.blank, .parent), (.emptyRow, .parent): 550
    case (.blank, _): 750
    case (.emptyRow, _): 1_200
    case (.stated, .percentage): 900
    case (.stated, .sentence): 950
    case (.stated, .parent), (.stated, .total): 970
    case (.stated, .leaf): 1_000
    }
  }

  /// A further print of the same slip.
  private static func extra(_ print: Int, _ network: Network) -> Int {
    network.isBundled[print] ? 20 : network.system.prints[print].state == .stated ? 190 : 30
  }

  mutating func commit(_ clusters: [Int]) {
    for cluster in clusters where !isCommitted[cluster] {
      isCommitted[cluster] = true
      committedOfGroup[network.groupOf[cluster]] += 1
    }
  }

  mutating func restore(_ clusters: [Int]) {
    for cluster in clusters where isCommitted[cluster] {
      isCommitted[cluster] = false
      committedOfGroup[network.groupOf[cluster]] -= 1
    }
  }

  /// The price of disbelieving clusters besides those that are already.
  func cost(_ clusters: [Int]) -> Int {
    var cost = 0
    for (position, cluster) in clusters.enumerated() {
      if isFed(cluster, by: clusters) || committedOfGroup[network.groupOf[cluster]] > 0 {
        cost += extras[cluster]
        continue
      }
      // The dearest of a group pays in full.
      let isDearest = clusters.enumerated().allSatisfy { other, candidate in
        other == position || network.groupOf[candidate] != network.groupOf[cluster]
          || (weights[candidate], other) < (weights[cluster], position)
      }
      cost += isDearest ? min(weights[cluster], isTotal(of: clusters, cluster) ? Self.total : .max) : extras[cluster]
    }
    return cost
  }

  /// What one cluster more would cost.
  func marginal(_ cluster: Int, with clusters: [Int]) -> Int {
    let group = network.groupOf[cluster]
    if committedOfGroup[group] > 0 || isFed(cluster, by: clusters)
      || clusters.contains(where: { network.groupOf[$0] == group })
    {
      return extras[cluster]
    }
    return isTotal(of: clusters, cluster) ? min(weights[cluster], Self.total) : weights[cluster]
  }

  /// Whether it was added up from one of them.
  private func isTotal(of clusters: [Int], _ cluster: Int) -> Bool {
    parts[cluster].contains { (clusters.contains($0) || isCommitted[$0]) && !parts[$0].contains(cluster) }
  }

  /// Whether it was worked out from one of them, or from one that is disbelieved already.
  func isFed(_ cluster: Int, by clusters: [Int]) -> Bool {
    feeders[cluster].contains { (clusters.contains($0) || isCommitted[$0]) && feeds($0, cluster) }
  }

  /// Whether the second cluster was worked out from the first.
  func feeds(_ feeder: Int, _ cluster: Int) -> Bool {
    // Of two that were worked out from each other only one may be the other's consequence.
    feeders[cluster].contains(feeder) && (feeder < cluster || !feeders[feeder].contains(cluster))
  }
}
