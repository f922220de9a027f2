import Forms
import Texts

/// Words before a number, or before a slot of the form, prepared for comparing.
struct LeadWords {
  /// Which stage of a budget they speak of, the last one named.
  enum Stage { case budget, revised, outturn }

  private(set) var scalars: [Unicode.Scalar] = []
  private(set) var pairs = CharacterPairs()
  /// Whether they speak of guests from abroad, or of receptions there.
  private(set) var isForeign = false
  /// Pairs of the last clause without what every sentence says; none where it is short.
  private(set) var tail = CharacterPairs()
  private(set) var stage: Stage?
  /// Which budget they speak of, the last one named; 0 … 2.
  private(set) var fund: Int?

  /// - Parameter limit: longer words are looked at from their end.
  init(_ text: some Sequence<Unicode.Scalar>, limit: Int = 28) {
    let all = Array(text)
    stage = Self.stage(all)
    fund = Self.fund(all)
    scalars = Array(Self.clean(Self.withoutAsides(all)).suffix(limit))
    pairs = CharacterPairs(scalars)
    isForeign = Self.isForeign(all)
    if let comma = all.lastIndex(of: "，") {
      let last = Self.clean(Self.withoutAsides(Array(all[(comma + 1)...])))
      if last.count >= Self.leastTail { tail = Self.subject(of: last) }
    }
  }

  private static let leastTail = 5
  private static let foreign = ["外宾", "外事", "国（境）外", "国境外"].map { Array($0.unicodeScalars) }

  static func isForeign<Words: RandomAccessCollection<Unicode.Scalar>>(_ words: Words) -> Bool
  where Words.Index == Int {
    foreign.contains { words.lastEnd(of: $0) != nil }
  }

  /// Without what stands in brackets, but for a character or two that are part of a name: 出国（境）费.
  private static func withoutAsides(_ text: [Unicode.Scalar]) -> [Unicode.Scalar] {
    guard let open = text.lastIndex(of: "（"), let close = text[open...].firstIndex(of: "）"), close - open > 3 else {
      return text
    }
    return Array(text[..<open] + text[(close + 1)...])
  }

  /// What every sentence says: 支出决算为, 与上年相比增加.
  private static let common = [
    "与上年相比", "上年", "相比", "同比", "同期", "增加", "减少", "增长", "下降", "支出决算", "支出预算", "支出数", "决算", "预算", "年初", "全年", "调整", "完成",
    "与",
    "比", "较",
    "各", "数", "万元",
  ].map { clean($0.unicodeScalars) }

  private static let comparing =
    common + ["上一年", "去年", "前年", "均", "分别", "费用支出", "决算", "数"].map { clean($0.unicodeScalars) }

  /// Whether words compare with last year and say nothing else: 较上年增加.
  static func onlyCompares(_ text: ArraySlice<Unicode.Scalar>) -> Bool { withoutComparing(text).isEmpty }

  /// The name that stands before words that compare with last year; all that is not of them.
  static func withoutComparing(_ text: ArraySlice<Unicode.Scalar>) -> [Unicode.Scalar] {
    let words = clean(text)
    var named: [Unicode.Scalar] = []
    var index = 0
    while index < words.count {
      if let next = comparing.filter({ words[index...].starts(with: $0) }).map(\.count).max() {
        index += next
      } else {
        named.append(words[index])
        index += 1
      }
    }
    return named
  }

  /// Of what they speak: pairs of characters that no sentence has by itself.
  var subject: CharacterPairs { Self.subject(of: scalars) }

  private static let endings =
    ["支出", "费用", "经费", "金额", "资金", "总计", "合计", "共计", "总额", "费", "额", "均"].map { Array($0.unicodeScalars) } + common

  /// The characters that what they are about ends in, 运行 of 公务用车运行支出; empty where they name nothing.
  var ending: CharacterPairs {
    guard subject.count >= Self.leastEnd else { return CharacterPairs() }
    var words = scalars[...]
    while let ending = Self.endings.first(where: { words.suffix($0.count).elementsEqual($0) }) {
      words = words.dropLast(ending.count)
    }
    return words.count < 2 ? CharacterPairs() : CharacterPairs(words.suffix(2))
  }

  /// Fewer pairs of characters name nothing.
  private static let leastEnd = 3

  private static func subject(of scalars: [Unicode.Scalar]) -> CharacterPairs {
    var isCommon = [Bool](repeating: false, count: scalars.count)
    for words in common {
      for start in scalars.indices where scalars[start...].starts(with: words) {
        for index in start..<(start + words.count) { isCommon[index] = true }
      }
    }
    let parts = scalars.indices.split { isCommon[$0] }
    return CharacterPairs(parts.map { scalars[$0.startIndex..<$0.endIndex] })
  }

  /// Some of the words of a lead. Which stage and budget they speak of, what went before may have said.
  init(_ text: ArraySlice<Unicode.Scalar>, within lead: ArraySlice<Unicode.Scalar>) {
    self.init(text)
    guard text.count < lead.count else { return }
    let all = Array(lead)
    stage = stage ?? Self.stage(all)
    fund = fund ?? Self.fund(all)
  }

  private static let fillers = Set("的为是了约年度其中本我“”\"‘’（）()、，。；：,;:.·\u{FFFC}".unicodeScalars)

  static func clean(_ text: some Sequence<Unicode.Scalar>) -> [Unicode.Scalar] {
    text.filter { !fillers.contains($0) && !("0"..."9").contains($0) && !$0.isSpace }
  }

  private static let budgetNames = ["一般公共预算", "政府性基金预算", "国有资本经营预算", "预算单位", "预算绩效", "财政预算"].map {
    Array($0.unicodeScalars)
  }
  static func fund(_ words: [Unicode.Scalar]) -> Int? {
    (0..<3).compactMap { fund in words.lastEnd(of: budgetNames[fund]).map { (end: $0, fund: fund) } }
      .max { $0.end < $1.end }?.fund
  }

  private static let stages: [(words: [Unicode.Scalar], stage: Stage)] = {
    let words: [(String, Stage)] = [
      ("全年预算", .revised), ("调整预算", .revised), ("预算", .budget), ("决算", .outturn), ("执行", .outturn),
      ("实际支出", .outturn),
    ]
    return words.map { (words: Array($0.0.unicodeScalars), stage: $0.1) }
  }()

  private static func stage(_ words: [Unicode.Scalar]) -> Stage? {
    var index = 0
    var found: Stage?
    while index < words.count {
      let rest = words[index...]
      if let name = budgetNames.first(where: { rest.starts(with: $0) }) {
        index += name.count
      } else if let (words, stage) = stages.first(where: { rest.starts(with: $0.words) }) {
        found = stage
        index += words.count
      } else {
        index += 1
      }
    }
    return found
  }

  /// How alike two leads are, 0 to 100.
  func likeness(to other: LeadWords) -> Int {
    guard !pairs.isEmpty, !other.pairs.isEmpty else { return scalars == other.scalars ? 100 : 0 }
    let dice = 200 * pairs.countShared(with: other.pairs) / (pairs.count + other.pairs.count)
    return max(dice, endsAlike(other))
  }

  /// How much of the other's words stand here, 0 to 100.
  func coverage(of other: LeadWords) -> Int {
    guard !other.pairs.isEmpty else { return 0 }
    return 100 * pairs.countShared(with: other.pairs) / other.pairs.count
  }

  /// Words that end in all the other's words say the same, whatever went before.
  private func endsAlike(_ slot: LeadWords) -> Int {
    var length = 0
    while length < scalars.count, length < slot.scalars.count,
      scalars[scalars.count - 1 - length] == slot.scalars[slot.scalars.count - 1 - length]
    {
      length += 1
    }
    if length == slot.scalars.count, length >= 2 { return 60 + min(length, 20) }
    return length >= 6 ? 50 : 0
  }
}

extension RandomAccessCollection<Unicode.Scalar> where Index == Int {
  /// Where some words end for the last time, counted from the start; nil where they do not stand.
  func lastEnd(of words: [Unicode.Scalar]) -> Int? {
    guard let last = words.last, count >= words.count else { return nil }
    var end = endIndex
    let least = startIndex + words.count
    while end >= least {
      if self[end - 1] == last, self[(end - words.count)..<end].elementsEqual(words) { return end - startIndex }
      end -= 1
    }
    return nil
  }
}
