import Foundation
import GRDB
import Testing

@testable import Store

@Suite struct FilingTests {
  @Test func versionsAreNumberedAndKeptAsTheyCame() async throws {
    let world = try await World()
    let first = try await world.store.add(
      world.version("一"), body: world.department.id, year: 2024, from: [nil], by: world.clerk)
    let second = try await world.store.add(
      world.version("二"), body: world.department.id, year: 2024, from: [.draft], by: world.clerk)
    #expect(first.number == 1 && second.number == 2)
    #expect(try await world.store.artefact("source", of: first.id) == Array("一".utf8))
    #expect(first.sha256 == digest(Array("一".utf8)))
    #expect(try await world.store.filing(first.filing).state == .draft)
  }

  @Test(arguments: ["version", "artefact", "finding", "decision", "comment", "publication", "event", "passage", "fact"])
  func nothingKeptCanBeChanged(table: String) async throws {
    let world = try await World()
    let passage = Passage(kind: .sentence, text: "公务接待费", anchor: nil)
    let fact = StoredFact(
      address: "T01.a.b", highlight: nil, table: "T01", tableTitle: "", member: "", rowCode: "", rowName: "",
      column: "b", columnName: "", text: "1", value: "1", unit: nil, fen: nil, step: nil, anchor: nil)
    let version = try await world.publish(world.version(findings: ["f1"], passages: [passage], facts: [fact]))
    try await world.store.decide(.confirmed, on: "f1", of: version.filing, reason: "", by: world.clerk)
    try await world.store.comment("看过", on: version.filing, by: world.reviewer)
    let column = try await world.store.pool.read { try $0.columns(in: table)[0].name }
    for statement in ["UPDATE \(table) SET \(column) = \(column)", "DELETE FROM \(table)"] {
      await #expect(throws: DatabaseError.self) {
        try await world.store.pool.write { try $0.execute(sql: statement) }
      }
    }
  }

  /// What was confirmed and is gone is fixed; what was dismissed stays so where the finding comes back.
  @Test func decisionsFollowTheirFindings() async throws {
    let world = try await World()
    let first = try await world.store.add(
      world.version(findings: ["a", "b"]), body: world.department.id, year: 2024, from: [nil], by: world.clerk)
    try await world.store.decide(.confirmed, on: "a", of: first.filing, reason: "", by: world.clerk)
    try await world.store.decide(.dismissed, on: "b", of: first.filing, reason: "口径不同", by: world.clerk)
    _ = try await world.store.add(
      world.version(findings: ["b"]), body: world.department.id, year: 2024, from: [.draft], by: world.clerk)
    let decisions = try await world.store.decisions(of: first.filing)
    #expect(decisions["a"]?.kind == .fixed)
    #expect(decisions["b"]?.kind == .dismissed && decisions["b"]?.reason == "口径不同")
  }

  @Test func aDismissalNeedsAReasonAndAFindingHasToExist() async throws {
    let world = try await World()
    let version = try await world.store.add(
      world.version(findings: ["a"]), body: world.department.id, year: 2024, from: [nil], by: world.clerk)
    await #expect(throws: StoreFailure.self) {
      try await world.store.decide(.dismissed, on: "a", of: version.filing, reason: " ", by: world.clerk)
    }
    await #expect(throws: StoreFailure.notFound) {
      try await world.store.decide(.confirmed, on: "x", of: version.filing, reason: "", by: world.clerk)
    }
  }

  @Test func nothingHappensOutOfTurn() async throws {
    let world = try await World()
    let version = try await world.store.add(
      world.version(), body: world.department.id, year: 2024, from: [nil], by: world.clerk)
    await #expect(throws: StoreFailure.outOfTurn) { try await world.store.publish(version.filing, by: world.clerk) }
    await #expect(throws: StoreFailure.outOfTurn) {
      try await world.store.move(version.filing, from: [.submitted], to: .approved, by: world.reviewer)
    }
    await #expect(throws: StoreFailure.outOfTurn) {
      _ = try await world.store.add(
        world.version(), body: world.department.id, year: 2024, from: [nil], by: world.clerk)
    }
    #expect(try await world.store.filing(version.filing).state == .draft)
  }

  /// The old version stays public until the new one is, and can be looked up ever after.
  @Test func aCorrectionLeavesTheOldVersionPublic() async throws {
    let world = try await World()
    let first = try await world.publish(world.version("旧"))
    let second = try await world.store.add(
      world.version("新", correction: "更正一处"), body: world.department.id, year: 2024, from: [.published],
      by: world.clerk)
    #expect(try await world.store.filing(first.filing).published == first.id)
    try await world.store.move(first.filing, from: [.draft], to: .submitted, by: world.clerk)
    try await world.store.move(first.filing, from: [.submitted], to: .approved, by: world.reviewer)
    try await world.store.publish(first.filing, by: world.clerk)
    let publications = try await world.store.publications(of: first.filing)
    #expect(publications.map(\.version.id) == [second.id, first.id])
    #expect(publications.map(\.reason) == ["更正一处", nil])
  }

  @Test func approvalIsForgottenByANewVersion() async throws {
    let world = try await World()
    let version = try await world.publish(world.version())
    _ = try await world.store.add(
      world.version("新", correction: "更正"), body: world.department.id, year: 2024, from: [.published], by: world.clerk)
    #expect(try await world.store.filing(version.filing).approvedAt == nil)
  }

  @Test func theBoardNamesDepartmentsWithoutAFiling() async throws {
    let world = try await World()
    try await world.publish(world.version(findings: ["a", "b"]), year: 2023)
    let board = try await world.store.board(year: 2024)
    #expect(board.map(\.body.name) == ["示例市档案馆"])
    #expect(board.first?.filing == nil)
    let last = try await world.store.board(year: 2023)
    #expect(last.first?.filing?.state == .published)
    let commonest = try await world.store.commonest(year: 2023, limit: 5)
    #expect(commonest.map(\.title) == ["合计等于各类之和"] && commonest.first?.count == 2)
  }
}
