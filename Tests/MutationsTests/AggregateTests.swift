import Amounts
import Checking
import Composing
import Filings
import Forms
import Testing
import Workflow
import Writers

@testable import mutations

/// The facts of a department that are added up from its units: they compose, check clean, and are the sum of the units'
/// less what these paid each other.
@Suite struct AggregateTests {
  private static let classifications = Classifications(year: 2024)

  /// Units with payments between them. Amounts are whole steps, so that printed figures are exact.
  private struct Units {
    var folders: [FactFolder]
    var names: [String]
    /// In 元: what the first unit gave the others, and got from them.
    var subsidies: Int
    var remittances: Int
  }

  private func units(_ index: Int) -> Units {
    var numbers = SeededNumbers(seed: 4_100, part: index)
    let count = 2 + index % 4
    let departments = (0..<count).map { number in
      SoundDepartment(seed: 91, index: index * 8 + number, regime: .full, isRounded: false, Self.classifications)
    }
    let names = departments.indices.map { "\(departments[$0].facts.department)第\($0 + 1)单位" }
    var units = Units(
      folders: zip(departments, names).map { department, name in
        var facts = department.facts
        facts.department = name
        return LeafFolder.folder(facts, last: department.last, Self.classifications)
      }, names: names, subsidies: 0, remittances: 0)
    for other in 1..<count {
      let (subsidy, remittance) = (100 * numbers.within(100...90_000), 100 * numbers.within(100...9_000))
      units.subsidies += subsidy
      units.remittances += remittance
      units.folders[0].pay(subsidy, as: "subsidy", to: names[other])
      units.folders[other].get(subsidy, as: "superior", from: names[0])
      units.folders[other].pay(remittance, as: "remittance", to: names[0])
      units.folders[0].get(remittance, as: "affiliates", from: names[other])
    }
    return units
  }

  private func aggregate(_ folders: [FactFolder]) throws(AggregateUnits.Failure) -> AggregateUnits.Outcome {
    try AggregateUnits(files: .embedded, catalog: PackFiles.embedded.catalog(.chinese)).run(
      folders.enumerated().map { AggregateUnits.Unit(name: "unit \($0.offset)", source: .folder($0.element)) },
      department: "示例市公共服务局")
  }

  /// What a clerk of the department adds: the words that are asked for, its own indicators, and what
  /// its programme cost without payments inside it.
  private func completed(_ drafted: DraftedFacts, paid: Int) throws -> FactFolder {
    var folder = drafted.folder
    folder.add(-paid, "revised", in: "OVERALL.funds.tsv", row: "current")
    folder.texts["OVERALL.indicators.tsv"] = """
      level1\tlevel2\tlevel3\ttarget\tactual\tweight\tscore\treason
      产出指标\t数量指标\t受理事项办结数\t≥900件\t912件\t40\t\t
      效益指标\t社会效益指标\t服务事项覆盖率\t≥95%\t96%\t20\t\t
      满意度指标\t服务对象满意度指标\t办事群众满意度\t≥90%\t95%\t10\t\t
      成本指标\t经济成本指标\t单件办理成本\t≤80元\t72元\t20\t\t
      """
    folder.texts["head.yaml"]? +=
      "signature: { 填表人: 林示远, 填报日期: 2025年3月18日, 联系电话: 0000-2300618, 单位负责人签字: 周例明 }\n"
    folder.texts["head.yaml"] = folder.texts["head.yaml"]?.replacing(
      "  overview:\n", with: "  overview:\n    部门职责: 承担本级公共服务和设施管护。\n")
    return try worded(folder)
  }

  /// With words for everything that asks for some.
  private func worded(_ given: FactFolder) throws -> FactFolder {
    var folder = given
    folder.texts["texts.tsv"] = "用处\t文字\n"
    do throws(Compose.Failure) {
      _ = try Compose(files: .embedded).run(folder)
    } catch {
      guard case .facts(let failure) = error else { throw error }
      let wanted = failure.problems.filter { $0.id == "text" }
      #expect(wanted.count == failure.problems.count, "\(failure.problems.filter { $0.id != "text" })")
      folder.texts["texts.tsv"]? += wanted.enumerated().map { number, problem in
        "\(problem.values["key"] ?? "")\t\(problem.values["about"] ?? "")任务增减，第\(number + 1)批任务如期安排\n"
      }.joined()
    }
    return folder
  }

  /// A printed figure in 万元; a blank is nothing.
  private func amount(_ address: String, _ outcome: Compose.Outcome) throws -> Rational {
    let cell = try #require(SlotResolver(form: outcome.form).cell(address))
    let table = try #require(outcome.filing.tables.first { $0.form == cell.table })
    guard case .fixed(let index) = cell.row else { throw FactProblems([]) }
    let row = try #require(table.blocks[cell.block].row(form: index))
    return table.blocks[cell.block].rows[row].cells[cell.column]?.number?.value ?? .zero
  }

  @Test(arguments: 0..<3) func theSumOfUnitsIsADepartment(_ index: Int) throws {
    let units = units(index)
    let outcome = try aggregate(units.folders)
    #expect(outcome.eliminated == 2 * (units.names.count - 1), "\(outcome.remarks)")
    #expect(outcome.sums > 200)
    let folder = try completed(outcome.drafted, paid: units.subsidies + units.remittances)
    let department = try Compose(files: .embedded).run(folder)
    let text = MarkdownWriter.write(department.document)
    #expect(DisclosureCheck(regime: .full).findings(text).map(\.message) == [], "department \(index)")
    for name in units.names { #expect(text.contains(name)) }
    let paid = units.subsidies + units.remittances
    for (file, address) in [("T02.tsv", "T02[total].total"), ("T03.tsv", "T03[total].total")] {
      let given = units.folders.map { $0.sum(of: file) }.reduce(0, +)
      #expect(try amount(address, department) == Rational(Int128(given - paid), over: 10_000), "\(address)")
    }
    for address in ["T03[total].subsidy", "T03[total].remittance"] {
      #expect(try amount(address, department) == .zero, "\(address)")
    }
  }

  /// A payment of which the two sides say different amounts stays where it is, and is told.
  @Test func paymentsThatDifferAreNotTakenOut() throws {
    var units = units(0)
    let sound = units.folders[1].texts["dealings.tsv"] ?? ""
    let said = try #require(sound.split(separator: "\n").first { $0.contains(units.names[0]) })
    let amount = try #require(said.split(separator: "\t").last)
    units.folders[1].texts["dealings.tsv"] = sound.replacing(amount, with: "1\(amount)")
    units.folders[1].add(try #require(Int("1\(amount)")) - (Int(amount) ?? 0), "superior", in: "T02.tsv")
    let outcome = try aggregate(units.folders)
    #expect(outcome.eliminated == 1)
    #expect(outcome.remarks.contains { $0.contains("两边不符，没有抵销") && $0.contains("1\(amount).00") })
    #expect(outcome.drafted.folder.texts["T03.tsv"]?.contains(String(units.subsidies)) ?? false)
  }

  @Test func unitsThatCannotBeAddedAreRefused() throws {
    let units = units(0)
    #expect(throws: AggregateUnits.Failure.self) { try aggregate([units.folders[0], units.folders[0]]) }
    var other = units.folders[1]
    other.texts["head.yaml"] = other.texts["head.yaml"]?.replacing("year: 2024", with: "year: 2023")
    #expect(throws: AggregateUnits.Failure.self) { try aggregate([units.folders[0], other]) }
    other.texts["T03.tsv"]? += "9999999\t1\n"
    #expect(throws: AggregateUnits.Failure.self) { try aggregate([units.folders[0], other]) }
  }
}

extension FactFolder {
  /// Of all figures of a file of accounts.
  fileprivate func sum(of file: String) -> Int {
    (texts[file] ?? "").split(separator: "\n").dropFirst().flatMap { line in
      line.split(separator: "\t", omittingEmptySubsequences: false).dropFirst().map { Int($0) ?? 0 }
    }.reduce(0, +)
  }

  fileprivate mutating func pay(_ amount: Int, as column: String, to other: String) {
    add(amount, "other", in: "T02.tsv")
    add(amount, column, in: "T03.tsv")
    for column in ["revised", "executed"] { add(amount, column, in: "OVERALL.funds.tsv", row: "current") }
    deal(amount, column, other)
  }

  /// What is got is carried over to the next year.
  fileprivate mutating func get(_ amount: Int, as column: String, from other: String) {
    add(amount, column, in: "T02.tsv")
    deal(amount, column, other)
  }

  private mutating func deal(_ amount: Int, _ column: String, _ other: String) {
    let columns = ["remittance", "subsidy", "affiliates", "superior"]
    texts["dealings.tsv", default: "unit\tcode\t" + columns.joined(separator: "\t") + "\n"] +=
      ([other, code] + columns.map { $0 == column ? String(amount) : "" }).joined(separator: "\t") + "\n"
  }

  /// The first account of the general budget.
  private var code: String {
    String(texts["T05.tsv"]?.split(separator: "\n")[1].prefix { $0 != "\t" } ?? "")
  }

  /// To the account's figure in a column, which is added where it is not there.
  mutating func add(_ amount: Int, _ column: String, in file: String, row name: String? = nil) {
    var lines = (texts[file] ?? "").split(separator: "\n").map {
      $0.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
    }
    if !lines[0].contains(column) {
      for index in lines.indices { lines[index].append(index == 0 ? column : "") }
    }
    guard let place = lines[0].firstIndex(of: column), let row = lines.firstIndex(where: { $0[0] == name ?? code })
    else {
      return
    }
    lines[row][place] = String((Int(lines[row][place].prefix { $0 != "." }) ?? 0) + amount)
    texts[file] = lines.map { $0.joined(separator: "\t") }.joined(separator: "\n") + "\n"
  }
}
