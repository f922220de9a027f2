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

  /// `MINGZHANG_DEPARTMENTS=200` measures as many, `MINGZHANG_DEPARTMENTS=100..<200` those; the default keeps the suite
  /// short.
  private static func departments(_ least: Int) -> Range<Int> {
    let asked = ProcessInfo.processInfo.environment["MINGZHANG_DEPARTMENTS"] ?? ""
    let bounds = asked.split(separator: "..<").compactMap { Int($0) }
    if bounds.count == 2, bounds[0] < bounds[1] { return bounds[0]..<bounds[1] }
    return 0..<max(least, bounds.first ?? 0)
  }

  @Test(arguments: departments(24)) func whatIsComposedReadsBackAndIsSound(_ index: Int) throws {
    let folder = try folder(index)
    let outcome = try Compose(files: .embedded).run(folder)
    #expect(outcome.beyond == 0)
    let text = MarkdownWriter.write(outcome.document)
    let check = DisclosureCheck(regime: .full)
    #expect(check.findings(text).map(\.message) == [], "department \(index)")
    let (form, filing) = try check.understood(text)
    #expect(form.pack == "hunan")
    #expect(PublishedTrip.figures(filing, form) == PublishedTrip.figures(outcome.filing, form))
  }

  /// Each file that is published of an invented department holds its facts, by our own reader, and has no finding.
  @Test(arguments: departments(6)) func whatIsPublishedReadsBackAndIsSound(_ index: Int) throws {
    try PublishedTrip().expectSound(
      try Compose(files: .embedded).run(try folder(index)).publication, "department \(index)")
  }

  @Test func theSameFactsGiveTheSameBytes() throws {
    let folder = try folder(3)
    let texts = try (0..<2).map { _ in MarkdownWriter.write(try Compose(files: .embedded).run(folder).document) }
    #expect(texts[0] == texts[1])
    #expect(texts[0].utf8.count > 10_000)
  }
}
