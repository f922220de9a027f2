import Amounts
import Filings
import Forms

/// What is added, and what stands one after the other.
extension Aggregation {
  mutating func addDealings() throws(ArithmeticOverflow) {
    guard let dealings = try Dealings(units, form: form) else { return }
    self.dealings = dealings.entries
    eliminated = dealings.eliminated
    facts.rows[dealings.address] = dealings.outside
    for dealing in dealings.entries where dealing.outcome == .differs || dealing.outcome == .unplaced {
      ask("dealing.\(dealing.outcome.rawValue)", about: dealing.title, dealing.values(catalog))
    }
    // Money that both sides book without saying with whom.
    for title in Set(dealings.entries.map(\.title)).sorted() {
      let unnamed = dealings.entries.filter { $0.title == title && $0.outcome == .unnamed }
      guard unnamed.contains(where: { $0.given != nil }), unnamed.contains(where: { $0.got != nil }) else { continue }
      let said = unnamed.map { ($0.giver + $0.getter, ($0.given ?? $0.got ?? .zero).formatted(decimals: 2)) }
      ask("unnamed", about: title, ["said": listed(said)])
    }
  }

  // MARK: Sums

  mutating func add(_ address: BlockAddress) throws(ArithmeticOverflow) {
    facts.rows[address] = []
    for key in givenKeys(address) {
      var row = LeafRow(key: key, cells: [:], place: FactPlace(file: form.name(of: address)))
      for column in columns(address, key) { row.cells[column] = try sum(address, key, column) }
      // An account that only payments inside the department were booked on.
      let isLeft = row.cells.values.contains { $0.value != .blank || $0.remark != nil }
      if isLeft || key.code == nil || !form.tables[address.table].isPrinted {
        facts.rows[address, default: []].append(row)
      }
    }
  }

  /// Leaves to the equations what follows from the sums, so that what was taken out is taken out of it too.
  mutating func leaveDerivables() {
    // Neither accounts nor members are asked for, and there are many.
    var fixed = facts
    for (address, rows) in fixed.rows {
      fixed.rows[address] = form.tables[address.table].collection == nil ? rows.filter { $0.key.code == nil } : nil
    }
    fixed.members = [:]
    for address in DerivableCells(fixed, form: form).found where way(of: address.block) == .adds {
      guard let key = fixed.rows[address.block]?[address.row].key,
        let index = facts.rows[address.block]?.firstIndex(where: { $0.key == key })
      else { continue }
      facts.rows[address.block]?[index].cells[address.column] = nil
    }
  }

  /// Rows that the units have: those of the form in its order, accounts by code, rows of their own.
  private func givenKeys(_ address: BlockAddress) -> [LeafRow.Key] {
    var fixed: Set<Int> = []
    var codes: Set<String> = []
    var names: [LeafRow.Key] = []
    for row in units.flatMap({ $0.facts.rows[address] ?? [] }) {
      switch row.key {
      case .fixed(let index): fixed.insert(index)
      case .code(let code): codes.insert(code)
      case .open: if !names.contains(row.key) { names.append(row.key) }
      }
    }
    return fixed.sorted().map(LeafRow.Key.fixed) + codes.sorted().map(LeafRow.Key.code) + names
  }

  private func columns(_ address: BlockAddress, _ key: LeafRow.Key) -> [Int] {
    let block = form.tables[address.table].blocks[address.block]
    let row: Int? =
      switch key {
      case .fixed(let index): block.rows.isEmpty ? nil : index
      case .open(let group, _): group
      case .code: block.rows.firstIndex { if case .coded = $0.kind { true } else { false } }
      }
    return block.columns.indices.filter {
      block.hasColumn(row: row, column: $0) && leaves.isLeaf(address, row: row, column: $0)
    }
  }

  /// - Returns: nil for a cell that is left to the equations, as every unit leaves it.
  private mutating func sum(
    _ address: BlockAddress, _ key: LeafRow.Key, _ column: Int
  ) throws(ArithmeticOverflow) -> LeafCell? {
    let block = form.tables[address.table].blocks[address.block]
    let said = units.map { $0.said(address, key, column) }
    let row: Int? = if case .fixed(let index) = key, !block.rows.isEmpty { index } else { nil }
    let measure = block.measure(row: row, column: column)
    guard measure.addsUp else { return chosen(said, name(address, key, column)) }
    let isGiven = units.contains { unit in
      unit.facts.rows[address]?.contains { $0.key == key && $0.cells[column] != nil } ?? false
    }
    // What no unit gave, none has to be asked for.
    guard isGiven else { return nil }
    let missing = zip(units, said).filter { $0.1.isUnknown }.map(\.0.name)
    var total = Rational.zero
    for own in said { total = try total + own.number }
    let taken = key.code.flatMap { eliminated[Dealings.Cell(block: address, code: $0, column: column)] } ?? .zero
    total = try total - taken
    lines.append(
      Line(
        block: address, name: name(address, key, column), parts: said.map { $0.isNumber ? $0.number : nil },
        eliminated: taken, total: total))
    guard said.contains(where: \.isNumber), taken.isZero || !total.isZero else {
      lines.removeLast(taken.isZero ? 1 : 0)
      return LeafCell("", remark: missing.isEmpty ? nil : remark("missing", ["units": missing.joined(separator: "、")]))
    }
    var cell = LeafCell(measure == .amount ? total.formatted(decimals: 2) : total.formatted(limit: 6))
    if !missing.isEmpty { cell.remark = remark("missing", ["units": missing.joined(separator: "、")]) }
    if total.isNegative {
      let row = LeafRow(key: key, cells: [:], place: FactPlace(file: ""))
      negatives.append(form.address(of: address, row, column: column) + ".reason")
    }
    return cell
  }

  /// What does not add up is the department's where all units say the same.
  private func chosen(_ said: [BudgetUnit.Said], _ name: String) -> LeafCell {
    let given = zip(units, said).filter { !$0.1.text.isEmpty }.map { (unit: $0.0.name, text: $0.1.text) }
    guard let first = given.first else { return LeafCell("") }
    if given.count == units.count, given.allSatisfy({ $0.text == first.text }) { return LeafCell(first.text) }
    return LeafCell("", remark: remark("differs", ["said": listed(given)]))
  }

  /// `收入决算表·2012601 行政运行·上级补助收入`
  private func name(_ address: BlockAddress, _ key: LeafRow.Key, _ column: Int) -> String {
    let table = form.tables[address.table]
    let block = table.blocks[address.block]
    let row: String
    switch key {
    case .fixed(let index): row = block.rows.isEmpty ? "" : block.rows[index].label
    case .open(_, let name): row = name
    case .code(let code): row = "\(code) \(form.classification(of: block)?[code]?.name ?? "")"
    }
    let label = FormLabel.filled(block.columns[column].label, year: facts.head.year)
    return [table.title, block.label ?? "", row, block.columns.count > 1 ? label : ""].filter { !$0.isEmpty }
      .joined(separator: "·")
  }

  // MARK: One after the other

  mutating func join(_ address: BlockAddress) {
    guard form.tables[address.table].collection == nil else { return }
    for unit in units { facts.rows[address, default: []] += unit.facts.rows[address] ?? [] }
  }

  /// Members of all units. Two of one name may be one project of two units, or two projects: somebody has to say.
  mutating func joinMembers(_ table: Int) {
    let all = units.flatMap { $0.facts.members[table] ?? [] }.map(\.name)
    let twice = Set(all.filter { name in all.count { $0 == name } > 1 })
    for unit in units {
      for member in unit.facts.members[table] ?? [] {
        var own = member
        if twice.contains(member.name) { own.name = "\(member.name)（\(unit.name)）" }
        own.fields["name"] = own.name
        facts.members[table, default: []].append(own)
        for block in form.tables[table].blocks.indices {
          let address = BlockAddress(table: table, block: block)
          for row in unit.facts.rows[address] ?? [] where row.member == member.name {
            var joined = row
            joined.member = own.name
            facts.rows[address, default: []].append(joined)
          }
        }
      }
    }
    for name in twice.sorted() { ask("member", about: form.tables[table].title, ["name": name]) }
  }

  /// What units give and no sum makes.
  mutating func noteOwn(_ address: BlockAddress) {
    let title = form.tables[address.table].title
    let isGiven = units.contains { unit in
      (unit.facts.rows[address] ?? []).contains { $0.cells.values.contains { $0.value != .blank } }
    }
    let isDealings = form.workbook.aggregation?.dealings == form.name(of: address)
    if isGiven, !isDealings, !own.contains(title) { own.append(title) }
  }
}

extension Measure {
  fileprivate var addsUp: Bool {
    switch self {
    case .amount, .count: true
    case .percent, .points, .text: false
    }
  }
}

extension LeafRow.Key {
  fileprivate var code: String? { if case .code(let code) = self { code } else { nil } }
}

extension BudgetUnit.Said {
  fileprivate var isNumber: Bool { if case .number = self { true } else { false } }
  fileprivate var isUnknown: Bool { if case .unknown = self { true } else { false } }

  fileprivate var text: String {
    switch self {
    case .number(let number): number.formatted(limit: 6)
    case .text(let text): text
    case .none, .unknown: ""
    }
  }
}
