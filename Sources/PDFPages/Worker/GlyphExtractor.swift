import Texts

/// Takes the glyphs of a page.
struct GlyphExtractor {
  let library: PDFium
  let frame: PageFrame
  /// Of the whole file so far.
  private(set) var fonts: FontTable

  private(set) var glyphs: [PrintedGlyph] = []
  /// A font's handle is good for one page only: PDFium may free a font with its page and use the place again.
  private var known: [PDFium.Handle: Int] = [:]
  private var lastObject: PDFium.Handle?
  private var lastFont = 0
  private var isStroked = false
  private var isHidden = false
  private var highSurrogate: UInt32?
  private var numbers = [Float](repeating: 0, count: 6)

  init(_ library: PDFium, frame: PageFrame, fonts: FontTable) {
    (self.library, self.frame, self.fonts) = (library, frame, fonts)
  }

  mutating func run(_ page: PDFium.Handle, limit: Int) throws(Refused) {
    guard let text = library.loadText(page) else { return }
    defer { library.closeText(text) }
    let count = library.glyphCount(text)
    guard Int(count) <= limit else { throw Refused(.tooManyGlyphs) }
    for index in 0..<max(0, count) where library.isGenerated(text, index) == 0 { add(text, index) }
  }

  private mutating func add(_ text: PDFium.Handle, _ index: Int32) {
    guard let scalar = scalar(text, index), let box = box(text, index) else { return }
    var (x, y) = (0.0, 0.0)
    _ = library.glyphOrigin(text, index, &x, &y)
    let origin = frame.shown(Float(x), Float(y))
    let (turns, size) = directionAndSize(text, index, boxHeight: max(box.height, 1))
    setObject(text, index)
    let values = [size, origin.x, origin.y, box.left, box.top, box.right, box.bottom]
    guard values.allSatisfy({ $0.magnitude < PageLimits.reach }) else { return }
    glyphs.append(
      PrintedGlyph(
        scalar: scalar, font: lastFont, size: size, turns: turns, isStroked: isStroked, isHidden: isHidden,
        x: origin.x, y: origin.y, box: box))
  }

  /// Characters beyond the first plane come in two halves; what has no meaning is marked as such.
  private mutating func scalar(_ text: PDFium.Handle, _ index: Int32) -> Unicode.Scalar? {
    let code = library.unicode(text, index)
    if (0xD800..<0xDC00).contains(code) {
      highSurrogate = code
      return nil
    }
    defer { highSurrogate = nil }
    if (0xDC00..<0xE000).contains(code), let high = highSurrogate {
      return Unicode.Scalar(0x10000 + (high - 0xD800) << 10 + (code - 0xDC00))
    }
    if code == 0 || code == 0xFFFE || library.hasMapError(text, index) == 1 { return "\u{FFFD}" }
    if code < 0x20 || code == 0x7F || code == 0xFEFF { return nil }
    // Some fonts give a printed hyphen, and with it a minus sign, the code of a soft one.
    if code == 0xAD { return "-" }
    return Unicode.Scalar(code) ?? "\u{FFFD}"
  }

  private mutating func box(_ text: PDFium.Handle, _ index: Int32) -> PageBox? {
    guard library.glyphBox(text, index, &numbers) != 0 else { return nil }
    return frame.box(numbers)
  }

  private mutating func directionAndSize(
    _ text: PDFium.Handle, _ index: Int32, boxHeight: Float
  ) -> (turns: Int, size: Float) {
    guard library.glyphMatrix(text, index, &numbers) != 0 else { return (0, boxHeight) }
    let matrix = Affine(a: numbers[0], b: numbers[1], c: numbers[2], d: numbers[3])
    let along = matrix.followed(by: Affine(a: frame.shown.a, b: frame.shown.b, c: frame.shown.c, d: frame.shown.d))
    let turns = along.a.magnitude >= along.b.magnitude ? (along.a >= 0 ? 0 : 2) : (along.b >= 0 ? 1 : 3)
    let size = Float(library.fontSize(text, index)) * (numbers[2] * numbers[2] + numbers[3] * numbers[3]).squareRoot()
    // Some runs report sizes of hundreds of points where the text is plainly small.
    return (turns, size > boxHeight / 4 && size < boxHeight * 4 ? size : boxHeight)
  }

  /// What all glyphs of a text object share.
  private mutating func setObject(_ text: PDFium.Handle, _ index: Int32) {
    guard let object = library.textObject(text, index), object != lastObject else { return }
    lastObject = object
    isStroked = library.renderMode(object) == PDFium.Code.fillAndStroke
    isHidden = ClipBox(library, of: object).hides(object, library)
    lastFont = font(of: object)
  }

  private mutating func font(of object: PDFium.Handle) -> Int {
    guard let font = library.textFont(object) else { return fonts.index(of: PrintedFont(name: "", weight: 0)) }
    if let index = known[font] { return index }
    let index = fonts.index(of: printed(font))
    known[font] = index
    return index
  }

  private func printed(_ font: PDFium.Handle) -> PrintedFont {
    var name = [CChar](repeating: 0, count: 256)
    let length = library.fontName(font, &name, name.count)
    let bytes = name.prefix(max(0, min(length, name.count) - 1)).map { UInt8(bitPattern: $0) }
    return PrintedFont(
      name: FontTable.withoutSubset(FontTable.name(bytes.prefix { $0 != 0 })),
      weight: Int(max(0, min(1_000, library.fontWeight(font)))))
  }
}

/// The fonts of a file, each once.
struct FontTable {
  private(set) var fonts: [PrintedFont] = []
  private var indices: [PrintedFont: Int] = [:]

  mutating func index(of font: PrintedFont) -> Int {
    if let index = indices[font] { return index }
    guard fonts.count < PageLimits.fonts else { return 0 }
    indices[font] = fonts.count
    fonts.append(font)
    return fonts.count - 1
  }

  /// Older programs write Chinese names of fonts in GBK.
  static func name(_ bytes: some Collection<UInt8>) -> String {
    String(validating: bytes, as: UTF8.self) ?? GB18030.decode(Array(bytes)[...]).map { String(scalars: $0) } ?? ""
  }

  /// `KBONQD+KaiTi` is the part of KaiTi that this file uses.
  static func withoutSubset(_ name: String) -> String {
    let parts = name.split(separator: "+", maxSplits: 1)
    guard parts.count == 2, parts[0].utf8.count == 6 else { return name }
    return String(parts[1])
  }
}

/// Thrown where a file asks for more than is taken.
struct Refused: Error {
  let refusal: WorkerAnswer.Refusal

  init(_ refusal: WorkerAnswer.Refusal) { self.refusal = refusal }
}
