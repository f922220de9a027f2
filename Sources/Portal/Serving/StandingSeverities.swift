import Forms
import Foundation
import Store
import Workflow

extension Store {
  /// What the bureau says of rules now, for every check from now on.
  func standingSeverities() async throws(StoreFailure) -> Severities {
    var years: [Int: [String: Rule.Severity]] = [:]
    for setting in try await severities() {
      if let severity = setting.severity.flatMap(Rule.Severity.init) {
        years[setting.year, default: [:]][setting.rule] = severity
      }
    }
    return Severities(years: years)
  }

  /// What a version was checked by: what is made of it later says the same.
  func severities(of version: Version) async throws -> Severities {
    guard let kept = try await artefact(Self.severitiesName, of: version.id) else { return Severities() }
    return try JSONDecoder().decode(Severities.self, from: Data(kept))
  }

  /// Name of the artefact that holds them; a version that was checked by the packs alone has none.
  static let severitiesName = "severities"
}
