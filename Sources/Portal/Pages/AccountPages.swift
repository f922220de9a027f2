import Forms
import Foundation
import Hummingbird
import Store
import Writers

extension Route {
  static let accountPages: [Route] = [
    .get("/set-up", .setUp, AccountPages.showSetUp),
    .post("/set-up", .setUp, AccountPages.setUp),
    .get("/sign-in", .signIn, AccountPages.showSignIn),
    .post("/sign-in", .signIn, AccountPages.signIn),
    .post("/sign-out", .signOut, AccountPages.signOut),
  ]
}

/// Signing in and out, and the first account.
enum AccountPages {
  static let shortestPassword = 12
  static let longestPassword = 128

  // MARK: The first account

  static func showSetUp(_ visit: Visit) async throws -> Response {
    guard try await isRightToken(visit.query("token"), visit) else { throw PortalFailure.notFound }
    return try setUpPage(visit, token: visit.query("token"))
  }

  static func setUp(_ visit: Visit) async throws -> Response {
    try visit.services.throttle.count(.signIn, for: visit.address, at: visit.now)
    let token = visit.form["token"]
    guard try await isRightToken(token, visit) else { throw PortalFailure.notFound }
    if let fault = fault(of: visit.form.fields["password"] ?? "") { return try setUpPage(visit, token: token, fault) }
    guard isName(visit.form["name"]) else { return try setUpPage(visit, token: token, "name") }
    let password = try await visit.services.passwords.make(visit.form.fields["password"] ?? "")
    let name = visit.form["name"]
    _ = try await visit.store.addUser(
      name: name, display: name, role: .admin, body: nil, password: password,
      by: Actor(user: nil, name: "set-up", at: visit.now))
    try await visit.store.set(SetUp.setting, to: nil)
    return Answer.redirect(to: "/sign-in")
  }

  private static func isRightToken(_ token: String, _ visit: Visit) async throws -> Bool {
    guard let kept = try await visit.store.setting(SetUp.setting) else { return false }
    return SecureToken.areEqual(Array(digest(Array(token.utf8)).utf8), Array(kept.utf8))
  }

  private static func setUpPage(_ visit: Visit, token: String, _ fault: String? = nil) throws -> Response {
    let view: View = ["token": token, "fault": fault.map { visit.say("portal.field.\($0)") }]
    let frame = Shell.Frame(
      title: visit.say("portal.setUp.title"), width: "wrap slim", status: fault == nil ? .ok : .badRequest)
    return try Shell(visit).page(frame, "set-up", view)
  }

  /// Why a new password is not taken; nil where it is. Length is what counts (NIST SP 800-63B).
  static func fault(of password: String) -> String? {
    if password.count < shortestPassword { return "shortPassword" }
    if password.utf8.count > longestPassword { return "longPassword" }
    return Set(password).count < 5 ? "simplePassword" : nil
  }

  static func isName(_ name: String) -> Bool { name.wholeMatch(of: #/[\p{L}\p{N}._-]{2,64}/#) != nil }

  // MARK: Signing in

  static func showSignIn(_ visit: Visit) async throws -> Response {
    try signInPage(visit, next: visit.query("next"))
  }

  static func signIn(_ visit: Visit) async throws -> Response {
    try visit.services.throttle.count(.signIn, for: visit.address, at: visit.now)
    let name = String(visit.form["name"].prefix(64))
    let password = visit.form.fields["password"] ?? ""
    let who = Actor(user: nil, name: visit.address, at: visit.now)
    guard password.utf8.count <= longestPassword else { return try wrong(visit) }
    guard let known = try await visit.store.credentials(of: name, at: visit.now) else {
      _ = await visit.services.passwords.matches(password, PasswordHash.nobody)
      try await visit.store.note("session.unknown", subject: String(name.prefix(64)), by: who)
      return try wrong(visit)
    }
    if let until = known.lockedUntil { return try locked(visit, until: until) }
    guard await visit.services.passwords.matches(password, known.password) else {
      if let until = try await visit.store.countFailure(of: known.user, by: who) {
        return try locked(visit, until: until)
      }
      return try wrong(visit)
    }
    let next = visit.form["next"]
    let own = Actor(user: known.user, name: name, at: visit.now)
    if try await visit.store.secondFactor(of: known.user)?.isConfirmed == true {
      return try await enter(.code, SecondFactorPages.codePath + "?next=" + Gate.encoded(next), by: own, visit)
    }
    if visit.services.needingSecondFactor.contains(known.role) {
      return try await enter(.enrol, SecondFactorPages.enrolPath, by: own, visit)
    }
    return try await enter(.whole, next, by: own, visit)
  }

  /// Begins a session, in the place of the one that the browser had.
  static func enter(
    _ stage: Session.Stage, _ path: String, by actor: Actor, _ visit: Visit
  ) async throws -> Response {
    var response = Answer.redirect(to: path)
    response.headers[.setCookie] = cookie(try await enter(stage, by: actor, visit), visit)
    return response
  }

  /// - Returns: the token for the cookie.
  static func enter(_ stage: Session.Stage, by actor: Actor, _ visit: Visit) async throws -> String {
    if let old = visit.request.cookies[Gate.sessionCookie]?.value { try await visit.store.endSession(old, by: actor) }
    guard let user = actor.user else { throw PortalFailure.signInNeeded }
    return try await visit.store.startSession(of: user, stage: stage, by: actor)
  }

  static func signOut(_ visit: Visit) async throws -> Response {
    if let token = visit.request.cookies[Gate.sessionCookie]?.value {
      try await visit.store.endSession(token, by: visit.actor)
    }
    var response = Answer.redirect(to: "/")
    response.headers[.setCookie] = cookie("", visit) + "; Max-Age=0"
    return response
  }

  /// Not read by scripts, not sent by other sites, gone with the browser.
  static func cookie(_ token: String, _ visit: Visit) -> String {
    let secure = visit.services.isSecure ? "; Secure" : ""
    return "\(Gate.sessionCookie)=\(token); Path=/; HttpOnly; SameSite=Lax\(secure)"
  }

  private static func wrong(_ visit: Visit) throws -> Response {
    try signInPage(visit, next: visit.form["next"], visit.say("portal.signIn.wrong"))
  }

  private static func locked(_ visit: Visit, until: Date) throws -> Response {
    try signInPage(visit, next: visit.form["next"], lockedWords(visit, until: until))
  }

  static func lockedWords(_ visit: Visit, until: Date) -> String {
    let minutes = max(1, Int((until.timeIntervalSince(visit.now) / 60).rounded(.up)))
    return visit.say("portal.signIn.locked", ["minutes": String(minutes)])
  }

  private static func signInPage(_ visit: Visit, next: String, _ fault: String? = nil) throws -> Response {
    let view: View = ["next": Answer.isLocal(next) ? next : "", "fault": fault]
    let frame = Shell.Frame(
      title: visit.say("portal.signIn.title"), width: "wrap slim", status: fault == nil ? .ok : .unauthorized)
    return try Shell(visit).page(frame, "sign-in", view)
  }
}

/// The link by which the first account is made.
enum SetUp {
  /// Name of the setting that holds the digest of its token.
  static let setting = "set-up"
}
