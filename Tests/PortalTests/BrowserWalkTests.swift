import Foundation
import Processes
import TestSupport
import Testing

/// The portal as its people walk through it, in a real browser: administrator, clerk, reviewer and citizen, by way of
/// `Browser/walk.py` and the programs that were built.
@Suite struct BrowserWalkTests {
  private static let chromium = "/usr/bin/chromium"

  private static let isPossible: Bool = {
    let hasBrowser = FileManager.default.isExecutableFile(atPath: chromium)
    let isPossible = hasBrowser && program != nil && (try? run("python3", ["-c", "import playwright"]).status) == 0
    if !isPossible { print("skipped: the walk through the portal needs chromium and Python's playwright") }
    return isPossible
  }()

  private static var program: String? {
    RunningProgram.folder.map { $0 + "/mingzhang-portal" }.flatMap {
      FileManager.default.isExecutableFile(atPath: $0) ? $0 : nil
    }
  }

  @Test(.enabled(if: isPossible), .timeLimit(.minutes(15)))
  func everybodyGetsTheirWorkDone() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("walk-" + UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let port = Int.random(in: 20_000..<60_000)
    let portal = Process()
    portal.executableURL = URL(fileURLWithPath: try #require(Self.program))
    portal.arguments = ["serve", "--data", folder.path, "--port", String(port), "--log", "error"]
    let output = Pipe()
    portal.standardOutput = output
    try portal.run()
    defer {
      portal.terminate()
      portal.waitUntilExit()
    }
    var said = ""
    while !said.contains("网站已启动") {
      let data = output.fileHandleForReading.availableData
      try #require(!data.isEmpty, "the portal did not start: \(said)")
      said += String(decoding: data, as: UTF8.self)
    }
    let path = try #require(said.firstMatch(of: #/\/set-up\?token=[A-Za-z0-9_-]+/#)).output
    let arguments = [
      Repository.file("Tests/PortalTests/Browser/walk.py").path, "http://127.0.0.1:\(port)", String(path),
      Repository.file("Samples/archive-2024.md").path, Repository.file("Samples/archive-2024-slips.md").path,
    ]
    let walk = try Self.run("python3", arguments)
    #expect(walk.status == 0, "\(walk.output)")
    #expect(walk.output.contains("done clerk_composes"))
  }

  private static func run(_ name: String, _ arguments: [String]) throws -> (status: Int32, output: String) {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = [name] + arguments
    let output = Pipe()
    (process.standardOutput, process.standardError) = (output, output)
    try process.run()
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: data, as: UTF8.self))
  }
}
