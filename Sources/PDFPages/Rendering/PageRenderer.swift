package import Documents

/// Draws pages of a PDF file as pictures, in a worker.
package struct PageRenderer: Sendable {
  private let worker: PDFWorkerProcess

  /// - Parameters:
  ///   - library: path of PDFium; nil to look for it where it is usually kept.
  ///   - program: program that knows the subcommand `worker-pdf-images`; nil for the one that runs.
  package init(library: String? = nil, program: String? = nil) {
    worker = PDFWorkerProcess(library: library, program: program)
  }

  /// - Parameters:
  ///   - pages: counted from 1, at most 64.
  ///   - dpi: dots an inch; less where a page is very large.
  /// - Returns: those of the pages that could be drawn.
  package func images(
    of file: SourceFile, pages: [Int], dpi: Int, shades: PageImage.Shades = .seen
  ) throws(UnreadableFile) -> [PageImage] {
    let order = ImageOrder.encode(pages, dpi: dpi, shades)
    let (answer, end) = try worker.run("worker-pdf-images", on: file, order: order, limit: Self.limit)
    guard let images = ImageOrder.images(answer) else { throw PDFWorkerProcess.failure(answer, end, file.name) }
    return images
  }

  /// Bytes of an answer: as many pages of paper at 200 dots an inch as are asked for at a time.
  private static let limit = 512 << 20
}
