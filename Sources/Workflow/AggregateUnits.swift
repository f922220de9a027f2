import Amounts
import Composing
public import Forms
import Parallel
import Workbooks
import Writers

/// The use case “add up units”: from the leaf facts of several units to those of their department.
public struct AggregateUnits: Sendable {
  /// A unit as it was handed in.
  public struct Unit: Sendable {
    /// The path, for messages.
    public var name: String
    public var source: FactSource

    public init(name: String, source: FactSource) {
      (self.name, self.source) = (name, source)
    }
  }

  public struct Outcome: Sendable {
    public var drafted: DraftedFacts
    /// What became of payments between units and what the department has to give itself, for the terminal.
    public var remarks: [String]
    /// How many sums there are, and of how many payments both sides were taken out.
    public var sums: Int
    public var eliminated: Int
  }

  public enum Failure: Error, Sendable {
    /// What keeps units from being added: each with its own problems.
    case units([(name: String, failure: Compose.Failure)])
    /// Units of different forms or years.
    case unlike(name: String, pack: String, year: Int, first: String)
    /// The same unit twice.
    case twice(unit: String)
    /// The form does not say what adds up.
    case noAggregation(form: String)
    /// Figures too large to add.
    case overflow
  }

  private let compose: Compose
  /// The words of the workbook, and those for whoever runs it.
  private let chinese: Catalog
  private let catalog: Catalog

  public init(files: PackFiles, catalog: Catalog) {
    self.catalog = catalog
    compose = Compose(files: files)
    chinese = files.catalog(.chinese)
  }

  /// - Parameters:
  ///   - units: at least one; all of one form and year, each composable by itself.
  ///   - department: its name.
  public func run(_ units: [Unit], department: String) throws(Failure) -> Outcome {
    let (budgetUnits, form) = try read(units)
    guard let first = budgetUnits.first?.facts.head, form.workbook.aggregation != nil else {
      throw .noAggregation(form: form.title)
    }
    let head = FactHead(
      department: department, year: first.year, pack: first.pack, rounding: .controlled, parts: [:], signature: [])
    let aggregation: Aggregation
    do throws(ArithmeticOverflow) {
      aggregation = try Aggregation(budgetUnits, head: head, form: form, catalog: chinese)
    } catch {
      throw .overflow
    }
    var facts = aggregation.facts
    facts.origin = chinese("aggregate.origin", ["units": budgetUnits.map(\.name).joined(separator: "、")])
    FactCompletion(catalog: chinese, form: form, settlesScores: false).complete(&facts)
    for key in aggregation.negatives {
      facts.texts[key] = ""
      facts.textRemarks[key] = LeafRemark(chinese("aggregate.negative"), isPending: true)
    }
    var drafted = DraftedFacts(facts: facts, form: form, catalog: chinese)
    drafted.accounts = [ReconciliationSheet.sheet(aggregation, form: form, catalog: chinese)]
    return Outcome(
      drafted: drafted, remarks: remarks(aggregation), sums: aggregation.lines.count,
      eliminated: aggregation.dealings.count { $0.outcome == .eliminated })
  }

  private func read(_ units: [Unit]) throws(Failure) -> ([BudgetUnit], Form) {
    var read: [BudgetUnit] = []
    var form: Form?
    var failures: [(name: String, failure: Compose.Failure)] = []
    for (unit, result) in zip(units, Parallel.map(units) { self.read($0.source) }) {
      switch result {
      case .success(let own):
        if form == nil { form = own.form }
        read.append(own.unit)
      case .failure(let failure): failures.append((unit.name, failure))
      }
    }
    guard failures.isEmpty, let form, let first = read.first?.facts.head else { throw .units(failures) }
    for (unit, own) in zip(units, read) {
      let head = own.facts.head
      guard head.pack == first.pack, head.year == first.year else {
        throw .unlike(name: unit.name, pack: head.pack, year: head.year, first: "\(first.pack) \(first.year)")
      }
      guard read.count(where: { $0.name == own.name }) == 1 else { throw .twice(unit: own.name) }
    }
    return (read, form)
  }

  private func read(_ source: FactSource) -> Result<(unit: BudgetUnit, form: Form), Compose.Failure> {
    do throws(Compose.Failure) {
      return .success(
        try compose.read(source) { facts, form throws(FactProblems) in (try BudgetUnit(facts, form: form), form) })
    } catch {
      return .failure(error)
    }
  }

  private func remarks(_ aggregation: Aggregation) -> [String] {
    aggregation.dealings.map { dealing in
      dealing.title + catalog("aggregate.colon")
        + catalog("aggregate.dealing.\(dealing.outcome.rawValue)", dealing.values(catalog))
    } + aggregation.own.map { catalog("aggregate.own", ["title": $0]) }
  }
}
