import Checking
public import Documents
import PDFPages
import Readers
import Writers

extension Check.Outcome {
  /// Adds pictures of those pages of PDF files that findings accuse, for the HTML report; of other files none.
  ///
  /// - Parameter file: the file that was checked.
  /// - Throws: where it cannot be read again.
  public mutating func addPictures(of file: SourceFile) throws(Check.Failure) {
    var room = PictureRoom()
    do throws(UnreadableFile) {
      guard !input.report.document.parts.isEmpty else {
        guard input.report.document.format == FileFormat.pdf.rawValue else { return }
        return try addPictures(of: file, part: nil, within: &room)
      }
      let printed = Set(input.report.document.parts.filter { $0.format == FileFormat.pdf.rawValue }.map(\.file))
      guard !printed.isEmpty else { return }
      for part in try FileSet(file).files where printed.contains(part.name) {
        try addPictures(of: part, part: part.name, within: &room)
      }
    } catch {
      throw .unreadable(error)
    }
  }

  private mutating func addPictures(
    of file: SourceFile, part: String?, within room: inout PictureRoom
  ) throws(UnreadableFile) {
    let pages = accusedPages(of: part).prefix(room.pages)
    guard !pages.isEmpty else { return }
    room.pages -= pages.count
    for image in try PageRenderer().images(of: file, pages: Array(pages), dpi: PictureRoom.dpi) {
      guard let png = PagePicture.png(width: image.width, height: image.height, grey: image.grey) else { continue }
      room.bytes -= png.count
      guard room.bytes >= 0 else { return }
      let scale = 72 / Float(PictureRoom.dpi)
      input.pictures.append(
        PagePicture(
          file: part, page: image.page, width: Float(image.width) * scale, height: Float(image.height) * scale, png: png
        ))
    }
  }

  private func accusedPages(of part: String?) -> [Int] {
    var pages: Set<Int> = []
    for location in input.report.findings.flatMap(\.locations) where location.role != .evidence {
      for place in location.span.map({ input.map?.places(of: $0) ?? [] }) ?? [] where place.file == part {
        if case .page(let number, _) = place.spot { pages.insert(number) }
      }
    }
    return pages.sorted()
  }
}

/// What a report may still grow by.
private struct PictureRoom {
  static let dpi = 110
  var pages = 40
  var bytes = 6 << 20
}
