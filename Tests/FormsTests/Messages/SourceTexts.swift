import Foundation

/// The program's own source files, where the tests run beside them.
enum SourceTexts {
  private static let folder = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("Sources")

  static var exist: Bool { FileManager.default.fileExists(atPath: folder.path) }

  /// Texts by path, comments left out.
  static func all(_ suffix: String) throws -> [String: String] {
    var texts: [String: String] = [:]
    for name in try FileManager.default.subpathsOfDirectory(atPath: folder.path) where name.hasSuffix(suffix) {
      let text = try String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8)
      texts[name] = text.split(separator: "\n", omittingEmptySubsequences: false)
        .filter { !$0.drop { $0 == " " }.hasPrefix("//") }.joined(separator: "\n")
    }
    return texts
  }
}
