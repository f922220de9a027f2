import Amounts
import Filings
import Forms

/// Figures of exported tables by their place in the form, as they come; then tables of a filing, in 元.
struct ExportFilling {
  private let form: Form
  private var cells: [Place: (text: String, table: String)] = [:]
  private(set) var conflicts: [ExportReading.Conflict] = []
  private var unit = MoneyUnit.yuan
  private var table = ""

  private struct Place: Hashable {
    var block: BlockAddress
    var row: FilledRow.Key
    var column: Int
  }

  init(form: Form) {
    self.form = form
  }

  var count: Int { cells.count }

  mutating func begin(unit: MoneyUnit, table: String) {
    (self.unit, self.table) = (unit, table)
  }

  mutating func set(_ cell: CellReference, _ text: String) {
    let block = BlockAddress(table: cell.table, block: cell.block)
    switch cell.row {
    case .fixed(let row): set(block, .fixed(row), cell.column, text)
    case .code(let code): set(block, .code(code), cell.column, text)
    case .only: set(block, .fixed(0), cell.column, text)
    case .current, .variable, .matchingCurrent, .matchingVariable: break
    }
  }

  mutating func set(_ block: BlockAddress, _ row: FilledRow.Key, _ column: Int, _ text: String) {
    let blockForm = form.tables[block.table].blocks[block.block]
    let index: Int? = if case .fixed(let index) = row, !blockForm.rows.isEmpty { index } else { nil }
    guard blockForm.hasColumn(row: index, column: column) else { return }
    let plain = plain(text, blockForm.measure(row: index, column: column))
    let place = Place(block: block, row: row, column: column)
    guard let first = cells[place] else {
      cells[place] = (plain, table)
      return
    }
    if first.text.isEmpty, !plain.isEmpty {
      cells[place] = (plain, table)
    } else if !plain.isEmpty, first.text != plain {
      conflicts.append(
        ExportReading.Conflict(
          address: address(place), first: "\(first.table) \(first.text)", second: "\(table) \(plain)", table: table))
    }
  }

  /// A figure as leaf facts have it: money in 元 to the fen; a dash and nothing are none, and so is zero.
  private func plain(_ text: String, _ measure: Measure) -> String {
    guard case .number(let number) = PrintedValue(parsing: text) else {
      return text.contains { $0.isNumber } ? text : ""
    }
    do {
      switch measure {
      case .amount:
        let yuan = try number.value * Rational(unit.fen / 100)
        return yuan.isZero ? "" : yuan.formatted(minimum: 2, limit: 6)
      case .count, .points: return number.value.isZero ? "" : number.value.formatted(limit: 6)
      case .percent, .text: return text
      }
    } catch {
      return text
    }
  }

  private func address(_ place: Place) -> String {
    let table = form.tables[place.block.table]
    let block = table.blocks[place.block.block]
    let row =
      switch place.row {
      case .fixed(let index): block.rows.isEmpty ? "" : block.rows[index].label
      case .code(let code): code
      case .open: ""
      }
    return [table.title, block.label ?? "", row, block.columns[place.column].label].filter { !$0.isEmpty }
      .joined(separator: "·")
  }

  // MARK: Tables

  /// In the order of the form; rows of the form in its order, accounts by code.
  func tables() -> [FilledTable] {
    Set(cells.keys.map(\.block.table)).sorted().map { table in
      let blocks = form.tables[table].blocks.indices.map { block in
        filled(BlockAddress(table: table, block: block))
      }
      return FilledTable(form: table, unit: .yuan, blocks: blocks)
    }
  }

  private func filled(_ address: BlockAddress) -> FilledBlock {
    let blockForm = form.tables[address.table].blocks[address.block]
    let own = cells.filter { $0.key.block == address }
    let group = blockForm.rows.firstIndex { if case .coded = $0.kind { true } else { false } }
    let keys = Set(own.keys.map(\.row)).sorted { Self.order($0) < Self.order($1) }
    let rows = keys.map { key in
      var row = FilledRow(
        key: key, form: group, name: PrintedText("", nil),
        cells: [FilledCell?](repeating: nil, count: blockForm.columns.count))
      if case .fixed(let index) = key {
        row.form = blockForm.rows.isEmpty ? nil : index
        if !blockForm.rows.isEmpty { row.name.text = blockForm.rows[index].label }
      }
      for (place, cell) in own where place.row == key { row.cells[place.column] = FilledCell(cell.text) }
      return row
    }
    return FilledBlock(rows: rows, columns: Set(blockForm.columns.indices))
  }

  private static func order(_ key: FilledRow.Key) -> (Int, String) {
    switch key {
    case .fixed(let index): (index, "")
    case .code(let code): (Int.max, code)
    case .open(let index): (index, "")
    }
  }
}
