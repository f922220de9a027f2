import Documents
import Foundation
import Writers

/// The files of a publication with their digests, `manifest.json`.
struct Manifest: Codable {
  struct File: Codable, Hashable {
    /// Path inside the folder.
    var name: String
    var bytes: Int
    var sha256: String

    init(name: String, contents: [UInt8]) {
      (self.name, bytes, sha256) = (name, contents.count, SHA256.hexadecimal(of: contents))
    }
  }

  var schema = Self.schemaName
  var title: String
  var department: String
  var year: Int
  var pack: String
  var files: [File]

  static let name = "manifest.json"
  static let schemaName = "mingzhang-manifest/1"
  /// A folder of a disclosure holds some thirty.
  static let mostFiles = 1_000

  /// - Returns: nil where the folder has none.
  /// - Throws: `Damaged` for one that is none, or lists more than any disclosure has.
  static func load(from folder: URL) throws(Damaged) -> Manifest? {
    let url = folder.appending(path: name)
    guard FileManager.default.fileExists(atPath: url.path) else { return nil }
    do {
      let manifest = try JSONDecoder().decode(Manifest.self, from: Data(try SourceFileLoader.load(url.path).bytes))
      if manifest.schema == schemaName, manifest.files.count <= mostFiles { return manifest }
    } catch {
      throw Damaged(path: url.path)
    }
    throw Damaged(path: url.path)
  }

  struct Damaged: Error {
    var path: String
  }

  func file(_ name: String) -> File? { files.first { $0.name == name } }
}
