import Forms
import Foundation
import Hummingbird
import Store
import Workbooks
import Workflow
import Writers

/// A sheet of a draft as a form that works without script: everything is sent by one button and kept, right or wrong.
enum SheetPage {
  static func show(_ visit: Visit) async throws -> Response {
    let work = try DraftWork(visit)
    return try await page(try await work.opened(), work, visit)
  }

  static func sheet(_ visit: Visit, _ open: OpenDraft, id: String) throws -> LaidDraft.Sheet {
    guard let sheet = open.reading.laid.sheets.first(where: { $0.id == id }) else { throw PortalFailure.notFound }
    return sheet
  }

  private static func page(
    _ open: OpenDraft, _ work: DraftWork, _ visit: Visit, conflicts: [Entries.Conflict] = []
  ) async throws -> Response {
    let sheet = try sheet(visit, open, id: visit.parameters.get("sheet") ?? "")
    let view = try await DraftView(open, work, visit)
    var body = view.frame(current: sheet.id)
    body["sheetID"] = sheet.id
    body["sheetTitle"] = sheet.title
    body["unknown"] = visit.say("portal.compose.key4", ["unknown": open.reading.form.workbook.unknown])
    body["revision"] = String(open.record.revision)
    body["form"] = Verbatim(
      renderText: SheetText.parts(sheet, open.reading, say: visit.say, conflicts: conflicts))
    body["canSettle"] = view.isPending(sheet)
    body["live"] = live(sheet, view, changed: nil)
    body["loose"] = loose(sheet, view)
    body["conflict"] =
      conflicts.isEmpty ? nil : visit.say("portal.compose.conflicts", ["count": String(conflicts.count)])
    return try view.page(body, "sheet", status: conflicts.isEmpty ? .ok : .conflict)
  }

  static func loose(_ sheet: LaidDraft.Sheet, _ view: DraftView) -> View {
    let loose = view.problems(of: sheet).loose
    return ["list": loose, "isEmpty": loose.isEmpty]
  }

  /// What stands beside the form: what is wrong on the sheet, what the last change changed in print, and the sentences
  /// that speak of the sheet.
  ///
  /// - Parameter changed: the draft before and after the last change.
  static func live(_ sheet: LaidDraft.Sheet, _ view: DraftView, changed before: OpenDraft?) -> View {
    let reading = view.open.reading
    let problems = view.problems(of: sheet).all
    var live: View = [
      "problems": problems.isEmpty ? nil : ["list": problems, "count": problems.count] as View
    ]
    guard let publication = reading.publication else { return live }
    if let before = before?.reading.publication {
      let figures = publication.figures(changedSince: before)
      let passages = publication.passages(changedSince: before)
      if !figures.isEmpty || !passages.isEmpty {
        live["changed"] =
          [
            "figures": figures.isEmpty
              ? nil : ["list": figures.prefix(mostFigures).map(self.view), "more": more(figures.count, view)] as View,
            "passages": DraftView.view(passages),
          ] as View
      }
    }
    let passages = publication.passages(about: reading.tables(of: sheet), sections: reading.sections(of: sheet))
    live["passages"] = passages.isEmpty ? nil : ["list": DraftView.view(passages)] as View
    return live
  }

  private static let mostFigures = 24

  private static func more(_ count: Int, _ view: DraftView) -> String? {
    count > mostFigures ? view.visit.say("portal.compose.more", ["count": String(count - mostFigures)]) : nil
  }

  private static func view(_ figure: DraftFigure) -> View {
    [
      "table": figure.table, "name": figure.name, "before": figure.before.isEmpty ? "—" : figure.before,
      "after": figure.after.isEmpty ? "—" : figure.after,
    ]
  }

  // MARK: Saving

  /// Keeps what was entered, then does what the button that was pressed says.
  static func save(_ visit: Visit) async throws -> Response {
    let work = try DraftWork(visit)
    let kept = try await keep(work, visit)
    if !kept.conflicts.isEmpty { return try await page(kept.after, work, visit, conflicts: kept.conflicts) }
    let anchor = try await press(work, visit)
    let sheet = try sheet(visit, kept.after, id: visit.parameters.get("sheet") ?? "")
    return Answer.redirect(to: "\(work.path)/sheets/\(sheet.id)?done=saved" + (anchor.map { "#" + $0 } ?? ""))
  }

  /// What came of what a form sent.
  struct Kept {
    var before: OpenDraft
    var after: OpenDraft
    /// What was not kept because somebody else had changed the same cell.
    var conflicts: [Entries.Conflict] = []
  }

  /// Keeps the cells that a form names.
  static func keep(_ work: DraftWork, _ visit: Visit) async throws -> Kept {
    guard let revision = Int(visit.form["revision"]), revision > 0 else { throw PortalFailure.badField("form") }
    let entries = Entries.entries(of: visit.form)
    var conflicts: [Entries.Conflict] = []
    let (before, after) = try await work.change { open in
      let changes = try await visit.store.draftChanges(of: open.record.id, after: revision)
      let held = try Entries(entries, in: open, changes: changes)
      conflicts = held.conflicts
      return held.steps
    }
    return Kept(before: before, after: after, conflicts: conflicts)
  }

  /// - Returns: where on the page it was done.
  private static func press(_ work: DraftWork, _ visit: Visit) async throws -> String? {
    let form = visit.form
    let drafting = visit.services.drafts.drafting
    if !form["add"].isEmpty {
      _ = try await work.change { try drafting.adding(3, to: form["add"], of: $0.draft) }
      return Answer.isLocal("/" + form["add"]) ? form["add"] : nil
    }
    if let slash = form["remove"].lastIndex(of: "/"),
      let line = Int(form["remove"][form["remove"].index(after: slash)...])
    {
      let part = String(form["remove"][..<slash])
      do {
        _ = try await work.change { open in
          let isFree = open.reading.laid.sheets.lazy.flatMap(\.parts).contains {
            $0.id == part && $0.lines.contains { $0.id == line && $0.canGo }
          }
          return isFree ? [open.draft.removing(line, from: part)].compactMap { $0 } : []
        }
      } catch is DraftConflict {
        throw PortalFailure.badField("draftChanged")
      }
      return Answer.isLocal("/" + part) ? part : nil
    }
    if let address = DraftedWorkbook.Address(name: form["settle"]) {
      _ = try await work.change { [$0.draft.settling(address)].compactMap { $0 } }
    } else if form["settle"] == "all" {
      let id = visit.parameters.get("sheet") ?? ""
      _ = try await work.change { open in
        open.draft.settlingAll(in: Set(try sheet(visit, open, id: id).parts.map(\.id)))
      }
    }
    return nil
  }

  /// Takes the caller's last change back, or makes it again.
  static func turn(_ kind: DraftChange.Kind, _ visit: Visit) async throws -> Response {
    let work = try DraftWork(visit)
    try await work.turn(kind)
    let sheet = visit.form["sheet"]
    let open = try await work.opened()
    let isKnown = open.reading.laid.sheets.contains { $0.id == sheet }
    return Answer.redirect(to: work.path + (isKnown ? "/sheets/\(sheet)" : "") + "?done=saved")
  }
}
