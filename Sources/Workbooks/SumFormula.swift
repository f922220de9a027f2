import Composing
import Forms

/// Columns that the form defines as a sum of other columns of the same row.
enum SumFormula {
  /// - Returns: columns with their signs; nil where the form says no such thing.
  static func terms(of block: BlockAddress, column: Int, form: Form) -> [(column: Int, sign: Int)]? {
    for rule in form.rules where rule.isDefinition {
      guard case .equations(let equations) = rule.kind else { continue }
      for equation in equations {
        guard equation.condition == nil, case .compare(.equal, .cell(let target), let right) = equation.body,
          target.table == block.table, target.block == block.block, target.column == column,
          isOfRow(target.row)
        else { continue }
        var terms: [(column: Int, sign: Int)] = []
        if collect(right, 1, block, &terms) { return terms }
      }
    }
    return nil
  }

  private static func isOfRow(_ row: RowReference) -> Bool {
    switch row {
    case .current, .only: true
    case .fixed, .code, .variable, .matchingCurrent, .matchingVariable: false
    }
  }

  private static func collect(
    _ expression: Expression, _ sign: Int, _ block: BlockAddress, _ terms: inout [(column: Int, sign: Int)]
  ) -> Bool {
    switch expression {
    case .cell(let cell):
      guard cell.table == block.table, cell.block == block.block, isOfRow(cell.row) else { return false }
      terms.append((cell.column, sign))
      return true
    case .add(let a, let b): return collect(a, sign, block, &terms) && collect(b, sign, block, &terms)
    case .subtract(let a, let b): return collect(a, sign, block, &terms) && collect(b, -sign, block, &terms)
    case .negate(let a): return collect(a, -sign, block, &terms)
    default: return false
    }
  }
}
