/// Overlapping pairs of characters, the words of an index over text that is not parted into any. What is taken out of the
/// index has to be the same to the letter as what went in: a change here needs a migration that fills the index anew.
enum Bigrams {
  /// A token has to be made of letters and digits for the index; each pair is written in hexadecimal, so that any two
  /// characters are one token and nothing of a query is taken for its language.
  static func tokens(of text: String) -> [String] {
    var tokens: [String] = []
    for run in runs(of: text) {
      if run.count == 1 { tokens.append(token(run[0], nil)) }
      for index in run.indices.dropLast() { tokens.append(token(run[index], run[index + 1])) }
      if run.count > 1 { tokens.append(token(run[run.count - 1], nil)) }
    }
    return tokens
  }

  /// What a query looks for: each of its words a phrase, all of which have to be there.
  ///
  /// - Returns: nil where there is nothing to look for.
  static func query(for text: String) -> String? {
    let phrases = runs(of: text).map { run -> String in
      if run.count == 1 { return token(run[0], nil).dropLast() + "*" }
      let pairs = run.indices.dropLast().map { token(run[$0], run[$0 + 1]) }
      return "\"" + pairs.joined(separator: " ") + "\""
    }
    return phrases.isEmpty ? nil : phrases.prefix(mostWords).joined(separator: " AND ")
  }

  private static let mostWords = 8

  /// Letters and digits in small letters and half width; everything else parts.
  private static func runs(of text: String) -> [[Unicode.Scalar]] {
    var runs: [[Unicode.Scalar]] = [[]]
    for scalar in text.lowercased().unicodeScalars {
      let folded = halfWidth(scalar)
      if folded.properties.isAlphabetic || folded.properties.numericType != nil {
        runs[runs.count - 1].append(folded)
      } else if runs.last?.isEmpty == false {
        runs.append([])
      }
    }
    return runs.filter { !$0.isEmpty }
  }

  private static func halfWidth(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    guard (0xFF01...0xFF5E).contains(scalar.value) else { return scalar }
    let half = Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar
    return Unicode.Scalar(String(half).lowercased()) ?? half
  }

  /// `x` + the first character in five digits + `y` + the second, or `z` where a run ends. The first six characters of it
  /// are in an index of their own, so that a single character is looked up like a pair.
  private static func token(_ first: Unicode.Scalar, _ second: Unicode.Scalar?) -> String {
    let digits = String(first.value, radix: 16)
    return "x" + String(repeating: "0", count: max(0, 5 - digits.count)) + digits
      + (second.map { "y" + String($0.value, radix: 16) } ?? "z")
  }
}
