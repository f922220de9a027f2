/// What each quantity may be while some clusters of prints are disbelieved, and what then contradicts itself.
///
/// A search changes it as it tries, and takes every trial back.
struct Beliefs: Sendable {
  let network: Network
  private(set) var isFreed: [Bool]
  /// Quantities and prints looked at.
  private(set) var steps = 0
  private var box: [Figure]
  private var state: [Knowledge]
  /// The equation that a quantity was worked out from, and the quantity that an equation was used for; −1 for none.
  private var source: [Int]
  private var use: [Int]

  private var saved: [Saved] = []
  private var savedUses: [(equation: Int, use: Int)] = []
  /// Stamps of the running trial.
  private var trial = 0
  private var touched: [Int]
  private var checked: [Int]
  private var queued: [Int]
  private var changed: [Int] = []
  /// Equations that are to be looked at, kept between trials for their room.
  private var sums: [Int] = []
  private var others: [Int] = []
  /// Quantities that are to be looked at, likewise.
  private var pending: [Int] = []
  private var seen: [Int]
  private var look = 0

  enum Knowledge: Sendable { case known, unknown, disputed }

  private struct Saved: Sendable {
    var quantity: Int
    var box: Figure
    var state: Knowledge
    var source: Int
  }

  /// Prints that cannot all be right.
  struct Conflict: Sendable {
    /// The equation, or where prints of one quantity disagree, the number of equations plus the quantity.
    var id: Int
    /// In order; at least one of them is wrong.
    var clusters: [Int]
  }

  init(_ network: Network) {
    self.network = network
    let quantities = network.system.quantityCount
    isFreed = Array(repeating: false, count: network.clusters.count)
    box = Array(repeating: .zero, count: quantities)
    state = Array(repeating: .unknown, count: quantities)
    source = Array(repeating: -1, count: quantities)
    use = Array(repeating: -1, count: network.system.equations.count)
    touched = Array(repeating: 0, count: quantities)
    checked = Array(repeating: 0, count: network.system.equations.count + quantities)
    queued = Array(repeating: 0, count: network.system.equations.count)
    seen = Array(repeating: 0, count: quantities)
  }

  // MARK: Trials

  /// Everything believed; the conflicts of the document as it stands.
  mutating func begin() -> [Conflict] {
    trial += 1
    for quantity in 0..<network.system.quantityCount { touch(quantity) }
    let conflicts = settle()
    keep()
    return conflicts
  }

  /// What would be contradicted were these clusters disbelieved besides those that are already: conflicts among
  /// whatever they touch. What else was looked at, `wasChecked` knows until the next trial.
  mutating func conflicts(freeing clusters: [Int]) -> [Conflict] {
    free(clusters)
    let conflicts = settle()
    noteChecked()
    takeBack(clusters)
    return conflicts
  }

  /// The same with something assumed of quantities by one print each.
  ///
  /// - Returns: the conflicts, how many assumptions something else that is believed contradicts, and for the prints that
  ///   are asked for what they should be.
  mutating func conflicts(
    freeing clusters: [Int], assuming assumptions: [(print: Int, figure: Figure)], askingFor prints: [Int]
  ) -> (conflicts: [Conflict], contradictions: Int, answers: [Figure?]) {
    free(clusters)
    var contradictions = 0
    for (print, figure) in assumptions {
      let quantity = network.system.prints[print].quantity
      switch state[quantity] {
      case .known: contradictions += box[quantity].meets(figure) ? 0 : 1
      case .disputed: break
      case .unknown:
        box[quantity] = figure
        state[quantity] = .known
      }
    }
    let conflicts = settle()
    let answers = prints.map { print in
      let quantity = network.system.prints[print].quantity
      return state[quantity] == .known ? box[quantity] : nil
    }
    noteChecked()
    takeBack(clusters)
    return (conflicts, contradictions, answers)
  }

  private mutating func noteChecked() {
    for quantity in changed {
      checked[network.system.equations.count + quantity] = trial
      for index in network.equationsOf.range(quantity) { checked[network.equationsOf.items[index]] = trial }
    }
  }

  /// Whether the last trial looked at where a conflict stands.
  func wasChecked(_ id: Int) -> Bool { checked[id] == trial }

  /// The prints of some clusters, with what they should be were these clusters disbelieved.
  mutating func edits(freeing clusters: [Int]) -> [Edit] {
    free(clusters)
    derive()
    let edits = clusters.flatMap { self.edits(of: $0) }
    takeBack(clusters)
    return edits
  }

  /// The prints of a cluster, with what they should be as things stand.
  mutating func edits(of cluster: Int) -> [Edit] {
    network.clusters[cluster].prints.map { edit(of: $0) }
  }

  /// A print with what it should be as things stand.
  mutating func edit(of print: Int) -> Edit {
    let quantity = network.system.prints[print].quantity
    return Edit(
      print: print, value: state[quantity] == .known ? box[quantity] : nil, isFromRate: isFromRate(quantity))
  }

  /// Whether some product lies behind what a quantity was worked out from.
  private mutating func isFromRate(_ quantity: Int) -> Bool {
    look += 1
    pending.removeAll(keepingCapacity: true)
    pending.append(quantity)
    while let next = pending.popLast() {
      guard seen[next] != look, let equation = source.at(next) else { continue }
      seen[next] = look
      guard network.forms[equation] == .sum else { return true }
      addPending(equation, besides: next)
    }
    return false
  }

  /// Disbelieves clusters for good.
  mutating func commit(_ clusters: [Int]) {
    free(clusters)
    _ = settle()
    keep()
  }

  /// Believes clusters again that were disbelieved for good.
  mutating func restore(_ clusters: [Int]) {
    trial += 1
    changed.removeAll(keepingCapacity: true)
    for cluster in clusters { isFreed[cluster] = false }
    for cluster in clusters { touch(network.clusters[cluster].quantity) }
    _ = settle()
    keep()
  }

  /// Those of some conflicts that there still are.
  mutating func current(_ ids: [Int]) -> [Conflict] {
    let equations = network.system.equations.count
    return ids.compactMap { id in
      if id >= equations {
        guard state[id - equations] == .disputed else { return nil }
        return Conflict(id: id, clusters: network.clustersOf[id - equations].filter { !isFreed[$0] })
      }
      if let quantity = use.at(id) { return isImpossible(quantity) ? conflict(id, besides: quantity) : nil }
      return isViolated(id) ? conflict(id, besides: -1) : nil
    }
  }

  private mutating func free(_ clusters: [Int]) {
    trial += 1
    changed.removeAll(keepingCapacity: true)
    for cluster in clusters { isFreed[cluster] = true }
    for cluster in clusters { touch(network.clusters[cluster].quantity) }
  }

  private mutating func takeBack(_ clusters: [Int]) {
    for cluster in clusters { isFreed[cluster] = false }
    while let last = saved.popLast() {
      box[last.quantity] = last.box
      state[last.quantity] = last.state
      source[last.quantity] = last.source
    }
    while let last = savedUses.popLast() { use[last.equation] = last.use }
  }

  private mutating func keep() {
    saved.removeAll(keepingCapacity: true)
    savedUses.removeAll(keepingCapacity: true)
  }

  private mutating func save(_ quantity: Int) {
    saved.append(
      Saved(quantity: quantity, box: box[quantity], state: state[quantity], source: source[quantity]))
  }

  private mutating func setUse(_ equation: Int, _ quantity: Int) {
    savedUses.append((equation, use[equation]))
    use[equation] = quantity
  }

  /// Looks at a quantity's prints anew, and at all that was worked out from it.
  private mutating func touch(_ quantity: Int) {
    guard touched[quantity] != trial else { return }
    touched[quantity] = trial
    changed.append(quantity)
    save(quantity)
    if source[quantity] >= 0 {
      setUse(source[quantity], -1)
      source[quantity] = -1
    }
    var believed = 0
    for index in network.clustersOf.range(quantity) {
      let cluster = network.clustersOf.items[index]
      guard !isFreed[cluster] else { continue }
      // Where prints disagree it lies somewhere between them, if only one of them is right.
      let figure = network.clusters[cluster].figure
      box[quantity] = believed == 0 ? figure : box[quantity].hull(figure)
      believed += 1
    }
    state[quantity] = believed == 0 ? .unknown : believed == 1 ? .known : .disputed
    for index in network.equationsOf.range(quantity) {
      let equation = network.equationsOf.items[index]
      if use[equation] >= 0, use[equation] != quantity { touch(use[equation]) }
    }
  }

  // MARK: Working out

  private mutating func settle() -> [Conflict] {
    derive()
    var conflicts: [Conflict] = []
    for quantity in changed where state[quantity] == .disputed {
      let id = network.system.equations.count + quantity
      conflicts.append(Conflict(id: id, clusters: network.clustersOf[quantity].filter { !isFreed[$0] }))
    }
    look += 1
    let equationLook = look
    for quantity in changed {
      if let equation = source.at(quantity), isImpossible(quantity) {
        conflicts.append(conflict(equation, besides: quantity))
      }
    }
    // `queued` is done with; it marks the equations that have been looked at.
    for quantity in changed {
      for index in network.equationsOf.range(quantity) {
        let equation = network.equationsOf.items[index]
        guard queued[equation] != -equationLook else { continue }
        queued[equation] = -equationLook
        if use[equation] < 0, isViolated(equation) { conflicts.append(conflict(equation, besides: -1)) }
      }
    }
    return conflicts
  }

  /// Works out what is unknown: by sums first, then by rates, one after the other.
  private mutating func derive() {
    sums.removeAll(keepingCapacity: true)
    others.removeAll(keepingCapacity: true)
    for quantity in changed { queue(quantity) }
    var next = (sum: 0, other: 0)
    while true {
      let equation: Int
      if next.sum < sums.count {
        equation = sums[next.sum]
        next.sum += 1
      } else if next.other < others.count {
        equation = others[next.other]
        next.other += 1
      } else {
        return
      }
      queued[equation] = 0
      guard use[equation] < 0, let quantity = onlyUnknown(of: equation), let figure = solve(equation, for: quantity)
      else { continue }
      if touched[quantity] != trial {
        touched[quantity] = trial
        changed.append(quantity)
        save(quantity)
      }
      box[quantity] = figure
      state[quantity] = .known
      source[quantity] = equation
      setUse(equation, quantity)
      queue(quantity)
    }
  }

  private mutating func queue(_ quantity: Int) {
    for index in network.equationsOf.range(quantity) {
      let equation = network.equationsOf.items[index]
      guard queued[equation] != trial else { continue }
      queued[equation] = trial
      if network.forms[equation] == .sum { sums.append(equation) } else { others.append(equation) }
    }
  }

  /// Whether it came out below zero, where no such figure is printed.
  private func isImpossible(_ quantity: Int) -> Bool {
    state[quantity] == .known && box[quantity].high < 0 && !network.isSigned[quantity]
  }

  private mutating func onlyUnknown(of equation: Int) -> Int? {
    let range = network.quantitiesOf.range(equation)
    steps += range.count
    var unknown: Int?
    for index in range {
      let quantity = network.quantitiesOf.items[index]
      guard state[quantity] == .unknown else { continue }
      guard unknown == nil else { return nil }
      unknown = quantity
    }
    return unknown
  }

  private func solve(_ equation: Int, for quantity: Int) -> Figure? {
    switch network.forms[equation] {
    case .sum: return solveSum(equation, for: quantity)
    case .product:
      let (part, rate, base) = product(equation)
      if quantity == part { return Wide.product(box[rate], box[base]) }
      return Wide.quotient(box[part], box[quantity == rate ? base : rate])
    case .function:
      guard case .function(let target, let operands, let value) = network.system.equations[equation].relation,
        quantity == target
      else { return nil }
      return value(operands.map { box[$0] })
    }
  }

  private func product(_ equation: Int) -> (part: Int, rate: Int, base: Int) {
    let start = network.quantitiesOf.range(equation).lowerBound
    let quantities = network.quantitiesOf.items
    return (quantities[start], quantities[start + 1], quantities[start + 2])
  }

  private func solveSum(_ equation: Int, for quantity: Int) -> Figure? {
    var rest = network.constants[equation]
    var own: Int64 = 0
    for index in network.termsOf.range(equation) {
      let term = network.termsOf.items[index]
      if term.quantity == quantity {
        own = term.coefficient
      } else {
        Self.subtract(term, box[term.quantity], from: &rest)
      }
    }
    guard own == 1 || own == -1, rest.isBounded else { return nil }
    return own == 1 ? rest : Figure(low: -rest.high, center: -rest.center, high: -rest.low)
  }

  private static func subtract(_ term: Constraint.Term, _ figure: Figure, from rest: inout Figure) {
    let c = term.coefficient
    rest.center &-= c &* figure.center
    rest.low &-= c &* (c > 0 ? figure.high : figure.low)
    rest.high &-= c &* (c > 0 ? figure.low : figure.high)
  }

  private mutating func isViolated(_ equation: Int) -> Bool {
    let range = network.quantitiesOf.range(equation)
    steps += range.count
    for index in range where state[network.quantitiesOf.items[index]] == .unknown { return false }
    switch network.forms[equation] {
    case .sum:
      var rest = network.constants[equation]
      for index in network.termsOf.range(equation) {
        let term = network.termsOf.items[index]
        Self.subtract(term, box[term.quantity], from: &rest)
      }
      return rest.low > 0 || rest.high < 0
    case .product:
      let (part, rate, base) = product(equation)
      guard let product = Wide.product(box[rate], box[base]) else { return false }
      return !product.meets(box[part])
    case .function:
      guard case .function(let target, let operands, let value) = network.system.equations[equation].relation,
        let figure = value(operands.map { box[$0] })
      else { return false }
      return !figure.meets(box[target])
    }
  }

  // MARK: Conflicts

  /// All believed prints that an equation's quantities rest on.
  private mutating func conflict(_ equation: Int, besides quantity: Int) -> Conflict {
    look += 1
    var clusters: [Int] = []
    pending.removeAll(keepingCapacity: true)
    addPending(equation, besides: quantity)
    while let next = pending.popLast() {
      guard seen[next] != look else { continue }
      seen[next] = look
      if source[next] < 0 {
        for index in network.clustersOf.range(next) {
          let cluster = network.clustersOf.items[index]
          if !isFreed[cluster] { clusters.append(cluster) }
        }
      } else {
        addPending(source[next], besides: next)
      }
    }
    steps += clusters.count
    clusters.sort()
    return Conflict(id: equation, clusters: clusters)
  }

  private mutating func addPending(_ equation: Int, besides quantity: Int) {
    for index in network.quantitiesOf.range(equation) {
      let other = network.quantitiesOf.items[index]
      if other != quantity { pending.append(other) }
    }
  }
}

extension [Int] {
  /// A number of a list where −1 says none.
  fileprivate func at(_ index: Int) -> Int? { self[index] < 0 ? nil : self[index] }
}
