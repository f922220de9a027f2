import Documents
import Forms
import Foundation
import Hummingbird
import Store
import Workflow

/// The page of a report, made once when the file was taken in.
enum ReportPage {
  /// The stored main part in the visitor's language. In English it is made when it is first asked for, and kept.
  static func stored(_ version: Version, _ visit: Visit) async throws -> String {
    let name = "page.\(visit.language.rawValue)"
    if let page = try await visit.store.artefact(name, of: version.id) { return String(decoding: page, as: UTF8.self) }
    guard let source = try await visit.store.artefact("source", of: version.id) else { throw PortalFailure.notFound }
    let page = try await visit.work(
      .page, on: SourceFile(name: version.fileName, bytes: source),
      FileTask.Options(severities: try await visit.store.severities(of: version)))
    try await visit.store.keep(name, page, of: version.id)
    return String(decoding: page, as: UTF8.self)
  }

  /// The main part with something above it, and something in each finding.
  ///
  /// - Parameter slots: markup by the finding's fingerprint.
  static func main(_ page: String, lead: String, slots: [String: String]) -> String {
    let opening = "<main id=\"main\">"
    var text = ""
    var rest = page[...]
    if let start = rest.range(of: opening) {
      text += rest[..<start.upperBound] + lead
      rest = rest[start.upperBound...]
    }
    // The document's own text is escaped, so that no such comment can come from it.
    while let start = rest.range(of: "<!--finding "), let end = rest[start.upperBound...].range(of: "-->") {
      text += rest[..<start.lowerBound] + (slots[String(rest[start.upperBound..<end.lowerBound])] ?? "")
      rest = rest[end.upperBound...]
    }
    return text + rest
  }
}
