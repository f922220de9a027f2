public import Documents
import Readers

/// A workbook of leaf facts, as it was filled in.
public struct FilledWorkbook: Sendable {
  let stored: StoredWorkbook

  /// - Throws: `unreadable` where the file is no workbook that can be read.
  public init(_ file: SourceFile) throws(Check.Failure) {
    do {
      stored = try StoredWorkbook.read(file)
    } catch {
      throw .unreadable(error)
    }
  }
}
