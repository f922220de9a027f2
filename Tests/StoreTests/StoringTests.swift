import Foundation
import GRDB
import Testing

@testable import Store

/// How versions lie in the file: packed, and with what whole years are looked at by.
@Suite struct StoringTests {
  private static let page = Array(String(repeating: "<td>示例市档案馆</td>", count: 2_000).utf8)

  private static func kept(_ name: String, in world: World) throws -> (bytes: Int, unpacked: Int?) {
    try world.store.pool.read { database in
      let row = try #require(
        try Row.fetchOne(
          database, sql: "SELECT length(bytes), unpacked FROM artefact WHERE name = ?", arguments: [name]))
      return (row[0], row[1])
    }
  }

  @Test func artefactsAreKeptPackedAndComeOutWhole() async throws {
    let world = try await World()
    var new = world.version()
    new.artefacts["page.zh"] = Self.page
    new.artefacts["none"] = []
    let version = try await world.publish(new)
    try await world.store.keep("page.en", Self.page.reversed(), of: version.id)
    for (name, bytes) in [("page.zh", Self.page), ("page.en", Self.page.reversed()), ("none", [])] {
      #expect(try await world.store.artefact(name, of: version.id) == bytes, "\(name)")
    }
    let kept = try Self.kept("page.zh", in: world)
    #expect(kept.bytes < Self.page.count / 10 && kept.unpacked == Self.page.count)
  }

  /// An office file or a picture does not get smaller.
  @Test func whatIsPackedAlreadyStandsAsItIs() async throws {
    let world = try await World()
    let noise = SecureToken.bytes(5_000)
    var new = world.version()
    new.artefacts["source"] = noise
    let version = try await world.publish(new)
    #expect(try Self.kept("source", in: world) == (5_000, nil))
    #expect(try await world.store.artefact("source", of: version.id) == noise)
  }

  /// From before artefacts were packed.
  @Test func oldArtefactsAreReadAsTheyAre() async throws {
    let world = try await World()
    let version = try await world.publish(world.version())
    try await world.store.pool.write { database in
      try database.execute(
        sql: "INSERT INTO artefact (version, name, sha256, bytes) VALUES (?, 'old', ?, ?)",
        arguments: [version.id, digest(Self.page), Data(Self.page)])
    }
    #expect(try await world.store.artefact("old", of: version.id) == Self.page)
  }

  @Test func aDamagedArtefactIsToldAndNotShown() async throws {
    let world = try await World()
    var new = world.version()
    new.artefacts["page.zh"] = Self.page
    let version = try await world.publish(new)
    try await world.store.pool.write { database in
      try database.execute(sql: "DROP TRIGGER artefact_no_update")
      try database.execute(sql: "UPDATE artefact SET unpacked = unpacked + 1 WHERE name = 'page.zh'")
    }
    await #expect(throws: StoreFailure.refused(detail: "artefact page.zh is damaged")) {
      _ = try await world.store.artefact("page.zh", of: version.id)
    }
  }

  private static func fact(_ highlight: String?, _ fen: Int64) -> StoredFact {
    StoredFact(
      address: "T03[total].total", highlight: highlight, table: "T03", tableTitle: "", member: "", rowCode: "",
      rowName: "", column: "total", columnName: "", text: "", value: "\(fen)", unit: nil, fen: fen, step: 1, anchor: nil
    )
  }

  /// Of several facts of a name the first; of a filing that is corrected the version that is public.
  @Test func namedFiguresAreOfTheVersionThatTheBureauMayRead() async throws {
    let world = try await World()
    let facts = [Self.fact("expenditure", 5), Self.fact(nil, 6), Self.fact("expenditure", 7)]
    try await world.publish(world.version(facts: facts))
    func stated() async throws -> [Int64?] {
      try await world.store.figures(year: 2024, names: ["expenditure", "staff"]).columns["expenditure", default: []]
        .map { $0?.fen }
    }
    #expect(try await stated() == [5])
    #expect(try await world.store.board(year: 2024).map(\.expenditure) == [5])
    let next = world.version("新", facts: [Self.fact("expenditure", 9)], correction: "更正")
    let version = try await world.store.add(
      next, body: world.department.id, year: 2024, from: [.published], by: world.clerk)
    #expect(try await stated() == [5])
    try await world.store.move(version.filing, from: [.draft], to: .submitted, by: world.clerk)
    #expect(try await stated() == [9])
    #expect(try await world.store.figures(year: 2023, names: ["expenditure"]).lines.isEmpty)
  }

  /// What a store of before held is found, read and counted after it was brought up to date.
  @Test func aStoreOfBeforeIsSearchedAndCounted() async throws {
    let world = try await World()
    let passages = [Passage(kind: .sentence, text: "数字化加工", anchor: nil)]
    let version = try await world.publish(
      world.version(passages: passages, facts: [Self.fact("expenditure", 5), Self.fact("expenditure", 7)]))
    try await world.store.pool.write { database in
      try database.execute(
        sql: """
          DELETE FROM grdb_migrations WHERE identifier IN ('2026-11 figures', '2026-11 search by place');
          DROP TABLE figure; DROP TABLE passage_pairs;
          CREATE VIRTUAL TABLE passage_pairs USING fts5(pairs, content='', tokenize='unicode61');
          """)
    }
    let store = try Store(folder: world.folder)
    #expect(try await store.search("字化加").hits.map(\.text) == ["数字化加工"])
    #expect(try await store.search("化").count == 1)
    #expect(
      try await store.figures(["expenditure"], of: [version.id], year: 2024)[version.id]?["expenditure"]?.fen == 5)
  }
}
