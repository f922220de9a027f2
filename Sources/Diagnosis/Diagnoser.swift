import Parallel

/// Finds the root causes behind broken equations: the lightest set of prints to disbelieve so that all else can be true
/// together, one slip counted once however often it was printed.
///
/// Conflicts that share prints are solved together, one such component after the other, each with the repairs of those
/// before it. Then every cause is forbidden once: where something else would do about as well, it is a tie.
public struct Diagnoser: Sendable {
  private let network: Network
  private var beliefs: Beliefs
  private let budget: Budget
  private let roots: [Beliefs.Conflict]
  private var costs: Costs
  private var explanation = Explanation()
  /// Conflicts that no repair has been found for yet; each is answered for by its own component.
  private var unsolved: Set<Int> = []
  /// Whether the last search was.
  private var isCutShort = false

  /// Conflicts that are solved together, and their repair as far as one was found.
  private struct Component: Sendable {
    var roots: [Beliefs.Conflict]
    var solution: Search.Solution?

    var clusters: [Int] { solution?.clusters ?? [] }
  }

  /// More conflicts than this are not solved together at first.
  private static let largest = 10

  public static func diagnose(_ system: System, budget: Budget = Budget()) -> Explanation {
    var diagnoser = Diagnoser(system, budget)
    let slides = Slide.found(in: diagnoser.network, &diagnoser.beliefs, diagnoser.roots)
    if !slides.isEmpty { diagnoser = Diagnoser(Slide.undone(slides, in: system), budget) }
    diagnoser.run()
    diagnoser.add(slides)
    diagnoser.explanation.causes.sort { order($0) < order($1) }
    return diagnoser.explanation
  }

  private init(_ system: System, _ budget: Budget) {
    network = Network(system)
    beliefs = Beliefs(network)
    self.budget = budget
    roots = beliefs.begin()
    costs = Costs(network, broken: Set(roots.map(\.id)))
    unsolved = Set(roots.map(\.id))
  }

  private mutating func run() {
    guard !roots.isEmpty else { return }
    var components = components()
    for index in components.indices { solve(&components[index]) }
    while let (first, second) = meeting(components) {
      let both = components.remove(at: second)
      components[first] = merged(components[first], both)
    }
    for index in components.indices { improve(&components[index]) }
    report(components)
  }

  private static func order(_ cause: Cause) -> Int { cause.edits.first?.print ?? cause.suspects.first ?? 0 }

  // MARK: Solving

  /// Conflicts that share clusters or slips, or that blanks of one equation are in, as long as they are not too many.
  private func components() -> [Component] {
    var sets = DisjointSets(count: roots.count)
    var sizes = [Int](repeating: 1, count: roots.count)
    var owners: [Tie: Int] = [:]
    // Small conflicts say most; a sum over many classes only joins what is left.
    for root in roots.indices.sorted(by: { (roots[$0].clusters.count, $0) < (roots[$1].clusters.count, $1) }) {
      for tie in ties(of: roots[root]) {
        guard let owner = owners[tie] else {
          owners[tie] = root
          continue
        }
        let (a, b) = (sets.root(owner), sets.root(root))
        guard a != b, sizes[a] + sizes[b] <= Self.largest else { continue }
        sets.join(a, b)
        sizes[sets.root(a)] = sizes[a] + sizes[b]
      }
    }
    return sets.members().sorted { ($0.count, $0[0]) < ($1.count, $1[0]) }.map { members in
      Component(roots: members.map { roots[$0] })
    }
  }

  /// What conflicts have to share to be solved together.
  private enum Tie: Hashable {
    case cluster(Int)
    case group(Int)
    /// Filling in one blank of an equation asks for the next.
    case blanks(equation: Int)
  }

  private func ties(of root: Beliefs.Conflict) -> [Tie] {
    root.clusters.map(Tie.cluster)
      + root.clusters.flatMap { cluster in
        network.clusters[cluster].isVoid
          ? network.equationsOf[network.clusters[cluster].quantity].map { Tie.blanks(equation: $0) }
          : [Tie.group(network.groupOf[cluster])]
      }
  }

  /// Two components of which one's repair is a way out of the other's conflicts: they have to be solved together.
  private func meeting(_ components: [Component]) -> (Int, Int)? {
    var owners: [Int: Int] = [:]
    for (index, component) in components.enumerated() {
      for cluster in component.roots.flatMap(\.clusters) { owners[cluster] = index }
    }
    for (index, component) in components.enumerated() {
      for cluster in component.clusters {
        guard let other = owners[cluster], other != index,
          component.roots.count + components[other].roots.count <= Self.largest
        else { continue }
        return (min(index, other), max(index, other))
      }
    }
    return nil
  }

  private mutating func merged(_ a: Component, _ b: Component) -> Component {
    for component in [a, b] { restore(component.clusters) }
    var both = Component(roots: a.roots + b.roots)
    solve(&both)
    return both
  }

  /// Finds a repair, with those of other components as they are.
  private mutating func solve(_ component: inout Component) {
    let own = component.roots.map(\.id)
    unsolved.subtract(own)
    let open = beliefs.current(own)
    component.solution = open.isEmpty ? Search.Solution(clusters: [], cost: 0) : search(open, budget.trials)
    if component.solution == nil { unsolved.formUnion(own) }
    explanation.isCutShort = explanation.isCutShort || isCutShort && component.solution == nil
    commit(component.clusters)
  }

  /// Looks for a better repair now that all others are known.
  private mutating func improve(_ component: inout Component) {
    restore(component.clusters)
    let own = component.roots.map(\.id)
    unsolved.subtract(own)
    let ceiling = component.solution?.cost ?? .max
    if let better = search(beliefs.current(own), budget.trialsAgain, ceiling: ceiling) { component.solution = better }
    if component.solution == nil { unsolved.formUnion(own) }
    commit(component.clusters)
  }

  private mutating func commit(_ clusters: [Int]) {
    beliefs.commit(clusters)
    costs.commit(clusters)
  }

  private mutating func restore(_ clusters: [Int]) {
    beliefs.restore(clusters)
    costs.restore(clusters)
  }

  private mutating func search(
    _ open: [Beliefs.Conflict], _ trials: Int, forbidden: Set<Int> = [], ceiling: Int = .max
  ) -> Search.Solution? {
    var search = Search(network, costs, roots: open, others: unsolved, forbidden: forbidden, ceiling: ceiling)
    let solution = search.solve(
      trials: trials, steps: min(budget.component, budget.whole - explanation.steps), with: &beliefs)
    explanation.steps += search.steps
    isCutShort = search.isCutShort
    return solution
  }

  // MARK: Reporting

  /// Slides are causes as well, with all that was found out about their prints since.
  private mutating func add(_ slides: [Slide]) {
    for slide in slides {
      let own = Set(slide.prints)
      let place = explanation.causes.partition { $0.isAsserted && $0.edits.allSatisfy { own.contains($0.print) } }
      let inside = Array(explanation.causes[place...])
      explanation.causes.removeSubrange(place...)
      var edits: [Int: Edit] = [:]
      for (print, figure) in slide.moved { edits[print] = Edit(print: print, value: figure) }
      for edit in slide.lost.map({ beliefs.edit(of: $0) }) + inside.flatMap(\.edits) where edit.value != nil {
        edits[edit.print] = edit
      }
      explanation.causes.append(
        cause(
          edits.values.sorted { $0.print < $1.print }, [],
          slide.roots.map(\.id) + inside.flatMap(\.equations)))
    }
  }

  /// Some components at a time, each by itself with the repairs of all others.
  private mutating func report(_ components: [Component]) {
    var rest = components[...]
    while !rest.isEmpty {
      let some = Array(rest.prefix(Self.atATime))
      rest = rest.dropFirst(some.count)
      var blank = self
      blank.explanation = Explanation(steps: explanation.steps)
      let reports = Parallel.map(some) { [blank] component in
        var own = blank
        let winner = own.report(component)
        return (explanation: own.explanation, winner: winner)
      }
      for (component, report) in zip(some, reports) {
        explanation.causes += report.explanation.causes
        explanation.isCutShort = explanation.isCutShort || report.explanation.isCutShort
        explanation.steps += report.explanation.steps - blank.explanation.steps
        if let winner = report.winner {
          restore(component.clusters)
          commit(winner)
        }
      }
    }
  }

  /// How many components are looked at side by side; the bound on work is looked at in between.
  private static let atATime = 4

  /// - Returns: clusters that take the place of the component's solution.
  private mutating func report(_ component: Component) -> [Int]? {
    guard let solution = component.solution else {
      for root in component.roots { explanation.causes.append(unsolved(root)) }
      return nil
    }
    var causes = causes(of: solution.clusters)
    var (rivals, winner) = rivals(of: causes, solution, component)
    if let winner {
      restore(solution.clusters)
      commit(winner)
      causes = self.causes(of: winner)
      rivals = causes.map { _ in [] }
    }
    for (index, clusters) in causes.enumerated() {
      explanation.causes.append(cause(clusters, rivals[index], component))
    }
    return winner
  }

  /// Clusters that are one slip: of one group, or worked out from one another.
  private func causes(of clusters: [Int]) -> [[Int]] {
    var sets = DisjointSets(count: clusters.count)
    for (a, x) in clusters.enumerated() {
      for (b, y) in clusters.enumerated() where a != b {
        if network.groupOf[x] == network.groupOf[y] || costs.feeds(y, x) { sets.join(a, b) }
      }
    }
    return sets.members().map { members in members.map { clusters[$0] } }
  }

  /// For each cause, clusters that would explain its conflicts about as well; empty for those that are certain. Where
  /// that could not be found out in time, nothing is certain and the cause rivals itself. Of a single cause, a repair
  /// that mends more conditions than its rivals is the winner.
  private mutating func rivals(
    of causes: [[Int]], _ solution: Search.Solution, _ component: Component
  ) -> (rivals: [[Int]], winner: [Int]?) {
    guard !solution.clusters.isEmpty else { return ([], nil) }
    restore(solution.clusters)
    let open = beliefs.current(component.roots.map(\.id))
    var rivals: [[Int]] = []
    var repairs = [solution.clusters]
    for cause in causes {
      var forbidden = Set(cause)
      var own: [Int] = []
      isCutShort = false
      while own.count < 40,
        let other = search(open, budget.trialsOfTest, forbidden: forbidden, ceiling: solution.cost + Costs.margin)
      {
        let new = other.clusters.filter { !solution.clusters.contains($0) && !forbidden.contains($0) }
        guard !new.isEmpty else { break }
        own += new
        repairs.append(other.clusters)
        forbidden.formUnion(new)
      }
      explanation.isCutShort = explanation.isCutShort || own.isEmpty && isCutShort
      rivals.append(own.isEmpty && isCutShort ? cause : own)
    }
    let winner = causes.count == 1 && repairs.count > 1 ? winner(of: repairs) : nil
    commit(solution.clusters)
    return (rivals, winner)
  }

  /// The only one of some repairs that mends most conditions; nil where none stands out.
  private mutating func winner(of repairs: [[Int]]) -> [Int]? {
    guard let conditions = network.system.conditions else { return nil }
    let mended = repairs.map { conditions(beliefs.edits(freeing: $0)).mended }
    guard let most = mended.max(), most > 0, mended.count(where: { $0 == most }) == 1 else { return nil }
    return mended.firstIndex(of: most).map { repairs[$0] }
  }

  private mutating func cause(_ clusters: [Int], _ rivals: [Int], _ component: Component) -> Cause {
    let edits = clusters.flatMap { beliefs.edits(of: $0) }
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
    Cause(edits: edits, suspects: suspects, equations: ids.filter { $0 < network.system.equations.count })
  }
}
