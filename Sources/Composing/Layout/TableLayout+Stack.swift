import Amounts
import Filings
import Forms

/// Blocks one under the other, as in the performance tables.
extension TableLayout {
  mutating func arrangeStack() {
    for field in table.fields {
      guard let label = field.labels.first else { continue }
      grid.add([label, filled.fields[field.id]?.text ?? ""])
    }
    for block in table.blocks.indices {
      if table.blocks[block].isOpen { addOpen(block) } else { addFixed(block) }
    }
  }

  private mutating func addFixed(_ block: Int) {
    let columns = table.blocks[block].columns.map { label($0.label) }
    let headless = table.blocks[block].rows.first { $0.isHeadless }
    grid.add([headless.map { label($0.label) } ?? ""] + columns)
    for row in filled.blocks[block].rows {
      grid.add([headless == nil ? row.name.text : ""] + texts(row))
    }
  }

  /// Rows whose outer names stand once, with the points of all rows under the outermost.
  private mutating func addOpen(_ block: Int) {
    let form = table.blocks[block]
    grid.add(form.columns.map { label($0.label) })
    var above: [String] = []
    for row in filled.blocks[block].rows {
      guard case .open = row.key else {
        grid.add([row.name.text] + texts(row).dropFirst())
        continue
      }
      var cells = texts(row)
      let names = form.columns.indices.filter { form.columns[$0].fills }.map { cells[$0] }
      for index in names.indices where Array(above.prefix(index + 1)) == Array(names.prefix(index + 1)) {
        cells[index] = ""
      }
      if let first = cells.first, !first.isEmpty, names.first == first {
        cells[0] = first + points(under: first, block)
      }
      above = names
      grid.add(cells)
    }
  }

  /// `（40分）`
  private func points(under name: String, _ block: Int) -> String {
    guard let weight = table.blocks[block].column("weight") else { return "" }
    do {
      var sum = Rational.zero
      for row in filled.blocks[block].rows where row.cells.first??.text == name {
        sum = try sum + (row.cells[weight]?.number?.value ?? .zero)
      }
      return "（\(sum.formatted(limit: 2))\(form.furniture.pointsWord)）"
    } catch {
      return ""
    }
  }
}
