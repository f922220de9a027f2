import Checking
import Documents
import Forms
import TestSupport
import Testing

@testable import Writers

@Suite("HTML report")
struct HTMLReportTests {
  private func page(_ input: ReportInput = SampleReport.input, _ language: Catalog.Language = .chinese) throws -> String
  {
    try HTMLReport(catalog: Files.catalog(language)).write(input)
  }

  @Test func sampleIsAsRecorded() throws {
    // Style, script and their hashes change without the report changing.
    let bare = Markup.bare(try page()).replacing(#/sha256-[A-Za-z0-9+/=]+/#, with: "sha256-…")
    try expectGolden(bare, "sample.html")
  }

  @Test(arguments: Catalog.Language.allCases)
  func isWellFormed(language: Catalog.Language) throws {
    let markup = Markup(try page(SampleReport.input, language))
    #expect(markup.fault == nil)
    #expect(markup.elements.first?.attributes["lang"] == (language == .chinese ? "zh-CN" : "en"))
  }

  @Test func idsAreUniqueAndLinksLeadSomewhere() throws {
    let markup = Markup(try page())
    let ids = markup.values(of: "id")
    #expect(Set(ids).count == ids.count)
    let known = Set(ids)
    for link in markup.values(of: "href") {
      #expect(link.hasPrefix("#") && known.contains(String(link.dropFirst())), "\(link)")
    }
    for name in ["data-cell", "data-f", "aria-labelledby"] {
      for target in markup.values(of: name) { #expect(known.contains(target), "\(name)=\(target)") }
    }
  }

  /// A strict policy holds: nothing inline but the named style and script, nothing from elsewhere.
  @Test func nothingBreaksThePolicy() throws {
    let markup = Markup(try page())
    for attribute in markup.elements.flatMap(\.attributes.keys) {
      #expect(attribute != "style" && attribute != "src" && !attribute.hasPrefix("on"), "\(attribute)")
    }
    #expect(markup.elements.count { $0.name == "script" } == 1)
    #expect(markup.elements.count { $0.name == "style" } == 1)
    let policy = try #require(markup.elements.first { $0.attributes["http-equiv"] == "Content-Security-Policy" })
    #expect(policy.attributes["content"]?.contains("default-src 'none'") == true)
    #expect(policy.attributes["content"]?.contains("unsafe") == false)
  }

  @Test func everyClassIsInTheStyleSheet() throws {
    let style = try Files.text("Sources/Writers/HTML/Assets/mingzhang.css")
    let classes = Set(Markup(try page()).values(of: "class").flatMap { $0.split(separator: " ") })
    for name in classes {
      #expect(style.contains(try Regex("\\.\(name)(?![\\w-])")), "\(name)")
    }
  }

  @Test func culpritsAreMarkedInPlace() throws {
    let page = try page()
    // Two findings on one cell: both numbers, the value of the first.
    #expect(
      page.contains(
        ##"aria-label="1126.70，错误第 1 条">1126.70</a><span class="mark" aria-hidden="true">1</span>"##
          + ##"<a class="mark w" href="#f7-body" data-f="f7" aria-label="提醒第 7 条">7</a> "##
          + ##"<ins class="should">应为 1162.70</ins>"##))
    // A blank cell is named by its column.
    let cells = page.split(separator: "\n").first { $0.contains("住房改革支出</th>") } ?? ""
    #expect(cells.contains(#"<td class="r">66.92</td><td class="r hit""#) && cells.contains(">空白</a>"))
    // A stale paragraph: nine boxes, one number, one value.
    let stale = page.split(separator: "\n").last { $0.contains(">1336.42</a>") } ?? ""
    #expect(stale.matches(of: #/<a class="n x"/#).count == 9)
    #expect(stale.matches(of: #/class="mark"/#).count == 1 && stale.matches(of: #/class="should"/#).count == 1)
  }

  @Test func swappedRowsAreMarkedAtTheirFirstCells() throws {
    let page = try page()
    for code in ["2101103", "2101101"] {
      #expect(page.contains("aria-label=\"\(code)，错误第 5 条\">\(code)</a>"))
    }
  }

  @Test func whatWasNotCheckedIsTold() throws {
    let text = Markup(try page()).text
    for words in ["没有读懂的部分", "没有相应的表样", "没有找到公开04表", "已向财政部门说明", "核对了什么：217 处"] {
      #expect(text.contains(words), "\(words)")
    }
  }

  @Test func sealSaysWhatWasFound() throws {
    var input = SampleReport.input
    #expect(Verdict(input.report) == .correct)
    input.report.findings.removeAll { $0.severity == .error }
    #expect(Verdict(input.report) == .sound)
    #expect(try page(input).contains("没有发现错误，有 2 处需要再看一看。"))
    input.report.verdicts = .init()
    #expect(Verdict(input.report) == .unreadable)
    #expect(try page(input).contains(#"class="seal none""#))
  }

  @Test func coverageBarComesWithFigures() throws {
    var input = SampleReport.input
    // 3 verified, 2 contradicted, 2 unverifiable.
    let page = try page(input)
    #expect(page.contains(#"<rect class="f-bad" x="428" width="286" height="8"/>"#))
    #expect(page.contains("已核实 3　有矛盾 2　未能核实 2"))
    input.report.coverage = .init()
    #expect(try !self.page(input).contains("class=\"cover\""))
  }

  @Test func numbersShowTheirStates() throws {
    let page = try page()
    #expect(
      page.contains(
        "<span class=\"n v\" title=\"已核实\n合计 ＝ 201 ＋ 208 ＋ 210 ＋ 221（1417.33万元 ＝ 1417.33万元）\n另有 1 个等式印证\">1417.33</span>"
      ))
    #expect(page.contains("title=\"未能核实：夹在单元格的文字里，如指标值\">120</span>万页"))
    // What a finding marks is told by its mark; what a suppressed one would, by a word.
    #expect(page.contains(##"aria-label="1126.70，错误第 1 条">1126.70</a>"##))
    #expect(page.contains("<span class=\"n x\" title=\"有矛盾，所属问题未列出\">99.4%</span>"))
    // Set apart is plain.
    #expect(page.contains("截至2024年12月31日，"))
  }

  @Test func unverifiableNumbersAreListedWithLinks() throws {
    let markup = Markup(try page())
    #expect(markup.text.contains("未能核实的数 2 个，及其原因"))
    let links = markup.elements("a", class: "").isEmpty ? markup.values(of: "href") : []
    #expect(links.count { $0.wholeMatch(of: #/#n\d+/#) != nil } == 2)
    #expect(markup.elements.contains { $0.attributes["class"] == "proofbar" && $0.attributes["aria-live"] == "polite" })
    #expect(markup.elements.count { $0.attributes["type"] == "radio" } == 3)
  }

  @Test func mergedCellsKeepTheirExtent() throws {
    let piece = { (text: String) in TextPiece(text: text, span: SourceSpan(start: 0, end: 0)) }
    let table = Table(
      rows: [
        .init(
          cells: [
            .init(column: 0, rowSpan: 2, content: piece("项目")), .init(column: 1, columnSpan: 2, content: piece("收入")),
          ],
          span: SourceSpan(start: 0, end: 0)),
        .init(
          cells: [.init(column: 1, content: piece("1.00")), .init(column: 2, content: piece("2\n3"))],
          span: SourceSpan(start: 0, end: 0)),
      ], columnCount: 3, span: SourceSpan(start: 0, end: 0))
    let page = try page(ReportInput(report: SampleReport.report, document: Document(blocks: [.table(table)])))
    #expect(page.contains(#"rowspan="2">项目<"#) && page.contains(#"colspan="2">收入<"#))
    #expect(page.contains("2<br/>3") && page.contains("<td class=\"r\">1.00</td>"))
  }
}
