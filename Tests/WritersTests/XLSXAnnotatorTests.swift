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
}
