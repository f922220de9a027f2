import Amounts
package import Documents
package import Filings
package import Forms

/// Takes leaf facts out of a published disclosure that was understood. What the document does not say stays open, and what
/// contradicts itself is marked: nothing is settled here.
package struct FactImport {
  let form: Form
  let filing: Filing
  let figures: PublishedFigures
  let leaves: LeafCells
  var facts: LeafFacts

  /// - Parameter filing: of the disclosure, as it was read or repaired.
  package static func facts(_ filing: Filing, of document: Document, form: Form, year: Int) -> LeafFacts {
    let words = PublishedWords(filing, of: document, form: form)
    let head = FactHead(
      department: filing.department?.text.filter { !$0.isWhitespace } ?? "", year: year, pack: form.pack,
      // Figures that were printed in another unit were rounded one by one.
      rounding: filing.tables.contains { $0.unit != .yuan } ? .independent : .controlled, parts: words.parts,
      signature: words.signature)
    var own = FactImport(form: form, filing: filing, facts: BlankFacts.facts(head, form: form))
    own.addBlocks()
    own.addPriors()
    own.addTexts(document)
    return own.facts
  }

  private init(form: Form, filing: Filing, facts: LeafFacts) {
    (self.form, self.filing, self.facts) = (form, filing, facts)
    figures = PublishedFigures(filing, form: form)
    leaves = LeafCells(form)
  }

  // MARK: Tables

  private mutating func addBlocks() {
    for (table, tableForm) in form.tables.enumerated() {
      if tableForm.collection != nil {
        addMembers(table)
      } else {
        for block in tableForm.blocks.indices { addBlock(BlockAddress(table: table, block: block), member: nil) }
      }
    }
  }

  private mutating func addMembers(_ table: Int) {
    for index in filing.fillings(of: table) {
      let filled = filing.tables[index]
      let name = figures.member(filled) ?? ""
      guard !(facts.members[table] ?? []).contains(where: { $0.name == name }) else { continue }
      var fields = filled.fields.mapValues(\.text)
      fields["name"] = name
      facts.members[table, default: []].append(LeafMember(name: name, fields: fields, place: FactPlace(file: "")))
      for block in form.tables[table].blocks.indices {
        let address = BlockAddress(table: table, block: block)
        addFixed(address, member: name)
        addBlock(address, member: name)
      }
    }
  }

  /// Rows that the form names, blank, of one member.
  private mutating func addFixed(_ address: BlockAddress, member: String) {
    let block = form.tables[address.table].blocks[address.block]
    for row in block.rows.indices where block.rows[row].kind == .fixed {
      let columns = block.columns.indices.filter { column in
        block.hasColumn(row: row, column: column) && leaves.isLeaf(address, row: row, column: column)
          && block.columns[column].measure != .points
      }
      guard !columns.isEmpty else { continue }
      let cells = Dictionary(uniqueKeysWithValues: columns.map { ($0, LeafCell("")) })
      facts.rows[address, default: []].append(
        LeafRow(member: member, key: .fixed(row), cells: cells, place: FactPlace(file: "")))
    }
  }

  private mutating func addBlock(_ address: BlockAddress, member: String?) {
    fillFixed(address, member)
    let block = form.tables[address.table].blocks[address.block]
    if block.isOpen { return addOpen(address, member) }
    for (group, row) in block.rows.enumerated() {
      switch row.kind {
      case .coded(let id, let level):
        if leaves.sources(of: address, group: group).isEmpty { addCodes(address, group, id, level: level) }
      case .open: addNamed(address, group)
      case .fixed: break
      }
    }
  }

  /// What the document prints for the rows that the form names.
  private mutating func fillFixed(_ address: BlockAddress, _ member: String?) {
    for index in (facts.rows[address] ?? []).indices {
      guard let row = facts.rows[address]?[index], row.member == member, case .fixed(let own) = row.key else {
        continue
      }
      for column in row.cells.keys {
        let key = PublishedFigures.Key(
          table: address.table, member: member, block: address.block, row: .fixed(own), column: column)
        guard let figure = figures.figures[key] else { continue }
        let cell = cell(figure, address, row: own, column: column)
        facts.rows[address]?[index].cells[column] = cell
      }
    }
  }

  /// A cell as leaf facts have it.
  private func cell(_ figure: PublishedFigures.Figure, _ address: BlockAddress, row: Int?, column: Int) -> LeafCell {
    let block = form.tables[address.table].blocks[address.block]
    let measure = block.measure(row: block.rows.isEmpty ? nil : row, column: column)
    if measure == .text {
      return LeafCell(text: figure.text, value: figure.text.isEmpty ? .blank : .text, place: FactPlace(file: ""))
    }
    if figure.isBlank { return LeafCell("") }
    guard let value = figure.value else {
      return LeafCell("", remark: LeafRemark(figure.text, isPending: true))
    }
    switch measure {
    case .amount: return LeafCell(value.formatted(decimals: 2))
    case .percent, .text: return LeafCell(figure.text)
    case .points, .count: return LeafCell(value.formatted(limit: 6))
    }
  }

  /// The accounts at the finest level that the document prints.
  private mutating func addCodes(_ address: BlockAddress, _ group: Int, _ id: String, level: String?) {
    guard let classification = form.classifications[id] else { return }
    let block = form.tables[address.table].blocks[address.block]
    let all = Set(
      figures.figures.keys.compactMap { key -> String? in
        guard key.table == address.table, key.block == address.block, case .code(let code) = key.row else { return nil }
        return code
      })
    let missing = MissingAccounts(figures, form).codes(of: address, classification)
    let known = all.union(missing)
    let codes = all.filter { code in
      level.map { classification.level(of: code) == $0 } ?? !known.contains { $0 != code && $0.hasPrefix(code) }
    }
    for code in codes.union(missing).sorted() {
      var row = LeafRow(key: .code(code), cells: [:], place: FactPlace(file: ""))
      for column in block.columns.indices where leaves.isLeaf(address, row: group, column: column) {
        let key = PublishedFigures.Key(
          table: address.table, member: nil, block: address.block, row: .code(code), column: column)
        row.cells[column] = figures.figures[key].map { cell($0, address, row: group, column: column) } ?? LeafCell("")
      }
      // A row that nobody printed: the sums that lack it tell its figures.
      // Tables that print every account print most of them without a figure.
      let isSaid = row.cells.values.contains { !$0.text.isEmpty || $0.remark != nil }
      if isSaid || !all.contains(code) || !form.tables[address.table].isPrinted {
        facts.rows[address, default: []].append(row)
      }
    }
  }

  /// Rows that the filer named among those of the form.
  private mutating func addNamed(_ address: BlockAddress, _ group: Int) {
    for table in filing.fillings(of: address.table) {
      for row in filing.tables[table].blocks[address.block].rows where row.form == group {
        guard case .open = row.key, !row.name.text.isEmpty else { continue }
        var leaf = LeafRow(key: .open(group: group, name: row.name.text), cells: [:], place: FactPlace(file: ""))
        let block = form.tables[address.table].blocks[address.block]
        for column in block.columns.indices {
          let key = PublishedFigures.Key(
            table: address.table, member: nil, block: address.block, row: .open(row.name.text), column: column)
          leaf.cells[column] = figures.figures[key].map { cell($0, address, row: group, column: column) }
        }
        if !(facts.rows[address] ?? []).contains(where: { $0.key == leaf.key }) {
          facts.rows[address, default: []].append(leaf)
        }
      }
    }
  }
}
