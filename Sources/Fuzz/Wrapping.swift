import OpenXML

/// Turns the text of a document into a file of another format: a web page, a Word file, a workbook, several files as a
/// set. It is damaged where its format lives: in its marks, or in the bytes of the packed file.
struct Wrapping {
  typealias Damage = (inout [UInt8], inout SplitMix64) -> Void
  let damage: Damage

  enum Format: CaseIterable {
    case page, word, sheet, set
  }

  func file(of text: [UInt8], using generator: inout SplitMix64) -> [UInt8] {
    let format = Format.allCases[generator.below(Format.allCases.count)]
    var bytes = packed(text, as: format, using: &generator)
    // One damaged byte mostly ruins a packed file, so most are damaged inside only.
    if format == .page || generator.isOne(in: 4) { damage(&bytes, &generator) }
    return bytes
  }

  private func packed(_ text: [UInt8], as format: Format, using generator: inout SplitMix64) -> [UInt8] {
    let lines = Lines.split(text).map { String(decoding: $0, as: UTF8.self) }
    func damaged(_ text: String) -> [UInt8] {
      var bytes = Array(text.utf8)
      if generator.isOne(in: 2) { damage(&bytes, &generator) }
      return bytes
    }
    switch format {
    case .page: return damaged(page(lines))
    case .word: return archive([("word/document.xml", damaged(word(lines)))], type: "wordprocessingml.document")
    case .sheet:
      return archive(
        [
          ("xl/workbook.xml", Array(Self.workbook.utf8)), ("xl/worksheets/sheet1.xml", damaged(sheet(lines))),
          ("xl/_rels/workbook.xml.rels", Array(relationships("worksheet", "worksheets/sheet1.xml").utf8)),
        ], type: "spreadsheetml.sheet")
    case .set:
      var parts: [(name: String, contents: [UInt8])] = [("1.md", text)]
      for (name, format) in [("2.docx", Format.word), ("3.xlsx", .sheet)] where generator.isOne(in: 2) {
        parts.append((name, packed(Array(text.prefix(2_000)), as: format, using: &generator)))
      }
      return zipped(parts)
    }
  }

  /// A fuzzer that went on with other bytes would say of office files what it never tried.
  private func zipped(_ parts: [(name: String, contents: [UInt8])]) -> [UInt8] {
    do throws(OpenXMLFault) {
      return try Archive.packing(parts)
    } catch {
      preconditionFailure("a few small parts can be packed: \(error)")
    }
  }

  // MARK: Formats

  /// Rows of TABs as tables, all else as paragraphs.
  private func markup(_ lines: [String], row: ([String]) -> String, table: (String) -> String, text: (String) -> String)
    -> String
  {
    var result = ""
    var rows = ""
    for line in lines {
      if line.utf8.contains(0x09) {
        rows += row(line.split(separator: "\t", omittingEmptySubsequences: false).map { escaped(String($0)) })
        continue
      }
      if !rows.isEmpty { result += table(rows) }
      rows = ""
      result += text(escaped(line))
    }
    return result + (rows.isEmpty ? "" : table(rows))
  }

  private func page(_ lines: [String]) -> String {
    "<html><head><meta charset=\"utf-8\"></head><body>"
      + markup(
        lines, row: { "<tr>" + $0.map { "<td>\($0)</td>" }.joined() + "</tr>\n" },
        table: { "<table border=1>\($0)</table>\n" }, text: { "<p>\($0)</p>\n" }) + "</body></html>"
  }

  private func word(_ lines: [String]) -> String {
    func paragraph(_ text: String) -> String { "<w:p><w:r><w:t>\(text)</w:t></w:r></w:p>" }
    return "<w:document xmlns:w=\"\(Self.main)/wordprocessingml/2006/main\"><w:body>"
      + markup(
        lines, row: { "<w:tr>" + $0.map { "<w:tc>\(paragraph($0))</w:tc>" }.joined() + "</w:tr>" },
        table: { "<w:tbl>\($0)</w:tbl>" }, text: paragraph) + "</w:body></w:document>"
  }

  private func sheet(_ lines: [String]) -> String {
    func cell(_ text: String) -> String {
      Double(text) == nil ? "<c t=\"inlineStr\"><is><t>\(text)</t></is></c>" : "<c><v>\(text)</v></c>"
    }
    return "<worksheet xmlns=\"\(Self.main)/spreadsheetml/2006/main\"><sheetData>"
      + markup(
        lines, row: { "<row>" + $0.map(cell).joined() + "</row>" }, table: { $0 },
        text: { "<row>\(cell($0))</row>" }) + "</sheetData></worksheet>"
  }

  private func escaped(_ text: String) -> String {
    String(decoding: XMLText.encode(text), as: UTF8.self)
  }

  private func archive(_ parts: [(name: String, contents: [UInt8])], type: String) -> [UInt8] {
    let kind = "application/vnd.openxmlformats-officedocument.\(type).main+xml"
    let types = """
      <Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">\
      <Default Extension="xml" ContentType="application/xml"/>\
      <Override PartName="/\(parts[0].name)" ContentType="\(kind)"/></Types>
      """
    let head = [
      ("[Content_Types].xml", Array(types.utf8)),
      ("_rels/.rels", Array(relationships("officeDocument", parts[0].name).utf8)),
    ]
    return zipped(head + parts)
  }

  private func relationships(_ type: String, _ target: String) -> String {
    """
    <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r" \
    Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/\(type)" Target="\(target)"/></Relationships>
    """
  }

  private static let main = "http://schemas.openxmlformats.org"
  private static let workbook = """
    <workbook xmlns="\(main)/spreadsheetml/2006/main" \
    xmlns:r="\(main)/officeDocument/2006/relationships"><sheets><sheet name="表" sheetId="1" r:id="r"/></sheets></workbook>
    """
}
