import Composing
package import Forms
package import Readers

extension DraftedWorkbook {
  /// What somebody entered in a workbook file, line by line. What has no place in a draft, such as a sheet that nobody
  /// knows or a cell under no heading, becomes a question.
  ///
  /// - Parameter blank: the workbook with nothing filled in, whose lines the form names.
  package init(_ stored: StoredWorkbook, blank: DraftedWorkbook, form: Form, catalog: Catalog) {
    self = blank
    let plan = WorkbookPlan(form: form, year: blank.year, catalog: catalog)
    for planned in plan.sheets {
      guard let sheet = stored.sheets.first(where: { $0.name == planned.title }) else { continue }
      let grid = SheetGrid(sheet)
      for part in planned.parts {
        guard let place = grid.parts.first(where: { $0.names == part.names }) else { continue }
        var reader = PartReader(part: part, form: form, plan: plan, grid: grid, place: place)
        take(reader.entered(), of: part, total: catalog("workbook.total"))
      }
    }
    let problems = WorkbookReader.tables(stored, form: form, year: blank.year, catalog: catalog).problems
    questions = problems.map { Question(fact: $0.place.description, text: $0.words(catalog)) }
  }

  /// - Parameter rows: texts by column of the part.
  private mutating func take(_ rows: [[String]], of part: SheetPart, total: String) {
    guard let own = parts.firstIndex(where: { $0.id == part.id }) else { return }
    var free: [Line] = []
    var taken: Set<Int> = []
    for row in rows {
      let key = part.column(.key).map { row[$0] }
      if part.column(.key) != nil, key == total { continue }
      // A line that the form names is filled; another is one of its own.
      if let index = parts[own].lines.indices.first(where: {
        !taken.contains($0) && isSame(parts[own].lines[$0], row, part)
      }) {
        taken.insert(index)
        fill(&parts[own].lines[index], row, part)
      } else if row.enumerated().contains(where: { !$1.isEmpty && part.isEntered($0) }) {
        var line = blankLine(part)
        fill(&line, row, part)
        line.isFixed = part.isPair
        free.append(line)
      }
    }
    let spare = parts[own].lines.filter { !$0.isFixed && $0.isBlank }
    parts[own].lines.removeAll { !$0.isFixed && $0.isBlank }
    parts[own].lines += free + spare
  }

  private func isSame(_ line: Line, _ row: [String], _ part: SheetPart) -> Bool {
    guard line.isFixed, let key = part.column(.key), line.cells[key].text == row[key] else { return false }
    if let member = part.column(.member), line.cells[member].text != row[member] { return false }
    guard case .head = part.content, let title = part.column(.label) else { return true }
    return line.cells[title].text == row[title]
  }

  private func fill(_ line: inout Line, _ row: [String], _ part: SheetPart) {
    for (index, column) in part.columns.enumerated() {
      switch column.role {
      case .label where !part.keepsLabel(ofFixed: false): continue
      case .unit, .sum: continue
      case .key where line.isFixed: continue
      default: line.cells[index] = Cell(row[index])
      }
    }
  }

  /// The same with lines numbered on from another draft, so that a page that shows that one cannot mean these.
  package func numbered(after other: DraftedWorkbook) -> DraftedWorkbook {
    var draft = self
    draft.nextLine = other.nextLine
    for part in draft.parts.indices {
      for line in draft.parts[part].lines.indices { draft.parts[part].lines[line].id = draft.newLine() }
    }
    return draft
  }
}

extension SheetPart {
  /// Whether somebody writes in a column.
  fileprivate func isEntered(_ index: Int) -> Bool {
    switch columns[index].role {
    case .label: if case .head = content { true } else { false }
    case .unit, .sum: false
    case .key: if case .head = content { false } else { true }
    case .member, .value, .field, .content: true
    }
  }

  fileprivate var isPair: Bool {
    switch content {
    case .prior, .texts: true
    case .head, .members, .cells, .rows: false
    }
  }
}

extension PartReader {
  /// The texts of the lines, by column of the part.
  mutating func entered() -> [[String]] {
    readHeading()
    return place.lines.map { line in part.columns.indices.map { text(line, $0) } }
  }
}
