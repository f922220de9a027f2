import Amounts
import Documents
import Filings
import Forms

/// Slips of the pen that hold for any text: 的 for 地, 截止 for 截至, two names for oneself, a full stop left out or put
/// where the sentence goes on, a mark or a word printed twice, a bracket left open.
struct SlipsKind: RuleKind {
  func check(_ rule: Rule, _ parameters: PackNode, in context: CheckContext) -> KindOutcome {
    func words(_ key: String) -> [String] { (parameters[key]?.items ?? []).compactMap(\.text) }
    var found: [PrintedText] = []
    let texts = SearchedText.all(context, for: ["adverbs", "dated", "selves", "continued", "doubled"].flatMap(words))
    let (dated, continued, doubled) = (words("dated"), words("continued"), words("doubled"))
    let (adverbs, verbs) = (words("adverbs"), words("verbs").map { Array(($0 + "了").unicodeScalars) })
    for text in texts where !text.places.isEmpty {
      found += self.adverbs(adverbs, before: verbs, text)
      found += self.dated(dated, text)
      found += self.continued(continued, text)
      found += doubled.flatMap { text.all($0).map(text.printed) }
    }
    found += selfNames(words("selves"), texts)
    found += openItems(words("closed_in"), context)
    found += openBrackets(context)
    guard !found.isEmpty else { return KindOutcome(holds: texts.count) }
    let words = found.prefix(6).map(\.text).joined(separator: context.catalog("list.separator"))
    return KindOutcome(
      findings: [
        context.finding(
          rule, "kind.slips", ["words": words, "count": String(found.count)], stated: words,
          at: found.enumerated().map { context.location($1, $0 == 0 ? .culprit : .also) })
      ])
  }

  /// 顺利的完成了: before a verb it is 地.
  private func adverbs(
    _ adverbs: [String], before verbs: [[Unicode.Scalar]], _ text: SearchedText
  ) -> [PrintedText] {
    adverbs.flatMap { adverb in
      text.all(adverb).compactMap { range in
        guard let verb = verbs.first(where: { text.scalars[range.upperBound...].starts(with: $0) }) else { return nil }
        return text.printed(range.lowerBound..<(range.upperBound + verb.count))
      }
    }
  }

  /// 截止 before a date means 截至.
  private func dated(_ words: [String], _ text: SearchedText) -> [PrintedText] {
    words.flatMap { word in
      text.all(word).filter { range in
        let next = text.scalars[range.upperBound...].first { !$0.properties.isWhitespace && $0 != "到" }
        return next.map { ("0"..."9").contains($0) } ?? false
      }.map(text.printed)
    }
  }

  /// 支出决算为0.88万元。完成年初预算的100%: words that only go on with a sentence follow no full stop.
  private func continued(_ words: [String], _ text: SearchedText) -> [PrintedText] {
    words.flatMap { word in
      text.all(word).compactMap { range in
        guard range.lowerBound > 1, text.scalars[range.lowerBound - 1] == "。" else { return nil }
        return text.printed((range.lowerBound - 1)..<range.upperBound)
      }
    }
  }

  /// A bracket that its paragraph opens and does not close.
  private func openBrackets(_ context: CheckContext) -> [PrintedText] {
    context.prose.enumerated().compactMap { index, prose in
      // What a page broke off may be closed on the next.
      guard !prose.isContents, prose.scalars.last == "。", index == 0 || isWhole(context.prose[index - 1]) else {
        return nil
      }
      var open: [Int] = []
      for (position, scalar) in prose.scalars.enumerated() {
        if "（(".unicodeScalars.contains(scalar) { open.append(position) }
        if "）)".unicodeScalars.contains(scalar), !open.isEmpty { open.removeLast() }
      }
      return open.first.map { prose.text($0..<min($0 + 8, prose.scalars.count)) }
    }
  }

  private func isWhole(_ prose: Prose) -> Bool {
    prose.isHeading || prose.scalars.count <= 40 || prose.scalars.last.map("。：；".unicodeScalars.contains) ?? true
  }

  /// 我局 throughout and 我委 once.
  private func selfNames(_ words: [String], _ texts: [SearchedText]) -> [PrintedText] {
    let said = texts.filter { !$0.isCell && !$0.places.isEmpty }
    let all = words.map { word in
      said.flatMap { text in text.all(word).map { range in text.printed(range) } }
    }.filter { !$0.isEmpty }.sorted { $0.count > $1.count }
    guard all.count == 2, all[0].count >= 2, all[1].count == 1 else { return [] }
    return all[1]
  }

  /// The paragraphs of a list, each with the mark that the first one has.
  private static func items(_ rest: ArraySlice<Prose>) -> [Prose] {
    func style(_ prose: Prose) -> Ordinal.Style? { Ordinal(startOf: prose.scalars.prefix(12))?.style }
    let own = rest.first.flatMap(style)
    return rest.prefix { !$0.isHeading && (style($0) == own || style($0) == nil) }
      .filter { $0.scalars.count > 12 && style($0) == own }
  }

  /// Items of the glossary end with a full stop when nearly all of them do.
  private func openItems(_ titles: [String], _ context: CheckContext) -> [PrintedText] {
    titles.flatMap { title -> [PrintedText] in
      guard let start = context.start(of: title)
      else { return [] }
      let items = Self.items(context.prose[(start + 1)...])
      let open = items.filter { prose in
        prose.scalars.last(where: { !$0.properties.isWhitespace }).map { !"。：；）".unicodeScalars.contains($0) } ?? false
      }
      guard items.count >= 4, open.count == 1, let item = open.first else { return [] }
      return [item.text(max(0, item.scalars.count - 12)..<item.scalars.count)]
    }
  }
}
