import Checking
import Foundation

/// Writes a report as one JSON object, `mingzhang-report/1`; the contract is `Docs/report.schema.json`.
public struct JSONReport: ReportWriter {
  public init() {}

  /// - Throws: only where a page box is not a finite number.
  public func write(_ input: ReportInput) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    let text = String(decoding: try encoder.encode(JSONShape(input.report)), as: UTF8.self) + "\n"
    // Inside a text of the document the quotation marks would be escaped, so only the key itself reads like this.
    guard let key = text.range(of: #""tokens" : "\#(JSONShape.Coverage.placeholder)""#) else { return text }
    return text[..<key.lowerBound] + #""tokens" : "# + JSONTokens.text(of: input.report.coverage)
      + text[key.upperBound...]
  }
}
