public import Documents

/// Several files as one run of bytes, on the way between the portal and the process that works on them: each its name and
/// its bytes, with the lengths before them. Not a format for people.
public struct FileBundle: Sendable {
  public var files: [SourceFile]
  /// Names of files that were left out as being no disclosures.
  public var passedOver: [String] = []

  public init(_ files: [SourceFile], passedOver: [String] = []) {
    (self.files, self.passedOver) = (files, passedOver)
  }

  /// - Returns: nil where the bytes are none.
  public init?(bytes: [UInt8]) {
    files = []
    var at = 0
    while at < bytes.count {
      guard let name = Self.part(of: bytes, &at), let content = Self.part(of: bytes, &at) else { return nil }
      let text = String(decoding: name, as: UTF8.self)
      if text.hasPrefix(Self.mark) {
        passedOver.append(String(text.dropFirst()))
      } else {
        files.append(SourceFile(name: text, bytes: Array(content)))
      }
    }
  }

  public var bytes: [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(files.reduce(0) { $0 + $1.bytes.count + $1.name.utf8.count + 16 })
    for file in files + passedOver.map({ SourceFile(name: Self.mark + $0, bytes: []) }) {
      for part in [Array(file.name.utf8), file.bytes] {
        withUnsafeBytes(of: UInt64(part.count).littleEndian) { bytes += $0 }
        bytes += part
      }
    }
    return bytes
  }

  /// Before the name of a file that was left out; no name begins with it.
  private static let mark = "\u{0}"

  private static func part(of bytes: [UInt8], _ at: inout Int) -> ArraySlice<UInt8>? {
    guard at + 8 <= bytes.count else { return nil }
    let count = bytes[at..<(at + 8)].reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    at += 8
    guard count <= UInt64(bytes.count - at) else { return nil }
    defer { at += Int(count) }
    return bytes[at..<(at + Int(count))]
  }
}
