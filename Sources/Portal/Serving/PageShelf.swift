import HTTPTypes
import Hummingbird
import NIOCore
import Synchronization

/// Public pages as they were drawn for visitors, until something else becomes public.
///
/// A page depends on what is public alone, which only grows: the number of the last publication says whether what was
/// drawn still holds, also where another process published.
final class PageShelf: Sendable {
  struct Page: Sendable {
    var status: HTTPResponse.Status
    var headers: HTTPFields
    var body: ByteBuffer
  }

  private struct Kept {
    var revision: Int64 = -1
    var pages: [String: Page] = [:]
    var bytes = 0
  }

  private let kept = Mutex(Kept())
  /// Of one page, and of all; when all are full everything is let go.
  private static let mostOfOne = 512 << 10
  private static let most = 48 << 20

  func page(_ key: String, at revision: Int64) -> Page? {
    kept.withLock { $0.revision == revision ? $0.pages[key] : nil }
  }

  func keep(_ page: Page, as key: String, at revision: Int64) {
    let size = page.body.readableBytes + key.utf8.count
    guard size <= Self.mostOfOne else { return }
    kept.withLock { kept in
      // Whoever drew slowly does not put an older page over a newer.
      guard revision >= kept.revision else { return }
      if kept.revision != revision || kept.bytes + size > Self.most { kept = Kept(revision: revision) }
      if kept.pages.updateValue(page, forKey: key) == nil { kept.bytes += size }
    }
  }
}

/// The bytes of a page that was just drawn.
final class PageCollector: ResponseBodyWriter {
  private(set) var buffer = ByteBuffer()

  func write(_ buffer: ByteBuffer) async throws { self.buffer.writeImmutableBuffer(buffer) }
  consuming func finish(_ trailingHeaders: HTTPFields?) async throws {}
}
