import Foundation
import GRDB
import OpenXML

/// Bytes that belong to a version, as they are kept: packed by zlib where that makes them smaller. Pages, reports and facts
/// come to a tenth; office files and PDF are packed already.
struct StoredArtefact: Sendable {
  let name: String
  /// Of what was given.
  let sha256: String
  let bytes: Data
  /// How many bytes come out; nil where they stand as they are.
  let unpacked: Int?

  init(name: String, _ given: [UInt8]) {
    self.name = name
    sha256 = digest(given)
    let packed = Deflate.pack(given)
    if let packed, packed.count < given.count {
      (bytes, unpacked) = (Data(packed), given.count)
    } else {
      (bytes, unpacked) = (Data(given), nil)
    }
  }

  init(_ row: Row) {
    (name, sha256, bytes, unpacked) = (row["name"], row["sha256"], row["bytes"], row["unpacked"])
  }

  func insert(version: Int64, into database: Database) throws {
    try database.execute(
      sql: "INSERT INTO artefact (version, name, sha256, bytes, unpacked) VALUES (?, ?, ?, ?, ?)",
      arguments: [version, name, sha256, bytes, unpacked])
  }

  /// What was given.
  ///
  /// - Throws: `refused` where the bytes are damaged.
  func contents() throws(StoreFailure) -> [UInt8] {
    guard let unpacked else { return [UInt8](bytes) }
    guard let given = Deflate.unpack([UInt8](bytes)[...], size: unpacked) else {
      throw .refused(detail: "artefact \(name) is damaged")
    }
    return given
  }
}
