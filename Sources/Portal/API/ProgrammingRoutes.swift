import Foundation
import Hummingbird
import Store

extension Route {
  /// What is public, for programs. The document `openapi.json` describes all of it; a test holds the two together.
  static let programming: [Route] = [
    api("/api/v1/openapi.json") { visit in
      guard let text = EmbeddedFiles.all.first(where: { $0.path == "openapi.json" })?.text else {
        throw PortalFailure.notFound
      }
      return Answer.tagged(Answer.json(text), digest(Array(text.utf8)), for: visit.request)
    },
    api("/api/v1/filings", ProgrammingAnswers.filings),
    api("/api/v1/filings/{body}/{year}", ProgrammingAnswers.filing),
    api("/api/v1/filings/{body}/{year}/facts", ProgrammingAnswers.facts),
    api("/api/v1/filings/{body}/{year}/findings", ProgrammingAnswers.findings),
    api("/api/v1/filings/{body}/{year}/report", PublicFiles.reportJSON),
    api("/api/v1/search", ProgrammingAnswers.search),
  ]

  private static func api(_ path: String, _ answer: @escaping @Sendable (Visit) async throws -> Response) -> Route {
    var route = Route.get(path, .look, answer)
    route.isAPI = true
    return route
  }
}

/// Answers as JSON, each with a tag by which a client learns that nothing changed.
enum ProgrammingAnswers {
  struct FilingShape: Encodable {
    var body: Int64
    var name: String
    var year: Int
    var version: Int
    var publishedAt: String
    var fileName, format, sha256, pack: String
    var errors, warnings, infos, numbers, verified, contradicted, unverifiable: Int
    var expenditureFen: Int64?

    init(_ line: PublicLine) {
      (body, name, year) = (line.body.id, line.body.name, line.filing.year)
      let counts = line.version.counts
      version = line.version.number
      publishedAt = line.filing.publishedAt?.formatted(.iso8601) ?? ""
      (fileName, format) = (line.version.fileName, line.version.format)
      (sha256, pack) = (line.version.sha256, line.version.pack)
      (errors, warnings, infos) = (counts.errors, counts.warnings, counts.infos)
      (numbers, verified) = (counts.numbers, counts.verified)
      (contradicted, unverifiable) = (counts.contradicted, counts.unverifiable)
      expenditureFen = line.figures["expenditure"]?.fen
    }
  }

  struct List<Item: Encodable>: Encodable {
    var count: Int
    var items: [Item]
  }

  struct FactShape: Encodable {
    var address, table, tableTitle: String
    var member: String?
    var rowCode: String?
    var rowName, column, columnName, text: String
    var value, unit: String?
    var fen, stepFen: Int64?
  }

  struct FindingShape: Encodable {
    var id, rule, severity, title, message, place: String
    var stated, expected: String?
  }

  struct HitShape: Encodable {
    var body: Int64
    var name: String
    var year: Int
    var kind, text: String
    var path: String
  }

  static func filings(_ visit: Visit) async throws -> Response {
    let limit = min(max(Int(visit.query("limit")) ?? 50, 1), 200)
    let offset = min(max(Int(visit.query("offset")) ?? 0, 0), 1_000_000)
    let body = visit.query("body").isEmpty ? nil : Int64(visit.query("body")) ?? -1
    let lines = try await visit.store.published(body: body, figures: ["expenditure"], limit: limit, offset: offset)
    let count = try await visit.store.publishedCount()
    return try answer(List(count: count, items: lines.map(FilingShape.init)), visit)
  }

  static func filing(_ visit: Visit) async throws -> Response {
    let (body, filing, version) = try await PublicFiles.published(visit)
    let figures = Figures(try await visit.store.highlights(of: version.id))
    let expenditure = figures.first("expenditure").map { ["expenditure": $0] } ?? [:]
    return try answer(
      FilingShape(PublicLine(body: body, filing: filing, version: version, figures: expenditure)), visit)
  }

  static func facts(_ visit: Visit) async throws -> Response {
    let version = try await PublicFiles.published(visit).version
    let facts = try await visit.store.facts(of: version.id).map { fact in
      FactShape(
        address: fact.address, table: fact.table, tableTitle: fact.tableTitle,
        member: fact.member.isEmpty ? nil : fact.member, rowCode: fact.rowCode.isEmpty ? nil : fact.rowCode,
        rowName: fact.rowName, column: fact.column, columnName: fact.columnName, text: fact.text, value: fact.value,
        unit: fact.unit, fen: fact.fen, stepFen: fact.step)
    }
    return try answer(List(count: facts.count, items: facts), visit)
  }

  static func findings(_ visit: Visit) async throws -> Response {
    let version = try await PublicFiles.published(visit).version
    let findings = try await visit.store.findings(of: version.id).map { finding in
      FindingShape(
        id: finding.fingerprint, rule: finding.rule, severity: finding.severity, title: finding.title,
        message: finding.message, place: finding.place, stated: finding.stated, expected: finding.expected)
    }
    return try answer(List(count: findings.count, items: findings), visit)
  }

  static func search(_ visit: Visit) async throws -> Response {
    try visit.services.throttle.count(.search, for: visit.address, at: visit.now)
    guard !visit.query("q").isEmpty else { throw PortalFailure.badField("query") }
    let offset = min(max(Int(visit.query("offset")) ?? 0, 0), Store.mostCounted)
    let result = try await visit.store.search(visit.query("q"), offset: offset)
    let items = result.hits.map { hit in
      HitShape(
        body: hit.body.id, name: hit.body.name, year: hit.year, kind: hit.kind.rawValue, text: hit.text,
        path: "/departments/\(hit.body.id)/\(hit.year)" + (hit.anchor.map { "/report#\($0)" } ?? ""))
    }
    return try answer(List(count: result.count, items: items), visit)
  }

  private static func answer(_ value: some Encodable, _ visit: Visit) throws -> Response {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let bytes = [UInt8](try encoder.encode(value))
    let response = Answer.response(bytes, type: "application/json; charset=utf-8")
    return Answer.tagged(response, String(digest(bytes).prefix(32)), for: visit.request)
  }
}
