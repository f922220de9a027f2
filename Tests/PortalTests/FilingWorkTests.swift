import Forms
import Foundation
import HTTPTypes
import Samples
import Store
import Synchronization
import TestSupport
import Testing
import Workflow

@testable import Portal

/// A filing from its first version to a correction, by way of requests.
@Suite struct FilingWorkTests {
  @Test func fromTheFirstVersionToThePublic() async throws {
    let portal = try await TestPortal()
    let (clerk, reviewer) = (try await portal.browser("clerk"), try await portal.browser("reviewer"))
    let slips = SampleFiles.text("archive-2024-slips.md")!.replacing("2024", with: "2022")
    let sound = SampleFiles.text("archive-2024.md")!.replacing("2024", with: "2022")
    let first = try await clerk.upload("/desk/2022/file", name: "初稿.md", Array(slips.utf8))
    let location = try #require(first.location)
    let path = String(location.prefix { $0 != "?" })
    // Errors keep it from review.
    #expect(try await clerk.post(path + "/submit").status == 400)
    // Drafts are nobody else's.
    #expect(try await reviewer.get(path).status == 404)
    let id = try #require(Int64(path.split(separator: "/").last ?? ""))
    let version = try #require(try await portal.store.versions(of: id).last)
    let error = try #require(try await portal.store.findings(of: version.id).first)
    #expect(
      try await clerk.post(path + "/decide", ["finding": error.fingerprint, "decision": "confirmed"]).status == 303)
    #expect(
      try await clerk.post(path + "/decide", ["finding": error.fingerprint, "decision": "dismissed"]).status == 400)
    #expect(try await clerk.get(path).text.contains("已确认，待改正"))
    #expect(try await clerk.upload("/desk/2022/file", name: "二稿.md", Array(sound.utf8)).status == 303)
    #expect(try await portal.store.decisions(of: id)[error.fingerprint]?.kind == .fixed)
    let left = try await portal.store.findings(of: try #require(try await portal.store.versions(of: id).last).id)
    for finding in left where finding.severity == "error" {
      let fields = ["finding": finding.fingerprint, "decision": "dismissed", "reason": "年度是试写的"]
      #expect(try await clerk.post(path + "/decide", fields).status == 303)
    }
    #expect(try await clerk.post(path + "/submit").status == 303)
    #expect(try await clerk.post(path + "/submit").status == 409)
    #expect(try await reviewer.post(path + "/return").status == 400)
    #expect(try await reviewer.post(path + "/return", ["text": "请补充"]).status == 303)
    #expect(try await clerk.get(path).text.contains("请补充"))
    #expect(try await clerk.post(path + "/submit").status == 303)
    #expect(try await reviewer.post(path + "/approve", ["text": "同意"]).status == 303)
    #expect(try await clerk.post(path + "/publish").status == 303)
    let citizen = try await portal.browser()
    let file = try await citizen.get("/departments/2/2022/source")
    #expect(file.bytes == Array(sound.utf8))
    #expect(file.headers[.contentDisposition]?.hasPrefix("attachment") == true)
    #expect(try await citizen.get("/departments/2/2022").status == 200)
    #expect(try await portal.store.firstBrokenEvent() == nil)
  }

  @Test func aCorrectionNeedsAReasonAndKeepsTheOldVersion() async throws {
    let portal = try await TestPortal()
    let (clerk, reviewer) = (try await portal.browser("clerk"), try await portal.browser("reviewer"))
    let sound = SampleFiles.bytes("archive-2024.md")
    #expect(try await clerk.upload("/desk/2024/file", name: "a.md", sound).status == 409)
    #expect(try await clerk.upload("/desk/2024/correction", name: "a.md", sound).status == 400)
    #expect(try await clerk.upload("/desk/2024/correction", name: "a.md", sound, ["reason": "补一处"]).status == 303)
    let citizen = try await portal.browser()
    #expect(try await citizen.get("/departments/2/2024").text.contains("第 2 版"))
    #expect(try await reviewer.get("/board?year=2024").text.contains("更正中"))
    // A further draft keeps the reason.
    #expect(try await clerk.upload("/desk/2024/file", name: "b.md", sound).status == 303)
    for (browser, action) in [(clerk, "submit"), (reviewer, "approve"), (reviewer, "publish")] {
      #expect(try await browser.post("/filings/1/" + action).status == 303)
    }
    let page = try await citizen.get("/departments/2/2024")
    #expect(page.text.contains("补一处") && page.text.contains("第 4 版"))
    #expect(try await citizen.get("/departments/2/2024/versions/2").text.contains("留作查考"))
    #expect(try await citizen.get("/departments/2/2024/versions/2/source").bytes == sound)
    // Versions that never were public are not now.
    #expect(try await citizen.get("/departments/2/2024/versions/1").status == 404)
    #expect(try await citizen.get("/departments/2/2024/versions/3").status == 404)
  }

  @Test func twentyDaysAfterApprovalItIsOverdue() async throws {
    let portal = try await TestPortal()
    let (clerk, reviewer) = (try await portal.browser("clerk"), try await portal.browser("reviewer"))
    let sound = SampleFiles.bytes("archive-2024.md")
    _ = try await clerk.upload("/desk/2024/correction", name: "a.md", sound, ["reason": "x"])
    _ = try await clerk.post("/filings/1/submit")
    _ = try await reviewer.post("/filings/1/approve")
    for (days, words) in [(0, "还有 20 天"), (20, "还有 0 天"), (21, "逾期 1 天")] {
      portal.pass(days == 0 ? 0 : days == 20 ? 20 * 86_400 : 86_400)
      let again = try await portal.browser("reviewer")
      #expect(try await again.get("/board?year=2024").text.contains(words), "\(days)")
    }
  }

  @Test func theBoardIsFilteredSortedAndExported() async throws {
    let portal = try await TestPortal()
    let city = try #require(try await portal.store.bodies().first { $0.kind == .government })
    let admin = Actor(user: nil, name: "test", at: portal.now)
    _ = try await portal.store.body(named: "=cmd|' /C calc'!A0", .department, under: city.id, by: admin)
    let reviewer = try await portal.browser("reviewer")
    let all = try await reviewer.get("/board?year=2024")
    #expect(all.text.contains("示例市水务局") && all.text.contains("示例市档案馆"))
    let some = try await reviewer.get("/board?year=2024&state=published")
    #expect(!some.text.contains("示例市水务局") && some.text.contains("示例市档案馆"))
    let named = try await reviewer.get("/board?year=2024&q=水务")
    #expect(named.text.contains("示例市水务局</") && !named.text.contains("示例市档案馆</"))
    let file = try await reviewer.get("/board.csv?year=2024").text
    #expect(file.contains("\r\n'=cmd|' /C calc'!A0,") && file.contains("示例市档案馆,公开,"))
    #expect(file.split(separator: "\r\n").count == 7)
  }

  @Test func anOfficeFileComesBackWithItsFindings() async throws {
    let portal = try await TestPortal()
    let clerk = try await portal.browser("clerk")
    // The published sample is Markdown, which cannot hold comments; the portal says what can.
    let reply = try await clerk.get("/filings/1/annotated")
    #expect(reply.status == 422 && reply.text.contains("DOCX"))
  }

  @Test func aFileOfOnesOwnIsCheckedAndNotKept() async throws {
    let portal = try await TestPortal()
    let visitor = try await portal.browser()
    let before = try FileManager.default.attributesOfItem(atPath: Store.file(in: portal.folder).path)[.size] as? Int
    let reply = try await visitor.upload("/check", name: "我的.md", SampleFiles.bytes("archive-2024-slips.md"))
    #expect(reply.status == 200 && reply.text.contains("我的.md") && reply.text.contains("需要更正"))
    #expect(!reply.text.contains("<!--finding"))
    let after = try FileManager.default.attributesOfItem(atPath: Store.file(in: portal.folder).path)[.size] as? Int
    #expect(before == after)
  }

  @Test func aFolderIsTakenIn() async throws {
    let portal = try await TestPortal(isFilled: false)
    let folder = portal.folder.appendingPathComponent("files")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    for (name, text) in [
      ("a.md", SampleFiles.text("archive-2024.md")!),
      ("b.md", SampleFiles.text("archive-2024-slips.md")!.replacing("示例市档案馆", with: "示例市方志馆")), ("c.md", "空"),
    ] {
      try Data(text.utf8).write(to: folder.appendingPathComponent(name))
    }
    let outcomes = try await Import.all(in: folder, portal)
    #expect(outcomes.keys.sorted() == ["a.md", "b.md", "c.md"])
    guard case .added("示例市档案馆", 2024, 0)? = outcomes["a.md"],
      case .added("示例市方志馆", 2024, let errors)? = outcomes["b.md"],
      errors > 0, case .refused? = outcomes["c.md"]
    else {
      Issue.record("\(outcomes)")
      return
    }
    #expect(try await portal.store.publishedCount() == 2)
    // A second time adds nothing: what is public is corrected, not overwritten.
    guard case .refused? = try await Import.all(in: folder, portal)["a.md"] else {
      Issue.record("taken twice")
      return
    }
    let browser = try await portal.browser()
    #expect(try await browser.get("/search?q=方志馆").text.contains("示例市方志馆"))
  }
}

extension Import {
  fileprivate static func all(in folder: URL, _ portal: TestPortal) async throws -> [String: Outcome] {
    let collected = Mutex<[String: Outcome]>([:])
    let importer = Import(
      store: portal.store, catalog: PackFiles.embedded.catalog(.chinese), clock: { Date() }, worker: TestPortal.worker)
    try await importer.run(FileSearch([folder.path]), government: "示例市", isPublic: true) { path, outcome in
      collected.withLock { $0[URL(fileURLWithPath: path).lastPathComponent] = outcome }
    }
    return collected.withLock { $0 }
  }
}
