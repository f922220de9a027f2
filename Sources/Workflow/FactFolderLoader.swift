public import Composing
import Foundation

/// Reads a folder of leaf facts from the disk.
public enum FactFolderLoader {
  /// Files of a department are small; more than this is no folder of leaf facts.
  static let largestFile = 8_000_000
  static let mostFiles = 200

  /// A file that cannot be read as text, with why.
  public struct Failure: Error, Sendable {
    public var file: String
    public var detail: String
  }

  public static func isFolder(_ path: String) -> Bool {
    var isFolder: ObjCBool = false
    return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && isFolder.boolValue
  }

  /// - Parameter path: the folder; files whose names begin with a dot are passed over, folders in it too.
  public static func load(_ path: String) throws(Failure) -> FactFolder {
    do {
      let names = try FileManager.default.contentsOfDirectory(atPath: path).filter { !$0.hasPrefix(".") }
      guard names.count <= mostFiles else { throw Failure(file: path, detail: "> \(mostFiles)") }
      var texts: [String: String] = [:]
      for name in names {
        let url = URL(fileURLWithPath: path, isDirectory: true).appendingPathComponent(name)
        let values = try url.resourceValues(forKeys: [.isRegularFileKey, .fileSizeKey])
        guard values.isRegularFile ?? false else { continue }
        guard values.fileSize ?? 0 <= largestFile else { throw Failure(file: name, detail: "> \(largestFile)") }
        texts[name] = try String(contentsOf: url, encoding: .utf8)
      }
      return FactFolder(texts: texts)
    } catch let failure as Failure {
      throw failure
    } catch {
      throw Failure(file: path, detail: SystemFault.words(error))
    }
  }
}
