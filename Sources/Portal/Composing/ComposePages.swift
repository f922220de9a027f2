import Documents
import Forms
import Foundation
import Hummingbird
import Store
import Workbooks
import Workflow
import Writers

/// The draft of a year as a whole: how it is begun, how far it has come, what can be made of it.
enum ComposePages {
  static func show(_ visit: Visit) async throws -> Response {
    let work = try DraftWork(visit)
    guard let open = try await work.open() else { return try await start(work, visit) }
    let view = try await DraftView(open, work, visit)
    var body = view.frame(current: nil)
    body["problems"] = open.reading.problems.isEmpty ? nil : ["list": view.problems] as View
    body["questions"] = open.draft.questions.isEmpty ? nil : ["list": view.questions] as View
    body["origin"] = open.draft.origin
    body["formats"] = ["docx", "pdf", "html", "xlsx", "md"].map { format -> View in
      ["name": visit.say("portal.compose.format.\(format)"), "path": "\(work.path)/files/disclosure.\(format)"]
    }
    body["isWhole"] = open.isWhole
    body["begin"] = try await beginnings(work, visit)
    return try view.page(body, "compose")
  }

  private static func start(_ work: DraftWork, _ visit: Visit) async throws -> Response {
    let body = try await visit.store.body(work.body)
    let title = visit.say("portal.compose.title", ["name": body.name, "year": String(work.year)])
    var view = try await beginnings(work, visit)
    view["title"] = title
    view["path"] = work.path
    return try Shell(visit).page(Shell.Frame(title: title, current: "desk"), "compose-start", view)
  }

  /// The ways to begin.
  private static func beginnings(_ work: DraftWork, _ visit: Visit) async throws -> View {
    let last = try await lastYear(work, visit)
    let drafting = visit.services.drafts.drafting
    let year = work.year
    let packs = try await visit.services.drafts.apart(work.body) { drafting.packs(year: year) }
    return [
      "path": work.path, "plainYear": String(work.year), "lastYear": String(work.year - 1),
      "last": last.map { visit.say("portal.compose.lastFile", ["file": $0.fileName]) },
      "packs": packs.map { pack in
        ["id": pack.id, "title": pack.title, "isOn": pack.id == last?.pack] as View
      },
    ]
  }

  private static func lastYear(_ work: DraftWork, _ visit: Visit) async throws -> Version? {
    guard let filing = try await visit.store.filing(body: work.body, year: work.year - 1) else { return nil }
    return try await visit.store.versions(of: filing.id).last
  }

  // MARK: Beginning

  /// With nothing filled in, or from last year's filing.
  static func begin(_ visit: Visit) async throws -> Response {
    let work = try DraftWork(visit)
    switch visit.form["from"] {
    case "blank":
      let (drafting, pack) = (visit.services.drafts.drafting, visit.form["pack"])
      let (year, department) = (work.year, try await visit.store.body(work.body).name)
      let draft = try await visit.services.drafts.apart(work.body) {
        guard drafting.packs(year: year).contains(where: { $0.id == pack }) else {
          throw PortalFailure.badField("pack")
        }
        return try drafting.begin(pack: pack, year: year, department: department)
      }
      try await work.begin(draft, detail: pack)
    case "last":
      guard let version = try await lastYear(work, visit),
        let source = try await visit.store.artefact("source", of: version.id)
      else { throw PortalFailure.badField("lastYear") }
      try await take(.rollDraft, SourceFile(name: version.fileName, bytes: source), work, visit)
    default: throw PortalFailure.badField("begin")
    }
    return Answer.redirect(to: work.path + "?done=begun")
  }

  /// From a workbook that was filled in elsewhere, right or wrong.
  static func upload(_ visit: Visit) async throws -> Response {
    let work = try DraftWork(visit)
    guard let file = visit.form.file, !file.bytes.isEmpty else { throw PortalFailure.badField("file") }
    try await take(.takeDraft, SourceFile(name: file.name, bytes: file.bytes), work, visit)
    return Answer.redirect(to: work.path + "?done=begun")
  }

  private static func take(_ task: FileTask, _ file: SourceFile, _ work: DraftWork, _ visit: Visit) async throws {
    let answer = try await visit.work(task, on: file)
    let draft = try JSONDecoder().decode(DraftedWorkbook.self, from: Data(answer))
    guard draft.year == work.year else {
      let values = ["stated": String(draft.year), "year": String(work.year)]
      throw PortalFailure.file(visit.say("portal.intake.year", values))
    }
    try await work.begin(draft, detail: file.name)
  }

  /// Takes a question off the list that somebody has looked at.
  static func settle(_ visit: Visit) async throws -> Response {
    let work = try DraftWork(visit)
    let (fact, text) = (visit.form["fact"], visit.form["text"])
    _ = try await work.change { open in
      open.draft.questions.filter { DraftedWorkbook.tidy($0.fact) == fact && DraftedWorkbook.tidy($0.text) == text }
        .map(DraftStep.settle)
    }
    return Answer.redirect(to: work.path + "?done=saved#questions")
  }
}

extension DraftWork {
  var path: String { "/compose/\(year)" }
}
