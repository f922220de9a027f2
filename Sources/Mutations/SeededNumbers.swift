/// Numbers that follow from a seed alone, the same on every machine (SplitMix64).
struct SeededNumbers: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) {
    state = seed
  }

  /// The numbers of one part of a run, so that each can be made again without the others.
  init(seed: UInt64, part: Int, of stream: UInt64 = 0) {
    var first = SeededNumbers(seed: seed &+ stream &* 0x9E6C_63D0_876A_9A35)
    state = first.next() ^ (UInt64(part) &* 0xD6E8_FEB8_6659_FD93)
  }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var word = state
    word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
    word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
    return word ^ (word >> 31)
  }

  mutating func within(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &self) }

  /// True in `chances` of a hundred draws.
  mutating func happens(_ chances: Int) -> Bool { within(0...99) < chances }

  /// - Precondition: the list is not empty.
  mutating func pick<Element>(_ list: [Element]) -> Element { list[within(0...list.count - 1)] }

  /// Some of the list, in its own order.
  mutating func some<Element>(_ count: Int, of list: [Element]) -> [Element] {
    let chosen = Set(list.indices.shuffled(using: &self).prefix(count))
    return list.indices.filter(chosen.contains).map { list[$0] }
  }

  /// An amount of that order of magnitude: most are small, few are large.
  mutating func amount(upTo limit: Int) -> Int {
    let share = within(1...1_000)
    return max(1, limit / 1_000 * share / 1_000 * within(1...1_000))
  }
}
