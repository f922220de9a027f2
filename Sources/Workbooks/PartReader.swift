import Composing
import Forms

/// Takes one part of a sheet apart into tables of leaf facts, as if they stood in a folder.
struct PartReader {
  let part: SheetPart
  let form: Form
  let plan: WorkbookPlan
  let grid: SheetGrid
  let place: SheetGrid.Part
  private(set) var tables: [FactTable] = []
  private(set) var problems: [FactProblem] = []
  /// Column of the part → column of the sheet.
  private var columns: [Int: Int] = [:]

  init(part: SheetPart, form: Form, plan: WorkbookPlan, grid: SheetGrid, place: SheetGrid.Part) {
    (self.part, self.form, self.plan, self.grid, self.place) = (part, form, plan, grid, place)
  }

  mutating func read() {
    // The head is read before the form is known.
    if case .head = part.content { return }
    readHeading()
    reportStrays()
    switch part.content {
    case .head: break
    case .prior: addPairs("prior", ["address", "amount"])
    case .texts: addPairs("texts", ["purpose", "words"])
    case .cells(let block): addPairs(form.name(of: block), ["column", "figure"])
    case .members(let table): addMembers(form.tables[table].id)
    case .rows(let blocks): for block in blocks { addRows(block) }
    }
  }

  // MARK: Heading

  mutating func readHeading() {
    guard let heading = place.heading else {
      problems.append(FactProblem("cells.heading", at: grid.place(place.title, 0), ["part": part.title]))
      return
    }
    for column in grid.columns(heading) {
      let text = grid.text(heading, column)
      let key = Label.compact(text)
      guard
        let own = part.columns.indices.first(where: {
          columns[$0] == nil && Label.compact(part.columns[$0].heading) == key
        })
      else {
        let near = nearestNames(to: text, among: part.columns.map(\.heading))
        problems.append(
          FactProblem("cells.column", at: grid.place(heading, column), ["name": text, "near": near]))
        continue
      }
      columns[own] = column
    }
    for (index, column) in part.columns.enumerated() where columns[index] == nil {
      switch column.role {
      case .label, .unit, .sum: break
      case .member, .key, .value, .field, .content:
        problems.append(
          FactProblem(
            "cells.column.missing", at: grid.place(heading, 0),
            ["name": column.heading, "part": part.title]))
      }
    }
  }

  /// Cells under no heading: nobody can tell what they are.
  private mutating func reportStrays() {
    guard let heading = place.heading else { return }
    let headed = Set(grid.columns(heading))
    for line in place.lines {
      for column in grid.columns(line) where !headed.contains(column) {
        problems.append(
          FactProblem("cells.stray", at: grid.place(line, column), ["text": grid.text(line, column)]))
      }
    }
  }

  // MARK: Lines

  /// The text of a line in a column of the part; empty where the sheet has no such column.
  func text(_ line: Int, _ own: Int) -> String { columns[own].map { grid.text(line, $0) } ?? "" }

  private func field(_ line: Int, _ role: SheetPart.Column.Role) -> FactTable.Field {
    guard let own = part.column(role), let column = columns[own] else {
      return FactTable.Field("", at: grid.place(line, 0))
    }
    return FactTable.Field(grid.text(line, column), at: grid.place(line, column))
  }

  private func heading(_ fields: [String]) -> FactTable.Line {
    let row = place.heading ?? place.title
    return FactTable.Line(fields.map { FactTable.Field($0, at: grid.place(row, 0)) }, at: grid.place(row, 0))
  }

  private mutating func add(_ name: String, _ headings: [String], _ lines: [[FactTable.Field]]) {
    tables.append(
      FactTable(
        name: name,
        lines: [heading(headings)] + lines.map { FactTable.Line($0, at: $0.first?.place ?? grid.place(place.title, 0)) }
      ))
  }

  private mutating func addPairs(_ name: String, _ headings: [String]) {
    let lines = place.lines.compactMap { line -> [FactTable.Field]? in
      let fields = [field(line, .key), field(line, .content)]
      return fields.allSatisfy(\.text.isEmpty) ? nil : fields
    }
    add(name, headings, lines)
  }

  private mutating func addMembers(_ table: String) {
    let fields = part.columns.compactMap { column -> String? in
      if case .field(let id) = column.role { id } else { nil }
    }
    let lines = place.lines.map { line in fields.map { field(line, .field($0)) } }
    add(table, fields, lines.filter { !$0.allSatisfy(\.text.isEmpty) })
  }

  private mutating func addRows(_ address: BlockAddress) {
    let block = form.tables[address.table].blocks[address.block]
    let own = part.columns.compactMap { column -> (role: SheetPart.Column.Role, id: String)? in
      guard case .value(address, let index) = column.role else { return nil }
      return (column.role, block.columns[index].id)
    }
    var keys: [SheetPart.Column.Role] = part.column(.member) == nil ? [] : [.member]
    if !block.isOpen { keys.append(.key) }
    var lines: [[FactTable.Field]] = []
    for line in place.lines {
      let names = keys.map { field(line, $0) }
      // The line of totals.
      if !block.isOpen, names.last?.text == plan.catalog("workbook.total") { continue }
      let values = own.map { field(line, $0.role) }
      if isNothing(names, values, address) { continue }
      lines.append(names + values)
    }
    add(form.name(of: address), keys.map { _ in "" } + own.map(\.id), lines)
  }

  /// Whether a line says nothing of a block: it is free, or belongs to another block beside it.
  private func isNothing(_ names: [FactTable.Field], _ values: [FactTable.Field], _ address: BlockAddress) -> Bool {
    guard values.allSatisfy(\.text.isEmpty) else { return false }
    if names.allSatisfy(\.text.isEmpty) { return true }
    guard case .rows(let blocks) = part.content, blocks.count > 1 else { return false }
    return !columns.isEmpty && blocks.contains { $0 != address }
  }
}
