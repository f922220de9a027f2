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
      throw .unreadable(UnreadableFile(file: path, reason: .inaccessible, detail: SystemFault.words(error)))
    }
  }

  /// Takes files from disk that are one disclosure together, as a set.
  ///
  /// - Parameter search: every file that it found is part of the set.
  /// - Throws: `UnreadableFile` where one of them cannot be taken, or they are too large together.
  public static func load(together search: FileSearch, as name: String) throws(Check.Failure) -> SourceFile {
    if search.found.count == 1, !search.found[0].isFromFolder { return try load(search.found[0].path) }
    var files: [SourceFile] = []
    for found in search.found { files.append(SourceFile(name: found.reportName, bytes: try load(found.path).bytes)) }
    do {
      var set = try FileSet.packed(files, as: name)
      set.paths = Dictionary(search.found.map { ($0.reportName, $0.path) }, uniquingKeysWith: { first, _ in first })
      return set
    } catch {
      throw .unreadable(error)
    }
  }
}
