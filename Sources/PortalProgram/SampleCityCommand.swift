import ArgumentParser
import Forms
import Foundation
import Portal
import Store

/// Hidden: fills a folder with a great many made-up departments, for measurements.
struct SampleCityCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(commandName: "sample-city", shouldDisplay: false)

  @Argument var count: Int
  @OptionGroup var data: DataOptions

  func validate() throws {
    guard (1...20_000).contains(count) else { throw ValidationError("1...20000") }
  }

  func run() async throws {
    let store = try data.open()
    guard try await !store.hasUsers() else { throw ValidationError("--data") }
    let start = Date()
    let city = SampleCity(store: store, catalog: PackFiles.embedded.catalog(.chinese))
    let password = try await city.fill(count, at: start) { number in
      Console.say("\(number)\t\(Int(Date().timeIntervalSince(start))) s")
    }
    Console.say("password\t\(password)")
  }
}
