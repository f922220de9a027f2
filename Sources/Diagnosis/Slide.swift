/// Rows that slid, put back before anything else is looked for.
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

  var prints: [Int] { moved.map(\.print) + lost }

  /// Slides whose undoing solves conflicts, more than twice as many as it brings about; the longest first, none within another.
  static func found(in network: Network, _ beliefs: inout Beliefs, _ roots: [Beliefs.Conflict]) -> [Slide] {
    var slides: [Slide] = []
    var taken: Set<Int> = []
    for bundle in network.bundles.sorted(by: { $0.prints.count > $1.prints.count }) where !bundle.sources.isEmpty {
      guard taken.isDisjoint(with: bundle.prints), var slide = Slide(bundle, network) else { continue }
      let trial = beliefs.conflicts(
        freeing: slide.prints.map { network.clusterOf[$0] }, assuming: slide.moved)
      let left = Set(trial.conflicts.map(\.id))
      slide.roots = roots.filter { beliefs.wasChecked($0.id) && !left.contains($0.id) }
      let new = left.subtracting(roots.map(\.id)).count + trial.contradictions
      guard slide.roots.count > 2 * new else { continue }
      taken.formUnion(bundle.prints)
      slides.append(slide)
    }
    return slides
  }

  /// - Returns: nil where other tables agree with a figure that would have to move.
  private init?(_ bundle: Bundle, _ network: Network) {
    let own = Set(bundle.prints)
    for print in bundle.prints {
      let isShared = !network.clusters[network.clusterOf[print]].prints.allSatisfy(own.contains)
      if let source = bundle.sources[print] {
        let figure = network.system.prints[source].figure
        guard figure.center != network.system.prints[print].figure.center else { continue }
        guard !isShared else { return nil }
        moved.append((print, figure))
      } else if !isShared {
        lost.append(print)
      }
    }
    guard !moved.isEmpty else { return nil }
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
