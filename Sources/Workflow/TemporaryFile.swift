import Foundation
import Writers

/// libxlsxwriter writes to a path; a folder of our own that nobody else sees.
enum TemporaryFile {
  static func written(_ write: (String) throws(SheetFailure) -> Void) throws -> [UInt8] {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    try FileManager.default.createDirectory(
      at: folder, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.appendingPathComponent("answer.xlsx").path
    try write(path)
    return [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
  }
}
