package import Composing
package import Forms
import Writers

extension DraftedWorkbook {
  /// The lines of a workbook that leaf facts fill.
  ///
  /// - Parameter last: last year's facts, to stand beside this year's.
  package init(_ facts: LeafFacts, last: LeafFacts? = nil, form: Form, catalog: Catalog) {
    self.init(pack: facts.head.pack, year: facts.head.year)
    let plan = WorkbookPlan(form: form, year: facts.head.year, catalog: catalog)
    let layout = WorkbookLayout(form: form, facts: facts, catalog: catalog, plan: plan)
    let before = last.map { WorkbookLayout(form: form, facts: $0, catalog: catalog, plan: plan) }
    for part in plan.sheets.flatMap(\.parts) {
      var own = Part(id: part.id, columns: part.columnNames(form), lines: [])
      let known = before.map { Self.lastTexts(part, $0) } ?? [:]
      for row in layout.rows(of: part) {
        guard let line = line(row, part, known) else { continue }
        own.lines.append(line)
      }
      for _ in 0..<part.spareLines(form) { own.lines.append(blankLine(part)) }
      parts.append(own)
    }
    questions = facts.questions.map { Question(fact: $0.fact, text: $0.text) }
    origin = facts.origin
  }

  /// A line that nothing stands in.
  mutating func blankLine(_ part: SheetPart) -> Line {
    var line = Line(id: newLine(), isFixed: false, cells: part.columns.map { _ in Cell("") })
    if case .head = part.content, let key = part.column(.key) { line.cells[key].text = HeadLines.reportKey }
    return line
  }

  /// - Returns: nil for a line kept free.
  private mutating func line(_ row: [Sheet.Cell], _ part: SheetPart, _ last: [String: [String]]) -> Line? {
    let isFixed = part.isFixed(row)
    let cells = row.indices.map { index -> Cell in
      switch part.columns[index].role {
      case .unit, .sum: return Cell("")
      case .label where !part.keepsLabel(ofFixed: isFixed): return Cell("")
      default: return Cell(row[index].text, note: row[index].note, isPending: row[index].style.isPending)
      }
    }
    if !isFixed, cells.allSatisfy({ $0.text.isEmpty && !$0.isPending }) { return nil }
    return Line(id: newLine(), isFixed: isFixed, cells: cells, last: part.name(of: row).flatMap { last[$0] })
  }

  /// What the cells of a part said last year, by what names the line. Only of figures.
  private static func lastTexts(_ part: SheetPart, _ layout: WorkbookLayout) -> [String: [String]] {
    switch part.content {
    case .head, .prior, .texts, .members: return [:]
    case .cells, .rows: break
    }
    let unknown = layout.form.workbook.unknown
    return layout.rows(of: part).reduce(into: [:]) { texts, row in
      guard let name = part.name(of: row), texts[name] == nil else { return }
      let own = row.enumerated().map { index, cell in
        part.columns[index].role.isFigure && cell.text != unknown ? cell.text : ""
      }
      if own.contains(where: { !$0.isEmpty }) { texts[name] = own }
    }
  }
}

extension WorkbookLayout {
  /// The lines that facts fill, without the totals under them.
  fileprivate func rows(of part: SheetPart) -> [[Sheet.Cell]] {
    var lines = PartLines(layout: self, part: part, sheet: "", start: 0)
    lines.add()
    return part.hasTotals(plan) ? lines.rows.dropLast() : lines.rows
  }
}

extension SheetPart {
  /// Lines kept free for what is not given yet.
  func spareLines(_ form: Form) -> Int {
    switch content {
    case .head, .prior, .texts, .cells: 0
    case .members(let table): form.tables[table].collection == nil ? 0 : 1
    case .rows(let blocks): canGrow(form) && !isByMember(form) ? (form.block(blocks[0]).isOpen ? 2 : 3) : 0
    }
  }

  /// Whether whoever fills it in says which lines there are.
  func canGrow(_ form: Form) -> Bool {
    switch content {
    case .prior, .texts, .cells: false
    case .head: form.reportTitle != nil
    case .members(let table): form.tables[table].collection != nil
    case .rows(let blocks):
      form.tables[blocks[0].table].collection != nil
        || form.block(blocks[0]).rows.contains { $0.kind != .fixed }
    }
  }

  /// Whether its lines are the same for each member of a collection.
  func isByMember(_ form: Form) -> Bool {
    guard case .rows(let blocks) = content, form.tables[blocks[0].table].collection != nil else { return false }
    let block = form.block(blocks[0])
    return !block.isOpen && block.rows.allSatisfy { $0.kind == .fixed }
  }

  /// Whether a last line adds up what is above it.
  func hasTotals(_ plan: WorkbookPlan) -> Bool {
    guard case .rows(let blocks) = content else { return false }
    let block = plan.form.block(blocks[0])
    return plan.hasCodes(block) && !block.isOpen
  }

  /// Whether the name of a line is given with it, and not looked up.
  func keepsLabel(ofFixed isFixed: Bool) -> Bool {
    switch content {
    case .head: true
    case .cells, .rows: isFixed
    case .prior, .texts, .members: false
    }
  }

  fileprivate func isFixed(_ row: [Sheet.Cell]) -> Bool {
    switch content {
    case .head: column(.label).map { row[$0].style == .fixed } ?? false
    case .prior, .texts: column(.key).map { !row[$0].text.isEmpty } ?? false
    case .cells: true
    case .members: false
    case .rows: column(.key).map { row[$0].style == .fixed } ?? false
    }
  }

  /// What names a line among those of its part: member and key; of indicators, which have no key, their levels.
  fileprivate func name(of row: [Sheet.Cell]) -> String? {
    let keys = column(.key).map { [$0] } ?? Array(columns.indices.filter { columns[$0].role != .member }.prefix(3))
    let names = keys.map { row[$0].text }
    guard names.contains(where: { !$0.isEmpty }) else { return nil }
    return ([column(.member).map { row[$0].text } ?? ""] + names).joined(separator: "\t")
  }
}

extension SheetPart.Column.Role {
  var isFigure: Bool {
    switch self {
    case .value, .sum, .content: true
    case .member, .key, .label, .unit, .field: false
    }
  }
}

extension Sheet.Style {
  var isPending: Bool { self == .pending || self == .pendingMoney }

  /// Whether it is to be filled in.
  var isInput: Bool {
    switch self {
    case .input, .inputMoney, .inputNumber, .pending, .pendingMoney: true
    default: false
    }
  }
}

extension Sheet.Cell {
  /// What the cell shows.
  var text: String {
    switch value {
    case .text(let text), .decimal(let text), .formula(_, let text): text
    case .number(let number): String(number)
    case .blank: ""
    }
  }
}
