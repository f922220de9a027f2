import Amounts
import Evaluation
import Filings
import Forms

/// Every item of the table has its paragraph, and no paragraph is about an item that the table does not have.
struct ItemsKind: RuleKind {
  func check(_ rule: Rule, _ parameters: PackNode, in context: CheckContext) -> KindOutcome {
    let items = context.filing.narrative.items.filter(\.isComplete)
    guard let first = items.first, let filling = context.filing.fillings(of: first.table).first else {
      return .notApplicable("statements")
    }
    let named = Set(items.compactMap(\.code))
    let rows = context.filing.tables[filling].blocks[0].rows.enumerated().filter { _, row in
      row.code?.utf8.count == 7 && row.cells.contains { $0?.number.map { $0.significand != 0 } ?? false }
    }
    let missing = rows.filter { !named.contains($0.element.code ?? "") }
    // Where most are missing, the section is of another kind or was not understood.
    guard missing.count * 2 < rows.count else { return .notApplicable("statements") }
    // A paragraph on an item that was not understood may be the one that seems to be missing.
    let isCertain = items.allSatisfy { $0.code != nil }
    var outcome = KindOutcome(holds: rows.count - missing.count)
    for (index, row) in missing {
      let place = CellPlace(table: filling, block: 0, row: index, column: 0)
      var location = context.words.location(place, role: .culprit)
      location.quote = row.quote
      location.span = row.span
      outcome.findings.append(
        context.finding(
          rule, "kind.items.missing", ["row": context.words.row(place), "table": context.words.table(filling)],
          severity: isCertain ? nil : .warning, at: [location, context.location(first.text, .evidence)]))
    }
    for item in items where item.code == nil {
      outcome.findings.append(
        context.finding(
          rule, "kind.items.extra", ["words": item.text.text, "table": context.words.table(filling)],
          severity: .warning, stated: item.text.text, at: [context.location(item.text)]))
    }
    return outcome
  }
}

/// Names after 主要包括 are those of rows that have figures.
struct NameListKind: RuleKind {
  func check(_ rule: Rule, _ parameters: PackNode, in context: CheckContext) -> KindOutcome {
    let lists = context.filing.narrative.lists
    guard !lists.isEmpty else { return .notApplicable("statements") }
    var outcome = KindOutcome()
    var wrong: [PrintedText] = []
    var omitted: [String] = []
    for list in lists {
      guard let filling = context.filing.fillings(of: list.rows.table).first,
        let rows = rows(list.rows, filling, context)
      else { continue }
      var used: Set<Int> = []
      for name in list.names {
        let key = Label.key(name.text)
        let trimmed = key.hasSuffix("等") ? String(key.dropLast()) : key
        guard let index = rows.firstIndex(where: { isSame($0.key, trimmed) }) else { continue }
        used.insert(index)
        if rows[index].isEmpty { wrong.append(name) }
      }
      omitted += rows.indices.filter { !rows[$0].isEmpty && !used.contains($0) }.map { rows[$0].key }
      outcome.holds += 1
    }
    guard !wrong.isEmpty else { return outcome }
    let separator = context.catalog("list.separator")
    outcome.findings = [
      context.finding(
        rule, omitted.isEmpty ? "kind.name_list" : "kind.name_list.omitted",
        ["names": wrong.map(\.text).joined(separator: separator), "omitted": omitted.joined(separator: separator)],
        stated: wrong.map(\.text).joined(separator: separator),
        at: wrong.enumerated().map { context.location($1, $0 == 0 ? .culprit : .also) })
    ]
    return outcome
  }

  private struct ListedRow {
    var key: String
    var isEmpty: Bool
  }

  /// Rows below the classes; a table without the finer rows cannot tell.
  private func rows(_ set: RowSet, _ filling: Int, _ context: CheckContext) -> [ListedRow]? {
    let block = context.filing.tables[filling].blocks[set.block]
    do throws(Unknown) {
      let rows = try context.sheet.evaluator.figures.rows(
        set, in: filling, scope: Scope(), evaluator: context.sheet.evaluator)
      let listed = rows.filter { block.rows.indices.contains($0) }.map { index in
        ListedRow(
          key: Label.key(block.rows[index].name.text),
          isEmpty: block.rows[index].cells.allSatisfy { $0?.number.map { $0.significand == 0 } ?? true })
      }
      return listed.contains { !$0.isEmpty } ? listed : nil
    } catch {
      return nil
    }
  }

  /// 其他交通费 is 其他交通费用; 维修费 is 维修（护）费.
  private func isSame(_ row: String, _ name: String) -> Bool {
    if row == name { return true }
    let plain = row.filter { $0 != "(" && $0 != ")" }
    return plain == name.filter { $0 != "(" && $0 != ")" } || row.count >= 4 && row == name + "用"
      || Label.abbreviates(name, row)
  }
}
