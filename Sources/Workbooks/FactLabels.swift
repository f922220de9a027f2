import Composing
import Forms

/// What a cell of the form is called: `收入支出决算总表·总计`.
struct CellLabels {
  let form: Form
  let year: Int

  func label(_ cell: CellReference) -> String {
    let table = form.tables[cell.table]
    let block = table.blocks[cell.block]
    let row =
      switch cell.row {
      case .fixed(let index): block.rows[index].label
      case .code(let code): code
      case .only, .current, .variable, .matchingCurrent, .matchingVariable: ""
      }
    let own = block.columns[cell.column]
    let column = [own.outerLabel, own.innerLabel].compactMap { $0 }.joined(separator: "·")
    let names = [
      table.title, block.label ?? "", row,
      block.columns.count > 1 ? (column.isEmpty ? FormLabel.filled(own.label, year: year) : column) : "",
    ]
    return names.filter { !$0.isEmpty }.joined(separator: "·")
  }
}

/// What words are for, for people: the section, the sentence's row, and what kind of words.
struct TextLabels {
  let form: Form

  func label(_ key: String) -> String {
    let parts = key.split(separator: ".").map(String.init)
    guard let section = form.sections.first(where: { $0.id == parts.first }) else { return "" }
    var names = [section.title]
    if parts.count > 1, let part = section.parts.first(where: { $0.id == parts[1] }) { names.append(part.title) }
    if let open = key.firstIndex(of: "["), let close = key[open...].firstIndex(of: "]") {
      names.append(name(String(key[key.index(after: open)..<close])))
    }
    return names.filter { !$0.isEmpty }.joined(separator: "·")
  }

  private func name(_ member: String) -> String {
    for classification in form.classifications.values {
      if let entry = classification[member] { return entry.name }
    }
    for table in form.tables where table.blocks[0].rows.isEmpty {
      if let column = table.blocks[0].columns.first(where: { $0.id.hasSuffix("." + member) }) {
        return column.innerLabel ?? column.label
      }
    }
    return member
  }

  /// In the order of the form's sections.
  func sorted(_ keys: [String]) -> [String] {
    func rank(_ key: String) -> Int {
      form.sections.firstIndex { key.hasPrefix($0.id + ".") } ?? form.sections.count
    }
    return keys.sorted { (rank($0), $0) < (rank($1), $1) }
  }
}
