public import Forms
public import Foundation
import Hummingbird
public import Logging
public import Store
import Workflow

/// How a portal is run.
public struct PortalConfiguration: Sendable {
  public var host = "127.0.0.1"
  public var port = 8080
  /// Whether browsers reach it by HTTPS only: cookies are then sent no other way.
  public var isSecure = false
  /// Whether a proxy stands before it, whose `X-Forwarded-For` tells the client.
  public var isBehindProxy = false
  /// Roles whose accounts need a second factor from their next signing in on.
  public var needingSecondFactor: Set<Role> = []

  public init() {}
}

/// The web application: the one place where it is put together.
public struct Portal: Sendable {
  let services: Services
  private let configuration: PortalConfiguration

  /// - Throws: where the embedded templates are broken.
  public init(
    store: Store, files: PackFiles, configuration: PortalConfiguration = PortalConfiguration(), logger: Logger,
    clock: @escaping @Sendable () -> Date = { Date() }
  ) throws {
    let worker = FileWorker()
    try self.init(
      store: store, files: files, configuration: configuration, logger: logger, clock: clock
    ) { task, file, catalog, options throws(FileTaskFailure) in
      try worker.run(task, on: file, catalog: catalog, options)
    }
  }

  /// - Parameter worker: does what is to be done with files.
  init(
    store: Store, files: PackFiles, configuration: PortalConfiguration, logger: Logger,
    clock: @escaping @Sendable () -> Date, worker: @escaping WorkDesk.Worker
  ) throws {
    services = try Services(
      store: store, desk: WorkDesk(places: 2, mostWaiting: 32, worker: worker), files: files,
      configuration: configuration, clock: clock, logger: logger)
    self.configuration = configuration
  }

  /// Every route by way of the gate; whatever no route answers is told as not found.
  func router() -> Router<PortalContext> {
    let router = Router(context: PortalContext.self, options: [.autoGenerateHeadEndpoints])
    let gate = Gate(services: services)
    for route in Route.all {
      router.on(RouterPath(route.path), method: route.method) { request, context in
        await gate.answer(route, request, context)
      }
    }
    let missing = Route.get("(none)", .look) { _ in throw PortalFailure.notFound }
    router.add(middleware: NotFoundMiddleware(gate: gate, route: missing))
    return router
  }

  /// Serves until the process is told to end; answers that are under way are finished first.
  public func run() async throws {
    let address = BindAddress.hostname(configuration.host, port: configuration.port)
    let application = Application(
      router: router(), server: .http1(configuration: .init(idleTimeout: .seconds(60))),
      configuration: ApplicationConfiguration(address: address), logger: services.logger)
    try await application.runService()
  }
}

/// Answers what the router does not know, with the same headers as everything else.
private struct NotFoundMiddleware: RouterMiddleware {
  let gate: Gate
  let route: Route

  func handle(
    _ request: Request, context: PortalContext, next: (Request, PortalContext) async throws -> Response
  ) async throws -> Response {
    do {
      return try await next(request, context)
    } catch let error as HTTPError where error.status == .notFound || error.status == .methodNotAllowed {
      return await gate.answer(route, request, context)
    }
  }
}
