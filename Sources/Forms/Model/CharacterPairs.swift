/// The pairs of neighbouring characters of some words, for telling how alike two wordings are.
public struct CharacterPairs: Equatable, Sendable {
  /// In order, each once: wordings are short, and two ordered lists are compared sooner than two sets.
  @usableFromInline var pairs: [UInt64] = []

  public init() {}

  @inlinable public init(_ scalars: some Sequence<Unicode.Scalar>) {
    add(scalars)
    order()
  }

  /// The pairs of some stretches of words; where one ends and the next begins is no pair.
  @inlinable public init(_ stretches: [ArraySlice<Unicode.Scalar>]) {
    for stretch in stretches { add(stretch) }
    order()
  }

  @inlinable mutating func add(_ scalars: some Sequence<Unicode.Scalar>) {
    var last: UInt64?
    for scalar in scalars {
      let next = UInt64(scalar.value)
      if let last { pairs.append(last << 32 | next) }
      last = next
    }
  }

  @usableFromInline mutating func order() {
    guard pairs.count > 1 else { return }
    pairs.sort()
    var kept = 1
    for index in 1..<pairs.count where pairs[index] != pairs[kept - 1] {
      pairs[kept] = pairs[index]
      kept += 1
    }
    pairs.removeLast(pairs.count - kept)
  }

  public var count: Int { pairs.count }
  public var isEmpty: Bool { pairs.isEmpty }

  /// How many pairs both have.
  public func countShared(with other: CharacterPairs) -> Int {
    var (own, others, shared) = (0, 0, 0)
    while own < pairs.count, others < other.pairs.count {
      let (a, b) = (pairs[own], other.pairs[others])
      if a == b { shared += 1 }
      if a <= b { own += 1 }
      if b <= a { others += 1 }
    }
    return shared
  }

  public func isDisjoint(with other: CharacterPairs) -> Bool { countShared(with: other) == 0 }

  public func isSubset(of other: CharacterPairs) -> Bool { countShared(with: other) == count }

  public func subtracting(_ other: CharacterPairs) -> CharacterPairs {
    var rest = self
    rest.pairs.removeAll { other.pairs.contains($0) }
    return rest
  }
}
