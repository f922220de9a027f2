import Checking
import Documents
import Forms
import Testing

@testable import Writers

@Suite("Text report")
struct TextReportTests {
  @Test func sampleIsAsRecorded() throws {
    try expectGolden(TextReport(catalog: Files.catalog()).write(SampleReport.input), "sample.txt")
    try expectGolden(
      TextReport(catalog: Files.catalog(.english), isComplete: true).write(SampleReport.input), "sample.en.txt")
  }

  @Test func colourIsSentOnlyWhenAsked() throws {
    let plain = try TextReport(catalog: Files.catalog()).write(SampleReport.input)
    let colour = try TextReport(catalog: Files.catalog(), colour: true).write(SampleReport.input)
    #expect(!plain.contains("\u{1B}"))
    #expect(colour.contains("\u{1B}[1;31merror[T03.rows.codes]\u{1B}[0m"))
    #expect(colour.replacing(#/\u{1B}\[[0-9;]*m/#, with: "") == plain)
  }

  /// Carets stand under the cell whatever width the characters before it have.
  @Test func caretsStandUnderTheCell() throws {
    let text = try TextReport(catalog: Files.catalog()).write(SampleReport.input)
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    let row = try #require(lines.firstIndex { $0.contains("│ 1126.70 │") })
    #expect(columns(of: "^^^^^^^", in: lines[row + 1]) == columns(of: "1126.70", in: lines[row]))
  }

  private func columns(of words: String, in line: String) -> Range<Int>? {
    line.firstRange(of: words).map { range in
      let start = DisplayWidth.of(String(line[..<range.lowerBound]))
      return start..<(start + DisplayWidth.of(words))
    }
  }

  @Test(arguments: [
    ("abc", 3), ("档案", 4), ("（一）", 6), ("１２", 4), ("e\u{301}", 1), ("“三公”", 6), ("—…", 2), ("한", 2), ("𠮷", 2), ("", 0),
  ])
  func width(text: String, columns: Int) {
    #expect(DisplayWidth.of(text) == columns)
  }

  @Test func longLinesAreCutAroundTheMark() {
    var excerpt = Excerpt(gutter: "")
    excerpt.append(String(repeating: "前", count: 200))
    excerpt.append("12.30", marked: true)
    excerpt.append(String(repeating: "后", count: 200))
    let (line, underline) = excerpt.drawn(width: 60)
    #expect(DisplayWidth.of(line) <= 60)
    #expect(line.hasPrefix("…前") && line.hasSuffix("后…"))
    #expect(columns(of: "^^^^^", in: underline) == columns(of: "12.30", in: line))
  }

  /// What a document says is never obeyed by the terminal.
  @Test func controlsAreNotSent() throws {
    var report = SampleReport.report
    report.findings[0].message = "红\u{1B}[31m\u{202E}字\r\u{9B}2J"
    report.findings[0].locations[0].table = "\u{7}表"
    report.document.file = "a\u{1B}]0;x\u{7}.md"
    let input = ReportInput(report: report, document: SampleReport.source.document, lines: SampleReport.source.lines)
    let text = try TextReport(catalog: Files.catalog()).write(input)
    #expect(!text.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" || (0x7F...0x9F).contains($0.value) })
    #expect(!text.unicodeScalars.contains("\u{202E}"))
  }

  @Test func placesOfOtherFormatsAreNamed() throws {
    var report = SampleReport.report
    let spots: [Place.Spot] = [
      .page(number: 3, box: .init(left: 0, top: 0, right: 1, bottom: 1)), .cell(sheet: "03表", name: "C7"),
      .run(part: "document.xml", paragraph: 6, run: 0, characters: 0..<3),
    ]
    let map = SourceMap(
      spots.enumerated().map { SourceMap.Leaf(start: $0.offset, end: $0.offset + 1, place: Place($0.element)) })
    report.findings = spots.indices.map { number in
      let span = SourceSpan(start: number, end: number + 1)
      return Finding(
        rule: "x", severity: .error, title: "t", message: "m",
        locations: [Location(role: .culprit, quote: "甲\t乙", span: span)])
    }
    let text = try TextReport(catalog: Files.catalog()).write(
      ReportInput(report: report, document: Document(blocks: []), map: map))
    for place in ["dag 2024.md:p3: ", "dag 2024.md:03表!C7: ", "dag 2024.md:¶7: "] {
      #expect(text.contains(place))
    }
    #expect(text.contains("甲 │ 乙"))
  }
}
