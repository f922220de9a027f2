import Amounts
import Filings
import Forms

/// What is a variable of the reconciliation, and what becomes of it.
extension Reconciliation {
  // MARK: Variables

  mutating func collect() {
    var leaves = leafPlaces()
    for place in filing.places {
      let table = filing.tables[place.table]
      let block = form.tables[table.form].blocks[place.block]
      let row = filing.row(at: place)
      guard block.hasColumn(row: row.form, column: place.column) else { continue }
      switch block.measure(row: row.form, column: place.column) {
      case .amount, .count, .points: break
      case .percent, .text: continue
      }
      let quantity = Quantity(place: place)
      numbers[quantity] = variables.count
      let leaf = leaves.removeValue(forKey: place)
      variables.append(
        Variable(quantity: quantity, printed: printed(place, leaf), leaf: leaf, rank: rank(table.form, leaf != nil)))
    }
    // Those that nobody printed move first, totals before leaves.
    variables.sort { a, b in a.order == b.order ? a.quantity < b.quantity : a.order < b.order }
    for (index, variable) in variables.enumerated() { numbers[variable.quantity] = index }
  }

  /// Where the given leaves stand in the skeleton.
  private func leafPlaces() -> [CellPlace: Leaf] {
    var places: [CellPlace: Leaf] = [:]
    for (index, table) in filing.tables.enumerated() {
      for (block, filled) in table.blocks.enumerated() {
        let address = BlockAddress(table: table.form, block: block)
        var open = 0
        for (row, leaf) in (facts.rows[address] ?? []).enumerated()
        where leaf.member == nil || leaf.member == table.name?.text {
          let place: Int?
          switch leaf.key {
          case .fixed(let own): place = filled.rows.firstIndex { $0.key == .fixed(own) }
          case .code(let code): place = filled.rows.firstIndex { $0.key == .code(code) }
          case .open:
            let all = filled.rows.indices.filter { if case .open = filled.rows[$0].key { true } else { false } }
            place = open < all.count ? all[open] : nil
            open += 1
          }
          guard let place else { continue }
          for column in leaf.cells.keys {
            places[CellPlace(table: index, block: block, row: place, column: column)] = Leaf(
              block: address, row: row, column: column)
          }
        }
      }
    }
    return places
  }

  private func printed(_ place: CellPlace, _ leaf: Leaf?) -> PublishedFigures.Figure? {
    if let leaf, let cell = facts.rows[leaf.block]?[leaf.row].cells[leaf.column], isOpenRow(leaf) {
      return PublishedFigures.Figure(
        text: cell.text, value: PrintedValue(parsing: cell.text).number, allowance: .zero, isBlank: cell.text.isEmpty)
    }
    let table = filing.tables[place.table]
    let row = filing.row(at: place)
    let block = form.tables[table.form].blocks[place.block]
    let key = PublishedFigures.Key(
      table: table.form, member: published.member(table), block: place.block,
      row: block.rows.isEmpty ? .fixed(0) : PublishedFigures.row(row), column: place.column)
    return published.figures[key]
  }

  func isOpenRow(_ leaf: Leaf) -> Bool {
    form.tables[leaf.block.table].blocks[leaf.block.block].isOpen
  }

  private func rank(_ table: Int, _ isLeaf: Bool) -> Int {
    let isAnnex =
      !form.tables[table].fields.isEmpty || form.tables[table].collection != nil
      || form.outline.contains { part in
        part.holds.contains(form.tables[table].id)
          && part.holds.contains { form.table($0).map { !form.tables[$0].fields.isEmpty } ?? false }
      }
    let kind = isAnnex ? 0 : form.tables[table].isPrinted ? 2 : 1
    return (kind * 2 + (isLeaf ? 1 : 0)) * 1000 + (999 - table)
  }

  // MARK: Outcome

  mutating func take(_ values: [Rational], _ relaxed: [Int: Set<Int>], _ isSettled: Bool) {
    for (index, variable) in variables.enumerated() {
      let value = values[index]
      if let rules = relaxed[index], !isBlankSum(variable) {
        note(variable, value, rules, isSettled)
      } else if let leaf = variable.leaf, variable.printed == nil, !value.isZero {
        // A row that was not printed, and that sums need.
        let cell = LeafCell(text(value, leaf), remark: LeafRemark("", isPending: false))
        facts.rows[leaf.block]?[leaf.row].cells[leaf.column] = cell
      } else if let leaf = variable.leaf, let printed = variable.printed?.value, printed != value {
        let cell = LeafCell(text(value, leaf), remark: LeafRemark(variable.printed?.text ?? "", isPending: false))
        facts.rows[leaf.block]?[leaf.row].cells[leaf.column] = cell
      }
    }
  }

  private mutating func note(_ variable: Variable, _ value: Rational, _ rules: Set<Int>, _ isSettled: Bool) {
    contradictions.append(
      Contradiction(
        name: name(variable.quantity.place), printed: variable.printed?.text ?? "",
        wanted: wanted(value, variable.quantity.place),
        rules: rules.sorted().map { form.rules[$0].title }, leaf: variable.leaf))
    guard let leaf = variable.leaf, isSettled else { return }
    let cell = LeafCell(text(value, leaf))
    facts.rows[leaf.block]?[leaf.row].cells[leaf.column] = cell
  }

  private func wanted(_ value: Rational, _ place: CellPlace) -> String {
    let block = form.tables[filing.tables[place.table].form].blocks[place.block]
    switch block.measure(row: filing.row(at: place).form, column: place.column) {
    case .amount: return value.formatted(decimals: 2) + MoneyUnit.yuan.rawValue
    case .count(let unit): return value.formatted(limit: 6) + unit
    case .points: return value.formatted(limit: 6) + form.furniture.pointsWord
    case .percent, .text: return value.formatted(limit: 6)
    }
  }

  private func text(_ value: Rational, _ leaf: Leaf) -> String {
    let block = form.tables[leaf.block.table].blocks[leaf.block.block]
    var row: Int?
    if case .fixed(let own)? = facts.rows[leaf.block]?[leaf.row].key, !block.rows.isEmpty { row = own }
    return block.measure(row: row, column: leaf.column) == .amount
      ? value.formatted(decimals: 2) : value.formatted(limit: 6)
  }

  private func name(_ place: CellPlace) -> String {
    let table = filing.tables[place.table]
    let tableForm = form.tables[table.form]
    let row = filing.row(at: place)
    let column = FormLabel.filled(tableForm.blocks[place.block].columns[place.column].label, year: facts.head.year)
    return [
      tableForm.title, table.name?.text ?? "",
      [row.code ?? "", row.name.text].filter { !$0.isEmpty }.joined(separator: " "), column,
    ]
    .filter { !$0.isEmpty }.joined(separator: "·")
  }
}

extension PrintedValue {
  fileprivate var number: Rational? {
    if case .number(let number) = self { number.value } else { nil }
  }
}
