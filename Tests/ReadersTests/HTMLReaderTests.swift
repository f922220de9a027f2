import Documents
import Foundation
import Testing

@testable import Readers

@Suite("Web pages")
struct HTMLReaderTests {
  private func read(_ body: String, encoding: String.Encoding = .utf8) throws -> Reading {
    let page = "<!DOCTYPE html><html><body>\(body)</body></html>"
    let data = try #require(page.data(using: encoding))
    return try FormatReader.read(SourceFile(name: "a.html", bytes: Array(data)))
  }

  /// `# heading`, `- item`, `paragraph`, and tables as rows of cells with their extent where they have one.
  private func outline(_ reading: Reading) -> [String] {
    reading.document.blocks.flatMap { block -> [String] in
      switch block {
      case .heading(let heading): [String(repeating: "#", count: heading.level) + " " + heading.content.text]
      case .paragraph(let paragraph): [(paragraph.isListItem ? "- " : "") + paragraph.content.text]
      case .table(let table):
        table.rows.map { row in
          "| "
            + row.cells.map { cell in
              let extent = cell.columnSpan * cell.rowSpan > 1 ? "[\(cell.columnSpan)×\(cell.rowSpan)]" : ""
              return "\(cell.column):\(cell.content.text)\(extent)"
            }.joined(separator: " | ")
        }
      }
    }
  }

  @Test func blocksOfAPage() throws {
    let reading = try read(
      """
      <h1>甲<br>乙</h1><div>一段<b>粗</b>话<p>又一<p>再一<ul><li>子<li>丑</ul>文<br><br/>末
      <pre>行一
      行二</pre><blockquote>引 &ldquo;1&#8211;2&quot;&nbsp;&lt;三&gt; 面积 5 m<sup>2</sup> H<sub>2</sub>O</blockquote></div>
      """)
    #expect(reading.format == .html)
    #expect(
      outline(reading) == [
        "# 甲\n乙", "一段粗话", "又一", "再一", "- 子", "- 丑", "文", "末", "行一", "行二",
        "引 “1–2\" <三> 面积 5 m² H₂O",
      ])
  }

  @Test func whiteSpaceIsFoldedAsBrowsersFoldIt() throws {
    let reading = try read("<p> 部门决\n   算公开\n2024 \n  figures &nbsp; <span>  of</span> it\u{200B}.  </p>")
    #expect(outline(reading) == ["部门决算公开2024 figures of it."])
  }

  @Test func whatIsNotShownIsNotRead() throws {
    let reading = try read(
      """
      <script>if (a<b) document.write("<p>脚本</p>")</script><style>p{}</style><!-- <p>注释</p> --><nav>导航</nav>
      <p>正文<span style="display: none">藏</span><span hidden>匿<b>名</b></span><o:p></o:p>完
      <!--[if gte mso 9]><xml><w:WordDocument></w:WordDocument></xml><![endif]--><![if !supportLists]>一、<![endif]>题
      """)
    #expect(outline(reading) == ["正文完一、题"])
  }

  @Test func tablesKeepTheirMergedCells() throws {
    let reading = try read(
      """
      <table><caption>收入表</caption><thead><tr><th rowspan=2>项目<th colspan="2">金额<tr><td>本年<td>上年</thead>
      <tr><td>合计<td><p>1,203.45</p><td>&nbsp;<tr><td>其<br>中<td colspan=0>1<td rowspan=99 colspan=999999999>2</table>
      """)
    #expect(
      outline(reading) == [
        "收入表", "| 0:项目[1×2] | 1:金额[2×1]", "| 1:本年 | 2:上年", "| 0:合计 | 1:1,203.45 | 2:",
        "| 0:其\n中 | 1:1 | 2:2[1000×1]",
      ])
  }

  @Test func aTableRightBehindGoesOn() throws {
    let head = "<tr><td>科目<td>决算"
    let parts = "<table>\(head)<tr><td>甲<td>1</table><p>&nbsp;</p><table><tr><td>乙<td>2</table>"
    let again = try read(parts + "<table>\(head)<tr><td>丙<td>3</table>")
    #expect(outline(again) == ["| 0:科目 | 1:决算", "| 0:甲 | 1:1", "| 0:乙 | 1:2", "| 0:丙 | 1:3"])
    #expect(again.notes.map(\.id) == ["reading.tableJoined", "reading.tableJoined"])
    for own in ["<tr><td>项目<td>预算", "<tr><td colspan=2>收入表<tr><td>丁<td>4", "<tr><td>丁<td>4<td>5"] {
      #expect(try read(parts + "<table>\(own)</table>").document.tables.count == 2)
    }
  }

  @Test func tablesThatLayOutThePageAreTakenApart() throws {
    let reading = try read(
      """
      <table><tr><td><table><tr><td>导<td>航</table><td><h2>题</h2><p>文<table><tr><td>甲<td>1<tr><td>乙<td>2</table>尾</table>
      <table><tr><td>框中一<tr><td>框中二</table>
      """)
    #expect(outline(reading) == ["| 0:导 | 1:航", "## 题", "文", "| 0:甲 | 1:1", "| 0:乙 | 1:2", "尾", "框中一", "框中二"])
  }

  @Test func attachmentsAreToldOf() throws {
    let reading = try read(
      "<h1>某市档案馆决算</h1><p><a href='a/表1.xls?v=1'>附件1</a><a href='a/表1.xls'>附件1</a><a href='b.PDF'>附件2</a>"
        + "<a href='/index.html'>首页</a></p>")
    #expect(reading.notes.map(\.id) == ["reading.attachments"])
    #expect(reading.notes.first?.values == ["count": "2", "names": "表1.xls、b.PDF"])
  }

  @Test func whatStandsAroundTheDisclosureIsLeftOutAndToldOf() throws {
    let article = (0..<40).map { "<p>第\($0)段写的是这个部门一年的收入支出和结余情况。</p>" }.joined()
    let reading = try read(
      """
      <div><a href="/">首页</a><a href="/b">部门</a></div><h1>某市档案馆决算</h1><div class="meta">时间：2025</div>
      <div><div>\(article)<table><tr><td>甲<td>1</table></div></div><div>主办单位的地址和电话</div>
      """)
    let lines = outline(reading)
    #expect(lines.first == "# 某市档案馆决算")
    #expect(lines.count == 42)
    #expect(lines.last == "| 0:甲 | 1:1")
    #expect(reading.notes.map(\.id) == ["reading.pageFrame"])
    #expect(reading.notes.first?.values["count"] == "24")
  }

  @Test func everyCharacterKnowsItsPlaceInTheFile() throws {
    let body = "<table>\n<tr><td> 甲&nbsp;乙 <td><b>1</b>,2<span>3</span><tr><td>丙<td></table><p>收入&ldquo;12&rdquo;万元"
    let reading = try read(body)
    let scalars = Array("<!DOCTYPE html><html><body>\(body)</body></html>".unicodeScalars)
    var pieces: [TextPiece] = []
    for block in reading.document.blocks {
      switch block {
      case .heading(let heading): pieces.append(heading.content)
      case .paragraph(let paragraph): pieces.append(paragraph.content)
      case .table(let table):
        pieces += table.rows.flatMap(\.cells).map(\.content)
        for row in table.rows {
          for cell in row.cells {
            #expect(row.span.start <= cell.content.span.start && cell.content.span.end <= row.span.end)
          }
        }
      }
    }
    #expect(pieces.map(\.text) == ["甲 乙", "1,23", "丙", "", "收入“12”万元"])
    for piece in pieces {
      for (index, scalar) in piece.text.unicodeScalars.enumerated() where !"“” ".unicodeScalars.contains(scalar) {
        #expect(scalars[piece.span(ofScalars: index..<index + 1).start] == scalar)
      }
    }
    let starts = pieces.map(\.span.start)
    #expect(starts == starts.sorted())
    #expect(reading.lines?.position(ofScalar: pieces[0].span.start).line == 2)
  }

  @Test func pagesInGB18030() throws {
    let encoding = String.Encoding(rawValue: 0x8000_0632)
    let reading = try read("<meta charset=gb2312><p>示例市档案馆部门决算公开", encoding: encoding)
    #expect(outline(reading) == ["示例市档案馆部门决算公开"])
    #expect(reading.notes.map(\.id) == ["reading.gb18030"])
  }

  @Test(arguments: [
    "<!-- saved from url -->\n<!DOCTYPE html><p>文", "<?xml version='1.0'?><html><p>文", "\u{FEFF}<HTML>\n<p>文",
    "<head></head><p>文",
  ])
  func pagesAreToldByTheirBeginning(_ text: String) throws {
    let reading = try FormatReader.read(SourceFile(name: "a", bytes: Array(text.utf8)))
    #expect(reading.format == .html)
    #expect(outline(reading) == ["文"])
  }

  @Test func aPageWithoutTextIsEmpty() {
    #expect(throws: UnreadableFile(file: "a.html", reason: .empty)) { try read("<script>x</script><p>&nbsp;") }
  }

  /// Each would be slow, deep or large if it were taken at its word.
  @Test(arguments: [
    String(repeating: "<div>", count: 50_000) + "文", String(repeating: "<table><tr><td>", count: 20_000) + "文",
    "文" + String(repeating: "<a b=\"", count: 20_000), "文" + String(repeating: "<!--", count: 50_000),
    "文" + String(repeating: "<a ", count: 50_000), "文" + String(repeating: "</b>", count: 50_000),
    "文<table>" + String(repeating: "<tr><td colspan=99999 rowspan=99999>1", count: 3_000),
    "文" + String(repeating: "<p><b>", count: 20_000), "文" + String(repeating: "&", count: 50_000),
    "文" + String(repeating: "<script>", count: 20_000), "文" + String(repeating: "<li><p>", count: 20_000),
  ])
  func hostilePagesAreBounded(_ body: String) throws {
    let reading = try read(body)
    #expect(outline(reading).joined().hasPrefix("文") || outline(reading).joined().hasSuffix("文"))
  }
}
