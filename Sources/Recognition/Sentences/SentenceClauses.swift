import Amounts
import Filings
import Forms

/// Cuts a passage at its punctuation.
enum SentenceClauses {
  private static let ends = Set("，。；：、！？,;:".unicodeScalars)
  private static let sentenceEnds = Set("。；！？;".unicodeScalars)

  static func split(_ scalars: [Unicode.Scalar]) -> [Range<Int>] {
    var clauses: [Range<Int>] = []
    var start = 0
    for (index, scalar) in scalars.enumerated() where ends.contains(scalar) {
      if isInNumber(scalars, index) { continue }
      if index > start { clauses.append(start..<index) }
      start = index + 1
    }
    if start < scalars.count { clauses.append(start..<scalars.count) }
    return clauses
  }

  /// 1,203.45 is no end.
  private static func isInNumber(_ scalars: [Unicode.Scalar], _ index: Int) -> Bool {
    scalars[index] == "," && index + 1 < scalars.count && ("0"..."9").contains(scalars[index + 1])
  }

  static func endsSentence(_ gap: ArraySlice<Unicode.Scalar>) -> Bool { gap.contains(where: sentenceEnds.contains) }

  private static let longestTopic = 24

  /// What a paragraph names at its head before its first sentence: 1.因公出国（境）费。
  static func topic(_ scalars: [Unicode.Scalar]) -> Range<Int>? {
    guard let ordinal = Ordinal(startOf: scalars.prefix(12)),
      let end = scalars.prefix(longestTopic).firstIndex(where: { "。：".unicodeScalars.contains($0) }),
      end - ordinal.length >= 3, end + 1 < scalars.count,
      !scalars[ordinal.length..<end].contains(where: { ("0"..."9").contains($0) || "，；".unicodeScalars.contains($0) })
    else { return nil }
    return ordinal.length..<end
  }

  private static let longestAnnouncement = 40

  /// The words before a paragraph's first colon, where no sentence has ended before it.
  static func announced(_ scalars: [Unicode.Scalar]) -> Range<Int>? {
    guard let end = scalars.prefix(longestAnnouncement).firstIndex(where: { "。：；".unicodeScalars.contains($0) }),
      scalars[end] == "："
    else { return nil }
    return 0..<end
  }

  private static let longestQuote = 24

  /// Where the words begin that a number is quoted with; of a long head of an item the name of the item.
  static func clauseStart(of quantity: Quantity, lead: Range<Int>, _ scalars: [Unicode.Scalar]) -> Int {
    let digits = quantity.digits.lowerBound
    let end = lead.last { ends.contains(scalars[$0]) && scalars[$0] != "、" && !isInNumber(scalars, $0) }
    let start = (end ?? lead.lowerBound - 1) + 1
    var least = max(start, digits - longestQuote)
    if least > start {
      let quote = scalars[least..<digits]
      least += ItemHeadReader.marks.dropLast().compactMap { quote.lastEnd(of: $0) }.max() ?? 0
    }
    return least < digits && scalars[least] == "、" ? least + 1 : least
  }
}

/// Words that compare two figures.
enum ComparisonWords {
  struct Found {
    var relation: Comparison.Relation
    var base: Comparison.Base
    var range: Range<Int>
  }

  private static let more = ["大于", "高于", "多于", "超过"].map { Array($0.unicodeScalars) }
  private static let less = ["小于", "低于", "少于"].map { Array($0.unicodeScalars) }
  private static let same = ["持平", "无增减", "没有变化", "无变化"].map { Array($0.unicodeScalars) }
  private static let nearly = ["基本持平", "不持平", "略"].map { Array($0.unicodeScalars) }
  private static let budget = ["预算"].map { Array($0.unicodeScalars) }
  private static let prior = ["上年", "上一年", "去年"].map { Array($0.unicodeScalars) }
  private static let reasons = ["主要原因是", "主要是因为", "主要原因为", "原因是", "主要原因"].map {
    Array($0.unicodeScalars)
  }

  /// Begins a reason, however short.
  static let mainly = Array("主要是".unicodeScalars)

  static func read(_ clause: ArraySlice<Unicode.Scalar>) -> Found? {
    guard clause.count <= 40 else { return nil }
    func has(_ words: [[Unicode.Scalar]]) -> Int? { words.lazy.compactMap { clause.lastEnd(of: $0) }.first }
    if has(nearly) != nil { return nil }
    let base: Comparison.Base = has(budget) != nil ? .budget : has(prior) != nil ? .prior : .unsaid
    let relation: Comparison.Relation
    if has(same) != nil {
      relation = .same
    } else if let end = has(more), followsBudget(clause, end) {
      relation = .more
    } else if let end = has(less), followsBudget(clause, end) {
      relation = .less
    } else {
      return nil
    }
    return Found(relation: relation, base: base, range: clause.startIndex..<clause.endIndex)
  }

  private static let budgets = ["年初预算", "预算", "全年预算", "调整预算"].map { Array($0.unicodeScalars) }

  /// 大于年初预算数, but not 在职人数低于编制预算时的人数.
  private static func followsBudget(_ clause: ArraySlice<Unicode.Scalar>, _ end: Int) -> Bool {
    budgets.contains { clause.dropFirst(end).starts(with: $0) }
  }

  /// Where a reason begins that a clause announces.
  static func reasonStart(_ clause: ArraySlice<Unicode.Scalar>) -> Int? {
    for words in reasons {
      guard let end = clause.lastEnd(of: words) else { continue }
      let start = clause.startIndex + end
      // The colon ends the clause: the reason is what follows.
      return start >= clause.endIndex ? start + 1 : start
    }
    return nil
  }
}

/// Reads the names after 主要包括.
enum NameListReader {
  private static let head = Array("主要包括".unicodeScalars)

  static func read(_ passage: Passage) -> [[Range<Int>]] {
    let scalars = passage.scalars
    var lists: [[Range<Int>]] = []
    var index = 0
    while index + head.count < scalars.count {
      guard scalars[index] == head[0], scalars[index..<index + head.count].elementsEqual(head) else {
        index += 1
        continue
      }
      var start = index + head.count
      if scalars[start] == "：" { start += 1 }
      let end = scalars[start...].firstIndex { "；。;".unicodeScalars.contains($0) } ?? scalars.count
      lists.append(names(scalars, start..<end))
      index = end
    }
    return lists
  }

  private static func names(_ scalars: [Unicode.Scalar], _ range: Range<Int>) -> [Range<Int>] {
    var names: [Range<Int>] = []
    var start = range.lowerBound
    for index in range.lowerBound...range.upperBound {
      guard index == range.upperBound || "、，,".unicodeScalars.contains(scalars[index]) else { continue }
      if index > start { names.append(start..<index) }
      start = index + 1
    }
    return names
  }
}
