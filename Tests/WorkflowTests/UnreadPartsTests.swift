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

  /// Figures in rows that nobody recognised are figures: the table needs no statement that it is empty.
  @Test func aTableOfUnreadRowsIsNotEmpty() {
    var block = FilledBlock()
    #expect(!FilledTable(form: 0, blocks: [block]).hasFigures)
    block.addUnreadRow(at: 0)
    #expect(FilledTable(form: 0, blocks: [block]).hasFigures)
  }
}
