import Documents
import Forms
import Foundation
import Hummingbird
import Store
import Workflow
import Writers

extension Route {
  static let publicPages: [Route] = [
    .shelved("/", HomePage.show),
    .post("/check", .check, mostBytes: HomePage.mostBytes, HomePage.check),
    .get("/search", .look, SearchPage.show),
    .shelved("/departments", ListPage.show),
    .shelved("/compare", ComparePage.show),
    .get("/departments/{body}", .look, DepartmentPage.latest),
    .shelved("/departments/{body}/{year}", DepartmentPage.show),
    .get("/departments/{body}/{year}/report", .look, PublicFiles.report),
    .get("/departments/{body}/{year}/source", .look, PublicFiles.source),
    .get("/departments/{body}/{year}/facts.csv", .look, PublicFiles.facts),
    .get("/departments/{body}/{year}/filing.json", .look, PublicFiles.filing),
    .get("/departments/{body}/{year}/report.json", .look, PublicFiles.reportJSON),
    .get("/departments/{body}/{year}/versions/{number}", .look, PublicFiles.oldReport),
    .get("/departments/{body}/{year}/versions/{number}/source", .look, PublicFiles.oldSource),
    .get("/assets/{digest}/{name}", .look, PublicFiles.asset),
  ]
}

/// The front page: a file of one's own to check, a search, and what was published last.
enum HomePage {
  /// Of an uploaded file, with what a form puts around it.
  static let mostBytes = (50 << 20) + (64 << 10)

  static func show(_ visit: Visit) async throws -> Response {
    let lines = try await visit.store.published(figures: ["expenditure"], limit: 8)
    let view: View = [
      "latest": lines.isEmpty ? nil : ["lines": lines.map { ListPage.view(of: $0, visit) }] as View,
      "count": visit.say("portal.home.all", ["count": String(try await visit.store.publishedCount())]),
    ]
    let frame = Shell.Frame(title: visit.say("portal.home.title"), current: "check", width: "")
    return try Shell(visit).page(frame, "home", view)
  }

  /// Checks a file and keeps nothing of it.
  static func check(_ visit: Visit) async throws -> Response {
    guard let file = visit.form.file, !file.bytes.isEmpty else { throw PortalFailure.badField("file") }
    let page = try await visit.work(
      .page, on: SourceFile(name: file.name, bytes: file.bytes),
      FileTask.Options(severities: try await visit.store.standingSeverities()))
    let main = ReportPage.main(String(decoding: page, as: UTF8.self), lead: "", slots: [:])
    let frame = Shell.Frame(title: visit.say("portal.report.title", ["name": file.name]), current: "check")
    return try Shell(visit).page(frame, main: main)
  }
}

/// What a search finds.
enum SearchPage {
  private static let perPage = 50

  static func show(_ visit: Visit) async throws -> Response {
    try visit.services.throttle.count(.search, for: visit.address, at: visit.now)
    let query = visit.query("q").trimmingCharacters(in: .whitespaces)
    let page = min(max(1, Int(visit.query("page")) ?? 1), Store.mostCounted / perPage)
    let result = try await visit.store.search(query, limit: perPage, offset: (page - 1) * perPage)
    let found = result.hits.map { hit -> View in
      [
        "name": hit.body.name, "year": visit.say("portal.year", ["year": String(hit.year)]),
        "kind": visit.say("portal.kind.\(hit.kind.rawValue)"), "text": hit.text,
        "path": "/departments/\(hit.body.id)/\(hit.year)" + (hit.anchor.map { "/report#\($0)" } ?? ""),
      ]
    }
    let pages = max(1, (result.count + perPage - 1) / perPage)
    let address = "?q=\(Gate.encoded(query))&page="
    let summary = result.isMore ? "portal.search.more" : "portal.search.count"
    let view: View = [
      "query": query, "isAsked": !query.isEmpty, "hits": found, "isEmpty": found.isEmpty,
      "summary": visit.say(summary, ["count": String(result.count), "query": query]),
      "isLong": pages > 1, "pages": visit.say("portal.pages", ["page": String(page), "pages": String(pages)]),
      "previous": page > 1 ? address + String(min(page - 1, pages)) : nil,
      "next": page < pages ? address + String(page + 1) : nil,
    ]
    let frame = Shell.Frame(title: visit.say("portal.search.title"), current: "search")
    return try Shell(visit).page(frame, "search", view)
  }
}

/// All that is public.
enum ListPage {
  private static let perPage = 50

  static func show(_ visit: Visit) async throws -> Response {
    let page = max(1, Int(visit.query("page")) ?? 1)
    let count = try await visit.store.publishedCount()
    let lines = try await visit.store.published(
      figures: ["expenditure"], limit: perPage, offset: min(page - 1, count) * perPage)
    let pages = max(1, (count + perPage - 1) / perPage)
    let view: View = [
      "lines": lines.map { self.view(of: $0, visit) }, "isEmpty": lines.isEmpty,
      "pages": visit.say("portal.pages", ["page": String(page), "pages": String(pages)]),
      "previous": page > 1 ? String(page - 1) : nil, "next": page < pages ? String(page + 1) : nil,
    ]
    let frame = Shell.Frame(title: visit.say("portal.list.title"), current: "search")
    return try Shell(visit).page(frame, "list", view)
  }

  static func view(of line: PublicLine, _ visit: Visit) -> View {
    let counts = line.version.counts
    let worst = counts.errors > 0 ? "error" : counts.warnings > 0 ? "warning" : "none"
    return [
      "name": line.body.name, "path": "/departments/\(line.body.id)/\(line.filing.year)", "year": line.filing.year,
      "expenditure": line.figures["expenditure"]?.fen.map(Figure.tenThousands) ?? "—",
      "tone": ["error": "breaks", "warning": "warned", "none": "holds"][worst],
      "verdict": visit.say(
        "portal.verdict.\(worst)", ["errors": String(counts.errors), "warnings": String(counts.warnings)]),
      "day": line.filing.publishedAt.map { Wording(say: visit.say).day($0) },
    ]
  }
}
