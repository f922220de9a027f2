import Foundation
import Store
import Synchronization

/// Counts what each client does in a while, so that guesses and floods are slowed.
final class Throttle: Sendable {
  struct Limit: Sendable {
    var name: String
    var count: Int
    var seconds: Double

    static let signIn = Limit(name: "sign-in", count: 20, seconds: 600)
    static let check = Limit(name: "check", count: 30, seconds: 600)
    static let search = Limit(name: "search", count: 120, seconds: 60)
  }

  private struct Window {
    var start: Date
    var count: Int
  }

  private let windows = Mutex<[String: Window]>([:])
  private static let mostClients = 20_000

  /// - Throws: `tooOften` with the seconds that are left.
  func count(_ limit: Limit, for client: String, at now: Date) throws {
    let wait = windows.withLock { windows -> Int? in
      let key = limit.name + " " + client
      var window = windows[key] ?? Window(start: now, count: 0)
      if now.timeIntervalSince(window.start) >= limit.seconds { window = Window(start: now, count: 0) }
      window.count += 1
      if windows[key] == nil, windows.count >= Self.mostClients {
        windows = windows.filter { now.timeIntervalSince($0.value.start) < 600 }
        // A flood from everywhere: whoever comes new starts a table of their own.
        if windows.count >= Self.mostClients { windows = [:] }
      }
      windows[key] = window
      guard window.count > limit.count else { return nil }
      return max(1, Int(limit.seconds - now.timeIntervalSince(window.start)))
    }
    if let wait { throw PortalFailure.tooOften(seconds: wait) }
  }
}

/// Makes and compares passwords one at a time: each takes 32 MB and a tenth of a second.
actor PasswordDesk {
  func make(_ password: String) throws -> String { try PasswordHash.make(password) }
  func matches(_ password: String, _ kept: String) -> Bool { PasswordHash.matches(password, kept) }
}
