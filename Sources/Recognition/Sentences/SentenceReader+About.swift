import Filings
import Forms

extension SentenceReader {
  /// Reads what a sentence says of the figure that it gave last, however the form words it: a change since last year
  /// (公用经费10.00万元，主要包括：…，较上年增加1.00万元，增长11.11%), or how far its budget was used.
  ///
  /// - Returns: whether the number says so.
  mutating func readAbout(_ quantity: Quantity, _ lead: Range<Int>, _ passage: Passage) -> Bool {
    let words = passage.scalars[lead]
    guard isInSection, let figure = statedFigure, let role = LeadRole(words, unit: quantity.unit) else { return false }
    switch (role.kind, quantity.unit) {
    case (.change, .money), (.growth, .percent):
      // What it is that grew may be named anew; then it is something else.
      let clause = words.suffix(from: words.lastIndex { Self.stops.contains($0) }.map { $0 + 1 } ?? words.startIndex)
      guard LeadWords.onlyCompares(clause), ![.budget, .revised].contains(LeadWords(words).stage) else { return false }
      add(role.kind == .change ? .change(of: figure) : .growth(of: figure), role, quantity, lead, passage)
    case (.completion, .percent):
      guard let (final, budget) = statedFigures else { return false }
      add(.ratio(.divide(.cell(final), .cell(budget))), role, quantity, lead, passage)
    default: return false
    }
    return true
  }

  private static let stops = Set("，。；：、（）".unicodeScalars)
}
