import Checking
import Documents
import Filings
import Forms
import Foundation
import Readers
import Recognition
import TestSupport
import Testing

@testable import Workflow

/// What stands on pages that were not read is not said to be lacking.
@Suite struct UnreadPartsTests {
  private let catalog = PackFiles.embedded.catalog(.chinese)
  private let form: Form
  private let sound: String

  init() throws {
    form = try #require(FormLoader(files: .embedded).load("shanghai", year: 2024).form)
    let url = Repository.file("Tests/Fixtures/documents/shanghai-sound.md")
    sound = String(decoding: try Data(contentsOf: url), as: UTF8.self)
  }

  /// The sound disclosure up to some words, all of it on page 5.
  private func reading(upTo words: String, unread page: Int?) throws -> Reading {
    let end = try #require(sound.range(of: words)).lowerBound
    var reading = try FormatReader.read(SourceFile(name: "test.md", bytes: [UInt8](sound[..<end].utf8)))
    let box = Place.Box(left: 0, top: 0, right: 9, bottom: 9)
    let length = sound[..<end].unicodeScalars.count
    reading.map = SourceMap([.init(start: 0, end: length, place: Place(.page(number: 5, box: box)))])
    if let page {
      reading.notes.append(ReadingNote(id: "reading.pagePicture", values: ["page": String(page), "detail": ""]))
    }
    return reading
  }

  private func check(_ reading: Reading) -> [Finding] {
    let filing = Recognizer(form: form).recognize(reading.document, year: 2024)
    let marked = UnreadParts(reading)?.marked(filing, of: reading.document) ?? filing
    return Checker(form: form, catalog: catalog).check(marked, of: reading.document).findings
  }

  @Test func aDocumentThatIsReadWholeLacksWhatIsNotThere() throws {
    let findings = check(try reading(upTo: "## 政府性基金预算财政拨款收入支出决算表", unread: nil))
    #expect(Set(findings.map(\.rule)).isSuperset(of: ["nine_tables", "parts"]))
  }

  @Test func ofADocumentThatGoesOnUnreadNothingLacks() throws {
    #expect(check(try reading(upTo: "## 政府性基金预算财政拨款收入支出决算表", unread: 6)).map(\.message) == [])
  }

  /// Cut below the first account, the total is more than what was read.
  @Test(arguments: [(nil, true), (6, false), (12, true)])
  func aTableThatGoesOnUnreadMayHoldWhatItsSumsLack(_ page: Int?, _ isBroken: Bool) throws {
    let findings = check(try reading(upTo: "| 208 | 05 | 02 |", unread: page))
    #expect(findings.contains { $0.rule.hasPrefix("T02") } == isBroken, "\(findings.map(\.message))")
  }

  /// The total of a table that is cut off at the edge of the page has parts that nobody sees.
  @Test(arguments: [false, true]) func aTableThatIsCutOffMayHoldWhatItsSumsLack(_ isCut: Bool) throws {
    let title = "财政拨款“三公”经费支出决算表"
    var lines = sound.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    let heading = try #require(lines.lastIndex { $0.hasPrefix("#") && $0.hasSuffix(title) })
    let start = try #require(lines[heading...].firstIndex { $0.hasPrefix("|") })
    for index in lines[start...].indices.prefix(while: { lines[$0].hasPrefix("|") }) {
      lines[index] =
        lines[index].split(separator: "|", omittingEmptySubsequences: false).dropLast(3).joined(separator: "|") + "|"
    }
    var reading = try FormatReader.read(SourceFile(name: "test.md", bytes: [UInt8](lines.joined(separator: "\n").utf8)))
    let filing = Recognizer(form: form).recognize(reading.document, year: 2024)
    let table = try #require(filing.tables.first { form.tables[$0.form].id == "T09" })
    if isCut {
      reading.notes.append(ReadingNote(id: ReadingNote.cutTable, span: reading.document.blocks[table.block].span))
    }
    #expect(check(reading).contains { $0.rule == "T09.columns.total" } == !isCut)
  }

  /// Figures in rows that nobody recognised are figures: the table needs no statement that it is empty.
  @Test func aTableOfUnreadRowsIsNotEmpty() {
    var block = FilledBlock()
    #expect(!FilledTable(form: 0, blocks: [block]).hasFigures)
    block.addUnreadRow(at: 0)
    #expect(FilledTable(form: 0, blocks: [block]).hasFigures)
  }
}
