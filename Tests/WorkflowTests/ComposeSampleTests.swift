import Checking
import Composing
import Documents
import Filings
import Forms
import Foundation
import Readers
import TestSupport
import Testing
import Workflow
import Writers

/// The sample of leaf facts, and what is said of damaged ones.
@Suite struct ComposeSampleTests {
  private static let folder = Repository.root.appending(path: "Samples/archive-2024")

  private func sample() throws -> FactFolder { try FactFolderLoader.load(Self.folder.path) }

  private func outcome(_ folder: FactFolder) throws -> Compose.Outcome { try Compose(files: .embedded).run(folder) }

  private func problems(_ folder: FactFolder) -> [FactProblem] {
    do throws(Compose.Failure) {
      _ = try Compose(files: .embedded).run(folder)
      return []
    } catch {
      guard case .facts(let failure) = error else { return [] }
      return failure.problems
    }
  }

  @Test func theSampleIsComposedWithoutAFinding() throws {
    let outcome = try outcome(sample())
    #expect(outcome.beyond == 0)
    let text = MarkdownWriter.write(outcome.document)
    let checked = try Check(files: .embedded, catalog: PackFiles.embedded.catalog(.chinese)).run(
      SourceFile(name: "archive.md", bytes: Array(text.utf8)))
    #expect(checked.input.report.findings.map(\.message) == [])
    #expect(checked.input.report.coverage.contradicted == 0)
    #expect(checked.form.pack == "hunan")
  }

  @Test func anotherJurisdictionIsComposedFromItsPackAlone() throws {
    let folder = try FactFolderLoader.load(Repository.file("Tests/Fixtures/composing/shanghai").path)
    let text = MarkdownWriter.write(try outcome(folder).document)
    var options = Check.Options()
    options.pack = "shanghai"
    let checked = try Check(files: .embedded, catalog: PackFiles.embedded.catalog(.chinese)).run(
      SourceFile(name: "archive.md", bytes: Array(text.utf8)), options)
    #expect(checked.input.report.findings.map(\.message) == [])
    #expect(checked.input.report.coverage.verified > 300)
  }

  @Test func markdownReadsBackToTheSameContent() throws {
    let document = try outcome(sample()).document
    let text = MarkdownWriter.write(document)
    let read = try MarkdownReader().read(SourceFile(name: "a.md", bytes: Array(text.utf8))).document
    #expect(contents(read) == contents(document))
    #expect(MarkdownWriter.write(read) == text)
  }

  /// Blocks by kind and text; merged cells with the blanks that Markdown prints beside them.
  private func contents(_ document: Document) -> [String] {
    document.blocks.map { block in
      switch block {
      case .heading(let heading): "\(heading.level) \(heading.content.text)"
      case .paragraph(let paragraph): "\(paragraph.isListItem ? "- " : "")\(paragraph.content.text)"
      case .table(let table):
        table.rows.map { row in
          var fields = [String](repeating: "", count: table.columnCount)
          for cell in row.cells { fields[cell.column] = cell.content.text }
          return fields.joined(separator: "\t")
        }.joined(separator: "\n")
      }
    }
  }

  @Test func roundedByThemselvesFiguresStillHaveNoFinding() throws {
    var folder = try sample()
    folder.texts["head.yaml"]? += "rounding: independent\n"
    let text = MarkdownWriter.write(try outcome(folder).document)
    let checked = try Check(files: .embedded, catalog: PackFiles.embedded.catalog(.chinese)).run(
      SourceFile(name: "archive.md", bytes: Array(text.utf8)))
    #expect(checked.input.report.findings.filter { $0.severity > .info }.map(\.message) == [])
  }

  @Test func allProblemsAreToldAtOnce() throws {
    var folder = try sample()
    folder.texts["T03.tsv"]? += "9999999\t不存在\t1.00\n"
    folder.texts["T05.tsv"] = folder.texts["T05.tsv"]?.replacing("基本支出", with: "基本开支")
    folder.texts["T09.tsv"] = folder.texts["T09.tsv"]?.replacing("30000.00", with: "三万")
    folder.texts["T10.tsv"] = "a\tb\n"
    let found = problems(folder)
    #expect(found.map(\.id) == ["code", "column", "amount", "file.name"])
    #expect(found.map(\.place.file) == ["T03.tsv", "T05.tsv", "T09.tsv", "T10.tsv"])
    #expect(found[1].values["near"]?.contains("基本支出") ?? false)
    let catalog = PackFiles.embedded.catalog(.chinese)
    for problem in found { #expect(!problem.rendered(catalog).hasSuffix("compose.\(problem.id)")) }
  }

  @Test func figuresThatDoNotAgreeAreNotComposed() throws {
    var folder = try sample()
    let line = try #require(folder.texts["T06.tsv"]?.split(separator: "\n").first { $0.hasPrefix("30101") })
    folder.texts["T06.tsv"] = folder.texts["T06.tsv"]?.replacing(String(line), with: "30101\t基本工资\t1.00")
    let found = problems(folder)
    #expect(found.contains { $0.id == "contradiction" && $0.values["difference"] == "1684185.52" })
  }

  /// A cell that is one slip away from what all broken equations want is told with that figure.
  @Test func aSlipIsToldWithWhatWouldSettleIt() throws {
    for slip in [{ Self.swapped($0) }, { $0.replacing(".", with: "") }] as [(String) -> String] {
      var folder = try sample()
      let line = try #require(folder.texts["T06.tsv"]?.split(separator: "\n").first { $0.hasPrefix("30101") })
      let fields = line.split(separator: "\t").map(String.init)
      let wrong = slip(fields[2])
      try #require(wrong != fields[2])
      folder.texts["T06.tsv"] = folder.texts["T06.tsv"]?.replacing(line, with: "30101\t\(fields[1])\t\(wrong)")
      let told = problems(folder).filter { $0.values["repair"] != nil }
      #expect(!told.isEmpty)
      #expect(told.allSatisfy { $0.values["repair"] == fields[2] && $0.place.file == "T06.tsv" }, "\(told)")
    }
  }

  /// The first two neighbouring digits that differ, exchanged.
  private static func swapped(_ text: String) -> String {
    var digits = Array(text)
    guard let place = digits.indices.dropLast().first(where: { digits[$0] != digits[$0 + 1] }) else { return text }
    digits.swapAt(place, place + 1)
    return String(digits)
  }

  /// Where many cells could be the wrong one, none is accused.
  @Test func whatCannotBeToldIsNotProposed() throws {
    var folder = try sample()
    let line = try #require(folder.texts["T06.tsv"]?.split(separator: "\n").first { $0.hasPrefix("30101") })
    folder.texts["T06.tsv"] = folder.texts["T06.tsv"]?.replacing(String(line), with: "30101\t基本工资\t1.00")
    #expect(problems(folder).allSatisfy { $0.place.file != "T06.tsv" || $0.values["repair"] == nil })
  }

  @Test func whatNobodyGaveIsAskedFor() throws {
    var folder = try sample()
    folder.texts["T08.tsv"] = nil
    #expect(problems(folder).contains { $0.id == "file.missing" && $0.place.file == "T08.tsv" })
    folder = try sample()
    folder.texts["T04.income.tsv"] = "项目\t数\ncapital\t\n"
    #expect(problems(folder).contains { $0.id == "undetermined" && $0.place.file == "T04.income.tsv" })
    folder = try sample()
    folder.texts["prior.tsv"] = folder.texts["prior.tsv"]?.split(separator: "\n").filter { !$0.hasPrefix("T05") }
      .joined(separator: "\n")
    #expect(problems(folder).map(\.id) == ["sentence.prior"])
    folder = try sample()
    folder.texts["procurement.tsv"] = folder.texts["procurement.tsv"]?.split(separator: "\n")
      .filter { !$0.hasPrefix("授予小微") }.joined(separator: "\n")
    let unknown = problems(folder)
    #expect(unknown.map(\.id) == ["sentence.unknown"])
    #expect(unknown.first?.values["row"] == "授予小微企业合同金额")
  }

  @Test func reasonsAreDemandedWhereFiguresDifferAndOnlyThere() throws {
    var folder = try sample()
    folder.texts["texts.tsv"] = folder.texts["texts.tsv"]?.replacing("N01.total.reason", with: "N01.totals.reason")
    let found = problems(folder)
    #expect(found.map(\.id).sorted() == ["text", "unused"])
    #expect(found.first { $0.id == "text" }?.values["key"] == "N01.total.reason")
    #expect(found.first { $0.id == "unused" }?.values["near"] == "N01.total.reason")
  }

  @Test func aYearWithoutChangeSaysSo() throws {
    var folder = try sample()
    let now = try outcome(sample()).filing
    #expect(now.fiscalYear == 2024)
    // Last year's receptions as this year's, to the fen.
    folder.texts["prior.tsv"] = folder.texts["prior.tsv"]?.replacing(
      "receptions\t22100.00", with: "receptions\t18476.00"
    )
    .replacing("total\t90600.00", with: "total\t86976.00")
    folder.texts["texts.tsv"] = folder.texts["texts.tsv"]?.split(separator: "\n")
      .filter { !$0.hasPrefix("N07.overall.items[receptions]") }.joined(separator: "\n")
    let text = MarkdownWriter.write(try outcome(folder).document)
    #expect(text.contains("公务接待费支出预算为3.00万元，支出决算为1.85万元，完成年初预算的61.67%，与上年相比持平。"))
  }
}
