public import Documents
import Readers
import Workbooks

/// A workbook of leaf facts, as it was filled in.
public struct FilledWorkbook: Sendable {
  let stored: StoredWorkbook

  /// Whether it is one that Mingzhang made, and not any workbook.
  var isOfFacts: Bool { WorkbookReader.head(stored).entries != nil }

  /// - Throws: `unreadable` where the file is no workbook that can be read.
  public init(_ file: SourceFile) throws(Check.Failure) {
    do {
      stored = try StoredWorkbook.read(file)
    } catch {
      throw .unreadable(error)
    }
  }
}
