/// Rows each of which would print what belongs to its neighbour, had they slid by one; or a row that would be a copy of
/// its neighbour. The figures of one row are lost.
struct Displacement: Sendable {
  var prints: [Int]
  /// By print, the one that prints what belongs in its place; none of the row that lost its figures.
  var sources: [Int: Int] = [:]
  /// Blanks of the row that lost its figures, in columns that none of the rows fills in now.
  var vacant: [Int] = []
  /// The row where it ends; of several that end in one row at most one is right.
  var end: Place.Line
  /// Whether prints elsewhere say that its rows print what belongs to their neighbours.
  var isSeen = true
}

/// Finds bundles, prints that are one slip if they are wrong at all, by what other prints say of the same quantities: rows or columns exchanged, rows slid by one, a row
/// copied from its neighbour.
///
/// They only make such prints one slip and so cheaper to disbelieve together; whether they are wrong, equations say.
struct Bundles {
  private(set) var found: [[Int]] = []
  private(set) var displacements: [Displacement] = []

  private let system: System
  private let likeness: Likeness
  private let clusters: [Network.Cluster]
  private let clusterOf: [Int]
  private var printAt: [Spot: Int] = [:]
  /// By quantity, how many clusters it has; of those with several, what they print.
  private var counts: [Int]
  private var values: [Int: Set<Int64>] = [:]
  private var columns: [Int: Int] = [:]
  private var printsOf: [Place.Line: [Int]] = [:]

  private struct Spot: Hashable {
    var table: Int
    var row: Int
    var column: Int
  }

  /// How far apart rows are that get exchanged.
  private static let reach = 3

  init(_ clusters: [Network.Cluster], _ clusterOf: [Int], _ system: System, _ likeness: Likeness) {
    self.system = system
    self.likeness = likeness
    self.clusters = clusters
    self.clusterOf = clusterOf
    counts = Array(repeating: 0, count: system.quantityCount)
    for cluster in clusters { counts[cluster.quantity] += 1 }
    for cluster in clusters where counts[cluster.quantity] > 1 {
      values[cluster.quantity, default: []].insert(cluster.figure.center)
    }
    for (index, print) in system.prints.enumerated() where clusterOf[index] >= 0 && print.place.table >= 0 {
      printAt[Spot(table: print.place.table, row: print.place.row, column: print.place.column)] = index
      printsOf[print.place.line, default: []].append(index)
      columns[print.place.table] = max(columns[print.place.table] ?? 0, print.place.column)
    }
    findExchanges()
    found += Crossings(system, clusters).found
    findSlides()
    findSlidesOntoBlanks()
    findCopies()
    findPassages()
  }

  private func print(_ place: Place, row: Int, column: Int) -> Int? {
    printAt[Spot(table: place.table, row: place.row + row, column: column)]
  }

  /// Whether other prints say that a quantity is what some print says of another quantity.
  private func isElsewhere(_ value: Int64, of print: Int) -> Bool {
    let own = system.prints[print]
    return clusters[clusterOf[print]].figure.center != value && values[own.quantity]?.contains(value) ?? false
  }

  private func center(_ print: Int) -> Int64 { system.prints[print].figure.center }

  private func isDisputed(_ print: Int) -> Bool { values[system.prints[print].quantity]?.count ?? 0 > 1 }

  // MARK: Exchanges

  private mutating func findExchanges() {
    var pairs: [[Int]: [Int]] = [:]
    for (index, print) in system.prints.enumerated() where clusterOf[index] >= 0 && isDisputed(index) {
      let place = print.place
      guard place.table >= 0 else { continue }
      for row in 1...Self.reach {
        guard let other = self.print(place, row: row, column: place.column), isExchanged(index, other) else { continue }
        pairs[[place.table, place.row, place.row + row], default: []] += [index, other]
      }
      for column in stride(from: place.column + 1, through: columns[place.table] ?? 0, by: 1) {
        guard let other = self.print(place, row: 0, column: column), isExchanged(index, other) else { continue }
        found.append([index, other])
      }
    }
    for (rows, prints) in pairs.sorted(by: { $0.key.lexicographicallyPrecedes($1.key) }) {
      // Two columns say that the rows were exchanged as a whole, whatever other prints there are of the rest.
      let lines = [rows[1], rows[2]].map { Place.Line(table: rows[0], row: $0) }
      found.append(prints.count > 2 ? filled(lines) : prints)
    }
  }

  private func isExchanged(_ a: Int, _ b: Int) -> Bool {
    isOther(a, b) && isElsewhere(center(b), of: a) && isElsewhere(center(a), of: b)
  }

  /// Whether two prints are of different quantities: a row with one part prints the same as it by right.
  private func isOther(_ a: Int, _ b: Int) -> Bool { system.prints[a].quantity != system.prints[b].quantity }

  // MARK: Slides

  /// Whether other prints of its quantity, or the row of its code in another table, say something else.
  private func isUnlike(_ print: Int) -> Bool { isDisputed(print) || likeness.isUnlike(print) }

  /// Runs of rows each of which prints what belongs to the next, or to the one before. The rows slid as a whole, so all
  /// that stands in them is one slip.
  private mutating func findSlides() {
    let starts = system.prints.indices.filter { index in
      clusterOf[index] >= 0 && system.prints[index].place.table >= 0 && system.prints[index].state == .stated
        && isUnlike(index)
    }.sorted { (system.prints[$0].place.row, $0) < (system.prints[$1].place.row, $1) }
    for direction in [1, -1] {
      // What a longer run has passed begins none of its own.
      var passed: Set<Int> = []
      for index in direction == 1 ? starts : starts.reversed() where !passed.contains(index) {
        let run = self.run(from: index, direction)
        passed.formUnion(run)
        // Of two rows it is a slide only if the second has lost its figures.
        guard let last = run.last, run.count > 2 || run.count == 2 && hasLost(last, to: -direction) else { continue }
        var rows = run.map { system.prints[$0].place.line }
        // The row before may have no other print, and yet print what belongs to the first.
        if let before = next(to: index, -direction), belongs(before, to: index) {
          rows.append(system.prints[before].place.line)
        }
        let slide = slide(of: rows, direction, end: system.prints[last].place.line)
        found.append(slide.prints)
        displacements.append(slide)
      }
    }
  }

  /// The most rows that slid onto a row without figures, and the most such rows that are looked at.
  private static let longestOntoBlank = 12
  private static let mostBlanks = 20

  /// Rows above or below a row without figures, whose account has figures in another table: they may have slid off it.
  /// With which row that began, its prints do not say, but what is lost then.
  private mutating func findSlidesOntoBlanks() {
    let blanks = printsOf.filter { _, prints in
      prints.allSatisfy { [.blank, .emptyRow].contains(system.prints[$0].state) }
        && prints.first.map(likeness.isElsewhere) ?? false
    }
    for end in blanks.keys.sorted(by: { ($0.table, $0.row) < ($1.table, $1.row) }).prefix(Self.mostBlanks) {
      for direction in [1, -1] {
        var rows = [end]
        while rows.count <= Self.longestOntoBlank {
          let next = Place.Line(table: end.table, row: end.row - direction * rows.count)
          guard printsOf[next]?.contains(where: { system.prints[$0].state == .stated }) ?? false else { break }
          rows.append(next)
          var slide = slide(of: rows, direction, end: end)
          slide.isSeen = false
          displacements.append(slide)
        }
      }
    }
  }

  /// Whether a row does not print in some column what it should, and in none what belongs to its neighbour.
  private func hasLost(_ print: Int, to direction: Int) -> Bool {
    guard system.prints[print].state != .stated else { return false }
    return !(printsOf[system.prints[print].place.line] ?? []).contains { other in
      guard center(other) != 0, let neighbour = next(to: other, direction) else { return false }
      return belongs(other, to: neighbour)
    }
  }

  private func slide(of rows: [Place.Line], _ direction: Int, end: Place.Line) -> Displacement {
    let own = Set(rows)
    var slide = Displacement(prints: filled(rows), end: end)
    for print in slide.prints {
      let place = system.prints[print].place
      guard own.contains(Place.Line(table: place.table, row: place.row - direction)) else { continue }
      slide.sources[print] = self.print(place, row: -direction, column: place.column)
    }
    for line in rows where !own.contains(Place.Line(table: line.table, row: line.row - direction)) {
      slide.vacant += vacant(line, besides: slide.prints)
    }
    return slide
  }

  private func vacant(_ line: Place.Line, besides prints: [Int]) -> [Int] {
    (printsOf[line] ?? []).filter { !prints.contains($0) }
  }

  /// What stands in some rows, without the columns that none of them fills in.
  private func filled(_ rows: [Place.Line]) -> [Int] {
    let prints = rows.flatMap { printsOf[$0] ?? [] }
    let columns = Set(prints.filter { system.prints[$0].state == .stated }.map { system.prints[$0].place.column })
    return prints.filter { columns.contains(system.prints[$0].place.column) }
  }

  private func run(from print: Int, _ direction: Int) -> [Int] {
    var run = [print]
    while let last = run.last, let next = self.next(to: last, direction) {
      if belongs(last, to: next) {
        run.append(next)
      } else if run.count > 1, let second = self.next(to: next, direction), system.prints[next].state == .stated,
        belongs(next, to: second)
      {
        // Of one row in between, other tables may know nothing.
        run += [next, second]
      } else {
        break
      }
    }
    return run
  }

  private func next(to print: Int, _ direction: Int) -> Int? {
    let place = system.prints[print].place
    return self.print(place, row: direction, column: place.column)
  }

  /// Whether a print says what belongs in another's place.
  private func belongs(_ print: Int, to other: Int) -> Bool {
    isOther(print, other) && (isElsewhere(center(print), of: other) || isMoved(center(print), from: other))
  }

  /// Whether the row of a print's code in another table prints a value, and the print another one or none.
  private func isMoved(_ value: Int64, from print: Int) -> Bool {
    value != 0 && center(print) != value && likeness.isAlike(value, to: print)
      && (system.prints[print].state != .stated || isUnlike(print))
  }

  // MARK: Copies

  /// Rows of codes that print the same as the row below in several columns, of other quantities.
  private mutating func findCopies() {
    var same: [Place.Line: Int] = [:]
    for (index, print) in system.prints.enumerated() where clusterOf[index] >= 0 && print.place.code != nil {
      guard print.state == .stated, center(index) != 0,
        let next = self.print(print.place, row: 1, column: print.place.column), center(next) == center(index),
        isOther(index, next)
      else { continue }
      same[print.place.line, default: 0] += 1
    }
    for (line, count) in same.sorted(by: { ($0.key.table, $0.key.row) < ($1.key.table, $1.key.row) }) where count > 1 {
      let rows = [line, Place.Line(table: line.table, row: line.row + 1)]
      for (row, other) in zip(rows, rows.reversed()) {
        let own = filled([row])
        found.append(own)
        // Where another table has the figures of one of them and others of the other, it is plain which is the copy.
        guard (printsOf[row] ?? []).contains(where: likeness.isUnlike), isLike(other) else { continue }
        displacements.append(Displacement(prints: own, vacant: vacant(row, besides: own), end: row))
      }
    }
  }

  /// Whether another table has all figures of a row.
  private func isLike(_ line: Place.Line) -> Bool {
    (printsOf[line] ?? []).allSatisfy { center($0) == 0 || likeness.isAlike(center($0), to: $0) }
  }

  // MARK: Passages

  /// Passages that may be out of place as a whole.
  private mutating func findPassages() {
    var prints: [Int: [Int]] = [:]
    var holders: [Int64: Set<Int>] = [:]
    for (index, print) in system.prints.enumerated() where clusterOf[index] >= 0 && print.place.table < 0 {
      prints[print.place.table, default: []].append(index)
      if print.role == .sentence, center(index) != 0 { holders[center(index), default: []].insert(print.place.table) }
    }
    for (passage, own) in prints.sorted(by: { $0.key > $1.key }) {
      let amounts = own.filter { system.prints[$0].role == .sentence && center($0) != 0 }
      guard amounts.count > 1 else { continue }
      let others = amounts.dropFirst().reduce(holders[center(amounts[0])] ?? []) {
        $0.intersection(holders[center($1)] ?? [])
      }
      if others.contains(where: { $0 != passage && isCopied(amounts, from: prints[$0] ?? []) })
        || amounts.count >= Self.leastAmounts && isOfAnotherYear(own)
      {
        found.append(own)
      }
    }
  }

  /// Whether all amounts of a passage stand in another one too, of other quantities: one was pasted from the other.
  private func isCopied(_ amounts: [Int], from other: [Int]) -> Bool {
    amounts.allSatisfy { amount in other.contains { center($0) == center(amount) && isOther($0, amount) } }
  }

  /// A total with its parts. A budget and what was spent of it hang together by their rate only.
  private static let leastAmounts = 3

  /// Whether nothing outside of a passage agrees with any figure of it, and what disagrees is no misprint of it.
  private func isOfAnotherYear(_ passage: [Int]) -> Bool {
    let disputed = passage.filter(isDisputed)
    return !disputed.isEmpty
      && passage.allSatisfy { Set(clusters[clusterOf[$0]].prints).isSubset(of: passage) }
      && disputed.allSatisfy { print in
        let own = center(print)
        return values[system.prints[print].quantity]?.allSatisfy { Slip(printed: $0, right: own) == nil } ?? false
      }
  }
}
