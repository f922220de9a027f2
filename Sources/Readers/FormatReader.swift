public import Documents
import OpenXML

/// Reads a file of any format, told by its bytes; names lie.
public enum FormatReader {
  public static func read(_ file: SourceFile) throws(UnreadableFile) -> Reading {
    try reader(for: file).read(file)
  }

  private static func reader(for file: SourceFile) throws(UnreadableFile) -> any DocumentReader {
    switch FileSignature.name(of: file.bytes) {
    case "PDF": return PDFReader()
    case "HTML": return HTMLReader()
    case "XLS": return XLSReader()
    case "PNG", "JPEG": return ImageReader()
    case FileSignature.encrypted: throw UnreadableFile(file: file.name, reason: .encrypted)
    default: break
    }
    guard FileSignature.isArchive(file.bytes) else { return MarkdownReader() }
    if try FileSet.isSet(file) { return SetReader() }
    do throws(OpenXMLFault) {
      switch try OfficePackage(file.bytes).kind {
      case .word: return DOCXReader()
      case .sheet: return XLSXReader()
      }
    } catch {
      throw OfficeFile.unreadable(file, error)
    }
  }
}
