import Forms
import Foundation
import Hummingbird
import Store
import Workbooks
import Workflow
import Writers

/// What is answered while somebody types: only what the change of a few cells changed on the page.
struct LiveAnswer: Encodable {
  /// A cell that somebody else had changed.
  struct Conflict: Encodable {
    var cell: String
    var yours: String
    var theirs: String?
  }

  /// The revision that the page shows from now on.
  var revision: Int
  /// What cells show that are not filled in, and what others have filled in, by name.
  var shown: [String: String] = [:]
  var entered: [String: String] = [:]
  /// Rows below lines that say what is wrong there, by line; of all lines of the sheet that have one.
  var why: [String: String] = [:]
  /// Cells with something wrong, and cells that are still to be looked at.
  var wrong: [String] = []
  var pending: [String] = []
  var conflicts: [Conflict] = []
  /// The lines of each part; others mean that the page has to be loaded anew.
  var lines: [String: [Int]] = [:]
  /// Parts of the page around the form.
  var bar: String
  var sheets: String
  var live: String
  var loose: String

  /// Keeps cells and answers with what follows.
  static func save(_ visit: Visit) async throws -> Response {
    let work = try DraftWork(visit)
    let kept = try await SheetPage.keep(work, visit)
    let (before, after) = (kept.before, kept.after)
    let sheet = try SheetPage.sheet(visit, after, id: visit.form["sheet"])
    let view = try await DraftView(after, work, visit)
    let shell = Shell(visit)
    var live = SheetPage.live(sheet, view, changed: before)
    live["isLive"] = true
    var answer = LiveAnswer(
      revision: after.record.revision, bar: try shell.fragment("sheet-bar", view.bar(sheet.id)),
      sheets: try shell.fragment("sheet-list", view.sheets(sheet.id)), live: try shell.fragment("sheet-live", live),
      loose: try shell.fragment("sheet-loose", SheetPage.loose(sheet, view)))
    let isBehind = Int(visit.form["revision"]) != before.record.revision
    answer.add(sheet, before: isBehind ? nil : before.reading.laid.sheets.first { $0.id == sheet.id })
    answer.add(SheetText(sheet, after.reading, say: visit.say, conflicts: kept.conflicts))
    answer.conflicts = kept.conflicts.map { Conflict(cell: $0.address.name, yours: $0.yours, theirs: $0.theirs) }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return Answer.json(String(decoding: try encoder.encode(answer), as: UTF8.self))
  }

  /// - Parameter before: the sheet as the page shows it; nil where the page is further behind.
  private mutating func add(_ sheet: LaidDraft.Sheet, before: LaidDraft.Sheet?) {
    var known: [String: String] = [:]
    if let before { for (name, cell, kind) in Self.cells(before) { known[name] = SheetText.shown(cell, kind) } }
    for (name, cell, kind) in Self.cells(sheet) {
      if cell.isPending { pending.append(name) }
      let text = SheetText.shown(cell, kind)
      if known[name] == text { continue }
      if cell.kind == .shown { shown[name] = text } else { entered[name] = cell.text }
    }
    for part in sheet.parts {
      lines[part.id] = part.lines.map(\.id)
      for (column, text) in (part.totals ?? []).enumerated() {
        shown["\(part.id)/total/\(column)"] = SheetText.sum(text)
      }
    }
  }

  private static func cells(
    _ sheet: LaidDraft.Sheet
  ) -> [(name: String, cell: LaidDraft.Cell, kind: LaidDraft.Column.Kind)] {
    sheet.parts.flatMap { part in
      part.lines.flatMap { line in
        line.cells.enumerated().map { column, cell in
          let address = DraftedWorkbook.Address(part: part.id, line: line.id, column: column)
          return (address.name, cell, part.columns[column].kind)
        }
      }
    }
  }

  private mutating func add(_ text: SheetText) {
    wrong = (Array(text.problems.keys) + text.conflicts.keys).map(\.name).sorted()
    for part in text.sheet.parts {
      for line in part.lines {
        let row = text.why(of: line, part)
        if !row.isEmpty { why["\(part.id)/\(line.id)"] = row }
      }
    }
  }
}
