import Documents
import Filings
import Forms

/// Fixed words of the form are whole: 较上一年度, not 较上一度.
///
/// Only a character inside them is missed: what is cut at an end is another word. `except` names words that come about
/// by dropping a character and are in use.
struct DroppedCharacterKind: RuleKind {
  func check(_ rule: Rule, _ parameters: PackNode, in context: CheckContext) -> KindOutcome {
    let words = (parameters["words"]?.items ?? []).compactMap(\.text)
    let cut = self.cut(words, except: Set((parameters["except"]?.items ?? []).compactMap(\.text)))
    var found: [(short: String, text: PrintedText, section: String)] = []
    var outcome = KindOutcome()
    for prose in context.prose where prose.isNarrative {
      for (short, _) in cut where Label.contains(prose.piece.text, short) {
        var start = 0
        while let index = prose.scalars.firstIndex(of: short, from: start) {
          start = index + short.unicodeScalars.count
          found.append((short, prose.text(index..<start), prose.section))
        }
      }
      outcome.holds += 1
    }
    for (short, places) in Dictionary(grouping: found, by: \.short).sorted(by: { $0.key < $1.key }) {
      outcome.findings.append(
        context.finding(
          rule, "kind.dropped_character", stated: short, expected: cut[short] ?? "",
          places.map { (text: $0.text, section: $0.section) }))
    }
    return outcome
  }

  /// By what is left of a word without one of its inner characters, the word.
  private func cut(_ words: [String], except: Set<String>) -> [String: String] {
    var cut: [String: String] = [:]
    for word in words {
      let scalars = Array(word.unicodeScalars)
      guard scalars.count >= 4 else { continue }
      for index in 1..<(scalars.count - 1) {
        let short = String(String.UnicodeScalarView(scalars[..<index] + scalars[(index + 1)...]))
        if !except.contains(short), !words.contains(short) { cut[short] = word }
      }
    }
    return cut
  }
}
