package import Amounts
package import Forms

/// The facts of a department, added up from those of its units, with an account of how.
///
/// What adds up and what does not, the form says. Payments between the units are taken out where both say the same. What
/// differs between units and cannot be added is asked, never chosen.
package struct Aggregation: Sendable {
  /// A sum: what every unit says of a fact, what was taken out, and what the department says.
  package struct Line: Sendable {
    package var block: BlockAddress
    package var name: String
    /// By unit; nil where it says none.
    package var parts: [Rational?]
    package var eliminated: Rational
    package var total: Rational
  }

  /// A payment between two units, or such as could be one.
  package struct Dealing: Sendable, Hashable {
    package enum Outcome: String, Sendable {
      /// Taken out of both sides.
      case eliminated
      /// One side says another amount than the other.
      case differs
      /// The accounts that it is booked on cannot be told, or less is booked there.
      case unplaced
      /// With somebody who is no unit of this department.
      case outside
      /// Booked without saying with whom.
      case unnamed
    }

    package var title: String
    package var giver: String
    package var getter: String
    package var given: Rational?
    package var got: Rational?
    package var outcome: Outcome
  }

  package let units: [BudgetUnit]
  package internal(set) var facts: LeafFacts
  package internal(set) var lines: [Line] = []
  package internal(set) var dealings: [Dealing] = []
  /// Titles of what units give and the department has to give itself.
  package internal(set) var own: [String] = []
  /// Keys of words that say why a sum is below zero.
  package internal(set) var negatives: [String] = []

  let form: Form
  let catalog: Catalog
  let leaves: LeafCells
  var eliminated: [Dealings.Cell: Rational] = [:]

  /// - Parameters:
  ///   - head: of the department; words and signatures are not taken from units.
  ///   - catalog: the words of remarks and questions.
  /// - Throws: where figures are too large to add.
  package init(
    _ units: [BudgetUnit], head: FactHead, form: Form, catalog: Catalog
  ) throws(ArithmeticOverflow) {
    (self.units, self.form, self.catalog) = (units, form, catalog)
    leaves = LeafCells(form)
    facts = BlankFacts.facts(head, form: form)
    try addDealings()
    for (table, tableForm) in form.tables.enumerated() {
      for block in tableForm.blocks.indices {
        let address = BlockAddress(table: table, block: block)
        switch way(of: address) {
        case .adds: try add(address)
        case .joins: join(address)
        case nil: noteOwn(address)
        }
      }
      if tableForm.collection != nil, form.workbook.aggregation?.ways[tableForm.id] == .joins { joinMembers(table) }
    }
    leaveDerivables()
    try addPriors()
    addTexts()
    addHead()
  }

  func way(of address: BlockAddress) -> AggregationForm.Way? {
    let ways = form.workbook.aggregation?.ways ?? [:]
    return ways[form.name(of: address)] ?? ways[form.tables[address.table].id]
  }

  mutating func ask(_ id: String, about fact: String, _ values: [String: String] = [:]) {
    facts.questions.append(LeafFacts.Question(fact: fact, text: catalog("aggregate.\(id)", values)))
  }

  func remark(_ id: String, _ values: [String: String] = [:]) -> LeafRemark {
    LeafRemark(catalog("aggregate.\(id)", values), isPending: true)
  }

  /// `甲：…；乙：…`
  func listed(_ said: [(unit: String, text: String)]) -> String {
    said.map { catalog("aggregate.said", ["unit": $0.unit, "text": $0.text]) }.joined(
      separator: catalog("aggregate.and"))
  }
}
