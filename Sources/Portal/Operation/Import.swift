public import Forms
public import Foundation
public import Store
import Documents
public import Workflow

/// The use case “take in what was published elsewhere”: every disclosure of a folder, each under the department and the
/// year that it states.
public struct Import: Sendable {
  public enum Outcome: Sendable {
    case added(department: String, year: Int, errors: Int)
    /// With why, in words.
    case refused(String)
  }

  private let store: Store
  private let desk: WorkDesk
  private let catalog: Catalog
  private let clock: @Sendable () -> Date

  public init(store: Store, catalog: Catalog, clock: @escaping @Sendable () -> Date = { Date() }) {
    let worker = FileWorker()
    self.init(store: store, catalog: catalog, clock: clock) { task, file, catalog, options throws(FileTaskFailure) in
      try worker.run(task, on: file, catalog: catalog, options)
    }
  }

  /// - Parameter worker: does what is to be done with files.
  init(store: Store, catalog: Catalog, clock: @escaping @Sendable () -> Date, worker: @escaping WorkDesk.Worker) {
    (self.store, self.catalog, self.clock) = (store, catalog, clock)
    desk = WorkDesk(places: 2, mostWaiting: .max, worker: worker)
  }

  /// - Parameters:
  ///   - government: the departments are of.
  ///   - isPublic: whether they are public at once; otherwise they are drafts.
  ///   - progress: called with each file as it is done.
  public func run(
    _ search: FileSearch, government: String, isPublic: Bool,
    progress: @escaping @Sendable (String, Outcome) -> Void
  ) async throws {
    let actor = Actor(user: try await importer(), name: Self.name, at: clock())
    let root = try await store.body(named: government, .government, under: nil, by: actor)
    try await withThrowingTaskGroup(of: Void.self) { group in
      for (index, found) in search.found.enumerated() {
        // As many as are worked on, and one that waits.
        if index > 2 { try await group.next() }
        group.addTask { progress(found.path, try await one(found.path, under: root, isPublic: isPublic, by: actor)) }
      }
      try await group.waitForAll()
    }
  }

  private func one(_ path: String, under root: Body, isPublic: Bool, by actor: Actor) async throws -> Outcome {
    do {
      let source = try SourceFileLoader.load(path)
      let severities = try await store.standingSeverities()
      let name = URL(fileURLWithPath: path).lastPathComponent
      let file = SourceFile(name: name, bytes: source.bytes)
      let answer = try await desk.run(
        .assess, on: file, catalog: catalog, FileTask.Options(severities: severities))
      let assessed = try JSONDecoder().decode(AssessedFile.self, from: Data(answer))
      guard assessed.counts.checks > 0, let department = assessed.department, let year = assessed.fiscalYear else {
        return .refused(catalog("portal.import.unknown"))
      }
      let body = try await store.body(named: department, .department, under: root.id, by: actor)
      let version = try await store.add(
        try Intake.version(assessed, name: name, source.bytes, by: severities, correction: nil), body: body.id,
        year: year, from: [nil, .draft], by: actor)
      if isPublic { try await publish(version.filing, by: actor) }
      return .added(department: department, year: year, errors: assessed.counts.errors)
    } catch let failure as FileTaskFailure {
      return .refused(failure.words)
    } catch StoreFailure.outOfTurn {
      return .refused(catalog("portal.import.known"))
    }
  }

  private func publish(_ filing: Int64, by actor: Actor) async throws {
    try await store.move(filing, from: [.draft], to: .submitted, by: actor)
    try await store.move(filing, from: [.submitted], to: .approved, by: actor)
    try await store.publish(filing, by: actor)
  }

  static let name = "import"

  /// An account that stands for imports and that nobody can sign in with.
  private func importer() async throws -> Int64 {
    if let known = try await store.users().first(where: { $0.name == Self.name }) { return known.id }
    let actor = Actor(user: nil, name: Self.name, at: clock())
    let id = try await store.addUser(
      name: Self.name, display: catalog("portal.import.user"), role: .reviewer, body: nil, password: "!", by: actor)
    try await store.setActive(false, user: id, by: actor)
    return id
  }
}
