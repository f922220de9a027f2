import Composing
import OpenXML

/// Title and author of an office file. No times: the same disclosure gives the same bytes.
enum CoreProperties {
  static let name = "docProps/core.xml"

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
