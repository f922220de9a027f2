/// Finds the root causes behind broken equations: the lightest set of prints to disbelieve so that all else can be true
/// together, one slip counted once however often it was printed.
///
/// Conflicts that share prints are solved together, one such component after the other, each with the repairs of those
/// before it. Then every cause is forbidden once: where something else would do about as well, it is a tie.
public struct Diagnoser {
  private let network: Network
  private let beliefs: Beliefs
  private let budget: Budget
  private let roots: [Beliefs.Conflict]
  private var costs: Costs
  private var explanation = Explanation()

  /// Repairs of one component, as far as they were found.
  private struct Component {
    var roots: [Beliefs.Conflict]
    var solution: Search.Solution?
  }

  public static func diagnose(_ system: System, budget: Budget = Budget()) -> Explanation {
    var diagnoser = Diagnoser(system, budget)
    return diagnoser.run()
  }

  private init(_ system: System, _ budget: Budget) {
    network = Network(system)
    beliefs = Beliefs(network)
    self.budget = budget
    roots = beliefs.begin()
    costs = Costs(network, broken: Set(roots.map(\.id)))
  }

  private mutating func run() -> Explanation {
    guard !roots.isEmpty else { return explanation }
    var components = components()
    for index in components.indices {
      let before = explanation.trials
      components[index].solution = solved(components[index])
      debugLog("component \(index): roots \(components[index].roots.map { "\($0.id)\($0.clusters.map(debugCluster))" }) -> \(components[index].solution.map { "\($0.cost) \($0.clusters.map(debugCluster))" } ?? "NONE") trials \(explanation.trials - before)")
    }
    for component in components { report(component) }
    explanation.causes.sort { ($0.edits.first?.print ?? $0.suspects.first ?? 0) < ($1.edits.first?.print ?? $1.suspects.first ?? 0) }
    return explanation
  }

  func debugCluster(_ c: Int) -> String { "c\(c)(p\(network.clusters[c].prints.map { "\($0)" }.joined(separator: ","))=\(Double(network.clusters[c].figure.center)/1e8)\(network.clusters[c].isVoid ? "~" : "") w\(costs.marginal(c, with: [])))" }

  // MARK: Solving

  /// Conflicts that share clusters or slips, the smallest first.
  private func components() -> [Component] {
    var sets = DisjointSets(count: network.clusters.count)
    for root in roots { for cluster in root.clusters.dropFirst() { sets.join(root.clusters[0], cluster) } }
    var members: [Int: [Beliefs.Conflict]] = [:]
    for root in roots { members[root.clusters.first.map { sets.root($0) } ?? -1, default: []].append(root) }
    return members.sorted { ($0.value.count, $0.key) < ($1.value.count, $1.key) }.map { Component(roots: $0.value) }
  }

  private mutating func solved(_ component: Component) -> Search.Solution? {
    let open = beliefs.current(component.roots.map(\.id))
    guard !open.isEmpty else { return Search.Solution(clusters: [], cost: 0) }
    let solution = search(open, budget.component)
    if let solution {
      beliefs.commit(solution.clusters)
      costs.commit(solution.clusters)
    }
    return solution
  }

  private mutating func search(
    _ roots: [Beliefs.Conflict], _ trials: Int, forbidden: Set<Int> = [], ceiling: Int = .max
  ) -> Search.Solution? {
    var search = Search(network, beliefs, costs, roots: roots, forbidden: forbidden, ceiling: ceiling)
    let solution = search.solve(budget: min(trials, max(0, budget.whole - explanation.trials)))
    explanation.trials += search.trials
    explanation.isCutShort = explanation.isCutShort || search.isCutShort
    return solution
  }

  // MARK: Reporting

  private mutating func report(_ component: Component) {
    guard let solution = component.solution else {
      for root in component.roots { explanation.causes.append(unsolved(root)) }
      return
    }
    let causes = causes(of: solution.clusters)
    let values = causes.map { $0.map { beliefs.value(of: network.clusters[$0].quantity) } }
    let rivals = rivals(of: causes, solution, component)
    for (index, clusters) in causes.enumerated() {
      explanation.causes.append(cause(clusters, values[index], rivals[index], component))
    }
  }

  /// Clusters that are one slip: of one group, or worked out from one another.
  private func causes(of clusters: [Int]) -> [[Int]] {
    var sets = DisjointSets(count: clusters.count)
    for (a, x) in clusters.enumerated() {
      for (b, y) in clusters.enumerated() where a != b {
        if network.groupOf[x] == network.groupOf[y] || costs.feeds(y, x) { sets.join(a, b) }
      }
    }
    var members: [Int: [Int]] = [:]
    for index in clusters.indices { members[sets.root(index), default: []].append(clusters[index]) }
    return members.sorted { $0.key < $1.key }.map(\.value)
  }

  /// For each cause, clusters that would explain its conflicts about as well; empty for those that are certain.
  private mutating func rivals(
    of causes: [[Int]], _ solution: Search.Solution, _ component: Component
  ) -> [[Int]] {
    guard !solution.clusters.isEmpty else { return [] }
    beliefs.restore(solution.clusters)
    costs.restore(solution.clusters)
    let open = beliefs.current(component.roots.map(\.id))
    var rivals: [[Int]] = []
    for cause in causes {
      var forbidden = Set(cause)
      var own: [Int] = []
      while own.count < 40,
        let other = search(open, budget.test, forbidden: forbidden, ceiling: solution.cost + Costs.margin)
      {
        let new = other.clusters.filter { !solution.clusters.contains($0) && !forbidden.contains($0) }
        guard !new.isEmpty else { break }
        own += new
        forbidden.formUnion(new)
      }
      rivals.append(own)
    }
    beliefs.commit(solution.clusters)
    costs.commit(solution.clusters)
    return rivals
  }

  private func cause(_ clusters: [Int], _ values: [Figure?], _ rivals: [Int], _ component: Component) -> Cause {
    var edits: [Edit] = []
    for (cluster, value) in zip(clusters, values) {
      edits += network.clusters[cluster].prints.map { Edit(print: $0, value: value) }
    }
    let own = Set(clusters)
    let broken = component.roots.filter { !own.isDisjoint(with: $0.clusters) }.map(\.id)
    let suspects = rivals.isEmpty ? [] : (clusters + rivals).flatMap { network.clusters[$0].prints }.sorted()
    return cause(edits.sorted { $0.print < $1.print }, suspects, broken)
  }

  /// A conflict that no repair was found for: all its prints are suspects.
  private func unsolved(_ root: Beliefs.Conflict) -> Cause {
    cause([], root.clusters.flatMap { network.clusters[$0].prints }.sorted(), [root.id])
  }

  private func cause(_ edits: [Edit], _ suspects: [Int], _ ids: [Int]) -> Cause {
    let equations = network.system.equations.count
    return Cause(
      edits: edits, suspects: suspects, equations: ids.filter { $0 < equations },
      quantities: ids.filter { $0 >= equations }.map { $0 - equations })
  }
}

public nonisolated(unsafe) var debugLog: (String) -> Void = { _ in }
