/// Reads an answer. The worker may have been taken over by the file that it read, so nothing in it is believed: every
/// count is held against the bytes that are there, every number against what a page can hold.
struct AnswerDecoder {
  /// The bytes are not an answer, or not all of one.
  struct Malformed: Error {}

  private let bytes: [UInt8]
  private var index = 0

  private init(_ bytes: [UInt8]) { self.bytes = bytes }

  static func decode(_ bytes: [UInt8]) throws(Malformed) -> WorkerAnswer {
    var decoder = AnswerDecoder(bytes)
    return try decoder.answer()
  }

  private mutating func answer() throws(Malformed) -> WorkerAnswer {
    try expect(AnswerFormat.opening)
    var pages: [PrintedPage] = []
    while true {
      switch try byte() {
      case AnswerFormat.Tag.page where pages.count < PageLimits.pages: pages.append(try page())
      case AnswerFormat.Tag.fonts: return .pages(try finished(pages))
      case AnswerFormat.Tag.refusal: return .refused(try refusal())
      default: throw Malformed()
      }
    }
  }

  private mutating func refusal() throws(Malformed) -> WorkerAnswer.Refusal {
    guard let refusal = WorkerAnswer.Refusal(rawValue: try byte()) else { throw Malformed() }
    try expect(AnswerFormat.closing)
    return refusal
  }

  private mutating func finished(_ pages: [PrintedPage]) throws(Malformed) -> PrintedPages {
    let fonts = try fonts()
    try expect(AnswerFormat.closing)
    guard index == bytes.count, pages.allSatisfy({ $0.glyphs.allSatisfy { $0.font < fonts.count } }) else {
      throw Malformed()
    }
    return PrintedPages(pages: pages, fonts: fonts)
  }

  private mutating func page() throws(Malformed) -> PrintedPage {
    var page = PrintedPage(width: try number(), height: try number())
    page.pictureShare = try number()
    guard page.width >= 0, page.height >= 0 else { throw Malformed() }
    page.isReadable = try byte() != 0
    let glyphs = try count(of: AnswerFormat.glyphBytes)
    let lines = try count(of: AnswerFormat.lineBytes)
    page.glyphs.reserveCapacity(glyphs)
    for _ in 0..<glyphs { page.glyphs.append(try glyph()) }
    page.lines.reserveCapacity(lines)
    for _ in 0..<lines { page.lines.append(try line()) }
    return page
  }

  private mutating func glyph() throws(Malformed) -> PrintedGlyph {
    guard let scalar = Unicode.Scalar(try integer(UInt32.self)) else { throw Malformed() }
    let font = Int(try integer(UInt16.self))
    let flags = try byte()
    let size = try number()
    let (x, y) = (try number(), try number())
    return PrintedGlyph(
      scalar: scalar, font: font, size: size, turns: Int(flags & 3), isStroked: flags & 4 != 0,
      isHidden: flags & 8 != 0, x: x, y: y, box: try box())
  }

  private mutating func box() throws(Malformed) -> PageBox {
    let box = PageBox(left: try number(), top: try number(), right: try number(), bottom: try number())
    guard box.left <= box.right, box.top <= box.bottom else { throw Malformed() }
    return box
  }

  private mutating func line() throws(Malformed) -> RuledLine {
    let line = RuledLine(
      isHorizontal: try byte() != 0, position: try number(), start: try number(), end: try number())
    guard line.start <= line.end else { throw Malformed() }
    return line
  }

  private mutating func fonts() throws(Malformed) -> [PrintedFont] {
    var fonts: [PrintedFont] = []
    for _ in 0..<(try integer(UInt16.self)) {
      let weight = Int(try integer(UInt16.self))
      let length = Int(try byte())
      guard bytes.count - index >= length else { throw Malformed() }
      fonts.append(PrintedFont(name: String(decoding: bytes[index..<index + length], as: UTF8.self), weight: weight))
      index += length
    }
    return fonts
  }

  /// How many records of a size follow.
  private mutating func count(of size: Int) throws(Malformed) -> Int {
    let count = Int(try integer(UInt32.self))
    guard count <= (bytes.count - index) / size else { throw Malformed() }
    return count
  }

  private mutating func number() throws(Malformed) -> Float {
    let value = Float(bitPattern: try integer(UInt32.self))
    guard value.magnitude <= PageLimits.reach else { throw Malformed() }
    return value
  }

  private mutating func byte() throws(Malformed) -> UInt8 { try integer(UInt8.self) }

  private mutating func integer<Value: FixedWidthInteger>(_ type: Value.Type) throws(Malformed) -> Value {
    let size = MemoryLayout<Value>.size
    guard bytes.count - index >= size else { throw Malformed() }
    defer { index += size }
    return bytes.withUnsafeBytes { Value(littleEndian: $0.loadUnaligned(fromByteOffset: index, as: Value.self)) }
  }

  private mutating func expect(_ words: [UInt8]) throws(Malformed) {
    guard bytes.count - index >= words.count, bytes[index..<index + words.count].elementsEqual(words) else {
      throw Malformed()
    }
    index += words.count
  }
}
