import Checking
import Documents
import Forms
import Foundation
import TestSupport
import Testing
import Workflow
import Writers

/// Every number of a document is accounted for.
@Suite struct CoverageTests {
  private func outcome(_ url: URL, _ options: Check.Options = .init()) throws -> Check.Outcome {
    let files = PackFiles.embedded
    return try Check(files: files, catalog: files.catalog(.chinese)).run(try SourceFileLoader.load(url.path), options)
  }

  private static let samples = [
    "Samples/archive-2024.md", "Samples/archive-2024-slips.md", "Tests/Fixtures/documents/hunan-variant-slips.md",
    "Tests/Fixtures/documents/shanghai-slips.md", "Tests/Fixtures/documents/shanghai-sound.md",
  ]

  private static var documents: [URL] {
    samples.map(Repository.file) + [Repository.shared("data/documents/zhuzhou-2024.md")].compactMap { $0 }
  }

  private func offsets(_ span: SourceSpan) -> Range<Int> { span.start..<span.end }

  // MARK: Nothing is left out

  /// Looked for in the file itself, by other means than the check's.
  @Test(arguments: documents)
  func everyDigitOfTheFileBelongsToOneNumber(_ url: URL) throws {
    let scalars = Array(try String(contentsOf: url, encoding: .utf8).unicodeScalars)
    var owners = Array(repeating: 0, count: scalars.count)
    for token in try outcome(url).input.report.coverage.tokens {
      for offset in offsets(token.span) { owners[offset] += 1 }
    }
    #expect(!owners.contains { $0 > 1 })
    // Tags are markup, and m<sup>2</sup> is a unit.
    let masked = try masked(scalars, #"<sup>.*?</sup>|<[^<>]*>"#)
    let digits = try NSRegularExpression(pattern: "[0-9０-９]+")
    let runs = digits.matches(in: masked, range: NSRange(location: 0, length: masked.utf16.count)).map(\.range)
    #expect(runs.count > 100)
    for run in runs {
      let isOwned = (run.location..<run.location + run.length).allSatisfy { owners[$0] == 1 }
      #expect(isOwned, "at \(run.location): \(masked.dropFirst(max(0, run.location - 10)).prefix(30))")
    }
  }

  /// The text with some of it blanked out, one UTF-16 unit a scalar.
  private func masked(_ scalars: [Unicode.Scalar], _ pattern: String) throws -> String {
    let text = String(String.UnicodeScalarView(scalars.map { $0.value > 0xFFFF ? "?" : $0 }))
    var units = Array(text.utf16)
    for match in try NSRegularExpression(pattern: pattern).matches(
      in: text, range: NSRange(location: 0, length: units.count))
    {
      for index in match.range.location..<match.range.location + match.range.length { units[index] = 0x20 }
    }
    return String(decoding: units, as: UTF16.self)
  }

  @Test(arguments: documents)
  func numbersStandInOrderAsPrinted(_ url: URL) throws {
    let scalars = Array(try String(contentsOf: url, encoding: .utf8).unicodeScalars)
    let tokens = try outcome(url).input.report.coverage.tokens
    for (before, after) in zip(tokens, tokens.dropFirst()) {
      #expect(offsets(before.span).upperBound <= offsets(after.span).lowerBound)
    }
    for token in tokens {
      let printed = String(String.UnicodeScalarView(scalars[offsets(token.span)]))
      // Markup may stand inside.
      #expect(printed == token.text || printed.contains("<") || printed.contains("*"), "\(printed) \(token.text)")
      #expect(token.kind.isSetApart == (token.state == .setApart))
    }
  }

  // MARK: States

  @Test(arguments: documents)
  func whatConfirmsANumberHolds(_ url: URL) throws {
    let outcome = try outcome(url)
    let coverage = outcome.input.report.coverage
    let rules = Set(outcome.form.rules.map(\.id))
    var seen: Set<Int> = []
    for token in coverage.tokens {
      guard case .verified(let proofs, let count) = token.state else { continue }
      #expect(!proofs.isEmpty && proofs.count <= count)
      for proof in proofs where seen.insert(proof).inserted {
        let evidence = coverage.proofs.evidence(proof)
        #expect(!evidence.equation.isEmpty)
        #expect([evidence.left, evidence.right].allSatisfy { $0.contains(#/[0-9]/#) }, "\(evidence)")
        #expect(rules.contains(coverage.proofs.rule(proof)))
      }
    }
    #expect(seen.count > 100)
  }

  @Test(arguments: documents)
  func contradictedNumbersNameFindingsThatStandOnThem(_ url: URL) throws {
    let report = try outcome(url).input.report
    let findings = Dictionary(uniqueKeysWithValues: report.findings.map { ($0.id, $0) })
    for token in report.coverage.tokens {
      guard case .contradicted(let ids) = token.state else { continue }
      let own = offsets(token.span)
      for id in ids {
        let finding = try #require(findings[id])
        let accuses = finding.locations.contains { location in
          guard location.role != .evidence, let span = location.span else { return false }
          return offsets(span).overlaps(own)
        }
        #expect(accuses && finding.severity != .info, "\(token.text) \(finding.rule)")
      }
    }
  }

  @Test func aSoundDocumentContradictsNothing() throws {
    let coverage = try outcome(Repository.file("Samples/archive-2024.md")).input.report.coverage
    #expect(coverage.contradicted == 0)
    #expect(coverage.verified * 10 > coverage.numbers * 7, "\(coverage.verified) of \(coverage.numbers)")
    #expect(coverage.tokens.count == coverage.numbers + coverage.setApart)
    #expect(coverage.reasons.map(\.count).reduce(0, +) == coverage.unverifiable)
  }

  /// A slip takes away what rested on it, and no right number is accused.
  @Test func aSlipContradictsItsOwnNumber() throws {
    let text = try String(contentsOf: Repository.file("Samples/archive-2024.md"), encoding: .utf8)
    let slip = text.replacing("占61.90%", with: "占69.10%")
    #expect(slip != text)
    let files = PackFiles.embedded
    let report = try Check(files: files, catalog: files.catalog(.chinese))
      .run(SourceFile(name: "slip.md", bytes: [UInt8](slip.utf8))).input.report
    let contradicted = report.coverage.tokens.filter { if case .contradicted = $0.state { true } else { false } }
    #expect(contradicted.map(\.text) == ["69.10%"])
    #expect(contradicted.first?.kind == .percentage)
  }

  @Test func whatIsNotReadIsSaidSo() throws {
    let text = """
      # 2024年度示例市气象站部门决算

      示例市气象站有观测场3处。

      # 收入决算表

      单位：万元

      项 目\t\t本年收入合计\t财政拨款收入\t其他收入
      功能分类科目编码\t科目名称
      合计\t\t310.00\t300.00\t10.00
      220\t自然资源海洋气象等支出\t310.00\t300.00\t10.00

      # 观测设备表

      设备\t台数
      雨量计\t12
      """
    let files = PackFiles.embedded
    let tokens = try Check(files: files, catalog: files.catalog(.chinese))
      .run(SourceFile(name: "a.md", bytes: [UInt8](text.utf8))).input.report.coverage.tokens
    let said = tokens.map { token -> String in
      switch token.state {
      case .verified: "\(token.text) verified"
      case .contradicted: "\(token.text) contradicted"
      case .unverifiable(let reason): "\(token.text) \(reason.rawValue)"
      case .setApart: "\(token.text) \(token.kind.rawValue)"
      }
    }
    #expect(said.filter { !$0.hasSuffix(" verified") } == ["2024年 date", "3 prose", "220 code", "12 table"])
    #expect(said.count == 10)
  }

  // MARK: The bar

  /// Amounts and percentages of parts two and three, and of the scored tables, of a real disclosure.
  @Test func mostFiguresOfARealDisclosureAreDecided() throws {
    guard let url = Repository.shared("data/documents/zhuzhou-2024.md") else { return }
    let input = try outcome(url).input
    let shares = CoverageShares(input)
    print(shares.text)
    for part in [CoverageShares.Part.tables, .narrative, .scored] {
      let share = try #require(shares.shares[part])
      #expect(share.decided * 100 >= share.all * 40, "\(part) \(share)")
    }
    let all = shares.shares.values.reduce(into: (decided: 0, all: 0)) {
      $0.decided += $1.decided
      $0.all += $1.all
    }
    #expect(all.decided * 100 >= all.all * 60, "\(all)")
  }

  // MARK: Writers

  @Test(arguments: documents)
  func thePageShowsWhatTheJSONCounts(_ url: URL) throws {
    let outcome = try outcome(url)
    let catalog = PackFiles.embedded.catalog(.chinese)
    let page = try HTMLReport(catalog: catalog).write(outcome.input)
    let json = try JSONReport().write(outcome.input)
    let object = try #require(try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any])
    let coverage = try #require(object["coverage"] as? [String: Any])
    let tokens = try #require(coverage["tokens"] as? [[String: Any]])
    func count(_ state: String) -> Int { tokens.count { $0["state"] as? String == state } }
    // One of each is in the legend.
    #expect(page.matches(of: #/<span class="n v"/#).count == count("verified") + 1)
    #expect(page.matches(of: #/<span class="n u"/#).count == count("unverifiable") + 1)
    for state in ["verified", "contradicted", "unverifiable", "setApart"] {
      #expect(coverage[state] as? Int == count(state))
    }
    #expect(page.contains("已核实 \(count("verified"))　有矛盾 \(count("contradicted"))　未能核实 \(count("unverifiable"))"))
    #expect(page.utf8.count < 2_000_000)
  }
}
