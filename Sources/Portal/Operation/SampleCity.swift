import Documents
public import Forms
public import Foundation
import Samples
public import Store
import Workflow

/// A city of very many departments, each with the sample disclosure under another name and with other figures, to find
/// out how the portal does under them. Every tenth has the sample with slips in it.
///
/// Each sample is checked once; names and figures are changed in what came of it, so that the store holds as much of each
/// as of a real one. Reports say what the samples say.
public struct SampleCity: Sendable {
  private let store: Store
  private let catalog: Catalog

  public init(store: Store, catalog: Catalog) {
    (self.store, self.catalog) = (store, catalog)
  }

  /// - Parameter progress: called with how many there are, now and then.
  /// - Returns: the password of the accounts `reviewer` and `clerk1` … `clerk20`, whose departments have filed nothing.
  public func fill(_ count: Int, at now: Date, progress: @Sendable (Int) -> Void) async throws -> String {
    let actor = Actor(user: nil, name: "sample", at: now)
    let city = try await store.body(named: catalog("portal.demo.city"), .government, under: nil, by: actor)
    let user = try await store.addUser(
      name: "sample", display: "sample", role: .reviewer, body: nil, password: "!", by: actor)
    let filer = Actor(user: user, name: "sample", at: now)
    let sound = try sample("archive-2024.md")
    let slips = try sample("archive-2024-slips.md")
    for number in 1...max(1, count) {
      let name = catalog("portal.demo.archive") + String(number)
      let body = try await store.body(named: name, .department, under: city.id, by: actor)
      let version = Self.changed(number % 10 == 0 ? slips : sound, name: name, number: number)
      let kept = try await store.add(version, body: body.id, year: 2024, from: [nil], by: filer)
      try await store.move(kept.filing, from: [.draft], to: .submitted, by: filer)
      // Most are public, some wait in review or for their publication.
      if number % 8 > 0 { try await store.move(kept.filing, from: [.submitted], to: .approved, by: filer) }
      if number % 8 > 1 { try await store.publish(kept.filing, by: filer) }
      if number % 100 == 0 { progress(number) }
    }
    return try await addAccounts(under: city, by: actor)
  }

  private func addAccounts(under city: Body, by actor: Actor) async throws -> String {
    let password = String(SecureToken.text().prefix(16))
    let hash = try PasswordHash.make(password)
    _ = try await store.addUser(
      name: "reviewer", display: "reviewer", role: .reviewer, body: nil, password: hash, by: actor)
    for number in 1...20 {
      let body = try await store.body(
        named: catalog("portal.demo.other1") + String(number), .department, under: city.id, by: actor)
      _ = try await store.addUser(
        name: "clerk\(number)", display: "clerk", role: .clerk, body: body.id, password: hash, by: actor)
    }
    return password
  }

  private func sample(_ name: String) throws -> NewVersion {
    let bytes = Array((SampleFiles.text(name) ?? "").utf8)
    let answer = try FileWorker().run(.assess, on: SourceFile(name: name, bytes: bytes), catalog: catalog)
    let assessed = try JSONDecoder().decode(AssessedFile.self, from: Data(answer))
    return try Intake.version(assessed, name: name, bytes, by: Severities(), correction: nil)
  }

  /// Amounts from a fifth to five times of the sample's, the same each time for the same number.
  private static func changed(_ sample: NewVersion, name: String, number: Int) -> NewVersion {
    var version = sample
    let factor = Int64(20 + number * 7919 % 480)
    version.facts = sample.facts.map { fact in
      var fact = fact
      if let fen = fact.fen, let step = fact.step, fact.unit != nil {
        let scaled = fen / 100 * factor / step * step
        (fact.fen, fact.value) = (
          scaled, Figure.tenThousands(scaled).replacing(",", with: "").replacing("−", with: "-")
        )
        fact.text = fact.value ?? ""
      }
      return fact
    }
    version.passages = sample.passages.map { passage in
      Passage(
        kind: passage.kind, text: passage.kind == .name ? name : passage.text + (passage.kind == .project ? name : ""),
        anchor: passage.anchor)
    }
    // No two files are the same to the byte.
    version.artefacts["source"]? += Array("\n\(number)\n".utf8)
    version.department = name
    return version
  }
}
