import Amounts
package import Forms

/// Reads tables of leaf facts against a form: one for each block (`T03`, `T04.income`, `budget`), one of last year's
/// figures (`prior`), one of words (`texts`). Collects every problem there is.
package struct LeafFactReader {
  let form: Form
  let leaves: LeafCells
  var facts: LeafFacts
  var problems: [FactProblem] = []

  package static func read(_ tables: [FactTable], head: FactHead, form: Form) -> (
    facts: LeafFacts, problems: [FactProblem]
  ) {
    var reader = LeafFactReader(form: form, leaves: LeafCells(form), facts: LeafFacts(head: head))
    for table in tables { reader.read(table) }
    reader.leaveOutEmptyTables()
    reader.expectReasons()
    return (reader.facts, reader.problems.sorted { $0.place < $1.place })
  }

  private mutating func read(_ table: FactTable) {
    facts.files.insert(table.name)
    switch table.name {
    case "prior": readPriors(table)
    case "texts": readTexts(table)
    default:
      if let index = form.table(table.name), form.tables[index].blocks.count > 1 {
        readMembers(table, of: index)
      } else if let block = form.block(named: table.name) {
        BlockReader.read(table, block: block, into: &self)
      } else {
        report("file.name", at: table.place, ["name": table.name, "near": nearestNames(to: table.name, among: names)])
      }
    }
  }

  /// An optional table of which nothing is given is not there; nor is a sheet of which not even blanks are.
  private mutating func leaveOutEmptyTables() {
    for (index, table) in form.tables.enumerated()
    where !form.outline.contains(where: { $0.isRequired && $0.holds.contains(table.id) }) {
      let own = table.blocks.indices.map { BlockAddress(table: index, block: $0) }
      let cells = own.flatMap { facts.rows[$0] ?? [] }.flatMap(\.cells.values)
      let isGiven = table.isPrinted ? cells.contains { $0.value != .blank } : !cells.isEmpty
      guard !isGiven, facts.members[index]?.isEmpty ?? true else { continue }
      for address in own { facts.rows[address] = nil }
      facts.files = facts.files.filter { $0 != table.id && !$0.hasPrefix(table.id + ".") }
    }
  }

  /// Money below zero is no slip only where somebody says why: words by the address of the cell.
  private mutating func expectReasons() {
    for (address, rows) in facts.rows {
      for row in rows {
        for (column, cell) in row.cells where cell.value.isNegative {
          let key = form.address(of: address, row, column: column) + ".reason"
          if facts.texts.removeValue(forKey: key) == nil { report("negative", at: cell.place, ["key": key]) }
        }
      }
    }
  }

  mutating func report(_ id: String, at place: FactPlace, _ values: [String: String] = [:]) {
    problems.append(FactProblem(id, at: place, values))
  }

  private var names: [String] {
    ["prior", "texts"]
      + form.tables.flatMap { table in
        table.blocks.count == 1 ? [table.id] : [table.id] + table.blocks.map { "\(table.id).\($0.id)" }
      }
  }

  // MARK: Tables that are no block

  /// Addresses of this year's facts with last year's figure, in 元. A line without a figure says nothing.
  private mutating func readPriors(_ table: FactTable) {
    let resolver = SlotResolver(form: form)
    for line in table.lines.dropFirst() where !line.field(1).text.isEmpty {
      let address = line.field(0)
      guard let cell = resolver.cell(address.text) else {
        report("address", at: address.place, ["text": address.text])
        continue
      }
      guard let number = amount(line.field(1)) else { continue }
      if facts.priors.contains(where: { $0.cell == cell }) {
        report("twice", at: address.place, ["name": address.text])
      } else {
        facts.priors.append(LeafPrior(address: address.text, cell: cell, value: number, place: address.place))
      }
    }
  }

  private mutating func amount(_ field: FactTable.Field) -> Rational? {
    guard case .number(let number) = PrintedValue(parsing: field.text), number.unit.isEmpty, !number.isMalformed,
      !number.isPercent, number.decimals <= 2
    else {
      report("amount", at: field.place, ["text": field.text])
      return nil
    }
    guard number.value.isWithinBounds else {
      report("large", at: field.place, ["text": field.text])
      return nil
    }
    return number.value
  }

  /// Words by what they are for. A line without words says nothing.
  private mutating func readTexts(_ table: FactTable) {
    for line in table.lines.dropFirst() where !line.field(1).text.isEmpty {
      let key = line.field(0)
      if facts.texts.updateValue(line.field(1).text, forKey: key.text) != nil {
        report("twice", at: key.place, ["name": key.text])
      }
    }
  }

  /// The members of a collection, or the fields of a table that is filled once.
  private mutating func readMembers(_ given: FactTable, of table: Int) {
    guard let heading = given.lines.first else { return }
    let form = form.tables[table]
    let fields = heading.fields.map { name -> String? in
      let key = Label.key(name.text)
      let field = form.fields.first { $0.id == name.text || $0.labels.contains { Label.key($0) == key } }
      if field == nil {
        report(
          "column", at: name.place,
          [
            "name": name.text, "table": form.title,
            "near": nearestNames(to: name.text, among: form.fields.flatMap(\.labels)),
          ])
      }
      return field?.id
    }
    for line in given.lines.dropFirst() {
      var values: [String: String] = [:]
      for (field, value) in zip(fields, line.fields) { field.map { values[$0] = value.text } }
      let name = values["name"] ?? ""
      if form.collection != nil, name.isEmpty {
        report("member.name", at: line.place)
      } else if facts.members[table]?.contains(where: { $0.name == name }) ?? false {
        report("twice", at: line.place, ["name": name])
      } else {
        facts.members[table, default: []].append(LeafMember(name: name, fields: values, place: line.place))
      }
    }
  }
}

extension Form {
  /// The block that a file or part of a sheet is named after: `T03`, `T04.income`.
  package func block(named name: String) -> BlockAddress? {
    let parts = name.split(separator: ".", maxSplits: 1).map(String.init)
    guard let table = parts.first.flatMap(table) else { return nil }
    if parts.count == 1 { return tables[table].blocks.count == 1 ? BlockAddress(table: table, block: 0) : nil }
    return tables[table].block(parts[1]).map { BlockAddress(table: table, block: $0) }
  }

  /// The accounts that a block has rows of.
  package func classification(of block: BlockForm) -> Classification? {
    for row in block.rows {
      if case .coded(let id, _) = row.kind { return classifications[id] }
    }
    return nil
  }

  /// A column of a block: `T03.subsidy`, `BASE.costs.last`.
  package func column(named name: String) -> (block: BlockAddress, column: Int)? {
    guard let dot = name.lastIndex(of: "."), let address = block(named: String(name[..<dot])),
      let column = tables[address.table].blocks[address.block].column(String(name[name.index(after: dot)...]))
    else { return nil }
    return (address, column)
  }

  /// `T03`, `T04.income`
  package func name(of block: BlockAddress) -> String {
    let table = tables[block.table]
    return table.blocks.count == 1 ? table.id : "\(table.id).\(table.blocks[block.block].id)"
  }
}

extension Form {
  /// The address of a given cell: `T06[30103].amount`, with the member's name before it in a collection.
  package func address(of block: BlockAddress, _ row: LeafRow, column: Int) -> String {
    let blockForm = tables[block.table].blocks[block.block]
    let name: String
    switch row.key {
    case .fixed(let index): name = blockForm.rows.isEmpty ? "" : "[\(blockForm.rows[index].id)]"
    case .code(let code): name = "[\(code)]"
    case .open(_, let own): name = "[\(own)]"
    }
    let member = row.member.map { "[\($0)]" } ?? ""
    return self.name(of: block) + member + name + "." + blockForm.columns[column].id
  }

  /// The address of one cell of the form: `T01.income[grand]`, `T09.outturn.total`.
  package func address(of cell: CellReference) -> String {
    let block = tables[cell.table].blocks[cell.block]
    let row =
      switch cell.row {
      case .fixed(let index): "[\(block.rows[index].id)]"
      case .code(let code): "[\(code)]"
      case .only, .current, .variable, .matchingCurrent, .matchingVariable: ""
      }
    let column = block.columns.count > 1 ? "." + block.columns[cell.column].id : ""
    return name(of: BlockAddress(table: cell.table, block: cell.block)) + row + column
  }
}

extension Rational {
  /// Whether sums of it cannot leave 64 bits: below 10 万亿, in 元 or in what else is counted.
  var isWithinBounds: Bool { magnitude < Rational(10_000_000_000_000) }
}

extension PrintedValue {
  fileprivate var isNegative: Bool {
    if case .number(let number) = self { number.significand < 0 } else { false }
  }
}
