import Checking
import Documents
import Filings
import Forms
import Foundation
import TestSupport
import Testing
import Workflow
import Writers

/// Slips in the sentences of sound documents.
@Suite struct NarrativeTests {
  private func check(_ text: String, pack: String? = nil) throws -> [Finding] {
    let files = PackFiles.embedded
    var options = Check.Options()
    options.pack = pack
    let file = SourceFile(name: "test.md", bytes: [UInt8](text.utf8))
    return try Check(files: files, catalog: files.catalog(.chinese)).run(file, options).input.report.findings
  }

  private static func text(_ path: String) throws -> String {
    String(decoding: try Data(contentsOf: Repository.file(path)), as: UTF8.self)
  }

  private func accused(_ finding: Finding) -> [String] {
    finding.locations.filter { $0.role != .evidence }.map(\.quote)
  }

  /// What is written instead of what in the sample, the rule that finds it, and what it accuses first.
  @Test(arguments: [
    ("增加54.94万元，增长4.21%", "减少54.94万元，增长4.21%", "narrative_direction", "减少"),
    ("下降16.29%", "增长16.29%", "narrative_direction", "增长"),
    ("决算数小于年初预算数的主要原因是：压减", "决算数大于年初预算数的主要原因是：压减", "narrative_comparison", "决算数大于年初预算数的主要原因是"),
    ("决算数大于年初预算数的主要原因是：两名", "与年初预算持平，主要原因是：两名", "narrative_comparison", "与年初预算持平"),
    ("完成年初预算的93.27%，决算数小于年初预算数的主要原因是：压减外出调研场次和资料印刷数量。", "与上年持平。", "narrative_comparison", "与上年持平"),
    ("占61.90%", "占69.10%", "narrative_ratio", "69.10%"),
    ("人员经费696.40万元，占", "人员经费669.40万元，占", "narrative_figure", "669.40"),
    ("年初预算数1300.66万元，一般", "年初预算数1306.06万元，一般", "budget.rows.total", "1306.06"),
    ("手续费、水费、电费", "手续费、咨询费、水费、电费", "narrative_list", "咨询费"),
    ("核定内设机构6个：", "核定内设机构7个：", "counted_list", "7个"),
    ("因公出国（境）团组0个，累计0人次", "因公出国（境）团组2个，累计0人次", "quantities.overseas", "2"),
    ("应急保障用车1辆；", "应急保障用车3辆；", "assets.rows.vehicles", "2"),
    ("整体支出绩效自评得分99.32分", "整体支出绩效自评得分93.29分", "narrative_figure", "93.29"),
    ("开展了绩效自评，自评得分99.32分", "开展了绩效自评，自评得分9.32分", "narrative_figure", "9.32"),
    ("其中：政府采购货物支出24.80万元", "其中：政府采购货物支出28.40万元", "procurement.rows.total", "28.40"),
  ])
  func aSlipOfTheSampleIsFound(_ sound: String, _ slip: String, _ rule: String, _ accusedFirst: String) throws {
    let sample = try Self.text("Samples/archive-2024.md")
    #expect(sample.contains(sound), "the sample does not say \(sound)")
    let findings = try check(sample.replacing(sound, with: slip)).filter { $0.severity != .info }
    #expect(findings.map(\.rule) == [rule], "\(findings.map(\.message))")
    #expect(findings.first.map { accused($0)[0] } == accusedFirst)
  }

  private static let overall = "“三公”经费支出决算数为8.15万元，完成预算的66.26%。"

  /// Other ways to say what the sample says of its 三公 expenses, and a slip of each.
  @Test(arguments: [
    ("“三公”经费支出决算数为8.15万元，完成预算的66.26%，较预算减少4.15万元，降低33.74%。", "减少4.15", "减少4.51", "narrative_change"),
    ("“三公”经费支出决算数为8.15万元，完成预算的66.26%，较预算减少4.15万元，降低33.74%。", "33.74%", "37.34%", "narrative_ratio"),
    ("“三公”经费支出决算数为8.15万元，完成全年预算12.30万元的66.26%，比上年决算数减少0.91万元，下降10.04%。", "66.26%", "62.66%", "narrative_ratio"),
    ("“三公”经费支出决算数为8.15万元，完成预算的66.26%；与2023年度相比，减少0.91万元，下降10.04%。", "10.04%", "14.00%", "narrative_growth"),
  ])
  func anotherWordingIsHeldAgainstTheSameFigures(_ said: String, _ sound: String, _ slip: String, _ rule: String) throws
  {
    let sample = try Self.text("Samples/archive-2024.md")
    #expect(sample.contains(Self.overall))
    let other = sample.replacing(Self.overall, with: said)
    #expect(try check(other).map(\.message) == [])
    let findings = try check(sample.replacing(Self.overall, with: said.replacing(sound, with: slip)))
    #expect(findings.map(\.rule) == [rule], "\(findings.map(\.message))")
  }

  @Test func aParagraphOfLastYearIsOneFinding() throws {
    let sample = try Self.text("Samples/archive-2024.md")
    let slip = sample.replacing(
      "一般公共预算财政拨款支出1325.36万元，主要用于以下方面：一般公共服务支出（类）1059.35万元，占79.93%；教育支出（类）3.86万元，占0.29%；社会保障和就业支出（类）144.44万元，占10.90%；卫生健康支出（类）50.80万元，占3.83%；住房保障支出（类）66.92万元，占5.05%。",
      with:
        "一般公共预算财政拨款支出1275.47万元，主要用于以下方面：一般公共服务支出（类）1017.21万元，占79.75%；教育支出（类）3.52万元，占0.28%；社会保障和就业支出（类）140.10万元，占10.98%；卫生健康支出（类）49.36万元，占3.87%；住房保障支出（类）65.28万元，占5.12%。"
    )
    let findings = try check(slip).filter { $0.severity != .info }
    #expect(findings.map(\.rule) == ["narrative_stale"], "\(findings.map(\.message))")
    #expect(findings.first.map(accused)?.count == 11)
  }

  /// The sum alone would suspect every figure of the class; the sentence says where something belongs.
  @Test func aBlankThatASentenceListsIsFilledIn() throws {
    let sample = try Self.text("Samples/archive-2024.md")
    let findings = try check(sample.replacing("30103\t奖金\t141.78", with: "30103\t奖金\t"))
    #expect(findings.map(\.rule) == ["T06.rows.codes"], "\(findings.map(\.message))")
    // The parts are off by their last place.
    #expect(findings.first?.expected == "141.79万元")
    #expect(findings.first?.isOpen == false)
  }

  /// Its rate may be left blank, which the repaired row still does.
  @Test func ofAProjectsFundsTheOneThatNothingElseConfirmsIsWrong() throws {
    let sample = try Self.text("Samples/archive-2024.md")
    let slip = sample.replacing("其中：当年财政拨款\t260.00\t265.00\t", with: "其中：当年财政拨款\t260.00\t2650.00\t")
    let findings = try check(slip)
    #expect(findings.map(\.rule) == ["PROJECT.funds.rows.total"], "\(findings.map(\.message))")
    #expect(findings.first?.expected == "265.00万元")
    #expect(findings.first?.isOpen == false)
  }

  @Test func aMissingItemIsNamed() throws {
    let sample = try Self.text("Samples/archive-2024.md")
    let start = try #require(sample.range(of: "### 9、社会保障和就业支出（类）抚恤"))
    let end = try #require(sample.range(of: "### 10、卫生健康支出"))
    let findings = try check(String(sample[..<start.lowerBound] + sample[end.lowerBound...]))
    #expect(findings.contains { $0.rule == "narrative_items" && $0.message.contains("死亡抚恤") })
    // Sums over items that are not all there prove nothing.
    #expect(!findings.contains { $0.rule == "budget.rows.total" || $0.rule == "outturn_items" })
  }

  /// The wordings of other provinces: nothing sound is accused.
  @Test(arguments: ["sichuan", "hubei", "yunnan", "jiangxi"], ["hunan", "national"])
  func aSoundNarrativeOfAnotherProvinceIsSound(_ province: String, _ pack: String) throws {
    let sample = try Self.text("Samples/archive-2024.md")
    let parts = sample.components(separatedBy: "# 第三部分\n\n## 2024年度部门决算情况说明\n\n## 一")
    let rest = parts[1].components(separatedBy: "# 第四部分\n\n## 名词解释")
    let own = try Self.text("Tests/Fixtures/narratives/\(province).md")
    let findings = try check(parts[0] + own + "# 第四部分\n\n## 名词解释" + rest[1], pack: pack)
    // The contents of the sample are another province's, and Hubei's narrative is an extract.
    let outline: Set = ["contents", "sections", "numbering", "narrative_items"]
    #expect(findings.filter { !outline.contains($0.rule) }.map(\.message) == [])
  }

  /// A digit of a number of the narrative is changed: that number is accused, alone or as one of a tie, or the document
  /// cannot know. No other number is accused without it.
  @Test(arguments: [
    ("Samples/archive-2024.md", 17), ("Tests/Fixtures/documents/hunan-variant-sound.md", 19),
    ("Tests/Fixtures/documents/shanghai-sound.md", 23),
  ])
  func aChangedNumberIsAccusedOrNothingIs(_ path: String, _ stride: Int) throws {
    let sample = try Self.text(path)
    let scalars = Array(sample.unicodeScalars)
    let files = PackFiles.embedded
    let (_, _, filing) = try Understand(files: files, catalog: files.catalog(.chinese)).run(
      SourceFile(name: "test.md", bytes: [UInt8](sample.utf8)), pack: nil, year: nil)
    let statements = filing.narrative.statements
    #expect(statements.count > 100)
    var found = 0
    var tried = 0
    for index in Swift.stride(from: 0, to: statements.count, by: stride) {
      guard let span = statements[index].number.span else { continue }
      var changed = scalars
      // The first digit: small changes of late ones may be rounding.
      let digit = changed[span.start].value - 48
      changed[span.start] = Unicode.Scalar(UInt8(48 + (digit == 9 ? 1 : digit + 1)))
      tried += 1
      let findings = try check(String(String.UnicodeScalarView(changed))).filter { $0.severity != .info }
      guard !findings.isEmpty else { continue }
      found += 1
      let isNamed = findings.allSatisfy { finding in
        finding.locations.contains { location in
          location.role != .evidence && location.span?.meets(span) == true
        }
      }
      #expect(isNamed && findings.count == 1, "\(statements[index].words.text): \(findings.map(\.message))")
    }
    // Headcounts, meetings and the like are said once and proved by nothing.
    #expect(found * 10 >= tried * 7, "\(found) of \(tried)")
  }
}
