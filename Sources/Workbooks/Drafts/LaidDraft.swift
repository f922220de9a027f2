package import Composing
package import Forms
package import Readers
package import Writers

/// A draft as its sheets show it: the sheets of the workbook file, cell by cell, with the sums and names that the form
/// works out. One layout serves the file, the forms of a browser and the reading of what was entered.
package struct LaidDraft: Sendable {
  package struct Sheet: Sendable {
    /// As the pack calls it.
    package var id: String
    package var title: String
    package var parts: [Part]
  }

  package struct Part: Sendable {
    package var id: String
    package var title: String
    package var columns: [Column]
    package var lines: [Line]
    /// What adds the lines up, by column; nil where nothing does.
    package var totals: [String]?
    /// Whether lines can be added.
    package var canGrow: Bool
    /// Whether the lines to add are those that the form has for each member of a collection.
    package var isByMember: Bool
    /// Whether its lines are words in the first place, and not figures.
    package var isWords: Bool
    /// Row of the sheet of the first line, counted from 0.
    fileprivate var start: Int
  }

  package struct Column: Sendable {
    package enum Kind: Sendable {
      case key, name, unit, figure, words, sum
    }

    package var heading: String
    /// What belongs in it.
    package var note: String?
    package var kind: Kind
    /// The classification whose codes belong in it.
    package var classification: String?
  }

  package struct Line: Sendable {
    package var id: Int
    package var canGo: Bool
    package var cells: [Cell]
  }

  package struct Cell: Sendable {
    package enum Kind: Sendable {
      /// To be filled in, with words, money, or another number.
      case words, money, number
      /// Given by the form, or worked out.
      case shown
    }

    package var kind: Kind
    package var text: String
    package var note: String?
    package var isPending: Bool
    /// What stood there last year.
    package var last: String
    /// Words to choose from.
    package var choices: [String]
    /// Whether it has to be one of them.
    package var isChoice: Bool
  }

  package private(set) var sheets: [Sheet] = []
  /// What a file of it would store.
  package private(set) var stored: StoredWorkbook

  package init(_ draft: DraftedWorkbook, form: Form, catalog: Catalog) {
    var layout = WorkbookLayout(draft, form: form, catalog: catalog)
    var stored: [StoredWorkbook.Sheet] = []
    for planned in layout.plan.sheets {
      let (sheet, parts) = layout.sheet(planned)
      sheets.append(
        Sheet(
          id: planned.id, title: planned.title,
          parts: parts.map { Part($0, draft.part($0.part.id)?.lines ?? [], layout) }))
      stored.append(StoredWorkbook.Sheet(sheet))
    }
    self.stored = StoredWorkbook(sheets: stored)
  }

  /// The cell of the draft that a cell of a sheet is of; nil for a place that is none, or is nothing to be filled in.
  package func address(of place: FactPlace) -> DraftedWorkbook.Address? {
    guard place.isCell, let sheet = sheets.first(where: { $0.title == place.file }) else { return nil }
    let (row, column) = (place.line - 1, place.field - 1)
    guard let part = sheet.parts.last(where: { $0.start <= row }), part.lines.indices ~= row - part.start,
      part.columns.indices ~= column
    else { return nil }
    return DraftedWorkbook.Address(part: part.id, line: part.lines[row - part.start].id, column: column)
  }

  /// `D8`: where the file has a cell.
  package func cellName(_ address: DraftedWorkbook.Address) -> String? {
    for part in sheets.lazy.flatMap(\.parts) where part.id == address.part {
      guard let index = part.lines.firstIndex(where: { $0.id == address.line }) else { return nil }
      return FactPlace(file: "", line: part.start + index + 1, field: address.column + 1, isCell: true).cell
    }
    return nil
  }
}

extension WorkbookLayout {
  /// What was entered, in place of facts.
  init(_ draft: DraftedWorkbook, form: Form, catalog: Catalog) {
    let plan = WorkbookPlan(form: form, year: draft.year, catalog: catalog)
    let head = draft.part("head")?.lines ?? []
    let department = head.first { $0.cells.first?.text == "department" }?.cells.last?.text ?? ""
    var facts = LeafFacts(
      head: FactHead(
        department: department, year: draft.year, pack: draft.pack, rounding: .controlled, parts: [:], signature: []))
    // How many members there are tells where their names stand.
    for part in plan.sheets.flatMap(\.parts) {
      guard case .members(let table) = part.content else { continue }
      facts.members[table] = (draft.part(part.id)?.lines ?? []).map { _ in
        LeafMember(name: "", fields: [:], place: FactPlace(file: ""))
      }
    }
    facts.questions = draft.questions.map { LeafFacts.Question(fact: $0.fact, text: $0.text) }
    facts.origin = draft.origin
    self.init(form: form, facts: facts, catalog: catalog, plan: plan, draft: draft)
  }

  /// The file of what was entered.
  package static func sheets(_ draft: DraftedWorkbook, form: Form, catalog: Catalog) -> [Sheet] {
    var layout = WorkbookLayout(draft, form: form, catalog: catalog)
    return layout.sheets()
  }
}

extension LaidDraft.Part {
  fileprivate init(
    _ laid: WorkbookLayout.LaidPart, _ lines: [DraftedWorkbook.Line], _ layout: WorkbookLayout
  ) {
    let part = laid.part
    id = part.id
    title = part.title
    start = laid.start
    canGrow = part.canGrow(layout.form)
    isByMember = part.isByMember(layout.form)
    switch part.content {
    case .head, .texts, .members: isWords = true
    case .prior, .cells, .rows: isWords = false
    }
    columns = part.columns.indices.map { LaidDraft.Column(laid, $0, layout) }
    totals = part.hasTotals(layout.plan) ? laid.rows.last?.map(\.text) : nil
    let canGo = canGrow || part.content.isPairs
    let canFixedGo = isByMember || part.content.isPairs
    let members = layout.memberNames(of: part)
    self.lines = zip(lines, laid.rows).enumerated().map { number, pair in
      let (line, row) = pair
      return LaidDraft.Line(
        id: line.id, canGo: canGo && (!line.isFixed || canFixedGo),
        cells: row.enumerated().map { index, cell in
          let choice = laid.choice(row: laid.start + number, column: index)
          return LaidDraft.Cell(
            kind: cell.style.kind, text: cell.text, note: cell.note, isPending: cell.style.isPending,
            last: line.last.map { $0.indices ~= index ? $0[index] : "" } ?? "",
            choices: part.columns[index].role == .member ? members : choice.words, isChoice: choice.isStrict)
        })
    }
  }
}

extension WorkbookLayout.LaidPart {
  /// The words that a cell is chosen from.
  fileprivate func choice(row: Int, column: Int) -> (words: [String], isStrict: Bool) {
    for validation in validations where validation.column == column && validation.rows ~= row {
      if case .choice(let words) = validation.kind { return (words, validation.isStrict) }
    }
    return ([], false)
  }
}

extension WorkbookLayout {
  /// The members of the collection that the lines of a part are of, as they were entered.
  fileprivate func memberNames(of part: SheetPart) -> [String] {
    guard part.column(.member) != nil, case .rows(let blocks) = part.content, let draft else { return [] }
    return draft.members(of: form.tables[blocks[0].table].id)
  }
}

extension SheetPart.Content {
  /// Keys with a figure or with words.
  fileprivate var isPairs: Bool {
    switch self {
    case .prior, .texts: true
    case .head, .members, .cells, .rows: false
    }
  }
}

extension LaidDraft.Column {
  fileprivate init(_ laid: WorkbookLayout.LaidPart, _ index: Int, _ layout: WorkbookLayout) {
    let column = laid.part.columns[index]
    heading = column.heading
    note = column.note
    switch column.role {
    case .key:
      kind = .key
      if case .rows(let blocks) = laid.part.content {
        classification = RowNames(form: layout.form, block: blocks[0]).classification
      }
    case .label: kind = .name
    case .unit: kind = .unit
    case .sum: kind = .sum
    case .member, .field: kind = .words
    case .content:
      switch laid.part.content {
      case .head, .texts: kind = .words
      case .prior, .members, .cells, .rows: kind = .figure
      }
    case .value(let block, let column):
      kind = layout.form.block(block).columns[column].measure == .text ? .words : .figure
    }
  }
}

extension Sheet.Style {
  fileprivate var kind: LaidDraft.Cell.Kind {
    switch self {
    case .input, .pending: .words
    case .inputMoney, .pendingMoney: .money
    case .inputNumber: .number
    default: .shown
    }
  }
}

extension StoredWorkbook.Sheet {
  fileprivate init(_ sheet: Writers.Sheet) {
    self.init(
      name: sheet.name,
      rows: sheet.rows.enumerated().map { number, row in
        var cells: [Int: StoredWorkbook.Cell] = [:]
        var column = 0
        for cell in row.cells {
          if !cell.text.isEmpty { cells[column] = StoredWorkbook.Cell(text: cell.text) }
          column += cell.columns
        }
        return StoredWorkbook.Row(number: number, cells: cells)
      })
  }
}
