/// A ZIP file held in memory, as office programs write it: parts stored or deflated, nothing encrypted, no Zip64.
///
/// Nothing is unpacked until it is asked for, and everything that the directory promises is checked before: names,
/// sizes, ratios, and that no two parts share bytes.
public struct Archive: Sendable {
  public struct Entry: Hashable, Sendable {
    public var name: String
    /// Unpacked, in bytes.
    public var size: Int
    var isDeflated: Bool
    var checksum: UInt32
    /// Offset of the local header.
    var start: Int
    /// The packed bytes.
    var data: Range<Int>
    /// Its record in the central directory.
    var record: Range<Int>
  }

  public let bytes: [UInt8]
  /// In the order of the directory.
  public let entries: [Entry]
  /// Where the central directory begins.
  let directory: Int
  private let indices: [String: Int]

  /// - Parameter naming: what the bytes of a name say; office programs write UTF-8, others what their system uses.
  /// - Throws: `OpenXMLFault`; a file that passes can still hold a part whose bytes are damaged.
  public init(
    _ bytes: [UInt8], limits: OpenXMLLimits = OpenXMLLimits(),
    naming: (ArraySlice<UInt8>) -> String = { String(decoding: $0, as: UTF8.self) }
  ) throws(OpenXMLFault) {
    let directory = try CentralDirectory(bytes, limits: limits, naming: naming)
    self.bytes = bytes
    self.directory = directory.start
    entries = directory.entries
    indices = Dictionary(
      directory.entries.enumerated().map { ($1.name.lowercased(), $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// Names of parts do not tell upper from lower case.
  public func entry(_ name: String) -> Entry? {
    indices[name.lowercased()].map { entries[$0] }
  }

  /// The unpacked bytes.
  public func contents(of entry: Entry) throws(OpenXMLFault) -> [UInt8] {
    let contents =
      entry.isDeflated ? Deflate.unpack(bytes[entry.data], size: entry.size) : Array(bytes[entry.data])
    guard let contents, Deflate.checksum(of: contents) == entry.checksum else { throw .damaged(entry.name) }
    return contents
  }
}

/// How much of an office file is looked at; anything beyond refuses the file.
public struct OpenXMLLimits: Sendable, Hashable {
  public var parts = 4_096
  /// Unpacked bytes of one part and of all together.
  public var partBytes = 64 << 20
  public var totalBytes = 256 << 20
  /// Unpacked by packed size; only parts over a megabyte are held to it. XML of long tables reaches 60.
  public var ratio = 400
  /// Elements and texts of one part of XML.
  public var nodes = 4_000_000
  /// Elements inside each other.
  public var depth = 256

  public init() {}
}

/// Why an office file, or one part of it, cannot be read.
public enum OpenXMLFault: Error, Hashable, Sendable {
  /// No ZIP file, or one whose end is missing.
  case notArchive
  case encrypted
  /// Zip64, or packed by another method than DEFLATE.
  case unsupported(String)
  /// Names that a sound file does not have: twice the same, or pointing out of the file.
  case badName(String)
  /// More, larger or deeper than the limits allow; the words say what.
  case tooLarge(String)
  /// A part whose bytes are not what the directory says.
  case damaged(String)
  /// A part that is not there.
  case missing(String)
  /// A part that is not well-formed XML, or declares a document type.
  case badXML(String, at: Int)

  /// What it is about, for a message: the part, the format, the limit.
  public var detail: String {
    switch self {
    case .notArchive: "ZIP"
    case .encrypted: ""
    case .unsupported(let what), .badName(let what), .tooLarge(let what), .damaged(let what), .missing(let what): what
    case .badXML(let part, let offset): "\(part):\(offset)"
    }
  }
}
