import Amounts
import Filings
import Forms

/// What a sentence says an outturn and its budget differ by.
struct BudgetDifference {
  /// Outturn and budget; nil where the sentence has not given both.
  var figures: (final: CellReference, budget: CellReference)?
  /// The outturn, where the sentence has given no more.
  var final: CellReference?
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
    if readDifferenceRate(words, lead, quantity, passage) { return true }
    guard isInSection, var role = LeadRole(words, unit: quantity.unit) else { return false }
    switch (role.kind, quantity.unit) {
    case (.figure, .money):
      let direction = excess(words)
      let figures = statedFigures ?? printedFigures(words)
      guard direction != nil || isGap(words) && figures != nil else { return false }
      difference = BudgetDifference(figures: figures, final: statedFigure)
      // That 大于 fits the figures is another question.
      role.direction = statedNumbers.map { $0.final < $0.budget ? .down : .up } ?? direction
    case (.change, .money):
      let stage = LeadWords(words).stage
      guard stage == .budget || stage == .revised || followsBudget(words) else { return false }
      difference = BudgetDifference(
        figures: statedFigures ?? printedFigures(words), final: beginsAnew(words) ? nil : statedFigure)
    case (.growth, .percent):
      guard before != nil, LeadWords(words).stage == nil else { return false }
    default: return false
    }
    let known = difference ?? before
    guard let (final, budget) = known?.figures, let direction = role.direction else {
      if let final = known?.final, role.direction != nil {
        add(quantity.unit == .percent ? .gapRate(of: final) : .gap(of: final), role, quantity, lead, passage)
        return true
      }
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

  private static let differenceRate = Array("差异率".unicodeScalars)

  /// 全年预算数37.20万元，决算数33.30万元，预决算差异率-10.48%: of the outturn and the budget right before. Some leave the
  /// sign out.
  private mutating func readDifferenceRate(
    _ words: ArraySlice<Unicode.Scalar>, _ lead: Range<Int>, _ quantity: Quantity, _ passage: Passage
  ) -> Bool {
    let name = words.reversed().drop { $0 == "为" || $0 == "-" }.prefix(Self.differenceRate.count)
    guard quantity.unit == .percent, name.elementsEqual(Self.differenceRate.reversed()),
      let (final, budget) = statedFigures
    else { return false }
    let gap = Expression.subtract(.cell(final), .cell(budget))
    let isSigned = quantity.number.significand < 0
    add(
      .ratio(.divide(isSigned ? gap : .magnitude(gap), .cell(budget))), LeadRole(kind: .completion), quantity, lead,
      passage)
    return true
  }

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

  private static let compared = Array("相比".unicodeScalars)

  /// 比年初预算数18.00万元减少0.02万元, 与年初预算数18.00万元相比，减少0.02万元: the budget stands right before.
  private func followsBudget(_ words: ArraySlice<Unicode.Scalar>) -> Bool {
    let rest = words.starts(with: Self.compared) ? words.dropFirst(Self.compared.count).drop { $0 == "，" } : words
    return rest.count <= 4 && endsInBudget && !rest.contains { "，。；、".unicodeScalars.contains($0) }
  }

  private static let excesses: [(words: [Unicode.Scalar], direction: Statement.Direction)] = {
    let sides: [(String, Statement.Direction)] = [("大于", .up), ("超", .up), ("超过", .up), ("小于", .down), ("低于", .down)]
    let bases = ["预算", "预算数", "年初预算", "年初预算数", "全年预算", "全年预算数", "调整预算数", "调整后预算数"]
    return sides.flatMap { side in bases.map { (Array((side.0 + $0).unicodeScalars), side.1) } }
  }()

  /// 决算数大于年初预算数1.40万元.
  private func excess(_ words: ArraySlice<Unicode.Scalar>) -> Statement.Direction? {
    Self.excesses.first { words.suffix($0.words.count).elementsEqual($0.words) }?.direction
  }

  private static let gaps = ["差值为", "差额为", "相差"].map { Array($0.unicodeScalars) }

  /// 年初预算为10.00万元，差值为1.40万元.
  private func isGap(_ words: ArraySlice<Unicode.Scalar>) -> Bool {
    Self.gaps.contains { words.suffix($0.count).elementsEqual($0) }
  }
}
