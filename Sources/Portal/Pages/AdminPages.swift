import Forms
import Foundation
import Hummingbird
import Store
import Writers

extension Route {
  static let adminPages: [Route] = [
    .get("/admin", .administer, AdminPages.show),
    .post("/admin/bodies", .administer, AdminPages.addBodies),
    .post("/admin/units", .administer, AdminPages.addUnits),
    .post("/admin/users", .administer, AdminPages.addUser),
    .post("/admin/users/{user}/password", .administer, AdminPages.setPassword),
    .post("/admin/users/{user}/active", .administer, AdminPages.setActive),
    .post("/admin/users/{user}/factor", .administer, AdminPages.removeSecondFactor),
    .get("/admin/trail", .administer, AdminPages.trail),
  ]
}

/// Accounts and bodies, and the trail of who did what.
enum AdminPages {
  static func show(_ visit: Visit) async throws -> Response {
    let (bodies, users) = (try await visit.store.bodies(), try await visit.store.users())
    let guarded = try await visit.store.usersWithSecondFactor()
    let names = Dictionary(uniqueKeysWithValues: bodies.map { ($0.id, $0.name) })
    let view: View = [
      "users": users.map { user in
        [
          "id": String(user.id), "name": user.name, "display": user.display,
          "role": visit.say("portal.role.\(user.role.rawValue)"), "body": user.body.flatMap { names[$0] },
          "isActive": user.isActive, "isSelf": user.id == visit.caller.user?.id,
          "isGuarded": guarded.contains(user.id),
        ] as View
      },
      "roles": Role.allCases.map { ["id": $0.rawValue, "name": visit.say("portal.role.\($0.rawValue)")] as View },
      "departments": bodies.filter { $0.kind == .department }.map { ["id": String($0.id), "name": $0.name] as View },
      "governments": bodies.filter { $0.kind == .government }.map { ["id": String($0.id), "name": $0.name] as View },
      "units": units(bodies), "hasUnits": bodies.contains { $0.kind == .unit },
      "count": visit.say("portal.admin.departments", ["count": String(bodies.count { $0.kind == .department })]),
    ]
    let frame = Shell.Frame(title: visit.say("portal.admin.title"), current: "admin", done: visit.query("done"))
    return try Shell(visit).page(frame, "admin", view)
  }

  /// A government by name, and departments under it, one a line.
  static func addBodies(_ visit: Visit) async throws -> Response {
    let government = String(visit.form["government"].prefix(100))
    guard !government.isEmpty else { throw PortalFailure.badField("government") }
    let names = try names(visit.form["departments"])
    let root = try await visit.store.body(named: government, .government, under: nil, by: visit.actor)
    for name in names {
      _ = try await visit.store.body(named: name, .department, under: root.id, by: visit.actor)
    }
    return Answer.redirect(to: "/admin?done=added")
  }

  /// Departments with their units, as far as they have any.
  private static func units(_ bodies: [Body]) -> [View] {
    let units = Dictionary(grouping: bodies.filter { $0.kind == .unit }, by: { $0.parent })
    return bodies.filter { $0.kind == .department }.compactMap { department in
      units[department.id].map { units in
        ["name": department.name, "count": units.count, "units": units.map { ["name": $0.name] as View }]
      }
    }
  }

  /// Units under a department, one a line.
  static func addUnits(_ visit: Visit) async throws -> Response {
    guard let id = Int64(visit.form["department"]), try await visit.store.body(id).kind == .department else {
      throw PortalFailure.badField("department")
    }
    let names = try names(visit.form["units"])
    guard !names.isEmpty else { throw PortalFailure.badField("departments") }
    for name in names { _ = try await visit.store.body(named: name, .unit, under: id, by: visit.actor) }
    return Answer.redirect(to: "/admin?done=added")
  }

  private static func names(_ lines: String) throws -> [String] {
    let names = lines.split(whereSeparator: \.isNewline)
      .map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty }
    guard names.count <= 500, names.allSatisfy({ $0.count <= 100 }) else { throw PortalFailure.badField("departments") }
    return names
  }

  static func addUser(_ visit: Visit) async throws -> Response {
    let form = visit.form
    guard let role = Role(rawValue: form["role"]) else { throw PortalFailure.badField("role") }
    guard AccountPages.isName(form["name"]) else { throw PortalFailure.badField("name") }
    let body = role == .clerk ? Int64(form["body"]) : nil
    if role == .clerk {
      guard let body, try await visit.store.body(body).kind != .government else { throw PortalFailure.badField("body") }
    }
    let display = form["display"].isEmpty ? form["name"] : String(form["display"].prefix(64))
    _ = try await visit.store.addUser(
      name: form["name"], display: display, role: role, body: body, password: try await password(visit),
      by: visit.actor)
    return Answer.redirect(to: "/admin?done=added")
  }

  static func setPassword(_ visit: Visit) async throws -> Response {
    try await visit.store.setPassword(of: try visit.number("user"), to: try await password(visit), by: visit.actor)
    return Answer.redirect(to: "/admin?done=changed")
  }

  /// For somebody who lost both the authenticator and the recovery codes. One's own goes by one's own page, with a code.
  static func removeSecondFactor(_ visit: Visit) async throws -> Response {
    let user = try visit.number("user")
    guard user != visit.caller.user?.id else { throw PortalFailure.badField("ownFactor") }
    try await visit.store.removeSecondFactor(of: user, by: visit.actor)
    return Answer.redirect(to: "/admin?done=changed")
  }

  static func setActive(_ visit: Visit) async throws -> Response {
    let user = try visit.number("user")
    // Nobody locks the door behind themselves.
    guard user != visit.caller.user?.id else { throw PortalFailure.badField("self") }
    try await visit.store.setActive(visit.form["active"] == "yes", user: user, by: visit.actor)
    return Answer.redirect(to: "/admin?done=changed")
  }

  private static func password(_ visit: Visit) async throws -> String {
    let password = visit.form.fields["password"] ?? ""
    if let fault = AccountPages.fault(of: password) { throw PortalFailure.badField(fault) }
    return try await visit.services.passwords.make(password)
  }

  /// What was done, in words where there are any.
  private static func words(of action: String, _ say: Catalog) -> String {
    let id = "portal.event.\(action)"
    let words = say(id)
    return words == id ? action : words
  }

  static func trail(_ visit: Visit) async throws -> Response {
    let before = Int64(visit.query("before"))
    let events = try await visit.store.events(before: before, limit: 100)
    let broken = before == nil ? try await visit.store.firstBrokenEvent() : nil
    let wording = Wording(say: visit.say)
    let view: View = [
      "events": events.map { event in
        [
          "number": String(event.number), "time": wording.time(event.at), "actor": event.actor,
          "action": words(of: event.action, visit.say),
          "subject": event.subject, "detail": String(event.detail.prefix(80)), "hash": String(event.hash.prefix(16)),
        ] as View
      },
      "isFirst": before == nil,
      "broken": broken.map { visit.say("portal.trail.broken", ["number": String($0)]) },
      "next": events.count == 100 ? events.last.map { String($0.number) } : nil,
    ]
    return try Shell(visit).page(
      Shell.Frame(title: visit.say("portal.trail.title"), current: "admin", width: "wrap wide"), "trail", view)
  }
}
