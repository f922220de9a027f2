import Checking
public import Documents
import PDFPages
import Writers

extension Check.Outcome {
  /// Adds pictures of those pages of a PDF file that findings accuse, for the HTML report; of other files none.
  ///
  /// - Parameter file: the file that was checked.
  /// - Throws: where it cannot be read again.
  public mutating func addPictures(of file: SourceFile) throws(Check.Failure) {
    guard input.report.document.format == FileFormat.pdf.rawValue else { return }
    let pages = accusedPages.prefix(PictureLimits.pages)
    guard !pages.isEmpty else { return }
    let images: [PageImage]
    do throws(UnreadableFile) {
      images = try PageRenderer().images(of: file, pages: Array(pages), dpi: PictureLimits.dpi)
    } catch {
      throw .unreadable(error)
    }
    var bytes = 0
    for image in images {
      guard let png = PagePicture.png(width: image.width, height: image.height, grey: image.grey) else { continue }
      bytes += png.count
      guard bytes <= PictureLimits.bytes else { return }
      let scale = 72 / Float(PictureLimits.dpi)
      input.pictures.append(
        PagePicture(page: image.page, width: Float(image.width) * scale, height: Float(image.height) * scale, png: png))
    }
  }

  private var accusedPages: [Int] {
    var pages: Set<Int> = []
    for location in input.report.findings.flatMap(\.locations) where location.role != .evidence {
      for place in location.span.map({ input.map?.places(of: $0) ?? [] }) ?? [] {
        if case .page(let number, _) = place.spot { pages.insert(number) }
      }
    }
    return pages.sorted()
  }
}

/// What a report may grow by.
private enum PictureLimits {
  static let dpi = 110
  static let pages = 40
  static let bytes = 6 << 20
}
