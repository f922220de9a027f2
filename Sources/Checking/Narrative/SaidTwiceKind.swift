import Amounts
import Documents
import Filings
import Forms
import Texts

/// A number that a form of indicators and the text give in the same words is the same number.
struct SaidTwiceKind: RuleKind {
  /// Characters before the number that must be alike.
  private static let length = 6

  private struct Said {
    var text: PrintedText
    var low: Rational
    var high: Rational
  }

  func check(_ rule: Rule, _ parameters: PackNode, in context: CheckContext) -> KindOutcome {
    var cells: [[Unicode.Scalar]: Said] = [:]
    for achieved in achievements(context) {
      let scalars = Array(achieved.text.unicodeScalars)
      guard let start = achieved.span?.start else { continue }
      for (words, said) in Self.said(
        scalars,
        { range in
          PrintedText(
            String(scalars: scalars[range]),
            SourceSpan(start: start + range.lowerBound, end: start + range.upperBound))
        })
      { cells[words] = cells[words] ?? said }
    }
    var outcome = KindOutcome()
    guard !cells.isEmpty else { return .notApplicable("statements") }
    var told: Set<[Unicode.Scalar]> = []
    for prose in context.prose where !prose.isContents {
      for (words, said) in Self.said(prose.scalars, prose.text) {
        guard let cell = cells[words] else { continue }
        if cell.low <= said.high, said.low <= cell.high {
          outcome.holds += 1
        } else if told.insert(words).inserted {
          outcome.findings.append(
            context.finding(
              rule, "kind.said_twice", ["cell": cell.text.text, "text": said.text.text], stated: cell.text.text,
              expected: said.text.text, at: [context.location(cell.text), context.location(said.text, .also)]))
        }
      }
    }
    return outcome
  }

  /// What indicators say was achieved; targets are not what happened.
  private func achievements(_ context: CheckContext) -> [PrintedText] {
    var texts: [PrintedText] = []
    for table in context.filing.tables {
      for (block, form) in zip(table.blocks, context.form.tables[table.form].blocks) where form.isOpen {
        guard let column = form.column("actual") else { continue }
        for row in block.rows {
          guard let cell = row.cells[column], cell.text.utf8.count >= 24 else { continue }
          texts.append(PrintedText(cell.text, cell.span))
        }
      }
    }
    return texts
  }

  /// Numbers with at least six characters of words right before them, by those words.
  private static func said(
    _ scalars: [Unicode.Scalar], _ text: (Range<Int>) -> PrintedText
  ) -> [([Unicode.Scalar], Said)] {
    var found: [([Unicode.Scalar], Said)] = []
    var position = 0
    while position < scalars.count {
      guard ("0"..."9").contains(scalars[position]) else {
        position += 1
        continue
      }
      var start = position
      while start > 0, scalars[start - 1].properties.isWhitespace { start -= 1 }
      var end = position
      while end < scalars.count, ("0"..."9").contains(scalars[end]) || scalars[end] == "." { end += 1 }
      let digits = position..<end
      position = end
      guard start >= length, scalars[(start - length)..<start].allSatisfy(\.properties.isIdeographic),
        case .number(let number) = PrintedValue(parsing: String(scalars: scalars[digits]))
      else { continue }
      let (unit, said) = Self.value(number, scalars, after: end)
      // Years, ordinals and the like are no counts.
      guard let said, let unit, unit.properties.isIdeographic, !"年月日届期第".unicodeScalars.contains(unit) else { continue }
      var first = start - length
      while first > 0, start - first < 12, scalars[first - 1].properties.isIdeographic { first -= 1 }
      let whole = first..<min(scalars.count, end + 3)
      found.append((Array(scalars[(start - length)..<start]), Said(text: text(whole), low: said.0, high: said.1)))
    }
    return found
  }

  /// The values a count may stand for: 60余万 is from 600,000 to below 700,000.
  private static func value(
    _ number: PrintedNumber, _ scalars: [Unicode.Scalar], after end: Int
  ) -> (Unicode.Scalar?, (Rational, Rational)?) {
    var position = end
    func skip() { while position < scalars.count, scalars[position].properties.isWhitespace { position += 1 } }
    skip()
    var isMore = false
    var scale = Rational.one
    while position < scalars.count, scalars[position] == "余" || scalars[position] == "万" {
      if scalars[position] == "余" { isMore = true } else { scale = Rational(10_000) }
      position += 1
    }
    skip()
    let unit = position < scalars.count ? scalars[position] : nil
    do {
      let low = try number.value * scale
      guard isMore else { return (unit, (low, low)) }
      let step = number.decimals == 0 && number.significand % 10 == 0 ? Rational(10) : number.step
      return (unit, (low, try (number.value + step) * scale))
    } catch {
      return (unit, nil)
    }
  }
}
