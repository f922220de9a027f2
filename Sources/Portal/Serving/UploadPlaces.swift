import Hummingbird
import NIOCore

/// How many large bodies are in memory at a time, and for how long one may take to come.
///
/// A place is kept until the request is answered, as long as the file is held. Whoever comes when all are taken waits
/// with nothing read yet; the network holds what they send.
actor UploadPlaces {
  private static let patience = Duration.seconds(120)
  private let count: Int
  private let mostWaiting: Int
  private var taken = 0
  private var waiting: [CheckedContinuation<Void, Never>] = []

  init(count: Int = 8, mostWaiting: Int = 64) {
    (self.count, self.mostWaiting) = (count, mostWaiting)
  }

  /// - Throws: `PortalFailure.busy` where too many wait already.
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

  /// A body of at most so many bytes.
  ///
  /// - Throws: `tooLarge`; `badField` where it does not come in time.
  static func collect(_ body: RequestBody, upTo limit: Int) async throws -> ByteBuffer {
    try await withThrowingTaskGroup(of: ByteBuffer?.self) { group in
      group.addTask {
        do {
          return try await body.collect(upTo: limit)
        } catch is NIOTooManyBytesError {
          throw PortalFailure.tooLarge
        }
      }
      group.addTask {
        try await Task.sleep(for: patience)
        return nil
      }
      defer { group.cancelAll() }
      guard let buffer = try await group.next() ?? nil else { throw PortalFailure.badField("slow") }
      guard buffer.readableBytes <= limit else { throw PortalFailure.tooLarge }
      return buffer
    }
  }
}
