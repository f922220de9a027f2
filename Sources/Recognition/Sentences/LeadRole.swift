import Filings
import Forms

/// What the words before a number make of it: an amount, a share, a rate, a change.
struct LeadRole {
  enum Kind { case figure, share, completion, change, growth }

  var kind: Kind
  var direction: Statement.Direction?
  /// Scalars of the word that tells the direction, counted in the lead.
  var word: Range<Int>?

  private static let up = ["增加", "增长", "上升", "提高", "增幅", "增多"].map { Array($0.unicodeScalars) }
  private static let down = ["减少", "下降", "降低", "减幅", "压减", "缩减"].map { Array($0.unicodeScalars) }
  private static let share = Array("占".unicodeScalars)
  private static let completion = ["完成", "执行率"].map { Array($0.unicodeScalars) }
  private static let arrival = Set("到至为".unicodeScalars)
  private static let averages = ["平均", "人均", "户均", "次均", "车均", "辆均", "批均", "每辆", "每人", "每次", "每户", "每批"].map {
    Array($0.unicodeScalars)
  }

  private static let use = Array("用于".unicodeScalars)
  private static let stops = Set("，。；：、".unicodeScalars)

  /// 平均每辆3.55万元 and 车均运行维护费3.55万元 are no cell of the form.
  private static func isAverage(_ words: [Unicode.Scalar]) -> Bool {
    let clause = words.suffix(from: words.lastIndex(where: stops.contains).map { $0 + 1 } ?? 0)
    return averages.contains { clause.lastEnd(of: $0) != nil }
  }

  /// The word that says which way an amount came to be what it is, at the end of the words before it: 减少为0.00万元.
  static func arriving(_ lead: ArraySlice<Unicode.Scalar>) -> Range<Int>? {
    guard let last = lead.last, arrival.contains(last) else { return nil }
    let before = lead.dropLast()
    return (up + down).first { before.suffix($0.count).elementsEqual($0) }.map {
      (before.endIndex - $0.count)..<before.endIndex
    }
  }

  /// 项目支出主要用于档案数字化250.00万元 is what that costs, and not the expenditure.
  private static func isSpentOn(_ words: [Unicode.Scalar]) -> Bool {
    let clause = words.suffix(from: words.lastIndex(where: stops.contains).map { $0 + 1 } ?? 0)
    guard let end = clause.lastEnd(of: use) else { return false }
    return clause.count - end >= 2
  }

  init(kind: Kind) {
    self.kind = kind
  }

  /// - Returns: nil where a percentage is none of these, and of an amount that is an average or the cost of a part.
  init?(_ lead: ArraySlice<Unicode.Scalar>, unit: Quantity.Unit) {
    var words = Array(lead)
    func last(_ all: [[Unicode.Scalar]]) -> (end: Int, length: Int)? {
      all.compactMap { word in words.lastEnd(of: word).map { ($0, word.count) } }.max { $0.0 < $1.0 }
    }
    var up = last(Self.up)
    var down = last(Self.down)
    var turn = [up, down].compactMap { $0 }.max { $0.end < $1.end }
    // 下降（增长）: what the template offers instead is no word of the sentence.
    if let other = turn, other.end < words.count, words[other.end] == "）", other.end > other.length,
      words[other.end - other.length - 1] == "（"
    {
      words.removeSubrange((other.end - other.length - 1)...other.end)
      (up, down) = (last(Self.up), last(Self.down))
      turn = [up, down].compactMap { $0 }.max { $0.end < $1.end }
    }
    switch unit {
    case .money, .count:
      if case .money = unit, Self.isAverage(words) || Self.isSpentOn(words) { return nil }
      kind = .figure
      guard let turn, words.count - turn.end <= 2, !words[turn.end...].contains(where: Self.arrival.contains) else {
        return
      }
      kind = .change
    case .percent:
      let share = words.lastEnd(of: Self.share) ?? -1
      let completion = last(Self.completion)?.end ?? -1
      if share > completion, share > turn?.end ?? -1 {
        kind = .share
        return
      }
      if completion > turn?.end ?? -1 {
        kind = .completion
        return
      }
      guard let turn, words.count - turn.end <= 4 else { return nil }
      kind = .growth
    case .apart: return nil
    }
    guard let turn else { return }
    direction = turn.end == up?.end ? .up : .down
    word = (turn.end - turn.length)..<turn.end
  }
}
