import ArgumentParser
import Forms
import Foundation
import Logging
import Portal
import Store

struct ServeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve", abstract: "启动网站 / run the web application",
    discussion: "首次启动时印出设立管理员的一次性链接 / the first start prints a one-time link for the administrator")

  @OptionGroup var data: DataOptions

  @Option(help: "监听地址 / address to listen on")
  var host = "127.0.0.1"

  @Option(help: "端口 / port")
  var port = 8080

  @Flag(help: "只经 HTTPS 访问：Cookie 加 Secure，并发 HSTS / reached by HTTPS only")
  var https = false

  @Flag(help: "前面有反向代理，客户地址见 X-Forwarded-For / a proxy stands before it")
  var proxy = false

  @Option(
    name: .customLong("second-factor"),
    help: "这些角色登录须用动态码，可多次给出 / roles that need one-time codes to sign in: admin, reviewer, clerk; repeatable")
  var secondFactor: [String] = []

  @Flag(help: "用虚构的示例市填充空的数据库 / fill an empty store with an invented city")
  var demo = false

  @Option(help: "日志级别 / log level: debug, info, notice, warning, error")
  var log = "info"

  func validate() throws {
    if Logger.Level(rawValue: log) == nil { throw ValidationError("--log \(log)") }
    for role in secondFactor where Role(rawValue: role) == nil { throw ValidationError("--second-factor \(role)") }
    if !(1...65_535).contains(port) { throw ValidationError("--port \(port)") }
  }

  func run() async throws {
    let store = try data.open()
    let catalog = data.catalog
    var configuration = PortalConfiguration()
    (configuration.host, configuration.port) = (host, port)
    (configuration.isSecure, configuration.isBehindProxy) = (https, proxy)
    configuration.needingSecondFactor = Set(secondFactor.compactMap { Role(rawValue: $0) })
    let level = Logger.Level(rawValue: log) ?? .info
    let logger = Logger(label: "mingzhang-portal") { _ in LineLog(level: level) }
    let portal = try Portal(store: store, files: .embedded, configuration: configuration, logger: logger)
    let address = "http://\(host):\(port)"
    if demo {
      guard let accounts = try await Demonstration(store: store, catalog: catalog).fill() else {
        Console.complain(catalog("portal.demo.full"))
        throw ExitCode(73)
      }
      Console.say(catalog("portal.demo.accounts"))
      for account in accounts { Console.say("  \(account.name)  \(account.password)") }
    }
    if let path = try await FirstStart.path(store) {
      Console.say(catalog("portal.setUp.link", ["link": address + path]))
    }
    Console.say(catalog("portal.listening", ["address": address]))
    try await portal.run()
  }
}
