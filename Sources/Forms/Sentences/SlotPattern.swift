import Texts

/// A number that a sentence of the form states: the words before it, its unit, and what it must be equal to.
public struct SlotPattern: Sendable {
  public enum Role: Sendable, Hashable {
    /// An amount or count that a cell holds.
    case figure
    /// A share or a rate of completion.
    case ratio
    /// What a figure grew or shrank by since last year, and the rate of it.
    case change, growth
  }

  /// Index of its sentence in the section.
  public var sentence: Int
  /// The words since the slot before it, or since the sentence began.
  public var words: String
  /// The words that follow it.
  public var unit: String
  public var role: Role
  /// Of a change or its rate: the figure that changed.
  public var syntax: Syntax
  /// Whether the name of the member stands in its words.
  public var isNamed: Bool
}

/// Names of rows that a sentence lists: 主要包括办公费、印刷费….
public struct ListPattern: Sendable {
  public var words: String
  public var rows: Syntax
}

/// A sentence of the form taken apart for reading. Several sentences may state the same fact.
public struct SentencePattern: Sendable {
  public var id: String
  /// What it repeats over.
  public var members: Members?
  public var isComplete: Bool

  public enum Members: Sendable, Hashable {
    /// Rows of a table, or of a block of one (`T04.expenditure`): of a level, or from one fixed row to another.
    case level(table: String, level: String)
    case range(table: String, first: String, last: String)
    /// Columns of a table but for some.
    case columns(table: String, except: String)
    /// Members of the second dimension of a table.
    case items(table: String, ids: [String])
    /// Fillings of a form that is filled for each project.
    case projects
  }

  public var variable: String
}

/// A section, or a part of one, as numbers to look for.
public struct SectionPattern: Sendable {
  public var id: String
  /// Titles without 情况说明 and the like.
  public var titles: Set<String>
  /// Keys of words by which a title that is worded otherwise is known.
  public var topics: [String]
  public var sentences: [SentencePattern]
  public var slots: [SlotPattern]
  public var lists: [ListPattern]

  /// A title's key without the words that provinces leave out or add: 关于2021年度收入决算情况说明 is 收入决算.
  public static func titleKey(_ text: String) -> String {
    var key = Label.key(text)
    if key.hasPrefix("关于") { key.removeFirst(2) }
    key = withoutYear(key)
    guard !endings.contains(key), let ending = endings.first(where: { key.ends(in: $0) }) else { return key }
    return String(key.dropLast(ending.count))
  }

  private static let endings = ["情况说明", "情况", "说明"]
  private static let longestTitle = 120

  /// Whether the key of a line is a title about one of some topics, however it is worded:
  /// 一般公共预算安排的“三公”经费支出情况 is about 三公.
  public static func isTitle(_ key: String, about topics: [String]) -> Bool {
    guard !topics.isEmpty, key.utf8.count <= longestTitle,
      !key.unicodeScalars.contains(where: { "，,；;。".unicodeScalars.contains($0) })
    else { return false }
    let isWhole = endings.contains { key.ends(in: $0) }
    return topics.contains { Label.contains(key, $0) && (isWhole || key.count <= $0.count + wordsBeside) }
  }

  /// Characters beside a topic that make a title without any ending: 政府采购支出.
  private static let wordsBeside = 4

  /// 2021年度 or 2021年 at the start says of every title the same.
  private static func withoutYear(_ key: String) -> String {
    let scalars = key.unicodeScalars
    guard scalars.count > 5, scalars.prefix(4).allSatisfy({ ("0"..."9").contains($0) }) else { return key }
    let rest = key.dropFirst(4)
    guard rest.first == "年" else { return key }
    return String(rest.dropFirst(rest.dropFirst().first == "度" ? 2 : 1))
  }
}

/// Takes the sections of a form apart into numbers to look for.
public struct SlotCompiler {
  private let phrases: [String: Phrase]
  private var pattern: SectionPattern
  private var sentence = 0
  /// Names of what is not a number.
  private static let texts: Set<String> = ["n", "department", "year"]
  private static let units = ["万元", "人次", "批次", "台（套）", "%", "个", "辆", "分", "人"]

  public static func patterns(of form: Form) -> [SectionPattern] {
    let phrases = Dictionary(form.phrases.map { ($0.name, $0) }, uniquingKeysWith: { $1 })
    return form.sections.flatMap { section in
      [compile(section, id: section.id, phrases)]
        + section.parts.map { compile($0, id: section.id + "." + $0.id, phrases) }
    }
  }

  private static func compile(_ section: SectionForm, id: String, _ phrases: [String: Phrase]) -> SectionPattern {
    var compiler = SlotCompiler(
      phrases: phrases,
      pattern: SectionPattern(
        id: id, titles: Set(([section.title] + section.otherTitles).map(SectionPattern.titleKey)),
        topics: section.topics,
        sentences: [], slots: [], lists: []))
    for sentence in section.sentences { compiler.add(sentence, in: section) }
    return compiler.pattern
  }

  private init(phrases: [String: Phrase], pattern: SectionPattern) {
    self.phrases = phrases
    self.pattern = pattern
  }

  private mutating func add(_ form: SentenceForm, in section: SectionForm) {
    sentence = pattern.sentences.count
    pattern.sentences.append(
      SentencePattern(
        id: form.id, members: form.each.flatMap { Self.members($0.rows) }, isComplete: form.isComplete,
        variable: form.each?.variable ?? ""))
    let before = pattern.lists.count
    for wording in form.wordings {
      let known = pattern.lists.count
      var state = State()
      walk(wording, [:], &state)
      // Other wordings list the same names.
      if known > before { pattern.lists.removeLast(pattern.lists.count - known) }
    }
  }

  /// What was passed since the last slot.
  private struct State {
    var words = ""
    var isNamed = false
    /// Right behind a slot: the words begin with its unit.
    var follows = false
  }

  private mutating func walk(_ template: Template, _ names: [String: Syntax], _ state: inout State) {
    for (index, piece) in template.pieces.enumerated() {
      switch piece {
      case .words(let words): pass(words, &state)
      case .options(let options):
        // The composed wording is what a text is likely to be near to; slots count wherever they stand.
        let chosen = options.first { !$0.slots.isEmpty } ?? options.first { !$0.words.isEmpty }
        if let chosen { walk(chosen, names, &state) }
      case .slot(let syntax, _):
        add(syntax, names, unit: Self.words(after: index, in: template), &state)
      }
    }
  }

  private func pass(_ words: String, _ state: inout State) {
    var words = words
    if state.follows, let unit = Self.units.first(where: words.hasPrefix) { words.removeFirst(unit.count) }
    state.follows = false
    state.words += words
    let scalars = state.words.unicodeScalars
    if let end = scalars.lastIndex(where: { $0 == "。" || $0 == "；" }) {
      state = State(words: String(scalars[scalars.index(after: end)...]))
    }
  }

  private static func words(after index: Int, in template: Template) -> String {
    guard index + 1 < template.pieces.count else { return "" }
    switch template.pieces[index + 1] {
    case .words(let words): return String(words.prefix(4))
    case .options(let options): return String((options.first?.words ?? "").prefix(4))
    case .slot: return ""
    }
  }

  private mutating func add(_ syntax: Syntax, _ names: [String: Syntax], unit: String, _ state: inout State) {
    switch syntax {
    case .call("list", let arguments, _):
      if case .comprehension(_, _, let rows)? = arguments.first {
        pattern.lists.append(ListPattern(words: state.words, rows: rows))
      }
      state = State()
      return
    case .call(let name, let arguments, _):
      if let phrase = phrases[name] { return expand(phrase, arguments.map { $0.replacing(names) }, &state) }
    case .address(let address):
      if case .member(let last, _)? = address.steps.last, ["name", "label", "title"].contains(last) {
        state.isNamed = true
        return
      }
      if address.steps.isEmpty, names[address.base] == nil {
        // Free text, or another sentence of the section, which is taken apart by itself.
        if !Self.texts.contains(address.base) { state = State() }
        return
      }
    default: break
    }
    append(syntax.replacing(names), unit: unit, state)
    state = State()
    state.follows = true
  }

  private mutating func append(_ syntax: Syntax, unit: String, _ state: State) {
    if case .binary(.subtract, .address(let address), .number, _) = syntax, address.base == "year" { return }
    let prior = syntax.priorArgument
    let role: SlotPattern.Role =
      prior == nil ? (syntax.isQuotient ? .ratio : .figure) : (syntax.isQuotient ? .growth : .change)
    // 完成预算{a}万元的{b}%: the words stand before the amount, here as in a text.
    let words = state.words == "的" ? (pattern.slots.last?.words ?? "") + "万元的" : state.words
    let slot = SlotPattern(
      sentence: sentence, words: words, unit: unit, role: role, syntax: prior ?? syntax, isNamed: state.isNamed)
    let isKnown = pattern.slots.contains {
      $0.sentence == slot.sentence && $0.words == slot.words && $0.unit == slot.unit && $0.role == role
        && $0.syntax == slot.syntax
    }
    if !isKnown { pattern.slots.append(slot) }
  }

  private mutating func expand(_ phrase: Phrase, _ arguments: [Syntax], _ state: inout State) {
    var names = Dictionary(zip(phrase.parameters, arguments), uniquingKeysWith: { $1 })
    for definition in phrase.definitions { names[definition.name] = definition.value.replacing(names) }
    for wording in phrase.cases.flatMap(\.wordings) {
      var own = state
      walk(wording, names, &own)
    }
    state = State()
    state.follows = true
  }

  // MARK: Members

  /// Reads `T05[level 类]`, `T04.expenditure[classes]`, `assets[ministerial..other]`, `T02 columns except total`, `T09 item [a, b]`, `projects`.
  package static func members(_ text: String) -> SentencePattern.Members? {
    let words = text.split(whereSeparator: { " [],".contains($0) }).map(String.init)
    guard let table = words.first else { return nil }
    if words.count == 1 { return table == "projects" ? .projects : nil }
    switch words[1] {
    case "level": return words.count > 2 ? .level(table: table, level: words[2]) : nil
    case "classes": return .level(table: table, level: "类")
    case "columns": return .columns(table: table, except: words.last ?? "")
    case "item": return .items(table: table, ids: Array(words.dropFirst(2)))
    default:
      guard let dots = words[1].firstRange(of: "..") else { return nil }
      return .range(
        table: table, first: String(words[1][..<dots.lowerBound]), last: String(words[1][dots.upperBound...]))
    }
  }
}
