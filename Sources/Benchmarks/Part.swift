import ArgumentParser
import Foundation

/// Work that takes memory, done by a copy of this program.
enum Part: String, ExpressibleByArgument, CaseIterable {
  /// Prints the table of stages of a document: `FILE RUNS`.
  case stages
  /// Writes a hostile file: `NAME FILE`.
  case hostile
  /// Prints what a report in JSON holds: `FILE`.
  case count

  struct Failure: Error, CustomStringConvertible {
    var description: String
  }

  /// - Returns: what the copy printed.
  func ask(_ arguments: [String]) throws -> String {
    let path = NSTemporaryDirectory() + "benchmarks-\(ProcessInfo.processInfo.processIdentifier).out"
    defer { unlink(path) }
    let run = try Program.own().run(["--part", rawValue] + arguments, output: path)
    guard run.end == .exited(0) else { throw Failure(description: "\(rawValue): \(run.complaint)") }
    return String(decoding: try Data(contentsOf: URL(fileURLWithPath: path)), as: UTF8.self)
  }

  /// The copy's side of `ask`.
  func answer(_ arguments: [String]) throws -> String {
    guard let first = arguments.first, let last = arguments.last else {
      throw Failure(description: "\(rawValue) without arguments")
    }
    switch self {
    case .stages:
      return try Stages(first, runs: Int(last) ?? 1).table()
    case .hostile:
      guard let file = HostileFile.all.first(where: { $0.name == first }) else {
        throw Failure(description: "no hostile file \(first)")
      }
      try file.write(last)
      return ""
    case .count:
      let report = try JSONSerialization.jsonObject(with: Data(contentsOf: URL(fileURLWithPath: first)))
      let parts = report as? [String: Any]
      let findings = (parts?["findings"] as? [Any])?.count ?? 0
      let figures = (parts?["coverage"] as? [String: Any])?["numbers"] as? Int ?? 0
      return "report: \(findings) findings, \(figures) figures"
    }
  }
}
