import Checking
import Amounts
import Composing
import Documents
import Filings
import Forms
import Foundation
import Readers
import Testing
import Workflow
import Writers

@testable import mutations

/// What is composed of invented departments' leaf facts reads back as it was composed, and has no finding.
@Suite struct ComposeTests {
  private static let classifications = Classifications(year: 2024)
  private static let words = ["任务增减", "进度调整", "标准变化", "人员变动", "项目结转", "采购节约", "工期顺延", "政策调整"]

  /// The folder with a reason for everything that the form demands one for.
  private func folder(_ index: Int) throws -> FactFolder {
    let department = SoundDepartment(seed: 71, index: index, regime: .full, isRounded: true, Self.classifications)
    var folder = LeafFolder.folder(department.facts, last: department.last, Self.classifications)
    do throws(Compose.Failure) {
      _ = try Compose(files: .embedded).run(folder)
    } catch {
      guard case .facts(let failure) = error else { throw error }
      let wanted = failure.problems.filter { $0.id == "text" }
      #expect(wanted.count == failure.problems.count, "\(failure.problems.filter { $0.id != "text" })")
      let lines = wanted.enumerated().map { number, problem in
        let word = Self.words[number % Self.words.count]
        return "\(problem.values["key"] ?? "")\t\(problem.values["about"] ?? "")\(word)，第\(number + 1)批任务如期安排"
      }
      folder.texts["texts.tsv"] = (["用处\t文字"] + lines).joined(separator: "\n")
    }
    return folder
  }

  /// `MINGZHANG_DEPARTMENTS=200` measures as many; the default keeps the suite short.
  private static let departments = Int(ProcessInfo.processInfo.environment["MINGZHANG_DEPARTMENTS"] ?? "") ?? 0

  @Test(arguments: 0..<max(24, departments)) func whatIsComposedReadsBackAndIsSound(_ index: Int) throws {
    let folder = try folder(index)
    let outcome = try Compose(files: .embedded).run(folder)
    #expect(outcome.beyond == 0)
    let text = MarkdownWriter.write(outcome.document)
    let check = DisclosureCheck(regime: .full)
    #expect(check.findings(text).map(\.message) == [], "department \(index)")
    let (form, filing) = try check.understood(text)
    #expect(form.pack == "hunan")
    #expect(figures(filing, form) == figures(outcome.filing, form))
  }

  /// Each file that is published of an invented department holds its facts, by our own reader, and has no finding.
  @Test(arguments: 0..<max(4, departments)) func whatIsPublishedReadsBackAndIsSound(_ index: Int) throws {
    let publication = try Compose(files: .embedded).run(try folder(index)).publication
    let check = DisclosureCheck(regime: .full)
    for format in [PublicationFormat.docx, .xlsx, .html, .pdf] {
      let file: SourceFile
      do throws(Publish.Failure) {
        let written = try Publish(catalog: check.catalog).files(format, of: publication)
        file = SourceFile(name: "department.\(format.rawValue)", bytes: written[0].bytes)
      } catch {
        guard error.isMissingLibrary else { throw error }
        print("skipped: \(format.rawValue) cannot be written here")
        continue
      }
      if format == .pdf, !PDFReader.isAvailable { continue }
      let (findings, form, filing) = try check.checked(file)
      #expect(findings.filter { $0.severity > .info }.map(\.message) == [], "department \(index), \(format.rawValue)")
      #expect(figures(filing, form) == figures(publication.filing, form), "department \(index), \(format.rawValue)")
    }
  }

  /// Every figure of the printed tables by its address.
  private func figures(_ filing: Filing, _ form: Form) -> [String: PrintedNumber] {
    var figures: [String: PrintedNumber] = [:]
    for table in filing.tables where form.tables[table.form].isPrinted {
      for (block, rows) in table.blocks.enumerated() {
        for row in rows.rows {
          for (column, cell) in row.cells.enumerated() {
            guard let number = cell?.number else { continue }
            figures["\(form.tables[table.form].id) \(table.name?.text ?? "") \(block) \(row.key) \(column)"] = number
          }
        }
      }
    }
    return figures
  }

  @Test func theSameFactsGiveTheSameBytes() throws {
    let folder = try folder(3)
    let texts = try (0..<2).map { _ in MarkdownWriter.write(try Compose(files: .embedded).run(folder).document) }
    #expect(texts[0] == texts[1])
    #expect(texts[0].utf8.count > 10_000)
  }
}
