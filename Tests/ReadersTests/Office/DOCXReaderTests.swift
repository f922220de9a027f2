import Documents
import Readers
import TestSupport
import Testing

@Suite struct DOCXReaderTests {
  private func read(_ body: String, _ parts: [String: String] = [:]) throws -> Reading {
    try FormatReader.read(SourceFile(name: "甲.docx", bytes: try OfficeFiles.docx(body, parts)))
  }

  /// Blocks as text: `# ` before headings, TABs between cells.
  private func lines(_ reading: Reading) -> [String] {
    reading.document.blocks.map { block in
      switch block {
      case .heading(let heading): String(repeating: "#", count: heading.level) + " " + heading.content.text
      case .paragraph(let paragraph): paragraph.content.text
      case .table(let table):
        table.rows.map { $0.cells.map(\.content.text).joined(separator: "\t") }.joined(separator: "\n")
      }
    }
  }

  private func paragraph(_ runs: String, _ properties: String = "") -> String {
    "<w:p><w:pPr>\(properties)</w:pPr>\(runs)</w:p>"
  }

  private func run(_ text: String, _ properties: String = "") -> String {
    "<w:r><w:rPr>\(properties)</w:rPr><w:t xml:space=\"preserve\">\(text)</w:t></w:r>"
  }

  private func cell(_ text: String, _ properties: String = "") -> String {
    "<w:tc><w:tcPr>\(properties)</w:tcPr>\(paragraph(run(text)))</w:tc>"
  }

  // MARK: Paragraphs

  @Test func joinsRunsAndKeepsBreaksTabsAndSigns() throws {
    let reading = try read(
      "<w:p><w:r><w:t> 支出 </w:t></w:r><w:hyperlink><w:r><w:t>1,203.45</w:t><w:tab/><w:t>万元</w:t><w:br/></w:r>"
        + "</w:hyperlink><w:r><w:t>是</w:t><w:noBreakHyphen/><w:sym w:font=\"Wingdings\" w:char=\"F0FE\"/></w:r></w:p>")
    #expect(lines(reading) == ["支出1,203.45\t万元\n是-☑"])
    #expect(reading.format == .docx)
  }

  @Test func leavesOutBlankParagraphs() throws {
    #expect(lines(try read(paragraph("") + paragraph(run("　")) + paragraph(run("　甲 ")))) == ["甲"])
  }

  @Test func writesRaisedDigitsAsSuch() throws {
    let raised = "<w:vertAlign w:val=\"superscript\"/>"
    #expect(lines(try read(paragraph(run("面积5m") + run("2", raised)))) == ["面积5m²"])
  }

  @Test func knowsHeadingsByTheirStyle() throws {
    let styles = """
      <w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/></w:style>
      <w:style w:type="paragraph" w:styleId="a"><w:name w:val="节"/><w:pPr><w:outlineLvl w:val="2"/></w:pPr></w:style>
      <w:style w:type="paragraph" w:styleId="b"><w:name w:val="小节"/><w:basedOn w:val="a"/></w:style>
      <w:style w:type="paragraph" w:styleId="c"><w:basedOn w:val="d"/></w:style>
      <w:style w:type="paragraph" w:styleId="d"><w:basedOn w:val="c"/></w:style>
      """
    let body = ["1", "a", "b", "c"].map { paragraph(run($0), "<w:pStyle w:val=\"\($0)\"/>") }.joined()
    let own = paragraph(run("e"), "<w:pStyle w:val=\"c\"/><w:outlineLvl w:val=\"0\"/>")
    let long = paragraph(run(String(repeating: "长", count: 130)), "<w:pStyle w:val=\"1\"/>")
    let reading = try read(body + own + long, ["styles": styles])
    #expect(lines(reading).dropLast() == ["# 1", "### a", "### b", "c", "# e"])
    #expect(!lines(reading)[5].hasPrefix("#"))
  }

  // MARK: Fields, revisions, hidden text

  @Test func printsResultsOfFieldsAndNotTheirInstructions() throws {
    let reading = try read(
      "<w:p><w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText>TOC</w:instrText></w:r>"
        + "<w:r><w:t>错</w:t></w:r><w:r><w:fldChar w:fldCharType=\"separate\"/></w:r><w:r><w:t>目录一</w:t></w:r></w:p>"
        + "<w:p><w:r><w:t>目录二</w:t></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r></w:p>"
        + "<w:p><w:r><w:fldChar w:fldCharType=\"begin\"/></w:r></w:p><w:p><w:r><w:t>后</w:t></w:r></w:p>")
    #expect(lines(reading) == ["目录一", "目录二", "后"])
  }

  @Test func readsRevisionsAsAccepted() throws {
    let reading = try read(
      "<w:p>\(run("支出"))<w:del w:id=\"1\"><w:r><w:delText>10</w:delText></w:r></w:del><w:ins w:id=\"2\">\(run("12"))"
        + "</w:ins>\(run("万元"))</w:p>"
        + "<w:p><w:pPr><w:rPr><w:del w:id=\"3\"/></w:rPr></w:pPr>\(run("上半"))</w:p>\(paragraph(run("下半")))"
        + "<w:p><w:moveFrom w:id=\"4\">\(run("旧处"))</w:moveFrom></w:p>")
    #expect(lines(reading) == ["支出12万元", "上半下半"])
    #expect(reading.notes == [ReadingNote(id: "reading.changesAccepted", values: ["count": "4"])])
    #expect(reading.document.leftovers == Document.Leftovers(comments: 0, changes: 4))
  }

  @Test func leavesOutRowsThatWereDeleted() throws {
    let gone = "<w:tr><w:trPr><w:del w:id=\"1\"/></w:trPr>\(cell("旧"))\(cell("旧"))</w:tr>"
    let reading = try read("<w:tbl>\(gone)<w:tr>\(cell("新"))\(cell("1"))</w:tr></w:tbl>")
    #expect(lines(reading) == ["新\t1"])
  }

  @Test func leavesOutHiddenTextAndSaysSo() throws {
    let styles =
      "<w:style w:type=\"character\" w:styleId=\"h\"><w:rPr><w:vanish/></w:rPr></w:style>"
    let reading = try read(
      paragraph(run("甲") + run("乙", "<w:vanish/>") + run("丙", "<w:rStyle w:val=\"h\"/>"))
        + paragraph(run("丁", "<w:rStyle w:val=\"h\"/><w:vanish w:val=\"0\"/>")), ["styles": styles])
    #expect(lines(reading) == ["甲", "丁"])
    #expect(reading.notes == [ReadingNote(id: "reading.hiddenText", values: ["count": "2"])])
  }

  @Test func tellsOfCommentsAndFootnotesAndKeepsThemOut() throws {
    let reading = try read(
      paragraph(run("甲")),
      [
        "comments": "<w:comment w:id=\"0\"><w:p><w:r><w:t>改</w:t></w:r></w:p></w:comment>",
        "footnotes": "<w:footnote w:type=\"separator\"/><w:footnote w:id=\"2\">\(paragraph(run("注")))</w:footnote>",
      ])
    #expect(lines(reading) == ["甲"])
    #expect(reading.notes == [ReadingNote(id: "reading.footnotes", values: ["count": "1"])])
    #expect(reading.document.leftovers == Document.Leftovers(comments: 1, changes: 0))
  }

  @Test func readsTextBoxesOnceAfterTheirParagraph() throws {
    let box = "<w:txbxContent>\(paragraph(run("框")))</w:txbxContent>"
    let reading = try read(
      "<w:p>\(run("前"))<w:r><mc:AlternateContent><mc:Choice><w:drawing>\(box)</w:drawing></mc:Choice>"
        + "<mc:Fallback><w:pict><v:textbox>\(box)</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
        + "\(run("后"))</w:p>\(paragraph(run("下")))")
    #expect(lines(reading) == ["前后", "框", "下"])
  }

  // MARK: Tables

  @Test func keepsMergedCellsAndBlanks() throws {
    let table = """
      <w:tbl><w:tr>\(cell("科目", "<w:vMerge w:val=\"restart\"/>"))\(cell("金额", "<w:gridSpan w:val=\"2\"/>"))</w:tr>
      <w:tr>\(cell("", "<w:vMerge/>"))\(cell("预算"))\(cell("决算"))</w:tr>
      <w:tr>\(cell("甲"))\(cell(""))\(cell("1.00"))</w:tr></w:tbl>
      """
    let found = try #require(try read(table).document.tables.first)
    #expect(found.columnCount == 3)
    #expect(found.rows.map { $0.cells.map(\.column) } == [[0, 1], [1, 2], [0, 1, 2]])
    #expect(found.rows[0].cells.map(\.rowSpan) == [2, 1])
    #expect(found.rows[0].cells.map(\.columnSpan) == [1, 2])
    #expect(found.rows[2].cells.map(\.content.text) == ["甲", "", "1.00"])
  }

  @Test func putsTheParagraphsOfACellOnLinesAndNestedTablesToo() throws {
    let nested = "<w:tbl><w:tr>\(cell("1"))\(cell("2"))</w:tr><w:tr>\(cell("3"))\(cell("4"))</w:tr></w:tbl>"
    let first = "<w:tc>\(paragraph(run("甲")))\(paragraph(""))\(nested)\(paragraph(""))</w:tc>"
    #expect(lines(try read("<w:tbl><w:tr>\(first)\(cell("乙"))</w:tr></w:tbl>")) == ["甲\n1\t2\n3\t4\t乙"])
  }

  @Test func aMergeThatBeginsWithoutSayingSoIsAMerge() throws {
    let table = """
      <w:tbl><w:tr>\(cell("产出", "<w:vMerge/>"))\(cell("1"))</w:tr><w:tr>\(cell("", "<w:vMerge/>"))\(cell("2"))</w:tr>
      <w:tr>\(cell("效益"))\(cell("3"))</w:tr></w:tbl>
      """
    let found = try #require(try read(table).document.tables.first)
    #expect(found.rows.map { $0.cells.map(\.content.text) } == [["产出", "1"], ["2"], ["效益", "3"]])
    #expect(found.rows[0].cells[0].rowSpan == 2)
  }

  @Test func takesAColumnWithTablesForALayout() throws {
    let inner = "<w:tbl><w:tr>\(cell("1"))\(cell("2"))</w:tr></w:tbl>"
    let row = "<w:tr><w:tc>\(inner)\(paragraph(""))</w:tc></w:tr>"
    #expect(lines(try read("<w:tbl><w:tr>\(cell("题"))</w:tr>\(row)</w:tbl>")) == ["题", "1\t2"])
    // A list of one column is a table.
    let list = try read("<w:tbl><w:tr>\(cell("题"))</w:tr><w:tr>\(cell("甲"))</w:tr></w:tbl>")
    #expect(list.document.tables.count == 1)
  }

  @Test func tellsOfTablesInsideCells() throws {
    let inner = "<w:tbl><w:tr>\(cell("1"))\(cell("2"))</w:tr></w:tbl>"
    let reading = try read("<w:tbl><w:tr>\(cell("甲"))<w:tc>\(inner)\(paragraph(""))</w:tc></w:tr></w:tbl>")
    #expect(reading.notes.map(\.id) == ["reading.innerTables"])
  }

  /// Pasted from web pages: places where a word may be broken.
  @Test func leavesOutWhatPrintsNothing() throws {
    let reading = try read(paragraph(run("10\u{AD}57.\u{200B}55")))
    #expect(lines(reading) == ["1057.55"])
    let span = try #require(reading.document.blocks.first?.span)
    let runs = reading.map?.places(of: span).map(\.spot).compactMap { spot -> Range<Int>? in
      if case .run(_, _, _, let characters) = spot { characters } else { nil }
    }
    #expect(runs == [0..<2, 3..<6, 7..<9])
  }

  @Test func takesATableOfOneCellForAFrame() throws {
    let nested = "<w:tbl><w:tr>\(cell("1"))\(cell("2"))</w:tr></w:tbl>"
    let frame = "<w:tbl><w:tr><w:tc>\(paragraph(run("题")))\(nested)\(paragraph(""))</w:tc></w:tr></w:tbl>"
    #expect(lines(try read(frame)) == ["题", "1\t2"])
  }

  @Test func joinsTablesThatAPageEndParted() throws {
    let head = "<w:tr>\(cell("科目"))\(cell("金额"))</w:tr>"
    func table(_ rows: String...) -> String { "<w:tbl>\(rows.joined())</w:tbl>" }
    func row(_ name: String, _ figure: String) -> String { "<w:tr>\(cell(name))\(cell(figure))</w:tr>" }
    let joined = try read(
      table(head, row("甲", "1.00")) + paragraph("") + table(head, row("乙", "2.00")) + table(row("丙", "3.00")))
    #expect(lines(joined) == ["科目\t金额\n甲\t1.00\n乙\t2.00\n丙\t3.00"])
    #expect(joined.notes.map(\.id) == ["reading.tableJoined", "reading.tableJoined"])
    let other = "<w:tr>\(cell("项目"))\(cell("预算"))</w:tr>"
    let apart = try read(table(head, row("甲", "1.00")) + table(other, row("乙", "2.00")))
    #expect(apart.document.tables.count == 2)
    let twice = try read(table(head, row("甲", "1.00")) + table(head, row("甲", "1.00")))
    #expect(twice.document.tables.count == 2)
    let titled = try read(table(head, row("甲", "1.00")) + paragraph(run("乙表")) + table(row("乙", "2.00")))
    #expect(titled.document.tables.count == 2)
  }

  // MARK: Places

  @Test func knowsTheRunOfEveryCharacter() throws {
    let reading = try read(
      paragraph(run("　共")) + "<w:p><w:del w:id=\"1\">\(run("旧"))</w:del>\(run("支出1,"))\(run("203万"))</w:p>")
    guard case .paragraph(let second) = reading.document.blocks[1] else { return #expect(Bool(false)) }
    let places = try #require(reading.map).places(of: second.content.span(ofScalars: 2..<6))
    #expect(
      places == [
        Place(.run(part: "word/document.xml", paragraph: 1, run: 1, characters: 2..<4)),
        Place(.run(part: "word/document.xml", paragraph: 1, run: 2, characters: 0..<2)),
      ])
    guard case .paragraph(let first) = reading.document.blocks[0] else { return #expect(Bool(false)) }
    #expect(
      reading.map?.place(of: first.content.span)
        == Place(.run(part: "word/document.xml", paragraph: 0, run: 0, characters: 1..<2)))
  }

  @Test func knowsTheParagraphOfABlankCell() throws {
    let reading = try read("<w:tbl><w:tr>\(cell("甲"))\(cell(""))\(cell("乙"))</w:tr></w:tbl>")
    let blank = try #require(reading.document.tables.first).rows[0].cells[1]
    #expect(
      reading.map?.places(of: blank.content.span)
        == [Place(.run(part: "word/document.xml", paragraph: 1, run: 0, characters: 0..<0))])
  }

  @Test func readsPrefixesOfAnyName() throws {
    let bytes = try OfficeFiles.docx(paragraph(run("甲")))
    #expect(try FormatReader.read(SourceFile(name: "a.md", bytes: bytes)).format == .docx)
  }
}
