import Amounts
import Evaluation
import Filings
import Forms

/// What a sum grew by and what its parts grew by, where sentences tell of all that have something: 比上年增加22.12万元，其中：….
struct ChangeSums {
  struct Sum {
    /// Indices of the statements of the change: of the whole, and of its parts.
    var whole: Int
    var parts: [Int]
    /// Parts without a change of their own that have nothing this year; what they had last year nobody says.
    var unsaid: [CellReference]
    /// The sum as the form defines it, the changes that are said put in.
    var left: Expression
    var right: Expression
  }

  private(set) var all: [Sum] = []

  private let statements: [Statement]
  private let evaluator: Evaluator
  /// By fact, the first statement of its change.
  private var changes: [CellReference: Int] = [:]
  /// Facts that are said to be as they were last year.
  private var level: Set<CellReference> = []

  /// - Parameter reference: the cell that holds the number of a statement.
  init(_ form: Form, _ narrative: Narrative, _ evaluator: Evaluator, reference: (Int) -> CellReference?) {
    statements = narrative.statements
    self.evaluator = evaluator
    for (index, statement) in statements.enumerated() {
      if case .change(let fact) = statement.meaning, changes[fact] == nil { changes[fact] = index }
    }
    guard changes.count > 1 else { return }
    for comparison in narrative.comparisons where comparison.relation == .same && comparison.base != .budget {
      if let final = comparison.final, case .figure(let fact) = statements[final].meaning { level.insert(fact) }
    }
    for rule in form.rules where rule.isDefinition {
      guard case .equations(let own) = rule.kind else { continue }
      for equation in own where equation.rows == nil {
        guard case .compare(.equal, .cell(let whole), let parts) = equation.body, case .add = parts else { continue }
        if let sum = sum(whole, parts, reference) { all.append(sum) }
      }
    }
  }

  private func sum(_ whole: CellReference, _ parts: Expression, _ reference: (Int) -> CellReference?) -> Sum? {
    guard let total = changes[Self.fact(whole)], let cell = reference(total) else { return nil }
    var sum = Sum(whole: total, parts: [], unsaid: [], left: .cell(cell), right: parts)
    var isComplete = true
    sum.right =
      parts.replacing(cell: { part in
        let fact = Self.fact(part)
        if let change = changes[fact], let cell = reference(change) {
          sum.parts.append(change)
          return isDown(change) ? .negate(.cell(cell)) : .cell(cell)
        }
        if !level.contains(fact) {
          if isNothing(fact) { sum.unsaid.append(fact) } else { isComplete = false }
        }
        return .number(.zero)
      }).withoutNothing
    guard isComplete, !sum.parts.isEmpty else { return nil }
    // Linear with a plain left side: a decrease of the whole is an increase turned round.
    if isDown(total) { sum.right = .negate(sum.right) }
    return sum
  }

  private func isDown(_ statement: Int) -> Bool { statements[statement].direction == .down }

  /// Changes are of the first filling of a table.
  private static func fact(_ cell: CellReference) -> CellReference {
    CellReference(table: cell.table, instance: .first, block: cell.block, row: cell.row, column: cell.column)
  }

  /// Whether a figure is blank or zero this year.
  private func isNothing(_ fact: CellReference) -> Bool {
    do throws(Unknown) {
      guard case .number(let interval) = try evaluator.value(.cell(fact), Scope()) else { return true }
      return interval.center.isZero
    } catch {
      return false
    }
  }

  /// Whether the sum must come out: what a part has nothing of this year it can only have lost, so that the whole cannot
  /// have grown by more than the other parts.
  func isProved(_ sum: Sum) -> Bool {
    if sum.unsaid.isEmpty { return true }
    do throws(Unknown) {
      guard case .number(let left) = try evaluator.value(sum.left, Scope()),
        case .number(let right) = try evaluator.value(sum.right, Scope())
      else { return false }
      return isDown(sum.whole) ? left.high < right.low : left.low > right.high
    } catch {
      return false
    }
  }
}

extension Expression {
  /// A sum without the parts that are nothing.
  fileprivate var withoutNothing: Expression {
    guard case .add(let a, let b) = self else { return self }
    switch (a.withoutNothing, b.withoutNothing) {
    case (.number(let none), let rest) where none.isZero: return rest
    case (let rest, .number(let none)) where none.isZero: return rest
    case (let a, let b): return .add(a, b)
    }
  }
}
