/// Reads the entry `workbook` of a pack: titles, and sheets with what they hold.
enum WorkbookBuilder {
  static func workbook(_ node: PackNode?, tables: [TableForm], _ context: inout LoadContext) -> WorkbookForm {
    var workbook = WorkbookForm()
    guard let node else { return workbook }
    context.check(
      node, knows: ["guide", "accounts", "pending", "reconciliation", "unknown", "sheets", "roll", "aggregate"])
    workbook.guideTitle = node.text("guide") ?? workbook.guideTitle
    workbook.accountsTitle = node.text("accounts") ?? workbook.accountsTitle
    workbook.pendingTitle = node.text("pending") ?? workbook.pendingTitle
    workbook.reconciliationTitle = node.text("reconciliation") ?? workbook.reconciliationTitle
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
    workbook.aggregation = node["aggregate"].map { aggregation($0, names: names, tables, &context) }
    return workbook
  }

  private static func aggregation(
    _ node: PackNode, names: Set<String>, _ tables: [TableForm], _ context: inout LoadContext
  ) -> AggregationForm {
    var form = AggregationForm()
    context.check(node, knows: ["tables", "dealings", "eliminations", "units"])
    for entry in node["tables"]?.entries ?? [] {
      expect(entry.key, among: names, at: entry.keyPlace, "table", &context)
      let ways = AggregationForm.Way.allCases.map(\.rawValue)
      expect(entry.value.text ?? "", among: ways, at: entry.value.place, "way", &context)
      form.ways[entry.key] = entry.value.text.flatMap(AggregationForm.Way.init)
    }
    form.dealings = node.text("dealings")
    if let dealings = node["dealings"] {
      expect(form.dealings ?? "", among: names, at: dealings.place, "table", &context)
    }
    for entry in node["eliminations"]?.entries ?? [] {
      context.check(entry.value, knows: ["title", "given", "got", "after", "before"])
      for side in ["given", "got"] {
        let name = entry.value.text(side) ?? ""
        expect(name, among: columns(of: tables), at: entry.value[side]?.place ?? entry.value.place, "column", &context)
      }
      form.eliminations.append(
        AggregationForm.Elimination(
          title: entry.value.text("title") ?? entry.key, given: entry.value.text("given") ?? "",
          got: entry.value.text("got") ?? ""))
    }
    if let units = node["units"] {
      context.check(units, knows: ["part", "title", "words"])
      form.units = AggregationForm.UnitList(
        part: units.text("part") ?? "", title: units.text("title") ?? "", words: units.text("words") ?? "")
    }
    return form
  }

  private static func expect(
    _ name: String, among names: some Sequence<String>, at place: PackPlace, _ kind: String,
    _ context: inout LoadContext
  ) {
    guard !names.contains(name) else { return }
    let values = ["name": name, "table": "", "near": nearestNames(to: name, among: names)]
    context.report(PackProblem(.name, kind, at: place, values))
  }

  /// `T03.subsidy`, `T04.expenditure.general`
  private static func columns(of tables: [TableForm]) -> [String] {
    tables.flatMap { table in
      table.blocks.flatMap { block in
        block.columns.map { [table.id, block.id, $0.id].filter { !$0.isEmpty }.joined(separator: ".") }
      }
    }
  }

  private static func names(of tables: [TableForm]) -> Set<String> {
    tables.reduce(into: WorkbookForm.reserved) { names, table in
      names.insert(table.id)
      for block in table.blocks { names.insert("\(table.id).\(block.id)") }
    }
  }
}
