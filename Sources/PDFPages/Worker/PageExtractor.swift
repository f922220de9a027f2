/// Takes a file apart with PDFium, page by page.
struct PageExtractor {
  let library: PDFium
  private var fonts = FontTable()
  private var glyphsLeft = PageLimits.glyphs
  private var linesLeft = PageLimits.lines
  private var objectsLeft = PageLimits.objects

  init(_ library: PDFium) { self.library = library }

  /// - Parameters:
  ///   - file: must outlive the call; PDFium keeps no copy.
  ///   - hand: is given stretches of the answer as they are ready.
  mutating func run(_ file: UnsafeRawBufferPointer, hand: ([UInt8]) -> Void) {
    var encoder = AnswerEncoder()
    do throws(Refused) {
      let document = try open(file)
      let count = library.pageCount(document)
      guard count > 0 else { throw Refused(.noPages) }
      guard count <= PageLimits.pages else { throw Refused(.tooManyPages) }
      for index in 0..<count {
        encoder.add(try page(index, of: document))
        hand(encoder.take())
      }
      encoder.close(fonts.fonts)
    } catch {
      encoder.refuse(error.refusal)
    }
    hand(encoder.take())
  }

  func open(_ file: UnsafeRawBufferPointer) throws(Refused) -> PDFium.Handle {
    guard let start = file.baseAddress, !file.isEmpty else { throw Refused(.damaged) }
    if let document = library.loadDocument(start, file.count, nil) { return document }
    switch library.lastError() {
    case PDFium.Code.wrongPassword, PDFium.Code.unknownSecurity: throw Refused(.encrypted)
    default: throw Refused(.damaged)
    }
  }

  private mutating func page(_ index: Int32, of document: PDFium.Handle) throws(Refused) -> PrintedPage {
    var unreadable = PrintedPage(width: 0, height: 0)
    unreadable.isReadable = false
    guard let page = library.loadPage(document, index) else { return unreadable }
    defer { library.closePage(page) }
    guard let frame = frame(of: page) else { return unreadable }
    var result = PrintedPage(width: frame.width, height: frame.height)
    var glyphs = GlyphExtractor(library, frame: frame, fonts: fonts)
    try glyphs.run(page, limit: glyphsLeft)
    fonts = glyphs.fonts
    result.glyphs = glyphs.glyphs
    glyphsLeft -= glyphs.glyphs.count
    var lines = LineExtractor(library, frame: frame, objectsLeft: objectsLeft, linesLeft: linesLeft)
    try lines.run(page)
    result.lines = lines.lines
    objectsLeft = lines.objectsLeft
    linesLeft -= lines.lines.count
    result.pictureShare = min(1, lines.pictureArea / max(1, frame.width * frame.height))
    return result
  }

  func frame(of page: PDFium.Handle) -> PageFrame? {
    var box = [Float](repeating: 0, count: 4)
    guard library.boundingBox(page, &box) != 0, box.allSatisfy({ $0.magnitude < PageLimits.reach }) else { return nil }
    let frame = PageFrame(
      box: (
        left: min(box[0], box[2]), top: max(box[1], box[3]), right: max(box[0], box[2]), bottom: min(box[1], box[3])
      ),
      turns: Int(library.rotation(page)) & 3)
    return frame.width > 0 && frame.height > 0 && frame.width < PageLimits.reach ? frame : nil
  }
}
