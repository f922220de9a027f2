import Texts

/// A value filled into the slots of an expression that is written out for several: `for: { c: [total, basic] }`.
struct Substitution {
  var slot: String
  var value: String

  /// One for each value; a single nil where the check has no `for`.
  static func all(_ node: PackNode) -> [Substitution?] {
    guard let entry = node["for"]?.entries.first else { return [nil] }
    return entry.value.items.compactMap(\.text).map { Substitution(slot: "{\(entry.key)}", value: $0) }
  }

  func filled(_ text: String) -> String { text.exchanging(slot, for: value) }

  /// Where a scalar of the filled text stands in the text as it is written; inside a value, where its slot does.
  func offset(of filled: Int, in text: String) -> Int {
    var rest = filled
    var start = 0
    for piece in text.split(separator: slot, omittingEmptySubsequences: false) {
      let count = piece.unicodeScalars.count
      if rest <= count { return start + rest }
      start += count
      rest -= count + value.unicodeScalars.count
      if rest < 0 { return start }
      start += slot.unicodeScalars.count
    }
    return start
  }
}
