import Composing
import Forms
import Workbooks
import Workflow
import Writers

/// A sheet of a draft as a form. Written here and not through templates, since it has hundreds of cells.
struct SheetText {
  let sheet: LaidDraft.Sheet
  let say: Catalog
  /// What is wrong, by cell.
  let problems: [DraftedWorkbook.Address: [FactProblem]]
  let conflicts: [DraftedWorkbook.Address: Entries.Conflict]
  var text = PageText()

  /// - Parameter conflicts: of what was just sent.
  init(_ sheet: LaidDraft.Sheet, _ reading: DraftReading, say: Catalog, conflicts: [Entries.Conflict] = []) {
    (self.sheet, self.say) = (sheet, say)
    var problems: [DraftedWorkbook.Address: [FactProblem]] = [:]
    for problem in reading.problems where problem.place.file == sheet.title {
      guard let address = reading.laid.address(of: problem.place) else { continue }
      problems[address, default: []].append(problem)
    }
    self.problems = problems
    self.conflicts = Dictionary(conflicts.map { ($0.address, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// The parts of the sheet.
  static func parts(
    _ sheet: LaidDraft.Sheet, _ reading: DraftReading, say: Catalog, conflicts: [Entries.Conflict] = []
  ) -> String {
    var own = SheetText(sheet, reading, say: say, conflicts: conflicts)
    for part in sheet.parts { own.add(part) }
    return own.text.html
  }

  func address(_ part: LaidDraft.Part, _ line: LaidDraft.Line, _ column: Int) -> DraftedWorkbook.Address {
    DraftedWorkbook.Address(part: part.id, line: line.id, column: column)
  }

  mutating func element(_ name: String, _ words: String, class kind: String? = nil) {
    var tag = StartTag(name)
    tag.add("class", kind)
    text.open(tag)
    text.say(words)
    text.add("</\(name)>")
  }

  // MARK: Parts

  private mutating func add(_ part: LaidDraft.Part) {
    var tag = StartTag("section")
    tag.add("class", "part")
    tag.add("id", part.id)
    tag.add("aria-label", part.title)
    text.open(tag)
    if sheet.parts.count > 1 || part.title != sheet.title { element("h3", part.title) }
    text.add("<div class=\"tbl-wrap\" tabindex=\"0\" role=\"region\"")
    text.add(" aria-label=\"\(part.title.escapedForHTML)\">")
    var table = StartTag("table")
    table.add("class", part.isWords ? "grid sheet words" : "grid sheet")
    text.open(table)
    addHeadings(part)
    text.add("<tbody>\n")
    for line in part.lines { add(line, part) }
    text.add("</tbody>")
    addTotals(part)
    text.add("</table></div>\n")
    if part.canGrow {
      text.add("<p>")
      var button = StartTag("button")
      button.add("class", "btn s")
      button.add("name", "add")
      button.add("value", part.id)
      text.open(button)
      text.say(say(part.isByMember ? "portal.compose.addMembers" : "portal.compose.addLines"))
      text.add("</button></p>\n")
    }
    text.add("</section>\n")
  }

  /// Columns that people need not see: ids of rows that the form names.
  func isHidden(_ column: Int, _ part: LaidDraft.Part) -> Bool {
    part.columns[column].kind == .key && part.columns[column].classification == nil
      && part.lines.allSatisfy { $0.cells[column].kind == .shown }
  }

  func columns(_ part: LaidDraft.Part) -> [Int] {
    part.columns.indices.filter { !isHidden($0, part) }
  }

  /// Headings of the form `表·栏（元）` stand in two rows, the table's above its columns.
  private mutating func addHeadings(_ part: LaidDraft.Part) {
    let headings = columns(part).map { index -> (group: String?, own: String, index: Int) in
      let heading = part.columns[index].heading.replacing(say("portal.compose.yuan"), with: "")
      let isFigure = [.figure, .sum].contains(part.columns[index].kind)
      guard isFigure, let dot = heading.firstIndex(of: "·") else { return (nil, heading, index) }
      return (String(heading[..<dot]), String(heading[heading.index(after: dot)...]), index)
    }
    let isGrouped = headings.contains { $0.group != nil }
    text.add("<thead><tr>")
    var at = 0
    while at < headings.count {
      var tag = StartTag("th")
      if let group = headings[at].group {
        let width = headings[at...].prefix { $0.group == group }.count
        tag.add("scope", "colgroup")
        tag.add("class", "group")
        tag.add("colspan", String(width))
        text.open(tag)
        text.say(group)
        at += width
      } else {
        addHeading(headings[at].own, part.columns[headings[at].index], rows: isGrouped ? 2 : 1)
        at += 1
        continue
      }
      text.add("</th>")
    }
    addGoHeading(part, rows: isGrouped ? 2 : 1)
    text.add("</tr>")
    if isGrouped {
      text.add("<tr>")
      for heading in headings where heading.group != nil {
        addHeading(heading.own, part.columns[heading.index], rows: 1)
      }
      text.add("</tr>")
    }
    text.add("</thead>\n")
  }

  private mutating func addHeading(_ words: String, _ column: LaidDraft.Column, rows: Int) {
    var tag = StartTag("th")
    tag.add("scope", "col")
    tag.add("class", column.kind == .name ? "nm" : column.kind == .words ? "nm wide" : nil)
    if rows > 1 { tag.add("rowspan", String(rows)) }
    tag.add("title", column.note)
    text.open(tag)
    text.say(words)
    text.add("</th>")
  }

  func canGo(_ part: LaidDraft.Part) -> Bool { part.lines.contains(where: \.canGo) }

  private mutating func addGoHeading(_ part: LaidDraft.Part, rows: Int) {
    guard canGo(part) else { return }
    text.add("<th scope=\"col\" class=\"go\" rowspan=\"\(rows)\"><span class=\"vh\">")
    text.say(say("portal.compose.remove"))
    text.add("</span></th>")
  }

  private mutating func addTotals(_ part: LaidDraft.Part) {
    guard let totals = part.totals else { return }
    text.add("<tfoot><tr class=\"tot\">")
    for column in columns(part) {
      let kind = part.columns[column].kind
      text.add(kind == .figure || kind == .sum ? "<td class=\"r\">" : "<td>")
      var output = StartTag("output")
      output.add("data-cell", "\(part.id)/total/\(column)")
      text.open(output)
      text.say(Self.sum(totals[column]))
      text.add("</output></td>")
    }
    text.add(canGo(part) ? "<td></td></tr></tfoot>" : "</tr></tfoot>")
  }
}
