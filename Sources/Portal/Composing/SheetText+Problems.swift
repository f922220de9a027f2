import Composing
import Forms
import Workbooks
import Writers

/// What is wrong in a line, and what two people made of the same cell.
extension SheetText {
  /// The row under a line that says what is wrong in it; empty where nothing is.
  func why(of line: LaidDraft.Line, _ part: LaidDraft.Part) -> String {
    let own = part.columns.indices.map { address(part, line, $0) }.filter {
      problems[$0] != nil || conflicts[$0] != nil
    }
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
        text.say(problem.words(say))
        text.add("</p>")
      }
      let repairs = Set((problems[address] ?? []).compactMap { $0.values["repair"] })
      for value in repairs.sorted() { addRepair(value, at: address, to: &text) }
      if let conflict = conflicts[address] { Self.add(conflict, to: &text, say) }
    }
    text.add("</div></td></tr>\n")
    return text.html
  }

  /// The value with which the equation holds, and a button that enters it. Which cell is wrong is for people to say.
  private func addRepair(_ value: String, at address: DraftedWorkbook.Address, to text: inout PageText) {
    let values = ["value": Figure.entered(value)]
    text.add("<p>")
    text.say(say("portal.compose.repair", values))
    text.add("</p><p>")
    var button = StartTag("button")
    button.add("class", "btn s main")
    button.add("name", address.name)
    button.add("value", value)
    text.open(button)
    text.say(say("portal.compose.repair.use", values))
    text.add("</button></p>")
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
