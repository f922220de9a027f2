import Foundation
import Hummingbird
import Store

/// What the bureau does to several filings at once, each as if it were alone: what is out of turn is left as it is.
enum BoardActions {
  private enum Deed {
    case approve, publish
    case sendBack(String)
    /// To nobody where there is no id.
    case assign(Int64?)

    /// - Throws: `badField` where it is none, or the opinion is missing.
    init(_ visit: Visit) throws {
      switch visit.form["action"] {
      case "approve": self = .approve
      case "publish": self = .publish
      case "return":
        let text = String(visit.form["text"].prefix(FilingPages.longestText))
        guard !text.isEmpty else { throw PortalFailure.badField("text") }
        self = .sendBack(text)
      case "assign": self = .assign(Int64(visit.form["handler"]))
      default: throw PortalFailure.badField("decision")
      }
    }

    var action: Action {
      switch self {
      case .approve, .sendBack: .review
      case .publish: .publish
      case .assign: .assign
      }
    }
  }

  static func act(_ visit: Visit) async throws -> Response {
    let deed = try Deed(visit)
    let ids = visit.form.fields.keys.compactMap { $0.hasPrefix("pick-") ? Int64($0.dropFirst(5)) : nil }.sorted()
    guard !ids.isEmpty else { throw PortalFailure.badField("picks") }
    var done = 0
    for id in ids {
      do {
        // The table of permissions speaks of each.
        let filing = try await visit.store.filing(id)
        guard visit.may(deed.action, filing) else { continue }
        try await perform(deed, on: id, visit)
        done += 1
      } catch StoreFailure.outOfTurn {
        continue
      }
    }
    let filters = visit.form["filters"]
    let isPlain = filters.utf8.allSatisfy { (0x21...0x7E).contains($0) && $0 != 0x23 }
    return Answer.redirect(to: "/board?\(isPlain ? filters : "")&did=\(done)&left=\(ids.count - done)")
  }

  private static func perform(_ deed: Deed, on filing: Int64, _ visit: Visit) async throws {
    switch deed {
    case .approve: try await visit.store.move(filing, from: [.submitted], to: .approved, by: visit.actor)
    case .publish: try await visit.store.publish(filing, by: visit.actor)
    case .sendBack(let text):
      try await visit.store.move(
        filing, from: [.submitted], to: .returned, saying: text, as: .return, by: visit.actor)
    case .assign(let handler): try await visit.store.assign(filing, to: handler, by: visit.actor)
    }
  }
}
