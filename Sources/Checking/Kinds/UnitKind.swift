import Amounts
import Documents
import Evaluation
import Filings
import Forms
import Texts

/// Amounts whose unit cannot be meant, 92.61元 beside 90.64万元, or that have none: 5万 without 元, 支出决算为4.19, rates without
/// a per-cent sign.
struct UnitKind: RuleKind {
  func check(_ rule: Rule, _ parameters: PackNode, in context: CheckContext) -> KindOutcome {
    var outcome = KindOutcome()
    var bare: [PrintedText] = []
    let words = (parameters["amounts"]?.items ?? []).compactMap(\.text)
    let paragraphs = context.prose.filter { !$0.isContents }.map { ($0, AmountScanner.amounts(in: $0.scalars)) }
    let units = ["元", "万元"].map { unit in paragraphs.reduce(0) { $0 + $1.1.count { $0.unit == unit } } }
    // The rarer unit is the slip: a document counts in one of them.
    let (slip, meant) = units[0] > units[1] ? ("万元", "元") : ("元", "万元")
    let stated = Set(context.filing.narrative.statements.compactMap { $0.number.span?.start })
    for (prose, amounts) in paragraphs {
      for amount in amounts where amount.unit == slip {
        if let sibling = sibling(of: amount, amounts, in: meant)
          ?? sibling(of: amount, amounts, in: meant, prose, stated: stated)
        {
          let text = prose.text(amount.range)
          outcome.findings.append(
            context.finding(
              rule, "kind.unit.yuan",
              ["stated": text.text, "sibling": prose.text(sibling.range).text, "expected": meant], stated: text.text,
              expected: text.text.replacing(slip, with: meant), at: [context.location(text, section: prose.section)]))
        } else {
          outcome.holds += 1
        }
      }
      bare += amounts.filter { $0.unit == "万" && isMoney($0, prose.scalars, parameters) }.map { prose.text($0.range) }
      bare += unitless(in: prose, after: words).map(prose.text)
    }
    if !bare.isEmpty {
      outcome.findings.append(grouped(rule, "kind.unit.bare", bare, context))
    }
    let rates = unsignedRates(context)
    if !rates.isEmpty { outcome.findings.append(grouped(rule, "kind.unit.percent", rates, context)) }
    outcome.findings += context.misprintedUnits.map { tableUnit(rule, $0, context) }
    return outcome
  }

  private func grouped(_ rule: Rule, _ id: String, _ texts: [PrintedText], _ context: CheckContext) -> Finding {
    let quotes = texts.prefix(6).map(\.text).joined(separator: context.catalog("list.separator"))
    return context.finding(
      rule, id, ["words": quotes, "count": String(texts.count)], severity: .info, stated: quotes,
      at: texts.enumerated().map { context.location($1, $0 == 0 ? .culprit : .also) })
  }

  private func tableUnit(_ rule: Rule, _ slip: UnitCorrection.Slip, _ context: CheckContext) -> Finding {
    let table = context.filing.tables[slip.table]
    let builder = FindingBuilder(words: context.words, sheet: context.sheet)
    return context.finding(
      rule, "kind.unit.table",
      ["table": context.words.table(slip.table), "stated": slip.printed.rawValue, "expected": table.unit.rawValue],
      severity: .error, stated: slip.printed.rawValue, expected: table.unit.rawValue,
      at: [table.header.unit.map { context.location($0) } ?? builder.tableLocation(slip.table)])
  }

  /// An amount in the other unit in the same sentence, of the same order of magnitude as the bare number.
  private func sibling(
    of amount: AmountScanner.Amount, _ all: [AmountScanner.Amount], in unit: String
  ) -> AmountScanner.Amount? {
    guard amount.number.decimals == 2, amount.number.significand != 0 else { return nil }
    return all.first { other in
      guard other.unit == unit, other.sentence == amount.sentence, other.number.significand != 0 else { return false }
      let (a, b) = (amount.number.value, other.number.value)
      do {
        return try a <= b * Rational(5) && b <= a * Rational(5)
      } catch {
        return false
      }
    }
  }

  /// An amount in the other unit in the paragraph, where the number is one that the form asks for: 公用经费120.80元 beside
  /// 较上年增加3.20万元.
  private func sibling(
    of amount: AmountScanner.Amount, _ all: [AmountScanner.Amount], in unit: String, _ prose: Prose, stated: Set<Int>
  ) -> AmountScanner.Amount? {
    guard amount.number.decimals == 2, amount.number.significand != 0,
      let start = prose.text(amount.range).span?.start, stated.contains(start)
    else { return nil }
    return all.filter { $0.unit == unit && $0.number.significand != 0 }.max { $0.number.value < $1.number.value }
      .flatMap { largest in
        MoneyUnit(rawValue: unit)?.isMeant(by: amount.number.value, beside: largest.number.value) ?? false
          ? largest : nil
      }
  }

  /// 5万 in a clause of money, and not 5万人 or 5万余次.
  private func isMoney(_ amount: AmountScanner.Amount, _ scalars: [Unicode.Scalar], _ parameters: PackNode) -> Bool {
    let end = amount.range.upperBound
    let after = String(scalars: scalars[end..<min(scalars.count, end + 4)])
    let isEnd = after.isEmpty || "，。；、,;（(".contains(after.prefix(1))
    let money = (parameters["money"]?.items ?? []).compactMap(\.text)
    if money.contains(where: { after.hasPrefix($0) }) { return true }
    guard isEnd else { return false }
    let before = String(scalars: scalars[max(0, amount.range.lowerBound - 16)..<amount.range.lowerBound])
    return money.contains { before.has($0) }
  }

  /// 支出决算为4.19。: an amount with nothing behind it.
  private func unitless(in prose: Prose, after words: [String]) -> [Range<Int>] {
    let scalars = prose.scalars
    var amounts: [Range<Int>] = []
    for words in words where prose.piece.text.has(words) {
      var next = 0
      while let at = scalars.firstIndex(of: words, from: next) {
        next = at + words.unicodeScalars.count
        let start = scalars[next...].firstIndex { !$0.isSpace } ?? scalars.count
        let end = scalars[start...].firstIndex { !("0"..."9").contains($0) && $0 != "." && $0 != "," } ?? scalars.count
        let isEnd = scalars[end...].first.map("。，；".unicodeScalars.contains) ?? false
        if isEnd, scalars[start..<end].contains(".") { amounts.append(start..<end) }
      }
    }
    return amounts
  }

  /// Figures of rate columns that print no per-cent sign.
  private func unsignedRates(_ context: CheckContext) -> [PrintedText] {
    context.filing.tables.flatMap { table in
      table.blocks.enumerated().flatMap { index, block in
        let columns = context.form.tables[table.form].blocks[index].columns
        let rates = columns.indices.filter { columns[$0].measure == .percent }
        guard !rates.isEmpty else { return [PrintedText]() }
        return block.rows.flatMap { row in
          rates.compactMap { column -> PrintedText? in
            guard let cell = row.cells[column], let number = cell.number, !number.isPercent, number.significand != 0
            else { return nil }
            return PrintedText(cell.text, cell.span)
          }
        }
      }
    }
  }
}

/// Finds amounts with their units in running text.
enum AmountScanner {
  struct Amount {
    var number: PrintedNumber
    var unit: String
    /// The figure with its unit.
    var range: Range<Int>
    /// Counts the full stops before it.
    var sentence: Int
  }

  static func amounts(in scalars: [Unicode.Scalar]) -> [Amount] {
    var amounts: [Amount] = []
    var index = 0
    var sentence = 0
    while index < scalars.count {
      if scalars[index] == "。" || scalars[index] == "\n" { sentence += 1 }
      guard ("0"..."9").contains(scalars[index]) else {
        index += 1
        continue
      }
      let start = index
      while index < scalars.count,
        ("0"..."9").contains(scalars[index]) || scalars[index] == "." || scalars[index] == ","
      { index += 1 }
      var end = index
      while end < scalars.count, scalars[end] == " " { end += 1 }
      guard let unit = unit(scalars, at: end),
        case .number(let number) = PrintedValue(parsing: String(scalars: scalars[start..<index]))
      else { continue }
      index = end + unit.unicodeScalars.count
      amounts.append(Amount(number: number, unit: unit, range: start..<index, sentence: sentence))
    }
    return amounts
  }

  private static func unit(_ scalars: [Unicode.Scalar], at index: Int) -> String? {
    guard index < scalars.count else { return nil }
    let next = index + 1 < scalars.count ? scalars[index + 1] : nil
    switch scalars[index] {
    case "元":
      // 2000元/人 is a price.
      return next == "/" || next == "／" ? nil : "元"
    case "万": return next == "元" ? "万元" : "万"
    case "亿": return next == "元" ? "亿元" : nil
    default: return nil
    }
  }
}
