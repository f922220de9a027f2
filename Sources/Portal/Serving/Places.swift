/// So many may do something at a time, so many more wait for it; whoever comes then is answered and not collected.
actor Places {
  private let count: Int
  private let mostWaiting: Int
  private var taken = 0
  private var waiting: [CheckedContinuation<Void, Never>] = []

  init(_ count: Int, mostWaiting: Int) {
    (self.count, self.mostWaiting) = (count, mostWaiting)
  }

  /// - Throws: `PortalFailure.busy` where too many wait already; what the work throws.
  func keep<Value: Sendable>(_ work: @Sendable () async throws -> Value) async throws -> Value {
    try await take()
    defer { leave() }
    return try await work()
  }

  struct Load: Equatable {
    var taken: Int
    var waiting: Int
  }

  var load: Load { Load(taken: taken, waiting: waiting.count) }

  private func take() async throws {
    if taken < count {
      taken += 1
      return
    }
    guard waiting.count < mostWaiting else { throw PortalFailure.busy }
    await withCheckedContinuation { waiting.append($0) }
  }

  /// The place goes to whoever waits longest.
  private func leave() {
    if waiting.isEmpty {
      taken -= 1
    } else {
      waiting.removeFirst().resume()
    }
  }
}
