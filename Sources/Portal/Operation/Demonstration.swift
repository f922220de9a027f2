import Documents
public import Forms
public import Foundation
import Samples
public import Store
import Workflow

/// A store with an invented city in it: departments, an account of each role, and the sample disclosure on its way from
/// a first version with errors to a published one.
public struct Demonstration: Sendable {
  private let store: Store
  private let catalog: Catalog
  private let clock: @Sendable () -> Date
  private let worker: WorkDesk.Worker

  public init(store: Store, catalog: Catalog, clock: @escaping @Sendable () -> Date = { Date() }) {
    let worker = FileWorker()
    self.init(store: store, catalog: catalog, clock: clock) { task, file, catalog, options throws(FileTaskFailure) in
      try worker.run(task, on: file, catalog: catalog, options)
    }
  }

  /// - Parameter worker: does what is to be done with files.
  init(store: Store, catalog: Catalog, clock: @escaping @Sendable () -> Date, worker: @escaping WorkDesk.Worker) {
    (self.store, self.catalog, self.clock, self.worker) = (store, catalog, clock, worker)
  }

  /// - Returns: names and passwords of the accounts; nil where the store has accounts already.
  public func fill() async throws -> [(name: String, password: String)]? {
    guard try await !store.hasUsers() else { return nil }
    let actor = Actor(user: nil, name: "demo", at: clock())
    let city = try await store.body(named: catalog("portal.demo.city"), .government, under: nil, by: actor)
    let archive = try await store.body(named: catalog("portal.demo.archive"), .department, under: city.id, by: actor)
    for number in 1...4 {
      let name = catalog("portal.demo.other\(number)")
      _ = try await store.body(named: name, .department, under: city.id, by: actor)
    }
    let accounts: [(name: String, role: Role, body: Int64?)] = [
      ("admin", .admin, nil), ("clerk", .clerk, archive.id), ("reviewer", .reviewer, nil),
    ]
    var made: [(name: String, password: String)] = []
    var ids: [Role: Int64] = [:]
    for account in accounts {
      let password = String(SecureToken.text().prefix(16))
      ids[account.role] = try await store.addUser(
        name: account.name, display: catalog("portal.role.\(account.role.rawValue)"), role: account.role,
        body: account.body, password: try PasswordHash.make(password), by: actor)
      made.append((account.name, password))
    }
    try await history(of: archive, clerk: ids[.clerk], reviewer: ids[.reviewer])
    return made
  }

  private func history(of archive: Body, clerk: Int64?, reviewer: Int64?) async throws {
    let clerk = Actor(user: clerk, name: "clerk", at: clock())
    let reviewer = Actor(user: reviewer, name: "reviewer", at: clock())
    let first = try await add("archive-2024-slips.md", to: archive, from: [nil], by: clerk)
    try await store.move(first.filing, from: [.draft], to: .submitted, by: clerk)
    try await store.move(
      first.filing, from: [.submitted], to: .returned, saying: catalog("portal.demo.return"), as: .return, by: reviewer)
    _ = try await add("archive-2024.md", to: archive, from: [.returned], by: clerk)
    try await store.move(first.filing, from: [.draft], to: .submitted, by: clerk)
    try await store.move(first.filing, from: [.submitted], to: .approved, by: reviewer)
    try await store.publish(first.filing, by: clerk)
  }

  private func add(_ name: String, to body: Body, from states: Set<FilingState?>, by actor: Actor) async throws
    -> Version
  {
    let bytes = Array((SampleFiles.text(name) ?? "").utf8)
    let answer = try worker(.assess, SourceFile(name: name, bytes: bytes), catalog, FileTask.Options())
    let assessed = try JSONDecoder().decode(AssessedFile.self, from: Data(answer))
    return try await store.add(
      try Intake.version(assessed, name: name, bytes, by: Severities(), correction: nil), body: body.id,
      year: assessed.fiscalYear ?? 2024, from: states, by: actor)
  }
}
