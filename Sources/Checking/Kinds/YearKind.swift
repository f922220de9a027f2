import Amounts
import Documents
import Filings
import Forms
import Texts

/// Years that are neither the fiscal year nor a comparison with another.
///
/// Only `2023年度` at the head of a title or a sentence, or before what the form says of the fiscal year itself
/// (部门, 财政拨款, 收、支 …), is held against the document; dates, numbers of documents and cohorts are not.
struct YearKind: RuleKind {
  func check(_ rule: Rule, _ parameters: PackNode, in context: CheckContext) -> KindOutcome {
    guard let fiscal = context.filing.fiscalYear else { return .notApplicable("year") }
    var outcome = KindOutcome()
    for prose in context.prose {
      for mention in Self.mentions(prose.scalars) {
        guard mention.year != fiscal else {
          outcome.holds += 1
          continue
        }
        let isTitle = prose.isHeading || prose.isContents
        if isWrongComparison(mention, prose, fiscal) {
          let text = prose.text(mention.start..<mention.end)
          outcome.findings.append(
            context.finding(
              rule, "kind.year.comparison", ["stated": text.text, "last": String(fiscal - 1)], stated: text.text,
              expected: text.text.replacing(String(mention.year), with: String(fiscal - 1)),
              at: [context.location(text, section: prose.section)]))
          continue
        }
        if isWrongYearEnd(mention, prose, fiscal, parameters) {
          let text = prose.text(mention.start..<mention.end)
          outcome.findings.append(
            context.finding(
              rule, "kind.year.dated", ["stated": text.text, "fiscal": String(fiscal)], severity: .warning,
              stated: text.text, expected: text.text.replacing(String(mention.year), with: String(fiscal)),
              at: [context.location(text, section: prose.section)]))
          continue
        }
        if mention.year == fiscal + 1, isOfNextBudget(mention, prose, parameters) { continue }
        guard mention.isFiscal, isTitle ? isOfTitle(mention, prose, context) : isSubject(mention, prose, parameters)
        else { continue }
        outcome.findings.append(
          finding(rule, prose.text(mention.start..<mention.end), mention.year, fiscal, prose.section, context))
      }
    }
    outcome.findings += labels(rule, fiscal, context)
    return outcome
  }

  /// Whether the year begins a title, or stands behind the department's name in one.
  private func isOfTitle(_ mention: Mention, _ prose: Prose, _ context: CheckContext) -> Bool {
    if mention.start <= 8 { return true }
    let before = Label.compact(String(scalars: prose.scalars[..<mention.start]))
    return context.filing.department.map { before.hasSuffix(Label.compact($0.text)) } ?? false
  }

  private func finding(
    _ rule: Rule, _ text: PrintedText, _ year: Int, _ fiscal: Int, _ section: String, _ context: CheckContext,
    severity: Finding.Severity? = nil
  ) -> Finding {
    context.finding(
      rule, "kind.year", ["stated": text.text, "fiscal": String(fiscal)], severity: severity, stated: text.text,
      expected: text.text.replacing(String(year), with: String(fiscal)), at: [context.location(text, section: section)])
  }

  struct Mention {
    var year: Int
    var start: Int
    var end: Int
    /// Written 年度, not 年.
    var isFiscal: Bool
  }

  /// Years in a text, blanks between digits and 年 allowed.
  static func mentions(_ scalars: [Unicode.Scalar]) -> [Mention] {
    var mentions: [Mention] = []
    var index = 0
    while index + 4 < scalars.count {
      guard scalars[index] == "2", scalars[index + 1] == "0",
        let year = Int(String(scalars: scalars[index..<index + 4])),
        index == 0 || !("0"..."9").contains(scalars[index - 1])
      else {
        index += 1
        continue
      }
      var end = index + 4
      while end < scalars.count, scalars[end].properties.isWhitespace { end += 1 }
      guard end < scalars.count, scalars[end] == "年" else {
        index += 4
        continue
      }
      let isFiscal = end + 1 < scalars.count && scalars[end + 1] == "度"
      mentions.append(Mention(year: year, start: index, end: end + (isFiscal ? 2 : 1), isFiscal: isFiscal))
      index = end
    }
    return mentions
  }

  /// Whether the year is what the sentence is about, and not what it compares with.
  private func isSubject(_ mention: Mention, _ prose: Prose, _ parameters: PackNode) -> Bool {
    func words(_ name: String) -> [String] { (parameters[name]?.items ?? []).compactMap(\.text) }
    let before = String(scalars: prose.scalars[max(0, mention.start - 6)..<mention.start])
    let after = Label.compact(
      String(scalars: prose.scalars[mention.end..<min(prose.scalars.count, mention.end + 16)]))
    if words("comparisons").contains(where: { before.hasSuffix($0) }) { return false }
    if words("after").contains(where: { after.hasPrefix($0) }) { return false }
    return words("subjects").contains { after.hasPrefix($0) }
  }

  /// 2025年度“三公”经费预算安排 beside the outturn of 2024.
  private func isOfNextBudget(_ mention: Mention, _ prose: Prose, _ parameters: PackNode) -> Bool {
    let after = Label.compact(
      String(scalars: prose.scalars[mention.end..<min(prose.scalars.count, mention.end + 16)]))
    return (parameters["budgets"]?.items ?? []).compactMap(\.text).contains { Label.contains(after, $0) }
  }

  /// “与2022年度相比” in the narrative of 2024: the form compares with the year before.
  private func isWrongComparison(_ mention: Mention, _ prose: Prose, _ fiscal: Int) -> Bool {
    guard prose.isNarrative, mention.isFiscal, mention.year != fiscal - 1, mention.start > 0 else { return false }
    return prose.scalars[mention.start - 1] == "与" && prose.scalars[mention.end...].starts(with: "相比".unicodeScalars)
  }

  private static let yearEnd = Array("12月31日".unicodeScalars)
  /// What is there at a date is told not far behind it.
  private static let reach = 40

  /// 截至2023年12月31日，共有车辆3辆 in the narrative of 2024.
  private func isWrongYearEnd(_ mention: Mention, _ prose: Prose, _ fiscal: Int, _ parameters: PackNode) -> Bool {
    func words(_ name: String) -> [String] { (parameters[name]?.items ?? []).compactMap(\.text) }
    guard prose.isNarrative, !mention.isFiscal, mention.year == fiscal - 1 else { return false }
    let before = String(scalars: prose.scalars[max(0, mention.start - 6)..<mention.start])
    guard words("until").contains(where: { before.ends(in: $0) }) else { return false }
    let behind = prose.scalars[mention.end...].lazy.filter { !$0.isSpace }.prefix(Self.reach)
    guard behind.starts(with: Self.yearEnd) else { return false }
    let text = String(scalars: Array(behind))
    return words("dated").contains { text.has($0) }
  }

  /// Labels of the form that carry a year of their own: 楼堂馆所控制情况（2023年完工项目）.
  private func labels(_ rule: Rule, _ fiscal: Int, _ context: CheckContext) -> [Finding] {
    var findings: [Finding] = []
    for table in context.filing.tables {
      let form = context.form.tables[table.form]
      let keys = Set(form.blocks.flatMap { $0.rows.flatMap(\.keys) })
      guard form.collection == nil, context.document.blocks.indices.contains(table.block),
        case .table(let printed) = context.document.blocks[table.block]
      else { continue }
      for row in printed.rows {
        guard let cell = row.cells.first(where: { !$0.content.text.isEmpty }) else { continue }
        let scalars = Array(cell.content.text.unicodeScalars)
        guard let mention = Self.mentions(scalars).first(where: { $0.year != fiscal }) else { continue }
        let key = Label.key(cell.content.text)
        guard let open = key.firstIndex(of: "("), keys.contains(String(key[..<open])) else { continue }
        let text = PrintedText(
          String(scalars: scalars[mention.start..<mention.end]),
          cell.content.span(ofScalars: mention.start..<mention.end))
        findings.append(finding(rule, text, mention.year, fiscal, "", context, severity: .warning))
      }
    }
    return findings
  }
}
