import Checking
import Documents
import Forms
import OpenXML
import Readers
import TestSupport
import Testing
import Writers

@Suite struct XLSXAnnotatorTests {
  private static let styles = """
    <fills count="1"><fill/></fills><cellXfs count="2"><xf numFmtId="0" fillId="0"/><xf numFmtId="2"><alignment/></xf>\
    </cellXfs>
    """
  private static let sheet = """
    <sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="C1" s="1"><f>1+1</f><v>2</v></c></row></sheetData>\
    <tableParts/>
    """

  /// A workbook of one sheet with one finding at each of the cells, given back.
  private func annotated(_ cells: [String], of bytes: [UInt8]) throws -> OfficePackage {
    let reading = try FormatReader.read(SourceFile(name: "甲.xlsx", bytes: bytes))
    let map = try #require(reading.map)
    let findings = cells.map { cell in
      let leaf = map.leaves.first { $0.place.spot == .cell(sheet: "表", name: cell) }
      let span = leaf.map { SourceSpan(start: $0.start, end: $0.end) }
      return Finding(
        rule: "T01", severity: .error, title: "不符", message: "<\(cell)>",
        locations: [Location(role: .culprit, quote: "", span: span)])
    }
    let report = Report(
      document: Report.Summary(
        file: "甲.xlsx", format: "xlsx", department: nil, fiscalYear: nil, pack: "", packTitle: "", packReason: ""),
      findings: findings)
    return try OfficePackage(
      try XLSXAnnotator(catalog: PackFiles.embedded.catalog(.chinese)).annotate(
        bytes, ReportInput(report: report, document: reading.document, map: map)
      ).bytes)
  }

  private func original() throws -> [UInt8] {
    try OfficeFiles.xlsx([("表", "", Self.sheet)], strings: ["合计"], styles: Self.styles)
  }

  private func text(_ package: OfficePackage, _ part: String) throws -> String {
    String(decoding: try package.bytes(of: part), as: UTF8.self)
  }

  private func notes(_ package: OfficePackage) throws -> [String: String] {
    let sheet = "xl/worksheets/sheet0.xml"
    let part = try #require(try package.relationships(of: sheet).first { $0.type == "comments" }?.target)
    var notes: [String: String] = [:]
    for note in try package.xml(part).elements where note.name == "comment" {
      notes[note["ref"] ?? ""] = note.child("text")?.children.map { $0.child("t")?.text ?? "" }.joined()
    }
    return notes
  }

  @Test func putsANoteAndAColourOnTheCellAndChangesNoValue() throws {
    let package = try annotated(["C1", "B1"], of: try original())
    let notes = try notes(package)
    #expect(notes.keys.sorted() == ["B1", "C1"])
    #expect(notes["C1"]?.contains("<C1>") ?? false)
    let sheet = try text(package, "xl/worksheets/sheet0.xml")
    #expect(sheet.contains("<c r=\"B1\" s=\"2\"/><c r=\"C1\" s=\"3\"><f>1+1</f><v>2</v></c>"))
    #expect(sheet.contains("r:id=\"rIdMingzhangShapes\"/><tableParts/>"))
    let styles = try text(package, "xl/styles.xml")
    #expect(styles.contains("<xf numFmtId=\"2\" fillId=\"1\" applyFill=\"1\"><alignment/></xf>"))
    #expect(styles.contains("<cellXfs count=\"4\">"))
    #expect(styles.contains("<fills count=\"4\">"))
  }

  @Test func goesOnWithTheNotesThatAreThere() throws {
    let once = try annotated(["C1"], of: try original())
    let twice = try annotated(["C1", "A1"], of: once.archive.bytes)
    let notes = try notes(twice)
    #expect(notes.keys.sorted() == ["A1", "C1"])
    #expect(notes["C1"]?.split(separator: "<C1>").count == 3)
    let shapes = try #require(
      try twice.relationships(of: "xl/worksheets/sheet0.xml").first { $0.type == "vmlDrawing" }?.target)
    #expect(try twice.xml(shapes).root.children.filter { $0.name == "shape" }.count == 2)
  }

  @Test func tellsWhatHasNoPlaceAtTheFirstText() throws {
    #expect(try notes(try annotated(["Z9"], of: try original())).keys.sorted() == ["A1"])
  }

  // MARK: Repairs

  /// A workbook of which the given cells are to hold something else, given back repaired.
  private func repaired(
    _ cells: [(name: String, text: String)], sheet: String, strings: [String] = [], styles: String = Self.styles
  ) throws -> (sheet: String, file: AnnotatedFile) {
    let bytes = try OfficeFiles.xlsx([("表", "", sheet)], strings: strings, styles: styles)
    let reading = try FormatReader.read(SourceFile(name: "甲.xlsx", bytes: bytes))
    let map = try #require(reading.map)
    let findings = cells.map { cell in
      let leaf = map.leaves.first { $0.place.spot == .cell(sheet: "表", name: cell.name) }
      let span = leaf.map { SourceSpan(start: $0.start, end: $0.end) } ?? SourceSpan(0..<0)
      var finding = Finding(
        rule: "T01", severity: .error, title: "不符", message: cell.name,
        locations: [Location(role: .culprit, quote: "", span: span)])
      finding.repairs = [Repair(span: span, text: cell.text)]
      return finding
    }
    let report = Report(
      document: Report.Summary(
        file: "甲.xlsx", format: "xlsx", department: nil, fiscalYear: nil, pack: "", packTitle: "", packReason: ""),
      findings: findings)
    let file = try XLSXAnnotator(catalog: PackFiles.embedded.catalog(.chinese)).annotate(
      bytes, ReportInput(report: report, document: reading.document, map: map), isRepairing: true)
    return (try text(try OfficePackage(file.bytes), "xl/worksheets/sheet0.xml"), file)
  }

  private static let grid = """
    <sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row>\
    <row r="2"><c r="A2" s="1"><v>1057.55</v></c><c r="B2" s="1"/></row>\
    <row r="3"><c r="A3" s="1"><f>A2*2</f><v>2115.1</v></c><c r="B3" t="s"><v>2</v></c></row></sheetData>
    """
  private static let words = ["本年支出", "其中", "9.882"]

  @Test func whatIsCertainIsWrittenAndTheOldValueKept() throws {
    let (sheet, file) = try repaired(
      [("A2", "1,075.55"), ("B2", "50.80"), ("B3", "9.82")], sheet: Self.grid, strings: Self.words)
    #expect(file.repaired == 3 && file.commented == 0)
    #expect(sheet.contains("<c r=\"A2\" s=\"2\"><v>1075.55</v></c>"))
    #expect(sheet.contains("<c r=\"B2\" s=\"2\"><v>50.80</v></c>"))
    #expect(sheet.contains("t=\"inlineStr\"><is><t xml:space=\"preserve\">9.82</t></is></c>"))
    let package = try OfficePackage(file.bytes)
    let notes = try notes(package)
    #expect(notes["A2"]?.hasPrefix("已改正，原值：1057.55\n") ?? false)
    #expect(notes["B2"]?.hasPrefix("已改正，原值：空白\n") ?? false)
    #expect(try text(package, "xl/workbook.xml").contains("</sheets><calcPr fullCalcOnLoad=\"1\"/>"))
    let again = try FormatReader.read(SourceFile(name: "甲.xlsx", bytes: file.bytes))
    let texts = again.document.tables[0].rows.flatMap { $0.cells.map(\.content.text) }
    #expect(texts == ["本年支出", "其中", "1075.55", "50.80", "2115.10", "9.82"])
  }

  @Test func formulasAreNeverTouched() throws {
    let (sheet, file) = try repaired([("A3", "2151.10")], sheet: Self.grid, strings: Self.words)
    #expect(file.repaired == 0 && file.commented == 1)
    #expect(sheet.contains("<f>A2*2</f><v>2115.1</v></c>"))
    #expect(!(try text(try OfficePackage(file.bytes), "xl/workbook.xml")).contains("calcPr"))
  }

  @Test(arguments: ["0.00%", "#,##0.00,", "yyyy/m/d", "0.00E+00", "# ?/?"])
  func cellsThatShowAnotherNumberThanTheyStoreAreLeft(code: String) throws {
    let styles = """
      <numFmts count="1"><numFmt numFmtId="170" formatCode="\(code)"/></numFmts><fills count="1"><fill/></fills>\
      <cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="170"/></cellXfs>
      """
    let (sheet, file) = try repaired([("A2", "1075.55")], sheet: Self.grid, strings: Self.words, styles: styles)
    #expect(file.repaired == 0)
    #expect(sheet.contains("<v>1057.55</v>"))
  }

  @Test func oneCellIsRepairedOnce() throws {
    let (sheet, file) = try repaired([("A2", "1075.55"), ("A2", "1.00")], sheet: Self.grid, strings: Self.words)
    #expect(file.repaired == 1 && file.commented == 1)
    #expect(sheet.contains("<v>1075.55</v>") && !sheet.contains("<v>1.00</v>"))
  }
}
