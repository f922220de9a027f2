import Amounts
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

/// What is wrong with a workbook is told all at once, each at its sheet and cell.
@Suite(.enabled(if: (try? SheetLibrary.expect()) != nil, "libxlsxwriter is not installed"))
struct BadWorkbookTests {
  private let catalog = PackFiles.embedded.catalog(.chinese)

  /// The sample, with its facts changed, as a workbook with its sheets changed.
  private func workbook(
    _ change: (inout LeafFacts, Form) -> Void = { _, _ in }, sheets: (inout [Sheet]) -> Void = { _ in }
  ) throws -> SourceFile {
    let folder = try FactFolderLoader.load(Repository.file("Samples/archive-2024").path)
    let head = try #require(folder.head().head)
    let form = try #require(FormLoader(files: .embedded).load(head.pack, year: head.year).form)
    var facts = LeafFactReader.read(folder.tables().tables, head: head, form: form).facts
    change(&facts, form)
    var laid = WorkbookLayout.sheets(facts, form: form, catalog: catalog)
    sheets(&laid)
    let url = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID().uuidString).xlsx")
    defer { try? FileManager.default.removeItem(at: url) }
    try SheetFile().write(laid, to: url.path)
    return SourceFile(name: "workbook.xlsx", bytes: [UInt8](try Data(contentsOf: url)))
  }

  private func problems(_ file: SourceFile) throws -> [FactProblem] {
    let workbook = try FilledWorkbook(file)
    do throws(Compose.Failure) {
      _ = try Compose(files: .embedded).run(workbook)
      return []
    } catch {
      guard case .facts(let failure) = error else { throw error }
      return failure.problems
    }
  }

  /// Types another text over the first cell that has one.
  private func replace(_ text: String, with other: String, on name: String, _ sheets: inout [Sheet]) {
    guard let sheet = sheets.firstIndex(where: { $0.name == name }) else { return }
    for (row, line) in sheets[sheet].rows.enumerated() {
      for (column, cell) in line.cells.enumerated() {
        guard case .text(text) = cell.value else { continue }
        sheets[sheet].rows[row].cells[column].value = .text(other)
        return
      }
    }
  }

  /// What stands at a problem's cell.
  private func text(_ file: SourceFile, at place: FactPlace) throws -> String {
    let sheet = try #require(try StoredWorkbook.read(file).sheets.first { $0.name == place.file })
    return sheet.rows.first { $0.number == place.line - 1 }?.cells[place.field - 1]?.text ?? ""
  }

  @Test func figuresAndCodesThatAreWrongAreToldAtTheirCells() throws {
    let file = try workbook { facts, form in
      guard let income = form.block(named: "T02"), let economy = form.block(named: "T06") else { return }
      facts.rows[income]?[0].cells[1] = LeafCell(text: "三万", value: .text, place: FactPlace(file: ""))
      facts.rows[economy]?[1].cells[0] = LeafCell("-963472.35")
    } sheets: { sheets in
      replace("30101", with: "39990", on: "经济分类", &sheets)
      replace("2012602", with: "2012699", on: "预算", &sheets)
    }
    let found = try problems(file)
    #expect(found.map(\.id).sorted() == ["amount", "code", "negative", "twice"])
    for problem in found {
      #expect(problem.place.isCell)
      #expect(problem.rendered(catalog).hasPrefix(problem.place.description + " error[compose.\(problem.id)] "))
      #expect(!problem.rendered(catalog).hasSuffix("compose.\(problem.id)"))
    }
    let amount = try #require(found.first { $0.id == "amount" })
    #expect(amount.place.file == "收入")
    #expect(try text(file, at: amount.place) == "三万")
    let code = try #require(found.first { $0.id == "code" })
    #expect(code.place.description.hasPrefix("经济分类!A"))
    #expect(try text(file, at: code.place) == "39990")
    #expect(code.values["near"]?.contains("39999") ?? false)
  }

  @Test func pointsAreHeldToTheMethodAndToTheirSum() throws {
    let file = try workbook { facts, form in
      guard let address = form.block(named: "PROJECT.indicators") else { return }
      let block = form.tables[address.table].blocks[address.block]
      let rows = facts.rows[address] ?? []
      guard let weight = block.column("weight"), let score = block.column("score"), let reason = block.column("reason"),
        let short = rows.firstIndex(where: { !($0.cells[reason]?.text.isEmpty ?? true) }),
        let other = rows.lastIndex(where: { $0.cells[reason]?.text.isEmpty ?? true })
      else { return }
      facts.rows[address]?[short].cells[reason] = LeafCell("")
      facts.rows[address]?[other].cells[score] = LeafCell("1")
      facts.rows[address]?[0].cells[weight] = LeafCell("11")
    }
    let found = try problems(file)
    #expect(Set(found.map(\.id)) == ["score.deducted", "score.reason", "contradiction"])
    #expect(found.allSatisfy { $0.place.file == "绩效指标" })
    let given = try #require(found.first { $0.id == "score.reason" })
    #expect(try text(file, at: given.place) == "1")
  }

  @Test func aNegativeWithItsReasonIsTaken() throws {
    let file = try workbook { facts, form in
      guard let economy = form.block(named: "T06"), let cell = facts.rows[economy]?[0].cells[0],
        case .number(let number) = cell.value
      else { return }
      // What one account is less, another is more.
      facts.rows[economy]?[0].cells[0] = LeafCell("-100.00")
      let rest = (try? number.value + Rational(100)) ?? .zero
      var other = LeafRow(key: .code("30106"), cells: [:], place: FactPlace(file: ""))
      other.cells[0] = LeafCell(rest.formatted(decimals: 2))
      facts.rows[economy]?.append(other)
      facts.texts["T06[30101].amount.reason"] = "收回多发的工资"
    }
    #expect(try problems(file) == [])
  }

  @Test func renamedSheetsAndAddedColumnsAreTold() throws {
    let renamed = try problems(
      workbook(sheets: { sheets in
        guard let index = sheets.firstIndex(where: { $0.name == "国有资产" }) else { return }
        sheets[index].name = "国有资产2"
      }))
    #expect(Set(renamed.map(\.id)).isSuperset(of: ["cells.sheet", "cells.missing"]))
    #expect(renamed.first { $0.id == "cells.sheet" }?.values["near"] == "国有资产")
    let added = try workbook(sheets: { sheets in
      guard let index = sheets.firstIndex(where: { $0.name == "预算" }),
        let heading = sheets[index].rows.firstIndex(where: { $0.cells.count == 3 })
      else { return }
      sheets[index].rows[heading].cells.append(Sheet.Cell("备注", .head))
      sheets[index].rows[heading + 1].cells.append(Sheet.Cell("追加", .input))
      sheets[index].rows[heading + 2].cells += [Sheet.Cell("", .input), Sheet.Cell("离群", .input)]
    })
    let found = try problems(added)
    #expect(found.map(\.id).sorted() == ["cells.column", "cells.stray"])
    #expect(try found.map { try text(added, at: $0.place) }.sorted() == ["备注", "离群"])
  }

  @Test func hiddenSheetsAreTold() throws {
    let file = try workbook()
    var stored = try StoredWorkbook.read(file)
    let form = try #require(FormLoader(files: .embedded).load("hunan", year: 2024).form)
    #expect(WorkbookReader.tables(stored, form: form, year: 2024, catalog: catalog).problems == [])
    let index = try #require(stored.sheets.firstIndex { $0.name == "收入" })
    stored.sheets[index].isHidden = true
    stored.sheets[index].hiddenColumns = [2]
    let problems = WorkbookReader.tables(stored, form: form, year: 2024, catalog: catalog).problems
    #expect(problems.map(\.id) == ["cells.hidden", "cells.hiddenCells"])
  }

  @Test(arguments: ["national", "hunan", "shanghai"]) func aNewWorkbookAsksForWhatItNeeds(_ pack: String) throws {
    let drafted = try NewFacts(files: .embedded).facts(pack: pack, year: 2024, department: "示例局")
    let url = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID().uuidString).xlsx")
    defer { try? FileManager.default.removeItem(at: url) }
    try drafted.writeWorkbook(to: url.path)
    let file = SourceFile(name: "new.xlsx", bytes: [UInt8](try Data(contentsOf: url)))
    let found = try problems(file)
    #expect(!found.isEmpty)
    #expect(found.allSatisfy { $0.place.isCell }, "\(found.filter { !$0.place.isCell })")
    #expect(!found.contains { $0.id.hasPrefix("cells.") }, "\(found)")
    #expect(try StoredWorkbook.read(file).sheets.first?.name == drafted.form.workbook.guideTitle)
  }

  @Test func whatIsNoWorkbookIsRefused() throws {
    #expect(throws: Check.Failure.self) { try FilledWorkbook(SourceFile(name: "a.xlsx", bytes: Array("no".utf8))) }
  }
}
