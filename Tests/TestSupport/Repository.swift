public import Foundation

/// Where the tests find their files: from this file's own path, whatever the working directory is.
public enum Repository {
  public static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  public static func file(_ path: String) -> URL { root.appendingPathComponent(path) }

  /// A file of the public documents kept beside the project; nil, said aloud, where they are absent.
  public static func shared(_ path: String) -> URL? {
    let url = root.deletingLastPathComponent().appendingPathComponent("shared").appendingPathComponent(path)
    guard FileManager.default.fileExists(atPath: url.path) else {
      print("skipped: no \(path) beside the project")
      return nil
    }
    return url
  }
}
