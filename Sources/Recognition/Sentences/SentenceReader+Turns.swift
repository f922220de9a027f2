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

  /// An amount that is said to have become more or less, read last.
  struct Arrival {
    var word: PrintedText
    var words: PrintedText
    var end: Int
  }

  /// Notes where an amount is said to have become more or less, and to be as it was: 减少为0.00万元，与2023年持平.
  mutating func readStanding(_ clause: Range<Int>, _ passage: Passage) {
    guard let before = lastArrival, clause.lowerBound == before.end + 1 else { return }
    guard let found = ComparisonWords.read(passage.scalars[clause]), found.relation == .same, found.base != .budget
    else { return }
    let words = passage.text(clause)
    narrative.turns.append(Turn(amountWord: before.word, rateWord: words, amount: before.words, rate: words))
  }

  /// Whether the number read last is a rate of what an outturn differs from its budget by.
  private var isOfGap: Bool {
    if case .gapRate? = narrative.statements.last?.meaning { return true }
    return false
  }

  /// Notes where a rate stands right behind an amount and the words of the two go opposite ways, of amounts too that no
  /// sentence of the form explains: 增加6.51万元，下降4.76%. A rate that names something else, 占比下降, is of that.
  mutating func readTurn(_ quantity: Quantity, _ lead: Range<Int>, _ passage: Passage, isExplained: Bool) {
    let before = lastChange
    lastChange = nil
    lastArrival = LeadRole.arriving(passage.scalars[lead]).map { word in
      Arrival(
        word: passage.text(word), words: passage.text(word.lowerBound..<quantity.whole.upperBound),
        end: quantity.whole.upperBound)
    }
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
        !(before.isExplained && isExplained) || isOfGap
      else { return }
      narrative.turns.append(
        Turn(amountWord: before.word, rateWord: printed, amount: before.words, rate: words))
    default: return
    }
  }
}
