import Forms
import Foundation
import Hummingbird
import Store
import Writers

extension Route {
  static let secondFactorPages: [Route] = [
    .get(SecondFactorPages.codePath, .confirm, SecondFactorPages.askForCode),
    .post(SecondFactorPages.codePath, .confirm, SecondFactorPages.signIn),
    .get(SecondFactorPages.enrolPath, .enrol, SecondFactorPages.showEnrolment),
    .post(SecondFactorPages.enrolPath, .enrol, SecondFactorPages.confirm),
    .post("/account/factor/begin", .enrol, SecondFactorPages.begin),
    .get("/account", .account, SecondFactorPages.account),
    .post("/account/factor/codes", .account, SecondFactorPages.renewCodes),
    .post("/account/factor/remove", .account, SecondFactorPages.remove),
  ]
}

/// One-time codes: asked for after the password, begun, and taken away again.
enum SecondFactorPages {
  static let codePath = "/sign-in/code"
  static let enrolPath = "/account/factor"

  // MARK: Signing in

  static func askForCode(_ visit: Visit) async throws -> Response { try codePage(visit, next: visit.query("next")) }

  static func signIn(_ visit: Visit) async throws -> Response {
    let next = visit.form["next"]
    if let fault = try await fault(ofCodeFrom: visit) { return try codePage(visit, next: next, fault) }
    return try await AccountPages.enter(.whole, next, by: visit.actor, visit)
  }

  private static func codePage(_ visit: Visit, next: String, _ fault: String? = nil) throws -> Response {
    let view: View = ["next": Answer.isLocal(next) ? next : "", "fault": fault]
    let frame = Shell.Frame(
      title: visit.say("portal.factor.ask"), width: "wrap slim", status: fault == nil ? .ok : .unprocessableContent)
    return try Shell(visit).page(frame, "code", view)
  }

  /// Why the code of a form is not taken; nil where it is. Wrong ones count like wrong passwords.
  private static func fault(ofCodeFrom visit: Visit) async throws -> String? {
    let user = try visit.user()
    return try await fault(visit, "portal.factor.wrong") {
      try await visit.store.useSecondFactor(of: user.id, code: visit.form["code"], by: visit.actor)
    }
  }

  private static func fault(
    _ visit: Visit, _ words: String, unless isRight: () async throws -> Bool
  ) async throws -> String? {
    let user = try visit.user()
    try visit.services.throttle.count(.signIn, for: visit.address, at: visit.now)
    if let until = try await visit.store.lockedUntil(user.id, at: visit.now) {
      return AccountPages.lockedWords(visit, until: until)
    }
    if try await isRight() { return nil }
    if let until = try await visit.store.countFailure(of: user.id, by: visit.actor) {
      return AccountPages.lockedWords(visit, until: until)
    }
    return visit.say(words)
  }

  // MARK: Beginning

  static func showEnrolment(_ visit: Visit) async throws -> Response { try await enrolmentPage(visit) }

  /// Makes a secret, for whoever knows the password: a session that was left open is not enough.
  static func begin(_ visit: Visit) async throws -> Response {
    let user = try visit.user()
    let password = visit.form.fields["password"] ?? ""
    let fault = try await fault(visit, "portal.factor.wrongPassword") {
      guard password.utf8.count <= AccountPages.longestPassword,
        let known = try await visit.store.credentials(of: user.name, at: visit.now)
      else { return false }
      return await visit.services.passwords.matches(password, known.password)
    }
    if let fault { return try await enrolmentPage(visit, fault) }
    try await visit.store.beginSecondFactor(of: user.id)
    return Answer.redirect(to: enrolPath)
  }

  /// Holds the first code against the secret. From here on the account needs codes; the session begins anew.
  static func confirm(_ visit: Visit) async throws -> Response {
    let user = try visit.user()
    var codes: [String]?
    let fault = try await fault(visit, "portal.factor.wrong") {
      codes = try await visit.store.confirmSecondFactor(of: user.id, code: visit.form["code"], by: visit.actor)
      return codes != nil
    }
    guard fault == nil, let codes else { return try await enrolmentPage(visit, fault) }
    let token = try await AccountPages.enter(.whole, by: visit.actor, visit)
    let caller = Caller(session: try await visit.store.session(token, at: visit.now))
    var response = try codesPage(codes, Shell(services: visit.services, caller: caller, language: visit.language))
    response.headers[.setCookie] = AccountPages.cookie(token, visit)
    return response
  }

  private static func enrolmentPage(_ visit: Visit, _ fault: String? = nil) async throws -> Response {
    let user = try visit.user()
    let factor = try await visit.store.secondFactor(of: user.id)
    if factor?.isConfirmed == true { return Answer.redirect(to: "/account") }
    let secret = factor.map { OneTimeCode.base32($0.secret) }
    let view: View = [
      "fault": fault, "isNeeded": visit.services.needingSecondFactor.contains(user.role),
      "secret": secret.map { secret -> View in
        let letters = Array(secret)
        let groups = stride(from: 0, to: letters.count, by: 4).map {
          String(letters[$0..<min($0 + 4, letters.count)])
        }
        return ["groups": groups.joined(separator: " "), "address": address(secret, user)]
      },
    ]
    let frame = Shell.Frame(
      title: visit.say("portal.factor.title"), width: "wrap slim", status: fault == nil ? .ok : .unprocessableContent)
    return try Shell(visit).page(frame, "factor", view)
  }

  /// What authenticators take a secret from.
  private static func address(_ secret: String, _ user: User) -> String {
    "otpauth://totp/Mingzhang:\(Gate.encoded(user.name))?secret=\(secret)&issuer=Mingzhang"
  }

  private static func codesPage(_ codes: [String], _ shell: Shell) throws -> Response {
    let say = shell.services.catalog(shell.language)
    return try shell.page(Shell.Frame(title: say("portal.factor.codes"), width: "wrap slim"), "codes", ["codes": codes])
  }

  // MARK: The account

  static func account(_ visit: Visit) async throws -> Response { try await accountPage(visit) }

  private static func accountPage(_ visit: Visit, _ fault: String? = nil) async throws -> Response {
    let user = try visit.user()
    let factor = try await visit.store.secondFactor(of: user.id)
    let body = try await visit.store.bodies().first { $0.id == user.body }
    let view: View = [
      "name": user.name, "display": user.display, "role": visit.say("portal.role.\(user.role.rawValue)"),
      "body": body?.name, "fault": fault, "isGuarded": factor?.isConfirmed == true,
      "isNeeded": visit.services.needingSecondFactor.contains(user.role),
      "left": visit.say("portal.factor.left", ["count": String(factor?.codesLeft ?? 0)]),
    ]
    let frame = Shell.Frame(
      title: visit.say("portal.account.title"), width: "wrap slim", done: visit.query("done"),
      status: fault == nil ? .ok : .unprocessableContent)
    return try Shell(visit).page(frame, "account", view)
  }

  static func renewCodes(_ visit: Visit) async throws -> Response {
    if let fault = try await fault(ofCodeFrom: visit) { return try await accountPage(visit, fault) }
    let codes = try await visit.store.renewRecoveryCodes(of: try visit.user().id, by: visit.actor)
    return try codesPage(codes, Shell(visit))
  }

  static func remove(_ visit: Visit) async throws -> Response {
    let user = try visit.user()
    guard !visit.services.needingSecondFactor.contains(user.role) else { throw PortalFailure.badField("factorNeeded") }
    if let fault = try await fault(ofCodeFrom: visit) { return try await accountPage(visit, fault) }
    try await visit.store.removeSecondFactor(of: user.id, by: visit.actor)
    return Answer.redirect(to: "/account?done=factorOff")
  }
}
