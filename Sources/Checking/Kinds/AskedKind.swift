import Amounts
import Documents
import Filings
import Forms
import Texts

/// Counts that the form asks for beside an expense, and that the document gives nowhere: 公务用车保有量 where cars were run.
///
/// A count is taken to be given where a paragraph has its words and a number in its unit, however it is worded.
struct AskedKind: RuleKind {
  func check(_ rule: Rule, _ parameters: PackNode, in context: CheckContext) -> KindOutcome {
    guard let form = parameters["of"]?.text.flatMap(context.form.table),
      let filling = context.filing.fillings(of: form).first,
      context.prose.contains(where: { $0.isNarrative && !$0.isContents && isTitle($0, parameters) })
    else { return .notApplicable("statements") }
    let tables = Set(context.filing.tables.map(\.form)).count
    guard tables >= PresentKind.fewestTables else { return .notApplicable("extract", ["count": String(tables)]) }
    let due = (parameters["counts"]?.entries ?? []).map(\.value).filter { count in
      count.text("beside").map { isSpent($0, filling, context) } ?? false
    }
    guard !due.isEmpty else { return .notApplicable("blank") }
    let texts = texts(of: context)
    let missing = due.filter { !isGiven($0, texts, context) }
    guard !missing.isEmpty else { return KindOutcome(holds: due.count) }
    let names = missing.compactMap { $0.text("title") }.joined(separator: context.catalog("list.separator"))
    return KindOutcome(
      findings: [
        context.finding(
          rule, "kind.asked", ["counts": names], expected: names, at: locations(missing, parameters, context))
      ], holds: due.count - missing.count)
  }

  /// The last paragraphs that tell of the expenses, where the counts belong; else the title of the section.
  private func locations(_ missing: [PackNode], _ parameters: PackNode, _ context: CheckContext) -> [Location] {
    let narrative = context.prose.filter { $0.isNarrative && !$0.isContents }
    let told = missing.compactMap { count -> Prose? in
      let words = (count["words"]?.items ?? []).compactMap(\.text)
      return narrative.last { prose in
        prose.scalars.firstIndex(of: "万元") != nil && words.contains { prose.scalars.firstIndex(of: $0) != nil }
      }
    }
    let places = told.isEmpty ? narrative.first { isTitle($0, parameters) }.map { [$0] } ?? [] : told
    var blocks: Set<Int> = []
    return places.filter { blocks.insert($0.block).inserted }.enumerated().map { index, prose in
      context.location(prose.whole, index == 0 ? .culprit : .also, section: prose.section)
    }
  }

  /// Whether a paragraph has a word and a number of a unit of the count, or a table its label.
  private func isGiven(_ count: PackNode, _ texts: [[Unicode.Scalar]], _ context: CheckContext) -> Bool {
    // What a sentence states is another rule's, zero or not.
    if count.text("fact").map({ isStated($0, context) }) ?? false { return true }
    func list(_ name: String) -> [String] { (count[name]?.items ?? []).compactMap(\.text) }
    let (words, labels) = (list("words"), list("labels"))
    let units = list("units").map { Array($0.unicodeScalars) }
    let isSaid = texts.contains { text in
      words.contains { text.firstIndex(of: $0) != nil }
        && text.indices.contains { index in
          isNumber(text[..<index]) && units.contains { text[index...].starts(with: $0) }
        }
    }
    return isSaid || context.cells.contains { cell in labels.contains { Label.contains(cell.text, $0) } }
  }

  /// Whether a sentence states a row of a sheet: quantities.guests.
  private func isStated(_ fact: String, _ context: CheckContext) -> Bool {
    let names = fact.split(separator: ".").map(String.init)
    guard names.count == 2, let table = context.form.table(names[0]),
      let row = context.form.tables[table].blocks.first?.row(names[1])
    else { return false }
    return context.filing.narrative.statements.contains { statement in
      guard case .figure(let cell) = statement.meaning, case .fixed(row) = cell.row else { return false }
      return cell.table == table
    }
  }

  /// Paragraphs without blanks, each that a page broke with the beginning of the next.
  private func texts(of context: CheckContext) -> [[Unicode.Scalar]] {
    let all = context.prose.filter { !$0.isContents }.map { $0.scalars.filter { !$0.isSpace } }
    return all.indices.map { index in
      let isWhole = all[index].last.map(Self.ends.contains) ?? true
      return all[index] + (isWhole || index + 1 == all.count ? [] : all[index + 1].prefix(Self.continuation))
    }
  }

  private static let ends = Set("。；：！".unicodeScalars)
  private static let continuation = 30

  private static let numerals = Set("一二两三四五六七八九十".unicodeScalars)

  /// Whether some text ends in a number other than zero: there was expenditure.
  private func isNumber(_ text: ArraySlice<Unicode.Scalar>) -> Bool {
    guard let last = text.last else { return false }
    guard ("0"..."9").contains(last) else { return Self.numerals.contains(last) }
    return last != "0" || text.dropLast().last.map { ("0"..."9").contains($0) } ?? false
  }

  private func isTitle(_ prose: Prose, _ parameters: PackNode) -> Bool {
    parameters["under"]?.text.map { Label.contains(prose.piece.text, $0) } ?? false
  }

  /// Whether the table prints an amount of an expense that is not zero.
  private func isSpent(_ column: String, _ filling: Int, _ context: CheckContext) -> Bool {
    let table = context.filing.tables[filling]
    return table.blocks.enumerated().contains { index, block in
      guard let column = context.form.tables[table.form].blocks[index].column(column) else { return false }
      return block.rows.contains { $0.cells[column]?.number.map { $0.significand > 0 } ?? false }
    }
  }
}
