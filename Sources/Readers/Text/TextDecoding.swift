import Texts
public import Documents

/// A text file after decoding: the scalars at whose offsets every span of a reading counts.
public struct DecodedText: Sendable {
  public enum Encoding: String, Sendable, Hashable {
    case utf8 = "UTF-8"
    case gb18030 = "GB18030"
  }

  /// The file without its byte order mark; every line end, CRLF and lone CR too, is one "\n".
  public var scalars: [Unicode.Scalar]
  public var encoding: Encoding
  public var notes: [ReadingNote]
}

/// Bytes of a text file to Unicode scalars.
///
/// Offsets are those of Python's `open(name, encoding="utf-8-sig").read()`: the byte order mark is gone and each line
/// end counts once, so that a span found by one program can be looked up by another.
///
/// UTF-8 is tried first, then GB18030. UTF-8 with a few bad bytes, as a file cut in the middle of a character has, is
/// read with U+FFFD in their place.
public enum TextDecoding {
  /// - Parameters:
  ///   - maximumBytes: larger files are refused before anything is decoded.
  ///   - format: the name of a format that is text, too, for its own reader.
  /// - Throws: `UnreadableFile` for another format, a file too large, bytes that are no text, and an empty file.
  public static func decode(
    _ file: SourceFile, maximumBytes: Int, allowing format: String? = nil
  ) throws(UnreadableFile) -> DecodedText {
    func unreadable(_ reason: UnreadableFile.Reason, _ detail: String = "") -> UnreadableFile {
      UnreadableFile(file: file.name, reason: reason, detail: detail)
    }
    // The format first: being told that a PDF is too large would send its owner the wrong way.
    if let other = FileSignature.name(of: file.bytes), other != format { throw unreadable(.unknownFormat, other) }
    guard file.bytes.count <= maximumBytes else { throw unreadable(.tooLarge, size(maximumBytes)) }
    guard let text = decode(file.bytes.dropFirst(file.bytes.starts(with: byteOrderMark) ? 3 : 0)) else {
      throw unreadable(.notText)
    }
    guard !text.scalars.allSatisfy({ $0.isBlank || $0 == "\n" }) else { throw unreadable(.empty) }
    guard !isNoise(text.scalars) else { throw unreadable(.notText) }
    return text
  }

  private static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

  private static func size(_ bytes: Int) -> String {
    bytes % (1 << 20) == 0 ? "\(bytes >> 20) MB" : "\(bytes) B"
  }

  private static func decode(_ bytes: ArraySlice<UInt8>) -> DecodedText? {
    let decoding = UTF8Decoding(bytes)
    if decoding.faults == 0 { return DecodedText(scalars: decoding.scalars, encoding: .utf8, notes: []) }
    let hasFewFaults = decoding.faults <= max(1, bytes.count / 1000)
    // A GB18030 text can be mostly ASCII, so few faults alone do not yet make UTF-8 of it.
    if hasFewFaults, decoding.wellFormed > 10 * decoding.faults { return repaired(decoding) }
    if let scalars = GB18030.decode(bytes) {
      return DecodedText(scalars: scalars, encoding: .gb18030, notes: [ReadingNote(id: "reading.gb18030")])
    }
    return hasFewFaults && bytes.count > 1000 ? repaired(decoding) : nil
  }

  private static func repaired(_ decoding: UTF8Decoding) -> DecodedText {
    let first = decoding.firstFault ?? 0
    let note = ReadingNote(
      id: "reading.invalidBytes", values: ["count": "\(decoding.faults)"],
      span: SourceSpan(start: first, end: first + 1))
    return DecodedText(scalars: decoding.scalars, encoding: .utf8, notes: [note])
  }

  /// More than one control character in a hundred: a binary file that happens to decode.
  private static func isNoise(_ scalars: [Unicode.Scalar]) -> Bool {
    var controls = 0
    for scalar in scalars where scalar.value < 0x20 || scalar.value == 0x7F {
      if scalar != "\n", !scalar.isBlank { controls += 1 }
    }
    return controls * 100 > scalars.count
  }
}
