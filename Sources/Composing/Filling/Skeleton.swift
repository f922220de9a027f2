import Amounts
import Filings
import Forms

/// The rows that a disclosure will have, with what is given in their cells and nothing in all others.
struct Skeleton {
  let form: Form
  let facts: LeafFacts
  let leaves: LeafCells
  private(set) var filing: Filing
  private(set) var problems: [FactProblem] = []
  /// Where the given cells were given.
  private(set) var places: [CellPlace: FactPlace] = [:]
  /// Cells of fixed rows that were given as none. Where the form says that another cell is the same fact, it is; they
  /// stay unknown until then.
  private(set) var blanks: Set<CellPlace> = []

  init(_ facts: LeafFacts, form: Form) {
    self.form = form
    self.facts = facts
    leaves = LeafCells(form)
    filing = Filing(department: PrintedText(facts.head.department, nil), fiscalYear: facts.head.year)
    for table in form.tables.indices { addTable(table) }
    addRepeatedRows()
    for table in filing.tables.indices { notePlaces(table, member: filing.tables[table].name?.text) }
  }

  // MARK: Tables

  private mutating func addTable(_ table: Int) {
    let tableForm = form.tables[table]
    guard isWanted(table) else { return }
    guard tableForm.collection != nil else {
      return add(table, LeafMember(name: "", fields: [:], place: place(of: table)))
    }
    let members = facts.members[table] ?? []
    for member in members { add(table, member) }
    for (address, rows) in facts.rows where address.table == table {
      for row in rows where !members.contains(where: { $0.name == row.member }) {
        let near = nearestNames(to: row.member ?? "", among: members.map(\.name))
        problems.append(FactProblem("member", at: row.place, ["name": row.member ?? "", "near": near]))
      }
    }
  }

  private func place(of table: Int) -> FactPlace { FactPlace(file: "\(form.tables[table].id).tsv") }

  /// Tables of optional parts are left out where nothing is given for them; so are sheets.
  private func isWanted(_ table: Int) -> Bool {
    let id = form.tables[table].id
    if facts.files.contains(id) || facts.files.contains(where: { $0.hasPrefix(id + ".") }) { return true }
    if !form.tables[table].isPrinted { return form.tables[table].blocks.indices.allSatisfy { isRepeated(table, $0) } }
    return form.outline.contains { $0.isRequired && $0.holds.contains(id) }
  }

  /// Whether every row of a block comes from other tables.
  private func isRepeated(_ table: Int, _ block: Int) -> Bool {
    let rows = form.tables[table].blocks[block].rows
    return rows.indices.contains { !leaves.sources(of: BlockAddress(table: table, block: block), group: $0).isEmpty }
  }

  private mutating func add(_ table: Int, _ member: LeafMember) {
    let tableForm = form.tables[table]
    var filled = FilledTable(form: table, unit: .yuan, blocks: [])
    if tableForm.collection != nil { filled.name = PrintedText(member.name, nil) }
    let fields = tableForm.collection == nil ? facts.members[table]?.first?.fields ?? [:] : member.fields
    for field in tableForm.fields {
      let department = field.id == "department" ? facts.head.department : ""
      let value = fields[field.id] ?? ""
      filled.fields[field.id] = PrintedText(value.isEmpty ? department : value, nil)
    }
    for block in tableForm.blocks.indices {
      let address = BlockAddress(table: table, block: block)
      let given = (facts.rows[address] ?? []).filter { tableForm.collection == nil || $0.member == member.name }
      filled.blocks.append(rows(of: address, given, isGiven: facts.rows[address] != nil))
    }
    filing.tables.append(filled)
  }

  /// Copies where cells were given; reports what should have been left to the equations.
  private mutating func notePlaces(_ index: Int, member: String?) {
    let table = filing.tables[index]
    for (block, filled) in table.blocks.enumerated() {
      let address = BlockAddress(table: table.form, block: block)
      let given = Dictionary(
        (facts.rows[address] ?? []).filter { $0.member == member }.map { (rowName($0.key), $0) },
        uniquingKeysWith: { first, _ in first })
      var open = (facts.rows[address] ?? []).filter { $0.member == member && isOpen($0.key) }[...]
      for (row, filledRow) in filled.rows.enumerated() {
        let leaf: LeafRow?
        if case .open = filledRow.key { leaf = open.popFirst() } else { leaf = given[rowName(filledRow.key)] }
        for (column, cell) in leaf?.cells ?? [:] {
          let place = CellPlace(table: index, block: block, row: row, column: column)
          places[place] = cell.place
          if case .fixed = filledRow.key, cell.value == .blank,
            leaves.isLeaf(address, row: filledRow.form, column: column),
            isAmount(form.tables[address.table].blocks[block], filledRow.form, column)
          {
            blanks.insert(place)
            filing.tables[index].blocks[block].rows[row].cells[column] = nil
          }
          if cell.value != .blank, filled.rows[row].cells[column] == nil {
            problems.append(
              FactProblem(
                "derived", at: cell.place, ["name": filledRow.name.text, "table": form.tables[table.form].title]))
          }
        }
      }
    }
  }

  private func rowName(_ key: LeafRow.Key) -> String {
    switch key {
    case .fixed(let row): "#\(row)"
    case .code(let code): code
    case .open: ""
    }
  }

  private func rowName(_ key: FilledRow.Key) -> String {
    switch key {
    case .fixed(let row): "#\(row)"
    case .code(let code): code
    case .open: ""
    }
  }

  private func isOpen(_ key: LeafRow.Key) -> Bool {
    if case .open = key { true } else { false }
  }

  // MARK: Rows

  private mutating func rows(of address: BlockAddress, _ given: [LeafRow], isGiven: Bool) -> FilledBlock {
    let block = form.tables[address.table].blocks[address.block]
    let columns = Set(block.columns.indices)
    guard !block.rows.isEmpty else {
      let row = row(address, .fixed(0), form: nil, name: "", given.first, isGiven: isGiven)
      return FilledBlock(rows: [row], columns: columns)
    }
    var rows: [FilledRow] = []
    let order =
      block.rows.indices.filter { !block.rows[$0].isAtEnd } + block.rows.indices.filter { block.rows[$0].isAtEnd }
    for index in order {
      switch block.rows[index].kind {
      case .fixed:
        let leaf = given.first { $0.key == .fixed(index) }
        rows.append(row(address, .fixed(index), form: index, name: block.rows[index].label, leaf, isGiven: leaf != nil))
      case .coded(let id, let level):
        if leaves.sources(of: address, group: index).isEmpty {
          rows += coded(address, group: index, id, level: level, given, isGiven: isGiven)
        }
      case .open:
        for leaf in given {
          guard case .open(index, let name) = leaf.key else { continue }
          let title = name.isEmpty ? leaf.cells[block.column("level3") ?? -1]?.text ?? "" : name
          rows.append(row(address, .open(rows.count), form: index, name: title, leaf, isGiven: true))
        }
      }
    }
    return FilledBlock(rows: rows, columns: columns)
  }

  /// The given codes with the codes above them; in lanes, every account of the classes there.
  private mutating func coded(
    _ address: BlockAddress, group: Int, _ id: String, level: String?, _ given: [LeafRow], isGiven: Bool
  ) -> [FilledRow] {
    guard let classification = form.classifications[id] else { return [] }
    let table = form.tables[address.table]
    if !isGiven, table.isPrinted {
      problems.append(
        FactProblem(
          "file.missing", at: FactPlace(file: form.name(of: address) + ".tsv"), ["table": table.title]))
    }
    var codes: Set<String> = []
    for row in given {
      guard case .code(let code) = row.key else { continue }
      codes.insert(code)
      var next = classification.parent(of: code)
      while level == nil, let parent = next {
        codes.insert(parent)
        next = classification.parent(of: parent)
      }
    }
    for code in table.lanes.joined() { codes.formUnion([code] + classification.children(of: code)) }
    return codes.sorted().map { code in
      let isParent = level == nil && codes.contains { $0 != code && $0.hasPrefix(code) }
      return row(
        address, .code(code), form: group, name: classification[code]?.name ?? "",
        given.first { $0.key == .code(code) }, isGiven: true, isParent: isParent)
    }
  }

  private func row(
    _ address: BlockAddress, _ key: FilledRow.Key, form index: Int?, name: String, _ leaf: LeafRow?, isGiven: Bool,
    isParent: Bool = false
  ) -> FilledRow {
    let block = form.tables[address.table].blocks[address.block]
    var cells = [FilledCell?](repeating: nil, count: block.columns.count)
    for column in block.columns.indices where block.hasColumn(row: index, column: column) {
      guard leaves.isLeaf(address, row: index, column: column, isParent: isParent) else { continue }
      if let cell = leaf?.cells[column] {
        // A score that is not given is worked out.
        let isOpenScore = cell.value == .blank && block.isOpen && block.columns[column].id == "score"
        if !isOpenScore { cells[column] = FilledCell(cell.text, value: cell.value, span: nil) }
      } else if isGiven, !(block.isOpen && block.columns[column].id == "score"),
        leaf == nil || index.map({ block.rows[$0].kind != .fixed || block.rows[$0].optional.contains(column) }) ?? false
      {
        cells[column] = FilledCell("", value: .blank, span: nil)
      }
    }
    return FilledRow(key: key, form: index, name: PrintedText(name, nil), cells: cells)
  }

  private func isAmount(_ block: BlockForm, _ row: Int?, _ column: Int) -> Bool {
    switch block.measure(row: row, column: column) {
    case .amount, .count, .text: true
    case .percent, .points: false
    }
  }

  // MARK: Rows of other tables

  /// Groups whose rows repeat the codes of other tables, at their own level.
  private mutating func addRepeatedRows() {
    for index in filing.tables.indices {
      let table = filing.tables[index].form
      for block in form.tables[table].blocks.indices {
        addRepeatedRows(index, BlockAddress(table: table, block: block))
        filing.tables[index].blocks[block].index()
      }
    }
  }

  private mutating func addRepeatedRows(_ index: Int, _ address: BlockAddress) {
    for (group, rowForm) in form.tables[address.table].blocks[address.block].rows.enumerated() {
      let sources = leaves.sources(of: address, group: group)
      guard !sources.isEmpty, case .coded(let id, let level) = rowForm.kind,
        let classification = form.classifications[id]
      else { continue }
      let codes = filing.tables.filter { sources.contains($0.form) }.flatMap(\.blocks).flatMap(\.rows).compactMap(
        \.code)
      let wanted = Set(codes).filter { level == nil || classification.level(of: $0) == level }.sorted()
      let rows = wanted.map {
        row(address, .code($0), form: group, name: classification[$0]?.name ?? "", nil, isGiven: false)
      }
      let own = filing.tables[index].blocks[address.block].rows
      let position = own.firstIndex { ($0.form ?? 0) > group } ?? own.count
      filing.tables[index].blocks[address.block].rows.insert(contentsOf: rows, at: position)
    }
  }
}
