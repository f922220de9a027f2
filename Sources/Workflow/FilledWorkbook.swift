public import Documents
import Readers
import Workbooks

/// A workbook of leaf facts, as it was filled in.
public struct FilledWorkbook: Sendable {
  let stored: StoredWorkbook

  init(stored: StoredWorkbook) {
    self.stored = stored
  }

  /// - Returns: nil for any file but a workbook that Mingzhang made; whoever reads that file says why it cannot be read.
  init?(ofFacts file: SourceFile) {
    do {
      try self.init(file)
    } catch {
      return nil
    }
    if WorkbookReader.head(stored).entries == nil { return nil }
  }

  /// - Throws: `unreadable` where the file is no workbook that can be read.
  public init(_ file: SourceFile) throws(Check.Failure) {
    do {
      stored = try StoredWorkbook.read(file)
    } catch {
      throw .unreadable(error)
    }
  }
}
