import Documents
import Filings
import Forms
import Texts

/// Fixed words of the form are whole: 较上一年度, not 较上一度.
///
/// Inside a word any character may be missed; `except` names words that come about so and are in use. Of `ends` the
/// last one may be missed: what another character follows is no word (年中追部门), unless it is one of those given.
struct DroppedCharacterKind: RuleKind {
  func check(_ rule: Rule, _ parameters: PackNode, in context: CheckContext) -> KindOutcome {
    let words = (parameters["words"]?.items ?? []).compactMap(\.text)
    let cut = self.cut(words, except: Set((parameters["except"]?.items ?? []).compactMap(\.text)))
    let ends = (parameters["ends"]?.entries ?? []).map { End(word: $0.key, others: $0.value.text ?? "") }
    var found: [Slip] = []
    var outcome = KindOutcome()
    let finder = WordFinder(cut.keys + ends.map(\.stem))
    for prose in context.prose where prose.isNarrative {
      let places = finder.places(in: prose.scalars)
      for (short, ranges) in places {
        guard let word = cut[short] else { continue }
        found += ranges.map { Slip(short: short, word: word, text: prose.text($0), section: prose.section) }
      }
      for end in ends {
        found += (places[end.stem] ?? []).compactMap { end.slip(at: $0, in: prose) }
      }
      outcome.holds += 1
    }
    for (short, slips) in Dictionary(grouping: found, by: \.short).sorted(by: { $0.key < $1.key }) {
      outcome.findings.append(
        context.finding(
          rule, "kind.dropped_character", stated: short, expected: slips[0].word,
          slips.map { (text: $0.text, section: $0.section) }))
    }
    return outcome
  }

  private struct Slip {
    var short: String
    var word: String
    var text: PrintedText
    var section: String
  }

  /// A word whose last character may have been missed.
  private struct End {
    let word: String
    /// The word without its last character.
    let stem: String
    /// Characters that may follow the stem otherwise.
    let others: String

    init(word: String, others: String) {
      self.word = word
      self.others = others
      stem = String(word.dropLast())
    }

    /// Where the beginning stands at a line's end, what follows is not known.
    func slip(at range: Range<Int>, in prose: Prose) -> Slip? {
      guard range.upperBound < prose.scalars.count else { return nil }
      let next = prose.scalars[range.upperBound]
      guard next.properties.isIdeographic, next != word.unicodeScalars.last, !others.unicodeScalars.contains(next)
      else { return nil }
      let text = prose.text(range.lowerBound..<(range.upperBound + 1))
      return Slip(short: text.text, word: word + String(Character(next)), text: text, section: prose.section)
    }
  }

  /// By what is left of a word without one of its inner characters, the word.
  private func cut(_ words: [String], except: Set<String>) -> [String: String] {
    var cut: [String: String] = [:]
    for word in words {
      let scalars = Array(word.unicodeScalars)
      guard scalars.count >= 4 else { continue }
      for index in 1..<(scalars.count - 1) {
        let short = String(scalars: scalars[..<index] + scalars[(index + 1)...])
        if !except.contains(short), !words.contains(short) { cut[short] = word }
      }
    }
    return cut
  }
}
