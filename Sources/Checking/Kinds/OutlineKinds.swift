import Amounts
import Documents
import Filings
import Forms
import Texts

/// Parts of the document and sections of the narrative are there, by their titles.
struct SectionKind: RuleKind {
  func check(_ rule: Rule, _ parameters: PackNode, in context: CheckContext) -> KindOutcome {
    let body = context.filing.outline.filter { !$0.isContents }
    guard body.count >= 5 else { return .notApplicable("outline") }
    if context.document.isWorkbook, !context.prose.contains(where: \.isNarrative) { return .notApplicable("workbook") }
    var headings = TitleSet(
      body.map(\.text.text) + context.prose.filter { $0.isHeading && !$0.isContents }.map(\.piece.text))
    var outcome = KindOutcome()
    for id in parameters["of"]?.items.compactMap(\.text) ?? [] {
      let titles = titles(of: id, context.form)
      guard let first = titles.first else { continue }
      let topics = context.form.sections.first { $0.id == id }?.topics ?? []
      if titles.contains(where: { headings.has(Label.key($0)) }) || headings.has(topics: topics) {
        outcome.holds += 1
      } else {
        outcome.findings.append(context.finding(rule, "kind.section", ["title": first], at: []))
      }
    }
    return outcome
  }

  private func titles(of id: String, _ form: Form) -> [String] {
    if let part = form.outline.first(where: { $0.id == id }) {
      return ([part.title] + part.otherTitles).filter { !$0.contains("{") }
    }
    return form.sections.first { $0.id == id }.map { [$0.title] + $0.otherTitles } ?? []
  }
}

/// Titles of a document, for looking one up that may be worded a little differently.
struct TitleSet {
  private let keys: [String]
  /// Up to the first full stop or colon. Like the pairs, made when some title is not there word for word.
  private lazy var beginnings = keys.map { String($0.unicodeScalars.prefix { !"。:：".unicodeScalars.contains($0) }) }
  private lazy var pairs = keys.map { CharacterPairs($0.unicodeScalars) }

  init(_ titles: [String]) {
    keys = titles.map(Self.key)
  }

  /// Whether some title is these words, holds them, or shares at least seven in ten pairs of neighbouring characters.
  mutating func has(_ key: String) -> Bool {
    if keys.contains(where: { Label.contains($0, key) }) { return true }
    let own = CharacterPairs(key.unicodeScalars)
    return pairs.contains { other in
      let fewer = min(own.count, other.count)
      return fewer >= 2 && own.countShared(with: other) * 10 >= 7 * fewer
    }
  }

  /// Whether some title is about one of some topics; （三）国有资产。截至… begins with its title.
  mutating func has(topics: [String]) -> Bool {
    beginnings.contains { SectionPattern.isTitle($0, about: topics) }
  }

  /// A title without ordinal, and without the dots and page number that follow it in a table of contents.
  static func key(_ text: String) -> String { Label.withoutPage(Label.key(text)) }
}

/// What the table of contents lists is in the body.
struct ContentsKind: RuleKind {
  func check(_ rule: Rule, _ parameters: PackNode, in context: CheckContext) -> KindOutcome {
    let contents = context.filing.outline.filter { $0.isContents && $0.ordinal != nil }
    guard !contents.isEmpty else { return .notApplicable("contents") }
    let blocks = Set(contents.map(\.block))
    var body = TitleSet(
      context.prose.filter { !$0.isContents && !blocks.contains($0.block) && $0.scalars.count <= 80 }
        .flatMap { $0.piece.text.split(separator: "\n").map(String.init) })
    var outcome = KindOutcome()
    for entry in contents {
      let key = TitleSet.key(entry.text.text)
      guard !key.isEmpty else { continue }
      if entry.ordinal?.style == .part || body.has(key) {
        outcome.holds += 1
      } else {
        outcome.findings.append(
          context.finding(rule, "kind.contents", ["title": entry.text.text], at: [context.location(entry.text)]))
      }
    }
    return outcome
  }
}

/// Tables come in the order in which the table of contents lists them.
struct OutlineOrderKind: RuleKind {
  func check(_ rule: Rule, _ parameters: PackNode, in context: CheckContext) -> KindOutcome {
    let titles = context.form.tables.enumerated().flatMap { index, table in
      table.isPrinted && table.collection == nil
        ? ([table.title] + table.otherTitles).map { (Label.key($0), index) } : []
    }
    let listed = context.filing.outline.filter(\.isContents).compactMap { entry -> (table: Int, entry: OutlineEntry)? in
      let key = TitleSet.key(entry.text.text)
      return titles.filter { context.form.furniture.names(key, title: $0.0) }.max { $0.0.count < $1.0.count }.map {
        ($0.1, entry)
      }
    }
    guard listed.count >= 3 else { return .notApplicable("contents") }
    let printed = context.filing.tables.map(\.form)
    let order = listed.filter { printed.contains($0.table) }
    let positions = order.compactMap { item in printed.firstIndex(of: item.table) }
    for index in positions.indices.dropFirst() where positions[index] < positions[index - 1] {
      let entry = order[index].entry
      return KindOutcome(
        findings: [context.finding(rule, "kind.order", ["title": entry.text.text], at: [context.location(entry.text)])])
    }
    return KindOutcome(holds: 1)
  }
}

/// Numbers of headings and items go 1, 2, 3 at each level.
struct NumberingKind: RuleKind {
  func check(_ rule: Rule, _ parameters: PackNode, in context: CheckContext) -> KindOutcome {
    var walker = NumberingWalker()
    for entry in context.filing.outline where !entry.isContents { walker.visit(entry) }
    var outcome = KindOutcome(holds: walker.steps)
    for slip in walker.slips where !isUnnumberedPart(slip, context) {
      let id = "kind.numbering.\(slip.kind.rawValue)"
      outcome.findings.append(
        context.finding(
          rule, id, ["before": mark(slip.before), "after": mark(slip.entry)], stated: mark(slip.entry),
          expected: slip.expected.map { String($0) },
          at: [context.location(slip.entry.text), context.location(slip.before.text, .also)]))
    }
    return outcome
  }

  /// Whether the part that seems to be missing stands there with its title alone: 2024年度部门决算表 between 第一部分 and
  /// 第三部分.
  private func isUnnumberedPart(_ slip: NumberingWalker.Slip, _ context: CheckContext) -> Bool {
    guard slip.kind == .gap, slip.entry.ordinal?.style == .part, let value = slip.entry.ordinal?.value,
      let last = slip.before.ordinal?.value, value == last + 2, context.form.outline.indices.contains(last)
    else { return false }
    let part = context.form.outline[last]
    let titles = ([part.title] + part.otherTitles).filter { !$0.contains("{") }.map(Label.key)
    return context.prose.contains { prose in
      guard prose.block > slip.before.block, prose.block < slip.entry.block, prose.scalars.count <= 60 else {
        return false
      }
      let key = Label.key(prose.piece.text)
      return titles.contains { key.hasSuffix($0) }
    }
  }

  /// The ordinal as printed.
  private func mark(_ entry: OutlineEntry) -> String {
    String(scalars: Array(entry.text.text.unicodeScalars).prefix(entry.ordinal?.length ?? 0))
  }
}

/// Walks the outline and keeps the running number of each level.
struct NumberingWalker {
  enum Kind: String {
    case gap, repeated, nested
  }

  struct Slip {
    var kind: Kind
    var entry: OutlineEntry
    var before: OutlineEntry
    var expected: Int?
  }

  private(set) var slips: [Slip] = []
  private(set) var steps = 0
  /// For each style the sequences under way, the innermost last. A style used again inside itself starts a new one.
  private var open: [Ordinal.Style: [OutlineEntry]] = [:]

  private static let ranks: [Ordinal.Style] = [
    .part, .chinese, .chineseInBrackets, .arabic, .arabicInBrackets, .circled,
  ]

  mutating func visit(_ entry: OutlineEntry) {
    guard let ordinal = entry.ordinal, let rank = Self.ranks.firstIndex(of: ordinal.style) else {
      // A heading without a number begins something new.
      if entry.level != nil { open = [:] }
      return
    }
    for style in Self.ranks[(rank + 1)...] { open[style] = nil }
    steps += 1
    var sequence = open.removeValue(forKey: ordinal.style) ?? []
    defer { open[ordinal.style] = sequence }
    guard let last = sequence.last, let lastValue = last.ordinal?.value else {
      sequence = [entry]
      return
    }
    if ordinal.value == lastValue + 1 {
      sequence[sequence.count - 1] = entry
    } else if let outer = sequence.dropLast().lastIndex(where: { $0.ordinal?.value == ordinal.value - 1 }) {
      // The outer sequence goes on: what lay between used the same marks one level down.
      slips.append(Slip(kind: .nested, entry: entry, before: last, expected: nil))
      sequence.removeSubrange((outer + 1)...)
      sequence[outer] = entry
    } else if ordinal.value == 1 {
      sequence.append(entry)
    } else if ordinal.value == lastValue {
      slips.append(Slip(kind: .repeated, entry: entry, before: last, expected: lastValue + 1))
      sequence[sequence.count - 1] = entry
    } else if ordinal.value > lastValue {
      slips.append(Slip(kind: .gap, entry: entry, before: last, expected: lastValue + 1))
      sequence[sequence.count - 1] = entry
    } else {
      sequence[sequence.count - 1] = entry
    }
  }
}

/// Annexes are numbered from 1, and each label stands before the first table of its annex.
struct AttachmentKind: RuleKind {
  func check(_ rule: Rule, _ parameters: PackNode, in context: CheckContext) -> KindOutcome {
    let labels = context.prose.compactMap { prose -> (number: Int, text: PrintedText, block: Int)? in
      let text = Label.compact(prose.piece.text)
      guard text.hasPrefix("附件"), text.count <= 5, let number = Int(text.dropFirst(2).filter { $0 != ":" }) else {
        return nil
      }
      return (number, PrintedText(prose.piece.text, prose.piece.span), prose.block)
    }
    guard !labels.isEmpty else { return .notApplicable("annexes") }
    var problems: [PrintedText] = []
    var reasons: [String] = []
    for (index, label) in labels.enumerated() {
      let expected = index == 0 ? 1 : labels[index - 1].number + 1
      if label.number != expected {
        problems.append(label.text)
        reasons.append(
          context.catalog("kind.attachment.order", ["number": String(label.number), "expected": String(expected)]))
      }
      if let late = late(label.block, context) {
        problems.append(label.text)
        reasons.append(context.catalog("kind.attachment.late", ["number": String(label.number), "table": late]))
      }
    }
    guard !problems.isEmpty else { return KindOutcome(holds: labels.count) }
    return KindOutcome(
      findings: [
        context.finding(
          rule, "kind.attachment", ["reasons": reasons.joined(separator: context.catalog("list.separator"))],
          at: problems.enumerated().map { context.location($1, $0 == 0 ? .culprit : .also) })
      ])
  }

  /// The table's title when a table of the same form stands before the label already.
  private func late(_ block: Int, _ context: CheckContext) -> String? {
    let tables = context.filing.tables
    guard let next = tables.first(where: { $0.block > block }), let before = tables.last(where: { $0.block < block }),
      next.form == before.form
    else { return nil }
    return context.form.tables[next.form].title
  }
}
