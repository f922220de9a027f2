/// What a worker says of a file: its pages, or why there are none.
enum WorkerAnswer: Hashable, Sendable {
  case pages(PrintedPages)
  case refused(Refusal)

  enum Refusal: UInt8, Sendable, Hashable {
    /// PDFium could not be opened, or lacks a function.
    case noLibrary = 1
    case damaged
    case encrypted
    case noPages
    case tooManyPages
    case tooManyGlyphs
    case tooManyLines
    case tooManyBytes
  }
}

/// An answer as bytes, little-endian:
///
///     "MZP1"
///     for every page: 1  width height pictures (floats)  readable (1 byte)  glyphs lines (counts, 4 bytes)
///       for every glyph: scalar (4)  font (2)  turns and flags (1)  size x y left top right bottom (floats)
///       for every line: horizontal (1)  position start end (floats)
///     0  fonts (2)   for every font: weight (2)  length (1)  name
///     "MZPE"
///
/// A refusal takes the place of what would have followed: 2, its code (1 byte), "MZPE".
enum AnswerFormat {
  enum Tag {
    static let fonts: UInt8 = 0
    static let page: UInt8 = 1
    static let refusal: UInt8 = 2
  }

  static let opening = Array("MZP1".utf8)
  static let closing = Array("MZPE".utf8)
  static let glyphBytes = 4 + 2 + 1 + 7 * 4
  static let lineBytes = 1 + 3 * 4
}

/// Lays an answer down as bytes, page by page, so that none is kept longer than needed.
struct AnswerEncoder {
  private(set) var bytes = AnswerFormat.opening

  /// What was laid down since the last time.
  mutating func take() -> [UInt8] {
    defer { bytes.removeAll(keepingCapacity: true) }
    return bytes
  }

  mutating func refuse(_ refusal: WorkerAnswer.Refusal) {
    bytes += [AnswerFormat.Tag.refusal, refusal.rawValue] + AnswerFormat.closing
  }

  mutating func add(_ page: PrintedPage) {
    bytes.reserveCapacity(
      bytes.count + page.glyphs.count * AnswerFormat.glyphBytes + page.lines.count * AnswerFormat.lineBytes + 32)
    add(AnswerFormat.Tag.page)
    for value in [page.width, page.height, page.pictureShare] { add(value) }
    add(UInt8(page.isReadable ? 1 : 0))
    add(UInt32(page.glyphs.count))
    add(UInt32(page.lines.count))
    for glyph in page.glyphs { add(glyph) }
    for line in page.lines {
      add(UInt8(line.isHorizontal ? 1 : 0))
      for value in [line.position, line.start, line.end] { add(value) }
    }
  }

  mutating func close(_ fonts: [PrintedFont]) {
    add(AnswerFormat.Tag.fonts)
    add(UInt16(fonts.count))
    for font in fonts {
      let name = font.name.utf8.prefix(255)
      add(UInt16(clamping: font.weight))
      add(UInt8(name.count))
      bytes += name
    }
    bytes += AnswerFormat.closing
  }

  private mutating func add(_ glyph: PrintedGlyph) {
    add(glyph.scalar.value)
    add(UInt16(clamping: glyph.font))
    add(UInt8(glyph.turns & 3) | (glyph.isStroked ? 4 : 0) | (glyph.isHidden ? 8 : 0))
    add(glyph.size)
    add(glyph.x)
    add(glyph.y)
    add(glyph.box.left)
    add(glyph.box.top)
    add(glyph.box.right)
    add(glyph.box.bottom)
  }

  private mutating func add(_ value: Float) { add(value.bitPattern) }

  private mutating func add(_ value: some FixedWidthInteger) {
    withUnsafeBytes(of: value.littleEndian) { bytes.append(contentsOf: $0) }
  }
}
