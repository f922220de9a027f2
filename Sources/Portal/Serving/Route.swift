import Hummingbird
import Store

/// A way into the portal: method and path, the action that it stands for, and who answers.
struct Route: Sendable {
  /// What the path names, so that it can be decided who may act on it before anybody does.
  enum Subject: Sendable, Hashable {
    case nothing
    /// `{filing}`: id of a filing.
    case filing
    /// `{year}` of the caller's own department.
    case ownYear
  }

  var method: HTTPRequest.Method
  var path: String
  var action: Action
  var subject: Subject = .nothing
  /// Bytes of a body that it takes; nil for the few of a form.
  var mostBytes: Int = 64 << 10
  /// Whether failures are told as `application/problem+json`.
  var isAPI = false
  /// Whether its page says nothing but what is public, so that visitors can be shown one that was drawn before.
  var isShelved = false
  var answer: @Sendable (Visit) async throws -> Response

  /// Fields of a form that it takes.
  var mostFields: Int { mostBytes > 64 << 10 ? 8_192 : FormBody.fewFields }

  /// Whether a file comes with it.
  var isUpload: Bool { mostBytes > 1 << 20 }

  /// `GET /departments/{body}/{year}`.
  var name: String { "\(method) \(path)" }
}

extension Route {
  static func get(
    _ path: String, _ action: Action, on subject: Subject = .nothing,
    _ answer: @escaping @Sendable (Visit) async throws -> Response
  ) -> Route {
    Route(method: .get, path: path, action: action, subject: subject, answer: answer)
  }

  /// A page of what is public, and of nothing else: not of the time, nor of who asks.
  static func shelved(_ path: String, _ answer: @escaping @Sendable (Visit) async throws -> Response) -> Route {
    var route = get(path, .look, answer)
    route.isShelved = true
    return route
  }

  static func post(
    _ path: String, _ action: Action, on subject: Subject = .nothing, mostBytes: Int = 64 << 10,
    _ answer: @escaping @Sendable (Visit) async throws -> Response
  ) -> Route {
    Route(method: .post, path: path, action: action, subject: subject, mostBytes: mostBytes, answer: answer)
  }

  /// All of them.
  static let all: [Route] =
    publicPages + accountPages + secondFactorPages + deskPages + composePages + filingPages + boardPages + bulkPages
    + rulePages
    + adminPages + programming
    + operation
}
