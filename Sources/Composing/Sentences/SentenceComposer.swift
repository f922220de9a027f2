import Amounts
import Evaluation
import Filings
import Forms

/// Writes the sentences of a section from the facts, by the wordings and cases of the form.
package struct SentenceComposer {
  let composition: Composition
  let evaluator: Evaluator
  let resolver: SlotResolver
  private(set) var problems: [FactProblem] = []
  /// Keys of the texts that sentences asked for.
  private(set) var used: Set<String> = []
  /// Which cases were taken of the phrases in each sentence: `N07.overall.items change.down`.
  private(set) var taken: Set<String> = []
  /// How often something was not known.
  private var failures = 0

  private var form: Form { composition.form }
  private var filing: Filing { composition.filing }

  init(_ composition: Composition) {
    self.composition = composition
    evaluator = Evaluator(figures: Figures(form: composition.form, filing: composition.filing))
    resolver = SlotResolver(form: composition.form)
  }

  /// What a sentence is being written about.
  struct Context {
    /// `N05.items.items[2013201]`
    var key: String
    /// All sentences of the section, for those that stand inside others.
    var sentences: [SentenceForm]
    var variable = ""
    var member: Member?
    /// Position among the members, from 1.
    var number = 1
    /// What names in the wording stand for: parameters and definitions of phrases.
    var names: [String: Syntax] = [:]
    /// Shares that were made to add up to 100.00, by slot.
    var shares: [Syntax: String] = [:]
  }

  // MARK: Sections

  /// The paragraphs of a section or part of one.
  mutating func paragraphs(of section: SectionForm, key: String) -> [String] {
    var paragraphs: [String] = []
    let inner = Set(section.sentences.flatMap { Self.names(in: $0.wordings) })
    for sentence in section.sentences where sentence.isComposed && !inner.contains(sentence.id) {
      let context = Context(key: "\(key).\(sentence.id)", sentences: section.sentences)
      guard holds(sentence.condition, context) else { continue }
      let texts =
        sentence.each == nil
        ? [compose(sentence.wordings.first, context)]
        : sentence.startsParagraph ? members(of: sentence, context) : [joined(sentence, context)]
      for text in texts where !text.isEmpty {
        if let last = paragraphs.last, Self.isOpen(last), !sentence.startsParagraph {
          paragraphs[paragraphs.count - 1] = last + text
        } else {
          paragraphs.append(text)
        }
      }
    }
    return paragraphs
  }

  /// Sentences that end with a semicolon go on in the next.
  private static func isOpen(_ text: String) -> Bool { text.hasSuffix("；") || text.hasSuffix("，") }

  /// Names that the slots of wordings use by themselves.
  private static func names(in wordings: [Template]) -> [String] {
    wordings.prefix(1).flatMap(\.slots).compactMap { slot in
      if case .address(let address) = slot.syntax, address.steps.isEmpty { address.base } else { nil }
    }
  }

  private mutating func holds(_ condition: Syntax?, _ context: Context) -> Bool {
    guard let condition else { return true }
    return truth(condition, context)
  }

  // MARK: Members

  /// The members' sentences, each by itself.
  private mutating func members(of sentence: SentenceForm, _ outer: Context) -> [String] {
    guard let each = sentence.each, let kind = SlotCompiler.members(each.rows) else { return [] }
    let listed = Members(kind, composition, listsZeros: sentence.listsZeros).all
    let shares = shares(sentence, each.variable, listed, outer)
    return listed.enumerated().map { index, member in
      var context = outer
      context.key = "\(outer.key)[\(member.id)]"
      context.variable = each.variable
      context.member = member
      context.number = index + 1
      context.shares = shares.mapValues { $0[index] }
      return compose(sentence.wordings.first, context)
    }
  }

  private mutating func joined(_ sentence: SentenceForm, _ context: Context) -> String {
    members(of: sentence, context).joined(separator: sentence.join ?? "")
  }

  /// The printed shares of a breakdown, by slot, in the order of the members: where the parts are the whole, they add up
  /// to 100.00.
  private mutating func shares(
    _ sentence: SentenceForm, _ variable: String, _ members: [Member], _ outer: Context
  ) -> [Syntax: [String]] {
    var result: [Syntax: [String]] = [:]
    for slot in sentence.wordings.first?.slots ?? [] where slot.syntax.isQuotient && slot.syntax.priorArgument == nil {
      var context = outer
      context.variable = variable
      let values = members.map { member -> Rational in
        context.member = member
        if case .number(let interval)? = value(slot.syntax, context) { return interval.center }
        return .zero
      }
      if let shares = Shares.adding(up: values) { result[slot.syntax] = shares }
    }
    return result
  }

  // MARK: Wordings

  private mutating func compose(_ template: Template?, _ context: Context) -> String {
    guard let template else { return "" }
    var text = ""
    for (index, piece) in template.pieces.enumerated() {
      switch piece {
      case .words(let words): text += words
      case .options(let options): text += compose(chosen(options, context), context)
      case .slot(let syntax, _):
        text += slot(syntax, unit: Self.unit(after: index, in: template), context)
      }
    }
    return text.filter { $0 != " " && $0 != "\n" }
  }

  /// The first option that has room for words that were given; else the first that needs none, or the first. What nobody
  /// gave a figure for is not spoken of where it may be left out.
  private func chosen(_ all: [Template], _ context: Context) -> Template? {
    let told = all.filter { option in !option.slots.contains { isBlank($0.syntax, context) } }
    let options = told.isEmpty ? all : told
    func isGiven(_ option: Template) -> [Bool] {
      option.slots.compactMap { slot in
        guard case .address(let address) = slot.syntax, Self.freeTexts.contains(address.base) else { return nil }
        return composition.facts.texts["\(context.key).\(address.base)"] != nil
      }
    }
    return options.first { !isGiven($0).isEmpty && isGiven($0).allSatisfy { $0 } }
      ?? options.first { isGiven($0).allSatisfy { $0 } } ?? options.first
  }

  private func isBlank(_ syntax: Syntax, _ context: Context) -> Bool {
    guard case .cell(let cell)? = expression(syntax, context) else { return false }
    do throws(Unknown) {
      return filing[try evaluator.place(cell, Scope())]?.isBlank ?? true
    } catch {
      return false
    }
  }

  /// Stands where something is missing; a problem says what, so that none is ever published.
  package static let gap = "＿＿"

  static let freeTexts: Set<String> = ["reason", "purpose", "result"]

  private static func unit(after index: Int, in template: Template) -> String {
    guard index + 1 < template.pieces.count, case .words(let words) = template.pieces[index + 1] else { return "" }
    return words
  }

  private mutating func slot(_ syntax: Syntax, unit: String, _ context: Context) -> String {
    switch syntax {
    case .address(let address):
      if let text = text(of: address, context) { return text }
    case .call("list", let arguments, _):
      if case .comprehension(_, _, let rows)? = arguments.first { return list(rows) }
    case .call(let name, let arguments, _):
      if let phrase = form.phrases.first(where: { $0.name == name }) {
        return expand(phrase, arguments.map { $0.replacing(context.names) }, context)
      }
    default: break
    }
    if unit.hasPrefix("%"), let share = context.shares[syntax] { return share }
    return number(syntax, isPercent: unit.hasPrefix("%"), context)
  }

  /// Names of members, other sentences, and words that were given.
  private mutating func text(of address: Syntax.Address, _ context: Context) -> String? {
    if address.base == context.variable, let member = context.member, !address.steps.isEmpty,
      let text = member.text(address.steps)
    {
      return text
    }
    guard address.steps.isEmpty, context.names[address.base] == nil else { return nil }
    if let sentence = context.sentences.first(where: { $0.id == address.base }) {
      var inner = context
      inner.key = String(context.key[..<(context.key.lastIndex(of: ".") ?? context.key.endIndex)]) + "." + sentence.id
      return sentence.each == nil ? compose(sentence.wordings.first, inner) : joined(sentence, inner)
    }
    switch address.base {
    case "year": return String(composition.facts.head.year)
    case "department": return composition.facts.head.department
    case "n": return String(context.number)
    default: return given(address.base, context)
    }
  }

  /// Words that only people know: reasons, purposes.
  private mutating func given(_ name: String, _ context: Context) -> String {
    let key = "\(context.key).\(name)"
    used.insert(key)
    if let text = composition.facts.texts[key] { return text.hasSuffix("。") ? String(text.dropLast()) : text }
    problems.append(
      FactProblem("text", at: FactPlace(file: "texts.tsv"), ["key": key, "about": context.member?.name ?? ""]))
    return Self.gap
  }

  private mutating func expand(_ phrase: Phrase, _ arguments: [Syntax], _ context: Context) -> String {
    var context = context
    context.names = Dictionary(zip(phrase.parameters, arguments), uniquingKeysWith: { $1 })
    for definition in phrase.definitions { context.names[definition.name] = definition.value.replacing(context.names) }
    let before = failures
    for phraseCase in phrase.cases where phraseCase.condition.map({ truth($0, context) }) ?? true {
      taken.insert("\(context.key.prefix { $0 != "[" }) \(phrase.name).\(phraseCase.id)")
      return compose(phraseCase.wordings.first, context)
    }
    if failures == before { report("case", context, ["phrase": phrase.name]) }
    return Self.gap
  }

  private mutating func list(_ rows: Syntax) -> String {
    guard let set = resolver.rows(rows) else { return "" }
    do throws(Unknown) {
      let places = try evaluator.places(set, Scope())
      let filled = places.filter { filing[$0]?.number.map { $0.significand != 0 } ?? false }
      return filled.map { filing.row(at: $0).name.text }.joined(separator: "、")
    } catch {
      return ""
    }
  }

  // MARK: Values

  private mutating func number(_ syntax: Syntax, isPercent: Bool, _ context: Context) -> String {
    guard let value = value(syntax, context) else { return Self.gap }
    guard case .number(let interval) = value, !interval.center.isZero else { return isPercent ? "0.00" : "0" }
    if isPercent {
      do {
        return try (interval.center * Rational(100)).formatted(decimals: 2)
      } catch {
        report("overflow", context, [:])
        return ""
      }
    }
    return isCount(syntax, context)
      ? interval.center.formatted(limit: 6) : interval.center.formatted(decimals: form.precision)
  }

  private func isCount(_ syntax: Syntax, _ context: Context) -> Bool {
    guard case .cell(let cell)? = expression(syntax, context) else { return false }
    var row: Int?
    if case .fixed(let index) = cell.row { row = index }
    if case .amount = form.tables[cell.table].blocks[cell.block].measure(row: row, column: cell.column) { return false }
    return true
  }

  private func expression(_ syntax: Syntax, _ context: Context) -> Expression? {
    let syntax = syntax.replacing(context.names)
    if let filling = context.member?.filling {
      return resolver.expression(
        syntax, project: context.variable, table: filing.tables[filling].form, filling: filling)
    }
    return resolver.expression(syntax, binding: context.variable, to: context.member?.id)
  }

  /// - Returns: nil, with a problem reported, for what is not known.
  private mutating func value(_ syntax: Syntax, _ context: Context) -> Value? {
    guard let expression = expression(syntax, context) else {
      report("name", context, [:])
      return nil
    }
    return evaluated(expression, context) { sentence throws(Unknown) in
      try sentence.evaluator.value(sentence.withPriors(expression), Scope())
    }
  }

  private mutating func truth(_ syntax: Syntax, _ context: Context) -> Bool {
    let condition: Expression
    do throws(PackProblem) {
      condition = try resolver.condition(
        syntax.replacing(context.names), binding: context.variable, to: context.member?.id)
    } catch {
      report("name", context, [:])
      return false
    }
    let value = evaluated(condition, context) { sentence throws(Unknown) in
      Value.truth(try sentence.evaluator.truth(sentence.withPriors(condition), Scope()))
    }
    return value == .truth(true)
  }

  private mutating func evaluated(
    _ expression: Expression, _ context: Context, _ evaluate: (SentenceComposer) throws(Unknown) -> Value
  ) -> Value? {
    do throws(Unknown) {
      return try evaluate(self)
    } catch {
      if error.reason.id == "prior" {
        report("prior", context, ["address": error.reason.values["cell"] ?? ""])
      } else if error.reason.id == "blank" || error.reason.id == "row" {
        return .blank
      } else {
        report(
          "unknown", context,
          ["table": error.reason.values["table"] ?? "", "row": unknownRows(in: expression).joined(separator: "、")])
      }
      return nil
    }
  }

  /// The rows that an expression needs and nobody gave.
  private func unknownRows(in expression: Expression) -> [String] {
    TermCollector(evaluator: evaluator).cells(expression, Scope()).map(\.place).filter { filing[$0] == nil }.map {
      filing.row(at: $0).name.text
    }
  }

  /// The expression with last year's figures in it.
  private func withPriors(_ expression: Expression) -> Expression {
    expression.replacing(
      cell: { _ in nil },
      prior: { argument in
        guard case .cell(let cell) = argument else { return nil }
        do throws(Unknown) {
          return composition.priors[try evaluator.place(cell, Scope())].map(Expression.number)
        } catch {
          return nil
        }
      })
  }

  private mutating func report(_ id: String, _ context: Context, _ values: [String: String]) {
    failures += 1
    let file = id == "prior" ? "prior.tsv" : FactFolder.headName
    let values = values.merging(["sentence": context.key, "about": context.member?.name ?? ""]) { first, _ in first }
    let problem = FactProblem("sentence.\(id)", at: FactPlace(file: file), values)
    if !problems.contains(problem) { problems.append(problem) }
  }
}
