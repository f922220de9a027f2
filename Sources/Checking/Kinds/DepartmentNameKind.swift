import Documents
import Filings
import Forms

/// Titles and sentences call the department by one name.
///
/// Only what is plainly meant for the whole name is held against it: it begins and ends like it, and leaves some of it
/// out or exchanges a character or two. Short names, and bodies that the department works with, do not.
struct DepartmentNameKind: RuleKind {
  func check(_ rule: Rule, _ parameters: PackNode, in context: CheckContext) -> KindOutcome {
    let words = NameWords(parameters)
    let names = context.filing.departmentNames.map { (name: $0, key: words.key($0.text.text)) }
    guard let standard = standard(names.map(\.key), words, context) else { return .notApplicable("department") }
    var outcome = KindOutcome(holds: names.count { $0.key == standard })
    let slips = names.filter { Self.isMeant($0.key, for: standard) }
    for (key, places) in Dictionary(grouping: slips, by: \.key).sorted(by: { $0.key < $1.key }) {
      // At the head of a part, a name that leaves some of the department's out is another body's. A character that was
      // exchanged may be a slip of the pen, or the name of a body beside it.
      let isShorter = key.count < standard.count
      let isTitle = places.contains { $0.name.isTitle }
      outcome.findings.append(
        context.finding(
          rule, "kind.department_name", ["stated": key, "expected": standard, "count": String(places.count)],
          severity: isTitle && isShorter ? .error : .warning, stated: key, expected: standard,
          at: places.enumerated().map { context.location($1.name.text, $0 == 0 ? .culprit : .also) }))
    }
    outcome.findings += others(rule, names, standard, words, context)
    outcome.findings += headings(rule, standard, words, context)
    return outcome
  }

  /// Sentences on the accounts of another department: left over from its disclosure. One that the document names
  /// elsewhere as well is a unit of this one.
  private func others(
    _ rule: Rule, _ names: [(name: DepartmentName, key: String)], _ standard: String, _ words: NameWords,
    _ context: CheckContext
  ) -> [Finding] {
    let own = names.count { $0.name.isSubject && $0.key == standard }
    guard max(own, headers(standard, words, context)) >= Self.fewestMentions else { return [] }
    return Dictionary(grouping: names, by: \.key).sorted { $0.key < $1.key }.compactMap { key, mentions in
      guard mentions.contains(where: \.name.isSubject), mentions.count <= 2, words.isOther(key, than: standard),
        context.prose.count(where: { Label.contains(Label.compact($0.piece.text), key) }) <= mentions.count
      else { return nil }
      return context.finding(
        rule, "kind.department_name.other", ["stated": key, "expected": standard], severity: .warning, stated: key,
        expected: standard,
        at: mentions.enumerated().map { context.location($1.name.text, $0 == 0 ? .culprit : .also) })
    }
  }

  /// Tables above which another department stands, left over from its disclosure: 部门：某某局. Forms of projects name the
  /// bodies that carry them out.
  private func headings(_ rule: Rule, _ standard: String, _ words: NameWords, _ context: CheckContext) -> [Finding] {
    guard headers(standard, words, context) >= Self.fewestMentions else { return [] }
    let named = context.filing.tables.filter { context.form.tables[$0.form].collection == nil }
      .compactMap(\.header.department)
    return Dictionary(grouping: named) { words.key($0.text) }.sorted { $0.key < $1.key }.compactMap { key, places in
      guard places.count <= 2, words.isOther(key, than: standard),
        context.prose.count(where: { Label.contains(Label.compact($0.piece.text), key) }) <= places.count
      else { return nil }
      return context.finding(
        rule, "kind.department_name.other", ["stated": key, "expected": standard], severity: .warning, stated: key,
        expected: standard, at: places.enumerated().map { context.location($1, $0 == 0 ? .culprit : .also) })
    }
  }

  private static let fewestMentions = 3

  /// How many tables bear a name.
  private func headers(_ name: String, _ words: NameWords, _ context: CheckContext) -> Int {
    context.filing.tables.count { $0.header.department.map { words.key($0.text) } == name }
  }

  /// The name that the cover gives, if it stands elsewhere too; else the one that stands most often.
  private func standard(_ keys: [String], _ words: NameWords, _ context: CheckContext) -> String? {
    let counts = Dictionary(grouping: keys) { $0 }.mapValues(\.count)
    let most = counts.max { ($0.value, $1.key) < ($1.value, $0.key) }
    let cover = context.filing.department.map { words.key($0.text) }
    if let cover, counts[cover] ?? 0 >= 2, (counts[cover] ?? 0) * 2 >= most?.value ?? 0 { return cover }
    if let cover, headers(cover, words, context) >= Self.fewestMentions { return cover }
    guard let most, most.value >= 3, most.key.count >= 5 else { return nil }
    return most.key
  }

  static func isMeant(_ key: String, for standard: String) -> Bool {
    guard key != standard, key.prefix(2) == standard.prefix(2), key.suffix(2) == standard.suffix(2),
      !key.hasPrefix(standard), !key.hasSuffix(standard)
    else { return false }
    let (own, other) = (Array(key), Array(standard))
    if own.count == other.count {
      let exchanged = zip(own, other).filter { $0 != $1 }
      // 第一中学 and 第二中学 are two schools.
      return exchanged.count <= 2 && !exchanged.allSatisfy { $0.isNumber && $1.isNumber }
    }
    return own.count * 10 >= other.count * 6 && Label.abbreviates(key, standard)
  }
}

/// Words by which names of bodies are known, from the rule.
private struct NameWords {
  /// What stands behind a name and is none of it: 部门（单位）.
  let endings: [String]
  /// What names of bodies end in: 局, 委员会.
  let organs: [String]
  /// What stands before a name and makes the whole none: 根据.
  let prepositions: [String]

  init(_ parameters: PackNode) {
    func words(_ name: String) -> [String] { (parameters[name]?.items ?? []).compactMap(\.text) }
    (endings, organs, prepositions) = (words("endings"), words("organs"), words("prepositions"))
  }

  /// A name without what is none of it.
  func key(_ text: String) -> String {
    var key = Label.compact(text)
    while let ending = endings.first(where: { key.hasSuffix($0) }) { key.removeLast(ending.count) }
    return key
  }

  /// Whether a name is plainly that of another body.
  func isOther(_ key: String, than standard: String) -> Bool {
    key.count >= 5 && organs.contains(where: key.hasSuffix) && !prepositions.contains(where: key.hasPrefix)
      && !key.contains(standard) && !standard.contains(key) && !DepartmentNameKind.isMeant(key, for: standard)
      && !Label.abbreviates(key, standard)
  }
}
