/// Reads the examples of rules: nested maps of cells, or small documents.
enum ExampleBuilder {
  static func examples(
    of node: PackNode?, table: TableForm?, tables: [TableForm], _ context: inout LoadContext
  ) -> [RuleExample] {
    guard let node, context.isThorough else { return [] }
    context.check(node, knows: ["holds", "breaks"])
    return ["holds", "breaks"].flatMap { key -> [RuleExample] in
      guard let value = node[key] else { return [] }
      switch value.content {
      case .text(let document):
        return [RuleExample(holds: key == "holds", content: .document(document), place: value.place)]
      case .list(let items):
        return items.compactMap { item in
          item.text.map { RuleExample(holds: key == "holds", content: .document($0), place: item.place) }
        }
      case .map:
        let cells = cells(value, table: table, tables: tables, &context)
        return [RuleExample(holds: key == "holds", content: .cells(cells), place: value.place)]
      }
    }
  }

  /// `{ T05: { total: { basic: "1.00" } } }`, the table's own name left out inside its file, block and column left out
  /// where there is only one.
  static func cells(
    _ node: PackNode, table: TableForm?, tables: [TableForm], _ context: inout LoadContext
  ) -> [ExampleCell] {
    var cells: [ExampleCell] = []
    for entry in node.entries {
      // In a product of dimensions the outer one (budget, outturn) may bear the name of a sheet.
      let isOwn = table?.blocks.contains { $0.columns.contains { $0.id.hasPrefix(entry.key + ".") } } ?? false
      if !isOwn, let other = tables.first(where: { $0.id == entry.key }) {
        cells += self.cells(entry.value, table: other, tables: [], &context)
      } else if let table {
        cells += rows(entry, table: table, &context)
      } else {
        let near = nearestNames(to: entry.key, among: tables.map(\.id))
        context.report(PackProblem(.name, "table", at: entry.keyPlace, ["name": entry.key, "near": near]))
      }
    }
    return cells
  }

  private static func rows(_ entry: PackNode.Entry, table: TableForm, _ context: inout LoadContext) -> [ExampleCell] {
    if table.blocks.count > 1, let block = table.blocks.first(where: { $0.id == entry.key }) {
      return entry.value.entries.flatMap { self.cells($0, table: table.id, block: block, &context) }
    }
    return self.cells(entry, table: table.id, block: table.blocks[0], &context)
  }

  private static func cells(
    _ entry: PackNode.Entry, table: String, block: BlockForm, _ context: inout LoadContext
  ) -> [ExampleCell] {
    let blockID = block.id.isEmpty ? nil : block.id
    func cell(_ row: String?, _ column: String?, _ text: String) -> ExampleCell {
      ExampleCell(table: table, block: blockID, row: row, column: column, text: text)
    }
    if let text = entry.value.text {
      // One column, or a block without row names.
      return block.rows.isEmpty ? [cell(nil, entry.key, text)] : [cell(entry.key, nil, text)]
    }
    return entry.value.entries.flatMap { inner -> [ExampleCell] in
      if let text = inner.value.text {
        let column = block.rows.isEmpty ? "\(entry.key).\(inner.key)" : inner.key
        if block.column(column) == nil {
          let near = nearestNames(to: column, among: block.columns.map(\.id))
          context.report(
            PackProblem(.name, "column", at: inner.keyPlace, ["table": table, "name": column, "near": near]))
        }
        return [cell(block.rows.isEmpty ? nil : entry.key, column, text)]
      }
      return []
    }
  }
}

extension ExampleCell {
  /// Whether both speak of the same cell.
  public func isSamePlace(as other: ExampleCell) -> Bool {
    table == other.table && block == other.block && row == other.row && column == other.column
  }
}
