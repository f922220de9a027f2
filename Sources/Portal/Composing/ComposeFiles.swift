import Documents
import Forms
import Foundation
import Hummingbird
import Store
import Workflow
import Writers

/// What is made of a draft: the page to look at, files, and the version that is handed in.
enum ComposeFiles {
  /// The disclosure as it will be published, with gaps where something is missing.
  static func preview(_ visit: Visit) async throws -> Response {
    let work = try DraftWork(visit)
    let open = try await work.opened()
    let catalog = visit.services.catalog(.chinese)
    let reading = open.reading
    let main = try await visit.services.drafts.apart(open.record.id) { try reading.page(catalog) }
    let view = try await DraftView(open, work, visit)
    var bar = view.bar(nil)
    bar["hasPage"] = main != nil
    let text = try Shell(visit).fragment("preview", bar) + (main ?? "")
    var frame = Shell.Frame(title: view.title, current: "desk")
    frame.extraStyle = visit.services.assets.pageStylePath
    return try Shell(visit).page(frame, main: text)
  }

  /// The workbook to go on with elsewhere, or a file of the disclosure.
  static func file(_ visit: Visit) async throws -> Response {
    let work = try DraftWork(visit)
    let open = try await work.opened()
    let name = visit.parameters.get("name") ?? ""
    guard let dot = name.lastIndex(of: "."), let type = types[String(name[dot...])] else {
      throw PortalFailure.notFound
    }
    let body = try await visit.store.body(work.body).name
    let ending = String(name[dot...])
    if name == "draft.xlsx" {
      let bytes = try await visit.work(.draftWorkbook, on: SourceFile(name: name, bytes: open.record.content))
      let title = visit.say("portal.compose.workbookName", ["name": body, "year": String(work.year)])
      return Answer.download(bytes, name: title + ending, type: type)
    }
    guard name == "disclosure" + ending else { throw PortalFailure.notFound }
    let bytes = try await visit.work(.publishDraft, on: SourceFile(name: name, bytes: open.record.content))
    return Answer.download(bytes, name: title(body, work, visit) + ending, type: type)
  }

  private static let office = "application/vnd.openxmlformats-officedocument."
  private static let types = [
    ".docx": office + "wordprocessingml.document", ".xlsx": office + "spreadsheetml.sheet", ".pdf": "application/pdf",
    ".html": "text/html; charset=utf-8", ".md": "text/markdown; charset=utf-8",
  ]

  private static func title(_ body: String, _ work: DraftWork, _ visit: Visit) -> String {
    visit.services.catalog(.chinese)("portal.compose.fileName", ["name": body, "year": String(work.year)])
  }

  /// Codes of a classification with their names, to choose from.
  static func accounts(_ visit: Visit) async throws -> Response {
    let open = try await DraftWork(visit).opened()
    guard let name = visit.parameters.get("classification"), let own = open.reading.form.classifications[name] else {
      throw PortalFailure.notFound
    }
    let accounts = own.codes.map { [$0, own[$0]?.name ?? ""] }
    return Answer.json(String(decoding: try JSONEncoder().encode(accounts), as: UTF8.self))
  }

  // MARK: Handing in

  static func handIn(_ visit: Visit) async throws -> Response {
    try await handIn(visit, from: [nil, .draft, .returned], correction: nil)
  }

  static func correct(_ visit: Visit) async throws -> Response {
    let reason = String(visit.form["reason"].prefix(1_000))
    guard !reason.isEmpty else { throw PortalFailure.badField("reason") }
    return try await handIn(visit, from: [.published], correction: reason)
  }

  /// The composed disclosure becomes a version as a file that was uploaded, is checked as one, and goes to review where no
  /// error is open.
  private static func handIn(
    _ visit: Visit, from states: Set<FilingState?>, correction: String?
  ) async throws -> Response {
    let work = try DraftWork(visit)
    let open = try await work.opened()
    guard open.isWhole else { throw PortalFailure.badField("draftOpen") }
    let source = SourceFile(name: "disclosure.docx", bytes: open.record.content)
    let bytes = try await visit.work(.publishDraft, on: source)
    let name = title(try await visit.store.body(work.body).name, work, visit) + ".docx"
    let version = try await Intake.keep(
      FormBody.File(name: name, bytes: bytes), from: states, correction: correction, visit)
    let isSubmitted = try await FilingPages.submit(version.filing, visit)
    return Answer.redirect(to: "/filings/\(version.filing)?done=" + (isSubmitted ? "submitted" : "composed"))
  }
}
