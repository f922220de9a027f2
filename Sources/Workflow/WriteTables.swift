public import Forms
import Foundation
public import Writers

/// The formats a summary of many files can be written in, told by the file's ending.
public enum SummaryFormat: String, Sendable, CaseIterable {
  case csv, json, xlsx

  public init?(ending path: String) {
    self.init(rawValue: URL(fileURLWithPath: path).pathExtension.lowercased())
  }

  /// - Throws: `SheetFailure` for XLSX, else what the file system says.
  public func write(_ summary: CheckSummary, to path: String, catalog: Catalog) throws {
    switch self {
    case .csv: try Data(SummaryCSV(catalog: catalog).write(summary).utf8).write(to: URL(fileURLWithPath: path))
    case .json: try Data(try SummaryJSON().write(summary).utf8).write(to: URL(fileURLWithPath: path))
    case .xlsx: try SummarySheet(catalog: catalog).write(summary, to: path)
    }
  }
}
