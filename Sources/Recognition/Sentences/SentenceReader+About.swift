import Documents
import Filings
import Forms

extension SentenceReader {
  /// Reads what a sentence says of the only figure that it gave before, however the form words it: a change since last year
  /// (公用经费10.00万元，主要包括：…，较上年增加1.00万元，增长11.11%), or how far its budget was used.
  ///
  /// - Returns: whether the number says so.
  mutating func readAbout(_ quantity: Quantity, _ lead: Range<Int>, _ passage: Passage) -> Bool {
    let words = passage.scalars[lead]
    guard isInSection, let figure = statedFigure, let role = LeadRole(words, unit: quantity.unit) else { return false }
    // Behind a total and its parts it may be said of any of them.
    let amounts = Self.amounts(in: passage.scalars[..<quantity.digits.lowerBound].suffix(Self.reach))
    switch (role.kind, quantity.unit) {
    case (.change, .money), (.growth, .percent):
      // What it is that grew may be named anew; then it is something else.
      let clause = words.suffix(from: words.lastIndex { Self.stops.contains($0) }.map { $0 + 1 } ?? words.startIndex)
      guard amounts == (role.kind == .change ? 1 : 2) && LeadWords.onlyCompares(clause) || isSpokenOfAgain(clause),
        ![.budget, .revised].contains(LeadWords(words).stage)
      else { return false }
      add(role.kind == .change ? .change(of: figure) : .growth(of: figure), role, quantity, lead, passage)
    case (.completion, .percent):
      guard (1...2).contains(amounts), let budget = statedFigures?.budget ?? budget(of: figure, in: words) else {
        return false
      }
      add(.ratio(.divide(.cell(figure), .cell(budget))), role, quantity, lead, passage)
    case (.share, .percent):
      guard let whole = whole(of: figure, in: words) else { return false }
      add(.ratio(.divide(.cell(figure), .cell(whole))), role, quantity, lead, passage)
    case (.figure, .money):
      let clause = words.suffix(from: words.lastIndex { Self.stops.contains($0) }.map { $0 + 1 } ?? words.startIndex)
      guard budget == nil, amounts == 1, [.budget, .revised].contains(LeadWords(clause).stage),
        LeadWords.onlyCompares(clause), let cell = budget(of: figure, in: words)
      else { return false }
      budget = narrative.statements.count
      add(.figure(cell), role, quantity, lead, passage)
    default: return false
    }
    return true
  }

  /// Whether a sentence goes on about the only figure that the paragraph has given, by its name or by none:
  /// 机关运行经费支出168.42万元，主要用于办公费。机关运行经费较上年支出数减少6.88万元.
  private func isSpokenOfAgain(_ clause: ArraySlice<Unicode.Scalar>) -> Bool {
    guard let final, paragraphFigures.count == 1, !hasUnexplainedAmount else { return false }
    let named = LeadWords.withoutComparing(clause)
    let words = LeadWords.clean(narrative.statements[final].words.text.unicodeScalars)
    return named.isEmpty || named.count >= Self.leastName && words.lastEnd(of: named) != nil
  }

  private static let leastName = 3

  /// Whether a change or a rate may be of a sum or of the last of its parts: 其中：运行维护费8.00万元，公务接待费3.00万元，
  /// 较上年增加2.00万元. Where each part has its own change, it is the last one's.
  func mayBeOfSeveral(_ role: LeadRole?, _ lead: Range<Int>, _ passage: Passage) -> Bool {
    guard let role, role.kind == .change || role.kind == .growth || role.kind == .completion else { return false }
    let clause = passage.scalars[lead].lastIndex { Self.stops.contains($0) }.map { $0 + 1 } ?? lead.lowerBound
    guard LeadWords.onlyCompares(passage.scalars[clause..<lead.upperBound]) else { return false }
    let begin = lead.lowerBound == sentenceStart ? sentenceBefore : sentenceStart
    let words = passage.scalars[begin..<clause].suffix(Self.reach)
    guard let parts = words.lastEnd(of: Self.parts) else { return false }
    let listed = Self.withoutBrackets(words.dropFirst(parts))
    let amounts = Self.amountEnds(in: listed)
    guard amounts.count > 1, !(role.kind == .completion && areStated(behind: words.startIndex + parts, passage)) else {
      return false
    }
    return !listed[amounts[0]..<amounts[amounts.count - 1]].contains(where: Self.comparing.contains)
  }

  /// Whether outturn and budget of one part stand behind a place: 其中：公务接待费预算为3.00万元，支出决算为2.50万元，
  /// 完成预算的83.33%.
  private func areStated(behind place: Int, _ passage: Passage) -> Bool {
    guard statedFigures != nil, let final, let budget, place < passage.scalars.count,
      let start = passage.text(place..<(place + 1)).span?.start
    else { return false }
    return [final, budget].allSatisfy { narrative.statements[$0].number.span.map { $0.start >= start } ?? false }
  }

  /// Words further back than this say nothing of a number.
  private static let reach = 600
  private static let comparing = Set("较比同占完持".unicodeScalars)

  private static func withoutBrackets(_ words: ArraySlice<Unicode.Scalar>) -> ArraySlice<Unicode.Scalar> {
    var depth = 0
    let outside = words.filter { scalar in
      if scalar == "（" { depth += 1 }
      defer { if scalar == "）" { depth = max(0, depth - 1) } }
      return depth == 0
    }
    return outside[...]
  }

  private static let part = Array("其中：".unicodeScalars)
  private static let contents = Array("包括".unicodeScalars)

  /// How many amounts the sentence that some words end in has given so far. A part that says what it includes
  /// (其中：人员经费8.00万元，主要包括：…) has left its total behind.
  private static func amounts(in words: ArraySlice<Unicode.Scalar>) -> Int {
    var start = words.lastIndex { $0 == "。" || $0 == "；" } ?? words.startIndex
    if let part = words[start...].lastEnd(of: part), words[start...].dropFirst(part).lastEnd(of: contents) != nil {
      start += part
    }
    return amountEnds(in: words[start...]).count
  }

  /// Where the amounts end that some words give.
  private static func amountEnds(in words: ArraySlice<Unicode.Scalar>) -> [Int] {
    words.indices.filter { index in
      guard words[index] == "元", index > words.startIndex + 1 else { return false }
      let before = words[index - 1]
      return "0"..."9" ~= (before == "万" || before == "亿" ? words[index - 2] : before)
    }
  }

  static let parts = Array("其中".unicodeScalars)
  static let stops = Set("，。；：、（）".unicodeScalars)
}
