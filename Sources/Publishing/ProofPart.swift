public import OpenXML

/// The proof inside an office file: a custom XML part, which Word and Excel keep when the file is edited.
public enum ProofPart {
  private static let name = "customXml/item1.xml"
  private static let namespace = "urn:mingzhang:proof:1"

  /// - Parameter file: one that carries no custom XML.
  public static func adding(_ proof: String, to file: [UInt8]) throws(OpenXMLFault) -> [UInt8] {
    let package = try OfficePackage(file)
    var parts = [
      name: xml(proof), "customXml/_rels/item1.xml.rels": Assets.bytes("item.rels"),
      "customXml/itemProps1.xml": Assets.bytes("itemProps.xml"),
    ]
    let type = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"
    parts[OfficePackage.contentTypes] = try adding(
      "<Override PartName=\"/customXml/itemProps1.xml\" ContentType=\"\(type)\"/>", before: "</Types>",
      of: OfficePackage.contentTypes, in: package)
    let relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/customXml"
    let relations = OfficePackage.relationshipsPart(of: package.mainPart)
    parts[relations] = try adding(
      "<Relationship Id=\"rIdProof\" Type=\"\(relation)\" Target=\"../\(name)\"/>", before: "</Relationships>",
      of: relations, in: package)
    return try package.archive.rewriting(parts)
  }

  private static func adding(
    _ element: String, before end: String, of part: String, in package: OfficePackage
  ) throws(OpenXMLFault) -> [UInt8] {
    Array(String(decoding: try package.bytes(of: part), as: UTF8.self).replacing(end, with: element + end).utf8)
  }

  private static func xml(_ proof: String) -> [UInt8] {
    Array("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<proof xmlns=\"\(namespace)\">".utf8) + XMLText.encode(proof)
      + Array("</proof>".utf8)
  }

  /// The proof that a file carries, nil for none; programs may give the part another number.
  public static func read(_ package: OfficePackage) throws(OpenXMLFault) -> String? {
    for entry in package.archive.entries where entry.name.hasPrefix("customXml/item") && entry.name.hasSuffix(".xml") {
      let bytes = try package.bytes(of: entry.name)
      guard String(decoding: bytes.prefix(1_024), as: UTF8.self).contains(namespace) else { continue }
      let tree = try package.xml(entry.name)
      if tree.root.name == "proof", !tree.root.text.isEmpty { return tree.root.text }
    }
    return nil
  }
}
