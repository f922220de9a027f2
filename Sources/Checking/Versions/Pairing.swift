/// Which things of two lists are the same, by a list of keys, each tried on what those before it left over.
struct Pairing {
  private(set) var pairs: [(old: Int, new: Int)] = []
  private(set) var oldOnly: [Int]
  private(set) var newOnly: [Int]

  init(old: Int, new: Int) {
    (oldOnly, newOnly) = (Array(0..<old), Array(0..<new))
  }

  /// Things of one key are paired in their order; a nil key pairs with nothing.
  ///
  /// - Parameter isUnique: pair only where a key stands once on each side.
  mutating func match(isUnique: Bool = false, old: (Int) -> String?, new: (Int) -> String?) {
    var waiting: [String: [Int]] = [:]
    for index in oldOnly { if let key = old(index) { waiting[key, default: []].append(index) } }
    var coming: [String: [Int]] = [:]
    for index in newOnly { if let key = new(index) { coming[key, default: []].append(index) } }
    var (taken, met): (Set<Int>, Set<Int>) = ([], [])
    for (key, indices) in coming {
      guard let others = waiting[key], !isUnique || others.count == 1 && indices.count == 1 else { continue }
      for (other, index) in zip(others, indices) {
        pairs.append((other, index))
        taken.insert(other)
        met.insert(index)
      }
    }
    oldOnly.removeAll(where: taken.contains)
    newOnly.removeAll(where: met.contains)
    pairs.sort { $0.new < $1.new }
  }

  /// The pairs whose order another order of few pairs explains: those outside a longest run that keeps its order.
  var moved: [(old: Int, new: Int)] {
    // Of all runs of each length found so far, the one that ends lowest.
    var ends: [Int] = []
    var before: [Int?] = []
    for (index, pair) in pairs.enumerated() {
      var (low, high) = (0, ends.count)
      while low < high {
        let middle = (low + high) / 2
        if pairs[ends[middle]].old < pair.old { low = middle + 1 } else { high = middle }
      }
      before.append(low > 0 ? ends[low - 1] : nil)
      if low == ends.count { ends.append(index) } else { ends[low] = index }
    }
    var kept: Set<Int> = []
    var next = ends.last
    while let index = next {
      kept.insert(index)
      next = before[index]
    }
    return pairs.indices.filter { !kept.contains($0) }.map { pairs[$0] }
  }
}
