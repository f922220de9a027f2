/// Reads the entry `exports` of a pack.
enum ExportBuilder {
  static func exports(_ node: PackNode?, tables: [TableForm], _ context: inout LoadContext) -> ExportForm {
    var exports = ExportForm()
    guard let node else { return exports }
    context.check(node, knows: ["departments", "totals", "subtotals", "tables"])
    exports.departments = node["departments"]?.items.compactMap(\.text) ?? []
    exports.totals = node["totals"]?.items.compactMap(\.text) ?? []
    exports.subtotals = node["subtotals"]?.items.compactMap(\.text) ?? []
    let names = Set(tables.flatMap { table in [table.id] + table.blocks.map { "\(table.id).\($0.id)" } })
    for entry in node["tables"]?.entries ?? [] {
      let table = entry.value
      context.check(
        table,
        knows: [
          "numbers", "title", "known", "codes", "columns", "total", "across", "rows", "labels", "after", "before",
        ])
      let rows = table["rows"]?.entries ?? []
      var blocks = rows.map { (name: $0.key, place: $0.keyPlace) }
      for node in [table["codes"], table["across"]].compactMap(\.self) { blocks.append((node.text ?? "", node.place)) }
      for (name, place) in blocks where !names.contains(name) {
        let values = ["name": name, "near": nearestNames(to: name, among: names)]
        context.report(PackProblem(.name, "table", at: place, values))
      }
      if let known = table["known"], !["seen", "remembered"].contains(known.text) {
        context.report(PackProblem(.value, "known", at: known.place, ["text": known.text ?? ""]))
      }
      exports.tables.append(
        ExportForm.Table(
          id: entry.key, numbers: table["numbers"]?.items.compactMap(\.text) ?? [],
          title: table.text("title") ?? entry.key, isSeen: table.text("known") == "seen", codes: table.text("codes"),
          columns: sources(table["columns"]), total: sources(table["total"]), across: table.text("across"),
          rows: rows.map { ExportForm.Rows(block: $0.key, sources: sources($0.value)) },
          labels: (table["labels"]?.entries ?? []).map { ExportForm.Row(label: $0.key, sources: sources($0.value)) }))
    }
    return exports
  }

  private static func sources(_ node: PackNode?) -> [ExportForm.Source] {
    (node?.entries ?? []).map { ExportForm.Source(target: $0.key, headings: $0.value.items.compactMap(\.text)) }
  }
}
