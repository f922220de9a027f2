/// A change of a draft that can be taken back: each step knows what was there before.
package enum DraftStep: Codable, Hashable, Sendable {
  case cell(DraftedWorkbook.Address, before: DraftedWorkbook.Cell, after: DraftedWorkbook.Cell)
  case add(part: String, index: Int, DraftedWorkbook.Line)
  case remove(part: String, index: Int, DraftedWorkbook.Line)
  case settle(DraftedWorkbook.Question)
  case ask(DraftedWorkbook.Question)
  /// Everything at once: another workbook was handed in.
  case replace(before: DraftedWorkbook, after: DraftedWorkbook)

  /// What takes the step back.
  package var inverse: DraftStep {
    switch self {
    case .cell(let address, let before, let after): .cell(address, before: after, after: before)
    case .add(let part, let index, let line): .remove(part: part, index: index, line)
    case .remove(let part, let index, let line): .add(part: part, index: index, line)
    case .settle(let question): .ask(question)
    case .ask(let question): .settle(question)
    case .replace(let before, let after): .replace(before: after, after: before)
    }
  }
}

/// Why steps cannot be taken: somebody changed the same in the meantime.
package struct DraftConflict: Error, Hashable, Sendable {
  package var address: DraftedWorkbook.Address
  /// What stands there now; nil where the line is gone.
  package var now: DraftedWorkbook.Cell?
}

extension DraftedWorkbook {
  /// Takes steps, all or none.
  ///
  /// - Throws: where a cell or line is no longer as a step found it.
  package mutating func take(_ steps: [DraftStep]) throws(DraftConflict) {
    var changed = self
    for step in steps { try changed.take(step) }
    self = changed
  }

  private mutating func take(_ step: DraftStep) throws(DraftConflict) {
    switch step {
    case .cell(let address, let before, let after):
      guard let cell = self[address], let (part, line) = place(of: address), cell.text == before.text else {
        throw DraftConflict(address: address, now: self[address])
      }
      parts[part].lines[line].cells[address.column] = after
    case .add(let id, let index, let line):
      guard let part = parts.firstIndex(where: { $0.id == id }),
        !parts[part].lines.contains(where: { $0.id == line.id })
      else { throw DraftConflict(address: Address(part: id, line: line.id, column: 0)) }
      parts[part].lines.insert(line, at: min(max(0, index), parts[part].lines.count))
      nextLine = max(nextLine, line.id + 1)
    case .remove(let id, _, let line):
      let address = Address(part: id, line: line.id, column: 0)
      guard let (part, index) = place(of: address),
        parts[part].lines[index].cells.map(\.text) == line.cells.map(\.text)
      else { throw DraftConflict(address: address, now: self[address]) }
      parts[part].lines.remove(at: index)
    case .settle(let question): questions.removeAll { $0 == question }
    case .ask(let question): if !questions.contains(question) { questions.append(question) }
    case .replace(let before, let after):
      guard before == self else { throw DraftConflict(address: Address(part: "", line: 0, column: 0)) }
      self = after
    }
  }
}
