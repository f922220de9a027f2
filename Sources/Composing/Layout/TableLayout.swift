import Amounts
import Documents
import Filings
import Forms

/// Arranges a filled table as the form prints it.
struct TableLayout {
  let form: Form
  let table: TableForm
  let filled: FilledTable
  let year: Int
  var grid = Grid()

  static func table(_ filled: FilledTable, form: Form, year: Int) -> Table {
    var layout = TableLayout(form: form, table: form.tables[filled.form], filled: filled, year: year)
    layout.arrange()
    return layout.grid.table
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

  // MARK: Words

  func label(_ text: String) -> String { FormLabel.filled(text, year: year) }

  func texts(_ row: FilledRow) -> [String] { row.cells.map { $0?.text ?? "" } }

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
    if columns.contains(where: { $0.heading != nil }) {
      var above = [Grid.Cell(itemWord, width: 2)]
      var index = 0
      while index < columns.count {
        guard let heading = columns[index].heading else {
          above.append(Grid.Cell(label(columns[index].label)))
          index += 1
          continue
        }
        let end = columns[index...].firstIndex { $0.heading != heading } ?? columns.count
        above.append(Grid.Cell(heading, width: end - index))
        index = end
      }
      grid.add(above)
      grid.add([codeWord, nameWord] + columns.map { $0.heading == nil ? "" : label($0.label) })
    } else {
      grid.add([codeWord, nameWord] + columns.map { label($0.label) })
    }
    grid.add([form.furniture.numbersWord, ""] + columns.indices.map { String($0 + 1) })
    for row in filled.blocks[0].rows {
      if let code = row.code {
        grid.add([code, row.name.text] + texts(row))
      } else {
        grid.add([row.name.text, ""] + texts(row))
      }
    }
  }

  // MARK: Product of dimensions

  private mutating func arrangeProduct() {
    let columns = table.blocks[0].columns
    var outer: [Grid.Cell] = []
    for column in columns {
      if outer.last?.text == column.outerLabel {
        outer[outer.count - 1].width += 1
      } else {
        outer.append(Grid.Cell(column.outerLabel ?? ""))
      }
    }
    grid.add(outer)
    var middle: [Grid.Cell] = []
    var index = 0
    while index < columns.count {
      let column = columns[index]
      let end =
        column.heading == nil
        ? index + 1
        : columns[index...].firstIndex { $0.heading != column.heading || $0.outerLabel != column.outerLabel }
          ?? columns.count
      middle.append(Grid.Cell(column.heading ?? column.innerLabel ?? "", width: end - index))
      index = end
    }
    grid.add(middle)
    grid.add(columns.map { $0.heading == nil ? "" : $0.innerLabel ?? "" })
    grid.add(columns.indices.map { String($0 + 1) })
    for row in filled.blocks[0].rows { grid.add(texts(row)) }
  }

  // MARK: Lanes

  private mutating func arrangeLanes() {
    let column = table.blocks[0].columns.first?.label ?? ""
    grid.add(table.lanes.flatMap { _ in [codeWord, nameWord, column] })
    let rows = filled.blocks[0].rows
    let lanes = table.lanes.map { classes in
      classes.flatMap { code in rows.filter { $0.code.map { $0 == code || $0.hasPrefix(code) } ?? false } }
    }
    for index in 0..<(lanes.map(\.count).max() ?? 0) {
      grid.add(
        lanes.flatMap {
          index < $0.count ? [$0[index].code ?? "", $0[index].name.text] + texts($0[index]) : ["", "", ""]
        })
    }
    // Totals of lanes stand below them.
    let totals = rows.filter { $0.code == nil }
    grid.add(
      lanes.indices.flatMap { index in
        index < totals.count ? [totals[index].name.text, ""] + texts(totals[index]) : ["", "", ""]
      })
  }

  // MARK: Side by side

  private mutating func arrangeSideBySide() {
    let serials = table.printsSerials ? 1 : 0
    grid.add(table.blocks.map { Grid.Cell($0.label ?? "", width: 1 + serials + $0.columns.count) })
    grid.add(
      table.blocks.flatMap { block in
        [itemWord] + (serials > 0 ? [form.furniture.serialWord] : []) + block.columns.map { label($0.label) }
      })
    var number = 0
    grid.add(
      table.blocks.flatMap { block -> [String] in
        let numbers = block.columns.map { _ -> String in
          number += 1
          return String(number)
        }
        return [form.furniture.numbersWord] + (serials > 0 ? [""] : []) + numbers
      })
    let halves = aligned(table.blocks.indices.map(half))
    let height = halves.map(\.count).max() ?? 0
    for index in 0..<height {
      grid.add(
        halves.enumerated().flatMap { side, rows -> [String] in
          let serial = serials > 0 ? [String(side * height + index + 1)] : []
          let row = rows[index] ?? ("", table.blocks[side].columns.map { _ in "" })
          return [row.0] + serial + row.1
        })
    }
  }

  /// The rows of a block in two runs: those that are numbered, and those below.
  private func half(_ block: Int) -> (numbered: [(String, [String])], rest: [(String, [String])]) {
    var numbered: [(String, [String])] = []
    var rest: [(String, [String])] = []
    for row in filled.blocks[block].rows {
      if let own = row.form, table.blocks[block].numbered?.contains(own) ?? false {
        numbered.append((Ordinal.chinese(numbered.count + 1) + "、" + row.name.text, texts(row)))
      } else {
        rest.append((row.name.text, texts(row)))
      }
    }
    return (numbered, rest)
  }

  /// Totals stand beside totals: the first row below the numbered ones, and the last of all.
  private func aligned(
    _ halves: [(numbered: [(String, [String])], rest: [(String, [String])])]
  ) -> [[(String, [String])?]] {
    let above = halves.map(\.numbered.count).max() ?? 0
    let below = halves.map(\.rest.count).max() ?? 0
    return halves.map { half in
      var rows: [(String, [String])?] = half.numbered
      rows += Array(repeating: nil, count: above - half.numbered.count)
      rows += half.rest.dropLast().map { Optional($0) }
      rows += Array(repeating: nil, count: below - half.rest.count)
      return rows + half.rest.suffix(1).map { Optional($0) }
    }
  }
}
