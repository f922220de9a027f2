import Hummingbird
import Store
import Workflow

/// Why a request has not the answer that was asked for.
enum PortalFailure: Error, Sendable, Equatable {
  case notFound
  /// Signed in, and not allowed to.
  case forbidden
  /// Not signed in; signed in by a password, where more is needed: the path is of the page that asks for it.
  case signInNeeded, halfway(path: String)
  /// A form without its token, or from another site.
  case foreignForm
  /// A field that is missing or wrong; the id of a message says which.
  case badField(String)
  case tooLarge
  /// Too many at once, or too often; the client may come again after so many seconds.
  case busy, tooOften(seconds: Int)
  /// The filing was in another state than the page showed.
  case outOfTurn
  /// The file cannot be taken; the words say why and what to do.
  case file(String)
  /// The store failed; the log has the detail.
  case store(String)

  init(_ failure: StoreFailure) {
    switch failure {
    case .notFound: self = .notFound
    case .outOfTurn: self = .outOfTurn
    case .taken: self = .badField("taken")
    case .inaccessible(_, let detail), .refused(let detail): self = .store(detail)
    }
  }

  init(_ error: any Error) {
    switch error {
    case let failure as PortalFailure: self = failure
    case let failure as StoreFailure: self.init(failure)
    case let failure as FileTaskFailure: self = .file(failure.words)
    case let error as HTTPError where error.status == .contentTooLarge: self = .tooLarge
    default: self = .store("\(error)")
    }
  }

  var status: HTTPResponse.Status {
    switch self {
    case .notFound: .notFound
    case .forbidden, .foreignForm: .forbidden
    case .signInNeeded, .halfway: .unauthorized
    case .badField: .badRequest
    case .tooLarge: .contentTooLarge
    case .busy: .serviceUnavailable
    case .tooOften: .tooManyRequests
    case .outOfTurn: .conflict
    case .file: .unprocessableContent
    case .store: .internalServerError
    }
  }

  /// Id of its words, after `portal.failure.`.
  var id: String {
    switch self {
    case .notFound: "notFound"
    case .forbidden: "forbidden"
    case .signInNeeded: "signInNeeded"
    case .halfway: "halfway"
    case .foreignForm: "foreignForm"
    case .badField: "badField"
    case .tooLarge: "tooLarge"
    case .busy: "busy"
    case .tooOften: "tooOften"
    case .outOfTurn: "outOfTurn"
    case .file: "file"
    case .store: "store"
    }
  }
}
