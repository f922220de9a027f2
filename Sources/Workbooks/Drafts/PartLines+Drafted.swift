import Composing
import Forms
import Writers

/// The lines of a part as they were entered, laid out as those that facts fill.
extension PartLines {
  mutating func add(_ lines: [DraftedWorkbook.Line]) {
    for line in lines { rows.append(withResults(cells(of: line))) }
    switch part.content {
    case .rows(let blocks):
      let block = form.block(blocks[0])
      for _ in 0..<room(block) { addBlank() }
      if part.hasTotals(layout.plan) { addTotals() }
      addValidations(blocks[0], block)
    case .members(let table):
      if form.tables[table].collection != nil { for _ in 0..<Self.roomForMembers { addBlank() } }
    case .texts: for _ in 0..<Self.roomForCodes { addBlank() }
    case .prior:
      for _ in 0..<Self.roomForMembers { addBlank() }
      validateNumbers(2, rows: 0..<rows.count)
    case .cells: validateNumbers(3, rows: 0..<rows.count)
    case .head: validateRounding()
    }
  }

  private mutating func addBlank() {
    let blank = DraftedWorkbook.Line(
      id: 0, isFixed: false, cells: part.columns.map { _ in DraftedWorkbook.Cell("") })
    rows.append(withResults(cells(of: blank)))
  }

  private func cells(of line: DraftedWorkbook.Line) -> [Sheet.Cell] {
    part.columns.indices.map { index in
      let cell = index < line.cells.count ? line.cells[index] : DraftedWorkbook.Cell("")
      switch part.content {
      case .head: return headCell(cell, line, index)
      case .prior, .texts: return pairCell(cell, line, index)
      case .members: return entered(cell, .text)
      case .cells(let block): return singleCell(cell, line, index, block)
      case .rows(let blocks): return rowCell(cell, line, index, blocks)
      }
    }
  }

  private func key(_ line: DraftedWorkbook.Line) -> String { part.column(.key).map { line.cells[$0].text } ?? "" }

  private func entered(_ cell: DraftedWorkbook.Cell, _ measure: Measure) -> Sheet.Cell {
    input(cell.text, measure, cell.note.map { LeafRemark($0, isPending: cell.isPending) }, isPending: cell.isPending)
  }

  // MARK: By the kind of part

  private func headCell(_ cell: DraftedWorkbook.Cell, _ line: DraftedWorkbook.Line, _ index: Int) -> Sheet.Cell {
    switch part.columns[index].role {
    case .key: Sheet.Cell(cell.text, .fixed)
    case .label: Sheet.Cell(cell.text, line.isFixed ? .fixed : .input)
    default: HeadLines.isGiven(key(line)) ? Sheet.Cell(cell.text, .fixed) : entered(cell, .text)
    }
  }

  private func pairCell(_ cell: DraftedWorkbook.Cell, _ line: DraftedWorkbook.Line, _ index: Int) -> Sheet.Cell {
    switch part.columns[index].role {
    case .key: return Sheet.Cell(cell.text, line.isFixed ? .fixed : .input)
    case .label: return Sheet.Cell(about(key(line)), .fixed)
    default:
      if case .prior = part.content { return entered(cell, .amount) }
      return entered(cell, .text)
    }
  }

  /// What an address or a purpose means.
  private func about(_ key: String) -> String {
    guard case .prior = part.content else { return TextLabels(form: form).label(key) }
    return layout.resolver.cell(key).map(CellLabels(form: form, year: layout.plan.year).label) ?? ""
  }

  private func singleCell(
    _ cell: DraftedWorkbook.Cell, _ line: DraftedWorkbook.Line, _ index: Int, _ address: BlockAddress
  ) -> Sheet.Cell {
    let block = form.block(address)
    let measure = block.column(key(line)).map { block.columns[$0].measure } ?? .text
    switch part.columns[index].role {
    case .unit: return Sheet.Cell(unit(measure), .fixed)
    case .content: return entered(cell, measure)
    default: return Sheet.Cell(cell.text, .fixed)
    }
  }

  private func rowCell(
    _ cell: DraftedWorkbook.Cell, _ line: DraftedWorkbook.Line, _ index: Int, _ blocks: [BlockAddress]
  ) -> Sheet.Cell {
    let names = RowNames(form: form, block: blocks[0])
    let text = key(line)
    let row: LeafRow.Key? =
      line.isFixed ? form.block(blocks[0]).row(text).map(LeafRow.Key.fixed) : text.isEmpty ? nil : .code(text)
    switch part.columns[index].role {
    case .member: return entered(cell, .text)
    case .key: return line.isFixed ? Sheet.Cell(cell.text, .fixed) : entered(cell, .text)
    case .label: return line.isFixed ? Sheet.Cell(cell.text, .fixed) : label(row, names)
    case .unit: return Sheet.Cell(unit(rowMeasure(blocks[0], row, 0)), .fixed)
    case .value(let address, let column): return value(cell, row, address, column)
    case .sum(let address, let column): return sum(address, column, row)
    case .field, .content: return Sheet.Cell("", .fixed)
    }
  }

  private func value(
    _ cell: DraftedWorkbook.Cell, _ row: LeafRow.Key?, _ address: BlockAddress, _ column: Int
  ) -> Sheet.Cell {
    let block = form.block(address)
    if case .fixed(let own)? = row {
      guard block.rows.indices ~= own, block.hasColumn(row: own, column: column),
        layout.plan.leaves.isLeaf(address, row: own, column: column)
      else { return Sheet.Cell(cell.text, cell.text.isEmpty ? .fixed : .input) }
    }
    return entered(cell, rowMeasure(address, row, column))
  }
}
