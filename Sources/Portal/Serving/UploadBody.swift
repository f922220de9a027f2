import Hummingbird
import NIOCore

/// The body of a request that brings files.
enum UploadBody {
  private static let patience = Duration.seconds(120)

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
