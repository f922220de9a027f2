import Documents
import OpenXML
import Readers
import TestSupport
import Testing

/// Damaged and hostile office files are read or refused; nothing traps, and every place lies in the text.
@Suite struct DamagedOfficeFileTests {
  private static let word = """
    <w:p><w:pPr><w:pStyle w:val="1"/><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>概况</w:t></w:r></w:p>
    <w:tbl><w:tblGrid><w:gridCol/></w:tblGrid><w:tr><w:trPr><w:gridBefore w:val="1"/></w:trPr><w:tc><w:tcPr>\
    <w:gridSpan w:val="2"/><w:vMerge w:val="restart"/></w:tcPr><w:p><w:r><w:t>1,203.45</w:t></w:r></w:p></w:tc></w:tr>\
    <w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc><w:tc><w:p><w:del w:id="1"><w:r><w:delText>1</w:delText>\
    </w:r></w:del><w:ins w:id="2"><w:r><w:t>2</w:t></w:r></w:ins></w:p></w:tc></w:tr></w:tbl>
    <w:p><w:r><w:fldChar w:fldCharType="begin"/><w:instrText>X</w:instrText><w:fldChar w:fldCharType="separate"/>\
    <w:t xml:space="preserve"> 甲&amp;&#20057; </w:t><w:fldChar w:fldCharType="end"/><w:sym w:char="F0FE"/></w:r></w:p>
    """
  private static let parts = [
    "styles": "<w:style w:type=\"paragraph\" w:styleId=\"1\"><w:name w:val=\"heading 1\"/></w:style>",
    "numbering": """
    <w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/>\
    <w:lvlText w:val="第%1部分"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
    """,
  ]
  private static let sheet = """
    <cols><col min="3" max="3" hidden="1"/></cols><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c></row><row r="2">\
    <c r="A2" t="inlineStr"><is><t>合计</t></is></c><c r="B2" s="1"><v>1203.4499999</v></c><c r="C2"><v>1</v></c>\
    <c r="D2" s="2"><v>45292.5</v></c></row></sheetData><mergeCells><mergeCell ref="A1:D1"/></mergeCells>
    """
  private static let looks = """
    <numFmts><numFmt numFmtId="170" formatCode="#,##0.00_ ;[Red]\\-#,##0.00&quot;元&quot;"/>\
    <numFmt numFmtId="171" formatCode="[&gt;5]yyyy/m/d h:mm;0.0%"/></numFmts>\
    <cellXfs><xf numFmtId="0"/><xf numFmtId="170"/><xf numFmtId="171"/></cellXfs>
    """

  private static func originals() throws -> [[UInt8]] {
    [
      try OfficeFiles.docx(word, parts),
      try OfficeFiles.xlsx([("表", "", sheet)], strings: ["收入决算表"], styles: looks),
    ]
  }

  private static func mutate(_ bytes: inout [UInt8], using generator: inout SeededGenerator) {
    guard let index = bytes.indices.randomElement(using: &generator) else { return }
    switch Int.random(in: 0..<5, using: &generator) {
    case 0: bytes[index] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
    case 1: bytes[index] = [0x00, 0xFF, 0x3C, 0x3E, 0x22, 0x39, 0x2D].randomElement(using: &generator) ?? 0
    case 2: bytes.removeSubrange(index..<min(bytes.count, index + Int.random(in: 1...20, using: &generator)))
    case 3:
      let piece = Array(bytes[index..<min(bytes.count, index + 40)])
      bytes.insert(contentsOf: piece, at: Int.random(in: 0...bytes.count, using: &generator))
    default:
      // Numbers are what bounds are about.
      guard let digit = bytes[index...].firstIndex(where: { (0x30...0x39).contains($0) }) else { return }
      bytes.replaceSubrange(digit..<(digit + 1), with: Array("99999999999".utf8))
    }
  }

  /// - Returns: whether there was something to read; every place of it is held against the text.
  private func isRead(_ bytes: [UInt8]) -> Bool {
    do throws(UnreadableFile) {
      let reading = try FormatReader.read(SourceFile(name: "a", bytes: bytes))
      let length = reading.map?.length ?? bytes.count
      for table in reading.document.tables {
        for cell in table.rows.flatMap(\.cells) {
          #expect(0 <= cell.column && cell.column < table.columnCount)
          #expect(0 <= cell.content.span.start && cell.content.span.start <= cell.content.span.end)
          #expect(cell.content.span.end <= max(length, table.span.end))
        }
      }
      return true
    } catch {
      return false
    }
  }

  @Test func damagedBytesAreReadOrRefused() throws {
    var generator = SeededGenerator(seed: 20_240_602)
    for original in try Self.originals() {
      for _ in 0..<200 {
        var bytes = original
        for _ in 0..<Int.random(in: 1...3, using: &generator) { Self.mutate(&bytes, using: &generator) }
        _ = isRead(bytes)
      }
      #expect(isRead(original))
    }
  }

  @Test func damagedPartsAreReadOrRefused() throws {
    var generator = SeededGenerator(seed: 20_240_603)
    for original in try Self.originals() {
      let archive = try Archive(original)
      var read = 0
      for _ in 0..<400 {
        guard let entry = archive.entries.randomElement(using: &generator) else { return }
        var part = try archive.contents(of: entry)
        Self.mutate(&part, using: &generator)
        if isRead(try archive.rewriting([entry.name: part])) { read += 1 }
      }
      // Most damage must leave something to read, or the loop tests nothing.
      #expect(read > 100)
    }
  }

  // MARK: Hostile

  private func refusal(_ bytes: [UInt8]) -> UnreadableFile.Reason? {
    do throws(UnreadableFile) {
      _ = try FormatReader.read(SourceFile(name: "a", bytes: bytes))
      return nil
    } catch {
      return error.reason
    }
  }

  @Test func otherArchivesAreCalledWhatTheyAre() throws {
    #expect(refusal(try OfficeFiles.archive(["a.bin": "甲"])) == .unknownFormat)
    #expect(refusal([0x50, 0x4B, 3, 4] + Array("甲".utf8)) == .damaged)
    #expect(refusal(try OfficeFiles.docx("<w:p/>")) == .empty)
  }

  @Test func nothingIsExpandedOrFetched() throws {
    let archive = try Archive(try OfficeFiles.docx("<w:p/>"))
    let bomb = """
      <!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c SYSTEM "file:///etc/passwd">]>
      <w:document \(OfficeFiles.wordNamespaces)><w:body><w:p><w:r><w:t>&b;&c;</w:t></w:r></w:p></w:body></w:document>
      """
    #expect(refusal(try archive.rewriting(["word/document.xml": Array(bomb.utf8)])) == .damaged)
  }

  @Test func partsThatUnpackToTooMuchAreRefused() throws {
    let archive = try Archive(try OfficeFiles.docx("<w:p/>"))
    let blank = [UInt8](repeating: 0x20, count: 8 << 20)
    #expect(refusal(try archive.rewriting(["word/media/image1.emf": blank])) == .overblown)
  }

  @Test func wideAndTallTablesAreCut() throws {
    let far = "<c r=\"XFD1\" t=\"inlineStr\"><is><t>远</t></is></c>"
    let rows = (2...1_000).map { "<row r=\"\($0)\"><c r=\"A\($0)\"><v>1</v></c><c r=\"B\($0)\"><v>2</v></c></row>" }
    let bytes = try OfficeFiles.xlsx([("表", "", "<sheetData><row r=\"1\">\(far)</row>\(rows.joined())</sheetData>")])
    let reading = try FormatReader.read(SourceFile(name: "a", bytes: bytes))
    #expect(reading.notes.map(\.id).contains("reading.rowsCut"))
    let spans = "<w:tc><w:tcPr><w:gridSpan w:val=\"2000000000\"/></w:tcPr><w:p><w:r><w:t>甲</w:t></w:r></w:p></w:tc>"
    let wide = try OfficeFiles.docx("<w:tbl><w:tr>\(spans)\(spans)</w:tr></w:tbl>")
    let table = try FormatReader.read(SourceFile(name: "a", bytes: wide))
    #expect(table.document.tables.map(\.columnCount) == [4_096])
    #expect(table.notes.map(\.id) == ["reading.columnsCut"])
  }

  @Test func mergesThatClaimTheWholeSheetAreBounded() throws {
    let merges = String(repeating: "<mergeCell ref=\"A1:XFD1048576\"/>", count: 2_000)
    let row = "<row r=\"1\"><c r=\"A1\"><v>1</v></c><c r=\"C1\"><v>2</v></c></row>"
    let bytes = try OfficeFiles.xlsx([
      ("表", "", "<sheetData>\(row)</sheetData><mergeCells>\(merges)</mergeCells>")
    ])
    #expect(isRead(bytes))
  }
}
