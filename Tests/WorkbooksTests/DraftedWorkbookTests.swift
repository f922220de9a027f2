import Composing
import Documents
import Forms
import Foundation
import Readers
import TestSupport
import Testing
import Workbooks
import Workflow
import Writers

/// A workbook while it is being filled in: nothing that was entered is lost, and whatever was done can be taken back.
@Suite struct DraftedWorkbookTests {
  private let catalog = PackFiles.embedded.catalog(.chinese)
  private let drafting = Drafting(files: .embedded)

  /// The cell under a heading in the line of a key.
  private func address(
    _ key: String, _ column: String, _ part: String, in draft: DraftedWorkbook
  ) throws -> DraftedWorkbook.Address {
    let own = try #require(draft.part(part))
    let keys = try #require(own.columns.firstIndex(of: "key"))
    let line = try #require(own.lines.first { $0.cells[keys].text == key })
    return DraftedWorkbook.Address(part: part, line: line.id, column: try #require(own.columns.firstIndex(of: column)))
  }

  @Test(arguments: ["Samples/archive-2024", "Tests/Fixtures/composing/shanghai"])
  func aDraftComesToWhatItsFolderComesTo(path: String) throws {
    let (draft, _, folder) = try SampleDraft.load(path)
    let reading = try drafting.read(draft)
    #expect(reading.problems.isEmpty, "\(reading.problems.map { $0.rendered(catalog) })")
    let composed = try Compose(files: .embedded).run(folder)
    #expect(try MarkdownWriter.write(#require(reading.publication).document) == MarkdownWriter.write(composed.document))
  }

  /// What a browser shows and what the file holds is the same, cell by cell.
  @Test func theFileHasTheCellsOfTheForms() throws {
    let (draft, form, _) = try SampleDraft.load("Samples/archive-2024")
    let laid = LaidDraft(draft, form: form, catalog: catalog)
    let sheets = WorkbookLayout.sheets(draft, form: form, catalog: catalog)
    for stored in laid.stored.sheets {
      let sheet = try #require(sheets.first { $0.name == stored.name })
      #expect(sheet.rows.count == stored.rows.count)
    }
    let cell = try address("2012601", "T02.appropriation", "T02", in: draft)
    let name = try #require(laid.cellName(cell))
    let place = try #require(
      laid.stored.sheets.first { $0.name == "收入" }?.rows.flatMap { row in
        row.cells.map { FactPlace(file: "收入", line: row.number + 1, field: $0.key + 1, isCell: true) }
      }.first { $0.cell == name })
    #expect(laid.address(of: place) == cell)
  }

  @Test func whatIsWrongIsKeptAndToldAtItsCell() throws {
    var (draft, _, _) = try SampleDraft.load("Samples/archive-2024")
    let cell = try address("2012601", "T02.appropriation", "T02", in: draft)
    try draft.take([try #require(draft.entering(" 三万\r\n", at: cell))])
    #expect(draft[cell]?.text == "三万")
    let reading = try drafting.read(draft)
    let problem = try #require(reading.problems.first { $0.id == "amount" })
    #expect(reading.laid.address(of: problem.place) == cell)
    // The rest is still composed.
    #expect(reading.publication != nil)
    let again = try JSONDecoder().decode(DraftedWorkbook.self, from: JSONEncoder().encode(draft))
    #expect(again == draft)
  }

  @Test func figuresBeyondAllMeasureAreToldAndTrapNothing() throws {
    var (draft, _, _) = try SampleDraft.load("Samples/archive-2024")
    let cell = try address("2012601", "T02.appropriation", "T02", in: draft)
    for text in ["-9223372036854775807.99", "10000000000000", String(repeating: "9", count: 400)] {
      try draft.take([try #require(draft.entering(text, at: cell))])
      let problems = try drafting.read(draft).problems
      #expect(problems.contains { ["large", "amount"].contains($0.id) }, "\(text)")
    }
    try draft.take([try #require(draft.entering("9999999999999.99", at: cell))])
    #expect(try drafting.read(draft).publication != nil)
  }

  @Test func everyStepIsTakenBack() throws {
    let (before, form, _) = try SampleDraft.load("Samples/archive-2024")
    var draft = before
    let cell = try address("2012601", "T02.appropriation", "T02", in: draft)
    let line = try #require(draft.part("T02")?.lines.first { $0.id == cell.line })
    var steps: [DraftStep] = [try #require(draft.entering("1.00", at: cell))]
    try draft.take(steps)
    let added = draft.adding(2, to: "T02", form: form, catalog: catalog)
    #expect(added.count == 2)
    try draft.take(added)
    let removed = [try #require(draft.removing(line.id, from: "T02"))]
    try draft.take(removed)
    #expect(draft[cell] == nil)
    steps += added + removed
    try draft.take(steps.reversed().map(\.inverse))
    #expect(draft.parts == before.parts)
  }

  @Test func aStepThatFindsSomethingElseTakesNothing() throws {
    var (draft, _, _) = try SampleDraft.load("Samples/archive-2024")
    let cell = try address("2012601", "T02.appropriation", "T02", in: draft)
    let late = try #require(draft.entering("2.00", at: cell))
    try draft.take([try #require(draft.entering("1.00", at: cell))])
    let other = try #require(draft.entering("3.00", at: try address("2012602", "T02.appropriation", "T02", in: draft)))
    #expect(throws: DraftConflict.self) { try draft.take([other, late]) }
    #expect(draft[cell]?.text == "1.00")
  }

  /// A pack may have changed since a draft was begun.
  @Test func aDraftOfAnOlderFormKeepsEverything() throws {
    let (draft, form, _) = try SampleDraft.load("Samples/archive-2024")
    #expect(draft.fits(form, catalog: catalog))
    let text = String(decoding: try JSONEncoder().encode(draft), as: UTF8.self)
      .replacing("\"T02.appropriation\"", with: "\"T02.gone\"")
    let old = try JSONDecoder().decode(DraftedWorkbook.self, from: Data(text.utf8))
    #expect(!old.fits(form, catalog: catalog))
    let now = try drafting.fitted(old)
    #expect(now.fits(form, catalog: catalog))
    let lost = try #require(old.part("T02")).lines.map {
      $0.cells[old.part("T02")?.columns.firstIndex(of: "T02.gone") ?? 0].text
    }
    #expect(now.questions.map(\.text) == lost.filter { !$0.isEmpty } && !now.questions.isEmpty)
    let cell = try address("2012601", "key", "T02", in: now)
    #expect(now[cell]?.text == "2012601")
  }

  /// Sentences that change because of a figure want reasons that nobody has given; there is a line for each.
  @Test func wordsThatAreWantedGetALine() throws {
    let draft = try drafting.begin(pack: "hunan", year: 2024, department: "示例市档案馆")
    var filled = draft
    for (key, text) in [("T01.income[grand]", "100"), ("T04.income[grand]", "100")] {
      try filled.take([try #require(filled.entering(text, at: try address(key, "content", "prior", in: filled)))])
    }
    let reading = try drafting.read(filled)
    let wanted = reading.problems.filter { $0.id == "text" }.compactMap { $0.values["key"] }
    #expect(wanted.contains("N01.total.reason"))
    try filled.take(drafting.asking(filled, reading))
    let keys = try #require(filled.part("texts")?.columns.firstIndex(of: "key"))
    let lines = filled.part("texts")?.lines.map { $0.cells[keys].text } ?? []
    #expect(wanted.allSatisfy(lines.contains) && Set(lines).count == lines.count)
    #expect(drafting.asking(filled, try drafting.read(filled)).isEmpty)
  }

  @Test(.enabled(if: (try? SheetLibrary.expect()) != nil, "libxlsxwriter is not installed"))
  func aWorkbookFileComesBackAsItWasWithHostileTexts() throws {
    var (draft, _, _) = try SampleDraft.load("Samples/archive-2024")
    let texts = ["=cmd|' /C calc'!A0", "<script>alert(1)</script>", "+1+1", "@SUM(A1)", "三万", "1.2.3"]
    let keys = ["2012601", "2012602", "2012604", "2012699", "2080501", "2080505"]
    for (key, text) in zip(keys, texts) {
      try draft.take([try #require(draft.entering(text, at: try address(key, "T02.appropriation", "T02", in: draft)))])
    }
    try draft.take([try #require(draft.entering("39990", at: try address("30101", "key", "T06", in: draft)))])
    let bytes = try FileTask.draftWorkbook.run(
      on: SourceFile(name: "workbook.xlsx", bytes: [UInt8](try JSONEncoder().encode(draft))), files: .embedded,
      catalog: catalog)
    let answer = try FileTask.takeDraft.run(
      on: SourceFile(name: "a.xlsx", bytes: bytes), files: .embedded, catalog: catalog)
    let back = try JSONDecoder().decode(DraftedWorkbook.self, from: Data(answer))
    for (key, text) in zip(keys, texts) {
      #expect(back[try address(key, "T02.appropriation", "T02", in: back)]?.text == text)
    }
    #expect(throws: Never.self) { try address("39990", "T06.amount", "T06", in: back) }
    let ids = try drafting.read(back).problems.map(\.id)
    #expect(ids == (try drafting.read(draft).problems.map(\.id)) && ids.contains("code"))
    // A text is stored as one, never as a formula.
    let package = String(decoding: bytes, as: UTF8.self)
    #expect(!package.contains("<f>cmd"))
    let stored = try StoredWorkbook.read(SourceFile(name: "a.xlsx", bytes: bytes))
    #expect(stored.sheets.flatMap(\.rows).flatMap(\.cells.values).contains { $0.text == texts[0] && !$0.isUncomputed })
  }
}
