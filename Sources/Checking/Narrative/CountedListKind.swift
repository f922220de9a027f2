import Documents
import Filings
import Forms
import Texts

/// “共有18个：a、b、c…” and “分成7个部分，一是…二是…” list as many as they say.
struct CountedListKind: RuleKind {
  func check(_ rule: Rule, _ parameters: PackNode, in context: CheckContext) -> KindOutcome {
    let units = Set(
      (parameters["units"]?.items ?? []).compactMap(\.text).flatMap { Array($0.unicodeScalars.prefix(1)) })
    var outcome = KindOutcome()
    for (index, prose) in context.prose.enumerated() where !prose.isContents {
      let text = Self.joined(context.prose, from: index)
      for position in prose.scalars.indices {
        guard let (count, end) = Self.count(prose.scalars, at: position, units: units) else { continue }
        guard let listed = Self.listed(text, from: end) ?? Self.enumerated(text, from: end) else { continue }
        if listed.contains(count) {
          outcome.holds += 1
          continue
        }
        let words = prose.text(position..<end)
        outcome.findings.append(
          context.finding(
            rule, "kind.counted_list", ["words": words.text, "count": String(listed.upperBound)], stated: words.text,
            expected: String(listed.upperBound), at: [context.location(words, section: prose.section)]))
      }
    }
    return outcome
  }

  /// A paragraph with what follows it where a page broke it.
  private static func joined(_ prose: [Prose], from index: Int) -> [Unicode.Scalar] {
    var text = prose[index].scalars
    var next = index + 1
    while next < prose.count, next <= index + 2, !prose[next].isHeading, let last = text.last,
      !"。；：！".unicodeScalars.contains(last)
    {
      text += prose[next].scalars
      next += 1
    }
    return text
  }

  /// A number of two to sixty before one of the units, by itself.
  private static func count(
    _ scalars: [Unicode.Scalar], at start: Int, units: Set<Unicode.Scalar>
  ) -> (count: Int, end: Int)? {
    func isDigit(_ index: Int) -> Bool { scalars.indices.contains(index) && ("0"..."9").contains(scalars[index]) }
    guard isDigit(start), !isDigit(start - 1), start == 0 || scalars[start - 1] != "." && scalars[start - 1] != ","
    else {
      return nil
    }
    var end = start
    while isDigit(end) { end += 1 }
    guard end - start <= 2, let count = Int(String(scalars: scalars[start..<end])),
      (2...60).contains(count)
    else { return nil }
    while end < scalars.count, scalars[end].properties.isWhitespace { end += 1 }
    guard end < scalars.count, units.contains(scalars[end]) else { return nil }
    return (count, end + 1)
  }

  private static let openings = ["：", ":", "，为", "，分别为", "，分别是"].map { Array($0.unicodeScalars) }

  /// How many names follow at once; a range where the last two may be joined by 和.
  private static func listed(_ text: [Unicode.Scalar], from end: Int) -> ClosedRange<Int>? {
    guard let opening = openings.first(where: { text[min(end, text.count)...].starts(with: $0) }) else { return nil }
    var depth = 0
    var count = 1
    var hasJoin = false
    var last: Unicode.Scalar = "："
    for scalar in text[(end + opening.count)...] {
      defer { last = scalar }
      switch scalar {
      case "（", "(", "“", "《": depth += 1
      case "）", ")", "”", "》": depth -= 1
      case "、" where depth == 0:
        count += 1
        hasJoin = false
      case "和" where depth == 0, "及" where depth == 0, "与" where depth == 0: hasJoin = true
      case "，" where depth == 0, "；" where depth == 0, "：" where depth == 0: return nil
      case "。":
        // What ends in 等 does not list them all.
        if depth != 0 || count < 3 || last == "等" { return nil }
        return count...(hasJoin ? count + 1 : count)
      default: break
      }
    }
    return nil
  }

  private static let ordinals = Array("一二三四五六七八九十".unicodeScalars)

  /// How far 一是…二是… counts, after 7个部分.
  private static func enumerated(_ text: [Unicode.Scalar], from end: Int) -> ClosedRange<Int>? {
    let follows = text[min(end, text.count)...]
    guard follows.starts(with: "部分".unicodeScalars) || follows.starts(with: "方面".unicodeScalars) else { return nil }
    var count = 0
    var position = end
    while count < ordinals.count, position + 1 < min(text.count, end + 4000) {
      if text[position] == ordinals[count], text[position + 1] == "是" { count += 1 }
      position += 1
    }
    return count >= 2 ? count...count : nil
  }
}
