/// Reads the entry `workbook` of a pack: titles, and sheets with what they hold.
enum WorkbookBuilder {
  static func workbook(_ node: PackNode?, tables: [TableForm], _ context: inout LoadContext) -> WorkbookForm {
    var workbook = WorkbookForm()
    guard let node else { return workbook }
    context.check(node, knows: ["guide", "accounts", "pending", "unknown", "sheets", "roll"])
    workbook.guideTitle = node.text("guide") ?? workbook.guideTitle
    workbook.accountsTitle = node.text("accounts") ?? workbook.accountsTitle
    workbook.pendingTitle = node.text("pending") ?? workbook.pendingTitle
    workbook.unknown = node.text("unknown") ?? workbook.unknown
    let names = names(of: tables)
    for entry in node["sheets"]?.entries ?? [] {
      context.check(entry.value, knows: ["title", "holds", "or", "after", "before"])
      let groups = entry.value["holds"]?.items ?? []
      for part in groups.flatMap(\.items) where !names.contains(part.text ?? "") {
        let name = part.text ?? ""
        let near = nearestNames(to: name, among: names)
        context.report(PackProblem(.name, "table", at: part.place, ["name": name, "near": near]))
      }
      workbook.sheets.append(
        WorkbookForm.Sheet(
          id: entry.key, title: entry.value.text("title") ?? entry.key,
          holds: groups.map { $0.items.compactMap(\.text) }))
    }
    for entry in node["roll"]?.entries ?? [] {
      for (name, place) in [(entry.key, entry.keyPlace), (entry.value.text ?? "", entry.value.place)] {
        let table = String(name.prefix { $0 != "." && $0 != "[" })
        guard !names.contains(table) else { continue }
        context.report(
          PackProblem(.name, "table", at: place, ["name": table, "near": nearestNames(to: table, among: names)]))
      }
      workbook.roll.append((entry.key, entry.value.text ?? ""))
    }
    return workbook
  }

  private static func names(of tables: [TableForm]) -> Set<String> {
    tables.reduce(into: WorkbookForm.reserved) { names, table in
      names.insert(table.id)
      for block in table.blocks { names.insert("\(table.id).\(block.id)") }
    }
  }
}
