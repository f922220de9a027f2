import Amounts
import Composing
import Documents
import Forms
import Writers

/// Parts whose lines are rows of one block, or of several that are joined by their codes.
extension PartLines {
  mutating func addRows(_ blocks: [BlockAddress]) {
    let first = form.tables[blocks[0].table]
    let block = first.blocks[blocks[0].block]
    if first.collection != nil {
      for member in facts.members[blocks[0].table] ?? [] { addGiven(blocks, member: member.name) }
    } else {
      addGiven(blocks, member: nil)
    }
    for _ in 0..<room(block) { addRow(blocks, [:], name: nil, member: nil) }
    if part.hasTotals(layout.plan) { addTotals() }
    addValidations(blocks[0], block)
  }

  /// Lines kept free below those that are given.
  func room(_ block: BlockForm) -> Int {
    block.isOpen ? Self.roomForIndicators : layout.plan.hasCodes(block) ? Self.roomForCodes : block.hasOpenRows ? 5 : 0
  }

  /// The given rows of one member, or of the only filling: joined by their keys.
  private mutating func addGiven(_ blocks: [BlockAddress], member: String?) {
    var keys: [LeafRow.Key] = []
    var given: [BlockAddress: [LeafRow.Key: LeafRow]] = [:]
    let isOpen = form.tables[blocks[0].table].blocks[blocks[0].block].isOpen
    let (form, facts) = (form, facts)
    for address in blocks {
      let block = form.tables[address.table].blocks[address.block]
      let own = (facts.rows[address] ?? []).filter { $0.member == member }
      if isOpen {
        for row in own { addRow(blocks, [address: row], name: nil, member: member) }
        continue
      }
      if member == nil || !own.isEmpty { keys += fixedKeys(address, block).filter { !keys.contains($0) } }
      for row in own {
        if !keys.contains(row.key) { keys.append(row.key) }
        given[address, default: [:]][row.key] = row
      }
    }
    for key in keys {
      addRow(blocks, given.compactMapValues { $0[key] }, name: key, member: member)
    }
  }

  private func fixedKeys(_ address: BlockAddress, _ block: BlockForm) -> [LeafRow.Key] {
    block.rows.indices.filter { row in
      block.rows[row].kind == .fixed
        && block.columns.indices.contains {
          block.hasColumn(row: row, column: $0) && layout.plan.leaves.isLeaf(address, row: row, column: $0)
        }
    }.map(LeafRow.Key.fixed)
  }

  /// - Parameter key: nil for a row without a name, or one still to be named.
  private mutating func addRow(
    _ blocks: [BlockAddress], _ given: [BlockAddress: LeafRow], name key: LeafRow.Key?, member: String?
  ) {
    let names = RowNames(form: form, block: blocks[0])
    var cells: [Sheet.Cell] = []
    for (index, column) in part.columns.enumerated() {
      switch column.role {
      case .member: cells.append(Sheet.Cell(member ?? "", .input))
      case .key: cells.append(Sheet.Cell(key.map(names.key) ?? "", isFixed(key) ? .fixed : .input))
      case .label: cells.append(label(key, names))
      case .unit: cells.append(Sheet.Cell(unit(rowMeasure(blocks[0], key, 0)), .fixed))
      case .value(let address, let column): cells.append(value(address, column, given[address], key, at: index, names))
      case .sum(let address, let column): cells.append(sum(address, column, key))
      case .field, .content: cells.append(Sheet.Cell(""))
      }
    }
    rows.append(withResults(cells))
  }

  private func isFixed(_ key: LeafRow.Key?) -> Bool {
    if case .fixed? = key { true } else { false }
  }

  func rowMeasure(_ address: BlockAddress, _ key: LeafRow.Key?, _ column: Int) -> Measure {
    let block = form.tables[address.table].blocks[address.block]
    if case .fixed(let row)? = key { return block.measure(row: row, column: column) }
    return block.columns[column].measure
  }

  /// The name beside a key: of the form, or looked up among the accounts when somebody writes a code.
  func label(_ key: LeafRow.Key?, _ names: RowNames) -> Sheet.Cell {
    if case .fixed? = key { return Sheet.Cell(key.map(names.label) ?? "", .fixed) }
    guard let lookup = names.lookup, let column = part.column(.key) else { return Sheet.Cell("", .fixed) }
    let cell = CellName.make(row: start + rows.count, column: column)
    return Sheet.Cell(
      .formula(
        "=IFERROR(VLOOKUP(\(cell)&\"\",'\(form.workbook.accountsTitle)'!\(lookup),2,FALSE),\"\")",
        result: key.flatMap(names.name) ?? ""), .fixed)
  }

  private mutating func value(
    _ address: BlockAddress, _ column: Int, _ row: LeafRow?, _ key: LeafRow.Key?, at index: Int, _ names: RowNames
  ) -> Sheet.Cell {
    let block = form.tables[address.table].blocks[address.block]
    if case .fixed(let own)? = key {
      guard block.hasColumn(row: own, column: column), layout.plan.leaves.isLeaf(address, row: own, column: column)
      else {
        return Sheet.Cell("", .fixed)
      }
      if row?.cells[column] == nil { return input(form.workbook.unknown, .text, nil, column: index, fact: "") }
    }
    let cell = row?.cells[column]
    let fact = key.map(names.label) ?? row?.cells[block.column("level3") ?? -1]?.text ?? ""
    let name = [row?.member, fact, part.columns[index].heading].compactMap { $0 }.joined(separator: "·")
    return input(cell?.text ?? "", rowMeasure(address, key, column), cell?.remark, column: index, fact: name)
  }

  /// A cell that adds up others of its row; what it comes to is worked out when they are all there.
  func sum(_ address: BlockAddress, _ column: Int, _ key: LeafRow.Key?) -> Sheet.Cell {
    let block = form.tables[address.table].blocks[address.block]
    if case .fixed(let row)? = key, !block.hasColumn(row: row, column: column) { return Sheet.Cell("", .fixed) }
    let text = terms(address, column).map { term in
      (term.sign < 0 ? "-" : "+") + "N(\(CellName.make(row: start + rows.count, column: term.column)))"
    }.joined()
    return Sheet.Cell(.formula("=" + text, result: "0"), .sum)
  }

  /// Columns of the part that a column of a block adds up, with their signs.
  private func terms(_ address: BlockAddress, _ column: Int) -> [(column: Int, sign: Int)] {
    (SumFormula.terms(of: address, column: column, form: form) ?? []).compactMap { term in
      (part.column(.value(address, term.column)) ?? part.column(.sum(address, term.column))).map { ($0, term.sign) }
    }
  }

  /// What a cell of a row of figures comes to; nothing for what is no figure, as in the sheet.
  private func figure(_ cells: [Sheet.Cell], _ index: Int) -> Rational {
    if case .decimal(let text) = cells[index].value, case .number(let number) = PrintedValue(parsing: text) {
      return number.value
    }
    guard case .formula = cells[index].value, case .sum(let address, let column) = part.columns[index].role else {
      return .zero
    }
    return Self.sum(terms(address, column).map { $0.sign < 0 ? -figure(cells, $0.column) : figure(cells, $0.column) })
  }

  /// Figures too large to add are left to the program that opens the file.
  private static func sum(_ figures: [Rational]) -> Rational {
    do {
      return try figures.reduce(.zero) { try $0 + $1 }
    } catch {
      return .zero
    }
  }

  func withResults(_ cells: [Sheet.Cell]) -> [Sheet.Cell] {
    cells.enumerated().map { index, cell in
      guard case .sum = part.columns[index].role, case .formula(let formula, _) = cell.value else { return cell }
      return Sheet.Cell(.formula(formula, result: figure(cells, index).formatted(decimals: 2)), cell.style)
    }
  }

  /// A last line that adds up what is above it.
  mutating func addTotals() {
    let last = start + rows.count - 1
    var cells: [Sheet.Cell] = []
    for (index, column) in part.columns.enumerated() {
      switch column.role {
      case .key: cells.append(Sheet.Cell(catalog("workbook.total"), .fixed))
      case .value(let address, let own)
      where !form.tables[address.table].blocks[address.block].columns[own].measure.isText:
        cells.append(total(index, last))
      case .sum: cells.append(total(index, last))
      case .member, .label, .unit, .value, .field, .content: cells.append(Sheet.Cell("", .fixed))
      }
    }
    rows.append(cells)
  }

  private func total(_ column: Int, _ last: Int) -> Sheet.Cell {
    let range = "\(CellName.make(row: start, column: column)):\(CellName.make(row: last, column: column))"
    let result = Self.sum(rows.map { figure($0, column) }).formatted(decimals: 2)
    return Sheet.Cell(.formula("=SUM(\(range))", result: result), .sum)
  }

  mutating func addValidations(_ address: BlockAddress, _ block: BlockForm) {
    for (index, column) in part.columns.enumerated() {
      switch column.role {
      case .value(let address, let own):
        let form = form.tables[address.table].blocks[address.block].columns[own]
        if !form.measure.isText, form.measure != .percent { validateNumbers(index, rows: 0..<rows.count) }
        let words = form.values.map(\.text).reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
        if !words.isEmpty, words.joined(separator: ",").utf16.count < 250 {
          validate(index, .choice(words), "workbook.refused.choice", isStrict: false)
        }
      case .key:
        guard let lookup = RowNames(form: form, block: address).codes else { continue }
        validate(index, .list("='\(form.workbook.accountsTitle)'!\(lookup)"), "workbook.refused.code", isStrict: false)
      case .member:
        guard let list = MemberList(plan: layout.plan, facts: facts, table: address.table).formula else { continue }
        validate(index, .list(list), "workbook.refused.member", isStrict: false)
      case .label, .unit, .sum, .field, .content: break
      }
    }
  }
}

extension BlockForm {
  /// Whether the filer names rows of it among others that the form names.
  fileprivate var hasOpenRows: Bool { rows.contains { $0.kind == .open } }
}
