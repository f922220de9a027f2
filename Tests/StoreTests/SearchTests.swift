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
    let result = try await world.store.search(query)
    #expect(result.hits.map(\.text) == expected && result.count == expected.count && !result.isMore)
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

  /// Names, projects, accounts, all else; the shorter first; then the later year.
  @Test func whatIsFoundIsInOrder() async throws {
    let world = try await World()
    let passages: [Passage] = [
      Passage(kind: .heading, text: "档案收支", anchor: nil), Passage(kind: .sentence, text: "档案", anchor: nil),
      Passage(kind: .account, text: "2012604 档案馆", anchor: nil), Passage(kind: .project, text: "数字档案室", anchor: nil),
      Passage(kind: .project, text: "档案保护", anchor: nil), Passage(kind: .name, text: "示例市档案馆", anchor: nil),
    ]
    for year in [2023, 2024] { try await world.publish(world.version("\(year)", passages: passages), year: year) }
    let hits = try await world.store.search("档案").hits
    let order = ["示例市档案馆", "档案保护", "数字档案室", "2012604 档案馆", "档案", "档案收支"]
    #expect(hits.map(\.text) == order.flatMap { [$0, $0] })
    #expect(hits.map(\.year) == order.flatMap { _ in [2024, 2023] })
  }

  /// However many there are, every page begins where the last one ended; beyond a thousand they are only said to be there.
  @Test func whatIsFoundIsShownByPages() async throws {
    let texts = (1...1_100).map { "第\($0)项档案" }
    let world = try await world(texts)
    var seen: [String] = []
    for page in 0..<22 { seen += try await world.store.search("项档案", offset: page * 50).hits.map(\.text) }
    #expect(seen == Array(texts.prefix(1_000)))
    let result = try await world.store.search("项档案", limit: 3)
    #expect(result.hits.count == 3 && result.count == 1_000 && result.isMore)
    #expect(try await world.store.search("第110").hits.map(\.text) == ["第110项档案", "第1100项档案"])
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
