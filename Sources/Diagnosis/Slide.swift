/// Rows that slid or were copied, put back before anything else is looked for.
///
/// Which of their prints have to be disbelieved, equations say only in part; what stands one row on says the rest. Other
/// slips among the same rows are looked for on what the rows were.
struct Slide {
  /// The prints that do not stand where they belong, each with what does.
  private(set) var moved: [(print: Int, figure: Figure)] = []
  /// Prints of the row whose figures are lost.
  private(set) var lost: [Int] = []
  /// Conflicts that there are no more.
  private(set) var roots: [Beliefs.Conflict] = []
  private let displacement: Displacement
  /// How many conflicts more it solves than it brings about, how many figures more the other tables have then, and how
  /// few prints it takes.
  private var merit = (conflicts: 0, likeness: 0, fewness: 0)

  var prints: [Int] { moved.map(\.print) + lost }

  /// Slides whose undoing solves conflicts, more than twice as many as it brings about; of those that end alike the one
  /// that does best, if there is one; the longest first, none within another.
  static func found(in network: Network, _ beliefs: inout Beliefs, _ roots: [Beliefs.Conflict]) -> [Slide] {
    guard !roots.isEmpty else { return [] }
    var best: [Place.Line: [Slide]] = [:]
    for displacement in network.displacements {
      guard var slide = Slide(displacement, network), slide.weigh(network, &beliefs, roots) else { continue }
      guard let rival = best[displacement.end]?.first, rival.merit >= slide.merit else {
        best[displacement.end] = [slide]
        continue
      }
      if rival.merit == slide.merit, Set(rival.prints) != Set(slide.prints) { best[displacement.end]?.append(slide) }
    }
    var slides: [Slide] = []
    var taken: Set<Int> = []
    let single = best.values.filter { $0.count == 1 }.map { $0[0] }
    for slide in single.sorted(by: {
      ($0.displacement.prints.count, $1.prints[0]) > ($1.displacement.prints.count, $0.prints[0])
    })
    where taken.isDisjoint(with: slide.prints) {
      taken.formUnion(slide.prints)
      slides.append(slide)
    }
    return slides
  }

  /// - Returns: nil where other tables agree with a figure that would have to move.
  private init?(_ displacement: Displacement, _ network: Network) {
    self.displacement = displacement
    let own = Set(displacement.prints)
    for print in displacement.prints + displacement.vacant {
      let isShared = !network.clusters[network.clusterOf[print]].prints.allSatisfy { $0 == print || own.contains($0) }
      if let source = displacement.sources[print] {
        let figure = network.system.prints[source].figure
        guard figure.center != network.system.prints[print].figure.center else { continue }
        guard !isShared else { return nil }
        moved.append((print, figure))
      } else if !isShared {
        lost.append(print)
      }
    }
    guard !prints.isEmpty else { return nil }
  }

  /// - Returns: whether undoing it solves more than twice as many conflicts as it brings about, and other tables have more
  ///   of the figures then, if nothing else speaks for it.
  private mutating func weigh(
    _ network: Network, _ beliefs: inout Beliefs, _ roots: [Beliefs.Conflict]
  ) -> Bool {
    let trial = beliefs.conflicts(
      freeing: prints.map { network.clusterOf[$0] }, assuming: moved, askingFor: lost)
    let left = Set(trial.conflicts.map(\.id))
    self.roots = roots.filter { beliefs.wasChecked($0.id) && !left.contains($0.id) }
    let new = left.subtracting(roots.map(\.id)).count + trial.contradictions
    let figures = moved + zip(lost, trial.answers).compactMap { print, figure in figure.map { (print, $0) } }
    let likeness = figures.reduce(0) { sum, own in
      let before = network.system.prints[own.print].figure.center
      return sum + (network.likeness.isAlike(own.figure.center, to: own.print) ? 1 : 0)
        - (network.likeness.isAlike(before, to: own.print) ? 1 : 0)
    }
    merit = (self.roots.count - new, likeness, -prints.count)
    return self.roots.count > 2 * new && (displacement.isSeen || likeness > 0)
  }

  private static let mostInConditions = 300

  /// The system with every figure back where it came from, and what is lost not printed at all.
  static func undone(_ slides: [Slide], in system: System) -> System {
    var undone = system
    var edits: [Edit] = []
    for slide in slides {
      for (print, figure) in slide.moved {
        undone.prints[print].figure = figure
        undone.prints[print].state = figure.center == 0 ? .blank : .stated
        edits.append(Edit(print: print, value: figure))
      }
      for print in slide.lost { undone.prints[print].figure = .unbounded }
    }
    // They are looked at with every repair that is weighed, which of very many would take too long.
    if let conditions = system.conditions, edits.count <= mostInConditions {
      undone.conditions = { [edits] in conditions(edits + $0) }
    }
    return undone
  }
}
