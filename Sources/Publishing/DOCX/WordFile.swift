public import Composing
public import OpenXML

/// Writes a disclosure as a Word file: styles of official documents (GB/T 9704), a table of contents, sections for wide
/// tables. The same disclosure gives the same bytes.
public enum WordFile {
  /// - Parameter proof: JSON that goes along as a custom XML part; nil for none.
  public static func write(_ publication: Publication, proof: String?) throws(OpenXMLFault) -> [UInt8] {
    let body = WordBody.xml(publication, pages: PageCount.pages(of: publication))
    var parts: [(name: String, contents: [UInt8])] = [
      (OfficePackage.contentTypes, asset("content-types.xml")),
      ("_rels/.rels", asset("package.rels")),
      ("word/document.xml", bytes(document(body))),
      ("word/_rels/document.xml.rels", asset("document.rels")),
      ("word/styles.xml", asset("styles.xml")),
      ("word/settings.xml", asset("settings.xml")),
      ("word/fontTable.xml", asset("fontTable.xml")),
      ("word/footer.xml", asset("footer.xml")),
      ("docProps/core.xml", CoreProperties.xml(publication)),
    ]
    parts += [
      (ProofPart.name, ProofPart.xml(proof ?? "")),
      ("customXml/_rels/item1.xml.rels", asset("item.rels")),
      ("customXml/itemProps1.xml", asset("itemProps.xml")),
    ]
    return try Archive.packing(parts)
  }

  private static let declaration = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"

  private static func document(_ body: String) -> String {
    declaration + "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\""
      + " xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><w:body>\(body)</w:body></w:document>"
  }

  private static func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }

  private static func asset(_ name: String) -> [UInt8] { Assets.bytes(name) }
}

/// The proof inside a Word file: a custom XML part that Word keeps when the file is edited.
public enum ProofPart {
  public static let name = "customXml/item1.xml"
  private static let namespace = "urn:mingzhang:proof:1"

  static func xml(_ proof: String) -> [UInt8] {
    Array("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<proof xmlns=\"\(namespace)\">".utf8) + XMLText.encode(proof)
      + Array("</proof>".utf8)
  }

  /// The proof that a Word file carries; Word may have given the part another number.
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
