import Documents
import Forms
import Foundation
import HTTPTypes
import Processes
import Samples
import Store
import TestSupport
import Testing
import Workflow

@testable import Portal

@Suite struct SecurityTests {
  @Test func everyAnswerCarriesItsHeaders() async throws {
    let portal = try await TestPortal(isSecure: true)
    let browser = try await portal.browser("admin")
    for path in ["/", "/none/such", "/departments/2/2024", "/admin", "/api/v1/filings", "/api/v1/none", "/healthz"] {
      let reply = try await browser.get(path)
      let policy = try #require(reply.headers[.contentSecurityPolicy])
      #expect(policy.contains("default-src 'none'") && !policy.contains("unsafe"), "\(path)")
      #expect(reply.headers[.xContentTypeOptions] == "nosniff", "\(path)")
      #expect(reply.headers[HTTPField.Name("X-Frame-Options")!] == "DENY", "\(path)")
      #expect(reply.headers[.strictTransportSecurity] != nil, "\(path)")
      // Pages of somebody signed in are kept by nobody.
      #expect(reply.headers[.cacheControl] == "no-store", "\(path)")
    }
  }

  @Test func theCookieIsOutOfReach() async throws {
    let portal = try await TestPortal(isSecure: true)
    let browser = try await portal.browser()
    let reply = try await browser.post("/sign-in", ["name": "admin", "password": portal.accounts["admin"] ?? ""])
    let cookie = try #require(reply.headers[.setCookie])
    for part in ["HttpOnly", "SameSite=Lax", "Secure", "Path=/"] { #expect(cookie.contains(part)) }
    #expect(!cookie.contains("Max-Age") && !cookie.contains("Expires"))
  }

  @Test func aSessionIsNewWithEachSignIn() async throws {
    let portal = try await TestPortal()
    let browser = try await portal.browser("clerk")
    let first = browser.cookies[Gate.sessionCookie]
    _ = try await browser.post("/sign-in", ["name": "clerk", "password": portal.accounts["clerk"] ?? ""])
    #expect(browser.cookies[Gate.sessionCookie] != first)
    let thief = try await portal.browser()
    let reply = try await thief.send(.get, "/desk", [], ["cookie": "\(Gate.sessionCookie)=\(first ?? "")"])
    #expect(reply.status == 303)
  }

  @Test(arguments: [
    ["sec-fetch-site": "cross-site"], ["sec-fetch-site": "same-site"], ["origin": "https://elsewhere.example"],
    ["origin": "null"],
  ])
  func formsOfOtherSitesAreRefused(headers: [String: String]) async throws {
    let portal = try await TestPortal()
    let browser = try await portal.browser("reviewer")
    let reply = try await browser.post("/filings/1/remark", ["text": "x"], headers)
    #expect(reply.status == 403)
  }

  @Test func aFormWithoutItsTokenIsRefused() async throws {
    let portal = try await TestPortal()
    let browser = try await portal.browser("admin")
    for token in ["", "wrong"] {
      let reply = try await browser.post("/admin/bodies", ["government": "甲市", "form_token": token])
      #expect(reply.status == 403)
    }
    #expect(try await portal.store.bodies().allSatisfy { $0.name != "甲市" })
    #expect(try await browser.post("/admin/bodies", ["government": "甲市"]).status == 303)
    #expect(try await portal.store.bodies().contains { $0.name == "甲市" })
  }

  @Test(arguments: [
    "https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)", "evil", "",
    "/desk\r\nSet-Cookie: a=b", "/\u{9}//evil.example",
  ])
  func signingInLeadsNowhereElse(next: String) async throws {
    let portal = try await TestPortal()
    let browser = try await portal.browser()
    let reply = try await browser.post(
      "/sign-in", ["name": "clerk", "password": portal.accounts["clerk"] ?? "", "next": next])
    #expect(reply.location == "/")
    let good = try await browser.post(
      "/sign-in", ["name": "clerk", "password": portal.accounts["clerk"] ?? "", "next": "/desk?year=2024"])
    #expect(good.location == "/desk?year=2024")
  }

  @Test func guessingIsSlowedAndTold() async throws {
    let portal = try await TestPortal()
    let browser = try await portal.browser()
    for _ in 0..<4 {
      #expect(try await browser.post("/sign-in", ["name": "clerk", "password": "wrong wrong wrong"]).status == 401)
    }
    #expect(try await browser.post("/sign-in", ["name": "clerk", "password": "wrong wrong wrong"]).text.contains("暂停"))
    // Even the right one, for a while.
    let right = ["name": "clerk", "password": portal.accounts["clerk"] ?? ""]
    #expect(try await browser.post("/sign-in", right).status == 401)
    portal.pass(61)
    #expect(try await browser.post("/sign-in", right).status == 303)
    let events = try await portal.store.events().map(\.action)
    #expect(events.filter { $0 == "session.wrong" }.count == 5)
  }

  @Test func aClientThatTriesTooOftenIsTurnedAway() async throws {
    let portal = try await TestPortal(isFilled: false)
    let browser = try await portal.browser()
    var statuses: [Int] = []
    for _ in 0...Throttle.Limit.search.count { statuses.append(try await browser.get("/search?q=x").status) }
    #expect(statuses.last == 429 && statuses.dropLast().allSatisfy { $0 == 200 })
    portal.pass(Throttle.Limit.search.seconds)
    #expect(try await browser.get("/search?q=x").status == 200)
  }

  /// Only a proxy that was told of is believed, and of its list only what it wrote itself.
  @Test(arguments: [true, false])
  func aClientCannotChooseItsAddress(isBehindProxy: Bool) async throws {
    let portal = try await TestPortal(isBehindProxy: isBehindProxy, isFilled: false)
    let browser = try await portal.browser()
    var last = 0
    for number in 0...Throttle.Limit.search.count {
      last = try await browser.get("/search?q=x", ["x-forwarded-for": "10.0.0.\(number), 192.0.2.1"]).status
    }
    #expect(last == 429)
    let other = try await browser.get("/search?q=x", ["x-forwarded-for": "192.0.2.2"]).status
    #expect(other == (isBehindProxy ? 200 : 429))
    #expect(try await browser.get("/metrics", ["x-forwarded-for": "192.0.2.2"]).status == (isBehindProxy ? 404 : 200))
  }

  @Test func theLinkOfTheFirstStartWorksOnce() async throws {
    let portal = try await TestPortal(isFilled: false)
    let path = try #require(try await FirstStart.path(portal.store))
    let browser = try await portal.browser()
    #expect(try await browser.get("/set-up?token=wrong").status == 404)
    #expect(try await browser.get(path).status == 200)
    let token = String(path.split(separator: "=")[1])
    let weak = ["token": token, "name": "root", "password": "short"]
    #expect(try await browser.post("/set-up", weak).status == 400)
    let strong = ["token": token, "name": "root", "password": "correct horse battery"]
    #expect(try await browser.post("/set-up", strong).status == 303)
    #expect(try await browser.post("/set-up", strong).status == 404)
    #expect(try await FirstStart.path(portal.store) == nil)
    #expect(try await browser.post("/sign-in", ["name": "root", "password": "correct horse battery"]).status == 303)
    #expect(try await portal.store.users().map(\.role) == [.admin])
  }

  @Test func whatADocumentSaysIsNoMarkup() async throws {
    let portal = try await TestPortal()
    let browser = try await portal.browser("clerk")
    let text = SampleFiles.text("archive-2024.md")!.replacing("示例市档案馆", with: "<script>alert(1)</script>馆")
      .replacing("2024", with: "2023")
    let reply = try await browser.upload(
      "/desk/2023/file", name: "\"><img src=x onerror=alert(1)>.md", Array(text.utf8))
    let page = try await browser.get(try #require(reply.location))
    #expect(page.status == 200)
    #expect(!page.text.contains("<script>alert") && !page.text.contains("<img"))
    #expect(page.text.contains("&lt;script&gt;"))
  }

  @Test func filesBeyondTheLimitAreRefused() async throws {
    let portal = try await TestPortal()
    let browser = try await portal.browser("clerk")
    let large = [UInt8](repeating: 0x61, count: HomePage.mostBytes + 1)
    let reply = try await browser.upload("/desk/2023/file", name: "a.md", large)
    #expect(reply.status == 413)
    let small = [UInt8](repeating: 0x61, count: 70 << 10)
    let admin = try await portal.browser("admin")
    let bodies = try await admin.post("/admin/bodies", ["government": String(decoding: small, as: UTF8.self)])
    #expect(bodies.status == 413)
  }

  @Test(arguments: ["", "nothing to check", "%PDF-1.7 broken", "PK\u{3}\u{4}broken"])
  func whatCannotBeCheckedIsNotTaken(text: String) async throws {
    let portal = try await TestPortal()
    let browser = try await portal.browser("clerk")
    let reply = try await browser.upload("/desk/2023/file", name: "a.md", Array(text.utf8))
    #expect([400, 422].contains(reply.status))
    #expect(try await portal.store.filing(body: 2, year: 2023) == nil)
  }

  @Test func aFileOfAnotherYearIsNotTaken() async throws {
    let portal = try await TestPortal()
    let browser = try await portal.browser("clerk")
    let reply = try await browser.upload("/desk/2023/file", name: "a.md", SampleFiles.bytes("archive-2024.md"))
    #expect(reply.status == 422 && reply.text.contains("2024"))
  }
}

/// Files are worked on by `mingzhang worker-file`, as the portal does it outside of tests.
@Suite struct FileWorkerTests {
  private static let hasWorker = RunningProgram.worker != nil

  /// A name that looks like an option is a name.
  @Test(.enabled(if: hasWorker), arguments: ["--packs=/nowhere", "--lang", "-h", "--", "a b.md", "决算.md"])
  func noNameIsAnOption(name: String) throws {
    let file = SourceFile(name: name, bytes: SampleFiles.bytes("archive-2024.md"))
    let answer = try FileWorker().run(.page, on: file, catalog: PackFiles.embedded.catalog(.chinese))
    #expect(String(decoding: answer, as: UTF8.self).contains("未见矛盾"))
  }

  @Test(.enabled(if: hasWorker))
  func refusalsComeInWords() throws {
    let file = SourceFile(name: "a.pdf", bytes: Array("%PDF-1.7\n".utf8))
    #expect(throws: FileTaskFailure.self) {
      try FileWorker().run(.assess, on: file, catalog: PackFiles.embedded.catalog(.chinese))
    }
    let missing = FileWorker(program: "/nowhere/mingzhang")
    #expect(throws: FileTaskFailure.self) {
      try missing.run(.assess, on: file, catalog: PackFiles.embedded.catalog(.english))
    }
  }
}
