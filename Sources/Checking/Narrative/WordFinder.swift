/// Finds many words at once. A word is not looked for again inside itself.
///
/// - Complexity: one pass over the text; words are tried only where their first character stands.
struct WordFinder {
  private var byFirst: [Unicode.Scalar: [(word: String, scalars: [Unicode.Scalar])]] = [:]
  /// Whether some word begins with a character, by its low bits: most characters need no look-up.
  private var mayBegin = [Bool](repeating: false, count: 4096)

  init(_ words: [String]) {
    for word in words {
      let scalars = Array(word.unicodeScalars)
      guard let first = scalars.first else { continue }
      byFirst[first, default: []].append((word, scalars))
      mayBegin[Int(first.value & 4095)] = true
    }
  }

  func places(in scalars: [Unicode.Scalar]) -> [String: [Range<Int>]] {
    var places: [String: [Range<Int>]] = [:]
    for (index, scalar) in scalars.enumerated() where mayBegin[Int(scalar.value & 4095)] {
      for (word, own) in byFirst[scalar] ?? [] where scalars[index...].starts(with: own) {
        if let last = places[word]?.last, last.upperBound > index { continue }
        places[word, default: []].append(index..<(index + own.count))
      }
    }
    return places
  }
}
