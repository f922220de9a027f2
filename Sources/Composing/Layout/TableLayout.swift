import Amounts
import Filings
import Forms

/// Arranges a filled table as the form prints it.
struct TableLayout {
  let form: Form
  let table: TableForm
  let filled: FilledTable
  /// Index of the filling.
  let filling: Int
  let year: Int
  var grid = Grid()

  /// - Parameter filling: which table of the filing.
  static func grid(_ filling: Int, of filing: Filing, form: Form, year: Int) -> Grid {
    let filled = filing.tables[filling]
    var layout = TableLayout(form: form, table: form.tables[filled.form], filled: filled, filling: filling, year: year)
    layout.arrange()
    layout.grid.complete()
    return layout.grid
  }

  private mutating func arrange() {
    if !table.lanes.isEmpty {
      arrangeLanes()
    } else if table.blocks.count == 2, table.blocks.allSatisfy({ $0.label != nil }) {
      arrangeSideBySide()
    } else if table.blocks.count == 1, table.blocks[0].rows.isEmpty {
      arrangeProduct()
    } else if table.blocks.count == 1, classification(of: 0) != nil {
      arrangeCodes()
    } else {
      arrangeStack()
    }
  }

  // MARK: Words and cells

  func label(_ text: String) -> String { FormLabel.filled(text, year: year) }

  /// The cells of a row of the filing, one for each column of the form.
  func cells(_ block: Int, _ row: Int) -> [Grid.Cell] {
    let form = table.blocks[block]
    let filledRow = filled.blocks[block].rows[row]
    return filledRow.cells.enumerated().map { column, cell in
      let isText = form.measure(row: filledRow.form, column: column) == .text
      let place = CellPlace(table: filling, block: block, row: row, column: column)
      return Grid.Cell(cell?.text ?? "", isText ? .text : .figure, place: cell == nil ? nil : place)
    }
  }

  func isTotal(_ block: Int, _ row: Int) -> Bool {
    let row = filled.blocks[block].rows[row]
    if let code = row.code { return code.utf8.count == 3 }
    return row.form.map { table.blocks[block].rows[$0].isTotal } ?? false
  }

  private func classification(of block: Int) -> Classification? {
    for row in table.blocks[block].rows {
      if case .coded(let id, _) = row.kind { return form.classifications[id] }
    }
    return nil
  }

  private var codeWord: String { classification(of: 0)?.heading ?? form.furniture.codeWord }
  /// Over names beside codes, and over names alone.
  private var nameWord: String { form.furniture.labelWords.last ?? "" }
  private var itemWord: String { form.furniture.labelWords.first ?? "" }

  // MARK: Codes

  private mutating func arrangeCodes() {
    let columns = table.blocks[0].columns
    let (above, below) = headings(columns, of: \.heading) { label($0.label) }
    grid.add([Grid.Cell(itemWord, .head, width: 2)] + above)
    grid.add([Grid.Cell(codeWord, .head), Grid.Cell(nameWord, .head)] + below)
    grid.add([Grid.Cell(form.furniture.numbersWord, .head, width: 2)] + numbers(1...max(1, columns.count)))
    for (index, row) in filled.blocks[0].rows.enumerated() {
      let names =
        row.code.map { [Grid.Cell($0, .code), Grid.Cell(row.name.text, .name)] }
        ?? [Grid.Cell(row.name.text, .name, width: 2)]
      grid.add(names + cells(0, index), isTotal: isTotal(0, index))
    }
  }

  private func numbers(_ range: ClosedRange<Int>) -> [Grid.Cell] { range.map { Grid.Cell(String($0), .head) } }

  /// Two rows of headings: columns without a heading above them reach over both.
  private func headings(
    _ columns: [ColumnForm], of heading: (ColumnForm) -> String?, label: (ColumnForm) -> String
  ) -> (above: [Grid.Cell], below: [Grid.Cell]) {
    var above: [Grid.Cell] = []
    var below: [Grid.Cell] = []
    var last: ColumnForm?
    for column in columns {
      if let word = heading(column) {
        let isSame = last.map { heading($0) == word && $0.outerLabel == column.outerLabel } ?? false
        if isSame { above[above.count - 1].width += 1 } else { above.append(Grid.Cell(word, .head)) }
        below.append(Grid.Cell(label(column), .head))
      } else {
        above.append(Grid.Cell(label(column), .head, height: 2))
      }
      last = column
    }
    return (above, below)
  }

  // MARK: Product of dimensions

  private mutating func arrangeProduct() {
    let columns = table.blocks[0].columns
    grid.add(headings(columns, of: \.outerLabel) { $0.label }.above)
    let (above, below) = headings(columns, of: \.heading) { $0.innerLabel ?? "" }
    grid.add(above)
    grid.add(below)
    grid.add(numbers(1...max(1, columns.count)))
    for row in filled.blocks[0].rows.indices { grid.add(cells(0, row)) }
  }

  // MARK: Lanes

  private mutating func arrangeLanes() {
    let column = table.blocks[0].columns.first?.label ?? ""
    grid.add(head: table.lanes.flatMap { _ in [codeWord, nameWord, column] })
    let rows = filled.blocks[0].rows
    let lanes = table.lanes.map { classes in
      classes.flatMap { code in
        rows.indices.filter { rows[$0].code.map { $0 == code || $0.hasPrefix(code) } ?? false }
      }
    }
    for index in 0..<(lanes.map(\.count).max() ?? 0) {
      grid.add(
        lanes.flatMap { lane -> [Grid.Cell] in
          guard index < lane.count else { return [Grid.Cell("", .code), Grid.Cell("", .name), Grid.Cell("", .figure)] }
          let row = rows[lane[index]]
          let names = [Grid.Cell(row.code ?? "", .code), Grid.Cell(row.name.text, .name)]
          return Grid.totals(names + cells(0, lane[index]), isTotal(0, lane[index]))
        })
    }
    // Totals of lanes stand below them; the last reaches over the lanes that have none.
    let totals = rows.indices.filter { rows[$0].code == nil }
    grid.add(
      lanes.indices.flatMap { lane -> [Grid.Cell] in
        guard lane < totals.count else { return [Grid.Cell("", .name, width: 2), Grid.Cell("", .figure)] }
        return [Grid.Cell(rows[totals[lane]].name.text, .name, width: 2)] + cells(0, totals[lane])
      }, isTotal: true)
  }

  // MARK: Side by side

  private mutating func arrangeSideBySide() {
    let serials = table.printsSerials ? 1 : 0
    grid.add(table.blocks.map { Grid.Cell($0.label ?? "", .head, width: 1 + serials + $0.columns.count) })
    grid.add(
      head: table.blocks.flatMap { block in
        [itemWord] + (serials > 0 ? [form.furniture.serialWord] : []) + block.columns.map { label($0.label) }
      })
    var number = 0
    grid.add(
      table.blocks.flatMap { block -> [Grid.Cell] in
        let first = number + 1
        number += block.columns.count
        return [Grid.Cell(form.furniture.numbersWord, .head)]
          + (serials > 0 ? [Grid.Cell("", .head)] : []) + numbers(first...max(first, number))
      })
    let halves = aligned(table.blocks.indices.map(half))
    let height = halves.map(\.count).max() ?? 0
    for index in 0..<height {
      let rows = halves.map { $0[index] }
      let cells = rows.enumerated().flatMap { side, row -> [Grid.Cell] in
        let serial = serials > 0 ? [Grid.Cell(String(side * height + index + 1), .serial)] : []
        let figures = row?.cells ?? table.blocks[side].columns.map { _ in Grid.Cell("", .figure) }
        return Grid.totals([Grid.Cell(row?.name ?? "", .name)] + serial + figures, row?.isTotal ?? false)
      }
      grid.add(cells)
    }
  }

  private struct HalfRow {
    var name: String
    var cells: [Grid.Cell]
    var isTotal: Bool
  }

  /// The rows of a block in two runs: those that are numbered, and those below.
  private func half(_ block: Int) -> (numbered: [HalfRow], rest: [HalfRow]) {
    var numbered: [HalfRow] = []
    var rest: [HalfRow] = []
    for (index, row) in filled.blocks[block].rows.enumerated() {
      if let own = row.form, table.blocks[block].numbered?.contains(own) ?? false {
        let ordinal = Ordinal.chinese(numbered.count + 1) + "、"
        numbered.append(HalfRow(name: ordinal + row.name.text, cells: cells(block, index), isTotal: false))
      } else {
        rest.append(HalfRow(name: row.name.text, cells: cells(block, index), isTotal: isTotal(block, index)))
      }
    }
    return (numbered, rest)
  }

  /// Totals stand beside totals: the first row below the numbered ones, and the last of all.
  private func aligned(_ halves: [(numbered: [HalfRow], rest: [HalfRow])]) -> [[HalfRow?]] {
    let above = halves.map(\.numbered.count).max() ?? 0
    let below = halves.map(\.rest.count).max() ?? 0
    return halves.map { half in
      var rows: [HalfRow?] = half.numbered
      rows += Array(repeating: nil, count: above - half.numbered.count)
      rows += half.rest.dropLast().map { Optional($0) }
      rows += Array(repeating: nil, count: below - half.rest.count)
      return rows + half.rest.suffix(1).map { Optional($0) }
    }
  }
}
