import Amounts
import Evaluation
import Filings
import Forms

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

  /// 其他交通费 is 其他交通费用; 维修费 is 维修（护）费; 办公设备购置支出 is 办公设备购置.
  private func isSame(_ row: String, _ name: String) -> Bool {
    if row == name || row + "支出" == name || row == name + "支出" { return true }
    let plain = row.filter { $0 != "(" && $0 != ")" }
    return plain == name.filter { $0 != "(" && $0 != ")" } || row.count >= 4 && row == name + "用"
      || Label.abbreviates(name, row)
  }
}
