import Amounts
import Documents
import Evaluation
public import Filings
public import Forms

/// Runs the examples that rules carry: small tables, cell by cell.
public struct ExampleRunner: Sendable {
  public let form: Form

  public init(form: Form) {
    self.form = form
  }

  /// Whether a rule is broken on some cells; nil when it does not apply to them at all.
  public func isBroken(_ rule: Rule, on cells: [ExampleCell], catalog: Catalog) -> Bool? {
    let filing = filing(cells)
    if case .kind = rule.kind {
      let result = Checker(form: form, catalog: catalog).check(filing, of: .init(blocks: []))
      return result.findings.contains { $0.rule == rule.id }
    }
    guard let index = form.rules.firstIndex(where: { $0.id == rule.id }) else { return nil }
    let sheet = BalanceSheet(figures: Figures(form: form, filing: filing))
    let own = sheet.balances.filter { $0.rule == index }
    if own.contains(where: \.isBroken) { return true }
    return own.contains(where: \.holds) ? false : nil
  }

  /// A filing that prints the cells and nothing else.
  public func filing(_ cells: [ExampleCell]) -> Filing {
    var filing = Filing(fiscalYear: 2024)
    for (index, table) in form.tables.enumerated() {
      let own = cells.filter { $0.table == table.id }
      guard !own.isEmpty else { continue }
      var filled = FilledTable(form: index, blocks: table.blocks.map { self.block($0, own) })
      for cell in own where cell.column == "level1" { note(cell.text, in: &filled) }
      filing.tables.append(filled)
    }
    return filing
  }

  /// 产出指标（90分）
  private func note(_ text: String, in table: inout FilledTable) {
    let key = Label.key(text)
    guard let open = key.firstIndex(of: "("),
      let number = FilledCell(key[key.index(after: open)...].filter(\.isNumber)).number
    else { return }
    table.statedWeights[String(key[..<open])] = .init(points: number.value, text: PrintedText(text, nil))
  }

  private func block(_ form: BlockForm, _ cells: [ExampleCell]) -> FilledBlock {
    let own = cells.filter { ($0.block ?? "") == form.id }
    var names: [String?] = []
    for cell in own where !names.contains(cell.row) { names.append(cell.row) }
    let columns = Set(
      own.compactMap { cell in cell.column.flatMap(form.column) ?? (form.columns.count == 1 ? 0 : nil) })
    let rows = names.map { name -> FilledRow in
      var printed = [FilledCell?](repeating: nil, count: form.columns.count)
      for column in columns { printed[column] = FilledCell("") }
      for cell in own where cell.row == name {
        let column = cell.column.flatMap(form.column) ?? 0
        let text = cell.column == "level1" ? cell.text.prefix { $0 != "（" }.description : cell.text
        printed[column] = FilledCell(text)
      }
      return row(name, form, printed)
    }
    return FilledBlock(rows: rows, columns: columns)
  }

  private func row(_ name: String?, _ form: BlockForm, _ cells: [FilledCell?]) -> FilledRow {
    guard let name else { return FilledRow(key: .fixed(0), form: nil, name: PrintedText("", nil), cells: cells) }
    if let index = form.row(name), case .fixed = form.rows[index].kind {
      return FilledRow(key: .fixed(index), form: index, name: PrintedText(form.rows[index].label, nil), cells: cells)
    }
    if let index = form.row(name), case .open = form.rows[index].kind {
      return FilledRow(key: .open(0), form: index, name: PrintedText(name, nil), cells: cells)
    }
    if form.isOpen {
      return FilledRow(key: .open(0), form: 0, name: PrintedText(name, nil), cells: cells)
    }
    let group = form.rows.firstIndex { row in
      guard case .coded(let id, let level) = row.kind else { return false }
      return level == nil || self.form.classifications[id]?.level(of: name) == level
    }
    return FilledRow(key: .code(name), form: group, name: PrintedText("", nil), cells: cells)
  }
}
