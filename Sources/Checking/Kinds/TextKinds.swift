import Amounts
import Documents
import Evaluation
import Filings
import Forms
import Texts

/// Words that must not be left in a published text: placeholders of the template, personal data, years cut short.
struct WordingKind: RuleKind {
  func check(_ rule: Rule, _ parameters: PackNode, in context: CheckContext) -> KindOutcome {
    let words = ForbiddenWords((parameters["forbid"]?.items ?? []).compactMap(\.text))
    let shapes = ForbiddenShapes(
      (parameters["patterns"]?.items ?? []).compactMap { $0.text.flatMap { TextPattern(rawValue: $0) } })
    var found: [PrintedText] = []
    for prose in context.prose {
      found += words.places(in: prose).map(prose.text)
      found += shapes.places(in: prose.piece.text, isCell: false).map(prose.text)
    }
    for cell in context.cells {
      for range in shapes.places(in: cell.text, isCell: true) {
        found.append(PrintedText(String(scalars: Array(cell.text.unicodeScalars)[range]), cell.span(ofScalars: range)))
      }
    }
    guard !found.isEmpty else { return KindOutcome(holds: context.prose.count) }
    let quotes = found.prefix(5).map(\.text).joined(separator: context.catalog("list.separator"))
    return KindOutcome(
      findings: [
        context.finding(
          rule, "kind.wording.\(rule.id)", ["words": quotes, "count": String(found.count)], stated: quotes,
          at: found.enumerated().map { context.location($1, $0 == 0 ? .culprit : .also) })
      ])
  }
}

/// Words that no published text has, and where they stand, with brackets of any width.
struct ForbiddenWords {
  private let finder: WordFinder

  init(_ words: [String]) {
    finder = WordFinder(words)
  }

  func places(in prose: Prose) -> [Range<Int>] {
    finder.places(in: prose.scalars.map(Self.wide)).values.joined().filter { !Self.isInsideWord(prose.scalars, $0) }
      .sorted { ($0.lowerBound, $0.upperBound) < ($1.lowerBound, $1.upperBound) }
  }

  private static func wide(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    switch scalar {
    case "(": "（"
    case ")": "）"
    default: scalar
    }
  }

  /// `XX` inside a longer Latin word or code is no placeholder.
  private static func isInsideWord(_ scalars: [Unicode.Scalar], _ range: Range<Int>) -> Bool {
    func isLatin(_ scalar: Unicode.Scalar) -> Bool { scalar.isASCII && scalar.properties.isAlphabetic }
    guard isLatin(scalars[range.lowerBound]) else { return false }
    let before =
      range.lowerBound > 0 && isLatin(scalars[range.lowerBound - 1])
      && scalars[range.lowerBound - 1] != scalars[range.lowerBound]
    let after =
      range.upperBound < scalars.count && isLatin(scalars[range.upperBound])
      && scalars[range.upperBound] != scalars[range.lowerBound]
    return before || after
  }
}

/// Shapes that no published text has, and where they stand.
struct ForbiddenShapes {
  private let shapes: [TextPattern]
  private let fewestDigits: Int?

  init(_ shapes: [TextPattern]) {
    self.shapes = shapes
    fewestDigits = shapes.compactMap(\.fewestDigits).min()
  }

  /// Ranges of scalars.
  func places(in text: String, isCell: Bool) -> [Range<Int>] {
    // Most texts have no such number, which their bytes tell at once.
    let hasDigits = fewestDigits.map { Self.hasRun(ofDigits: $0, in: text) } ?? false
    let possible = shapes.filter { ($0.fewestDigits == nil ? isCell : hasDigits) && $0.mayStand(in: text) }
    guard !possible.isEmpty else { return [] }
    let scalars = Array(text.unicodeScalars)
    return possible.flatMap { $0.matches(in: scalars) }
  }

  private static func hasRun(ofDigits count: Int, in text: String) -> Bool {
    guard text.utf8.count >= count else { return false }
    var run = 0
    for byte in text.utf8 {
      run = (0x30...0x39).contains(byte) ? run + 1 : 0
      if run == count { return true }
    }
    return false
  }
}

/// Shapes of text that packs name.
enum TextPattern: String {
  /// Eighteen characters of an identity card.
  case identity
  /// Eleven digits of a mobile phone.
  case mobile
  /// Sixteen to nineteen digits of a bank account.
  case account
  /// A cell of nothing but dots.
  case dots
  /// 202年度: a fiscal year that lacks a digit.
  case shortYear = "short_year"

  /// Digits in a row that it has at least; nil where it has none.
  var fewestDigits: Int? {
    switch self {
    case .dots: nil
    case .shortYear: 3
    case .mobile: 11
    case .account: 16
    case .identity: 17
    }
  }

  /// What else the bytes of a text tell.
  func mayStand(in text: String) -> Bool {
    switch self {
    // Neither a digit nor a Chinese character.
    case .dots: text.utf8.first.map { !(0x30...0x39).contains($0) && !(0xE4...0xE9).contains($0) } ?? false
    case .shortYear: text.has("年度")
    case .mobile, .account, .identity: true
    }
  }

  func matches(in scalars: [Unicode.Scalar]) -> [Range<Int>] {
    if self == .dots {
      let isDots = scalars.allSatisfy { $0 == "." || $0 == "…" || $0 == "．" || $0 == "·" }
      return isDots && scalars.count >= 3 ? [0..<scalars.count] : []
    }
    return digitRuns(scalars).filter { range in
      let digits = scalars[range]
      if isOfDocument(scalars[..<range.lowerBound]) { return false }
      switch self {
      case .identity:
        return digits.count == 18
          && (digits.dropFirst(6).starts(with: "19".unicodeScalars)
            || digits.dropFirst(6).starts(with: "20".unicodeScalars))
      case .mobile:
        return digits.count == 11 && digits.first == "1"
          && digits.dropFirst().first.map { ("3"..."9").contains($0) } ?? false
      case .account: return (16...19).contains(digits.count) && digits.last != "X"
      case .shortYear:
        return digits.count == 3 && digits.starts(with: "20".unicodeScalars)
          && scalars[range.upperBound...].drop { $0.isSpace }.starts(with: "年度".unicodeScalars)
      case .dots: return false
      }
    }
  }

  /// Words before numbers that are no person's: 监督索引号53….
  private static let ofDocuments = ["索引号", "编号", "编码", "代码", "文号"].map { Array($0.unicodeScalars) }

  private func isOfDocument(_ before: ArraySlice<Unicode.Scalar>) -> Bool {
    let words = before.suffix(8).filter { !$0.isSpace && $0 != "：" && $0 != ":" }
    return Self.ofDocuments.contains { words.suffix($0.count).elementsEqual($0) }
  }

  /// Runs of digits by themselves, with a final X.
  private func digitRuns(_ scalars: [Unicode.Scalar]) -> [Range<Int>] {
    var runs: [Range<Int>] = []
    var start: Int?
    for (index, scalar) in scalars.enumerated() {
      if ("0"..."9").contains(scalar) {
        start = start ?? index
      } else if let begin = start {
        let isX = (scalar == "X" || scalar == "x") && index - begin == 17
        runs.append(begin..<(isX ? index + 1 : index))
        start = nil
      }
    }
    if let begin = start { runs.append(begin..<scalars.count) }
    return runs
  }
}

/// A phrase written twice in a row: 主要原因是：主要原因是：
struct RepeatedWordsKind: RuleKind {
  func check(_ rule: Rule, _ parameters: PackNode, in context: CheckContext) -> KindOutcome {
    var outcome = KindOutcome()
    for prose in context.prose where !prose.isContents {
      if let range = Self.repetition(prose.scalars) {
        let text = prose.text(range)
        outcome.findings.append(
          context.finding(
            rule, "kind.repeated_words", ["words": text.text], stated: text.text,
            at: [context.location(text, section: prose.section)]))
      } else {
        outcome.holds += 1
      }
    }
    return outcome
  }

  private static func isSeparator(_ scalar: Unicode.Scalar) -> Bool { "、，；：。（）,;:()".unicodeScalars.contains(scalar) }

  /// Four to twenty characters that follow themselves at once, most of them Chinese.
  private static func repetition(_ scalars: [Unicode.Scalar]) -> Range<Int>? {
    guard scalars.count >= 8 else { return nil }
    for length in 4...20 where scalars.count >= 2 * length {
      var run = 0
      for index in length..<scalars.count {
        run = scalars[index] == scalars[index - length] ? run + 1 : 0
        guard run >= length else { continue }
        let start = index - 2 * length + 1
        let words = scalars[start..<start + length]
        // 预算数为0万元，决算数为0万元 repeats nothing by mistake.
        if words.contains(where: { ("0"..."9").contains($0) }) { continue }
        // 离休费、退休费、退职费 names three things: of a list, whole items must be repeated.
        if words.contains(where: isSeparator), start > 0, !isSeparator(scalars[start - 1]) { continue }
        if words.count(where: { $0.properties.isIdeographic }) * 3 >= length * 2, Set(words).count >= 3 {
          return start..<(index + 1)
        }
      }
    }
    return nil
  }
}

/// A project declared secret has no published self-evaluation.
struct SecretProjectKind: RuleKind {
  func check(_ rule: Rule, _ parameters: PackNode, in context: CheckContext) -> KindOutcome {
    let marks = (parameters["marks"]?.items ?? []).compactMap(\.text)
    var outcome = KindOutcome()
    for (index, prose) in context.prose.enumerated() where prose.scalars.count <= 120 {
      guard marks.contains(where: { Label.contains(prose.piece.text, $0) }) else { continue }
      // The project is named here, by the heading above, or on a short line that stands for one.
      let above = index > 0 ? context.prose[index - 1] : nil
      let title = above.flatMap { $0.scalars.count <= 60 ? Label.key($0.piece.text) : nil } ?? ""
      let names = [Label.key(prose.section), title, Label.key(prose.piece.text)].joined(separator: "\n")
      let disclosed = context.filing.tables.filter { table in
        guard let name = table.name.map({ Label.key($0.text) }), name.unicodeScalars.count >= 4 else { return false }
        return names.contains(name)
      }
      if disclosed.isEmpty { outcome.holds += 1 }
      for table in disclosed {
        guard let name = table.name else { continue }
        outcome.findings.append(
          context.finding(
            rule, "kind.secret_project", ["name": name.text, "mark": prose.whole.text], stated: name.text,
            at: [context.location(name), context.location(prose.whole, .also, section: prose.section)]))
      }
    }
    if outcome.findings.isEmpty, outcome.holds == 0 { return .notApplicable("no_secret") }
    return outcome
  }
}

/// Fields below the tables are filled: 填表人, 填报日期, 联系电话, 单位负责人签字.
struct SignatureKind: RuleKind {
  func check(_ rule: Rule, _ parameters: PackNode, in context: CheckContext) -> KindOutcome {
    let labels = (parameters["labels"]?.items ?? []).compactMap(\.text)
    var blanks: [PrintedText] = []
    var names: [String] = []
    var filled = 0
    for prose in context.prose {
      for (index, label) in labels.enumerated() {
        guard let at = prose.scalars.firstIndex(of: label) else { continue }
        let start = at + label.unicodeScalars.count
        guard start < prose.scalars.count, prose.scalars[start] == "：" || prose.scalars[start] == ":" else { continue }
        let rest = prose.scalars[(start + 1)...]
        let end =
          labels.indices.filter { $0 != index }.compactMap { prose.scalars.firstIndex(of: labels[$0], from: start) }
          .min() ?? prose.scalars.count
        if rest[..<max(start + 1, end)].allSatisfy({ $0.properties.isWhitespace || $0 == "_" }) {
          blanks.append(prose.text(at..<(start + 1)))
          if !names.contains(label) { names.append(label) }
        } else {
          filled += 1
        }
      }
    }
    guard !blanks.isEmpty else { return filled == 0 ? .notApplicable("signature") : KindOutcome(holds: filled) }
    return KindOutcome(
      findings: [
        context.finding(
          rule, "kind.signature", ["labels": names.joined(separator: context.catalog("list.separator"))],
          at: blanks.enumerated().map { context.location($1, $0 == 0 ? .culprit : .also) })
      ], holds: filled)
  }
}

/// Terms that the tables use are explained.
struct GlossaryKind: RuleKind {
  func check(_ rule: Rule, _ parameters: PackNode, in context: CheckContext) -> KindOutcome {
    guard let start = context.start(of: "名词解释") else { return .notApplicable("glossary") }
    let text = context.prose[start...].prefix(120).map { Label.compact($0.piece.text) }.joined(separator: "\n")
    var outcome = KindOutcome()
    var missing: [String] = []
    for term in context.form.glossary {
      guard isUsed(term, context) else { continue }
      if Label.contains(text, Label.compact(term.term)) { outcome.holds += 1 } else { missing.append(term.term) }
    }
    if !missing.isEmpty {
      outcome.findings = [
        context.finding(
          rule, "kind.glossary", ["terms": missing.joined(separator: context.catalog("list.separator"))],
          at: [context.location(context.prose[start].whole)])
      ]
    }
    return outcome
  }

  private func isUsed(_ term: GlossaryTerm, _ context: CheckContext) -> Bool {
    guard let condition = term.condition else { return true }
    do throws(Unknown) {
      return try context.sheet.evaluator.truth(condition, Scope())
    } catch {
      return false
    }
  }
}

/// Dates of approval and publication; a document alone does not have them.
struct DeadlineKind: RuleKind {
  func check(_ rule: Rule, _ parameters: PackNode, in context: CheckContext) -> KindOutcome {
    .notApplicable("dates")
  }
}
