import Amounts
import Filings
import Forms

/// Blocks one under the other, as in the performance tables.
extension TableLayout {
  private var stackWidth: Int {
    table.blocks.map { $0.columns.count + ($0.isOpen ? 0 : 1) }.max() ?? 2
  }

  mutating func arrangeStack() {
    for field in table.fields {
      guard let label = field.labels.first else { continue }
      grid.add([
        Grid.Cell(label, .name), Grid.Cell(filled.fields[field.id]?.text ?? "", .text, width: max(1, stackWidth - 1)),
      ])
    }
    for block in table.blocks.indices {
      if table.blocks[block].isOpen { addOpen(block) } else { addFixed(block) }
    }
  }

  /// Names take the columns that a narrower block leaves over, so that figures stand at the right.
  private mutating func addFixed(_ block: Int) {
    let columns = table.blocks[block].columns.map { Grid.Cell(label($0.label), .head) }
    let room = stackWidth - columns.count
    let headless = table.blocks[block].rows.first { $0.isHeadless }
    grid.add([Grid.Cell(headless.map { label($0.label) } ?? "", .head, width: room)] + columns)
    for (index, row) in filled.blocks[block].rows.enumerated() {
      let name = Grid.Cell(headless == nil ? row.name.text : "", .name, width: room)
      grid.add([name] + cells(block, index), isTotal: isTotal(block, index))
    }
  }

  /// Rows whose outer names stand once, over all their rows, with the points of these under the outermost.
  private mutating func addOpen(_ block: Int) {
    let form = table.blocks[block]
    grid.add(head: form.columns.map { label($0.label) })
    let filling = form.columns.indices.filter { form.columns[$0].fills }
    let rows = filled.blocks[block].rows.indices.map { cells(block, $0) }
    for (index, row) in filled.blocks[block].rows.enumerated() {
      guard case .open = row.key else {
        grid.add([Grid.Cell(row.name.text, .name)] + rows[index].dropFirst(), isTotal: isTotal(block, index))
        continue
      }
      var cells = rows[index]
      var repeated: [Int] = []
      for (depth, column) in filling.enumerated() {
        func names(_ row: Int) -> [String] { filling.prefix(depth + 1).map { rows[row][$0].text } }
        func isSame(_ other: Int) -> Bool {
          guard rows.indices.contains(other), case .open = filled.blocks[block].rows[other].key else { return false }
          return names(other) == names(index) && !cells[column].text.isEmpty
        }
        if isSame(index - 1) {
          repeated.append(column)
        } else {
          cells[column].height = 1 + (index + 1..<rows.count).prefix(while: isSame).count
          cells[column].role = .name
        }
      }
      if let first = filling.first, first == 0, !repeated.contains(0), !cells[0].text.isEmpty {
        cells[0].text += points(under: cells[0].text, block)
      }
      grid.add(cells.indices.filter { !repeated.contains($0) }.map { cells[$0] })
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
