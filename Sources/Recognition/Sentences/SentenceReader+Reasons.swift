import Amounts
import Filings
import Forms
import Texts

/// Why figures differ, and where a sentence goes on behind that.
extension SentenceReader {
  /// The words before a number without the ordinal that the paragraph begins with, or the reason that was given before.
  func own(_ lead: Range<Int>, _ passage: Passage) -> ArraySlice<Unicode.Scalar> {
    var begin = lead.lowerBound
    if begin == 0, let ordinal = Ordinal(startOf: passage.scalars.prefix(12)) { begin = ordinal.length }
    if reasonEnd <= lead.upperBound { begin = max(begin, reasonEnd) }
    let stop = passage.scalars[lead].lastIndex(of: "，") ?? begin
    if let first = passage.scalars[begin..<max(begin, stop)].firstIndex(where: { !Self.stops.contains($0) }),
      Self.explaining.contains(where: passage.scalars[first...].starts(with:)), comparesAnew(at: stop + 1, passage)
    {
      begin = stop + 1
    }
    return passage.scalars[min(begin, lead.upperBound)..<lead.upperBound]
  }

  /// What explains a difference may go on over several clauses, to the end of its sentence.
  mutating func enterReason(_ clause: Range<Int>, _ passage: Passage) {
    if clause.lowerBound < reasonEnd, comparesAnew(at: clause.lowerBound, passage) { reasonEnd = clause.lowerBound }
    guard let start = ComparisonWords.reasonStart(passage.scalars[clause]), start < passage.scalars.count else {
      return
    }
    reasonEnd = passage.scalars[start...].firstIndex { "。；".unicodeScalars.contains($0) } ?? passage.scalars.count
    guard isInSection else { return }
    let words = clause.lowerBound..<min(start, clause.upperBound)
    narrative.announcements.append(Announcement(text: passage.text(words), passage: passageNumber))
  }

  /// Whether a clause leaves the reason of a difference from the budget and goes on with last year, telling how much and
  /// by what rate: 比预算减少1.40万元，主要是厉行节约，比上年增加0.50万元，增长6.17%.
  private func comparesAnew(at start: Int, _ passage: Passage) -> Bool {
    let rest = passage.scalars[start...].prefix(Self.longestClause)
    guard let first = rest.first, Self.comparing.contains(first), statedFigure != nil, hasComparedWithBudgetOnly,
      let end = rest.firstIndex(where: Self.stops.contains),
      let digits = rest[..<end].firstIndex(where: { ("0"..."9").contains($0) })
    else { return false }
    let words = rest[..<digits]
    return LeadRole(words, unit: .money(.tenThousandYuan))?.kind == .change && LeadWords.onlyCompares(words)
      && LeadWords(words).stage != .budget && Self.rates.contains(where: rest[(end + 1)...].starts(with:))
  }

  /// Whether the paragraph has told last how its figure differs from the budget, and not from last year's: 主要原因：项目支出
  /// 增加，较上年增加5.00万元，增长6.10% explains a change by another one.
  private var hasComparedWithBudgetOnly: Bool {
    for statement in narrative.statements.reversed() {
      guard statement.passage == passageNumber else { return false }
      switch statement.meaning {
      case .difference, .gap: return true
      case .change, .growth, .figure: return false
      case .ratio, .gapRate: continue
      }
    }
    return false
  }

  private static let longestClause = 40
  private static let explaining = ["主要", "由于", "原因"].map { Array($0.unicodeScalars) }
  private static let comparing = Set("比较与同".unicodeScalars)
  private static let rates = ["增长", "下降", "上升", "降低"].map { Array($0.unicodeScalars) }

  mutating func readReason(_ clause: Range<Int>, _ passage: Passage) {
    guard let cursor else { return }
    let announced = ComparisonWords.reasonStart(passage.scalars[clause])
    // What follows the figures of an item in words of its own explains them, announced or not.
    let isOwnWords =
      final != nil && budget != nil && itemCursor != nil
      && (clause.count >= 6 || passage.scalars[clause].starts(with: ComparisonWords.mainly))
      && !passage.scalars[clause].contains { ("0"..."9").contains($0) }
      && ComparisonWords.read(passage.scalars[clause]) == nil
    guard let start = announced ?? (isOwnWords ? clause.lowerBound : nil), start < passage.scalars.count else { return }
    let rest = passage.scalars[start...].prefix(Self.longestReason)
    let end = rest.firstIndex { "。；".unicodeScalars.contains($0) } ?? rest.endIndex
    guard end > start else { return }
    narrative.reasons.append(
      StatedReason(
        text: passage.text(start..<end), section: patterns[cursor.section].id, group: group(cursor),
        passage: passageNumber))
  }

  private static let longestReason = 600
}
