import Checking
import Documents
import Forms
import OpenXML
import Readers
import TestSupport
import Testing
import Writers

@Suite struct DOCXAnnotatorTests {
  /// The body of a document with one finding, given back.
  ///
  /// - Parameters:
  ///   - place: scalars of the document's text.
  ///   - repair: what to print there instead; nil for a comment.
  private func annotated(
    _ body: String, _ place: Range<Int>, repair: String? = nil, parts: [String: String] = [:]
  ) throws -> (body: String, bytes: [UInt8]) {
    let file = SourceFile(name: "甲.docx", bytes: try OfficeFiles.docx(body, parts))
    let reading = try FormatReader.read(file)
    var finding = Finding(
      rule: "T01", severity: .error, title: "不符", message: "甲 < 乙",
      locations: [Location(role: .culprit, quote: "", span: SourceSpan(place))])
    if let repair { finding.repairs = [Repair(span: SourceSpan(place), text: repair)] }
    let report = Report(
      document: Report.Summary(
        file: file.name, format: "docx", department: nil, fiscalYear: nil, pack: "", packTitle: "", packReason: ""),
      findings: [finding])
    let input = ReportInput(report: report, document: reading.document, map: reading.map)
    let bytes = try DOCXAnnotator(catalog: PackFiles.embedded.catalog(.chinese)).annotate(
      file.bytes, input, isRepairing: repair != nil
    ).bytes
    let tree = try OfficePackage(bytes).xml("word/document.xml")
    let element = try #require(tree.root.child("body"))
    let inside = element.tag.upperBound..<element.close.lowerBound
    return (String(decoding: tree.bytes[inside], as: UTF8.self), bytes)
  }

  private let reference =
    "<w:commentRangeEnd w:id=\"0\"/><w:r><w:rPr><w:rStyle w:val=\"CommentReference\"/></w:rPr>"
    + "<w:commentReference w:id=\"0\"/></w:r>"
  private let start = "<w:commentRangeStart w:id=\"0\"/>"

  private func text(_ text: String) -> String { "<w:t xml:space=\"preserve\">\(text)</w:t>" }

  @Test func cutsARunAndKeepsItsLookAndTag() throws {
    let run = "<w:r w:rsidR=\"1\"><w:rPr><w:b/></w:rPr>"
    let result = try annotated("<w:p>\(run)<w:t>支出&amp;10万元</w:t></w:r></w:p>", 3..<5)
    #expect(
      result.body == "<w:p>\(run)\(text("支出&amp;"))</w:r>\(start)\(run)\(text("10"))</w:r>\(reference)"
        + "\(run)\(text("万元"))</w:r></w:p>")
    #expect(try CommentAnchors(result.bytes).texts == ["10"])
  }

  @Test func leavesRunsWholeThatNeedNoCut() throws {
    let runs = "<w:r><w:t>1,203</w:t><w:tab/></w:r><w:bookmarkStart w:id=\"7\"/><w:r><w:t>.45</w:t></w:r>"
    let result = try annotated("<w:p>\(runs)</w:p>", 0..<9)
    #expect(result.body == "<w:p>\(start)\(runs)\(reference)</w:p>")
  }

  @Test func goesOverSeveralRuns() throws {
    let result = try annotated("<w:p><w:r><w:t>支出1,2</w:t></w:r><w:r><w:t>03.45万元</w:t></w:r></w:p>", 2..<10)
    #expect(try CommentAnchors(result.bytes).texts == ["1,203.45"])
    let reading = try FormatReader.read(SourceFile(name: "a", bytes: result.bytes))
    guard case .paragraph(let paragraph) = reading.document.blocks[0] else { return #expect(Bool(false)) }
    #expect(paragraph.content.text == "支出1,203.45万元")
  }

  @Test func tracksAReplacementWithTheLookOfWhatItReplaces() throws {
    let look = "<w:rPr><w:sz w:val=\"21\"/></w:rPr>"
    let result = try annotated(
      "<w:p><w:r>\(look)<w:t>为10</w:t></w:r><w:r><w:t>.5万</w:t></w:r></w:p>", 1..<5, repair: "12.5")
    #expect(
      result.body == "<w:p><w:r>\(look)\(text("为"))</w:r>"
        + "<w:del w:id=\"2\" w:author=\"明账\"><w:r>\(look)<w:delText xml:space=\"preserve\">10</w:delText></w:r></w:del>"
        + "<w:del w:id=\"3\" w:author=\"明账\"><w:r><w:delText xml:space=\"preserve\">.5</w:delText></w:r></w:del>"
        + "<w:ins w:id=\"1\" w:author=\"明账\"><w:r>\(look)\(text("12.5"))</w:r></w:ins><w:r>\(text("万"))</w:r></w:p>")
    let reading = try FormatReader.read(SourceFile(name: "a", bytes: result.bytes))
    guard case .paragraph(let paragraph) = reading.document.blocks[0] else { return #expect(Bool(false)) }
    #expect(paragraph.content.text == "为12.5万")
    #expect(reading.document.leftovers == Document.Leftovers(comments: 0, changes: 3))
  }

  @Test(arguments: ["<w:p/>", "<w:p><w:pPr><w:rPr><w:b/></w:rPr></w:pPr></w:p>"])
  func fillsABlankCell(blank: String) throws {
    let body = "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>甲</w:t></w:r></w:p></w:tc><w:tc>\(blank)</w:tc></w:tr></w:tbl>"
    let result = try annotated(body, 2..<2, repair: "1.00")
    let table = try #require(
      try FormatReader.read(SourceFile(name: "a", bytes: result.bytes)).document.tables.first)
    #expect(table.rows[0].cells.map(\.content.text) == ["甲", "1.00"])
    #expect(result.body.contains("<w:b/></w:rPr><w:t") == blank.contains("<w:b/>"))
  }

  @Test func commentsWhatStandsInSomebodysInsertion() throws {
    let inserted = "<w:ins w:id=\"5\" w:author=\"x\"><w:r><w:t>10</w:t></w:r></w:ins>"
    let result = try annotated("<w:p>\(inserted)</w:p>", 0..<2, repair: "12")
    #expect(!result.body.contains("delText"))
    #expect(try CommentAnchors(result.bytes).texts == ["10"])
  }

  @Test func addsToTheCommentsThatAreThere() throws {
    let parts = ["comments": "<w:comment w:id=\"4\"><w:p/></w:comment>"]
    let result = try annotated("<w:p><w:r><w:t>10</w:t></w:r></w:p>", 0..<2, parts: parts)
    let tree = try OfficePackage(result.bytes).xml("word/comments.xml")
    #expect(tree.root.children.map { $0["id"] } == ["4", "5"])
    #expect(tree.elements.filter { $0.name == "t" }.map(\.text).contains("甲 < 乙"))
  }
}
