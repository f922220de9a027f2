import Foundation

/// Writes a report as one JSON object, `mingzhang-report/1`; the contract is `Docs/report.schema.json`.
public struct JSONReport: ReportWriter {
  public init() {}

  /// - Throws: only where a page box is not a finite number.
  public func write(_ input: ReportInput) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(JSONShape(input.report)), as: UTF8.self) + "\n"
  }
}
