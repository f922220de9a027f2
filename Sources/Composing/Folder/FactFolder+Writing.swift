import Amounts
package import Forms

extension FactFolder {
  /// Leaf facts as the files of a folder, which read back to the same facts.
  package init(_ facts: LeafFacts, form: Form) {
    self.init(texts: [Self.headName: HeadWriter.yaml(facts.head)])
    let leaves = LeafCells(form)
    for (table, tableForm) in form.tables.enumerated() {
      for block in tableForm.blocks.indices {
        let address = BlockAddress(table: table, block: block)
        let writer = BlockWriter(form: form, address: address, leaves: leaves)
        guard let rows = facts.rows[address], !rows.allSatisfy(\.cells.isEmpty) || writer.namesRows else { continue }
        add(form.name(of: address), writer.lines(rows))
      }
      guard let members = facts.members[table] else { continue }
      let heading = tableForm.fields.filter { field in members.contains { !($0.fields[field.id] ?? "").isEmpty } }
      let fields = heading.isEmpty ? tableForm.fields : heading
      add(
        tableForm.id,
        [fields.map { ($0.labels.first ?? $0.id) }]
          + members.map { member in fields.map { member.fields[$0.id] ?? "" } })
    }
    add("prior", [["address", "amount"]] + facts.priors.map { [$0.address, $0.value?.formatted(decimals: 2) ?? ""] })
    add("texts", [["purpose", "words"]] + facts.texts.sorted { $0.key < $1.key }.map { [$0.key, $0.value] })
  }

  /// As TSV; where a field has a break of its own, as CSV.
  private mutating func add(_ name: String, _ lines: [[String]]) {
    let isPlain = lines.joined().allSatisfy { !$0.contains { "\t\n\r".contains($0) } }
    let ending = isPlain ? ".tsv" : ".csv"
    let text = lines.map { fields in
      isPlain
        ? fields.joined(separator: "\t")
        : fields.map { "\"" + $0.replacing("\"", with: "\"\"") + "\"" }.joined(separator: ",")
    }
    texts[name + ending] = text.joined(separator: "\n") + "\n"
  }
}

/// The lines of one block's file.
private struct BlockWriter {
  let form: Form
  let address: BlockAddress
  let leaves: LeafCells

  private var block: BlockForm { form.tables[address.table].blocks[address.block] }

  /// Whether whoever fills it in says which rows there are, so that none is an answer too.
  var namesRows: Bool {
    block.isOpen
      || block.rows.indices.contains { row in
        if case .coded = block.rows[row].kind { leaves.sources(of: address, group: row).isEmpty } else { false }
      }
  }

  func lines(_ rows: [LeafRow]) -> [[String]] {
    if block.rows.isEmpty { return cells(rows) }
    let columns = block.columns.indices.filter { column in
      block.rows.indices.contains {
        block.hasColumn(row: $0, column: column) && leaves.isLeaf(address, row: $0, column: column)
      }
    }
    var keys: [String] = form.tables[address.table].collection == nil ? [] : ["member"]
    if !block.isOpen { keys.append("row") }
    let heading = keys + columns.map { block.columns[$0].id }
    return [heading]
      + inOrder(rows.filter { !$0.cells.isEmpty }).map { row in
        var names = row.member.map { [$0] } ?? []
        if !block.isOpen { names.append(name(row.key)) }
        return names + columns.map { text(row, $0) }
      }
  }

  /// Of each member the rows that the form names, in its order, before all others.
  private func inOrder(_ rows: [LeafRow]) -> [LeafRow] {
    var members: [String?: Int] = [:]
    for row in rows where members[row.member] == nil { members[row.member] = members.count }
    func rank(_ row: LeafRow) -> (Int, Int) {
      if case .fixed(let index) = row.key { return (members[row.member] ?? 0, index) }
      return (members[row.member] ?? 0, .max)
    }
    return rows.enumerated().sorted { a, b in
      let (x, y) = (rank(a.element), rank(b.element))
      return x == y ? a.offset < b.offset : x < y
    }.map(\.element)
  }

  /// What a given row does not give of a fixed row is left to the equations.
  private func text(_ row: LeafRow, _ column: Int) -> String {
    if let cell = row.cells[column] { return cell.text }
    guard case .fixed(let own) = row.key, block.hasColumn(row: own, column: column),
      leaves.isLeaf(address, row: own, column: column)
    else { return "" }
    return form.workbook.unknown
  }

  private func name(_ key: LeafRow.Key) -> String {
    switch key {
    case .fixed(let row): block.rows[row].id
    case .code(let code): code
    case .open(_, let name): name
    }
  }

  private func cells(_ rows: [LeafRow]) -> [[String]] {
    [["column", "figure"]]
      + (rows.first?.cells ?? [:]).sorted { $0.key < $1.key }.map { [block.columns[$0.key].id, $0.value.text] }
  }
}

/// `head.yaml`
private enum HeadWriter {
  static func yaml(_ head: FactHead) -> String {
    var lines = [
      "department: \(quoted(head.department))", "year: \(head.year)", "pack: \(head.pack)",
      "rounding: \(head.rounding.rawValue)",
    ]
    if !head.parts.isEmpty { lines.append("parts:") }
    for (part, entries) in head.parts.sorted(by: { $0.key < $1.key }) {
      lines.append("  \(part):")
      for entry in entries {
        lines.append("    \(quoted(entry.title)):")
        if entry.paragraphs.isEmpty { lines[lines.count - 1] += " \"\"" }
        lines += entry.paragraphs.map { "      - \(quoted($0))" }
      }
    }
    if !head.signature.isEmpty { lines.append("signature:") }
    for line in head.signature {
      let parts = line.split(separator: "：", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
      lines.append("  \(quoted(parts[0])): \(quoted(parts.count > 1 ? parts[1] : ""))")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func quoted(_ text: String) -> String {
    "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
  }
}
