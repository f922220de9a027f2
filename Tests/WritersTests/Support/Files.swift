import Forms
import Foundation
import Testing

/// Files of the repository that tests read.
enum Files {
  static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  static func path(_ path: String) -> String { root.appending(path: path).path }

  static func text(_ path: String) throws -> String {
    try String(contentsOf: root.appending(path: path), encoding: .utf8)
  }

  static func texts(under path: String, suffix: String) throws -> [(name: String, text: String)] {
    try FileManager.default.subpathsOfDirectory(atPath: root.appending(path: path).path)
      .filter { $0.hasSuffix(suffix) }.sorted().map { ($0, try text(path + "/" + $0)) }
  }

  static func catalog(_ language: Catalog.Language = .chinese) throws -> Catalog {
    Catalog(files: try texts(under: "Packs/messages", suffix: ".tsv").map(\.text), language: language)
  }
}

/// Recorded output. `UPDATE_GOLDEN=1` records anew; the diff is the review.
func expectGolden(_ output: String, _ name: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
  let file = Files.root.appending(path: "Tests/Fixtures/reports/\(name)")
  if ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] == "1" {
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try output.write(to: file, atomically: true, encoding: .utf8)
    return
  }
  let recorded = try String(contentsOf: file, encoding: .utf8)
  let pairs = zip(output.split(separator: "\n"), recorded.split(separator: "\n"))
  let difference = pairs.first { $0 != $1 }.map { "\nnow:      \($0)\nrecorded: \($1)" } ?? ""
  #expect(output == recorded, "\(name) changed\(difference)", sourceLocation: sourceLocation)
}
