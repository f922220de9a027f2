import Texts

extension EquationText {
  func name(of table: Int) -> String {
    form.tables[table].number ?? form.tables[table].title
  }

  func cell(_ cell: CellReference, isRowRule: Bool) -> String {
    let block = form.tables[cell.table].blocks[cell.block]
    // The one column of a list goes without saying.
    let column = block.columns.count == 1 ? "" : label(block.columns[cell.column].label)
    var row = row(cell)
    if let label = block.label, !row.isEmpty { row = "\(label)·\(row)" }
    var text =
      row.isEmpty || (isRowRule && cell.table == home)
      ? (row.isEmpty ? column : row) : "\(row)\(column.isEmpty ? "" : "·")\(column)"
    if case .current = cell.row { text = isRowRule || column.isEmpty ? catalog("equation.this") : column }
    if case .variable = cell.row, text.isEmpty { text = catalog("equation.this") }
    return cell.table == home ? text : "\(name(of: cell.table))·\(text)"
  }

  func row(_ cell: CellReference) -> String {
    switch cell.row {
    case .fixed(let row): label(ofRow: row, in: form.tables[cell.table].blocks[cell.block])
    case .code(let code): code
    case .current, .only: ""
    case .variable: ""
    case .matchingCurrent, .matchingVariable: catalog("equation.same")
    }
  }

  func rows(_ set: RowSet) -> String {
    guard set.block >= 0 else { return catalog("equation.rows.tables", ["table": form.tables[set.table].title]) }
    let words = rows(set.selection, of: form.tables[set.table].blocks[set.block])
    return set.table == home ? words : catalog("equation.rows.in", ["table": name(of: set.table), "rows": words])
  }

  private func rows(_ selection: RowSet.Selection, of block: BlockForm) -> String {
    switch selection {
    case .all, .every: catalog("equation.rows.all")
    case .level(let level): catalog("equation.rows.level", ["level": level])
    case .children: catalog("equation.rows.children")
    case .codes(let codes): codes.joined(separator: catalog("equation.list"))
    case .under(let codes):
      catalog("equation.rows.under", ["codes": codes.joined(separator: catalog("equation.list"))])
    case .range(let first, let last):
      catalog(
        "equation.rows.range", ["first": label(ofRow: first, in: block), "last": label(ofRow: last, in: block)])
    case .group(let group):
      catalog(block.rows[group].kind == .open ? "equation.rows.all" : "equation.rows.codes")
    case .siblings: catalog("equation.rows.siblings")
    case .leaves: catalog("equation.rows.leaves")
    case .condition(_, let condition): catalog("equation.rows.where", ["condition": text(condition)])
    }
  }

  // MARK: Labels

  /// Forms tell rows of one label apart by their order, so a later one is named with the row it stands below.
  private func label(ofRow row: Int, in block: BlockForm) -> String {
    let own = block.rows[row].label
    func isUnique(_ row: RowForm) -> Bool { block.rows.count { $0.label == row.label } == 1 }
    guard !own.isEmpty, block.rows[..<row].contains(where: { $0.label == own }),
      let above = block.rows[..<row].last(where: { !$0.label.isEmpty && isUnique($0) })
    else { return label(own) }
    return "\(label(above.label))·\(label(own))"
  }

  /// A label without slots: an equation is not of one year.
  private func label(_ text: String) -> String {
    guard text.has("{") else { return text }
    return text.exchanging("{year - 1}", for: catalog("equation.year.last"))
      .exchanging("{year}", for: catalog("equation.year.this"))
  }
}
