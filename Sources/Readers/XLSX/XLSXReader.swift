public import Documents
import OpenXML

public struct XLSXReader: DocumentReader {
  public static var format: FileFormat { .xlsx }
  public var limits: ReadingLimits
  public init(limits: ReadingLimits = ReadingLimits()) { self.limits = limits }
  public func read(_ file: SourceFile) throws(UnreadableFile) -> Reading {
    throw UnreadableFile(file: file.name, reason: .unknownFormat, detail: "XLSX")
  }
}
