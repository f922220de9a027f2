public import Documents
import PDFPages

/// Reads a picture of a page (PNG or JPEG), as scanners and telephones make them.
public struct ImageReader: DocumentReader {
  public static var format: FileFormat { .image }

  public init() {}

  /// Whether the packages that recognise print are installed.
  public static var isAvailable: Bool { PageRecogniser.isAvailable }

  public func read(_ file: SourceFile) throws(UnreadableFile) -> Reading {
    guard file.bytes.count <= ReadingLimits().bytes else {
      throw UnreadableFile(file: file.name, reason: .tooLarge, detail: "\(ReadingLimits().bytes >> 20) MB")
    }
    let printed = try PageRecogniser().recognised(file)
    guard printed.pages.contains(where: { !$0.glyphs.isEmpty }) else {
      throw UnreadableFile(file: file.name, reason: .noText)
    }
    return PageLayout(printed).reading(Self.format)
  }
}
