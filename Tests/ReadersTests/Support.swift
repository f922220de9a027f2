import Documents
import Readers
import Testing

/// A text read as Markdown, with the scalars that its spans count.
struct ReadText {
  let scalars: [Unicode.Scalar]
  let reading: Reading

  init(_ text: String, limits: ReadingLimits = ReadingLimits()) throws {
    try self.init(bytes: Array(text.utf8), limits: limits)
  }

  init(bytes: [UInt8], limits: ReadingLimits = ReadingLimits()) throws {
    let file = SourceFile(name: "样本.md", bytes: bytes)
    scalars = try TextDecoding.decode(file, maximumBytes: limits.bytes).scalars
    reading = try MarkdownReader(limits: limits).read(file)
  }

  var blocks: [Block] { reading.document.blocks }
  var tables: [Table] { reading.document.tables }
  var noteIDs: [String] { reading.notes.map(\.id) }

  var paragraphs: [Paragraph] {
    blocks.compactMap { if case .paragraph(let paragraph) = $0 { paragraph } else { nil } }
  }

  var headings: [Heading] {
    blocks.compactMap { if case .heading(let heading) = $0 { heading } else { nil } }
  }

  /// What the file holds at a span.
  func source(_ span: SourceSpan?) -> String {
    guard let span else { return "no span" }
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars[span.start..<span.end])
    return String(view)
  }

  /// What the file holds where a word of a piece stands.
  func source(of word: String, in piece: TextPiece) throws -> String {
    let text = Array(piece.text.unicodeScalars)
    let word = Array(word.unicodeScalars)
    let start = try #require((0...max(0, text.count - word.count)).first { text[$0...].starts(with: word) })
    return source(piece.span(ofScalars: start..<start + word.count))
  }

  func texts(_ table: Table) -> [[String]] {
    table.rows.map { $0.cells.map(\.content.text) }
  }
}

/// One unreadable file.
func unreadable(_ bytes: [UInt8], limits: ReadingLimits = ReadingLimits()) -> UnreadableFile? {
  do throws(UnreadableFile) {
    _ = try MarkdownReader(limits: limits).read(SourceFile(name: "样本.md", bytes: bytes))
    return nil
  } catch {
    return error
  }
}

/// A generator that gives the same numbers on every run.
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) {
    state = seed
  }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var word = state
    word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
    word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
    return word ^ (word >> 31)
  }
}
