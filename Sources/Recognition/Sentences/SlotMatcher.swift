import Filings
import Forms

/// Which sentence the reader is in, and how far.
struct SentenceCursor: Equatable {
  var section: Int
  var sentence: Int
  var member: String?
  var slot: Int
}

/// Finds the slot of the form that a number of the text fills.
struct SlotMatcher {
  let sections: [SectionSlots]

  struct Match {
    var cursor: SentenceCursor
    var member: SlotMember?
    var score: Int
    /// What the text calls the member, where its table calls it otherwise.
    var otherName: AccountName?
  }

  /// What is a share of something, for telling shares of one whole apart: 占政府采购支出总额的.
  struct Parts {
    /// The amount that the sentence gave last.
    var given: CellReference?
    /// The cell that a share of the form is a share of.
    var part: (Match) -> CellReference?
    /// The cell that a figure of the form is.
    var figure: (Match) -> CellReference?

    /// An amount speaks for the shares of its own, and against all others.
    func weight(_ part: CellReference?) -> Int {
      guard let part, let given else { return 0 }
      return part == given ? 40 : -70
    }
  }

  /// - Parameters:
  ///   - lead: the words before the number.
  ///   - candidates: the sections whose sentences may stand here.
  ///   - isItem: whether the paragraph is about one item; what its head says of the class names no class then.
  func best(
    _ quantity: Quantity, role: LeadRole, lead: ArraySlice<Unicode.Scalar>, at cursor: SentenceCursor?,
    among candidates: [Int], isItem: Bool, parts: Parts
  ) -> Match? {
    let focus = focus(lead)
    let words = LeadWords(focus, within: lead)
    let level = ItemHeadReader.level(in: focus)
    let clean = LeadWords.clean(Self.part(of: lead.suffix(60)))
    let account = role.kind == .figure && !isItem ? AccountName(lead) : nil
    // 公务用车加油费 is of the same cars as what is spent on running them, and something else.
    var ending = CharacterPairs()
    if case .money = quantity.unit, role.kind == .figure, !isItem, level == nil { ending = words.ending }
    let base = role.kind == .share ? ShareBase(Array(lead.suffix(60))) : nil
    var best: Match?
    // A share of which nothing says what it is a share of.
    var isOpen = false
    var bestPart: CellReference?
    for index in candidates {
      let section = sections[index]
      var named: [Int: SlotMember?] = [:]
      for (position, slot) in section.slots.enumerated() {
        guard fits(slot, quantity, role, words), !words.isForeign || slot.words.isForeign,
          words.fund == nil || words.fund == slot.words.fund
            || words.fund == section.fund || base != nil, base?.agrees(with: slot.base) ?? true
        else { continue }
        let sentence = slot.pattern.sentence
        if case .level(_, let own)? = section.pattern.sentences[sentence].members {
          // “行政事业单位医疗”（款） is not the item whose name it ends in.
          if isItem && own == "类" || level.map({ $0 != own }) ?? false { continue }
        }
        // Projects have names of their own, and people shorten them.
        let isProject = section.pattern.sentences[sentence].members == .projects
        let isHere = cursor.map { $0.section == index && $0.sentence == sentence } ?? false
        var member: SlotMember?
        var isRenamed = false
        if section.pattern.sentences[sentence].members != nil {
          let known = named[sentence] ?? section.namedMember(of: sentence, in: clean, at: cursor?.member)
          named[sentence] = .some(known)
          if slot.pattern.isNamed {
            member = known
            if known == nil, let other = section.renamedMember(of: sentence, account) {
              (member, isRenamed) = (other, true)
            }
            // The heading has named the project.
            if known == nil, isHere, isProject {
              member = section.member(cursor?.member, of: sentence)
            }
          } else if isHere, known == nil || known?.id == cursor?.member {
            member = section.member(cursor?.member, of: sentence)
          }
          guard member != nil else { continue }
        } else if level != nil {
          // An account that the table does not have is not the next best thing.
          continue
        }
        let goesOn = isHere && member?.id == cursor?.member
        let next = Match(
          cursor: SentenceCursor(section: index, sentence: sentence, member: member?.id, slot: position),
          member: member, score: 0, otherName: isRenamed ? account : nil)
        let isSame =
          goesOn && role.kind == .figure
          && (section.isSame(position, cursor?.slot) || parts.given.map { $0 == parts.figure(next) } ?? false)
        guard
          var score = score(
            slot, member, words, role, ending: isProject ? CharacterPairs() : ending, goesOn: goesOn,
            distance: isSame ? 0 : position - (cursor?.slot ?? 0))
        else { continue }
        let part = base.flatMap { $0.namesPart ? nil : parts.part(next) }
        score += parts.weight(part)
        if score > best?.score ?? 0 {
          best = next
          best?.score = score
          (bestPart, isOpen) = (part, false)
        } else if score == best?.score, let part, let bestPart, part != bestPart {
          isOpen = true
        }
      }
    }
    return isOpen ? nil : best
  }

  /// What says by itself of what the number is: behind a colon (…主要用于以下方面：教育支出) and behind the name of the
  /// department and the year (某某局2024年度收入总计).
  private func focus(_ lead: ArraySlice<Unicode.Scalar>) -> ArraySlice<Unicode.Scalar> {
    var focus = lead
    if let colon = lead.lastIndex(of: "：") { focus = enough(lead[(colon + 1)...]) ?? lead }
    if let year = focus.lastEnd(of: Self.year) { focus = enough(focus.dropFirst(year)) ?? focus }
    return focus
  }

  /// What a number is of where its words name a whole first: 公务用车运行维护费中，公务用车加油费 is not the whole.
  private static func part(of lead: ArraySlice<Unicode.Scalar>) -> ArraySlice<Unicode.Scalar> {
    guard let end = lead.lastEnd(of: within), end > within.count,
      lead[lead.startIndex + end - within.count - 1] != "其"
    else { return lead }
    return lead.dropFirst(end)
  }

  private static let within = Array("中，".unicodeScalars)

  private func enough(_ words: ArraySlice<Unicode.Scalar>) -> ArraySlice<Unicode.Scalar>? {
    words.first != "相" && LeadWords.clean(words).count >= Self.leastWords ? words : nil
  }

  private static let year = Array("年度".unicodeScalars)
  private static let leastWords = 4
  private static let leastSubject = 2
  private static let ownSubject = 4
  private static let again = 66
  /// Words as many as these, all alike, are no chance.
  private static let sure = 7

  /// Whether unit, role and stage agree.
  private func fits(_ slot: SectionSlots.Slot, _ quantity: Quantity, _ role: LeadRole, _ words: LeadWords) -> Bool {
    switch quantity.unit {
    case .money: if slot.unit != .money { return false }
    case .percent: if slot.unit != .percent { return false }
    case .count(let unit):
      // 人 and 人次 are two things; 万元/人 is a price.
      let unit = SectionSlots.Unit(unit)
      if slot.unit != unit || [.money, .percent, .count(nil)].contains(unit) { return false }
    case .apart: return false
    }
    switch (role.kind, slot.pattern.role) {
    case (.figure, .figure):
      if words.stage == .revised, slot.takesRevised { return slot.words.stage == .budget }
      return slot.words.stage == words.stage || slot.words.stage != .budget && words.stage == nil
        || slot.words.stage == nil && words.stage == .outturn
    case (.change, .change), (.growth, .growth): return words.stage != .budget && words.stage != .revised
    case (.share, .ratio): return !slot.isCompletion
    case (.completion, .ratio): return slot.isCompletion && (words.stage != .revised || slot.takesRevised)
    default: return false
    }
  }

  private func score(
    _ slot: SectionSlots.Slot, _ member: SlotMember?, _ words: LeadWords, _ role: LeadRole, ending: CharacterPairs,
    goesOn: Bool, distance: Int
  ) -> Int? {
    var own = slot.words
    if slot.pattern.isNamed, let names = member?.names,
      let name = names.first(where: { words.scalars.lastEnd(of: $0) != nil }) ?? names.first
    {
      own = LeadWords(name + Array(slot.words.scalars), limit: 30)
    }
    // What a heading names need not be named again, and projects have names of any kind.
    let isNamed = member == nil || slot.pattern.isNamed && member?.filling == nil
    if isNamed, !ending.isEmpty, ending.isDisjoint(with: own.pairs) { return nil }
    // Words that say nothing leave it to the order.
    let likeness =
      words.scalars.isEmpty
      ? (distance == 1 ? 100 : own.scalars.isEmpty && distance > 0 ? 60 : 0) : words.likeness(to: own)
    let order = !goesOn ? 0 : (1...2).contains(distance) ? 12 : (3...6).contains(distance) ? 6 : 0
    if goesOn {
      // What goes on names its measure only: 支出决算为, 比上年增加. What names something else is another's.
      let least = role.kind == .figure ? 34 : 0
      let subject = words.subject
      let shared = subject.countShared(with: own.pairs)
      let isOthers = subject.count >= Self.leastSubject && 2 * shared <= subject.count
      // What a sentence has given is given again only in much the same words; what is called otherwise is something
      // else: 收入总计100.00万元，其中：本年收入90.00万元; 购置公务用车0辆，共有公务用车5辆.
      if distance == 0, role.kind == .figure, likeness < Self.again { return nil }
      // 国有资产总额增加: what changed is named, and is nothing that the sentence spoke of.
      if role.direction != nil, subject.count >= Self.ownSubject, 4 * shared <= subject.count { return nil }
      return likeness >= least ? likeness + (isOthers ? 10 : 30) + order : nil
    }
    // What begins anew says of what it speaks: 下降 by itself is about something that was not understood.
    let shortest = role.kind == .figure ? 3 : slot.pattern.isNamed ? 4 : 6
    guard own.scalars.count >= shortest || own.scalars.count >= 2 && words.scalars == own.scalars,
      words.coverage(of: own) >= 55
    else { return nil }
    // What stands last before the number is what it is of: “三公”经费支出决算中，公务接待费.
    guard words.tail.isEmpty || 4 * words.tail.countShared(with: own.pairs) >= words.tail.count else { return nil }
    if !slot.pattern.isNamed {
      let subject = slot.subject
      guard !subject.isEmpty, 2 * subject.countShared(with: words.pairs) >= subject.count else { return nil }
    }
    let least = slot.pattern.isNamed ? 30 : 38
    guard likeness >= least else { return nil }
    // Word for word another sentence: what was begun does not go on.
    return likeness == 100 && own.scalars.count >= Self.sure ? likeness + 50 : likeness
  }
}
