import Amounts
import Evaluation
public import Filings
public import Forms

/// The facts of a disclosure, as they will be printed: what was given and what follows from it.
public struct Composition: Sendable {
  public let form: Form
  public let filing: Filing
  /// Cells that could not be kept within one step of their exact value; empty but for tables that do not add up in
  /// whole steps at all.
  public let beyond: [CellPlace]
  /// What is wrong with the facts although they can be worked out: conditions that they break, points that do not add up.
  /// Nothing may be published of them.
  package let problems: [FactProblem]
  /// The facts before they were rounded, in 元.
  package let exact: Filing
  let facts: LeafFacts
  let priors: [CellPlace: Rational]

  /// Whether every figure can be worked out and none contradicts another.
  let isWhole: Bool

  /// - Throws: all problems, where some keep the facts from being worked out.
  public init(_ facts: LeafFacts, form: Form) throws(FactProblems) {
    self.init(drafting: facts, form: form)
    guard isWhole else { throw FactProblems(problems.sorted { $0.place < $1.place }) }
  }

  /// What can be said of facts that need not be whole: what follows from those that are there.
  package init(drafting facts: LeafFacts, form: Form) {
    let skeleton = Skeleton(facts, form: form)
    var problems = skeleton.problems
    let equations = EquationOnPlace.all(on: skeleton.filing, form: form)
    let priors = Self.priors(facts, Evaluator(figures: Figures(form: form, filing: skeleton.filing)), &problems)
    var exact = Filler(
      skeleton.filing, priors: priors, equations: equations, form: form, isPrinted: false, blanks: skeleton.blanks)
    exact.fill()
    problems += Contradictions(filler: exact, places: skeleton.places) { $0 != .points && $0 != .percent }.problems()
    problems += Self.undetermined(exact)
    isWhole = problems.allSatisfy { $0.id == "condition" }
    let printed = PrintedFiling(exact, rounding: facts.head.rounding)
    var later: [FactProblem] = []
    var rates = Filler(
      Scores.filled(printed.filing, form: form, places: skeleton.places, problems: &later), priors: printed.priors,
      equations: equations, form: form, isPrinted: true)
    rates.fill()
    later += Contradictions(filler: rates, places: skeleton.places) { $0 == .points }.problems()
    // What is wrong with points is told when the figures that they follow from are whole.
    self.problems = isWhole ? problems + later : problems
    self.exact = exact.filing
    self.form = form
    self.facts = facts
    filing = Self.blanked(rates.filing, form: form)
    beyond = printed.beyond
    self.priors = printed.priors
  }

  private static func priors(
    _ facts: LeafFacts, _ evaluator: Evaluator, _ problems: inout [FactProblem]
  ) -> [CellPlace: Rational] {
    var priors: [CellPlace: Rational] = [:]
    for prior in facts.priors {
      guard let value = prior.value else { continue }
      do throws(Unknown) {
        priors[try evaluator.place(prior.cell, Scope())] = value
      } catch {
        problems.append(FactProblem("address.row", at: prior.place))
      }
    }
    return priors
  }

  /// One problem for each row that something is missing in.
  private static func undetermined(_ filler: Filler) -> [FactProblem] {
    var rows: [(place: CellPlace, columns: [String])] = []
    for place in filler.undetermined {
      let block = filler.form.tables[filler.filing.tables[place.table].form].blocks[place.block]
      let column = block.columns[place.column].label
      if let last = rows.last?.place, (last.table, last.block, last.row) == (place.table, place.block, place.row) {
        rows[rows.count - 1].columns.append(column)
      } else {
        rows.append((place, [column]))
      }
    }
    return rows.map { place, columns in
      let table = filler.filing.tables[place.table]
      let file = filler.form.name(of: BlockAddress(table: table.form, block: place.block)) + ".tsv"
      return FactProblem(
        "undetermined", at: FactPlace(file: file),
        [
          "table": filler.form.tables[table.form].title, "row": filler.filing.row(at: place).name.text,
          "columns": columns.filter { !$0.isEmpty }.map { FormLabel.filled($0, year: filler.filing.fiscalYear ?? 0) }
            .joined(separator: "、"),
        ])
    }
  }

  /// Cells of printed tables that nobody gave and that need not be filled are blank, not absent. Those of sheets stay
  /// unknown, so that a sentence that needs one asks for it.
  private static func blanked(_ filing: Filing, form: Form) -> Filing {
    var filing = filing
    for place in filing.places
    where filing[place] == nil && form.tables[filing.tables[place.table].form].isPrinted {
      let block = form.tables[filing.tables[place.table].form].blocks[place.block]
      guard block.hasColumn(row: filing.row(at: place).form, column: place.column) else { continue }
      filing.tables[place.table].blocks[place.block].rows[place.row].cells[place.column] = FilledCell(
        "", value: .blank, span: nil)
    }
    return filing
  }
}

extension Composition {
  /// What would be published of leaf facts that need not be whole, with gaps where something is missing, and everything
  /// that is wrong or missing.
  package static func draft(of facts: LeafFacts, form: Form) -> (publication: Publication, problems: [FactProblem]) {
    let composition = Composition(drafting: facts, form: form)
    let (publication, problems) = PublicationComposer.draft(composition)
    return (publication, (composition.problems + problems).sorted { $0.place < $1.place })
  }

  /// What is published of leaf facts.
  ///
  /// - Throws: everything that is wrong or missing, at once.
  package static func publication(
    of facts: LeafFacts, form: Form
  ) throws(FactProblems) -> (composition: Composition, publication: Publication) {
    let composition = try Composition(facts, form: form)
    var problems = composition.problems
    do throws(FactProblems) {
      let publication = try PublicationComposer.publication(composition)
      if problems.isEmpty { return (composition, publication) }
    } catch {
      problems += error.problems
    }
    throw FactProblems(problems.sorted { $0.place < $1.place })
  }
}

/// Everything that keeps leaf facts from being composed, in the order of their places.
public struct FactProblems: Error, Sendable {
  public var problems: [FactProblem]

  public init(_ problems: [FactProblem]) {
    self.problems = problems
  }
}
