/// Union-find over small integers; a set is named by its least member.
public struct DisjointSets: Sendable {
  private var parents: [Int]

  public init(count: Int) {
    parents = Array(0..<count)
  }

  public mutating func join(_ a: Int, _ b: Int) {
    let (x, y) = (root(a), root(b))
    if x != y { parents[max(x, y)] = min(x, y) }
  }

  public mutating func root(_ member: Int) -> Int {
    var member = member
    while parents[member] != member {
      parents[member] = parents[parents[member]]
      member = parents[member]
    }
    return member
  }

  /// The sets, each in order, ordered by their first members.
  public mutating func members() -> [[Int]] {
    var sets: [Int: [Int]] = [:]
    for member in parents.indices { sets[root(member), default: []].append(member) }
    return sets.sorted { $0.key < $1.key }.map(\.value)
  }
}
