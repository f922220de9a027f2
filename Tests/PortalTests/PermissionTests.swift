import Foundation
import Hummingbird
import Samples
import Store
import Testing

@testable import Portal

/// Who may do what, route by route: written down here a second time, by hand, and then tried.
@Suite struct PermissionTests {
  private static let everybody: Set<Standing> = [.visitor, .clerk, .reviewer, .admin, .unconfirmed, .unenrolled]

  /// For each route, who gets an answer of it in some state. A route without an entry fails the test.
  static let expected: [String: Set<Standing>] = [
    "GET /": everybody, "POST /check": everybody, "GET /search": everybody, "GET /departments": everybody,
    "GET /departments/{body}": everybody, "GET /departments/{body}/{year}": everybody,
    "GET /departments/{body}/{year}/report": everybody, "GET /departments/{body}/{year}/source": everybody,
    "GET /departments/{body}/{year}/facts.csv": everybody, "GET /departments/{body}/{year}/filing.json": everybody,
    "GET /departments/{body}/{year}/report.json": everybody,
    "GET /departments/{body}/{year}/versions/{number}": everybody,
    "GET /departments/{body}/{year}/versions/{number}/source": everybody, "GET /assets/{digest}/{name}": everybody,
    "GET /set-up": [.visitor], "POST /set-up": [.visitor], "GET /sign-in": everybody, "POST /sign-in": everybody,
    "POST /sign-out": [.clerk, .reviewer, .admin, .unconfirmed, .unenrolled],
    "GET /sign-in/code": [.unconfirmed], "POST /sign-in/code": [.unconfirmed],
    "GET /account": [.clerk, .reviewer, .admin], "POST /account/factor/codes": [.clerk, .reviewer, .admin],
    "POST /account/factor/remove": [.clerk, .reviewer, .admin],
    "GET /account/factor": [.clerk, .reviewer, .admin, .unenrolled],
    "POST /account/factor": [.clerk, .reviewer, .admin, .unenrolled],
    "POST /account/factor/begin": [.clerk, .reviewer, .admin, .unenrolled],
    "GET /desk": [.clerk], "POST /desk/{year}/file": [.clerk], "POST /desk/{year}/correction": [.clerk],
    "GET /compose/{year}": [.clerk], "POST /compose/{year}/begin": [.clerk], "POST /compose/{year}/workbook": [.clerk],
    "POST /compose/{year}/questions": [.clerk], "GET /compose/{year}/sheets/{sheet}": [.clerk],
    "POST /compose/{year}/sheets/{sheet}": [.clerk], "POST /compose/{year}/cells": [.clerk],
    "GET /compose/{year}/accounts/{classification}": [.clerk], "POST /compose/{year}/undo": [.clerk],
    "POST /compose/{year}/redo": [.clerk], "GET /compose/{year}/preview": [.clerk],
    "GET /compose/{year}/files/{name}": [.clerk], "POST /compose/{year}/version": [.clerk],
    "POST /compose/{year}/correction": [.clerk],
    "GET /filings/{filing}": [.clerk, .reviewer], "GET /filings/{filing}/source": [.clerk, .reviewer],
    "GET /filings/{filing}/annotated": [.clerk, .reviewer], "GET /filings/{filing}/corrected": [.clerk, .reviewer],
    "GET /filings/{filing}/opinion": [.clerk, .reviewer], "POST /filings/{filing}/decide": [.clerk, .reviewer],
    "POST /filings/{filing}/remark": [.clerk, .reviewer], "POST /filings/{filing}/submit": [.clerk],
    "POST /filings/{filing}/return": [.reviewer], "POST /filings/{filing}/approve": [.reviewer],
    "POST /filings/{filing}/publish": [.clerk, .reviewer], "POST /filings/{filing}/handler": [.reviewer],
    "GET /board": [.reviewer], "GET /board.csv": [.reviewer], "GET /board/figures": [.reviewer],
    "GET /board/figures.csv": [.reviewer], "POST /board/actions": [.reviewer], "GET /compare": everybody,
    "GET /bulk": [.reviewer], "POST /bulk": [.reviewer], "GET /bulk/{job}": [.reviewer],
    "GET /bulk/{job}/files/{name}": [.reviewer],
    "GET /rules": everybody, "POST /rules/severity": [.reviewer], "GET /rules/trial": [.reviewer],
    "POST /rules/trial": [.reviewer], "GET /rules/trials/{job}": [.reviewer],
    "GET /rules/trials/{job}/findings.csv": [.reviewer],
    "GET /admin": [.admin], "POST /admin/bodies": [.admin], "POST /admin/users": [.admin],
    "POST /admin/units": [.admin],
    "POST /admin/users/{user}/password": [.admin], "POST /admin/users/{user}/active": [.admin],
    "POST /admin/users/{user}/factor": [.admin],
    "GET /admin/trail": [.admin],
    "GET /api/v1/openapi.json": everybody, "GET /api/v1/filings": everybody,
    "GET /api/v1/filings/{body}/{year}": everybody, "GET /api/v1/filings/{body}/{year}/facts": everybody,
    "GET /api/v1/filings/{body}/{year}/findings": everybody, "GET /api/v1/filings/{body}/{year}/report": everybody,
    "GET /api/v1/search": everybody, "GET /healthz": everybody, "GET /readyz": everybody, "GET /metrics": everybody,
  ]

  @Test func everyRouteHasAnEntryAndNoEntryIsOfNoRoute() {
    #expect(Set(Route.all.map(\.name)) == Set(Self.expected.keys))
    #expect(Route.all.count == Self.expected.count)
  }

  @Test(arguments: Action.allCases)
  func everyActionIsDecidedAndUsed(action: Action) {
    #expect(Permission.table.contains { $0.action == action })
    #expect(Route.all.contains { $0.action == action })
  }

  @Test(arguments: Route.all.map(\.name))
  func theTableSaysWhatIsWrittenHere(name: String) throws {
    let route = try #require(Route.all.first { $0.name == name })
    let allowed = Set(Standing.allCases.filter { Permission.mayEver(route.action, $0) })
    #expect(allowed == Self.expected[name])
  }

  /// Every state × own or another's: only what the table names.
  @Test func nobodyActsOnAnothersFilingOrOutOfTurn() {
    let states: [FilingState?] = [nil] + FilingState.allCases
    func allows(_ action: Action, _ standing: Standing, _ state: FilingState?, isOwn: Bool) -> Bool {
      Permission.allows(action, standing, on: Permission.Target(state: state, isOwn: isOwn))
    }
    for action in [Action.upload, .correct, .compose, .submit, .decide, .remark, .read, .publish] {
      for state in states {
        let isAllowed = allows(action, .clerk, state, isOwn: false) || allows(action, .admin, state, isOwn: true)
        #expect(!isAllowed && !allows(action, .visitor, state, isOwn: true), "\(action)")
      }
    }
    for state in states where state != .submitted { #expect(!allows(.review, .reviewer, state, isOwn: false)) }
    #expect(!allows(.read, .reviewer, .draft, isOwn: false))
    #expect(!allows(.upload, .clerk, .submitted, isOwn: true))
    for state in states {
      #expect(allows(.compose, .clerk, state, isOwn: true) == (state != .submitted && state != .approved))
    }
    #expect(!Permission.allows(.upload, .clerk, on: nil))
  }

  /// Each route tried by each standing, over a filing in review: who is not in the table gets nothing.
  @Test(arguments: Standing.allCases)
  func everyRouteIsTried(standing: Standing) async throws {
    let portal = try await TestPortal()
    let browser =
      switch standing {
      case .visitor: try await portal.browser()
      case .unconfirmed: try await portal.browser("reviewer", stage: .code)
      case .unenrolled: try await portal.browser("reviewer", stage: .enrol)
      case .clerk, .reviewer, .admin: try await portal.browser(standing.rawValue)
      }
    let doors = ["/sign-in?next=", "/sign-in/code?next=", "/account/factor?next="]
    for route in Route.all {
      let path = route.path.replacing("{body}", with: "2").replacing("{year}", with: "2024")
        .replacing("{filing}", with: "1").replacing("{number}", with: "2").replacing("{user}", with: "99")
        .replacing("{digest}", with: "x").replacing("{name}", with: "x")
        .replacing("{job}", with: "x")
      // Whoever signs out is signed in again for the next.
      if route.path == "/sign-out" || route.path == "/sign-in" && route.method == .post { continue }
      let reply = route.method == .get ? try await browser.get(path) : try await browser.post(path)
      let isAllowed = try #require(Self.expected[route.name]).contains(standing)
      let isRefused =
        reply.status == 401 || reply.status == 403
        || reply.status == 303 && doors.contains { reply.location?.hasPrefix($0) == true }
      #expect(isRefused == !isAllowed, "\(route.name): \(reply.status)")
    }
  }

  /// A clerk of another department finds nothing behind the number of a filing.
  @Test func anotherDepartmentsFilingDoesNotExist() async throws {
    let portal = try await TestPortal()
    let other = try #require(try await portal.store.bodies().first { $0.name == "示例市水务局" })
    let password = "another-clerk-password"
    _ = try await portal.store.addUser(
      name: "water", display: "water", role: .clerk, body: other.id, password: try PasswordHash.make(password),
      by: Actor(user: nil, name: "test", at: portal.now))
    let browser = try await portal.browser()
    #expect(try await browser.post("/sign-in", ["name": "water", "password": password]).status == 303)
    for path in ["", "/source", "/annotated", "/corrected", "/opinion"] {
      #expect(try await browser.get("/filings/1" + path).status == 404)
    }
    for path in ["decide", "remark", "submit", "publish"] {
      #expect(try await browser.post("/filings/1/" + path, ["text": "x"]).status == 404)
    }
  }
}
