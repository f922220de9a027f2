import Documents
import Foundation
import HTTPTypes
import Samples
import Store
import TestSupport
import Testing
import Workbooks
import Workflow
import Writers

@testable import Portal

/// Composing in the browser: a department's draft, filled in by forms.
@Suite struct ComposeTests {
  private let path = "/compose/2025"

  /// The city with a draft of 2025 begun from 2024, made once.
  private static let beginning = Task {
    let portal = try await TestPortal()
    let clerk = try await portal.browser("clerk")
    let start = try await clerk.get("/compose/2025").text
    let begun = try await clerk.post("/compose/2025/begin", ["from": "last"]).status
    let copy = FileManager.default.temporaryDirectory.appendingPathComponent("draft-\(UUID().uuidString).sqlite")
    try portal.store.backUp(to: copy)
    return (start: start, begun: begun, copy: copy)
  }

  private func begun() async throws -> (portal: TestPortal, clerk: Browser) {
    let portal = try await TestPortal(copy: try await Self.beginning.value.copy)
    return (portal, try await portal.browser("clerk"))
  }

  private func draft(_ portal: TestPortal, year: Int = 2025) async throws -> (
    record: DraftRecord, draft: DraftedWorkbook
  ) {
    let record = try #require(try await portal.store.draft(body: 2, year: year))
    return (record, try JSONDecoder().decode(DraftedWorkbook.self, from: Data(record.content)))
  }

  /// The name of a cell, by the key of its line and its column.
  private func cell(
    _ portal: TestPortal, _ key: String, _ column: String, _ part: String, year: Int = 2025
  ) async throws -> String {
    let own = try #require(try await draft(portal, year: year).draft.part(part))
    let keys = try #require(own.columns.firstIndex(of: "key"))
    let line = try #require(own.lines.first { $0.cells[keys].text == key })
    return "\(part)/\(line.id)/\(try #require(own.columns.firstIndex(of: column)))"
  }

  private func text(_ portal: TestPortal, _ cell: String) async throws -> String? {
    try await draft(portal).draft[try #require(DraftedWorkbook.Address(name: cell))]?.text
  }

  // MARK: Beginning

  @Test func aYearBeginsFromTheLast() async throws {
    let beginning = try await Self.beginning.value
    #expect(beginning.start.contains("archive-2024.md") && beginning.begun == 303)
    let (portal, clerk) = try await begun()
    let (record, draft) = try await draft(portal)
    #expect(record.revision == 1 && draft.year == 2025 && draft.pack == "hunan")
    let page = try await clerk.get(path + "/sheets/expenditure").text
    #expect(page.contains("value=\"2012601\"") && page.contains("上年 5,644,000.00"))
    // No figure of last year is taken for one of this year.
    #expect(!page.contains("value=\"5644000.00\""))
    #expect(try await clerk.get(path + "/sheets/texts").text.contains("已核，无误"))
    #expect(try await clerk.get(path + "/sheets/none").status == 404)
    let trail = try await portal.store.events()
    #expect(trail.contains { $0.action == "draft.begin" && $0.detail == "archive-2024.md" })
  }

  @Test func aYearBeginsBlankByAFormThatIsThere() async throws {
    let portal = try await TestPortal()
    let clerk = try await portal.browser("clerk")
    #expect(try await clerk.post("/compose/2023/begin", ["from": "blank", "pack": "nowhere"]).status == 400)
    // A form of budgets is only checked.
    #expect(try await clerk.post("/compose/2023/begin", ["from": "blank", "pack": "shanghai-budget"]).status == 400)
    #expect(try await clerk.post("/compose/2023/begin", ["from": "last"]).status == 400)
    #expect(try await clerk.post("/compose/2023/begin", ["from": "blank", "pack": "national"]).status == 303)
    #expect(try await clerk.get("/compose/2023/sheets/overview").text.contains("示例市档案馆"))
  }

  @Test func aFileThatIsNoWorkbookIsRefusedInWords() async throws {
    let portal = try await TestPortal()
    let clerk = try await portal.browser("clerk")
    let reply = try await clerk.upload(path + "/workbook", name: "a.xlsx", Array("PK nothing".utf8))
    #expect(reply.status == 422 && reply.text.contains("a.xlsx"))
    #expect(try await portal.store.draft(body: 2, year: 2025) == nil)
  }

  @Test(.enabled(if: (try? SheetLibrary.expect()) != nil, "libxlsxwriter is not installed"))
  func theWorkbookGoesOutAndComesBack() async throws {
    let (portal, clerk) = try await begun()
    let file = try await clerk.get(path + "/files/draft.xlsx")
    #expect(file.status == 200 && file.headers[.contentDisposition]?.hasPrefix("attachment") == true)
    #expect(try await clerk.upload(path + "/workbook", name: "b.xlsx", file.bytes).status == 303)
    let (record, draft) = try await draft(portal)
    #expect(record.revision == 2 && draft.part("T02")?.lines.contains { $0.cells[0].text == "2012601" } == true)
    // A workbook of another year is not taken for this one's.
    #expect(try await clerk.upload("/compose/2023/workbook", name: "b.xlsx", file.bytes).status == 422)
    #expect(try await clerk.post(path + "/undo").status == 303)
    #expect(try await clerk.get(path + "/sheets/expenditure").text.contains("上年 5,644,000.00"))
  }

  // MARK: Filling in

  @Test func aSheetIsSavedByItsButtonAndWhatIsWrongStaysAndIsMarked() async throws {
    let (portal, clerk) = try await begun()
    let good = try await cell(portal, "2012601", "T02.appropriation", "T02")
    let bad = try await cell(portal, "2012602", "T02.appropriation", "T02")
    let reply = try await clerk.post(path + "/sheets/income", ["revision": "1", good: "5,700,000.5", bad: "三万"])
    #expect(reply.status == 303 && reply.location == path + "/sheets/income?done=saved")
    let page = try await clerk.get(path + "/sheets/income").text
    #expect(page.contains("value=\"5,700,000.5\"") && page.contains("value=\"三万\"") && page.contains("“三万”不是金额"))
    #expect(page.contains("aria-invalid=\"true\"") && page.contains("第 2 版"))
    // The same again changes nothing, and makes no revision.
    #expect(try await clerk.post(path + "/sheets/income", ["revision": "2", bad: "三万"]).status == 303)
    #expect(try await draft(portal).record.revision == 2)
  }

  @Test func hostileTextsAreShownAsText() async throws {
    let (portal, clerk) = try await begun()
    let figure = try await cell(portal, "2012601", "T02.appropriation", "T02")
    let words = try await cell(portal, "N01.total.reason", "content", "texts")
    let script = "\"><script>alert(1)</script><img src=x onerror=alert(1)>{{{say}}}"
    _ = try await clerk.post(path + "/sheets/income", ["revision": "1", figure: script, words: script])
    let live = try await live(clerk, ["revision": "1", "sheet": "income", figure: script + "2"])
    for page in [
      try await clerk.get(path + "/sheets/income").text, try await clerk.get(path + "/sheets/texts").text,
      try await clerk.get(path).text, try await clerk.get(path + "/preview").text,
      live.bar + live.sheets + live.live + live.loose + live.why.values.joined(),
    ] {
      #expect(!page.contains("<script>alert") && !page.contains("<img src=x"))
    }
    #expect(try await text(portal, words) == script)
  }

  @Test func cellsThatAreNotToBeFilledInStayAsTheyAre() async throws {
    let (portal, clerk) = try await begun()
    let (_, before) = try await draft(portal)
    let year = try await cell(portal, "year", "content", "head")
    let key = try await cell(portal, "N01.total.reason", "key", "texts")
    let sum = try await cell(portal, "2012601", "= T02.total", "T02")
    let names = [year, key, sum, "T02/99999/3", "T02/1/99", "nothing/1/1"]
    let fields = Dictionary(uniqueKeysWithValues: names.map { ($0, "2031") })
    #expect(try await clerk.post(path + "/sheets/income", fields.merging(["revision": "1"]) { $1 }).status == 409)
    #expect(try await draft(portal).draft == before)
  }

  @Test func linesAreAddedAndTakenAway() async throws {
    let (portal, clerk) = try await begun()
    let count = try await draft(portal).draft.part("T02")?.lines.count ?? 0
    let reply = try await clerk.post(path + "/sheets/income", ["revision": "1", "add": "T02"])
    #expect(reply.status == 303 && reply.location?.hasSuffix("#T02") == true)
    #expect(try await draft(portal).draft.part("T02")?.lines.count == count + 3)
    let line = try await cell(portal, "2012601", "key", "T02").split(separator: "/")[1]
    #expect(try await clerk.post(path + "/sheets/income", ["revision": "2", "remove": "T02/\(line)"]).status == 303)
    #expect(try await draft(portal).draft.part("T02")?.lines.count == count + 2)
    // A line that the form names stays.
    let fixed = try #require(try await draft(portal).draft.part("T01.income")?.lines.first)
    _ = try await clerk.post(path + "/sheets/income", ["revision": "3", "remove": "T01.income/\(fixed.id)"])
    #expect(try await draft(portal).draft.part("T01.income")?.lines.first == fixed)
    for _ in 1...2 { #expect(try await clerk.post(path + "/undo", ["sheet": "income"]).status == 303) }
    #expect(try await draft(portal).draft.part("T02")?.lines.count == count)
    #expect(try await clerk.post(path + "/redo").status == 303)
    #expect(try await draft(portal).draft.part("T02")?.lines.count == count + 3)
  }

  // MARK: Two at once

  @Test func nobodyWritesOverAnotherInSilence() async throws {
    let (portal, clerk) = try await begun()
    let first = try await cell(portal, "2012601", "T02.appropriation", "T02")
    let second = try await cell(portal, "2012602", "T02.appropriation", "T02")
    #expect(try await clerk.post(path + "/sheets/income", ["revision": "1", first: "1.00"]).status == 303)
    // Somebody whose page still shows the first revision.
    let reply = try await clerk.post(path + "/sheets/income", ["revision": "1", first: "2.00", second: "3.00"])
    #expect(reply.status == 409 && reply.text.contains("“1.00”") && reply.text.contains("改用“2.00”"))
    #expect(try await text(portal, first) == "1.00")
    #expect(try await text(portal, second) == "3.00")
    // What they left as it was is no change of theirs.
    #expect(try await clerk.post(path + "/sheets/income", ["revision": "1", first: "", second: "3.00"]).status == 303)
    #expect(try await text(portal, first) == "1.00")
    // They choose, on a page that shows both.
    #expect(try await clerk.post(path + "/sheets/income", ["revision": "3", first: "2.00"]).status == 303)
    #expect(try await text(portal, first) == "2.00")
  }

  @Test func whatSomebodyElseChangedSinceIsNotTakenBack() async throws {
    let (portal, clerk) = try await begun()
    let other = try #require(try await portal.store.body(2))
    _ = try await portal.store.addUser(
      name: "second", display: "第二经办", role: .clerk, body: other.id, password: "!",
      by: Actor(user: nil, name: "test", at: portal.now))
    let second = try await portal.browser("second")
    let cell = try await cell(portal, "2012601", "T02.appropriation", "T02")
    _ = try await clerk.post(path + "/sheets/income", ["revision": "1", cell: "1.00"])
    #expect(try await second.post(path + "/undo").status == 303)
    #expect(try await text(portal, cell) == "1.00")
    _ = try await second.post(path + "/sheets/income", ["revision": "2", cell: "2.00"])
    #expect(try await clerk.post(path + "/undo").status == 400)
    #expect(try await text(portal, cell) == "2.00")
    let reply = try await clerk.post(path + "/sheets/income", ["revision": "2", cell: "4.00"])
    #expect(reply.status == 409 && reply.text.contains("第二经办"))
  }

  // MARK: While somebody types

  private struct Live: Decodable {
    struct Conflict: Decodable {
      var cell, yours: String
      var theirs: String?
    }

    var revision: Int
    var shown: [String: String]
    var entered: [String: String]
    var why: [String: String]
    var wrong: [String]
    var conflicts: [Conflict]
    var lines: [String: [Int]]
    var bar, sheets, live, loose: String
  }

  private func live(_ clerk: Browser, _ fields: [String: String]) async throws -> Live {
    let reply = try await clerk.post(path + "/cells", fields)
    #expect(reply.status == 200 && reply.headers[.contentType]?.hasPrefix("application/json") == true)
    return try JSONDecoder().decode(Live.self, from: Data(reply.bytes))
  }

  @Test func aChangeIsAnsweredWithWhatItChanges() async throws {
    let (portal, clerk) = try await begun()
    let name = try await cell(portal, "2012601", "T02.appropriation", "T02")
    let sum = try await cell(portal, "2012601", "= T02.total", "T02")
    let right = try await live(clerk, ["revision": "1", "sheet": "income", name: "5700000"])
    #expect(right.revision == 2 && right.shown[sum] == "5,700,000.00" && right.shown["T02/total/2"] == "5,700,000.00")
    #expect(right.wrong.isEmpty && right.why.isEmpty && right.conflicts.isEmpty)
    #expect(right.live.contains("570.00") && right.live.contains("class=\"lv\"") && right.bar.contains("第 2 版"))
    let wrong = try await live(clerk, ["revision": "2", "sheet": "income", name: "57万"])
    #expect(wrong.wrong == [name] && wrong.why.values.contains { $0.contains("“57万”不是金额") })
    // A page that is behind gets what others entered.
    let other = try await cell(portal, "2012602", "T02.appropriation", "T02")
    let late = try await live(clerk, ["revision": "1", "sheet": "income", other: "1.00", name: "58"])
    #expect(late.conflicts.map(\.cell) == [name] && late.conflicts.first?.theirs == "57万")
    #expect(late.entered[name] == "57万" && late.entered[other] == "1.00")
    #expect(Set(late.lines["T02"] ?? []).count == late.lines["T02"]?.count)
  }

  @Test func aFormWithoutItsRevisionOrTokenIsRefused() async throws {
    let (portal, clerk) = try await begun()
    let name = try await cell(portal, "2012601", "T02.appropriation", "T02")
    #expect(try await clerk.post(path + "/cells", ["sheet": "income", name: "1"]).status == 400)
    #expect(try await clerk.post(path + "/cells", ["form_token": "x", "revision": "1", name: "1"]).status == 403)
    let many = Dictionary(uniqueKeysWithValues: (0...8_192).map { ("T02/\($0)/1", "") })
    #expect(try await clerk.post(path + "/cells", many).status == 400)
    #expect(try await draft(portal).record.revision == 1)
  }

  @Test func accountsAreThereToChooseFrom() async throws {
    let (_, clerk) = try await begun()
    let page = try await clerk.get(path + "/sheets/income").text
    let name = try #require(page.firstMatch(of: #/data-codes="([^"]+)"/#)).1
    let accounts = try JSONDecoder().decode(
      [[String]].self, from: Data(try await clerk.get(path + "/accounts/\(name)").bytes))
    #expect(accounts.contains(["2012601", "行政运行"]))
    #expect(try await clerk.get(path + "/accounts/none").status == 404)
  }

  // MARK: Handing in

  /// A portal in which the draft of the sample stands, whole.
  private func whole() async throws -> (portal: TestPortal, clerk: Browser) {
    let portal = try await TestPortal()
    let user = try #require(try await portal.store.users().first { $0.name == "clerk" })
    let content = [UInt8](try JSONEncoder().encode(try SampleDraft.load("Samples/archive-2024").draft))
    _ = try await portal.store.beginDraft(
      content, body: 2, year: 2024, detail: "sample", by: Actor(user: user.id, name: "clerk", at: portal.now))
    return (portal, try await portal.browser("clerk"))
  }

  @Test func aWholeDraftGoesToReviewAsAVersion() async throws {
    let (portal, clerk) = try await whole()
    let preview = try await clerk.get("/compose/2024/preview")
    #expect(preview.status == 200 && preview.text.contains("id=\"T03\"") && preview.text.contains("1336.77"))
    // What is public is corrected, with the reason.
    #expect(try await clerk.post("/compose/2024/version").status == 409)
    #expect(try await clerk.post("/compose/2024/correction").status == 400)
    let reply = try await clerk.post("/compose/2024/correction", ["reason": "改用在线编制"])
    #expect(reply.status == 303 && reply.location == "/filings/1?done=submitted")
    let filing = try await portal.store.filing(1)
    let version = try #require(try await portal.store.versions(of: 1).last)
    #expect(filing.state == .submitted && version.format == "docx" && version.counts.errors == 0)
    #expect(version.correction == "改用在线编制" && version.fileName == "示例市档案馆2024年度部门决算公开.docx")
    // In review, nobody fills in.
    #expect(try await clerk.get("/compose/2024").status == 409)
    let reviewer = try await portal.browser("reviewer")
    #expect(try await reviewer.get("/filings/1").status == 200)
    #expect(try await reviewer.get("/compose/2024").status == 403)
  }

  /// A slip is told with the figure that settles it, and a button that enters it: one more change that is kept, and that
  /// can be taken back.
  @Test func aSlipIsPutRightByItsButton() async throws {
    let (portal, clerk) = try await whole()
    let cell = try await cell(portal, "30101", "T06.amount", "T06", year: 2024)
    func text() async throws -> String? {
      try await draft(portal, year: 2024).draft[try #require(DraftedWorkbook.Address(name: cell))]?.text
    }
    let right = try #require(try await text())
    let path = "/compose/2024/sheets/economy"
    #expect(!(try await clerk.get(path).text.contains("按此改正")))
    _ = try await clerk.post(path, ["revision": "1", cell: "6184186.52"])
    let page = try await clerk.get(path).text
    #expect(page.contains("应为 1,684,186.52 元"))
    #expect(page.contains("<button class=\"btn s main\" name=\"\(cell)\" value=\"1684186.52\">按此改正</button>"))
    let live = try await clerk.post("/compose/2024/cells", ["revision": "2", "sheet": "economy"]).text
    #expect(live.contains("按此改正"))
    // Without script the form sends the cell as it is, and then the button.
    let token = try #require(page.firstMatch(of: #/name="form_token" value="([^"]+)"/#)).1
    let body = "form_token=\(token)&revision=2&\(Gate.encoded(cell))=6184186.52&\(Gate.encoded(cell))=1684186.52"
    let headers = ["content-type": "application/x-www-form-urlencoded", "sec-fetch-site": "same-origin"]
    #expect(try await clerk.send(.post, path, Array(body.utf8), headers).status == 303)
    #expect(try await text() == right)
    #expect(!(try await clerk.get(path).text.contains("按此改正")))
    #expect(try await draft(portal, year: 2024).record.revision == 3)
    #expect(try await clerk.post("/compose/2024/undo").status == 303)
    #expect(try await text() == "6184186.52")
  }

  @Test func filesOfTheDisclosureAreMade() async throws {
    let (_, clerk) = try await whole()
    for ending in ["docx", "html", "md"] {
      let file = try await clerk.get("/compose/2024/files/disclosure.\(ending)")
      #expect(file.status == 200 && file.headers[.contentDisposition]?.hasPrefix("attachment") == true, "\(ending)")
    }
    for name in ["disclosure.exe", "other.docx", "disclosure", "%2e%2e"] {
      #expect(try await clerk.get("/compose/2024/files/\(name)").status == 404)
    }
  }

  @Test func nothingIsHandedInThatIsNotWhole() async throws {
    let (portal, clerk) = try await begun()
    #expect(try await clerk.post(path + "/version").status == 400)
    #expect(try await portal.store.filing(body: 2, year: 2025) == nil)
    let file = try await clerk.get(path + "/files/disclosure.docx")
    #expect(file.status == 422)
    // A page is shown all the same, with what is missing.
    let preview = try await clerk.get(path + "/preview")
    #expect(preview.status == 200 && preview.text.contains("2025年度收、支总计"))
  }

  @Test func everythingTakenOverIsLookedAt() async throws {
    let (portal, clerk) = try await begun()
    let before = try await draft(portal).draft.pendingCount
    let words = try await cell(portal, "N01.total.reason", "content", "texts")
    _ = try await clerk.post(path + "/sheets/texts", ["revision": "1", "settle": words])
    #expect(try await draft(portal).draft.pendingCount == before - 1)
    _ = try await clerk.post(path + "/sheets/texts", ["revision": "2", "settle": "all"])
    let left = try await draft(portal).draft
    #expect(
      left.pendingCount > 0 && left.part("texts")?.lines.allSatisfy { $0.cells.allSatisfy { !$0.isPending } } == true)
    #expect(try await clerk.post(path + "/undo").status == 303)
    #expect(try await draft(portal).draft.pendingCount == before - 1)
  }

  // MARK: Others

  @Test func aDraftIsItsDepartmentsOwn() async throws {
    let (portal, _) = try await begun()
    let water = try #require(try await portal.store.bodies().first { $0.name == "示例市水务局" })
    _ = try await portal.store.addUser(
      name: "water", display: "water", role: .clerk, body: water.id, password: "!",
      by: Actor(user: nil, name: "test", at: portal.now))
    let other = try await portal.browser("water")
    #expect(!(try await other.get(path).text.contains("archive-2024.md")))
    #expect(try await other.get(path + "/sheets/income").status == 404)
    #expect(try await other.post(path + "/undo").status == 404)
    #expect(try await other.get(path + "/files/draft.xlsx").status == 404)
  }
}
