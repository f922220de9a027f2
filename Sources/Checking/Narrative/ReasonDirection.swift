import Filings
import Forms

/// A reason that is announced for the other direction than the change before it: 增加688.28万元，增长8.19%。收入支出减少的主要原因是….
struct ReasonDirection {
  private static let words: [Statement.Direction: [String]] = [
    .up: ["增加", "增长", "上升"], .down: ["减少", "下降", "降低"],
  ]

  /// The change that an announcement speaks of and contradicts.
  static func contradicted(by announcement: Announcement, among statements: [Statement]) -> Statement? {
    guard let direction = direction(announcement.text.text) else { return nil }
    let subject = CharacterPairs(subject(announcement.text.text).unicodeScalars)
    let own = statements.filter { other in
      guard case .change = other.meaning, other.passage == announcement.passage, other.direction != nil else {
        return false
      }
      return subject.isSubset(of: CharacterPairs(Label.key(other.words.text).unicodeScalars))
    }
    // Of several changes that it may be of, none is contradicted while one agrees.
    guard own.allSatisfy({ $0.direction != direction }) else { return nil }
    return own.last
  }

  /// The only direction that some words name.
  private static func direction(_ text: String) -> Statement.Direction? {
    let named = words.filter { $0.value.contains { Label.contains(text, $0) } }
    return named.count == 1 ? named.first?.key : nil
  }

  /// What an announcement speaks of: its words up to the direction.
  private static func subject(_ text: String) -> String {
    let key = Label.key(text)
    let end = words.values.joined().compactMap { key.firstRange(of: $0)?.lowerBound }.min()
    return end.map { String(key[..<$0]) } ?? key
  }
}
