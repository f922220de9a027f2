/// A file on its way to a reader.
public struct SourceFile: Sendable {
  /// As the user named it; used in messages only.
  public var name: String
  public var bytes: [UInt8]
  /// Of a set that was put together from files on disk: their paths, by their names in it.
  public var paths: [String: String] = [:]

  public init(name: String, bytes: [UInt8]) {
    self.name = name
    self.bytes = bytes
  }
}

public enum FileFormat: String, Sendable, Hashable {
  case markdown
  case html
  case docx
  case xlsx
  case xls
  /// A picture of a page.
  case image
  case pdf
  /// Several files that are one disclosure, packed as ZIP.
  case set
}

/// What a reader made of a file: the document, and what it had to assume or could not place.
public struct Reading: Sendable {
  public var format: FileFormat
  public var document: Document
  public var notes: [ReadingNote]
  /// Text formats only.
  public var lines: LineIndex?
  /// Where the document's text stands in the file; formats other than text only.
  public var map: SourceMap?
  /// The files that a set is made of, in the order they were read; empty for a single file.
  public var parts: [Part] = []

  public struct Part: Hashable, Sendable {
    /// As places call it.
    public var file: String
    public var format: FileFormat

    public init(file: String, format: FileFormat) {
      (self.file, self.format) = (file, format)
    }
  }

  public init(
    format: FileFormat, document: Document, notes: [ReadingNote] = [], lines: LineIndex? = nil, map: SourceMap? = nil
  ) {
    self.format = format
    self.document = document
    self.notes = notes
    self.lines = lines
    self.map = map
  }
}

/// Something a reader could not place or had to assume. Its words stand in the message catalogue under `id`.
public struct ReadingNote: Hashable, Sendable {
  public var id: String
  public var values: [String: String]
  public var span: SourceSpan?
  /// The file of a set, where there is no span to tell it.
  public var file: String?

  /// A table without rules, with cells of several lines: which words are of one cell was told by their place.
  public static let guessedTable = "reading.tableGuessed"
  /// A table that runs into the edge of its page, where columns of it may have been cut off.
  public static let cutTable = "reading.tableCut"

  public init(id: String, values: [String: String] = [:], span: SourceSpan? = nil) {
    self.id = id
    self.values = values
    self.span = span
  }
}

/// Turns one file into a document. Implementations never guess silently: whatever they could not place, or had to
/// assume, becomes a located `ReadingNote`.
public protocol DocumentReader: Sendable {
  static var format: FileFormat { get }

  /// - Throws: `UnreadableFile` only when nothing at all can be read. A bad table is a note, not an error.
  func read(_ file: SourceFile) throws(UnreadableFile) -> Reading
}

/// Nothing can be read from a file; says why. Its words stand in the message catalogue under `unreadable.<reason>`.
public struct UnreadableFile: Error, Hashable, Sendable {
  public enum Reason: String, Sendable, Hashable {
    /// No bytes, or white space only.
    case empty
    /// Neither UTF-8 nor GB18030 text.
    case notText
    /// Larger than the limit.
    case tooLarge
    /// Bytes of a format that no reader takes.
    case unknownFormat
    /// Protected by a password.
    case encrypted
    /// The file says of itself what is not so; the detail names the part.
    case damaged
    /// Unpacks to more than the limits allow; the detail names the part.
    case overblown
    /// Pages without any text, also none that could be recognised.
    case noText
    /// Reading it took too much time or memory, or the reader broke over it, and it was given up.
    case stopped
    /// PDFium, which reads PDF files, is not there; the detail says how to install it.
    case noPDFium
    /// The same of RapidOCR, which recognises what is printed on pictures.
    case noOCR
    /// The same of xlrd, which reads workbooks of old.
    case noXLRD
    /// A file in a set is named so that it would lie outside of it, or two have one name; the detail names it.
    case badName
    /// A ZIP file holds another one; the detail names it.
    case nested
    /// The file system refused.
    case inaccessible
  }

  public var file: String
  public var reason: Reason
  /// A number or word for the message: the limit, the format recognised, the system's words.
  public var detail: String

  public init(file: String, reason: Reason, detail: String = "") {
    self.file = file
    self.reason = reason
    self.detail = detail
  }
}
