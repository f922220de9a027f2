import Composing
import Filings
import Forms

/// Puts into words what was taken from exported tables, and asks for what they do not have.
struct ExportWords {
  let catalog: Catalog
  let form: Form

  /// - Returns: what there is to say of each table.
  func explain(_ facts: inout LeafFacts, _ reading: ExportReading) -> [String] {
    for conflict in reading.conflicts {
      let text = catalog("import.export.conflict", ["first": conflict.first, "second": conflict.second])
      facts.questions.append(LeafFacts.Question(fact: conflict.address, text: text))
    }
    leaveOpen(&facts, reading.filing)
    let lines = reading.understood.flatMap(lines)
    for table in reading.understood where !table.isSeen || !table.missing.isEmpty || !table.unknown.isEmpty {
      for line in self.lines(table) { facts.questions.append(LeafFacts.Question(fact: table.title, text: line)) }
    }
    return lines + reading.others.map { catalog("import.export.other", ["title": $0]) }
  }

  private func lines(_ table: ExportReading.Understood) -> [String] {
    let layout = table.isSeen ? "" : catalog("import.export.remembered")
    var lines = [
      catalog(
        "import.export.table",
        ["number": table.number, "title": table.title, "count": String(table.facts), "layout": layout])
    ]
    lines += table.missing.map { catalog("import.export.missing", ["number": table.number, "heading": $0]) }
    if !table.unknown.isEmpty {
      let names = table.unknown.joined(separator: "、")
      lines.append(catalog("import.export.unknown", ["number": table.number, "names": names]))
    }
    return lines
  }

  /// What no table of the export has is not none: it is left to the equations, and asked for where they do not tell. What
  /// a table has is taken, also where a blank workbook would leave it to the equations.
  private func leaveOpen(_ facts: inout LeafFacts, _ filing: Filing) {
    let leaves = LeafCells(form)
    for (address, rows) in facts.rows.sorted(by: { ($0.key.table, $0.key.block) < ($1.key.table, $1.key.block) }) {
      let given = filing.tables.first { $0.form == address.table }?.blocks[address.block].rows ?? []
      let hasRows = !form.tables[address.table].blocks[address.block].rows.isEmpty
      for (index, row) in rows.enumerated() {
        guard case .fixed(let own) = row.key else { continue }
        let cells = given.first { $0.key == .fixed(own) }?.cells
        for column in row.cells.keys where cells?[column] == nil {
          facts.rows[address]?[index].cells[column] = nil
        }
        for (column, cell) in (cells ?? []).enumerated() where row.cells[column] == nil {
          guard let cell, !cell.isBlank, leaves.isLeaf(address, row: hasRows ? own : nil, column: column) else {
            continue
          }
          facts.rows[address]?[index].cells[column] = LeafCell(cell.text)
        }
      }
      if given.isEmpty { ask(for: address, &facts) }
    }
  }

  private func ask(for address: BlockAddress, _ facts: inout LeafFacts) {
    let table = form.tables[address.table]
    let title = [table.title, table.blocks[address.block].label ?? ""].filter { !$0.isEmpty }.joined(separator: "·")
    facts.questions.append(LeafFacts.Question(fact: title, text: catalog("import.export.nothing")))
  }
}
