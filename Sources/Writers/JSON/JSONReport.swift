import Checking
import Foundation
import Parallel
import Texts

/// Writes a report as one JSON object, `mingzhang-report/1`; the contract is `Docs/report.schema.json`.
public struct JSONReport: ReportWriter {
  public init() {}

  /// - Throws: only where a page box is not a finite number.
  public func write(_ input: ReportInput) throws -> String {
    // The numbers are half of it, and no part of the rest depends on them.
    let (encoded, tokens) = Parallel.both(
      { Result { try Self.encoded(JSONShape(input.report, map: input.map)) } },
      { JSONTokens.text(of: input.report.coverage, input.map) })
    let json = try encoded.get()
    // Inside a text of the document the quotation marks would be escaped, so only the key itself reads like this.
    let key = "\"tokens\" : \"\(JSONShape.Coverage.placeholder)\""
    guard let place = json.firstPlace(of: key) else { return json + "\n" }
    var text = ""
    text.reserveCapacity(json.utf8.count + tokens.utf8.count)
    for part in [json[..<place.lowerBound], "\"tokens\" : ", tokens[...], json[place.upperBound...], "\n"] {
      text += part
    }
    return text
  }

  private static func encoded(_ shape: JSONShape) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(shape), as: UTF8.self)
  }
}
