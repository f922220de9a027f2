/// The place of a passage in the index, as its number there. What is found comes out of the index by number, so that the
/// numbers are the order in which passages are shown, and the first fifty are found without looking at the others.
///
/// From the highest bit: the kind (names before projects, accounts, and all else), the length in characters (so that a
/// name alone comes before those that it is part of), the year (latest first), the id of the passage.
enum SearchPlace {
  static func number(of passage: Int64, _ kind: Passage.Kind, length: Int, year: Int) -> Int64 {
    Int64(rank(kind)) << 59 | Int64(min(length, 4095)) << 47 | Int64(min(max(0, 2100 - year), 127)) << 40 | passage
  }

  /// In SQL: takes the id of the passage out of a number again.
  static let passage = "& \((Int64(1) << 40) - 1)"

  private static func rank(_ kind: Passage.Kind) -> Int {
    switch kind {
    case .name: 0
    case .project: 1
    case .account: 2
    case .heading, .sentence: 3
    }
  }
}
