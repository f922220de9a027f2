import Checking
import Documents
import Foundation

/// Writes what changed between two versions as one JSON object, `mingzhang-diff/1`; the contract is
/// `Docs/diff.schema.json`.
public struct VersionJSON: Sendable {
  public init() {}

  public func write(_ input: VersionInput) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(Shape(input)), as: UTF8.self) + "\n"
  }

  private struct Shape: Encodable {
    var schema = "mingzhang-diff/1"
    var old, new: JSONShape.Document
    var facts: [Fact]
    var findings: Findings

    init(_ input: VersionInput) {
      (old, new) = (.init(input.old.report.document), .init(input.new.report.document))
      facts = input.facts.map { Fact($0, old: input.old.map, new: input.new.map) }
      findings = Findings(
        gone: input.findings.gone.map { JSONShape.Finding($0, input.old.map) },
        new: input.findings.new.map { JSONShape.Finding($0, input.new.map) },
        kept: input.findings.kept.map { JSONShape.Finding($0, input.new.map) })
    }
  }

  private struct Findings: Encodable {
    var gone, new, kept: [JSONShape.Finding]
  }

  private struct Fact: Encodable {
    var kind: String
    var table, row, column: String?
    var old, new: Side?

    init(_ change: FactChange, old: SourceMap?, new: SourceMap?) {
      kind = change.kind.rawValue
      (table, row, column) = (change.location?.table, change.location?.row, change.location?.column)
      self.old = change.old.map { Side($0, old) }
      self.new = change.new.map { Side($0, new) }
    }
  }

  /// A text, beside it the keys of its place.
  private struct Side: Encodable {
    var words: Words
    var place: PlaceShape?

    struct Words: Encodable { var text: String }

    init(_ side: FactChange.Side, _ map: SourceMap?) {
      words = Words(text: side.text)
      place = side.location.span.map { PlaceShape($0, map) }
    }

    func encode(to encoder: any Encoder) throws {
      try words.encode(to: encoder)
      try place?.encode(to: encoder)
    }
  }
}
