import Amounts
import Evaluation
import Filings
import Forms

/// The rows of a table that a sentence lists by name: “主要包括：基本工资、津贴补贴、奖金”.
struct ListedRows {
  struct Row {
    var place: CellPlace
    var key: String
    var isEmpty: Bool
  }

  /// All that the sentence should list from.
  let rows: [Row]
  /// Each name with its row, as far as there is one.
  let named: [(name: PrintedText, row: Int)]
  /// Names of accounts that the sentence may list and the table does not print.
  let unprinted: [PrintedText]

  /// - Returns: nil where the table is not there, or has no rows below the classes: it cannot tell.
  init?(_ list: NameList, _ evaluator: Evaluator) {
    let filing = evaluator.figures.filing
    guard let filling = filing.fillings(of: list.rows.table).first,
      let rows = Self.rows(list.rows, filling, evaluator)
    else { return nil }
    self.rows = rows
    named = list.names.flatMap { name in Self.named(Self.key(name), in: rows).map { (name, $0) } }
    let found = Set(named.map(\.name.text))
    let accounts = Self.accounts(list.rows, evaluator.figures.form)
    unprinted = list.names.filter { name in
      !found.contains(name.text) && accounts.contains { Self.isSame($0, Self.key(name)) }
    }
  }

  private static func key(_ name: PrintedText) -> String {
    let key = Label.key(name.text)
    return key.hasSuffix("等") ? String(key.dropLast()) : key
  }

  /// The keys of all accounts below the classes that the sentence lists from.
  private static func accounts(_ set: RowSet, _ form: Form) -> [String] {
    guard case .under(let classes) = set.selection,
      let classification = form.tables[set.table].blocks[set.block].rows.lazy.compactMap({ row in
        if case .coded(let id, _) = row.kind { form.classifications[id] } else { nil }
      }).first
    else { return [] }
    return classes.flatMap(classification.children).compactMap { classification[$0].map { Label.key($0.name) } }
  }

  /// The row of a name; of one that joins two, 办公设备购置和专用设备购置, the rows of both.
  private static func named(_ name: String, in rows: [Row]) -> [Int] {
    func row(_ name: some StringProtocol) -> Int? { rows.firstIndex { isSame($0.key, String(name)) } }
    if let whole = row(name) { return [whole] }
    for joint in name.indices where "和及".contains(name[joint]) {
      if let first = row(name[..<joint]) {
        return [first] + [row(name[name.index(after: joint)...])].compactMap(\.self)
      }
    }
    return []
  }

  /// The rows that some list names and that are blank: something belongs there.
  static func blanks(_ lists: [NameList], _ evaluator: Evaluator) -> Set<CellPlace> {
    var blanks: Set<CellPlace> = []
    for listed in lists.compactMap({ ListedRows($0, evaluator) }) {
      for (_, row) in listed.named where listed.rows[row].isEmpty { blanks.insert(listed.rows[row].place) }
    }
    return blanks
  }

  private static func rows(_ set: RowSet, _ filling: Int, _ evaluator: Evaluator) -> [Row]? {
    let block = evaluator.figures.filing.tables[filling].blocks[set.block]
    do throws(Unknown) {
      let rows = try evaluator.figures.rows(set, in: filling, scope: Scope(), evaluator: evaluator)
      let listed = rows.filter { block.rows.indices.contains($0) }.map { index in
        Row(
          place: CellPlace(table: filling, block: set.block, row: index, column: 0),
          key: Label.key(block.rows[index].name.text),
          isEmpty: block.rows[index].cells.allSatisfy { $0?.number.map { $0.significand == 0 } ?? true })
      }
      return listed.contains { !$0.isEmpty } ? listed : nil
    } catch {
      return nil
    }
  }

  /// 其他交通费 is 其他交通费用; 维修费 is 维修（护）费; 办公设备购置支出 is 办公设备购置.
  private static func isSame(_ row: String, _ name: String) -> Bool {
    if row == name || isLonger(row, name, by: "支出") || isLonger(name, row, by: "支出") { return true }
    return plain(row) == plain(name) || row.count >= 4 && isLonger(row, name, by: "用") || Label.abbreviates(name, row)
  }

  private static func isLonger(_ one: String, _ other: String, by end: String) -> Bool {
    one.utf8.count == other.utf8.count + end.utf8.count && one.hasPrefix(other) && one.hasSuffix(end)
  }

  private static func plain(_ name: String) -> String {
    name.utf8.contains(UInt8(ascii: "(")) ? name.filter { $0 != "(" && $0 != ")" } : name
  }
}
