import Forms
import Foundation
import Hummingbird
import Store
import Writers

/// What a public filing is given out as.
enum PublicFiles {
  /// The public version that the path names, with its filing and body.
  static func published(_ visit: Visit) async throws -> (body: Body, filing: FilingRecord, version: Version) {
    let (id, year) = (try visit.number("body"), try visit.year())
    guard let filing = try await visit.store.filing(body: id, year: year), let published = filing.published else {
      throw PortalFailure.notFound
    }
    return (try await visit.store.body(id), filing, try await visit.store.version(published))
  }

  static func report(_ visit: Visit) async throws -> Response {
    let (body, filing, version) = try await published(visit)
    return try await report(of: version, body, filing, visit)
  }

  /// A version that was public once, as it was.
  static func oldReport(_ visit: Visit) async throws -> Response {
    let (body, filing, version) = try await old(visit)
    return try await report(of: version, body, filing, visit)
  }

  static func oldSource(_ visit: Visit) async throws -> Response {
    try await source(of: try await old(visit).version, visit)
  }

  private static func old(_ visit: Visit) async throws -> (body: Body, filing: FilingRecord, version: Version) {
    let (body, filing, _) = try await published(visit)
    let number = Int(try visit.number("number"))
    let publications = try await visit.store.publications(of: filing.id)
    guard let publication = publications.first(where: { $0.version.number == number }) else {
      throw PortalFailure.notFound
    }
    return (body, filing, publication.version)
  }

  private static func report(
    of version: Version, _ body: Body, _ filing: FilingRecord, _ visit: Visit
  ) async throws -> Response {
    let page = try await ReportPage.stored(version, visit)
    let lead = try Shell(visit).fragment(
      "report-lead",
      [
        "name": body.name, "path": "/departments/\(body.id)/\(filing.year)",
        "year": visit.say("portal.year", ["year": String(filing.year)]),
        "isOld": version.id != filing.published, "number": version.number,
      ])
    let title = visit.say("portal.report.title", ["name": "\(body.name) \(filing.year)"])
    let frame = Shell.Frame(title: title, current: "search")
    return try Shell(visit).page(frame, main: ReportPage.main(page, lead: lead, slots: [:]))
  }

  static func source(_ visit: Visit) async throws -> Response {
    try await source(of: try await published(visit).version, visit)
  }

  static func source(of version: Version, _ visit: Visit) async throws -> Response {
    guard let bytes = try await visit.store.artefact("source", of: version.id) else { throw PortalFailure.notFound }
    let response = Answer.download(bytes, name: version.fileName, type: "application/octet-stream")
    return Answer.tagged(response, version.sha256, for: visit.request)
  }

  static func facts(_ visit: Visit) async throws -> Response {
    let (body, filing, version) = try await published(visit)
    let csv = FactsCSV.write(try await visit.store.facts(of: version.id))
    let name = "\(body.name)-\(filing.year).csv"
    let response = Answer.download(Array(csv.utf8), name: name, type: "text/csv; charset=utf-8")
    return Answer.tagged(response, "facts-\(version.sha256)", for: visit.request)
  }

  static func filing(_ visit: Visit) async throws -> Response { try await json("filing", visit) }
  static func reportJSON(_ visit: Visit) async throws -> Response { try await json("report", visit) }

  private static func json(_ name: String, _ visit: Visit) async throws -> Response {
    let version = try await published(visit).version
    guard let bytes = try await visit.store.artefact(name, of: version.id) else { throw PortalFailure.notFound }
    let response = Answer.response(bytes, type: "application/json; charset=utf-8")
    return Answer.tagged(response, "\(name)-\(version.sha256)", for: visit.request)
  }

  /// Style and scripts, under a name that changes with them.
  static func asset(_ visit: Visit) async throws -> Response {
    let assets = visit.services.assets
    let path = "/assets/\(visit.parameters.get("digest") ?? "")/\(visit.parameters.get("name") ?? "")"
    var response: Response
    switch path {
    case assets.stylePath: response = Answer.text(assets.files.style, type: "text/css; charset=utf-8")
    case assets.scriptPath: response = Answer.text(assets.files.script, type: "text/javascript; charset=utf-8")
    case assets.portalStylePath: response = Answer.text(assets.portalStyle, type: "text/css; charset=utf-8")
    case assets.portalScriptPath: response = Answer.text(assets.portalScript, type: "text/javascript; charset=utf-8")
    case assets.composeScriptPath:
      response = Answer.text(assets.composeScript, type: "text/javascript; charset=utf-8")
    case assets.pageStylePath: response = Answer.text(assets.pageStyle, type: "text/css; charset=utf-8")
    default: throw PortalFailure.notFound
    }
    response.headers[.cacheControl] = "public, max-age=31536000, immutable"
    return response
  }
}

/// The printed cells of a version as a table, after RFC 4180, with the byte order mark by which Excel tells UTF-8.
enum FactsCSV {
  static func write(_ facts: [StoredFact]) -> String {
    let head = [
      "address", "table", "table_title", "member", "row_code", "row_name", "column", "column_name", "text", "value",
      "unit", "fen", "step_fen",
    ]
    let rows = facts.map { fact in
      [
        fact.address, fact.table, fact.tableTitle, fact.member, fact.rowCode, fact.rowName, fact.column,
        fact.columnName, fact.text, fact.value ?? "", fact.unit ?? "", fact.fen.map(String.init) ?? "",
        fact.step.map(String.init) ?? "",
      ]
    }
    return CSV.write([head] + rows)
  }
}

enum CSV {
  static func write(_ rows: [[String]]) -> String {
    "\u{FEFF}" + rows.map { $0.map(field).joined(separator: ",") + "\r\n" }.joined()
  }

  /// A text that a spreadsheet would take for a formula is given an apostrophe; a number is none.
  private static func field(_ text: String) -> String {
    var text = text.replacing("\r\n", with: "\n")
    let isNumber = text.wholeMatch(of: #/[-+]?[0-9][0-9,.]*%?/#) != nil
    if !isNumber, let first = text.unicodeScalars.first, "=+-@\t\r＝＋－＠".unicodeScalars.contains(first) {
      text = "'" + text
    }
    let isPlain = !text.contains { ",\"\n\r".contains($0) }
    return isPlain ? text : "\"" + text.replacing("\"", with: "\"\"") + "\""
  }
}
