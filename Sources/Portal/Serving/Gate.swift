import Logging
import Forms
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import Store

/// Lets a request through to its route: finds out who asks, holds forms against their token and the action against the
/// table of permissions, and turns what goes wrong into an answer.
struct Gate: Sendable {
  let services: Services

  static let sessionCookie = "mingzhang_session"
  static let languageCookie = "mingzhang_lang"

  func answer(_ route: Route, _ request: Request, _ context: PortalContext) async -> Response {
    let start = services.clock()
    let client = client(of: request, context)
    let language = Self.language(of: request)
    var caller = Caller()
    var response: Response
    do {
      caller = try await self.caller(of: request, at: start)
      response = try await admit(route, request, context, caller, language, client, at: start)
    } catch {
      response = refuse(PortalFailure(error), route: route, request, caller, language)
    }
    let isPrivate = caller.session != nil || response.headers[.setCookie] != nil
    SecurityHeaders.add(to: &response.headers, isSecure: services.isSecure, isPrivate: isPrivate)
    keepLanguage(request, &response)
    log(route, client, caller, response, since: start)
    return response
  }

  /// Behind a proxy, who it says it speaks for: the last of the list is the one that the proxy itself added.
  private func client(of request: Request, _ context: PortalContext) -> String {
    guard services.isBehindProxy, let name = HTTPField.Name("X-Forwarded-For"),
      let last = request.headers[name]?.split(separator: ",").last
    else { return context.address }
    return String(last.trimmingCharacters(in: .whitespaces).prefix(64))
  }

  private func caller(of request: Request, at now: Date) async throws -> Caller {
    guard let token = request.cookies[Self.sessionCookie]?.value else { return Caller() }
    return Caller(session: try await services.store.session(token, at: now))
  }

  private func admit(
    _ route: Route, _ request: Request, _ context: PortalContext, _ caller: Caller, _ language: Catalog.Language,
    _ client: String, at now: Date
  ) async throws -> Response {
    if route.method == .post, isForeign(request) { throw PortalFailure.foreignForm }
    // Who can never do it is told before anything is read.
    guard Permission.mayEver(route.action, caller.standing) else { throw refusal(of: caller) }
    let filing = try await filing(route, context, caller)
    let target =
      route.subject == .nothing
      ? nil
      : Permission.Target(
        state: filing?.state, isOwn: route.subject == .ownYear || caller.user?.body == filing?.body)
    guard Permission.allows(route.action, caller.standing, on: target) else {
      throw try reason(route, caller, target)
    }
    let isShelved = route.isShelved && caller.session == nil && request.uri.queryParameters["lang"] == nil
    if isShelved { return try await shelved(route, request, context, language, client, at: now) }
    if route.action == .check { try services.throttle.count(.check, for: client, at: now) }
    let answer = { @Sendable in
      let form = try await form(route, request, caller)
      let visit = Visit(
        services: services, request: request, parameters: context.parameters, caller: caller, language: language,
        form: form, now: now, filing: filing, address: client)
      return try await route.answer(visit)
    }
    return route.isUpload ? try await services.uploads.keep(answer) : try await answer()
  }

  /// A visitor's page of what is public: as it was drawn before, where nothing has become public since.
  private func shelved(
    _ route: Route, _ request: Request, _ context: PortalContext, _ language: Catalog.Language, _ client: String,
    at now: Date
  ) async throws -> Response {
    let revision = try await services.store.publicRevision()
    let key = language.rawValue + " " + request.uri.string
    if let page = services.shelf.page(key, at: revision) {
      return Response(status: page.status, headers: page.headers, body: ResponseBody(byteBuffer: page.body))
    }
    let visit = Visit(
      services: services, request: request, parameters: context.parameters, caller: Caller(), language: language,
      form: FormBody(), now: now, filing: nil, address: client)
    let response = try await route.answer(visit)
    let writer = PageCollector()
    try await response.body.write(writer)
    let page = PageShelf.Page(status: response.status, headers: response.headers, body: writer.buffer)
    services.shelf.keep(page, as: key, at: revision)
    return Response(status: page.status, headers: page.headers, body: ResponseBody(byteBuffer: page.body))
  }

  private func filing(_ route: Route, _ context: PortalContext, _ caller: Caller) async throws -> FilingRecord? {
    switch route.subject {
    case .nothing: return nil
    case .filing:
      guard let id = context.parameters.get("filing").flatMap(Int64.init) else { throw PortalFailure.notFound }
      return try await services.store.filing(id)
    case .ownYear:
      guard let body = caller.user?.body, let year = context.parameters.get("year").flatMap(Int.init),
        (2000...2100).contains(year)
      else { throw PortalFailure.notFound }
      return try await services.store.filing(body: body, year: year)
    }
  }

  private func refusal(of caller: Caller) -> PortalFailure {
    switch caller.standing {
    case .visitor: .signInNeeded
    case .unconfirmed: .halfway(path: SecondFactorPages.codePath)
    case .unenrolled: .halfway(path: SecondFactorPages.enrolPath)
    case .clerk, .reviewer, .admin: .forbidden
    }
  }

  /// A filing that the caller may not even read does not exist for them; one in another state is out of turn.
  private func reason(_ route: Route, _ caller: Caller, _ target: Permission.Target?) throws -> PortalFailure {
    guard let target, Permission.allows(.read, caller.standing, on: target) || route.subject == .ownYear else {
      return .notFound
    }
    return .outOfTurn
  }

  // MARK: Forms

  /// Whether a browser says that another site made the request.
  private func isForeign(_ request: Request) -> Bool {
    func header(_ name: String) -> String? { HTTPField.Name(name).flatMap { request.headers[$0] } }
    if let site = header("Sec-Fetch-Site"), site != "same-origin", site != "none" { return true }
    guard let origin = header("Origin"), let host = request.head.authority else { return false }
    return origin.split(separator: "/").last.map(String.init) != host
  }

  /// Requests that change something are forms of our own, which bring the session's token back.
  private func form(_ route: Route, _ request: Request, _ caller: Caller) async throws -> FormBody {
    guard route.method == .post else { return FormBody() }
    if let length = request.headers[.contentLength].flatMap(Int.init), length > route.mostBytes {
      throw PortalFailure.tooLarge
    }
    let buffer = try await UploadBody.collect(request.body, upTo: route.mostBytes)
    let form = try FormBody(
      Array(buffer.readableBytesView), type: request.headers[.contentType] ?? "", mostFields: route.mostFields)
    if let session = caller.session {
      guard SecureToken.areEqual(Array(form["form_token"].utf8), Array(session.formToken.utf8)) else {
        throw PortalFailure.foreignForm
      }
    }
    return form
  }

  // MARK: Refusals

  private func refuse(
    _ failure: PortalFailure, route: Route, _ request: Request, _ caller: Caller, _ language: Catalog.Language
  ) -> Response {
    if case .store(let detail) = failure {
      services.logger.error("store", metadata: ["route": "\(route.name)", "detail": "\(detail)"])
    }
    let say = services.catalog(language)
    if route.isAPI { return Problem(failure, say).response }
    if failure == .signInNeeded, route.method == .get {
      return Answer.redirect(to: "/sign-in?next=" + Self.encoded(request.uri.string))
    }
    if case .halfway(let path) = failure, route.method == .get {
      return Answer.redirect(to: path + "?next=" + Self.encoded(request.uri.string))
    }
    return FailurePage.answer(failure, services: services, caller, language)
  }

  static func encoded(_ text: String) -> String {
    text.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
  }

  // MARK: Language

  private static func language(of request: Request) -> Catalog.Language {
    let asked = request.uri.queryParameters["lang"].map(String.init) ?? request.cookies[languageCookie]?.value
    return asked.flatMap(Catalog.Language.init) ?? .chinese
  }

  /// A language that was asked for stays for the browser's session.
  private func keepLanguage(_ request: Request, _ response: inout Response) {
    guard let asked = request.uri.queryParameters["lang"].map(String.init),
      Catalog.Language(rawValue: asked) != nil
    else { return }
    let secure = services.isSecure ? "; Secure" : ""
    response.headers.append(
      HTTPField(
        name: .setCookie, value: "\(Self.languageCookie)=\(asked); Path=/; HttpOnly; SameSite=Lax\(secure)"))
  }

  // MARK: Log

  private func log(_ route: Route, _ client: String, _ caller: Caller, _ response: Response, since start: Date) {
    let seconds = services.clock().timeIntervalSince(start)
    services.metrics.count(route: route.name, status: response.status.code, seconds: seconds)
    services.logger.info(
      "request",
      metadata: [
        "route": "\(route.name)", "status": "\(response.status.code)", "ms": "\(Int(seconds * 1000))",
        "user": "\(caller.user?.name ?? "-")", "client": "\(client)",
      ])
  }
}
