import Amounts
import Composing
import Documents
import Forms
import Foundation
import TestSupport
import Testing
import Workflow
import Writers

/// Leaf facts taken out of published files, and begun anew for the next year.
@Suite struct ImportTests {
  private let importing = ImportFacts(files: .embedded, catalog: PackFiles.embedded.catalog(.chinese))

  private func sample(_ name: String) throws -> SourceFile {
    SourceFile(name: name, bytes: [UInt8](try Data(contentsOf: Repository.file("Samples/\(name)"))))
  }

  /// The sample as it is published.
  private func published() throws -> SourceFile {
    let folder = try FactFolderLoader.load(Repository.file("Samples/archive-2024").path)
    let text = MarkdownWriter.write(try Compose(files: .embedded).run(folder).document)
    return SourceFile(name: "archive.md", bytes: Array(text.utf8))
  }

  private func cell(_ drafted: DraftedFacts, _ block: String, _ row: String, _ column: Int = 0) throws -> LeafCell? {
    let address = try #require(drafted.form.block(named: block))
    let blockForm = drafted.form.tables[address.table].blocks[address.block]
    let key = blockForm.row(row).map(LeafRow.Key.fixed) ?? .code(row)
    return drafted.facts.rows[address]?.first { $0.key == key }?.cells[column]
  }

  @Test func whatWasComposedIsComposedAgainTheSame() throws {
    let file = try published()
    let drafted = try importing.run(file)
    #expect(drafted.pendingCount == 0)
    let again = try Compose(files: .embedded).run(drafted.folder)
    #expect(Array(MarkdownWriter.write(again.document).utf8) == file.bytes)
    let json = try Compose(files: .embedded).run(try FactJSON(json: drafted.json()))
    #expect(Array(MarkdownWriter.write(json.document).utf8) == file.bytes)
  }

  @Test func jsonFitsItsSchema() throws {
    let json = String(decoding: try importing.run(try published()).json(), as: UTF8.self)
    let schema = try Schema(String(contentsOf: Repository.file("Docs/facts.schema.json"), encoding: .utf8))
    #expect(try schema.complaints(about: json) == [])
    #expect(try schema.complaints(about: json.replacing("\"head\"", with: "\"heads\"")) != [])
    #expect(throws: FactJSON.Failure.self) { try FactJSON(json: Data("{}".utf8)) }
  }

  @Test func figuresOfTheSampleAreWithinTheirRounding() throws {
    let drafted = try importing.run(try published())
    // 5643756.70 is printed 564.38.
    let value = try #require(try cell(drafted, "T03", "2012601", 1)?.value)
    guard case .number(let number) = value else {
      Issue.record("no number")
      return
    }
    #expect(try (number.value - Rational(5_643_800)).magnitude <= Rational(50))
  }

  @Test func contradictionsAreMarkedAndNotSettled() throws {
    let open = try importing.run(try sample("archive-2024-slips.md"))
    let pending = open.facts.rows.values.joined().flatMap(\.cells.values).filter { $0.remark?.isPending ?? false }
    #expect(!pending.isEmpty || !open.facts.questions.isEmpty)
    #expect(open.pendingCount > 3)
    for question in open.facts.questions { #expect(!question.text.hasPrefix("import.")) }
    let settled = try importing.run(try sample("archive-2024-slips.md"), settlement: .repairs)
    let sound = try importing.run(try sample("archive-2024.md"))
    // The slips that a check repairs are mended: the accounts are those of the sound sample.
    for block in ["T02", "T03", "T05"] {
      let address = try #require(settled.form.block(named: block))
      #expect(settled.facts.rows[address]?.map(\.key) == sound.facts.rows[address]?.map(\.key), "\(block)")
    }
  }

  @Test func aNewYearBeginsWithLastYearsFigures() throws {
    let folder = try FactFolderLoader.load(Repository.file("Samples/archive-2024").path)
    let filing = try Compose(files: .embedded).run(folder)
    let drafted = try importing.roll(try published(), to: 2025)
    #expect(drafted.facts.head.year == 2025)
    #expect(filing.beyond == 0)
    let prior = try #require(drafted.facts.priors.first { $0.address == "T09.outturn.receptions" })
    #expect(prior.value == Rational(18_500))
    #expect(try cell(drafted, "T01.income", "opening")?.text == "198500.00")
    #expect(try cell(drafted, "BASE.costs", "maintenance", 0)?.text == "1506500.00")
    #expect(try cell(drafted, "T03", "2012601", 1)?.text == "")
    #expect(drafted.facts.members.values.joined().count == 4)
    #expect(drafted.facts.headRemarks["部门职责"]?.isPending ?? false)
  }

  @Test(.enabled(if: (try? SheetLibrary.expect()) != nil, "libxlsxwriter is not installed"))
  func aNewYearBegunFromTheWorkbookIsExactToTheFen() throws {
    let folder = try FactFolderLoader.load(Repository.file("Samples/archive-2024").path)
    let trip = try WorkbookTrip(folder)
    let drafted = try importing.roll(trip.file, to: 2025)
    let prior = try #require(drafted.facts.priors.first { $0.address == "T09.outturn.receptions" })
    #expect(prior.value == Rational(18_476))
    #expect(drafted.facts.priors.allSatisfy { $0.value != nil })
  }

  @Test(.enabled(if: (try? SheetLibrary.expect()) != nil, "libxlsxwriter is not installed"))
  func tablesOfTheAccountingSoftwareAreExactToTheFen() throws {
    func table(_ number: String, _ title: String, _ rows: [[String]]) -> Sheet {
      var sheet = Sheet(name: number, widths: rows[0].map { _ in 16 })
      sheet.rows = [
        Sheet.Row([Sheet.Cell(title, .title, columns: rows[0].count)]), Sheet.Row([Sheet.Cell(number, .line)]),
        Sheet.Row([Sheet.Cell("编制单位：示例市档案馆", .line), Sheet.Cell("金额单位：元", .line)]),
      ]
      sheet.rows += rows.map { row in
        Sheet.Row(
          row.enumerated().map { index, text in
            index < 2 ? Sheet.Cell(text, .text) : Sheet.Cell(.decimal(text), .amount)
          })
      }
      sheet.rows[3] = Sheet.Row(rows[0].map { Sheet.Cell($0, .head) })
      return sheet
    }
    let sheets = [
      table(
        "财决03表", "收入决算表",
        [
          ["科目编码", "科目名称", "本年收入合计", "财政拨款收入", "上级补助收入", "事业收入", "经营收入", "附属单位上缴收入", "其他收入"],
          ["201", "一般公共服务支出", "5643756.70", "5643756.70", "0", "0", "0", "0", "0"],
          ["20126", "档案事务", "5643756.70", "5643756.70", "0", "0", "0", "0", "0"],
          ["2012601", "行政运行", "5643756.70", "5643756.70", "0", "0", "0", "0", "0"],
        ]),
      table(
        "财决04表", "支出决算表",
        [
          ["科目编码", "科目名称", "本年支出合计", "基本支出", "项目支出", "上缴上级支出", "经营支出", "对附属单位补助支出"],
          ["201", "一般公共服务支出", "5643756.71", "5643756.71", "0", "0", "0", "0"],
          ["20126", "档案事务", "5643756.71", "5643756.71", "0", "0", "0", "0"],
          ["2012601", "行政运行", "5643756.71", "5643756.71", "0", "0", "0", "0"],
        ]),
    ]
    let url = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID().uuidString).xlsx")
    defer { try? FileManager.default.removeItem(at: url) }
    try SheetFile().write(sheets, to: url.path)
    let file = SourceFile(name: "export.xlsx", bytes: [UInt8](try Data(contentsOf: url)))
    let drafted = try importing.run(file, pack: "hunan", year: 2024)
    #expect(try cell(drafted, "T02", "2012601", 1)?.text == "5643756.70")
    #expect(try cell(drafted, "T03", "2012601", 1)?.text == "5643756.71")
    // All that the export does not tell is asked for.
    #expect(drafted.pendingCount > 3)
  }
}
