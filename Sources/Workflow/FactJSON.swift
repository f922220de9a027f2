import Composing
import Forms
public import Foundation

/// Leaf facts as JSON, `mingzhang-facts/1`, described by `Docs/facts.schema.json`: the same tables as the files of a
/// folder, row by row.
public struct FactJSON: Sendable {
  private var content: Content

  private struct Content: Codable {
    var schema: String
    var head: Head
    var tables: [String: [[String]]]
  }

  private struct Head: Codable {
    var department: String
    var year: Int
    var pack: String
    var rounding: String
    var parts: [String: [Part]]
    var signature: [Line]
  }

  private struct Part: Codable {
    var title: String
    var paragraphs: [String]
  }

  private struct Line: Codable {
    var label, text: String
  }

  private static let schema = "mingzhang-facts/1"

  /// Why a text is no leaf facts in JSON.
  public struct Failure: Error, Sendable {
    public var detail: String
  }

  public init(json: Data) throws(Failure) {
    do {
      content = try JSONDecoder().decode(Content.self, from: json)
    } catch {
      throw Failure(detail: "\(error)")
    }
    guard content.schema == Self.schema else { throw Failure(detail: "schema: \(content.schema)") }
  }

  init(_ facts: LeafFacts, _ form: Form) {
    let head = facts.head
    content = Content(
      schema: Self.schema,
      head: Head(
        department: head.department, year: head.year, pack: head.pack, rounding: head.rounding.rawValue,
        parts: head.parts.mapValues { $0.map { Part(title: $0.title, paragraphs: $0.paragraphs) } },
        signature: head.signature.map { line in
          let parts = line.split(separator: "：", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
          return Line(label: parts[0], text: parts.count > 1 ? parts[1] : "")
        }),
      tables: Dictionary(
        FactFolder(facts, form: form).tables().tables.map { table in
          (table.name, table.lines.map { $0.fields.map(\.text) })
        }, uniquingKeysWith: { $1 }))
  }

  func encoded() throws -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return try encoder.encode(content)
  }

  var entries: HeadEntries {
    let head = content.head
    let place = FactPlace(file: "head")
    func entry(_ path: [String], _ text: String) -> HeadEntries.Entry { HeadEntries.Entry(path, text, at: place) }
    let simple = [
      entry(["department"], head.department), entry(["year"], String(head.year)), entry(["pack"], head.pack),
      entry(["rounding"], head.rounding),
    ]
    let parts = head.parts.sorted { $0.key < $1.key }.flatMap { part, entries in
      entries.map { entry(["parts", part, $0.title], $0.paragraphs.joined(separator: "\n")) }
    }
    return HeadEntries(
      simple + parts + head.signature.map { entry(["signature", $0.label], $0.text) }, at: place)
  }

  var tables: [FactTable] {
    content.tables.sorted { $0.key < $1.key }.map { FactTable(name: $0.key, rows: $0.value) }
  }
}
