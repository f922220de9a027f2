import Documents
import Readers
import TestSupport
import Testing

@Suite struct XLSXReaderTests {
  private func read(
    _ content: String, strings: [String] = [], styles: String = "", attributes: String = ""
  ) throws -> Reading {
    let bytes = try OfficeFiles.xlsx([("表一", attributes, content)], strings: strings, styles: styles)
    return try FormatReader.read(SourceFile(name: "甲.xlsx", bytes: bytes))
  }

  private func text(_ name: String, _ text: String, style: Int = 0) -> String {
    "<c r=\"\(name)\" s=\"\(style)\" t=\"inlineStr\"><is><t>\(text)</t></is></c>"
  }

  private func lines(_ reading: Reading) -> [String] {
    reading.document.blocks.map { block in
      switch block {
      case .heading(let heading): "# " + heading.content.text
      case .paragraph(let paragraph): paragraph.content.text
      case .table(let table):
        table.rows.map { $0.cells.map(\.content.text).joined(separator: "\t") }.joined(separator: "\n")
      }
    }
  }

  // MARK: Numbers

  /// What a cell of a format shows.
  private func shown(_ value: String, _ code: String) throws -> String {
    let quoted = code.replacing("&", with: "&amp;").replacing("\"", with: "&quot;").replacing("<", with: "&lt;")
    let reading = try read(
      "<sheetData><row r=\"1\">\(text("A1", "甲"))\(text("B1", "乙"))</row>"
        + "<row r=\"2\">\(text("A2", "丙"))<c r=\"B2\" s=\"1\"><v>\(value)</v></c></row></sheetData>",
      styles: "<numFmts><numFmt numFmtId=\"164\" formatCode=\"\(quoted)\"/></numFmts>"
        + "<cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"164\"/></cellXfs>")
    return try #require(reading.document.tables.first).rows[1].cells[1].content.text
  }

  @Test(arguments: [
    ("1203.45", "General", "1203.45"), ("1203.4499999999998", "General", "1203.45"), ("0.1", "General", "0.1"),
    ("1E-2", "General", "0.01"), ("-5", "General", "-5"), ("0.333333333333", "General", "0.333333333"),
    ("1203.455", "0.00", "1203.46"), ("1203.4", "0.00", "1203.40"), ("0.005", "0.00", "0.01"), ("2.5", "0", "2.5"),
    ("-0.5", "0.00", "-0.50"), ("1234567.891", "#,##0.00", "1,234,567.89"), ("999.995", "#,##0.00", "1,000.00"),
    ("0", "#,##0.00", "0.00"), ("0.9712", "0.00%", "97.12%"), ("0.5", "0%", "50%"), ("12.5", "#.##", "12.5"),
    ("0", "#,##0.00_ ;[Red]-#,##0.00 ", "0.00"), ("-12", "#,##0.00;(#,##0.00)", "(12.00)"),
    ("0", #"_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ "#, "-"),
    ("-1234.5", #"_ * #,##0.00_ ;_ * \-#,##0.00_ ;_ * "-"??_ ;_ @_ "#, "-1,234.50"),
    ("12345678", #"#,##0.00,,"百万""#, "12.35百万"), ("3", #"0"个;";"无""#, "3个;"),
    ("45292", "yyyy/m/d", "2024/1/1"), ("45292", #"yyyy"年"m"月"d"日""#, "2024年1月1日"),
    ("45292.5", "yyyy-mm-dd hh:mm", "2024-01-01 12:00"), ("1", "yyyy/m/d", "1900/1/1"), ("7", "[>5]\"多\";\"少\"", "多"),
    ("12.3", "[$¥-804]0.00", "¥12.30"), ("5", "", "5"), ("7", ";;;", ""),
  ])
  func showsWhatExcelShows(value: String, code: String, shown: String) throws {
    #expect(try self.shown(value, code) == shown)
  }

  /// A figure with fewer than two decimals is taken for one that ends in zeros, so what a format hides is read.
  @Test(arguments: [
    ("1361.37", "0", "1361.37"), ("1361.372", "#,##0.0", "1361.37"), ("1361.37", "0.00", "1361.37"),
    ("1361", "0", "1361"), ("0.971234", "0%", "97%"),
  ])
  func readsTwoDecimalsWhereFewerAreShown(value: String, code: String, read: String) throws {
    #expect(try shown(value, code) == read)
  }

  @Test func countsCellsThatShowLessThanTheyStore() throws {
    let reading = try read(
      "<sheetData><row><c s=\"1\"><v>1203.4512</v></c><c s=\"1\"><v>1.50</v></c></row></sheetData>",
      styles: "<cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"2\"/></cellXfs>")
    #expect(lines(reading) == ["# 表一", "1203.45\t1.50"])
    #expect(reading.notes == [ReadingNote(id: "reading.shownDiffers", values: ["sheet": "表一", "count": "1"])])
  }

  @Test func readsStringsOfEveryKindAndResultsOfFormulas() throws {
    let reading = try read(
      """
      <sheetData><row r="2"><c r="A2" t="s"><v>1</v></c><c r="B2" t="str"><f>A1</f><v>算出</v></c>\
      <c r="C2"><f>1+1</f><v>2</v></c><c r="D2"><f>1+2</f></c><c r="E2" t="b"><v>1</v></c>\
      <c r="F2" t="e"><v>#REF!</v></c><c r="G2" t="s"><v>9</v></c></row></sheetData>
      """, strings: ["零", "一<![CDATA[&]]>"])
    #expect(lines(reading) == ["# 表一", "一&\t算出\t2\t\tTRUE\t#REF!"])
    #expect(reading.notes == [ReadingNote(id: "reading.uncomputed", values: ["sheet": "表一", "count": "1"])])
  }

  // MARK: Layout

  private static let lined =
    "<borders><border/><border><left style=\"thin\"/></border></borders>"
    + "<cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"0\" borderId=\"1\"/></cellXfs>"

  private var sheet: String {
    """
    <sheetData><row r="1">\(text("A1", "收入决算表"))</row>\
    <row r="2">\(text("A2", "部门：甲局"))\(text("C2", "公开02表"))</row><row r="3">\(text("C3", "单位：万元"))</row>\
    <row r="4">\(text("A4", "项目", style: 1))\(text("B4", "金额", style: 1))<c r="C4" s="1"/></row>\
    <row r="5"><c r="A5" s="1"/>\(text("B5", "预算", style: 1))\(text("C5", "决算", style: 1))</row>\
    <row r="6">\(text("A6", "合计", style: 1))<c r="B6" s="1"/><c r="C6" s="1"><v>2</v></c></row>\
    <row r="7">\(text("A7", "注：示例。"))</row></sheetData>\
    <mergeCells><mergeCell ref="A1:C1"/><mergeCell ref="A4:A5"/><mergeCell ref="B4:C4"/></mergeCells>
    """
  }

  @Test func partsWhatStandsAroundATableFromTheTable() throws {
    let reading = try read(sheet, styles: Self.lined)
    #expect(
      lines(reading) == ["# 收入决算表", "部门：甲局", "公开02表", "单位：万元", "项目\t金额\n预算\t决算\n合计\t\t2", "注：示例。"])
    let table = try #require(reading.document.tables.first)
    #expect(table.rows[0].cells.map(\.rowSpan) == [2, 1])
    #expect(table.rows[0].cells.map(\.columnSpan) == [1, 2])
    #expect(table.rows[1].cells.map(\.column) == [1, 2])
    #expect(reading.map?.places(of: table.rows[2].cells[1].content.span) == [Place(.cell(sheet: "表一", name: "B6"))])
    #expect(reading.map?.places(of: table.rows[2].cells[2].content.span) == [Place(.cell(sheet: "表一", name: "C6"))])
  }

  @Test func doesWithoutLines() throws {
    let reading = try read(sheet.replacing("A7", with: "A9").replacing("r=\"7\"", with: "r=\"9\""))
    #expect(
      lines(reading) == ["# 收入决算表", "部门：甲局", "公开02表", "单位：万元", "项目\t金额\n预算\t决算\n合计\t\t2", "注：示例。"])
  }

  @Test func partsTablesThatBlankRowsAndATitlePart() throws {
    let second = "<row r=\"9\">\(text("A9", "第二表"))</row><row r=\"10\">\(text("A10", "甲"))\(text("B10", "乙"))</row>"
    let first =
      "<row r=\"1\">\(text("A1", "丙"))\(text("B1", "丁"))</row><row r=\"3\">\(text("A3", "戊"))\(text("B3", "己"))</row>"
    #expect(lines(try read("<sheetData>\(first)\(second)</sheetData>")) == ["# 表一", "丙\t丁\n戊\t己", "第二表", "甲\t乙"])
  }

  @Test func partsTablesOneBelowTheOtherWhereATitleAndACaptionStand() throws {
    func table(_ row: Int, _ title: String) -> String {
      "<row r=\"\(row)\">\(text("A\(row)", title))</row><row r=\"\(row + 1)\">\(text("A\(row + 1)", "部门：甲局"))"
        + "\(text("B\(row + 1)", "单位：万元"))</row><row r=\"\(row + 2)\">\(text("A\(row + 2)", "项目"))"
        + "\(text("B\(row + 2)", "预算"))\(text("C\(row + 2)", "决算"))</row><row r=\"\(row + 3)\">\(text("A\(row + 3)", "合计"))"
        + "\(text("B\(row + 3)", "2"))</row><row r=\"\(row + 4)\">\(text("A\(row + 4)", "本表示例。"))</row>"
    }
    let reading = try read("<sheetData>\(table(1, "第一表"))\(table(6, "第二表"))</sheetData>")
    #expect(
      lines(reading) == [
        "# 第一表", "部门：甲局", "单位：万元", "项目\t预算\t决算\n合计\t2\t", "本表示例。", "第二表", "部门：甲局", "单位：万元",
        "项目\t预算\t决算\n合计\t2\t", "本表示例。",
      ])
  }

  @Test func leavesOutWhatIsHiddenAndSaysSo() throws {
    let content = """
      <cols><col min="2" max="2" hidden="1"/></cols><sheetData>\
      <row r="1">\(text("A1", "甲"))\(text("B1", "藏"))\(text("C1", "乙"))</row>\
      <row r="2" hidden="1">\(text("A2", "藏"))</row><row r="3">\(text("A3", "丙"))\(text("C3", "丁"))</row></sheetData>
      """
    let bytes = try OfficeFiles.xlsx([("一", "", content), ("二", "state=\"hidden\"", content)])
    let reading = try FormatReader.read(SourceFile(name: "甲.xlsx", bytes: bytes))
    #expect(lines(reading) == ["# 一", "甲\t乙\n丙\t丁"])
    #expect(
      reading.notes == [
        ReadingNote(id: "reading.hiddenRows", values: ["sheet": "一", "count": "1"]),
        ReadingNote(id: "reading.hiddenColumns", values: ["sheet": "一", "count": "1"]),
        ReadingNote(id: "reading.hiddenSheet", values: ["sheet": "二"]),
      ])
    let cells = try #require(reading.document.tables.first).rows[1].cells
    #expect(reading.map?.places(of: cells[1].content.span) == [Place(.cell(sheet: "一", name: "C3"))])
  }
}
