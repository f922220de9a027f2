import Hummingbird
import Store

extension Route {
  /// For whoever runs the portal.
  static let operation: [Route] = [
    .get("/healthz", .operate) { _ in Answer.text("ok\n") },
    .get("/readyz", .operate) { visit in
      guard await visit.store.isReady() else { throw PortalFailure.busy }
      return Answer.text("ready\n")
    },
    .get("/metrics", .operate) { visit in
      // Counts of requests are nobody else's business.
      guard ["127.0.0.1", "::1", "local"].contains(visit.address) else { throw PortalFailure.notFound }
      return Answer.text(visit.services.metrics.text, type: "text/plain; version=0.0.4; charset=utf-8")
    },
  ]
}
