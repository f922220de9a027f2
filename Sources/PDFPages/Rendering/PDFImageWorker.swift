import Processes

/// What a process does that was started to draw pages of a PDF file.
public enum PDFImageWorker {
  /// - Parameter library: path of PDFium.
  public static func run(library path: String) {
    PDFWorker.limitItself()
    let input = WorkerSide.readInput(limit: PageLimits.bytes + 1_024)
    guard let (pages, dpi, shades, start) = ImageOrder.decode(input) else { return PDFWorker.refuse(.damaged) }
    do throws(PDFium.Missing) {
      let drawer = try Drawer(PDFium(path: path), PDFiumRendering(path: path), dpi: dpi, shades: shades)
      input[start...].withUnsafeBytes { bytes in
        do throws(Refused) {
          try drawer.run(bytes, pages)
        } catch {
          PDFWorker.refuse(error.refusal)
        }
      }
    } catch {
      PDFWorker.refuse(.noLibrary)
    }
  }
}

private struct Drawer {
  let library: PDFium
  let rendering: PDFiumRendering
  let dpi: Int
  let shades: PageImage.Shades

  init(_ library: PDFium, _ rendering: PDFiumRendering, dpi: Int, shades: PageImage.Shades) {
    (self.library, self.rendering, self.dpi, self.shades) = (library, rendering, dpi, shades)
  }

  func run(_ file: UnsafeRawBufferPointer, _ pages: [Int]) throws(Refused) {
    library.initLibrary()
    let document = try PageExtractor(library).open(file)
    WorkerSide.write(ImageOrder.answer)
    for number in pages where number > 0 && number <= library.pageCount(document) {
      guard let page = library.loadPage(document, Int32(number - 1)) else { continue }
      defer { library.closePage(page) }
      if let image = image(of: page) { write(image, number) }
    }
    WorkerSide.write([0, 0, 0, 0] + AnswerFormat.closing)
  }

  private func write(_ image: PageImage, _ number: Int) {
    var head: [UInt8] = []
    for value in [number, image.width, image.height] {
      withUnsafeBytes(of: UInt32(value).littleEndian) { head += $0 }
    }
    WorkerSide.write(head)
    WorkerSide.write(image.grey)
  }

  private func image(of page: PDFium.Handle) -> PageImage? {
    guard let frame = PageExtractor(library).frame(of: page) else { return nil }
    let wanted = Float(dpi) / 72
    let scale = min(wanted, (ImageOrder.dots / (frame.width * frame.height)).squareRoot())
    let (width, height) = (max(1, Int(frame.width * scale)), max(1, Int(frame.height * scale)))
    guard width < 1 << 16, height < 1 << 16,
      let bitmap = rendering.create(Int32(width), Int32(height), PDFiumRendering.Code.bgrx, nil, 0)
    else { return nil }
    defer { rendering.destroy(bitmap) }
    rendering.fill(bitmap, 0, 0, Int32(width), Int32(height), PDFiumRendering.Code.white)
    rendering.render(bitmap, page, 0, 0, Int32(width), Int32(height), 0, 0)
    guard let buffer = rendering.buffer(bitmap) else { return nil }
    let stride = Int(rendering.stride(bitmap))
    var grey = [UInt8](repeating: 255, count: width * height)
    for row in 0..<height {
      let line = UnsafeRawBufferPointer(start: buffer + row * stride, count: width * 4)
      for column in 0..<width { grey[row * width + column] = shade(line, column * 4) }
    }
    return PageImage(page: 0, width: width, height: height, grey: grey)
  }

  private func shade(_ line: UnsafeRawBufferPointer, _ index: Int) -> UInt8 {
    let (blue, green, red) = (Int(line[index]), Int(line[index + 1]), Int(line[index + 2]))
    return switch shades {
    case .withoutRed: UInt8(red)
    case .seen: UInt8((red * 77 + green * 150 + blue * 29) >> 8)
    }
  }
}
