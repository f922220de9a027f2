import Foundation
import Store
import Testing

@testable import Portal

/// One-time codes, from the page that begins them to signing in with one.
@Suite struct SecondFactorTests {
  private func signIn(_ browser: Browser, _ portal: TestPortal, _ name: String, next: String = "") async throws -> Reply
  {
    try await browser.post(
      "/sign-in", ["name": name, "password": try #require(portal.accounts[name]), "next": next])
  }

  private func user(_ portal: TestPortal, _ name: String) async throws -> Int64 {
    try #require(try await portal.store.users().first { $0.name == name }).id
  }

  private func code(_ portal: TestPortal, _ name: String) async throws -> String {
    let secret = try #require(try await portal.store.secondFactor(of: user(portal, name))).secret
    return OneTimeCode.code(secret, step: OneTimeCode.step(at: portal.now))
  }

  /// - Returns: recovery codes, as the page shows them.
  @discardableResult
  private func enrol(_ browser: Browser, _ portal: TestPortal, _ name: String) async throws -> [String] {
    let password = try #require(portal.accounts[name])
    #expect(try await browser.post("/account/factor/begin", ["password": "wrong-wrong-wrong"]).status == 422)
    #expect(try await browser.post("/account/factor/begin", ["password": password]).location == "/account/factor")
    let secret = try #require(try await portal.store.secondFactor(of: user(portal, name))).secret
    let page = try await browser.get("/account/factor").text
    #expect(page.contains("otpauth://totp/Mingzhang:\(name)?secret=\(OneTimeCode.base32(secret))"))
    #expect(page.contains(OneTimeCode.base32(secret).prefix(4) + " "))
    #expect(try await browser.post("/account/factor", ["code": "000000x"]).status == 422)
    let done = try await browser.post("/account/factor", ["code": try await code(portal, name)])
    #expect(done.status == 200)
    portal.pass(31)
    return done.text.matches(of: #/<li>((?:[a-z2-7]{4}-?){4})<\/li>/#).map { String($0.1) }
  }

  @Test func aPasswordAloneIsNotEnoughAnyMore() async throws {
    let portal = try await TestPortal()
    let other = try await portal.browser("reviewer")
    let codes = try await enrol(try await portal.browser("reviewer"), portal, "reviewer")
    #expect(codes.count == 10)
    #expect(try await other.get("/board").status == 303)

    let browser = try await portal.browser()
    let half = try await signIn(browser, portal, "reviewer", next: "/board")
    #expect(half.location == "/sign-in/code?next=%2Fboard")
    // Nothing but the page for the code, by any door.
    #expect(try await browser.get("/board").location == "/sign-in/code?next=%2Fboard")
    #expect(try await browser.get("/account/factor").location?.hasPrefix("/sign-in/code") == true)
    #expect(try await browser.post("/account/factor/begin", ["password": "x"]).status == 401)
    #expect(try await browser.get("/departments").status == 200)
    #expect(try await browser.post("/sign-in/code", ["code": "123"]).status == 422)
    let whole = try await browser.post("/sign-in/code", ["code": try await code(portal, "reviewer"), "next": "/board"])
    #expect(whole.location == "/board")
    #expect(try await browser.get("/board").status == 200)

    // The same code does not open another browser; a recovery code does, once.
    let second = try await portal.browser()
    _ = try await signIn(second, portal, "reviewer")
    #expect(try await second.post("/sign-in/code", ["code": try await code(portal, "reviewer")]).status == 422)
    #expect(try await second.post("/sign-in/code", ["code": codes[0], "next": "//evil"]).location == "/")
    #expect(try await second.get("/account").text.contains("还有 9 个恢复码"))
  }

  @Test func wrongCodesCloseTheAccount() async throws {
    let portal = try await TestPortal()
    try await enrol(try await portal.browser("reviewer"), portal, "reviewer")
    let browser = try await portal.browser()
    _ = try await signIn(browser, portal, "reviewer")
    for _ in 1...4 { #expect(try await browser.post("/sign-in/code", ["code": "111"]).status == 422) }
    #expect(try await browser.post("/sign-in/code", ["code": "111"]).text.contains("账户暂停使用"))
    #expect(try await browser.post("/sign-in/code", ["code": try await code(portal, "reviewer")]).status == 422)
    portal.pass(61)
    #expect(try await browser.post("/sign-in/code", ["code": try await code(portal, "reviewer")]).status == 303)
  }

  @Test func aRoleThatNeedsItSetsItUpFirst() async throws {
    let portal = try await TestPortal(needingSecondFactor: [.reviewer, .admin])
    let browser = try await portal.browser()
    #expect(try await signIn(browser, portal, "reviewer").location == "/account/factor")
    #expect(try await browser.get("/board").location?.hasPrefix("/account/factor?next=") == true)
    #expect(try await browser.get("/account/factor").text.contains("您的角色必须使用"))
    try await enrol(browser, portal, "reviewer")
    #expect(try await browser.get("/board").status == 200)
    // It stays.
    let code = try await code(portal, "reviewer")
    #expect(try await browser.post("/account/factor/remove", ["code": code]).status == 400)
    // A clerk needs none.
    #expect(try await signIn(try await portal.browser(), portal, "clerk", next: "/desk").location == "/desk")
  }

  @Test func itIsTurnedOffWithACodeOrByAnAdministrator() async throws {
    let portal = try await TestPortal()
    let clerk = try await portal.browser("clerk")
    try await enrol(clerk, portal, "clerk")
    #expect(try await clerk.post("/account/factor/remove", ["code": "1"]).status == 422)
    let reply = try await clerk.post("/account/factor/remove", ["code": try await code(portal, "clerk")])
    #expect(reply.location == "/account?done=factorOff")
    try await enrol(clerk, portal, "clerk")
    let renewed = try await clerk.post("/account/factor/codes", ["code": try await code(portal, "clerk")])
    #expect(renewed.status == 200 && renewed.text.contains("恢复码"))

    let id = try await user(portal, "clerk")
    let admin = try await portal.browser("admin")
    #expect(try await admin.get("/admin").text.contains("/admin/users/\(id)/factor"))
    #expect(try await admin.post("/admin/users/\(id)/factor").status == 303)
    #expect(try await signIn(try await portal.browser(), portal, "clerk", next: "/desk").location == "/desk")
    let own = try await user(portal, "admin")
    #expect(try await admin.post("/admin/users/\(own)/factor").status == 400)
    let events = try await portal.store.events()
    #expect(events.contains { $0.action == "factor.off" && $0.actor == "admin" && $0.subject == "clerk" })
  }
}
