import Testing

@testable import Store

@Suite struct SearchTests {
  private func world(_ texts: [String]) async throws -> World {
    let world = try await World()
    try await world.publish(
      world.version(passages: texts.map { Passage(kind: .sentence, text: $0, anchor: "b1") }))
    return world
  }

  @Test(arguments: [
    ("决算", ["部门决算公开"]), ("公务接待费", ["公务接待费支出1.85万元"]), ("2012604", ["2012604 档案馆"]),
    ("２０１２６０４", ["2012604 档案馆"]), ("财 政", ["财政拨款"]), ("部门 公开", ["部门决算公开"]), ("GDP", ["人均gdp增长"]),
    ("档", ["2012604 档案馆"]), ("1.85", ["公务接待费支出1.85万元"]),
  ])
  func finds(query: String, expected: [String]) async throws {
    let world = try await world(["部门决算公开", "公务接待费支出1.85万元", "2012604 档案馆", "财政拨款", "人均gdp增长"])
    let (hits, count) = try await world.store.search(query)
    #expect(hits.map(\.text) == expected && count == expected.count)
  }

  /// Characters that are there, but not beside each other, are no phrase.
  @Test(arguments: ["政拨财", "决公", "", "  ", "\"", "OR", "a*", "NEAR(", "'; DROP TABLE passage; --"])
  func findsNothing(query: String) async throws {
    let world = try await world(["财政拨款", "部门决算公开"])
    #expect(try await world.store.search(query).hits.isEmpty)
    #expect(try await world.store.search("财政").count == 1)
  }

  /// Only what is public now: neither drafts nor versions that were replaced.
  @Test func draftsAndOldVersionsAreNotFound() async throws {
    let world = try await world(["旧的文字"])
    let new = world.version(
      "新", passages: [Passage(kind: .sentence, text: "新的文字", anchor: nil)], correction: "更正")
    let version = try await world.store.add(
      new, body: world.department.id, year: 2024, from: [.published], by: world.clerk)
    #expect(try await world.store.search("新的文字").count == 0)
    try await world.store.move(version.filing, from: [.draft], to: .submitted, by: world.clerk)
    try await world.store.move(version.filing, from: [.submitted], to: .approved, by: world.reviewer)
    try await world.store.publish(version.filing, by: world.clerk)
    #expect(try await world.store.search("新的文字").count == 1)
    #expect(try await world.store.search("旧的文字").count == 0)
  }

  @Test func namesComeFirst() async throws {
    let world = try await World()
    try await world.publish(
      world.version(passages: [
        Passage(kind: .sentence, text: "档案馆", anchor: nil), Passage(kind: .name, text: "示例市档案馆", anchor: nil),
      ]))
    #expect(try await world.store.search("档案馆").hits.map(\.kind) == [.name, .sentence])
  }
}
