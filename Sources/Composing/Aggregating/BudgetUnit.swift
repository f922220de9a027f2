import Amounts
import Filings
package import Forms

/// A unit whose facts go into its department's: what it gave, and what follows from that.
package struct BudgetUnit: Sendable {
  package let facts: LeafFacts
  private let figures: PublishedFigures

  /// - Throws: where the unit's own facts contradict each other or are not complete; nothing can be said of their sum then.
  package init(_ facts: LeafFacts, form: Form) throws(FactProblems) {
    let composition = try Composition(facts, form: form)
    guard composition.problems.isEmpty else { throw FactProblems(composition.problems) }
    self.facts = facts
    figures = PublishedFigures(composition.exact, form: form)
  }

  package var name: String { facts.head.department }

  /// What the unit says of a cell.
  enum Said {
    /// None, or a number: in 元 where it is money.
    case none, number(Rational), text(String)
    /// Neither given nor to be worked out.
    case unknown

    var number: Rational { if case .number(let number) = self { number } else { .zero } }
  }

  /// Of one cell, given or worked out; in 元.
  func value(_ cell: CellReference) -> Rational? { figures.value(cell) }

  func said(_ address: BlockAddress, _ key: LeafRow.Key, _ column: Int) -> Said {
    let row: PublishedFigures.Key.Row =
      switch key {
      case .fixed(let index): .fixed(index)
      case .code(let code): .code(code)
      case .open(_, let name): .open(name)
      }
    let place = PublishedFigures.Key(
      table: address.table, member: nil, block: address.block, row: row, column: column)
    if let figure = figures.figures[place] {
      if figure.isBlank { return .none }
      return figure.value.map(Said.number) ?? .text(figure.text)
    }
    // An account or a row of its own that the unit does not have is none, as long as it has the table.
    if case .fixed = key { return .unknown }
    return facts.rows[address] == nil ? .unknown : .none
  }
}
