package import Amounts
package import Forms
import Texts

/// A target or achievement that is one number: its direction, value and unit.
package struct Goal {
  package enum Direction {
    case atLeast, atMost, plain
  }

  package var direction: Direction
  package var number: PrintedNumber

  /// - Returns: nil for words, dates, ranges and lists; comparing them needs more than arithmetic.
  package init?(_ text: String, scoring: Scoring) {
    guard text.utf8.contains(where: { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) || $0 == 0xEF }) else {
      return nil
    }
    var rest = Label.compact(text)
    direction = .plain
    if let word = scoring.atLeast.first(where: { Label.contains(rest, $0) }) {
      direction = .atLeast
      rest = rest.exchanging(word, for: "")
    } else if let word = scoring.atMost.first(where: { Label.contains(rest, $0) }) {
      direction = .atMost
      rest = rest.exchanging(word, for: "")
    }
    guard !scoring.byDate.contains(where: { Label.contains(rest, $0) }), let number = Self.number(rest),
      !number.isMalformed, !Label.contains(number.unit, "年"), !Label.contains(number.unit, "月")
    else { return nil }
    self.number = number
  }

  /// A number, by itself or with a remark in brackets behind it: 0（由省里评选，经费另有来源）.
  private static func number(_ text: String) -> PrintedNumber? {
    if case .number(let number) = PrintedValue(parsing: text) { return number }
    guard text.ends(in: ")"), let bracket = text.firstPlace(of: "("),
      case .number(let number) = PrintedValue(parsing: String(text[..<bracket.lowerBound]))
    else { return nil }
    return number
  }
}
