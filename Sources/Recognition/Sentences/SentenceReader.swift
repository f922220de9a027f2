import Amounts
import Documents
import Filings
import Forms
import Parallel
import Texts

/// Reads the sentences of a document: which number states which fact of the form.
struct SentenceReader {
  let form: Form
  let filing: Filing
  let resolver: SlotResolver
  let patterns: [SectionPattern]
  let matcher: SlotMatcher
  private let ownName: OwnName
  var sections: SectionTracker
  var narrative = Narrative()

  var cursor: SentenceCursor?
  /// The member that the last heading named.
  var itemCursor: SentenceCursor?
  var passageNumber = 0
  /// Statements of the sentence that is being read: the outturn, and the budget.
  var final: Int?
  var budget: Int?
  /// By unit, the largest amount of the paragraph.
  private var largest: [MoneyUnit: Rational] = [:]
  /// What the amounts of the paragraph are that are no budgets, and whether it gave one that was not understood.
  private(set) var paragraphFigures: Set<CellReference> = []
  private(set) var hasUnexplainedAmount = false
  /// Whether the sentence gave a budget of another base than its table prints.
  private var isOtherBudget = false
  /// What the paragraph names at its head: 1.公务接待费。
  private var topic: Range<Int>?
  /// Of a number read last that says what outturn and budget differ by: both, where the sentence has given them.
  var difference: BudgetDifference?
  var lastChange: ChangeWord?
  var lastArrival: Arrival?
  /// The project that the beginning of the paragraph names.
  private var ownCursor: SentenceCursor?
  private let counting: CountingUnit
  private var otherYear: OtherYear
  /// Where the sentence was before something in brackets.
  private var beforeAside: (SentenceCursor?, Int?, Int?)?
  private var itemIndexes: [Int: ItemIndex] = [:]
  /// Heads of items anywhere in the document, by index of their passages.
  private let heads: [Int: ItemHeadReader.Head]
  /// Lists of the section, given so far in paragraphs of their own.
  private var listed: [[PrintedText]] = []
  /// Where the reason ends that the reader is in: its numbers speak of other things.
  var reasonEnd = 0
  /// Where the sentence begins that the reader is in, and the one before.
  private(set) var sentenceStart = 0
  private(set) var sentenceBefore = 0
  /// Where the reader's sentence begins that full stops bound.
  private var fullStart = 0

  static func read(_ prose: Prose, filing: Filing, form: Form) -> Narrative {
    let heads = ItemHeadReader.heads(of: prose.passages)
    let reader = SentenceReader(
      patterns: prose.patterns, heads: heads, counting: CountingUnit(of: prose.passages),
      otherYear: OtherYear(fiscal: filing.fiscalYear, in: prose.passages), form: form, filing: filing)
    return Parallel.map(reader.sections.stretches(of: prose.passages)) { stretch in
      var own = reader
      own.passageNumber = stretch.lowerBound
      for passage in prose.passages[stretch] { own.read(passage) }
      return own.narrative
    }.reduce(into: Narrative()) { $0.append($1) }
  }

  private init(
    patterns: [SectionPattern], heads: [Int: ItemHeadReader.Head], counting: CountingUnit, otherYear: OtherYear,
    form: Form, filing: Filing
  ) {
    self.form = form
    self.filing = filing
    self.patterns = patterns
    self.heads = heads
    self.counting = counting
    resolver = SlotResolver(form: form)
    ownName = OwnName(filing.department)
    self.otherYear = otherYear
    sections = SectionTracker(patterns: patterns, ownName: ownName)
    matcher = SlotMatcher(sections: Parallel.map(patterns) { SectionSlots($0, form: form, filing: filing) })
  }

  private mutating func read(_ passage: Passage) {
    passageNumber += 1
    let title = sections.enter(passage)
    if title != .none { (itemCursor, listed) = (nil, []) }
    if title == .whole { return }
    if isInSection, readHead(passage) { return }
    cursor = ownCursor ?? itemCursor
    final = nil
    budget = nil
    readQuantities(passage)
    ownCursor = nil
    if isInSection { readLists(passage) }
  }

  // MARK: Heads of items

  /// Reads …（类）…（款）…（项）, or the name of a project, at the head of a paragraph.
  ///
  /// - Returns: whether the passage is nothing but a head.
  private mutating func readHead(_ passage: Passage) -> Bool {
    if let head = heads[passageNumber - 1] { return enterItem(head, passage) }
    if !passage.isHeading { ownCursor = projectCursor(at: SentenceClauses.announced(passage.scalars), passage) }
    let isShort = passage.scalars.count <= 40
    guard passage.isHeading || isShort && Ordinal(startOf: passage.scalars.prefix(12)) != nil else { return false }
    let clean = LeadWords.clean(passage.scalars)
    var isHead = false
    for section in sections.open {
      for (sentence, pattern) in patterns[section].sentences.enumerated() where pattern.members == .projects {
        itemCursor = nil
        isHead = true
        let member = matcher.sections[section].member(of: sentence, in: clean) ?? abbreviated(clean, section, sentence)
        guard let member else { continue }
        itemCursor = SentenceCursor(section: section, sentence: sentence, member: member.id, slot: -1)
      }
    }
    return isHead && isShort
  }

  /// The project that the words before a paragraph's first colon name: 1.档案抢救项目自评综述：….
  private func projectCursor(at words: Range<Int>?, _ passage: Passage) -> SentenceCursor? {
    guard let words else { return nil }
    let clean = LeadWords.clean(passage.scalars[words])
    for section in sections.open {
      for (sentence, pattern) in patterns[section].sentences.enumerated() where pattern.members == .projects {
        guard let member = matcher.sections[section].member(of: sentence, in: clean) else { continue }
        return SentenceCursor(section: section, sentence: sentence, member: member.id, slot: -1)
      }
    }
    return nil
  }

  /// A project whose name the heading shortens or lengthens a little.
  private func abbreviated(_ words: [Unicode.Scalar], _ section: Int, _ sentence: Int) -> SlotMember? {
    let own = LeadWords(words, limit: 40)
    let near = matcher.sections[section].members[sentence].filter { member in
      member.names.contains { name in
        let other = LeadWords(name, limit: 40)
        let shared = own.pairs.countShared(with: other.pairs)
        return shared * 10 >= other.pairs.count * 8
      }
    }
    return Set(near.map { $0.names.first ?? [] }).count == 1 ? near.first : nil
  }

  private mutating func itemIndex(of table: Int) -> ItemIndex {
    if let known = itemIndexes[table] { return known }
    let own = filing.fillings(of: table).first
    let others = filing.tables.enumerated().filter { $0.offset != own }.flatMap { $0.element.blocks.flatMap(\.rows) }
    let index = ItemIndex(
      own.map { filing.tables[$0].blocks[0].rows } ?? [], others: own == nil ? [] : others,
      heads: Array(heads.values))
    itemIndexes[table] = index
    return index
  }

  private mutating func enterItem(_ head: ItemHeadReader.Head, _ passage: Passage) -> Bool {
    for section in sections.open.reversed() {
      for (sentence, pattern) in patterns[section].sentences.enumerated() {
        guard case .level(let table, "项")? = pattern.members, let index = form.table(table) else { continue }
        let items = itemIndex(of: index)
        let figures = outturns(passage, behind: head)
        let code =
          items.code(ofCopied: head, figures: figures) ?? items.code(of: head)
          ?? items.code(ofMisnamed: head, figures: figures)
          ?? items.code(ofLacking: head)
        narrative.items.append(
          ItemHead(
            text: passage.text(head.range), names: head.parts.compactMap { $0.map(passage.text) }, code: code,
            table: index,
            section: patterns[section].id, isComplete: pattern.isComplete))
        itemCursor = SentenceCursor(section: section, sentence: sentence, member: code ?? Self.unknownItem, slot: -1)
        return passage.scalars.count - head.range.upperBound <= 1
      }
    }
    return false
  }

  private static let outturn = Array("决算".unicodeScalars)

  /// Amounts that a passage gives as outturn, in 万元.
  private func outturns(_ passage: Passage, behind head: ItemHeadReader.Head) -> [Rational] {
    QuantityScanner.scan(passage.scalars).compactMap { quantity in
      guard quantity.unit == .money(.tenThousandYuan) else { return nil }
      if isRightBehind(head, quantity, passage) { return quantity.number.value }
      let lead = passage.scalars[max(0, quantity.digits.lowerBound - 8)..<quantity.digits.lowerBound]
      return lead.lastEnd(of: Self.outturn) == nil ? nil : quantity.number.value
    }
  }

  // MARK: Numbers

  private mutating func readQuantities(_ passage: Passage) {
    let quantities = QuantityScanner.scan(passage.scalars)
    largest = quantities.reduce(into: [:]) { largest, quantity in
      guard case .money(let unit) = quantity.unit, quantity.number.decimals > 0, !quantity.isBare else { return }
      largest[unit] = max(largest[unit] ?? .zero, quantity.number.value)
    }
    topic = itemCursor == nil ? SentenceClauses.topic(passage.scalars) : nil
    var next = 0
    var leads = LeadTracker(scalars: passage.scalars)
    var end = 0
    otherYear.begin()
    (sentenceStart, sentenceBefore, fullStart, reasonEnd) = (0, 0, 0, 0)
    (difference, lastChange, lastArrival) = (nil, nil, nil)
    (paragraphFigures, hasUnexplainedAmount) = ([], false)
    for clause in SentenceClauses.split(passage.scalars) {
      let gap = passage.scalars[end..<clause.lowerBound]
      if SentenceClauses.endsSentence(gap) { (sentenceBefore, sentenceStart) = (sentenceStart, clause.lowerBound) }
      if gap.contains("。") { leaveParts(passage.scalars[fullStart..<end], at: clause.lowerBound) }
      end = clause.upperBound
      enterReason(clause, passage)
      readStanding(clause, passage)
      while next < quantities.count, quantities[next].digits.lowerBound < clause.upperBound {
        let quantity = quantities[next]
        next += 1
        guard quantity.unit != .apart else {
          narrative.setApart += 1
          continue
        }
        let lead = leads.lead(of: quantity, sentence: sentenceStart)
        switch leads.aside {
        case .begins: beforeAside = (cursor, final, budget)
        case .ended:
          if let before = beforeAside { (cursor, final, budget) = before }
          beforeAside = nil
        case .none: break
        }
        let known = narrative.statements.count
        read(quantity, lead: lead, passage)
        readTurn(quantity, lead, passage, isExplained: narrative.statements.count > known)
      }
      guard cursor != nil else { continue }
      readComparison(clause, passage)
      readReason(clause, passage)
    }
  }

  private mutating func read(_ quantity: Quantity, lead: Range<Int>, _ passage: Passage) {
    let words = passage.scalars[lead]
    // A sentence that begins in a paragraph with a topic, and names no other, speaks of it.
    let topical = topic.flatMap { topic in
      lead.lowerBound == sentenceStart && topic.upperBound <= lead.lowerBound && LeadWords(words).subject.isEmpty
        ? topic : nil
    }
    let context = ownName.removed(from: topical.map { (passage.scalars[$0] + words)[...] } ?? own(lead, passage))
    let isInReason = quantity.digits.lowerBound < reasonEnd
    let told = LeadRole(words, unit: quantity.unit)
    if let other = otherYear.found(in: passage.scalars[sentenceStart..<lead.upperBound], lead: words, role: told) {
      leaveUnexplained(quantity, passage)
      if other == .sentence { forgetSentence() }
      return
    }
    if mayBeOfSeveral(told, lead, passage) || isTooCoarse(quantity) {
      leaveUnexplained(quantity, passage)
      forgetSentence()
      return
    }
    if readDifference(lead, quantity, passage) || readHeadAmount(quantity, lead, told, passage) { return }
    guard isInSection, itemCursor?.member != Self.unknownItem,
      let role = told, !isInReason || role.kind != .change && role.kind != .growth,
      let match = matcher.best(
        quantity, role: role, lead: context, at: isInReason ? nil : cursor, among: sections.open,
        isItem: heads[passageNumber - 1] != nil,
        parts: SlotMatcher.Parts(given: statedFigure, part: part, figure: figure)),
      !isAboutForeigners(quantity, match, passage), let meaning = meaning(of: match)
    else {
      if !isInReason, readAbout(quantity, lead, passage) { return }
      leaveUnexplained(quantity, passage)
      // What follows an amount that was not understood may be about it.
      if case .money = quantity.unit, !isInReason { forgetSentence() }
      return
    }
    if match.cursor.section != cursor?.section || match.cursor.sentence != cursor?.sentence
      || match.cursor.member != cursor?.member
    {
      (final, budget, isOtherBudget) = (nil, nil, false)
    }
    cursor = match.cursor
    noteName(match, passage)
    let slot = matcher.sections[match.cursor.section].slots[match.cursor.slot]
    if case .figure(let cell) = meaning, slot.words.stage == .budget {
      isOtherBudget = isOfOtherBudget(cell, self.cell(quantity, passage).number ?? quantity.number, words)
    }
    if isOtherBudget, slot.words.stage == .budget || role.kind == .completion {
      leaveUnexplained(quantity, passage)
      return
    }
    if case .figure = meaning {
      if slot.words.stage == .budget {
        budget = narrative.statements.count
      } else if case .money = quantity.unit {
        final = narrative.statements.count
        if case .figure(let cell) = meaning { paragraphFigures.insert(cell) }
      }
    }
    add(meaning, role, quantity, lead, passage)
  }

  /// 7.29亿元 stands for amounts too far apart to be held against a table in 万元.
  private func isTooCoarse(_ quantity: Quantity) -> Bool {
    guard case .money(let unit) = quantity.unit else { return false }
    return unit != .yuan && unit != .tenThousandYuan
  }

  private func isRightBehind(_ head: ItemHeadReader.Head, _ quantity: Quantity, _ passage: Passage) -> Bool {
    head.range.upperBound <= quantity.digits.lowerBound
      && !passage.scalars[head.range.upperBound..<quantity.digits.lowerBound].contains(
        where: \.properties.isIdeographic)
  }

  /// 住房公积金（项）268.65万元: the amount right behind the head of an item is its outturn.
  private mutating func readHeadAmount(
    _ quantity: Quantity, _ lead: Range<Int>, _ role: LeadRole?, _ passage: Passage
  ) -> Bool {
    guard let item = itemCursor, item.member != Self.unknownItem, let head = heads[passageNumber - 1],
      case .money = quantity.unit, let role, isRightBehind(head, quantity, passage)
    else { return false }
    let section = matcher.sections[item.section]
    let slot = section.slots.firstIndex { slot in
      slot.pattern.sentence == item.sentence && slot.pattern.role == .figure && slot.unit == .money
        && slot.words.stage != .budget
    }
    guard let slot else { return false }
    let own = SentenceCursor(section: item.section, sentence: item.sentence, member: item.member, slot: slot)
    let match = SlotMatcher.Match(cursor: own, member: section.member(item.member, of: item.sentence), score: 0)
    guard let meaning = meaning(of: match) else { return false }
    (cursor, final, budget) = (own, narrative.statements.count, nil)
    add(meaning, role, quantity, lead, passage)
    return true
  }

  /// Behind a sentence that told parts (其中：…；公务接待费3.02万元。) one that names nothing (支出决算比上年增加) may be of any of
  /// them, or of the whole.
  private mutating func leaveParts(_ sentence: ArraySlice<Unicode.Scalar>, at next: Int) {
    if sentence.lastEnd(of: Self.parts) != nil { (cursor, final, budget) = (ownCursor ?? itemCursor, nil, nil) }
    fullStart = next
  }

  /// What follows is not about what the sentence gave so far.
  mutating func forgetSentence() { (cursor, final, budget) = (nil, nil, nil) }

  /// Adds a statement of the sentence that the reader is in.
  mutating func add(
    _ meaning: Statement.Meaning, _ role: LeadRole, _ quantity: Quantity, _ lead: Range<Int>, _ passage: Passage
  ) {
    guard let cursor else { return }
    narrative.statements.append(
      Statement(
        meaning: meaning, direction: role.direction,
        directionWord: role.word.map {
          passage.text((lead.lowerBound + $0.lowerBound)..<(lead.lowerBound + $0.upperBound))
        },
        number: cell(quantity, passage), measure: measure(quantity.unit),
        words: passage.text(
          SentenceClauses.clauseStart(of: quantity, lead: lead, passage.scalars)..<quantity.whole.upperBound),
        section: patterns[cursor.section].id, group: group(cursor), passage: passageNumber))
  }

  mutating func leaveUnexplained(_ quantity: Quantity, _ passage: Passage) {
    if case .money = quantity.unit { hasUnexplainedAmount = true }
    narrative.unexplained.append(
      UnexplainedNumber(text: passage.text(quantity.whole), isInSection: isInSection, passage: passageNumber))
  }

  var isInSection: Bool { !sections.open.isEmpty }

  /// Whether the number read last is a budget.
  var endsInBudget: Bool { budget.map { $0 == narrative.statements.count - 1 } ?? false }

  /// The outturn and the budget of the sentence that the reader is in.
  var statedFigures: (final: CellReference, budget: CellReference)? {
    guard cursor != nil, let final, let budget, case .figure(let one) = narrative.statements[final].meaning,
      case .figure(let other) = narrative.statements[budget].meaning
    else { return nil }
    return (one, other)
  }

  /// What is printed of them.
  var statedNumbers: (final: Rational, budget: Rational)? {
    guard statedFigures != nil, let final, let budget, let one = narrative.statements[final].number.number,
      let other = narrative.statements[budget].number.number
    else { return nil }
    return (one.value, other.value)
  }

  /// The amount that the sentence gave last and that is no budget.
  var statedFigure: CellReference? {
    guard cursor != nil, let final, case .figure(let cell) = narrative.statements[final].meaning else { return nil }
    return cell
  }

  /// What a share is a share of.
  private func part(_ match: SlotMatcher.Match) -> CellReference? {
    guard case .ratio(.divide(.cell(let part), _))? = meaning(of: match) else { return nil }
    return part
  }

  /// What a figure is.
  private func figure(_ match: SlotMatcher.Match) -> CellReference? {
    guard case .figure(let cell)? = meaning(of: match) else { return nil }
    return cell
  }

  /// The member of a paragraph whose item no table has: its figures are nobody's.
  private static let unknownItem = ""

  /// Guests from abroad are counted apart: 外宾接待支出0万元。共接待来访团组0个，0人次.
  private func isAboutForeigners(_ quantity: Quantity, _ match: SlotMatcher.Match, _ passage: Passage) -> Bool {
    guard case .count = quantity.unit else { return false }
    let slot = matcher.sections[match.cursor.section].slots[match.cursor.slot]
    if slot.words.isForeign { return false }
    return [sentenceStart, sentenceBefore].contains { begin in
      let head = passage.scalars[begin..<min(begin + 8, passage.scalars.count)]
      return LeadWords.isForeign(head)
    }
  }

  func group(_ cursor: SentenceCursor) -> String {
    patterns[cursor.section].sentences[cursor.sentence].id + (cursor.member.map { "." + $0 } ?? "")
  }

  private func measure(_ unit: Quantity.Unit) -> Measure {
    switch unit {
    case .money: .amount
    case .percent: .percent
    case .count(let unit): .count(unit: String(unit.unicodeScalars.first.map(String.init) ?? ""))
    case .apart: .text
    }
  }

  /// The number as a cell, amounts in 万元 whatever the sentence counts in.
  private func cell(_ quantity: Quantity, _ passage: Passage) -> FilledCell {
    let printed = passage.text(quantity.digits)
    var number = quantity.number
    if case .money(let unit) = quantity.unit {
      number.decimals = counting.decimals(number, quantity.isBare ? counting.usual : unit, among: largest)
    }
    return FilledCell(printed.text, value: .number(number), span: printed.span)
  }

  private func meaning(of match: SlotMatcher.Match) -> Statement.Meaning? {
    let section = matcher.sections[match.cursor.section]
    let slot = section.slots[match.cursor.slot].pattern
    let variable = section.pattern.sentences[slot.sentence].variable
    let expression: Expression?
    if let filling = match.member?.filling {
      expression = resolver.expression(
        slot.syntax, project: variable, table: filing.tables[filling].form, filling: filling)
    } else {
      expression = resolver.expression(slot.syntax, binding: variable, to: match.member?.id)
    }
    guard let expression else { return nil }
    switch (slot.role, expression) {
    case (.figure, .cell(let cell)): return .figure(cell)
    case (.ratio, .divide): return .ratio(expression)
    case (.change, .cell(let cell)): return .change(of: cell)
    case (.growth, .cell(let cell)): return .growth(of: cell)
    default: return nil
    }
  }

  // MARK: Words

  private mutating func readComparison(_ clause: Range<Int>, _ passage: Passage) {
    guard let cursor, let found = ComparisonWords.read(passage.scalars[clause]) else { return }
    // What speaks of a comparison that the paragraph has not made is not about its figures.
    guard final != nil || itemCursor == cursor else { return }
    narrative.comparisons.append(
      Comparison(
        relation: found.relation, base: found.base, words: passage.text(found.range), final: final, budget: budget,
        passage: passageNumber))
  }

  /// The lists of a section stand in one paragraph, or each in one of its own.
  private mutating func readLists(_ passage: Passage) {
    let lists = sections.open.flatMap { patterns[$0].lists }
    guard !lists.isEmpty else { return }
    let found = NameListReader.read(passage).map { $0.map(passage.text) }
    guard !found.isEmpty else { return }
    listed = found.count == lists.count ? found : listed + found
    guard listed.count == lists.count else { return }
    for (names, list) in zip(listed, lists) {
      guard let rows = resolver.rows(list.rows) else { continue }
      narrative.lists.append(NameList(names: names, rows: rows))
    }
    listed = []
  }
}
