import Documents
import Filings
import Forms
import Foundation
import Readers
import TestSupport
import Testing

@testable import Recognition

/// Sentences of several provinces about one department.
@Suite struct SentenceTests {
  private static let sample = text("Samples/archive-2024.md")

  private static func text(_ path: String) -> String {
    guard let data = FileManager.default.contents(atPath: Repository.file(path).path) else {
      preconditionFailure("no \(path)")
    }
    return String(decoding: data, as: UTF8.self)
  }

  /// The sample with another third part.
  private func narrative(_ name: String, form: Form = TestForms.hunan) throws -> Narrative {
    let sample = Self.sample
    let parts = sample.components(separatedBy: "# 第三部分\n\n## 2024年度部门决算情况说明\n\n## 一")
    let rest = parts[1].components(separatedBy: "# 第四部分\n\n## 名词解释")
    let own =
      name.isEmpty
      ? sample : parts[0] + Self.text("Tests/Fixtures/narratives/\(name).md") + "# 第四部分\n\n## 名词解释" + rest[1]
    let reading = try MarkdownReader().read(SourceFile(name: "test", bytes: [UInt8](own.utf8)))
    return Recognizer(form: form).recognize(reading.document).narrative
  }

  private func said(_ narrative: Narrative, _ section: String, _ group: String) -> [String] {
    narrative.statements.filter { $0.section == section && $0.group == group }.map { statement in
      let kind =
        switch statement.meaning {
        case .figure: "figure"
        case .ratio: "ratio"
        case .change: statement.direction == .down ? "less" : "more"
        case .growth: statement.direction == .down ? "down" : "up"
        case .difference: "difference"
        case .gap: "gap"
        case .gapRate: "gapRate"
        }
      return "\(kind) \(statement.number.text)"
    }
  }

  @Test func theSampleIsReadWhole() throws {
    let narrative = try narrative("")
    #expect(said(narrative, "N01", "total") == ["figure 1361.41", "more 54.94", "up 4.21%"])
    #expect(said(narrative, "N05.overall", "total") == ["figure 1325.36", "ratio 98.79%", "more 49.89", "up 3.91%"])
    #expect(said(narrative, "N05.items", "items.2012602") == ["figure 52.00", "figure 48.50", "ratio 93.27%"])
    #expect(
      said(narrative, "N07.overall", "items.receptions") == [
        "figure 3.00", "figure 1.85", "ratio 61.67%", "less 0.36", "down 16.29%",
      ])
    #expect(said(narrative, "N07.details", "receptions").contains("figure 183"))
    #expect(said(narrative, "N14", "meetings") == ["figure 2.72", "figure 260"])
    #expect(narrative.items.count == 12)
    #expect(narrative.lists.map(\.names.count) == [14, 20])
    // All numbers of the third part are bound; those of the report are mostly of no table.
    #expect(narrative.statements.count > 140)
  }

  @Test func sichuanWritesTheItemAndItsCompletion() throws {
    let narrative = try narrative("sichuan")
    #expect(said(narrative, "N01", "total") == ["figure 1361.41", "more 54.94", "up 4.21%"])
    #expect(said(narrative, "N05.items", "items.2080505") == ["figure 72.18", "ratio 97.62%"])
    #expect(said(narrative, "N05.structure", "classes.210") == ["figure 50.80", "ratio 3.83%"])
    #expect(said(narrative, "N07.details", "shares.vehicles").prefix(2) == ["figure 6.30", "ratio 77.30%"])
    // Of two appropriations the form has one column for the sum: neither is it.
    #expect(said(narrative, "N02", "sources.appropriation") == [])
    #expect(said(narrative, "N02", "sources.other") == ["figure 18.50", "ratio 1.38%"])
  }

  @Test func hubeiComparesWithTheFullYearsBudget() throws {
    let narrative = try narrative("hubei")
    #expect(said(narrative, "N03", "uses.basic") == ["figure 830.41", "ratio 61.9%"])
    #expect(
      said(narrative, "N07.details", "compared.vehicles") == [
        "figure 9.30", "figure 6.30", "ratio 67.7%", "less 0.55", "down 8.0%",
      ])
    // Each expense is compared with its own budget, also where another stands above it.
    #expect(said(narrative, "N07", "items.running") == ["figure 6.30", "ratio 67.7%", "less 0.55"])
    // What grew is a part that no table shows; the total's change is not repeated.
    #expect(said(narrative, "N04", "total") == ["figure 1342.91", "more 42.84", "up 3.3%"])
    #expect(!said(narrative, "N07.details", "receptions").contains("figure 0"))
  }

  @Test func aShareIsOfWhatItSaysItIsOf() throws {
    // 占授予中小企业合同金额的 is another share than 占政府采购支出总额的.
    #expect(
      said(try narrative("jiangxi"), "N11", "smes") == [
        "figure 158.20", "ratio 80.55%", "figure 108.60", "ratio 68.65%",
      ])
    let yunnan = try narrative("yunnan")
    #expect(said(yunnan, "N03", "uses.basic") == ["figure 830.41", "ratio 61.90％"])
    #expect(said(yunnan, "P01", "basic").filter { $0.hasPrefix("ratio") } == ["ratio 62.66%"])
    // 与上年相比，收入合计增加: of the total, which is not what stands before.
    #expect(said(yunnan, "N02", "sources.other") == ["figure 18.50", "ratio 1.38%"])
  }

  @Test func aSentenceBrokenByAPageIsWhole() throws {
    let text = Self.sample.replacing("支出决算为48.50万元，完成年初预算的93.27%", with: "支出决算为48.50万元，完成年初预\n\n算的93.27%")
    let reading = try MarkdownReader().read(SourceFile(name: "test", bytes: [UInt8](text.utf8)))
    let narrative = Recognizer(form: TestForms.hunan).recognize(reading.document).narrative
    #expect(said(narrative, "N05.items", "items.2012602") == ["figure 52.00", "figure 48.50", "ratio 93.27%"])
  }

  @Test func everyNumberKnowsItsPlace() throws {
    let scalars = Array(Self.sample.unicodeScalars)
    for statement in try narrative("").statements {
      guard let span = statement.number.span else {
        Issue.record("no place: \(statement.words.text)")
        continue
      }
      #expect(String(String.UnicodeScalarView(scalars[span.start..<span.end])) == statement.number.text)
    }
  }
}
