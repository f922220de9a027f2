import Composing
import Foundation
import Testing
import Writers

@testable import Publishing

@Suite("Open data of disclosures") struct OpenDataTests {
  @Test func everyTableIsDescribedAsItIs() throws {
    let files = try OpenData.files(Sample.publication())
    let package = try #require(files.last)
    #expect(package.name == "datapackage.json")
    let json = try #require(try JSONSerialization.jsonObject(with: Data(package.bytes)) as? [String: Any])
    let resources = try #require(json["resources"] as? [[String: Any]])
    #expect(resources.count == 15)
    for (resource, file) in zip(resources, files) {
      #expect(resource["path"] as? String == file.name)
      #expect(resource["bytes"] as? Int == file.bytes.count)
      #expect(resource["hash"] as? String == "sha256:" + SHA256.hexadecimal(of: file.bytes))
      let fields = (resource["schema"] as? [String: Any])?["fields"] as? [[String: Any]] ?? []
      let head = String(decoding: file.bytes, as: UTF8.self).components(separatedBy: "\r\n")[0]
      #expect(fields.compactMap { $0["name"] as? String } == head.components(separatedBy: ","))
      #expect(fields.allSatisfy { !($0["title"] as? String ?? "").contains("{") })
    }
  }

  @Test func figuresArePlainDecimalsAndBlanksStayBlank() throws {
    let publication = try Sample.publication()
    let table = try #require(publication.tables.first { $0.anchor == "T04" })
    let open = OpenTable(table, of: publication)
    #expect(open.fields.map(\.name).prefix(3) == ["block", "row", "name"])
    #expect(open.fields.first { $0.name == "general" }?.unit == "万元")
    let line = try #require(open.rows.first { $0[1] == "fund" })
    #expect(line.dropFirst(3).joined().isEmpty)
    for row in open.rows {
      #expect(row.count == open.fields.count)
      for (field, text) in zip(open.fields, row) where field.kind == .number && !text.isEmpty {
        #expect(Double(text) != nil, "\(text)")
      }
    }
  }
}
