public import Documents
import Foundation
import Readers

/// Takes a file from disk, not more of it than the readers would.
public enum SourceFileLoader {
  /// - Throws: `UnreadableFile` where the file system refuses or the file is too large.
  public static func load(_ path: String) throws(Check.Failure) -> SourceFile {
    let limit = ReadingLimits().bytes
    do {
      let handle = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
      // One byte more than the limit tells the reader that there is more.
      let data = try handle.read(upToCount: limit + 1) ?? Data()
      return SourceFile(name: path, bytes: [UInt8](data))
    } catch {
      throw .unreadable(UnreadableFile(file: path, reason: .inaccessible, detail: error.localizedDescription))
    }
  }
}
