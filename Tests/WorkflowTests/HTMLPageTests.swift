import Checking
import Documents
import Forms
import Foundation
import Readers
import TestSupport
import Testing
import Workflow
import Writers

/// The sample as a web page: as content systems and Word write one.
@Suite struct HTMLPageTests {
  private func findings(_ file: SourceFile) throws -> [Finding] {
    try Check(files: .embedded, catalog: PackFiles.embedded.catalog(.chinese)).run(file).input.report.findings
  }

  private func escaped(_ text: String) -> String {
    text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing("\n", with: "<br>")
  }

  private func html(_ block: Block) -> String {
    switch block {
    case .heading(let heading): return "<h\(heading.level)>\(escaped(heading.content.text))</h\(heading.level)>\n"
    case .paragraph(let paragraph):
      let text = "<span lang=EN-US>" + escaped(paragraph.content.text) + "</span><o:p>&nbsp;</o:p>"
      return paragraph.isListItem ? "<ul><li>\(text)</ul>\n" : "<p class=MsoNormal>\(text)\n"
    case .table(let table):
      let rows = table.rows.map { row in
        "<tr>"
          + row.cells.map { cell in
            let text = cell.content.text.isEmpty ? "&nbsp;" : escaped(cell.content.text)
            return "<td><p class=MsoNormal><span>\(text)<o:p></o:p></span>"
          }.joined()
      }
      return "<table border=1>\(rows.joined(separator: "\n"))</table>\n"
    }
  }

  private func page(_ path: String) throws -> String {
    let file = try SourceFileLoader.load(Repository.file(path).path)
    let body = try MarkdownReader().read(file).document.blocks.map(html).joined()
    return """
      <!-- saved from a site --><!DOCTYPE html><html><head><title>某网站</title><script>var a = "<table><td>9.99"</script>
      </head><body><div class="top"><a href="/">首页</a><ul><li><a href="/a">部门</a><li><a href="/b">公开</a></ul></div>
      <table width="1000"><tr><td><a href="/m">栏目</a></td><td><div class="article">\(body)</div></td></tr></table>
      <div>主办：某单位　电话：0000-1234567<span style="display:none">隐藏</span></div></body></html>
      """
  }

  @Test(arguments: ["Samples/archive-2024.md", "Samples/archive-2024-slips.md"], [false, true])
  func aPageHasTheFindingsOfItsText(_ path: String, _ isGB18030: Bool) throws {
    let encoding = isGB18030 ? String.Encoding(rawValue: 0x8000_0632) : .utf8
    let bytes = Array(try #require(try page(path).data(using: encoding)))
    let text = try findings(try SourceFileLoader.load(Repository.file(path).path))
    let web = try findings(SourceFile(name: "page.html", bytes: bytes))
    #expect(web.map(\.message) == text.map(\.message))
    #expect(web.map(\.id) == text.map(\.id))
  }

  /// Browsers show what stands loose in a table before the table.
  @Test func numbersLooseInATableAreCountedWhereTheyStand() throws {
    let page = "<html><table><tr><td>收入合计</td><td>12.50</td></tr>3.25<tr><td>支出合计</td><td>9.75</td></tr></table>6.00"
    let check = Check(files: .embedded, catalog: PackFiles.embedded.catalog(.chinese))
    let report = try check.run(SourceFile(name: "page.html", bytes: Array(page.utf8))).input.report
    #expect(report.coverage.tokens.map(\.text) == ["12.50", "3.25", "9.75", "6.00"])
  }
}
