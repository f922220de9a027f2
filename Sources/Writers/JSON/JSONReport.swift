import Checking
import Foundation

/// Writes a report as one JSON object, `mingzhang-report/1`; the contract is `Docs/report.schema.json`.
public struct JSONReport: ReportWriter {
  public init() {}

  /// - Throws: only where a page box is not a finite number.
  public func write(_ input: ReportInput) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    var json = try encoder.encode(JSONShape(input.report, map: input.map))
    // Inside a text of the document the quotation marks would be escaped, so only the key itself reads like this.
    if let key = json.range(of: Data("\"tokens\" : \"\(JSONShape.Coverage.placeholder)\"".utf8)) {
      json.replaceSubrange(
        key, with: Data("\"tokens\" : \(JSONTokens.text(of: input.report.coverage, input.map))".utf8))
    }
    return String(decoding: json, as: UTF8.self) + "\n"
  }
}
