import Filings
import Forms

/// The names of class, section and item at the head of a paragraph are those of the row that it is about.
struct ItemNames {
  let filling: Int
  let context: CheckContext

  private struct Slip {
    var stated: PrintedText
    var mark: String
    var code: String
    var expected: String
    /// Whether the account is called by a shorter or an older name: nobody can mistake it.
    var isAsKnown: Bool
  }

  /// One finding for each name that is wrong, at every place where it stands.
  func findings(_ rule: Rule, _ items: [ItemHead], _ renamed: [RenamedAccount]) -> [Finding] {
    let slips = items.flatMap(slips) + renamed.compactMap(slip)
    let groups = Dictionary(grouping: slips) { "\($0.code)/\(Label.key($0.stated.text))" }
    return groups.values.sorted { $0[0].code < $1[0].code }.map { finding(rule, $0) }
  }

  private func slips(_ item: ItemHead) -> [Slip] {
    // A row whose code was a misprint has another one by now, and its name is the paragraph's.
    guard let code = item.code, context.filing.tables[filling].blocks[0].row(code: code) != nil, item.names.count == 3,
      let classification = context.form.classifications["function"], classification.levels.count == 3
    else { return [] }
    return zip(item.names, classification.levels).compactMap { name, level in
      slip(name, String(code.prefix(level.length)), level: level.name, classification)
    }
  }

  /// An account that a sentence calls by an older or a shorter name.
  private func slip(_ account: RenamedAccount) -> Slip? {
    guard let classification = context.form.classifications["function"],
      let level = classification.level(of: account.code)
    else { return nil }
    return slip(account.name, account.code, level: level, classification)
  }

  private func slip(_ name: PrintedText, _ code: String, level: String, _ classification: Classification) -> Slip? {
    guard let expected = expected(code, classification), !isSame(name.text, expected) else { return nil }
    let entry = classification[code]
    if entry?.names(in: context.filing.fiscalYear).contains(where: { isSame(name.text, $0) }) ?? false { return nil }
    let isShortened = Label.abbreviates(Label.key(name.text), Label.key(expected))
    let isFormer =
      level == classification.levels.first?.name
      && (entry?.formerNames.contains { isSame(name.text, $0.name) } ?? false)
    return Slip(
      stated: name, mark: level, code: code, expected: expected, isAsKnown: isShortened || isFormer)
  }

  /// What the table calls an account, or else the classification.
  private func expected(_ code: String, _ classification: Classification) -> String? {
    let block = context.filing.tables[filling].blocks[0]
    if let row = block.row(code: code), !block.rows[row].name.text.isEmpty { return block.rows[row].name.text }
    return classification[code]?.name
  }

  /// Names are written with or without the final 支出, brackets and commas.
  private func isSame(_ a: String, _ b: String) -> Bool {
    func plain(_ text: String) -> String {
      let key = Label.unmarked(text)
      return key.hasSuffix("支出") ? String(key.dropLast(2)) : key
    }
    return plain(a) == plain(b)
  }

  private func finding(_ rule: Rule, _ slips: [Slip]) -> Finding {
    let first = slips[0]
    let block = context.filing.tables[filling].blocks[0]
    var locations = slips.enumerated().map { context.location($1.stated, $0 == 0 ? .culprit : .also) }
    if let row = block.row(code: first.code), let span = block.rows[row].name.span {
      locations.append(
        context.location(
          PrintedText(block.rows[row].name.text, span), .evidence, table: context.words.table(filling)))
    }
    return context.finding(
      rule, "kind.items.name",
      [
        "stated": first.stated.text, "mark": first.mark, "code": first.code, "expected": first.expected,
        "table": context.words.table(filling),
      ], severity: first.isAsKnown ? .warning : nil, stated: first.stated.text, expected: first.expected,
      at: locations)
  }
}
