public import Composing
public import OpenXML

/// Writes a disclosure as a Word file: styles of official documents (GB/T 9704), a table of contents, sections for wide
/// tables. The same disclosure gives the same bytes.
public enum WordFile {
  public static func write(_ publication: Publication) throws(OpenXMLFault) -> [UInt8] {
    let body = WordBody.xml(publication, pages: PageCount.pages(of: publication))
    return try Archive.packing([
      (OfficePackage.contentTypes, Assets.bytes("content-types.xml")),
      ("_rels/.rels", Assets.bytes("package.rels")),
      ("word/document.xml", Array(document(body).utf8)),
      ("word/_rels/document.xml.rels", Assets.bytes("document.rels")),
      ("word/styles.xml", Assets.bytes("styles.xml")),
      ("word/settings.xml", Assets.bytes("settings.xml")),
      ("word/fontTable.xml", Assets.bytes("fontTable.xml")),
      ("word/footer.xml", Assets.bytes("footer.xml")),
      (CoreProperties.name, CoreProperties.xml(publication)),
    ])
  }

  private static let declaration = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"

  private static func document(_ body: String) -> String {
    declaration + "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\""
      + " xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><w:body>\(body)</w:body></w:document>"
  }
}
