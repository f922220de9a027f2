import Composing
import Forms
import Store
import Workbooks
import Workflow
import Writers

/// A sheet of a draft as a form. Written here and not through templates, since it has hundreds of cells.
struct SheetText {
  let sheet: LaidDraft.Sheet
  let say: Catalog
  /// Words of what is wrong, by cell.
  let problems: [DraftedWorkbook.Address: [String]]
  let conflicts: [DraftedWorkbook.Address: Entries.Conflict]
  private var text = PageText()

  /// - Parameter conflicts: of what was just sent.
  init(_ sheet: LaidDraft.Sheet, _ reading: DraftReading, say: Catalog, conflicts: [Entries.Conflict] = []) {
    (self.sheet, self.say) = (sheet, say)
    var problems: [DraftedWorkbook.Address: [String]] = [:]
    for problem in reading.problems where problem.place.file == sheet.title {
      guard let address = reading.laid.address(of: problem.place) else { continue }
      problems[address, default: []].append(problem.words(say))
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

  private func address(_ part: LaidDraft.Part, _ line: LaidDraft.Line, _ column: Int) -> DraftedWorkbook.Address {
    DraftedWorkbook.Address(part: part.id, line: line.id, column: column)
  }

  private mutating func element(_ name: String, _ words: String, class kind: String? = nil) {
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
  private func isHidden(_ column: Int, _ part: LaidDraft.Part) -> Bool {
    part.columns[column].kind == .key && part.columns[column].classification == nil
      && part.lines.allSatisfy { $0.cells[column].kind == .shown }
  }

  private func columns(_ part: LaidDraft.Part) -> [Int] {
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
      for heading in headings where heading.group != nil { addHeading(heading.own, part.columns[heading.index], rows: 1) }
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

  private func canGo(_ part: LaidDraft.Part) -> Bool { part.lines.contains(where: \.canGo) }

  private mutating func addGoHeading(_ part: LaidDraft.Part, rows: Int) {
    guard canGo(part) else { return }
    text.add("<th scope=\"col\" class=\"go\" rowspan=\"\(rows)\"><span class=\"vh\">")
    text.say(say("portal.compose.remove"))
    text.add("</span></th>")
  }

  // MARK: Lines

  private mutating func add(_ line: LaidDraft.Line, _ part: LaidDraft.Part) {
    var tag = StartTag("tr")
    tag.add("data-line", "\(part.id)/\(line.id)")
    text.open(tag)
    for column in columns(part) { add(line.cells[column], column, line, part) }
    if canGo(part) {
      text.add("<td class=\"go\">")
      if line.canGo {
        var button = StartTag("button")
        button.add("name", "remove")
        button.add("value", "\(part.id)/\(line.id)")
        button.add("aria-label", say("portal.compose.removeLine", ["line": name(of: line, part)]))
        text.open(button)
        text.add("<svg viewBox=\"0 0 12 12\" aria-hidden=\"true\"><path d=\"M3 3l6 6M9 3l-6 6\"/></svg></button>")
      }
      text.add("</td>")
    }
    text.add("</tr>\n")
    text.add(why(of: line, part))
  }

  /// What a line is of, for people.
  private func name(of line: LaidDraft.Line, _ part: LaidDraft.Part) -> String {
    let names = part.columns.indices.filter { [.key, .name].contains(part.columns[$0].kind) }
    return names.reversed().map { line.cells[$0].text }.first { !$0.isEmpty } ?? say("portal.compose.newLine")
  }

  private mutating func add(
    _ cell: LaidDraft.Cell, _ column: Int, _ line: LaidDraft.Line, _ part: LaidDraft.Part
  ) {
    let address = address(part, line, column)
    let kind = part.columns[column].kind
    guard cell.kind != .shown else { return addShown(cell, address, kind, line, part) }
    let isBad = problems[address] != nil || conflicts[address] != nil
    var classes = ["edit"]
    if cell.kind != .words { classes.append("r") }
    if kind == .key { classes.append("code") }
    if isBad { classes += ["hot", "is-bad"] }
    if cell.isPending { classes.append("is-open") }
    var tag = StartTag("td")
    tag.add("class", classes.joined(separator: " "))
    text.open(tag)
    addInput(cell, address, line, part, isBad: isBad)
    if !cell.last.isEmpty {
      text.add("<span class=\"last\">")
      text.say(say("portal.compose.last", ["figure": Figure.entered(cell.last)]))
      text.add("</span>")
    }
    if let note = cell.note, cell.isPending { addNote(note, address) }
    text.add("</td>")
  }

  private mutating func addInput(
    _ cell: LaidDraft.Cell, _ address: DraftedWorkbook.Address, _ line: LaidDraft.Line, _ part: LaidDraft.Part,
    isBad: Bool
  ) {
    let column = part.columns[address.column]
    let isChoice = cell.isChoice && !cell.choices.isEmpty
    let isLong = cell.kind == .words && column.kind == .words && cell.choices.isEmpty
    var tag = StartTag(isChoice ? "select" : isLong ? "textarea" : "input")
    tag.add("name", address.name)
    tag.add("aria-label", "\(name(of: line, part))，\(column.heading)")
    tag.add("autocomplete", "off")
    if isBad {
      tag.add("aria-invalid", "true")
      tag.add("aria-describedby", "why \(part.id)/\(line.id)".replacing(" ", with: "-"))
    }
    if isChoice { return addChoices(cell, tag) }
    if !isLong {
      if cell.kind != .words { tag.add("inputmode", "decimal") }
      tag.add("value", cell.text)
      if let classification = column.classification { tag.add("data-codes", classification) }
      if !cell.choices.isEmpty { tag.add("data-choices", cell.choices.joined(separator: "\n")) }
      text.open(tag)
      return
    }
    tag.add("rows", String(Self.rows(cell.text)))
    text.open(tag)
    // A line break right after the tag is not part of the text.
    text.add("\n")
    text.say(cell.text)
    text.add("</textarea>")
  }

  private mutating func addChoices(_ cell: LaidDraft.Cell, _ tag: StartTag) {
    text.open(tag)
    // What was entered elsewhere and is none of them stays as it is until somebody chooses.
    for choice in cell.choices.contains(cell.text) ? cell.choices : [cell.text] + cell.choices {
      var option = StartTag("option")
      option.add("value", choice)
      if choice == cell.text { option.add("selected", "") }
      text.open(option)
      let id = "workbook.choice.\(choice)"
      text.say(say(id) == id ? choice : say(id))
      text.add("</option>")
    }
    text.add("</select>")
  }

  /// Lines that a text takes, about.
  private static func rows(_ text: String) -> Int {
    let rows = text.split(separator: "\n", omittingEmptySubsequences: false).reduce(0) { $0 + 1 + $1.count / 36 }
    return min(max(rows, 1), 14)
  }

  private mutating func addNote(_ note: String, _ address: DraftedWorkbook.Address) {
    text.add("<span class=\"pend\">")
    text.say(note)
    var button = StartTag("button")
    button.add("class", "btn s")
    button.add("name", "settle")
    button.add("value", address.name)
    text.open(button)
    text.say(say("portal.compose.settle"))
    text.add("</button></span>")
  }

  private mutating func addShown(
    _ cell: LaidDraft.Cell, _ address: DraftedWorkbook.Address, _ kind: LaidDraft.Column.Kind, _ line: LaidDraft.Line,
    _ part: LaidDraft.Part
  ) {
    let isName = kind == .name
    var tag = StartTag(isName ? "th" : "td")
    if isName { tag.add("scope", "row") }
    tag.add("class", isName ? "nm" : kind == .sum || kind == .figure ? "r" : kind == .key ? "code" : nil)
    text.open(tag)
    var output = StartTag("output")
    output.add("data-cell", address.name)
    // What words are for: the item first, the section that it is in below.
    let names = isName && part.isKeyTold ? cell.text.split(separator: "·").map(String.init) : []
    if names.count > 1 {
      element("span", names[names.count - 1])
      element("small", names.dropLast().joined(separator: "·"))
    } else {
      text.open(output)
      text.say(Self.shown(cell, kind))
      text.add("</output>")
    }
    // A key that people see nowhere else stands under the name it has.
    if isName, let key = part.columns.firstIndex(where: { $0.kind == .key }), isHidden(key, part), part.isKeyTold {
      element("small", line.cells[key].text, class: "mono")
    }
    if !cell.last.isEmpty, kind == .sum {
      element("span", say("portal.compose.last", ["figure": Figure.entered(cell.last)]), class: "last")
    }
    text.add(isName ? "</th>" : "</td>")
  }

  /// What a cell shows that is not filled in.
  static func shown(_ cell: LaidDraft.Cell, _ kind: LaidDraft.Column.Kind) -> String {
    kind == .sum ? sum(cell.text) : cell.text
  }

  /// A sum of nothing is nothing.
  static func sum(_ text: String) -> String { text == "0.00" || text == "0" ? "" : Figure.entered(text) }

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

  // MARK: What is wrong

  /// The row under a line that says what is wrong in it; empty where nothing is.
  func why(of line: LaidDraft.Line, _ part: LaidDraft.Part) -> String {
    let own = part.columns.indices.map { address(part, line, $0) }.filter { problems[$0] != nil || conflicts[$0] != nil }
    guard !own.isEmpty else { return "" }
    var text = PageText()
    let width = columns(part).count + (canGo(part) ? 1 : 0)
    text.add("<tr class=\"why-row\"><td colspan=\"\(width)\">")
    var tag = StartTag("div")
    tag.add("class", "why")
    tag.add("id", "why-\(part.id)/\(line.id)")
    text.open(tag)
    for address in own {
      for problem in problems[address] ?? [] {
        text.add("<p><b>")
        text.say(part.columns[address.column].heading)
        text.add("</b>　")
        text.say(problem)
        text.add("</p>")
      }
      if let conflict = conflicts[address] { Self.add(conflict, to: &text, say) }
    }
    text.add("</div></td></tr>\n")
    return text.html
  }

  private static func add(_ conflict: Entries.Conflict, to text: inout PageText, _ say: Catalog) {
    let values = [
      "by": conflict.by, "time": Wording(say: say).clock(conflict.at), "theirs": conflict.theirs ?? "",
      "yours": conflict.yours,
    ]
    text.add("<p>")
    text.say(say(conflict.theirs == nil ? "portal.compose.conflict.gone" : "portal.compose.conflict", values))
    text.add("</p>")
    guard conflict.theirs != nil else { return }
    var button = StartTag("button")
    button.add("class", "btn s")
    button.add("name", conflict.address.name)
    button.add("value", conflict.yours)
    text.add("<p>")
    text.open(button)
    text.say(say("portal.compose.conflict.use", values))
    text.add("</button></p>")
  }
}

extension LaidDraft.Part {
  /// Whether keys say something that names do not: addresses, and what words are for.
  fileprivate var isKeyTold: Bool { id == "prior" || id == "texts" }
}
