import Documents
import Forms
import Foundation
import Hummingbird
import Store
import Workflow
import Writers

/// One request with all that was found out about it: who asks, in which language, for what.
struct Visit: Sendable {
  let services: Services
  let request: Request
  let parameters: Parameters
  let caller: Caller
  let language: Catalog.Language
  let form: FormBody
  let now: Date
  /// The filing that the path names, where it names one.
  let filing: FilingRecord?
  /// Of the client, as far as it is known.
  let address: String

  var store: Store { services.store }
  var say: Catalog { services.catalog(language) }

  var actor: Actor {
    Actor(user: caller.user?.id, name: caller.user?.name ?? "visitor", at: now)
  }

  /// - Throws: `signInNeeded` where nobody is.
  func user() throws -> User {
    guard let user = caller.user else { throw PortalFailure.signInNeeded }
    return user
  }

  /// - Throws: `notFound` where the path has no such number.
  func number(_ name: String) throws -> Int64 {
    guard let text = parameters.get(name), text.count <= 18, let number = Int64(text), number >= 0 else {
      throw PortalFailure.notFound
    }
    return number
  }

  func year() throws -> Int {
    let year = Int(try number("year"))
    guard (2000...2100).contains(year) else { throw PortalFailure.notFound }
    return year
  }

  /// - Throws: `notFound` where the path names none.
  func itsFiling() throws -> FilingRecord {
    guard let filing else { throw PortalFailure.notFound }
    return filing
  }

  func query(_ name: String) -> String {
    request.uri.queryParameters[Substring(name)].map { String(String($0).prefix(200)) } ?? ""
  }

  func target(_ filing: FilingRecord) -> Permission.Target {
    Permission.Target(state: filing.state, isOwn: caller.user?.body == filing.body)
  }

  /// Whether the caller may do something to a filing: for buttons that are shown or not.
  func may(_ action: Action, _ filing: FilingRecord) -> Bool {
    Permission.allows(action, caller.standing, on: target(filing))
  }

  /// Has a task done on a file apart from everything else.
  func work(
    _ task: FileTask, on file: SourceFile, _ options: FileTask.Options = FileTask.Options()
  ) async throws -> [UInt8] {
    try await services.desk.run(task, on: file, catalog: say, options)
  }
}
