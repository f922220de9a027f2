package import Composing
import Documents
package import Forms
package import Writers

/// Lays leaf facts out as the sheets of a workbook that somebody fills in: a guide first, a sheet for each topic, the
/// accounts to choose from, and, where facts are not settled, a sheet that lists them.
package struct WorkbookLayout {
  let form: Form
  let facts: LeafFacts
  let catalog: Catalog
  let plan: WorkbookPlan
  /// What people entered, to be laid out in place of the facts.
  var draft: DraftedWorkbook?
  let resolver: SlotResolver
  /// What is not settled, by sheet and cell.
  var pending: [(sheet: String, cell: String, fact: String, text: String)] = []

  init(form: Form, facts: LeafFacts, catalog: Catalog, plan: WorkbookPlan, draft: DraftedWorkbook? = nil) {
    (self.form, self.facts, self.catalog, self.plan, self.draft) = (form, facts, catalog, plan, draft)
    resolver = SlotResolver(form: form)
  }

  package static func sheets(_ facts: LeafFacts, form: Form, catalog: Catalog) -> [Sheet] {
    var layout = WorkbookLayout(
      form: form, facts: facts, catalog: catalog,
      plan: WorkbookPlan(form: form, year: facts.head.year, catalog: catalog))
    return layout.sheets()
  }

  /// All sheets of the file.
  mutating func sheets() -> [Sheet] {
    let sheets = plan.sheets.map { sheet($0).sheet }
    pending += facts.questions.map { ("", "", $0.fact, $0.text) }
    let pending = pendingSheet
    return [guide(hasPending: pending != nil)] + (pending.map { [$0] } ?? []) + sheets + [accounts]
  }

  // MARK: A sheet of facts

  /// A part as it stands on its sheet.
  struct LaidPart {
    var part: SheetPart
    /// Row of the sheet of the first line, counted from 0.
    var start: Int
    var rows: [[Sheet.Cell]]
    var validations: [Sheet.Validation]
  }

  mutating func sheet(_ planned: PlannedSheet) -> (sheet: Sheet, parts: [LaidPart]) {
    var sheet = Sheet(name: planned.title, widths: [])
    var parts: [LaidPart] = []
    sheet.isProtected = true
    for part in planned.parts { sheet.widths = Self.wider(sheet.widths, part.columns.map(\.width)) }
    let span = max(2, sheet.widths.count)
    sheet.rows = [
      Sheet.Row(
        [Sheet.Cell("\(planned.title)　\(facts.head.department)　\(facts.head.year)", .part, columns: span)], height: 24),
      Sheet.Row([Sheet.Cell(catalog("workbook.sheet.remark"), .line, columns: span)], height: 18),
    ]
    for part in planned.parts {
      sheet.rows.append(Sheet.Row([]))
      sheet.rows.append(Sheet.Row([Sheet.Cell(part.title + part.mark, .part, columns: span)], height: 20))
      sheet.rows.append(Sheet.Row(part.columns.map { Sheet.Cell($0.heading, .head, note: $0.note) }))
      var lines = PartLines(layout: self, part: part, sheet: planned.title, start: sheet.rows.count)
      if let draft {
        lines.add(draft.part(part.id)?.lines ?? [])
      } else {
        lines.add()
      }
      parts.append(
        LaidPart(part: part, start: sheet.rows.count, rows: lines.rows, validations: lines.validations))
      for row in lines.rows { sheet.rows.append(Sheet.Row(row)) }
      sheet.validations += lines.validations
      pending += lines.pending
    }
    if pending.contains(where: { $0.sheet == planned.title }) { sheet.tabColour = 0xF4A460 }
    return (sheet, parts)
  }

  private static func wider(_ a: [Double], _ b: [Double]) -> [Double] {
    (0..<max(a.count, b.count)).map { max($0 < a.count ? a[$0] : 0, $0 < b.count ? b[$0] : 0) }
  }

  // MARK: Sheets around them

  private func guide(hasPending: Bool) -> Sheet {
    var sheet = Sheet(name: form.workbook.guideTitle, widths: [18, 100])
    sheet.isProtected = true
    sheet.tabColour = 0x4F81BD
    let values = [
      "department": facts.head.department, "year": String(facts.head.year), "unknown": form.workbook.unknown,
      "pending": form.workbook.pendingTitle, "accounts": form.workbook.accountsTitle, "form": form.title,
    ]
    sheet.rows.append(Sheet.Row([Sheet.Cell(catalog("workbook.guide.title", values), .title, columns: 2)], height: 30))
    for line in catalog("workbook.guide.lines", values).split(separator: "|") {
      sheet.rows.append(Sheet.Row([Sheet.Cell(String(line), .line, columns: 2)]))
    }
    if let origin = facts.origin {
      sheet.rows.append(Sheet.Row([Sheet.Cell(origin, .line, columns: 2)]))
    }
    if hasPending {
      sheet.rows.append(Sheet.Row([Sheet.Cell(catalog("workbook.guide.pending", values), .line, columns: 2)]))
    }
    sheet.rows.append(Sheet.Row([]))
    sheet.rows.append(
      Sheet.Row([
        Sheet.Cell(catalog("workbook.guide.sheet"), .head), Sheet.Cell(catalog("workbook.guide.holds"), .head),
      ]))
    for planned in plan.sheets {
      sheet.rows.append(
        Sheet.Row([
          Sheet.Cell(planned.title, .fixed),
          Sheet.Cell(planned.parts.map(\.title).joined(separator: "；"), .fixed),
        ]))
    }
    return sheet
  }

  /// Every account of every classification: two columns each.
  private var accounts: Sheet {
    var sheet = Sheet(name: form.workbook.accountsTitle, widths: [])
    sheet.isProtected = true
    let classifications = Self.classifications(form)
    sheet.rows = [Sheet.Row(classifications.flatMap { [Sheet.Cell(heading($0), .head), Sheet.Cell("", .head)] })]
    sheet.widths = classifications.flatMap { _ in [12.0, 44.0] }
    let columns = classifications.map { id in
      (form.classifications[id]?.codes ?? []).map { ($0, form.classifications[id]?[$0]?.name ?? "") }
    }
    for row in 0..<(columns.map(\.count).max() ?? 0) {
      let cells = columns.flatMap { column -> [Sheet.Cell] in
        guard row < column.count else { return [Sheet.Cell(""), Sheet.Cell("")] }
        return [Sheet.Cell(column[row].0, .fixed), Sheet.Cell(column[row].1, .fixed)]
      }
      sheet.rows.append(Sheet.Row(cells, height: 15))
    }
    sheet.head = 0..<1
    return sheet
  }

  private func heading(_ classification: String) -> String {
    form.classifications[classification]?.heading ?? form.furniture.codeWord
  }

  static func classifications(_ form: Form) -> [String] { form.classifications.keys.sorted() }

  /// What somebody has to settle; nil where everything is.
  private var pendingSheet: Sheet? {
    guard !pending.isEmpty else { return nil }
    var sheet = Sheet(name: form.workbook.pendingTitle, widths: [6, 14, 10, 60, 90])
    sheet.tabColour = 0xC0504D
    sheet.rows = [
      Sheet.Row(
        ["number", "sheet", "cell", "fact", "question"].map {
          Sheet.Cell(catalog("workbook.pending.\($0)"), .head)
        })
    ]
    for (index, entry) in pending.enumerated() {
      sheet.rows.append(
        Sheet.Row([
          Sheet.Cell(index + 1), Sheet.Cell(entry.sheet), Sheet.Cell(entry.cell), Sheet.Cell(entry.fact),
          Sheet.Cell(entry.text),
        ]))
    }
    sheet.head = 0..<1
    sheet.hasFilter = true
    return sheet
  }
}
