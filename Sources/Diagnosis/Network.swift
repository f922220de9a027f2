/// A system with everything worked out once that the search asks again and again. There is one for all searches, which
/// hand it on at no cost.
final class Network: Sendable {
  let system: System
  /// Prints of one quantity that agree with each other: one misprint seen several times, if it is one.
  let clusters: [Cluster]
  let clusterOf: [Int]
  let clustersOf: Rows<Int>
  /// The quantities of each equation, and the equations of each quantity. Those of a product are part, rate and base.
  let quantitiesOf: Rows<Int>
  let equationsOf: Rows<Int>
  /// How each equation is reckoned; and the terms and constants of sums.
  let forms: [Form]
  let termsOf: Rows<Constraint.Term>
  let constants: [Figure]
  let isSigned: [Bool]
  /// Clusters with one number are one slip: the same figure in the same row, blanks of a row or of a code.
  let groupOf: [Int]
  /// Prints that belong to a larger slip, if it is one: rows slid, exchanged or copied.
  let isBundled: [Bool]
  let displacements: [Displacement]
  let likeness: Likeness

  enum Form: UInt8, Sendable { case sum, product, function }

  struct Cluster: Sendable {
    var quantity: Int
    var prints: [Int]
    var figure: Figure
    var isVoid: Bool
  }

  init(_ system: System) {
    self.system = system
    var prints = [[Int]](repeating: [], count: system.quantityCount)
    for (index, print) in system.prints.enumerated() where print.figure.isBounded {
      prints[print.quantity].append(index)
    }
    var clusters: [Cluster] = []
    var clusterOf = [Int](repeating: -1, count: system.prints.count)
    var clustersOf: [[Int]] = []
    for quantity in 0..<system.quantityCount {
      let own = Self.clusters(of: prints[quantity], quantity, system)
      clustersOf.append(Array(clusters.count..<clusters.count + own.count))
      for (offset, cluster) in own.enumerated() {
        for print in cluster.prints { clusterOf[print] = clusters.count + offset }
      }
      clusters += own
    }
    self.clusters = clusters
    self.clusterOf = clusterOf
    self.clustersOf = Rows(clustersOf)
    let quantities = system.equations.map(Self.quantities)
    var equations = [[Int]](repeating: [], count: system.quantityCount)
    for (index, own) in quantities.enumerated() { for quantity in own { equations[quantity].append(index) } }
    quantitiesOf = Rows(quantities)
    equationsOf = Rows(equations)
    forms = system.equations.map(Self.form)
    let sums = system.equations.map(Self.sum)
    termsOf = Rows(sums.map(\.terms))
    constants = sums.map(\.constant)
    isSigned = (0..<system.quantityCount).map { quantity in
      prints[quantity].isEmpty || prints[quantity].contains { system.prints[$0].figure.center < 0 }
    }
    likeness = Likeness(system)
    let bundles = Bundles(clusters, clusterOf, system, likeness)
    displacements = bundles.displacements
    var isBundled = [Bool](repeating: false, count: system.prints.count)
    for print in bundles.found.joined() { isBundled[print] = true }
    self.isBundled = isBundled
    groupOf = Self.groups(clusters, bundles.found.map { $0.map { clusterOf[$0] } }, system)
  }

  private static func form(of equation: Constraint) -> Form {
    switch equation.relation {
    case .sum: .sum
    case .product: .product
    case .function: .function
    }
  }

  /// - Returns: nothing for an equation of another form.
  private static func sum(of equation: Constraint) -> (terms: [Constraint.Term], constant: Figure) {
    if case .sum(let terms, let constant) = equation.relation { (terms, constant) } else { ([], .zero) }
  }

  private static func quantities(of equation: Constraint) -> [Int] {
    switch equation.relation {
    case .sum(let terms, _): terms.map(\.quantity)
    case .product(let part, let rate, let base): [part, rate, base]
    case .function(let target, let operands, _): [target] + operands.filter { $0 != target }
    }
  }

  /// Sorted by value, and parted where a print agrees no longer with all before it.
  private static func clusters(of prints: [Int], _ quantity: Int, _ system: System) -> [Cluster] {
    let sorted = prints.sorted { (system.prints[$0].figure.center, $0) < (system.prints[$1].figure.center, $1) }
    var clusters: [Cluster] = []
    var highest = Int64.min
    for print in sorted {
      let figure = system.prints[print].figure
      let isVoid = system.prints[print].state != .stated
      if let last = clusters.indices.last, figure.low <= highest, clusters[last].isVoid == isVoid || figure.center != 0
      {
        clusters[last].prints.append(print)
        clusters[last].figure = clusters[last].figure.hull(figure)
        clusters[last].isVoid = clusters[last].isVoid && isVoid
        highest = min(highest, figure.high)
      } else if let last = clusters.indices.last, figure.low <= highest {
        // A printed zero and a blank agree, but a blank is the cheaper of the two to disbelieve.
        clusters[last].prints.append(print)
        clusters[last].isVoid = false
      } else {
        clusters.append(Cluster(quantity: quantity, prints: [print], figure: figure, isVoid: isVoid))
        highest = figure.high
      }
    }
    return clusters
  }

  // MARK: Groups

  private enum Key: Hashable {
    case figure(line: Place.Line, value: Int64)
    case blank(line: Place.Line)
    case blanks(code: Int)
  }

  private static func groups(_ clusters: [Cluster], _ bundles: [[Int]], _ system: System) -> [Int] {
    var sets = DisjointSets(count: clusters.count)
    var owners: [Key: Int] = [:]
    func own(_ key: Key, _ cluster: Int) {
      if let owner = owners[key] { sets.join(owner, cluster) } else { owners[key] = cluster }
    }
    for (index, cluster) in clusters.enumerated() {
      for print in cluster.prints {
        let print = system.prints[print]
        if print.state == .stated {
          if print.figure.center != 0 { own(.figure(line: print.place.line, value: print.figure.center), index) }
        } else {
          own(.blank(line: print.place.line), index)
          if let code = print.place.code { own(.blanks(code: code), index) }
        }
      }
    }
    for bundle in bundles { for cluster in bundle.dropFirst() { sets.join(bundle[0], cluster) } }
    return clusters.indices.map { sets.root($0) }
  }
}
