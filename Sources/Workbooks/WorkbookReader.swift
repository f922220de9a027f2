package import Composing
package import Forms
package import Readers

/// Takes the leaf facts out of a workbook that was filled in. Sheets are known by their names, parts by the mark in their
/// title, columns by their headings and rows by their keys, so that all of them may be moved. What is not known is told,
/// never passed over.
package struct WorkbookReader {
  private let form: Form
  private let plan: WorkbookPlan
  private let workbook: StoredWorkbook
  private var tables: [FactTable] = []
  private var problems: [FactProblem] = []

  // MARK: The head

  /// What is said of the department as a whole, and with it the form; found without the form.
  package static func head(_ workbook: StoredWorkbook) -> (entries: HeadEntries?, problems: [FactProblem]) {
    for sheet in workbook.sheets {
      let grid = SheetGrid(sheet)
      guard let part = grid.parts.first(where: { $0.names == ["head"] }) else { continue }
      let entries = grid.lines(of: part).compactMap { line -> HeadEntries.Entry? in
        let (key, title, words) = (grid.text(line, 0), grid.text(line, 1), grid.text(line, 2))
        // A line that was kept free, or of which nothing is said.
        if words.isEmpty, key != "year", key != "department", key != "pack" { return nil }
        var path = key.split(separator: ".").map(String.init)
        if path.first == "parts" || path.first == "signature" { path.append(title) }
        return HeadEntries.Entry(path, words, at: grid.place(line, 2))
      }
      return (HeadEntries(entries, at: grid.place(part.title, 0)), [])
    }
    let first = workbook.sheets.first?.name ?? ""
    return (nil, [FactProblem("cells.head", at: FactPlace(file: first, isCell: true))])
  }

  // MARK: Figures and words

  package static func tables(
    _ workbook: StoredWorkbook, form: Form, year: Int, catalog: Catalog
  ) -> (tables: [FactTable], problems: [FactProblem]) {
    var reader = WorkbookReader(
      form: form, plan: WorkbookPlan(form: form, year: year, catalog: catalog), workbook: workbook)
    reader.read()
    return (reader.tables, reader.problems)
  }

  private init(form: Form, plan: WorkbookPlan, workbook: StoredWorkbook) {
    (self.form, self.plan, self.workbook) = (form, plan, workbook)
  }

  private mutating func read() {
    let others = [
      form.workbook.guideTitle, form.workbook.accountsTitle, form.workbook.pendingTitle,
      form.workbook.reconciliationTitle,
    ]
    let titles = plan.sheets.map(\.title)
    for sheet in workbook.sheets where !titles.contains(sheet.name) && !others.contains(sheet.name) {
      let near = nearestNames(to: sheet.name, among: titles.filter { !names.contains($0) })
      report("cells.sheet", sheet.name, ["sheet": sheet.name, "near": near])
    }
    for planned in plan.sheets {
      guard let sheet = workbook.sheets.first(where: { $0.name == planned.title }) else {
        report("cells.missing", planned.title, ["sheet": planned.title])
        continue
      }
      noteHidden(sheet)
      read(planned, SheetGrid(sheet))
    }
  }

  private var names: [String] { workbook.sheets.map(\.name) }

  private mutating func report(_ id: String, _ sheet: String, _ values: [String: String]) {
    problems.append(FactProblem(id, at: FactPlace(file: sheet, isCell: true), values))
  }

  private mutating func noteHidden(_ sheet: StoredWorkbook.Sheet) {
    if sheet.isHidden { report("cells.hidden", sheet.name, ["sheet": sheet.name]) }
    let count = sheet.hiddenRows + sheet.hiddenColumns.count
    if count > 0 { report("cells.hiddenCells", sheet.name, ["sheet": sheet.name, "count": String(count)]) }
  }

  private mutating func read(_ planned: PlannedSheet, _ grid: SheetGrid) {
    problems += grid.uncomputed.map { FactProblem("cells.uncomputed", at: $0) }
    let known = planned.parts.map(\.names)
    for part in grid.parts where !known.contains(part.names) {
      problems.append(
        FactProblem("cells.part", at: grid.place(part.title, 0), ["part": grid.text(part.title, 0)]))
    }
    for part in planned.parts {
      let found = grid.parts.filter { $0.names == part.names }
      guard let own = found.first else {
        report("cells.part.missing", planned.title, ["part": part.title + part.mark])
        continue
      }
      for double in found.dropFirst() {
        problems.append(
          FactProblem("cells.part.twice", at: grid.place(double.title, 0), ["part": part.title + part.mark]))
      }
      var reader = PartReader(part: part, form: form, plan: plan, grid: grid, place: own)
      reader.read()
      tables += reader.tables
      problems += reader.problems
    }
    problems += grid.strayAbove.map { FactProblem("cells.stray", at: $0.place, ["text": $0.text]) }
  }
}
