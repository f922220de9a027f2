import Composing
package import Forms
import Texts

extension DraftedWorkbook {
  /// A text as it is kept: line breaks of one kind, nothing around it, at most so long.
  package static func tidy(_ text: String) -> String {
    let lines = text.replacing("\r\n", with: "\n").replacing("\r", with: "\n")
    var scalars = lines.unicodeScalars.filter { $0 == "\n" || $0 == "\t" || $0.properties.generalCategory != .control }[
      ...]
    while let first = scalars.first, first.properties.isWhitespace { scalars.removeFirst() }
    while let last = scalars.last, last.properties.isWhitespace { scalars.removeLast() }
    return String(scalars: scalars.prefix(longestText))
  }

  /// What writing in a cell comes to; what was to be looked at in it is settled by that.
  ///
  /// - Returns: nil where nothing changes, or there is no such cell.
  package func entering(_ text: String, at address: Address) -> DraftStep? {
    guard let before = self[address] else { return nil }
    let text = Self.tidy(text)
    guard before.text != text else { return nil }
    return .cell(address, before: before, after: Cell(text, note: before.isPending ? nil : before.note))
  }

  /// What having looked at a cell comes to: it stays as it is.
  package func settling(_ address: Address) -> DraftStep? {
    guard let before = self[address], before.isPending else { return nil }
    return .cell(address, before: before, after: Cell(before.text, note: before.note))
  }

  /// Further lines at the end of a part.
  ///
  /// - Returns: none where the part has a fixed number of lines.
  package func adding(_ count: Int, to id: String, form: Form, catalog: Catalog) -> [DraftStep] {
    let plan = WorkbookPlan(form: form, year: year, catalog: catalog)
    guard let part = plan.sheets.lazy.flatMap(\.parts).first(where: { $0.id == id }), part.canGrow(form),
      let own = self.part(id)
    else { return [] }
    var draft = self
    if part.isByMember(form) { return draft.completing(part, own, form: form) }
    // Behind the last line that words can be entered in; lines to be signed stay at the end of the head.
    let end = own.lines.lastIndex { part.takesMore(after: $0) }.map { $0 + 1 } ?? own.lines.count
    return (0..<min(max(count, 0), 20)).map { .add(part: id, index: end + $0, draft.blankLine(part)) }
  }

  /// The lines that the form has for each member of a collection, for the members that have none yet.
  private mutating func completing(_ part: SheetPart, _ own: Part, form: Form) -> [DraftStep] {
    guard case .rows(let blocks) = part.content, let member = part.column(.member), let key = part.column(.key) else {
      return []
    }
    let names = RowNames(form: form, block: blocks[0])
    var steps: [DraftStep] = []
    for name in members(of: form.tables[blocks[0].table].id)
    where !own.lines.contains(where: { $0.cells[member].text == name }) {
      for row in form.block(blocks[0]).rows.indices {
        var line = blankLine(part)
        line.isFixed = true
        line.cells[member].text = name
        line.cells[key].text = names.key(.fixed(row))
        part.column(.label).map { line.cells[$0].text = names.label(.fixed(row)) }
        steps.append(.add(part: part.id, index: own.lines.count + steps.count, line))
      }
    }
    return steps
  }

  /// Every cell of some parts that was to be looked at, as looked at.
  package func settlingAll(in ids: Set<String>) -> [DraftStep] {
    parts.filter { ids.contains($0.id) }.flatMap { part in
      part.lines.flatMap { line in
        line.cells.indices.compactMap { settling(Address(part: part.id, line: line.id, column: $0)) }
      }
    }
  }

  /// Cells that somebody has to look at.
  package var pendingCount: Int {
    parts.reduce(0) { $0 + $1.lines.reduce(0) { $0 + $1.cells.count(where: \.isPending) } }
  }

  /// - Returns: nil for a line that the form names.
  package func removing(_ line: Int, from id: String) -> DraftStep? {
    guard let part = part(id), let index = part.lines.firstIndex(where: { $0.id == line }) else { return nil }
    return .remove(part: id, index: index, part.lines[index])
  }

  /// Lines for words that the sentences want and that there is no line for yet.
  ///
  /// - Parameter keys: `N05.items.items[2012601].reason`
  package func asking(for keys: [String]) -> [DraftStep] {
    guard let part = part("texts"), let key = part.columns.firstIndex(of: "key") else { return [] }
    let known = Set(part.lines.map { $0.cells[key].text })
    var draft = self
    return keys.reduce(into: [String]()) { if !known.contains($1), !$0.contains($1) { $0.append($1) } }.enumerated().map
    {
      var line = Line(id: draft.newLine(), isFixed: true, cells: part.columns.map { _ in Cell("") })
      line.cells[key].text = $1
      return .add(part: "texts", index: part.lines.count + $0, line)
    }
  }
}

extension SheetPart {
  fileprivate func takesMore(after line: DraftedWorkbook.Line) -> Bool {
    guard case .head = content, let key = column(.key) else { return true }
    return line.cells[key].text == HeadLines.reportKey
  }
}
