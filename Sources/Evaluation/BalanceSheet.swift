import Forms
import Parallel

/// Every equation of the form on every place it applies to, evaluated.
package final class BalanceSheet: Sendable {
  package let evaluator: Evaluator
  package let balances: [Balance]
  package let unapplied: [Unapplied]

  /// A rule that could not run anywhere, with why.
  package struct Unapplied: Hashable, Sendable {
    package var rule: Int
    package var reason: Reason
  }

  /// - Parameter isPresence: only rules that ask for rows of other tables, which come before all others.
  package init(figures: Figures, isPresence: Bool = false) {
    let evaluator = Evaluator(figures: figures)
    let writers = Parallel.map(Array(figures.form.rules.indices)) { rule in
      var writer = BalanceWriter(evaluator)
      writer.write(out: rule, isPresence)
      return writer
    }
    self.evaluator = evaluator
    balances = writers.flatMap(\.balances)
    unapplied = writers.flatMap(\.unapplied)
  }
}
