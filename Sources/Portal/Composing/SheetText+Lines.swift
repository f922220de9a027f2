import Forms
import Workbooks
import Writers

/// The lines of a part: cells to be filled in, and what the form works out.
extension SheetText {
  mutating func add(_ line: LaidDraft.Line, _ part: LaidDraft.Part) {
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
    if !cell.last.isEmpty, cell.last != cell.text {
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
    // A key that people see nowhere else is told to whoever points at the name.
    if isName, let key = part.columns.firstIndex(where: { $0.kind == .key }), isHidden(key, part), part.isKeyTold {
      tag.add("title", line.cells[key].text)
    }
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
    if !cell.last.isEmpty, kind == .sum {
      element("span", say("portal.compose.last", ["figure": Figure.entered(cell.last)]), class: "last")
    }
    text.add(isName ? "</th>" : "</td>")
  }

  /// What a cell shows that is not filled in.
  static func shown(_ cell: LaidDraft.Cell, _ kind: LaidDraft.Column.Kind) -> String {
    switch kind {
    case .sum: sum(cell.text)
    // Rows without an account have a name of the form's own there, which tells people nothing.
    case .key: cell.text.first.map { $0.isASCII && $0.isLetter } == true ? "" : cell.text
    case .name, .unit, .figure, .words: cell.text
    }
  }

  /// A sum of nothing is nothing.
  static func sum(_ text: String) -> String { text == "0.00" || text == "0" ? "" : Figure.entered(text) }
}

extension LaidDraft.Part {
  /// Whether keys say something that names do not: addresses, and what words are for.
  fileprivate var isKeyTold: Bool { id == "prior" || id == "texts" }
}
