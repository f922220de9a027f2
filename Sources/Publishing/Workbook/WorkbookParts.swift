import Composing
import OpenXML

/// What libxlsxwriter does not write: properties without the time of day, and the proof as a custom XML part.
enum WorkbookParts {
  static func finished(
    _ bytes: [UInt8], _ publication: Publication, proof: String?
  ) throws(OpenXMLFault) -> [UInt8] {
    let archive = try Archive(bytes)
    var parts = ["docProps/core.xml": CoreProperties.xml(publication)]
    if let proof {
      parts[ProofPart.name] = ProofPart.xml(proof)
      parts["customXml/_rels/item1.xml.rels"] = Assets.bytes("item.rels")
      parts["customXml/itemProps1.xml"] = Assets.bytes("itemProps.xml")
      let type = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"
      try add(
        "<Override PartName=\"/customXml/itemProps1.xml\" ContentType=\"\(type)\"/>", before: "</Types>",
        of: OfficePackage.contentTypes, in: archive, to: &parts)
      let relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/customXml"
      try add(
        "<Relationship Id=\"rIdProof\" Type=\"\(relation)\" Target=\"../customXml/item1.xml\"/>",
        before: "</Relationships>", of: "xl/_rels/workbook.xml.rels", in: archive, to: &parts)
    }
    return try archive.rewriting(parts)
  }

  private static func add(
    _ element: String, before end: String, of part: String, in archive: Archive, to parts: inout [String: [UInt8]]
  ) throws(OpenXMLFault) {
    guard let entry = archive.entry(part) else { throw .missing(part) }
    let text = String(decoding: try archive.contents(of: entry), as: UTF8.self)
    parts[part] = Array(text.replacing(end, with: element + end).utf8)
  }
}

/// Title and author of an office file. No times: the same disclosure gives the same bytes.
enum CoreProperties {
  static func xml(_ publication: Publication) -> [UInt8] {
    func escaped(_ text: String) -> String { String(decoding: XMLText.encode(text), as: UTF8.self) }
    return Array(
      ("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
        + "<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\""
        + " xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:title>\(escaped(publication.title))</dc:title>"
        + "<dc:creator>\(escaped(publication.department))</dc:creator><dc:language>zh-CN</dc:language>"
        + "</cp:coreProperties>").utf8)
  }
}
