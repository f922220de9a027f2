import Filings
import Forms
import Texts

/// A member that a sentence of the form may speak of: a row, a column, a project.
struct SlotMember {
  var id: String
  /// Cleaned names, longest first.
  var names: [[Unicode.Scalar]]
  /// Of classes of accounts: cleaned names that they had in earlier years.
  var formerNames: [[Unicode.Scalar]] = []
  /// Of projects: the filling.
  var filling: Int?
}

/// The slots of a section of the form with their members on one filing, ready to be compared with text.
struct SectionSlots {
  struct Slot {
    var pattern: SlotPattern
    var words: LeadWords
    /// Pairs of characters of the words that say of what it speaks.
    var subject: CharacterPairs
    var unit: Unit
    var isCompletion: Bool
    /// The budget it speaks of may be called 全年预算 as well: its table has one budget only.
    var takesRevised: Bool
    var base: ShareBase?
  }

  /// What is written behind a slot.
  enum Unit: Equatable {
    case money, percent, visits
    /// The first character of another unit, where there is one.
    case count(Unicode.Scalar?)

    private static let known: [(words: String, unit: Unit)] = [("万元", .money), ("%", .percent), ("人次", .visits)]

    init(_ text: String) {
      self = Self.known.first { text.begins(with: $0.words) }?.unit ?? .count(text.unicodeScalars.first)
    }
  }

  let pattern: SectionPattern
  let slots: [Slot]
  /// By sentence; empty where it does not repeat.
  let members: [[SlotMember]]
  /// By sentence, whether the name of its member stands in its words.
  private let isNaming: [Bool]
  /// Which budget the whole section is about.
  let fund: Int?

  init(_ pattern: SectionPattern, form: Form, filing: Filing) {
    self.pattern = pattern
    slots = pattern.slots.map { slot in
      let words = LeadWords(slot.words.unicodeScalars, limit: 24)
      return Slot(
        pattern: slot, words: words, subject: words.subject, unit: Unit(slot.unit),
        isCompletion: slot.words.has("完成") || slot.words.has("执行率"),
        takesRevised: slot.syntax.tables.contains { table in
          form.table(table).map { index in
            form.tables[index].blocks.contains { $0.columns.contains { $0.dimension.contains("全年预算数") } }
          } ?? false
        }, base: ShareBase(Array(slot.words.unicodeScalars)))
    }
    fund = pattern.titles.lazy.compactMap { LeadWords.fund(Array($0.unicodeScalars)) }.first
    isNaming = pattern.sentences.indices.map { sentence in
      pattern.slots.contains { $0.sentence == sentence && $0.isNamed }
    }
    members = pattern.sentences.map { $0.members.map { Self.members($0, form, filing) } ?? [] }
  }

  /// Whether two slots, of different wordings of a sentence, state the same.
  func isSame(_ one: Int, _ other: Int?) -> Bool {
    guard let other, slots.indices.contains(other) else { return false }
    return slots[one].pattern.role == slots[other].pattern.role
      && slots[one].pattern.syntax == slots[other].pattern.syntax
  }

  private static func members(_ members: SentencePattern.Members, _ form: Form, _ filing: Filing) -> [SlotMember] {
    switch members {
    case .level(let table, let level): return rows(of: table, level: level, form, filing)
    case .range(let table, let first, let last):
      guard let index = form.table(table), let block = form.tables[index].blocks.first, let from = block.row(first),
        let to = block.row(last), from <= to
      else { return [] }
      return block.rows[from...to].map { SlotMember(id: $0.id, names: names($0.keys)) }
    case .columns(let table, let except):
      guard let index = form.table(table), let block = form.tables[index].blocks.first else { return [] }
      return block.columns.filter { $0.id != except }.map { SlotMember(id: $0.id, names: names($0.keys)) }
    case .items(let table, let ids):
      guard let index = form.table(table), let block = form.tables[index].blocks.first else { return [] }
      return ids.map { id in
        let columns = block.columns.filter { $0.id.hasSuffix("." + id) }
        let titles = columns.flatMap { $0.label.split(separator: "·").suffix(1).map(String.init) }
        let keys = columns.flatMap(\.keys).filter { $0 != "小计" && $0 != "合计" }
        return SlotMember(id: id, names: names(Set(synonyms(titles, form) + keys)))
      }
    case .projects:
      return filing.tables.indices.compactMap { filling in
        guard form.tables[filing.tables[filling].form].collection != nil, let name = filing.tables[filling].name else {
          return nil
        }
        return SlotMember(id: String(filling), names: names([Label.key(name.text)]), filling: filling)
      }
    }
  }

  private static func synonyms(_ titles: [String], _ form: Form) -> [String] {
    titles + form.wording.entries.filter { titles.contains($0.composed) }.flatMap(\.others)
  }

  /// More rows than any department's table has; a bound for hostile ones.
  private static let mostRows = 2000

  private static func rows(of table: String, level: String, _ form: Form, _ filing: Filing) -> [SlotMember] {
    let names = table.split(separator: ".").map(String.init)
    guard let index = form.table(names[0]), let filling = filing.fillings(of: index).first,
      let block = names.count > 1 ? form.tables[index].block(names[1]) : 0,
      let classification = form.classifications["function"],
      let length = classification.levels.first(where: { $0.name == level })?.length
    else { return [] }
    let isClass = classification.levels.first?.length == length
    return filing.tables[filling].blocks[block].rows.prefix(mostRows).compactMap { row in
      guard let code = row.code, code.utf8.count == length else { return nil }
      let key = Label.key(row.name.text)
      let short = key.hasSuffix("支出") ? String(key.dropLast(2)) : key
      let former = isClass ? classification[code]?.formerNames.map { LeadWords.clean($0.name.unicodeScalars) } : nil
      return SlotMember(id: code, names: Self.names([key, short]), formerNames: former ?? [])
    }
  }

  private static func names(_ keys: Set<String>) -> [[Unicode.Scalar]] {
    keys.map { LeadWords.clean($0.unicodeScalars) }.filter { $0.count >= 2 }.sorted { $0.count > $1.count }
  }

  /// The member that a heading named. An account that the table lacks is one too.
  func member(_ id: String?, of sentence: Int) -> SlotMember? {
    if let known = members[sentence].first(where: { $0.id == id }) { return known }
    guard let id, !id.isEmpty, case .level? = pattern.sentences[sentence].members else { return nil }
    return SlotMember(id: id, names: [])
  }

  /// The member that some words name, of sentences that name theirs; others get it from a heading.
  func namedMember(of sentence: Int, in words: [Unicode.Scalar], at known: String?) -> SlotMember? {
    isNaming[sentence] ? member(of: sentence, in: words, at: known) : nil
  }

  /// The class of accounts that an amount is of by a name that its table does not use.
  func renamedMember(of sentence: Int, _ name: AccountName?) -> SlotMember? {
    guard let name, isNaming[sentence], case .level(_, "类")? = pattern.sentences[sentence].members else { return nil }
    return name.member(of: members[sentence])
  }

  /// The member of a sentence that some words name: the last one named, of several there the longest, of several that
  /// bear its name (行政运行) the one that the heading named.
  func member(of sentence: Int, in words: [Unicode.Scalar], at known: String? = nil) -> SlotMember? {
    var best: (end: Int, length: Int, member: SlotMember)?
    for member in members[sentence] {
      for name in member.names {
        guard let end = words.lastEnd(of: name) else { continue }
        let other = (best?.end ?? -1, best?.length ?? 0)
        if other < (end, name.count) || other == (end, name.count) && member.id == known {
          best = (end, name.count, member)
        }
      }
    }
    guard let best, !isListed(best.member, of: sentence, in: words[..<(best.end - best.length)]) else { return nil }
    return best.member
  }

  private static let joining = Set("和及与".unicodeScalars)

  /// Whether another member is named right before one: 因公出国（境）费和公务接待费 is neither of them.
  private func isListed(_ member: SlotMember, of sentence: Int, in before: ArraySlice<Unicode.Scalar>) -> Bool {
    var before = before
    if let last = before.last, Self.joining.contains(last) { before.removeLast() }
    return members[sentence].contains { other in
      other.id != member.id
        && other.names.contains { before.count >= $0.count && before.suffix($0.count).elementsEqual($0) }
    }
  }
}
