import Composing
import Forms

/// Which sheets the workbook of a form has, and what stands on them: those of the pack, then one for each table that the
/// pack does not place.
struct WorkbookPlan {
  let form: Form
  let year: Int
  let catalog: Catalog
  let leaves: LeafCells
  private(set) var sheets: [PlannedSheet] = []

  /// What Excel takes.
  static let longestTitle = 31

  init(form: Form, year: Int, catalog: Catalog) {
    (self.form, self.year, self.catalog) = (form, year, catalog)
    leaves = LeafCells(form)
    for sheet in form.workbook.sheets {
      let parts = sheet.holds.compactMap(part)
      if !parts.isEmpty { sheets.append(PlannedSheet(id: sheet.id, title: sheet.title, parts: parts)) }
    }
    addSheetsOfOthers()
  }

  /// Tables that the pack does not place, before the words.
  private mutating func addSheetsOfOthers() {
    let placed = Set(sheets.flatMap(\.parts).flatMap(\.names))
    let isLaidOut = !form.workbook.sheets.isEmpty
    let held = Set(form.outline.flatMap(\.holds))
    var others: [PlannedSheet] = []
    for table in form.tables where !isLaidOut || !table.isPrinted || held.contains(table.id) {
      let names = (table.blocks.count > 1 ? [table.id] : []) + table.blocks.indices.map { name(table.id, $0) }
      let parts = names.filter { !placed.contains($0) }.compactMap { part([$0]) }
      if parts.isEmpty { continue }
      others.append(
        PlannedSheet(id: table.id, title: String(table.title.prefix(Self.longestTitle)), parts: parts))
    }
    let reserved = ["head", "prior", "texts"].filter { !placed.contains($0) }.compactMap { part([$0]) }
    sheets += others + reserved.map { PlannedSheet(id: $0.id, title: $0.title, parts: [$0]) }
  }

  private func name(_ table: String, _ block: Int) -> String {
    form.name(of: BlockAddress(table: form.table(table) ?? 0, block: block))
  }

  // MARK: Parts

  /// - Returns: nil for what has no leaves, or is not in the form.
  private func part(_ names: [String]) -> SheetPart? {
    guard let first = names.first else { return nil }
    switch first {
    case "head": return SheetPart(names: names, title: catalog("workbook.head"), content: .head, columns: headColumns)
    case "prior":
      return SheetPart(names: names, title: catalog("workbook.prior"), content: .prior, columns: priorColumns)
    case "texts":
      return SheetPart(names: names, title: catalog("workbook.texts"), content: .texts, columns: textColumns)
    default: break
    }
    if let table = form.table(first), form.tables[table].blocks.count > 1 { return members(table, names) }
    let blocks = names.compactMap(form.block).filter(hasLeaves)
    guard let block = blocks.first else { return nil }
    let blockForm = form.tables[block.table].blocks[block.block]
    let title = blocks.map(self.title).joined(separator: "、")
    let own = blocks.map(form.name)
    if blockForm.rows.isEmpty {
      return SheetPart(names: own, title: title, content: .cells(block), columns: cellColumns(block))
    }
    return SheetPart(names: own, title: title, content: .rows(blocks), columns: rowColumns(blocks))
  }

  private func hasLeaves(_ address: BlockAddress) -> Bool {
    let block = form.tables[address.table].blocks[address.block]
    if block.rows.isEmpty { return true }
    return block.rows.indices.contains { row in
      if case .coded = block.rows[row].kind, !leaves.sources(of: address, group: row).isEmpty { return false }
      return block.columns.indices.contains {
        block.hasColumn(row: row, column: $0) && leaves.isLeaf(address, row: row, column: $0)
      }
    }
  }

  private func title(_ block: BlockAddress) -> String {
    let table = form.tables[block.table]
    let label = table.blocks[block.block].label
    return FormLabel.filled(table.title + (label.map { "·\($0)" } ?? ""), year: year)
  }

  private func members(_ table: Int, _ names: [String]) -> SheetPart? {
    let tableForm = form.tables[table]
    guard !tableForm.fields.isEmpty else { return nil }
    let columns = tableForm.fields.map { field in
      let heading = field.labels.first ?? field.id
      return SheetPart.Column(
        heading: heading, role: .field(field.id), width: 34,
        note: catalog("workbook.note.field", ["name": heading, "table": tableForm.title]))
    }
    return SheetPart(names: names, title: tableForm.title, content: .members(table), columns: columns)
  }

  // MARK: Columns

  private func column(_ id: String, _ role: SheetPart.Column.Role, _ width: Double) -> SheetPart.Column {
    SheetPart.Column(
      heading: catalog("workbook.column.\(id)"), role: role, width: width, note: catalog("workbook.note.\(id)"))
  }

  private var headColumns: [SheetPart.Column] {
    [column("entry", .key, 18), column("title", .label, 26), column("words", .content, 90)]
  }

  private var priorColumns: [SheetPart.Column] {
    [column("address", .key, 26), column("fact", .label, 50), column("prior", .content, 20)]
  }

  private var textColumns: [SheetPart.Column] {
    [column("purpose", .key, 36), column("about", .label, 44), column("words", .content, 90)]
  }

  private func cellColumns(_ block: BlockAddress) -> [SheetPart.Column] {
    [column("row", .key, 22), column("name", .label, 36), column("unit", .unit, 9), column("figure", .content, 20)]
  }

  private func rowColumns(_ blocks: [BlockAddress]) -> [SheetPart.Column] {
    let first = form.tables[blocks[0].table]
    let block = first.blocks[blocks[0].block]
    var columns: [SheetPart.Column] = []
    if first.collection != nil { columns.append(column("member", .member, 30)) }
    if !block.isOpen {
      columns += [column(hasCodes(block) ? "code" : "row", .key, 14), column("name", .label, 36)]
      if !hasCodes(block) { columns.append(column("unit", .unit, 9)) }
    }
    for address in blocks { columns += valueColumns(address, isJoined: blocks.count > 1) }
    return columns
  }

  func hasCodes(_ block: BlockForm) -> Bool {
    block.rows.contains { if case .coded = $0.kind { true } else { false } }
  }

  private func valueColumns(_ address: BlockAddress, isJoined: Bool) -> [SheetPart.Column] {
    let table = form.tables[address.table]
    let block = table.blocks[address.block]
    return block.columns.indices.compactMap { column in
      let isLeaf = block.rows.indices.contains {
        block.hasColumn(row: $0, column: column) && leaves.isLeaf(address, row: $0, column: column)
      }
      let heading = heading(block, column, isJoined ? table.title : nil)
      guard isLeaf else {
        guard SumFormula.terms(of: address, column: column, form: form) != nil else { return nil }
        return SheetPart.Column(
          heading: heading, role: .sum(address, column), width: 16, note: catalog("workbook.note.sum"))
      }
      let measure = block.columns[column].measure
      return SheetPart.Column(
        heading: heading, role: .value(address, column), width: measure == .text ? 24 : 16,
        note: catalog("workbook.note.\(measure.name)", ["name": heading, "table": table.title]))
    }
  }

  /// `一般公共预算财政拨款支出决算表·基本支出（元）`
  private func heading(_ block: BlockForm, _ column: Int, _ table: String?) -> String {
    let own = block.columns[column]
    let label = own.label.isEmpty ? catalog("workbook.column.figure") : FormLabel.filled(own.label, year: year)
    let unit =
      switch own.measure {
      case .amount where block.rows.contains { $0.unit != nil }: ""
      case .amount: catalog("workbook.unit.amount")
      case .points: catalog("workbook.unit.points")
      case .percent: "%"
      case .count(let unit): unit
      case .text: ""
      }
    return [table, label].compactMap { $0 }.joined(separator: "·") + (unit.isEmpty ? "" : "（\(unit)）")
  }
}

extension Measure {
  /// As the catalogue calls it.
  var name: String {
    switch self {
    case .amount: "amount"
    case .percent: "percent"
    case .points: "points"
    case .count: "count"
    case .text: "text"
    }
  }

  var isText: Bool { self == .text }
}
