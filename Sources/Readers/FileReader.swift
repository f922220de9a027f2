public import Documents
import OpenXML

/// Reads a file of any known format. The format is told by the file's bytes; names lie.
public struct FileReader: Sendable {
  public var limits: ReadingLimits

  public init(limits: ReadingLimits = ReadingLimits()) {
    self.limits = limits
  }

  public func read(_ file: SourceFile) throws(UnreadableFile) -> (format: FileFormat, reading: Reading) {
    let reader = try reader(of: file)
    return (type(of: reader).format, try reader.read(file))
  }

  private func reader(of file: SourceFile) throws(UnreadableFile) -> any DocumentReader {
    guard FileSignature.isArchive(file.bytes) else { return MarkdownReader(limits: limits) }
    do throws(OpenXMLFault) {
      switch try OfficePackage(file.bytes).kind {
      case .word: return DOCXReader(limits: limits)
      case .sheet: return XLSXReader(limits: limits)
      }
    } catch {
      throw OfficeFile.unreadable(file, error)
    }
  }
}
