import Documents
import Readers
import TestSupport
import Testing

@Suite struct NumberingTests {
  private static let numbering = """
    <w:abstractNum w:abstractNumId="0">
    <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:suff w:val="nothing"/>\
    <w:lvlText w:val="%1、"/></w:lvl>
    <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:suff w:val="nothing"/>\
    <w:lvlText w:val="（%2）"/></w:lvl>
    <w:lvl w:ilvl="2"><w:start w:val="3"/><w:numFmt w:val="decimal"/><w:isLgl/><w:lvlText w:val="%1.%2.%3"/></w:lvl>
    <w:lvl w:ilvl="3"><w:numFmt w:val="bullet"/><w:lvlText w:val="•"/></w:lvl></w:abstractNum>
    <w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
    <w:num w:numId="2"><w:abstractNumId w:val="0"/>\
    <w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>
    """

  private func texts(_ items: [(list: Int, level: Int)]) throws -> [String] {
    let body = items.map { item in
      "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"\(item.level)\"/><w:numId w:val=\"\(item.list)\"/></w:numPr></w:pPr>"
        + "<w:r><w:t>项</w:t></w:r></w:p>"
    }
    let bytes = try OfficeFiles.docx(body.joined(), ["numbering": Self.numbering])
    return try FormatReader.read(SourceFile(name: "甲.docx", bytes: bytes)).document.blocks.map { block in
      guard case .paragraph(let paragraph) = block else { return "" }
      return paragraph.content.text
    }
  }

  @Test func countsAsWordDoes() throws {
    let items = [(1, 0), (1, 1), (1, 1), (1, 2), (1, 2), (1, 0), (1, 1), (1, 3), (2, 0), (2, 0), (0, 0), (9, 0)]
    #expect(
      try texts(items) == [
        "一、项", "（一）项", "（二）项", "1.2.3 项", "1.2.4 项", "二、项", "（一）项", "项", "一、项", "二、项", "项", "项",
      ])
  }

  @Test(arguments: [
    ("chineseCounting", 12, "十二"), ("chineseCountingThousand", 105, "一百零五"), ("chineseCounting", 20, "二十"),
    ("chineseLegalSimplified", 11, "壹拾壹"), ("ideographDigital", 10, "一〇"), ("decimalEnclosedCircle", 21, "㉑"),
    ("decimalEnclosedCircleChinese", 3, "③"), ("upperRoman", 14, "XIV"), ("lowerLetter", 28, "bb"),
    ("decimalFullWidth", 12, "１２"), ("ideographTraditional", 3, "丙"), ("decimalZero", 7, "07"), ("none", 1, ""),
    ("unheardOf", 7, "7"),
  ])
  func showsEachFormat(format: String, number: Int, shown: String) throws {
    let numbering = """
      <w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="\(number)"/><w:numFmt w:val="\(format)"/>\
      <w:suff w:val="nothing"/><w:lvlText w:val="第%1章"/></w:lvl></w:abstractNum>
      <w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
      """
    let body = "<w:p><w:pPr><w:numPr><w:numId w:val=\"1\"/></w:numPr></w:pPr><w:r><w:t>甲</w:t></w:r></w:p>"
    let bytes = try OfficeFiles.docx(body, ["numbering": numbering])
    let block = try FormatReader.read(SourceFile(name: "甲.docx", bytes: bytes)).document.blocks.first
    guard case .paragraph(let paragraph) = block else { return #expect(Bool(false)) }
    #expect(paragraph.content.text == "第\(shown)章甲")
  }

  @Test func numbersHeadingsByTheirStyle() throws {
    let styles = """
      <w:style w:type="paragraph" w:styleId="h2"><w:name w:val="heading 2"/><w:pPr><w:numPr><w:numId w:val="1"/>\
      </w:numPr></w:pPr></w:style>
      """
    let numbering = """
      <w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/><w:lvlText w:val="%1"/></w:lvl>
      <w:lvl w:ilvl="1"><w:numFmt w:val="chineseCounting"/><w:pStyle w:val="h2"/><w:suff w:val="nothing"/>\
      <w:lvlText w:val="%2、"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
      """
    let body = "<w:p><w:pPr><w:pStyle w:val=\"h2\"/></w:pPr><w:r><w:t>职责</w:t></w:r></w:p>"
    let bytes = try OfficeFiles.docx(body, ["styles": styles, "numbering": numbering])
    let block = try FormatReader.read(SourceFile(name: "甲.docx", bytes: bytes)).document.blocks.first
    guard case .heading(let heading) = block else { return #expect(Bool(false)) }
    #expect(heading.content.text == "一、职责")
    #expect(heading.level == 2)
  }
}
