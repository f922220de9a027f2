import Foundation
import HTTPTypes
import NIOCore
import Processes
import Store
import TestSupport
import Testing

@testable import Portal

/// What is done on the board to several filings at once, who handles one, and units.
@Suite struct BoardWorkTests {
  private static func user(_ name: String, _ portal: TestPortal) async throws -> User {
    try #require(try await portal.store.users().first { $0.name == name })
  }

  /// A filing in review of each of two departments; the city's own is public.
  private static func city() async throws -> (portal: TestPortal, filings: [Int64], published: Int64) {
    let portal = try await TestPortal()
    let clerk = try await user("clerk", portal)
    let actor = Actor(user: clerk.id, name: "clerk", at: portal.now)
    let published = try #require(try await portal.store.filing(body: clerk.body ?? 0, year: 2024))
    let counts = CheckCounts(
      errors: 0, warnings: 0, infos: 0, checks: 1, numbers: 1, verified: 1, contradicted: 0, unverifiable: 0)
    var filings: [Int64] = []
    for name in ["示例市水务局", "示例市体育局"] {
      let body = try #require(try await portal.store.bodies().first { $0.name == name })
      let version = try await portal.store.add(
        NewVersion(
          fileName: "a.md", format: "md", pack: "hunan", department: name, counts: counts, facts: [], findings: [],
          passages: [], artefacts: ["source": Array(name.utf8), "page.zh": Array("<main id=\"main\"></main>".utf8)]),
        body: body.id, year: 2024, from: [nil], by: actor)
      try await portal.store.move(version.filing, from: [.draft], to: .submitted, by: actor)
      filings.append(version.filing)
    }
    return (portal, filings, published.id)
  }

  private static func picks(_ filings: [Int64], _ more: [String: String]) -> [String: String] {
    more.merging(filings.map { ("pick-\($0)", "yes") }) { first, _ in first }
  }

  @Test func severalAreApprovedAndWhatIsOutOfTurnIsLeft() async throws {
    let (portal, filings, published) = try await Self.city()
    let browser = try await portal.browser("reviewer")
    let fields = Self.picks(filings + [published], ["action": "approve", "filters": "year=2024"])
    let reply = try await browser.post("/board/actions", fields)
    #expect(reply.location == "/board?year=2024&did=2&left=1")
    for filing in filings { #expect(try await portal.store.filing(filing).state == .approved) }
    #expect(try await portal.store.filing(published).state == .published)
    #expect(try await browser.get("/board?year=2024&did=2&left=1").text.contains("另有 1 个不在可以这样处理的状态"))
    _ = try await browser.post("/board/actions", Self.picks(filings, ["action": "publish"]))
    for filing in filings { #expect(try await portal.store.filing(filing).state == .published) }
    #expect(try await portal.store.firstBrokenEvent() == nil)
  }

  @Test func severalAreReturnedWithOneOpinion() async throws {
    let (portal, filings, _) = try await Self.city()
    let browser = try await portal.browser("reviewer")
    #expect(try await browser.post("/board/actions", Self.picks(filings, ["action": "return"])).status == 400)
    _ = try await browser.post("/board/actions", Self.picks(filings, ["action": "return", "text": "请补充说明。"]))
    for filing in filings {
      #expect(try await portal.store.filing(filing).state == .returned)
      #expect(try await portal.store.comments(on: filing).last?.text == "请补充说明。")
    }
    #expect(try await browser.post("/board/actions", ["action": "approve"]).status == 400)
    #expect(try await browser.post("/board/actions", Self.picks(filings, ["action": "burn"])).status == 400)
    #expect(try await browser.post("/board/actions", Self.picks([999], ["action": "approve"])).status == 404)
    let away = Self.picks(filings, ["action": "assign", "filters": "a\r\nb"])
    #expect(try await browser.post("/board/actions", away).location == "/board?&did=2&left=0")
  }

  @Test func aFilingIsGivenToSomebody() async throws {
    let (portal, filings, _) = try await Self.city()
    let browser = try await portal.browser("reviewer")
    let reviewer = try await Self.user("reviewer", portal)
    let clerk = try await Self.user("clerk", portal)
    let path = "/filings/\(filings[0])/handler"
    #expect(try await browser.post(path, ["handler": String(clerk.id)]).status == 404)
    #expect(try await browser.post(path, ["handler": String(reviewer.id)]).status == 303)
    #expect(try await portal.store.filing(filings[0]).handler == reviewer.id)
    let mine = try await browser.get("/board?year=2024&mine=yes").text
    #expect(mine.contains("示例市水务局") && !mine.contains("aria-label=\"选中 示例市体育局\""))
    #expect(try await portal.store.events().contains { $0.action == "filing.assign" && $0.detail == "reviewer" })
    #expect(try await browser.post(path, ["handler": ""]).status == 303)
    #expect(try await portal.store.filing(filings[0]).handler == nil)
  }

  @Test func unitsStandUnderTheirDepartment() async throws {
    let portal = try await TestPortal()
    let browser = try await portal.browser("admin")
    let department = try #require(try await portal.store.bodies().first { $0.name == "示例市水务局" })
    let fields = ["department": String(department.id), "units": "水文站\n 水库管理所 \n"]
    #expect(try await browser.post("/admin/units", fields).status == 303)
    let units = try await portal.store.bodies().filter { $0.parent == department.id }
    #expect(units.map(\.name) == ["水文站", "水库管理所"] && units.allSatisfy { $0.kind == .unit })
    #expect(try await browser.get("/admin").text.contains("水库管理所"))
    let line = try await portal.store.board(year: 2024).first { $0.body.id == department.id }
    #expect(line?.units == 2)
    #expect(try await browser.post("/admin/units", ["department": "1", "units": "x"]).status == 400)
    #expect(try await browser.post("/admin/units", ["department": String(department.id), "units": " "]).status == 400)
  }

  /// A page drawn for a visitor holds until something else becomes public, and is nobody else's.
  @Test func aDrawnPageHoldsUntilSomethingIsPublished() async throws {
    let (portal, filings, _) = try await Self.city()
    let (visitor, clerk) = (try await portal.browser(), try await portal.browser("clerk"))
    let first = try await visitor.get("/departments")
    #expect(!first.text.contains("示例市水务局"))
    #expect(try await visitor.get("/departments").bytes == first.bytes)
    #expect(try await clerk.get("/departments").text.contains("退出"))
    #expect(!(try await visitor.get("/departments").text.contains("退出")))
    #expect(try await visitor.get("/departments?lang=en").text.contains("Published accounts"))
    let reviewer = try await Self.user("reviewer", portal)
    let actor = Actor(user: reviewer.id, name: "reviewer", at: portal.now)
    try await portal.store.move(filings[0], from: [.submitted], to: .approved, by: actor)
    try await portal.store.publish(filings[0], by: actor)
    #expect(try await portal.browser().get("/departments").text.contains("示例市水务局"))
  }

  @Test func aShelfLetsGoWhenItIsFull() {
    let shelf = PageShelf()
    func page(_ bytes: Int) -> PageShelf.Page {
      PageShelf.Page(status: .ok, headers: [:], body: .init(repeating: 1, count: bytes))
    }
    shelf.keep(page(10), as: "a", at: 1)
    #expect(shelf.page("a", at: 1) != nil && shelf.page("a", at: 2) == nil)
    shelf.keep(page(600 << 10), as: "b", at: 1)
    #expect(shelf.page("b", at: 1) == nil)
    for number in 0..<200 { shelf.keep(page(500 << 10), as: String(number), at: 1) }
    #expect(shelf.page("a", at: 1) == nil && shelf.page("199", at: 1) != nil)
    // Who drew slowly does not put an older page over a newer.
    shelf.keep(page(1), as: "c", at: 0)
    #expect(shelf.page("c", at: 0) == nil && shelf.page("199", at: 1) != nil)
  }

  private static let portalProgram = RunningProgram.folder.map { $0 + "/mingzhang-portal" }
  /// Only where `MINGZHANG_KILL` is set: on a busy machine a debug build acknowledges nothing before it is killed.
  private static let isPossible: Bool = {
    let isPossible =
      ProcessInfo.processInfo.environment["MINGZHANG_KILL"] != nil
      && portalProgram.map(FileManager.default.isExecutableFile) == true && RunningProgram.worker != nil
      && (try? Tool("python3")?.run(["-c", "import sqlite3"]).code) == 0
    if !isPossible { print("skipped: killing the portal needs MINGZHANG_KILL, Python and the programs that are built") }
    return isPossible
  }()

  /// Whatever was acknowledged is there after the portal was killed, and nothing is half done.
  @Test(.enabled(if: isPossible), .timeLimit(.minutes(10)))
  func nothingIsLostWhenThePortalIsKilled() throws {
    let script = Repository.file("Scripts/kill-portal.py").path
    let python = try #require(Tool("python3"))
    let run = try python.run([script, try #require(Self.portalProgram), "3"], seconds: 500)
    #expect(run.code == 0, "\(run.output)")
  }
}
