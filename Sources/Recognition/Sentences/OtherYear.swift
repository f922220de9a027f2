import Forms

/// Tells by the words before a number whether it is of another year than the document's: 2022年决算数为807.95万元 in the
/// disclosure of 2023. What is compared with another year (比2022年增加) is of this one.
struct OtherYear {
  enum Found {
    /// The sentence speaks of another year from here on.
    case sentence
    /// Only the number is last year's: 比上年支出433.00万元减少2.00万元.
    case number
  }

  private let fiscal: Int?
  /// Whether a sentence before, of the same paragraph, was of another year.
  private var isInOther = false

  /// Where a text speaks of some other year more than of its own, nothing can be told by them.
  init(fiscal: Int?, in passages: [Passage]) {
    var counts: [Int: Int] = [:]
    for passage in passages {
      for index in passage.scalars.indices where passage.scalars[index] == Self.year {
        if let year = Self.subject(passage.scalars[...], at: index) { counts[year, default: 0] += 1 }
      }
    }
    let own = fiscal.map { counts[$0] ?? 0 } ?? 0
    self.fiscal = counts.values.contains { $0 > own } ? nil : fiscal
  }

  private static let year: Unicode.Scalar = "年"
  private static let comparing = Set("比较与同和跟于".unicodeScalars)
  private static let compared = ["相比", "度相比", "比", "度比", "同期"].map { Array($0.unicodeScalars) }
  private static let last = ["上年", "上一年", "去年"].map { Array($0.unicodeScalars) }
  private static let carried = ["结转", "结余", "末", "度结转", "度结余", "度末"].map { Array($0.unicodeScalars) }
  private static let stops = Set("，。；：、".unicodeScalars)

  /// Begins a paragraph.
  mutating func begin() { isInOther = false }

  /// - Parameters:
  ///   - sentence: the words from where the sentence begins to the number.
  ///   - lead: those since the number before it.
  ///   - role: what the words make of the number.
  mutating func found(
    in sentence: ArraySlice<Unicode.Scalar>, lead: ArraySlice<Unicode.Scalar>, role: LeadRole?
  ) -> Found? {
    if let named = subject(of: sentence) {
      let isOther = named.year != fiscal
      // What a sentence begins with goes for those after it; what a reason speaks of does not.
      isInOther = isOther && named.place - sentence.startIndex <= Self.head
      if isOther { return .sentence }
    }
    if isInOther { return .sentence }
    guard role?.kind == .figure else { return nil }
    let clause = lead.suffix(from: lead.lastIndex(where: Self.stops.contains).map { $0 + 1 } ?? lead.startIndex)
    let isLast = Self.last.contains { words in
      clause.lastEnd(of: words).map { end in !Self.carried.contains { clause.dropFirst(end).starts(with: $0) } }
        ?? false
    }
    return isLast ? .number : nil
  }

  /// A year among these first characters is what the sentence is about.
  private static let head = 24
  /// Words further back than this say nothing of a number.
  private static let reach = 400

  /// The year named last and where its 年 stands, but for years that are compared with.
  private func subject(of sentence: ArraySlice<Unicode.Scalar>) -> (year: Int, place: Int)? {
    guard fiscal != nil else { return nil }
    let words = sentence.suffix(Self.reach)
    return words.indices.reversed().lazy.compactMap { place in Self.subject(words, at: place).map { ($0, place) } }
      .first
  }

  /// The year that stands before 年 at a place; nil where there is none, or one that is compared with.
  private static func subject(_ words: ArraySlice<Unicode.Scalar>, at index: Int) -> Int? {
    guard words[index] == year, index >= words.startIndex + 4, let year = number(words[(index - 4)..<index]) else {
      return nil
    }
    let behind = words[(index + 1)...]
    let before = index > words.startIndex + 4 ? words[index - 5] : "。"
    return comparing.contains(before) || compared.contains(where: behind.starts(with:)) ? nil : year
  }

  /// Four digits that are a year.
  private static func number(_ digits: ArraySlice<Unicode.Scalar>) -> Int? {
    guard digits.starts(with: "20".unicodeScalars), digits.allSatisfy({ ("0"..."9").contains($0) }) else { return nil }
    return digits.reduce(0) { $0 * 10 + Int($1.value) - 48 }
  }
}
