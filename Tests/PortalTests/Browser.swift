import Documents
import Forms
import Foundation
import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import Samples
import Store
import Workflow

@testable import Portal

/// A portal over a store of its own, filled with the invented city; and who uses it. Files are worked on in the same
/// process, so that nothing else has to be built.
final class TestPortal {
  let folder: URL
  let store: Store
  let portal: Portal
  let accounts: [String: String]
  private let responder: RouterResponder<PortalContext>
  private let clock: TestClock

  final class TestClock: @unchecked Sendable {
    private let lock = NSLock()
    static let start = Date(timeIntervalSince1970: 1_790_000_000)
    private var time = start

    var now: Date { lock.withLock { time } }
    func pass(_ seconds: TimeInterval) { lock.withLock { time += seconds } }
  }

  static let worker: WorkDesk.Worker = { task, file, catalog, options throws(FileTaskFailure) in
    try task.run(on: file, files: .embedded, catalog: catalog, options)
  }

  /// - Parameter copy: of a store to begin with, made of the invented city.
  init(
    isSecure: Bool = false, isBehindProxy: Bool = false, isFilled: Bool = true, copy: URL? = nil,
    needingSecondFactor: Set<Role> = []
  ) async throws {
    folder = FileManager.default.temporaryDirectory.appendingPathComponent("portal-" + UUID().uuidString)
    if isFilled {
      let (city, known) = try await Self.city.value
      try Store.restore(copy ?? city, to: folder)
      accounts = known
    } else {
      accounts = [:]
    }
    store = try Store(folder: folder)
    let clock = TestClock()
    self.clock = clock
    var configuration = PortalConfiguration()
    configuration.isSecure = isSecure
    configuration.isBehindProxy = isBehindProxy
    configuration.needingSecondFactor = needingSecondFactor
    var logger = Logger(label: "test")
    logger.logLevel = .critical
    portal = try Portal(
      store: store, files: .embedded, configuration: configuration, logger: logger, clock: { clock.now },
      worker: Self.worker)
    responder = portal.router().buildResponder()
  }

  private struct Source: RequestContextSource {
    var logger: Logger
  }

  /// The invented city, made once: passwords take their time, and so does the check of two disclosures.
  private static let city = Task {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("city-" + UUID().uuidString)
    let store = try Store(folder: folder)
    let demonstration = Demonstration(
      store: store, catalog: PackFiles.embedded.catalog(.chinese), clock: { TestClock.start }, worker: worker)
    let accounts = try await demonstration.fill() ?? []
    let copy = folder.appendingPathComponent("copy.sqlite")
    try store.backUp(to: copy)
    return (copy, Dictionary(uniqueKeysWithValues: accounts.map { ($0.name, $0.password) }))
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  func pass(_ seconds: TimeInterval) { clock.pass(seconds) }
  var now: Date { clock.now }

  /// Somebody's browser, signed in where a name is given.
  func browser(_ name: String? = nil, stage: Session.Stage = .whole) async throws -> Browser {
    let browser = Browser(self)
    if let name, let user = try await store.users().first(where: { $0.name == name }) {
      browser.cookies[Gate.sessionCookie] = try await store.startSession(
        of: user.id, stage: stage, by: Actor(user: user.id, name: name, at: now))
    }
    return browser
  }

  func answer(_ request: Request) async throws -> Response {
    var logger = Logger(label: "test")
    logger[metadataKey: "hb.request.id"] = "1"
    return try await responder.respond(
      to: request, context: PortalContext(source: Source(logger: logger), address: "local"))
  }
}

struct Reply {
  var status: Int
  var headers: HTTPFields
  var bytes: [UInt8]

  var text: String { String(decoding: bytes, as: UTF8.self) }
  var location: String? { headers[.location] }
}

/// Asks as a browser does: keeps cookies, and brings the token of the page's forms back.
final class Browser {
  private let portal: TestPortal
  fileprivate(set) var cookies: [String: String] = [:]

  init(_ portal: TestPortal) {
    self.portal = portal
  }

  func get(_ path: String, _ headers: [String: String] = [:]) async throws -> Reply {
    try await send(.get, path, [], headers)
  }

  /// A form with its token, as if it had been on a page.
  func post(_ path: String, _ fields: [String: String] = [:], _ headers: [String: String] = [:]) async throws -> Reply {
    var fields = fields
    if fields["form_token"] == nil { fields["form_token"] = try await formToken() }
    let body = fields.map { "\(Gate.encoded($0.key))=\(Gate.encoded($0.value))" }.joined(separator: "&")
    var all = ["content-type": "application/x-www-form-urlencoded", "sec-fetch-site": "same-origin"]
    all.merge(headers) { $1 }
    return try await send(.post, path, Array(body.utf8), all)
  }

  func upload(_ path: String, name: String, _ bytes: [UInt8], _ fields: [String: String] = [:]) async throws -> Reply {
    var fields = fields
    if fields["form_token"] == nil { fields["form_token"] = try await formToken() }
    var body: [UInt8] = []
    for (field, value) in fields.sorted(by: { $0.key < $1.key }) {
      body += Array("--XX\r\nContent-Disposition: form-data; name=\"\(field)\"\r\n\r\n\(value)\r\n".utf8)
    }
    body += Array("--XX\r\nContent-Disposition: form-data; name=\"file\"; filename=\"\(name)\"\r\n".utf8)
    body += Array("Content-Type: application/octet-stream\r\n\r\n".utf8) + bytes + Array("\r\n--XX--\r\n".utf8)
    let headers = ["content-type": "multipart/form-data; boundary=XX", "sec-fetch-site": "same-origin"]
    return try await send(.post, path, body, headers)
  }

  private func formToken() async throws -> String {
    guard cookies[Gate.sessionCookie] != nil else { return "" }
    let page = try await get("/")
    let mark = "name=\"form_token\" value=\""
    guard let start = page.text.range(of: mark) else { return "" }
    return String(page.text[start.upperBound...].prefix { $0 != "\"" })
  }

  func send(
    _ method: HTTPRequest.Method, _ path: String, _ body: [UInt8], _ headers: [String: String]
  ) async throws -> Reply {
    var fields = HTTPFields()
    for (name, value) in headers {
      if let name = HTTPField.Name(name) { fields[name] = value }
    }
    if method == .post { fields[.contentLength] = String(body.count) }
    if !cookies.isEmpty { fields[.cookie] = cookies.map { "\($0.key)=\($0.value)" }.joined(separator: "; ") }
    let head = HTTPRequest(method: method, scheme: "http", authority: "portal.test", path: path, headerFields: fields)
    let response = try await portal.answer(Request(head: head, body: RequestBody(buffer: ByteBuffer(bytes: body))))
    for cookie in response.headers[values: .setCookie] {
      let pair = cookie.prefix { $0 != ";" }.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      cookies[String(pair[0])] = cookie.contains("Max-Age=0") ? nil : String(pair[1])
    }
    let collector = Collector()
    try await response.body.write(CollectingWriter(collector: collector))
    return Reply(status: response.status.code, headers: response.headers, bytes: collector.bytes)
  }
}

private final class Collector: @unchecked Sendable {
  var bytes: [UInt8] = []
}

private struct CollectingWriter: ResponseBodyWriter {
  let collector: Collector

  mutating func write(_ buffer: ByteBuffer) async throws { collector.bytes += Array(buffer.readableBytesView) }
  consuming func finish(_ trailingHeaders: HTTPFields?) async throws {}
}

extension SampleFiles {
  static func bytes(_ path: String) -> [UInt8] { Array((text(path) ?? "").utf8) }
}
