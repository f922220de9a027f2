import Filings
import Forms

/// What a sentence says an outturn and its budget differ by.
struct BudgetDifference {
  /// Outturn and budget; nil where the sentence has not given both.
  var figures: (final: CellReference, budget: CellReference)?
}

extension SentenceReader {
  /// Reads an amount or a rate that compares with the budget: 较预算减少1.40万元，降低14.00%. What changed since last year
  /// is another thing, and must not be taken for it.
  ///
  /// - Returns: whether the number is one.
  mutating func readDifference(_ lead: Range<Int>, _ quantity: Quantity, _ passage: Passage) -> Bool {
    let before = difference
    difference = nil
    let words = passage.scalars[lead]
    guard isInSection, let role = LeadRole(words, unit: quantity.unit) else { return false }
    switch (role.kind, quantity.unit) {
    case (.change, .money):
      let stage = LeadWords(words).stage
      guard stage == .budget || stage == .revised || followsBudget(words) else { return false }
      difference = BudgetDifference(figures: statedFigures ?? printedFigures(words))
    case (.growth, .percent):
      guard before != nil, LeadWords(words).stage == nil else { return false }
    default: return false
    }
    guard let (final, budget) = (difference ?? before)?.figures, let direction = role.direction else {
      leaveUnexplained(quantity, passage)
      if beginsAnew(words) { forgetSentence() }
      return true
    }
    let gap: Expression =
      direction == .up ? .subtract(.cell(final), .cell(budget)) : .subtract(.cell(budget), .cell(final))
    add(
      quantity.unit == .percent ? .ratio(.divide(gap, .cell(budget))) : .difference(gap), role, quantity, lead, passage)
    return true
  }

  private static let original = Array("年初".unicodeScalars)

  /// The figure that the sentence gave last with the budget that its table prints beside it. What compares with 年初预算
  /// means another budget than a table of 全年预算.
  private func printedFigures(_ words: ArraySlice<Unicode.Scalar>) -> (final: CellReference, budget: CellReference)? {
    guard let figure = statedFigure, words.lastEnd(of: Self.original) == nil, !beginsAnew(words) else { return nil }
    return form.tables[figure.table].budget(beside: figure).map { (figure, $0) }
  }

  /// Whether words begin a sentence or a part and name something else: ；公务接待费支出决算比预算减少.
  private func beginsAnew(_ words: ArraySlice<Unicode.Scalar>) -> Bool {
    guard words.startIndex == sentenceStart || words.lastEnd(of: Self.parts) != nil else { return false }
    let clause = words.suffix(from: words.lastIndex { Self.stops.contains($0) }.map { $0 + 1 } ?? words.startIndex)
    return !LeadWords.onlyCompares(clause)
  }

  /// 比年初预算数18.00万元减少0.02万元: the budget stands right before.
  private func followsBudget(_ words: ArraySlice<Unicode.Scalar>) -> Bool {
    words.count <= 4 && endsInBudget && !words.contains { "，。；、".unicodeScalars.contains($0) }
  }
}
