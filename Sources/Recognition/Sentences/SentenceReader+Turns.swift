import Filings
import Forms

extension SentenceReader {
  /// An amount of change that was read last: its word, and what is needed to tell whether a rate goes with it.
  struct ChangeWord {
    var direction: Statement.Direction
    var word: PrintedText
    var words: PrintedText
    var end: Int
    var isExplained: Bool
  }

  /// Notes where a rate stands right behind an amount and the words of the two go opposite ways, of amounts too that no
  /// sentence of the form explains: 增加6.51万元，下降4.76%. A rate that names something else, 占比下降, is of that.
  mutating func readTurn(_ quantity: Quantity, _ lead: Range<Int>, _ passage: Passage, isExplained: Bool) {
    let before = lastChange
    lastChange = nil
    guard let role = LeadRole(passage.scalars[lead], unit: quantity.unit), let direction = role.direction,
      let word = role.word
    else { return }
    let printed = passage.text((lead.lowerBound + word.lowerBound)..<(lead.lowerBound + word.upperBound))
    let words = passage.text(
      SentenceClauses.clauseStart(of: quantity, lead: lead, passage.scalars)..<quantity.whole.upperBound)
    switch (role.kind, quantity.unit) {
    case (.change, .money):
      lastChange = ChangeWord(
        direction: direction, word: printed, words: words, end: quantity.whole.upperBound, isExplained: isExplained)
    case (.growth, .percent):
      guard let before, before.direction != direction,
        LeadWords.onlyCompares(passage.scalars[before.end..<quantity.digits.lowerBound]),
        !(before.isExplained && isExplained)
      else { return }
      narrative.turns.append(
        Turn(amountWord: before.word, rateWord: printed, amount: before.words, rate: words))
    default: return
    }
  }
}
