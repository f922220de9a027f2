import Documents
import Readers
import Testing

@Suite(.timeLimit(.minutes(1))) struct HostileInputTests {
  @Test func aRowOfAMillionColumnsIsCut() throws {
    let read = try ReadText(bytes: Array((0..<1_000_000).map { _ in "1" }.joined(separator: "\t").utf8))
    #expect(read.tables.map(\.columnCount) == [4_096])
    #expect(read.noteIDs == ["reading.columnsCut"])
    #expect(read.reading.notes.first?.values == ["limit": "4096"])
    #expect(read.reading.notes.first?.span == SourceSpan(start: 8_192, end: 1_999_999))
  }

  @Test func aRowOfExactlyTheLimitIsWhole() throws {
    let read = try ReadText("1\t2\t3\n|1|2|3|\n", limits: ReadingLimits(columns: 3))
    #expect(read.tables.map(\.columnCount) == [3, 3])
    #expect(read.noteIDs.isEmpty)
  }

  @Test func tenThousandRows() throws {
    let read = try ReadText(String(repeating: "201\t一般公共服务支出\t1.00\n", count: 10_000))
    #expect(read.tables.map(\.rows.count) == [10_000])
    #expect(SpanRules(read).breaches.isEmpty)
  }

  @Test func rowsBeyondTheLimitAreCut() throws {
    let text = "a\tb\n1\t2\n3\t4\n续\n5\t6\n\n表外\n\nc\td\n"
    let read = try ReadText(text, limits: ReadingLimits(rows: 2))
    #expect(read.tables.map(read.texts) == [[["a", "b"], ["1", "2"]], [["c", "d"]]])
    #expect(read.noteIDs == ["reading.rowsCut"])
    #expect(read.source(read.reading.notes[0].span) == "3\t4")
  }

  @Test func cellsBeyondTheLimitAreCut() throws {
    let read = try ReadText("a\tb\n1\t2\n3\t4\n\n表\n\nc\td\n", limits: ReadingLimits(cells: 5))
    #expect(read.tables.map(\.rows.count) == [2])
    #expect(read.noteIDs == ["reading.cellsCut", "reading.cellsCut"])
  }

  @Test func linesBeyondTheLimitAreCut() throws {
    let read = try ReadText("甲\n\n乙\n\n丙\n", limits: ReadingLimits(lines: 3))
    #expect(read.paragraphs.map(\.content.text) == ["甲", "乙"])
    #expect(read.noteIDs == ["reading.linesCut"])
    #expect(read.reading.notes.first?.span == SourceSpan(start: 5, end: 8))
  }

  @Test(arguments: [
    "- ", "* ", "#", "# ", "|", "<", "<b ", "<b>", "<!--", "<sup>2</sup>", "m <sup>2</sup>", "**a ", "*", "&", "&#",
    "\\", "```\n~~~x\n", "a\tb\n\n", "a\tb\nc\n", "|a|\n\n", "\t\n", "\t", "> ", "1. ",
  ])
  func repeatedMarksTakeLinearTime(mark: String) throws {
    let read = try ReadText(String(repeating: mark, count: 20_000) + "完")
    #expect(SpanRules(read).breaches.isEmpty)
  }

  @Test func deeplyNestedListsAreItems() throws {
    let read = try ReadText(String(repeating: "- ", count: 50_000) + "深处")
    #expect(read.paragraphs.map(\.content.text) == ["深处"])
    #expect(read.paragraphs.map(\.isListItem) == [true])
  }
}
