import Amounts
import Checking
import Composing
import Forms
import Workflow

/// Fills in what an import had to leave open, and then mends what a check of the composed document still finds, as a clerk
/// would: by what the program says, never by knowing the document.
struct Clerk {
  private(set) var drafted: DraftedFacts
  private var form: Form { drafted.form }
  private let compose = Compose(files: .embedded)
  private var words = 0

  init(_ drafted: DraftedFacts) {
    self.drafted = drafted
  }

  /// Answers every question that composing asks.
  ///
  /// - Returns: what could not be answered.
  mutating func complete() -> [FactProblem] {
    var problems: [FactProblem] = []
    for _ in 0..<6 {
      do throws(Compose.Failure) {
        _ = try compose.run(drafted.folder)
        return []
      } catch {
        guard case .facts(let failure) = error else { return [] }
        problems = failure.problems
      }
      weighIndicators()
      problems.forEach { answer($0) }
    }
    return problems
  }

  private mutating func word() -> String {
    words += 1
    return "第\(words)项任务按计划调整"
  }

  private mutating func answer(_ problem: FactProblem) {
    let key = problem.values["key"] ?? ""
    let name = problem.values["name"] ?? ""
    switch problem.id {
    case "text": drafted.facts.texts[key] = word()
    case "unused": drafted.facts.texts[key] = nil
    case "score": edit(name) { row in row["score"] = row["weight"] }
    case "score.reason": edit(name) { row in row["score"] = LeafCell("") }
    case "score.deducted":
      let reason = word()
      edit(name) { row in row["reason"] = LeafCell(reason) }
    case "sentence.prior":
      for index in drafted.facts.priors.indices where drafted.facts.priors[index].value == nil {
        drafted.facts.priors[index].value = Rational(241_800)
      }
    case "condition": set("quantities", "travellers", "9")
    default: break
    }
  }

  // MARK: Cells

  /// A row of indicators by the ids of its columns.
  private struct IndicatorRow {
    var cells: [Int: LeafCell]
    let block: BlockForm

    subscript(column: String) -> LeafCell? {
      get { block.column(column).flatMap { cells[$0] } }
      set { if let index = block.column(column) { cells[index] = newValue } }
    }
  }

  private mutating func edit(_ name: String, _ change: (inout IndicatorRow) -> Void) {
    let found = drafted.facts.rows.filter { form.tables[$0.key.table].blocks[$0.key.block].isOpen }
    for (address, rows) in found {
      let block = form.tables[address.table].blocks[address.block]
      for (index, row) in rows.enumerated() where row.cells[block.column("level3") ?? -1]?.text == name {
        var own = IndicatorRow(cells: row.cells, block: block)
        change(&own)
        drafted.facts.rows[address]?[index].cells = own.cells
      }
    }
  }

  private mutating func set(_ table: String, _ row: String, _ text: String) {
    guard let index = form.table(table), let own = form.tables[index].blocks[0].row(row) else { return }
    let address = BlockAddress(table: index, block: 0)
    for (number, leaf) in (drafted.facts.rows[address] ?? []).enumerated() where leaf.key == .fixed(own) {
      drafted.facts.rows[address]?[number].cells[0] = LeafCell(text)
    }
  }

  /// Points for the indicators of a project that has none: as many for each, the rest for the last.
  private mutating func weighIndicators() {
    for (address, rows) in drafted.facts.rows {
      let block = form.tables[address.table].blocks[address.block]
      guard block.isOpen, let weight = block.column("weight") else { continue }
      for member in Set(rows.map(\.member)) {
        let own = rows.indices.filter { rows[$0].member == member }
        guard own.allSatisfy({ rows[$0].cells[weight]?.text.isEmpty ?? true }) else { continue }
        for (number, index) in own.enumerated() {
          let points = 90 / own.count + (number == own.count - 1 ? 90 % own.count : 0)
          drafted.facts.rows[address]?[index].cells[weight] = LeafCell(String(points))
        }
      }
    }
  }

  // MARK: Findings

  /// Mends what a finding of the composed document is about.
  mutating func mend(_ finding: Finding) {
    let told = finding.message + finding.locations.map { $0.quote + ($0.row ?? "") }.joined()
    switch finding.rule {
    case "signatures":
      drafted.facts.head.signature = ["填表人：林示远", "填报日期：2025年3月18日", "联系电话：0000-2300618", "单位负责人签字：周例明"]
    case "secrecy", "narrative_figure", "said_twice": finding.locations.forEach { rewrite($0.quote) }
    case "fixed_words":
      for quote in finding.locations.map(\.quote) {
        let words = word()
        drafted.facts.texts = drafted.facts.texts.mapValues { $0.replacing(quote, with: words) }
      }
    case "project_item": finding.expected.map { execute($0, told) }
    case "PROJECT.execution_filled": reviseBudgets()
    case "narrative_reason":
      for key in drafted.facts.texts.keys where key.hasPrefix("N07") && key.hasSuffix("reason") {
        drafted.facts.texts[key] = word()
      }
    case "BASE.filled": fillBlanks("BASE.costs")
    default:
      for name in indicatorNames where told.contains(name) {
        edit(name) { row in
          for column in ["target", "actual"] { row[column] = LeafCell("按计划完成") }
          row["score"] = row["weight"]
          row["reason"] = LeafCell("")
        }
      }
    }
  }

  /// Puts other words in the place of some.
  private mutating func rewrite(_ quote: String) {
    for (part, entries) in drafted.facts.head.parts {
      drafted.facts.head.parts[part] = entries.map { entry in
        (entry.title, entry.paragraphs.map { $0.contains(quote) ? $0.replacing(quote, with: word()) : $0 })
      }
    }
  }

  /// What a project spent, in 万元.
  private mutating func execute(_ text: String, _ told: String) {
    guard case .number(let number) = PrintedValue(parsing: text), let yuan = try? number.value * Rational(10_000) else {
      return
    }
    editFunds { row in
      if told.contains(row.member ?? "-"), !(row.executed?.text ?? "").isEmpty {
        row.executed = LeafCell(yuan.formatted(decimals: 2))
      }
    }
  }

  /// A project that nobody revised has its first budget all year.
  private mutating func reviseBudgets() {
    editFunds { row in
      if (row.revised?.text ?? "").isEmpty, !(row.original?.text ?? "").isEmpty { row.revised = row.original }
    }
  }

  private struct FundsRow {
    var member: String?
    var original, revised, executed: LeafCell?
  }

  private mutating func editFunds(_ change: (inout FundsRow) -> Void) {
    guard let address = form.block(named: "PROJECT.funds") else { return }
    let block = form.tables[address.table].blocks[address.block]
    let columns = ["original", "revised", "executed"].map { block.column($0) ?? 0 }
    for (index, row) in (drafted.facts.rows[address] ?? []).enumerated() {
      var own = FundsRow(
        member: row.member, original: row.cells[columns[0]], revised: row.cells[columns[1]],
        executed: row.cells[columns[2]])
      change(&own)
      for (column, cell) in zip(columns, [own.original, own.revised, own.executed]) {
        drafted.facts.rows[address]?[index].cells[column] = cell
      }
    }
  }

  private var indicatorNames: Set<String> {
    var names: Set<String> = []
    for (address, rows) in drafted.facts.rows {
      guard let column = form.tables[address.table].blocks[address.block].column("level3") else { continue }
      names.formUnion(rows.compactMap { $0.cells[column]?.text })
    }
    return names.filter { $0.count >= 2 }
  }

  private mutating func fillBlanks(_ name: String) {
    guard let address = form.block(named: name) else { return }
    for (index, row) in (drafted.facts.rows[address] ?? []).enumerated() {
      for (column, cell) in row.cells where cell.text.isEmpty {
        drafted.facts.rows[address]?[index].cells[column] = LeafCell("0")
      }
    }
  }
}
