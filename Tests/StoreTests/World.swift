import Foundation
import GRDB

@testable import Store

/// A store in a folder of its own, with a city, a department and people.
final class World {
  let folder: URL
  let store: Store
  let department: Body
  let clerk: Actor
  let reviewer: Actor

  static let start = Date(timeIntervalSince1970: 1_790_000_000)

  init() async throws {
    folder = FileManager.default.temporaryDirectory.appendingPathComponent("store-" + UUID().uuidString)
    store = try Store(folder: folder)
    let nobody = Actor(user: nil, name: "test", at: Self.start)
    let city = try await store.body(named: "示例市", .government, under: nil, by: nobody)
    department = try await store.body(named: "示例市档案馆", .department, under: city.id, by: nobody)
    clerk = try await Self.person("clerk", .clerk, department.id, in: store)
    reviewer = try await Self.person("reviewer", .reviewer, nil, in: store)
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  private static func person(_ name: String, _ role: Role, _ body: Int64?, in store: Store) async throws -> Actor {
    let nobody = Actor(user: nil, name: "test", at: start)
    let id = try await store.addUser(
      name: name, display: name, role: role, body: body, password: "!", by: nobody)
    return Actor(user: id, name: name, at: start)
  }

  func version(
    _ text: String = "全文", findings: [String] = [], passages: [Passage] = [], facts: [StoredFact] = [],
    correction: String? = nil
  ) -> NewVersion {
    NewVersion(
      fileName: "决算.md", format: "markdown", pack: "hunan", department: "示例市档案馆",
      counts: CheckCounts(
        errors: findings.count, warnings: 0, infos: 0, checks: 9, numbers: 5, verified: 4, contradicted: 1,
        unverifiable: 0),
      facts: facts,
      findings: findings.map {
        StoredFinding(
          fingerprint: $0, rule: "T03.rows.total", ruleTitle: "合计等于各类之和", severity: "error", title: $0, message: $0,
          place: "", stated: nil,
          expected: nil)
      },
      passages: passages, artefacts: ["source": Array(text.utf8)], correction: correction)
  }

  /// Hands a version in and takes it as far as the public.
  @discardableResult
  func publish(_ new: NewVersion, year: Int = 2024) async throws -> Version {
    let states: Set<FilingState?> = [nil, .draft, .returned, .published]
    let version = try await store.add(new, body: department.id, year: year, from: states, by: clerk)
    try await store.move(version.filing, from: [.draft], to: .submitted, by: clerk)
    try await store.move(version.filing, from: [.submitted], to: .approved, by: reviewer)
    try await store.publish(version.filing, by: clerk)
    return version
  }
}
