import OpenXML

/// Small office files, made of the parts that a test is about.
public enum OfficeFiles {
  private static let header = #"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#
  private static let package = "http://schemas.openxmlformats.org/package/2006"
  private static let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
  public static let wordNamespaces = """
    xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" \
    xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" \
    xmlns:v="urn:schemas-microsoft-com:vml" xmlns:r="\(office)"
    """
  private static let sheetNamespaces = """
    xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="\(office)"
    """

  /// An archive of parts.
  public static func archive(_ parts: [String: String]) throws -> [UInt8] {
    // The end record alone is a ZIP file of nothing.
    let empty: [UInt8] = [0x50, 0x4B, 5, 6] + [UInt8](repeating: 0, count: 18)
    return try Archive(empty).rewriting(parts.mapValues { Array($0.utf8) })
  }

  /// - Parameters:
  ///   - body: what stands in `w:body`.
  ///   - parts: contents of the root elements `w:styles`, `w:numbering`, `w:comments` … by those names.
  public static func docx(_ body: String, _ parts: [String: String] = [:]) throws -> [UInt8] {
    var files = base(
      main: "word/document.xml", type: "wordprocessingml.document.main",
      "<w:document \(wordNamespaces)><w:body>\(body)</w:body></w:document>")
    var relationships = ""
    for (name, content) in parts.sorted(by: { $0.key < $1.key }) {
      files["word/\(name).xml"] = "\(header)<w:\(name) \(wordNamespaces)>\(content)</w:\(name)>"
      relationships += #"<Relationship Id="r\#(name)" Type="\#(office)/\#(name)" Target="\#(name).xml"/>"#
    }
    files["word/_rels/document.xml.rels"] = self.relationships(relationships)
    return try archive(files)
  }

  /// - Parameters:
  ///   - sheets: what stands in each `worksheet`, with its name and the attributes of its entry.
  ///   - strings: the shared strings.
  ///   - styles: what stands in `styleSheet`.
  public static func xlsx(
    _ sheets: [(name: String, attributes: String, content: String)], strings: [String] = [], styles: String = ""
  ) throws -> [UInt8] {
    var entries = ""
    var relationships = """
      <Relationship Id="s" Type="\(office)/sharedStrings" Target="sharedStrings.xml"/>\
      <Relationship Id="t" Type="\(office)/styles" Target="styles.xml"/>
      """
    var files: [String: String] = [:]
    for (index, sheet) in sheets.enumerated() {
      entries += #"<sheet name="\#(sheet.name)" sheetId="\#(index + 1)" r:id="w\#(index)" \#(sheet.attributes)/>"#
      relationships +=
        #"<Relationship Id="w\#(index)" Type="\#(office)/worksheet" Target="worksheets/sheet\#(index).xml"/>"#
      files["xl/worksheets/sheet\(index).xml"] =
        "\(header)<worksheet \(sheetNamespaces)>\(sheet.content)</worksheet>"
    }
    let items = strings.map { "<si><t>\($0)</t></si>" }.joined()
    files["xl/sharedStrings.xml"] = "<sst \(sheetNamespaces)>\(items)</sst>"
    files["xl/styles.xml"] = "<styleSheet \(sheetNamespaces)>\(styles)</styleSheet>"
    files["xl/_rels/workbook.xml.rels"] = self.relationships(relationships)
    files.merge(
      base(
        main: "xl/workbook.xml", type: "spreadsheetml.sheet.main",
        "<workbook \(sheetNamespaces)><sheets>\(entries)</sheets></workbook>")
    ) { $1 }
    return try archive(files)
  }

  private static func relationships(_ content: String) -> String {
    "\(header)<Relationships xmlns=\"\(package)/relationships\">\(content)</Relationships>"
  }

  private static func base(main: String, type: String, _ content: String) -> [String: String] {
    [
      "[Content_Types].xml": """
      \(header)<Types xmlns="\(package)/content-types"><Default Extension="xml" ContentType="application/xml"/>\
      <Override PartName="/\(main)" ContentType="application/vnd.openxmlformats-officedocument.\(type)+xml"/></Types>
      """,
      "_rels/.rels": relationships(#"<Relationship Id="m" Type="\#(office)/officeDocument" Target="\#(main)"/>"#),
      main: header + content,
    ]
  }
}
