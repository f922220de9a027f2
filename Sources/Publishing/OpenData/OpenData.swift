public import Composing
import Filings
import Forms
import Foundation
import Texts
import Writers

/// A disclosure as open data: a CSV file for each table and a Tabular Data Package (Frictionless Data) that describes
/// them.
public enum OpenData {
  /// - Returns: names and bytes; `datapackage.json` stands last.
  public static func files(_ publication: Publication) throws -> [(name: String, bytes: [UInt8])] {
    let tables = publication.tables.map { OpenTable($0, of: publication) }
    let csv = tables.map { (name: path($0), bytes: Array(text(of: $0).utf8)) }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    let package = Package(publication, resources: zip(tables, csv).map { Resource($0, publication, bytes: $1.bytes) })
    return csv + [("datapackage.json", Array(try encoder.encode(package)) + Array("\n".utf8))]
  }

  private static func path(_ table: OpenTable) -> String { table.published.anchor + ".csv" }

  /// After RFC 4180, without a byte order mark, which data packages do not take.
  private static func text(of table: OpenTable) -> String {
    ([table.fields.map(\.name)] + table.rows).map { line in
      line.map(field).joined(separator: ",") + "\r\n"
    }.joined()
  }

  private static func field(_ text: String) -> String {
    let text = text.printable
    let isPlain = !text.utf8.contains { ",\"\n\r".utf8.contains($0) }
    return isPlain ? text : "\"" + text.exchanging("\"", for: "\"\"") + "\""
  }

  // MARK: The description, by the words of the specification

  private struct Package: Encodable {
    var profile = "tabular-data-package"
    var name: String
    var title: String
    var contributors: [Contributor]
    /// The fiscal year and the form, by which the fields are named.
    var fiscalYear: Int
    var form: String
    var resources: [Resource]

    init(_ publication: Publication, resources: [Resource]) {
      name = "final-accounts-\(publication.year)"
      title = publication.title
      contributors = [Contributor(title: publication.department)]
      fiscalYear = publication.year
      form = publication.form.pack
      self.resources = resources
    }
  }

  private struct Contributor: Encodable {
    var title: String
    var role = "publisher"
  }

  private struct Resource: Encodable {
    var profile = "tabular-data-resource"
    var name: String
    var title: String
    var description: String?
    var path: String
    var format = "csv"
    var mediatype = "text/csv"
    var encoding = "utf-8"
    var bytes: Int
    var hash: String
    var schema: Schema

    init(_ table: OpenTable, _ publication: Publication, bytes: [UInt8]) {
      name = table.published.anchor.lowercased()
      title = table.published.title
      let fields = publication.filing.tables[table.published.filling].fields.map(\.value.text).filter { !$0.isEmpty }
      description = fields.isEmpty ? nil : fields.sorted().joined(separator: "；")
      path = OpenData.path(table)
      self.bytes = bytes.count
      hash = "sha256:" + SHA256.hexadecimal(of: bytes)
      schema = Schema(
        fields: table.fields.map { Field(name: $0.name, title: $0.title, type: $0.kind.rawValue, unit: $0.unit) })
    }
  }

  private struct Schema: Encodable {
    var fields: [Field]
    /// A blank is none, never zero.
    var missingValues = [""]
  }

  private struct Field: Encodable {
    var name: String
    var title: String
    var type: String
    var unit: String?
  }
}
