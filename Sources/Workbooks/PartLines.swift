import Amounts
import Composing
import Documents
import Forms
import Writers

/// The lines of a part of a sheet, with what is given in them and room for more.
struct PartLines {
  let layout: WorkbookLayout
  let part: SheetPart
  let sheet: String
  /// Row of the sheet of the first line, counted from 0.
  let start: Int
  private(set) var rows: [[Sheet.Cell]] = []
  private(set) var validations: [Sheet.Validation] = []
  private(set) var pending: [(sheet: String, cell: String, fact: String, text: String)] = []

  private var form: Form { layout.form }
  private var facts: LeafFacts { layout.facts }
  private var catalog: Catalog { layout.catalog }

  /// Empty lines for what is not given yet.
  private static let roomForCodes = 30
  private static let roomForMembers = 10
  private static let roomForIndicators = 20

  init(layout: WorkbookLayout, part: SheetPart, sheet: String, start: Int) {
    (self.layout, self.part, self.sheet, self.start) = (layout, part, sheet, start)
  }

  mutating func add() {
    switch part.content {
    case .head: addHead()
    case .prior: addPriors()
    case .texts: addTexts()
    case .members(let table): addMembers(table)
    case .cells(let block): addCells(block)
    case .rows(let blocks): addRows(blocks)
    }
  }

  // MARK: Cells

  /// A cell to be filled in.
  private mutating func input(
    _ text: String, _ measure: Measure, _ remark: LeafRemark?, column: Int, fact: String
  ) -> Sheet.Cell {
    let isPending = remark?.isPending ?? false
    if let remark, isPending {
      let cell = CellName.make(row: start + rows.count, column: column)
      pending.append((sheet, cell, fact, remark.text))
    }
    let style: Sheet.Style =
      switch measure {
      case .amount: isPending ? .pendingMoney : .inputMoney
      case .count, .points: isPending ? .pendingMoney : .inputNumber
      case .percent, .text: isPending ? .pending : .input
      }
    let isNumber = measure != .text && measure != .percent && Self.isPlainNumber(text)
    return Sheet.Cell(isNumber ? .decimal(text) : text.isEmpty ? .blank : .text(text), style, note: remark?.text)
  }

  /// Whether a text is a number that a workbook stores as it is written.
  private static func isPlainNumber(_ text: String) -> Bool {
    let digits = text.utf8.filter { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    return !digits.isEmpty && digits.count <= 15
      && text.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) || $0 == 0x2E || $0 == 0x2D }
  }

  private mutating func validateNumbers(_ column: Int, rows: Range<Int>) {
    guard !rows.isEmpty else { return }
    let name = CellName.make(row: start + rows.lowerBound, column: column)
    validations.append(
      Sheet.Validation(
        rows: (start + rows.lowerBound)...(start + rows.upperBound - 1), column: column,
        kind: .formula("=OR(ISNUMBER(\(name)),\(name)=\"\(form.workbook.unknown)\")"),
        message: catalog("workbook.refused.number", ["unknown": form.workbook.unknown])))
  }

  private mutating func validate(_ column: Int, _ kind: Sheet.Validation.Kind, _ message: String, isStrict: Bool) {
    guard !rows.isEmpty else { return }
    validations.append(
      Sheet.Validation(
        rows: start...(start + rows.count - 1), column: column, kind: kind, message: catalog(message),
        isStrict: isStrict))
  }

  // MARK: Parts that are no block

  private mutating func addHead() {
    for line in HeadLines.lines(facts.head, form: form, catalog: catalog) {
      let remark = facts.headRemarks[line.title]
      let cell = input(line.text, .text, remark, column: 2, fact: line.title)
      rows.append([Sheet.Cell(line.key, .fixed), Sheet.Cell(line.title, line.isOpen ? .input : .fixed), cell])
    }
    if let row = rows.firstIndex(where: { $0[0].isText("rounding") }) {
      validations.append(
        Sheet.Validation(
          rows: (start + row)...(start + row), column: 2,
          kind: .choice([FactHead.Rounding.controlled.rawValue, FactHead.Rounding.independent.rawValue]),
          message: catalog("workbook.refused.choice")))
    }
  }

  private mutating func addPriors() {
    let labels = CellLabels(form: form, year: facts.head.year)
    for prior in facts.priors {
      let text = prior.value?.formatted(decimals: 2) ?? ""
      let label = labels.label(prior.cell)
      let cell = input(text, .amount, prior.remark, column: 2, fact: label)
      rows.append([Sheet.Cell(prior.address, .input), Sheet.Cell(label, .fixed), cell])
    }
    for _ in 0..<Self.roomForMembers {
      rows.append([Sheet.Cell("", .input), Sheet.Cell("", .fixed), Sheet.Cell("", .inputMoney)])
    }
    validateNumbers(2, rows: 0..<rows.count)
  }

  private mutating func addTexts() {
    let labels = TextLabels(form: form)
    for key in labels.sorted(Array(facts.texts.keys)) {
      let label = labels.label(key)
      let cell = input(facts.texts[key] ?? "", .text, facts.textRemarks[key], column: 2, fact: label)
      rows.append([Sheet.Cell(key, .input), Sheet.Cell(label, .fixed), cell])
    }
    for _ in 0..<Self.roomForCodes {
      rows.append([Sheet.Cell("", .input), Sheet.Cell("", .fixed), Sheet.Cell("", .input)])
    }
  }

  private mutating func addMembers(_ table: Int) {
    let given = facts.members[table] ?? []
    for member in given {
      var cells: [Sheet.Cell] = []
      for column in part.columns {
        guard case .field(let id) = column.role else { continue }
        cells.append(Sheet.Cell(member.fields[id] ?? "", .input))
      }
      rows.append(cells)
    }
    let room = form.tables[table].collection == nil ? max(0, 1 - given.count) : Self.roomForMembers
    for _ in 0..<room { rows.append(part.columns.map { _ in Sheet.Cell("", .input) }) }
  }

  private mutating func addCells(_ address: BlockAddress) {
    let block = form.tables[address.table].blocks[address.block]
    let given = facts.rows[address]?.first
    for column in block.columns.indices where layout.plan.leaves.isLeaf(address, row: nil, column: column) {
      let cell = given?.cells[column]
      let label = [block.columns[column].outerLabel, block.columns[column].innerLabel].compactMap { $0 }.joined(
        separator: "·")
      let name = label.isEmpty ? FormLabel.filled(block.columns[column].label, year: facts.head.year) : label
      let measure = block.columns[column].measure
      let text = cell == nil ? form.workbook.unknown : cell?.text ?? ""
      let content = input(text, measure, cell?.remark, column: 3, fact: name)
      rows.append([
        Sheet.Cell(block.columns[column].id, .fixed), Sheet.Cell(name, .fixed), Sheet.Cell(unit(measure), .fixed),
        content,
      ])
    }
    validateNumbers(3, rows: 0..<rows.count)
  }

  private func unit(_ measure: Measure) -> String {
    switch measure {
    case .amount: catalog("workbook.unit.amount")
    case .points: catalog("workbook.unit.points")
    case .percent: "%"
    case .count(let unit): unit
    case .text: ""
    }
  }

  // MARK: Rows

  private mutating func addRows(_ blocks: [BlockAddress]) {
    let first = form.tables[blocks[0].table]
    let block = first.blocks[blocks[0].block]
    if first.collection != nil {
      for member in facts.members[blocks[0].table] ?? [] { addGiven(blocks, member: member.name) }
    } else {
      addGiven(blocks, member: nil)
    }
    let filled = rows.count
    let room =
      block.isOpen
      ? Self.roomForIndicators : layout.plan.hasCodes(block) ? Self.roomForCodes : block.hasOpenRows ? 5 : 0
    for _ in 0..<room { addRow(blocks, [:], name: nil, member: nil) }
    if layout.plan.hasCodes(block), !block.isOpen { addTotals(blocks, filled: filled) }
    addValidations(blocks[0], block)
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
    rows.append(cells)
  }

  private func isFixed(_ key: LeafRow.Key?) -> Bool {
    if case .fixed? = key { true } else { false }
  }

  private func rowMeasure(_ address: BlockAddress, _ key: LeafRow.Key?, _ column: Int) -> Measure {
    let block = form.tables[address.table].blocks[address.block]
    if case .fixed(let row)? = key { return block.measure(row: row, column: column) }
    return block.columns[column].measure
  }

  /// The name beside a key: of the form, or looked up among the accounts when somebody writes a code.
  private func label(_ key: LeafRow.Key?, _ names: RowNames) -> Sheet.Cell {
    if case .fixed? = key { return Sheet.Cell(key.map(names.label) ?? "", .fixed) }
    guard let lookup = names.lookup, let column = part.column(.key) else { return Sheet.Cell("", .fixed) }
    let cell = CellName.make(row: start + rows.count, column: column)
    return Sheet.Cell(
      .formula("=IFERROR(VLOOKUP(\(cell)&\"\",'\(form.workbook.accountsTitle)'!\(lookup),2,FALSE),\"\")"), .fixed)
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

  private func sum(_ address: BlockAddress, _ column: Int, _ key: LeafRow.Key?) -> Sheet.Cell {
    let block = form.tables[address.table].blocks[address.block]
    if case .fixed(let row)? = key, !block.hasColumn(row: row, column: column) { return Sheet.Cell("", .fixed) }
    let terms = SumFormula.terms(of: address, column: column, form: form) ?? []
    let text = terms.compactMap { term -> String? in
      guard let place = part.column(.value(address, term.column)) ?? part.column(.sum(address, term.column)) else {
        return nil
      }
      return (term.sign < 0 ? "-" : "+") + "N(\(CellName.make(row: start + rows.count, column: place)))"
    }.joined()
    return Sheet.Cell(.formula("=" + text), .sum)
  }

  /// A last line that adds up what is above it.
  private mutating func addTotals(_ blocks: [BlockAddress], filled: Int) {
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
    return Sheet.Cell(.formula("=SUM(\(range))"), .sum)
  }

  private mutating func addValidations(_ address: BlockAddress, _ block: BlockForm) {
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

extension Sheet.Cell {
  fileprivate func isText(_ text: String) -> Bool {
    if case .text(text) = value { true } else { false }
  }
}
