import Hummingbird
import NIOCore

/// What is known of a request's connection.
struct PortalContext: RequestContext {
  var coreContext: CoreRequestContextStorage
  /// Of the client, without its port.
  let address: String

  init(source: ApplicationRequestContextSource) {
    self.init(source: source, address: source.channel.remoteAddress?.ipAddress ?? "local")
  }

  init(source: some RequestContextSource, address: String) {
    coreContext = CoreRequestContextStorage(source: source)
    self.address = address
  }
}
