import Filings
import Forms

/// Rows that one table needs and another does not print.
///
/// They are added to the filing as blank rows, so that the sums they are missing from can point at them.
enum AbsentRows {
  /// - Returns: the filing with such rows, and whether there were any.
  static func added(to filing: Filing, form: Form, sheet: BalanceSheet) -> (filing: Filing, isChanged: Bool) {
    var filing = filing
    var isChanged = false
    for balance in sheet.balances where balance.verdict == .contradicted && balance.shape == .condition {
      guard case .equations(let equations) = form.rules[balance.rule].kind else { continue }
      for cell in wanted(equations[balance.equation].body) {
        if add(cell, balance.scope, sheet.evaluator, to: &filing) { isChanged = true }
      }
    }
    guard isChanged else { return (filing, false) }
    for table in filing.tables.indices {
      for block in filing.tables[table].blocks.indices { filing.tables[table].blocks[block].index() }
    }
    return (filing, true)
  }

  /// Cells that an expression wants to be present.
  static func wanted(_ expression: Expression) -> [CellReference] {
    switch expression {
    case .present(let cell): [cell]
    case .implies(_, let b): wanted(b)
    case .and(let a, let b): wanted(a) + wanted(b)
    default: []
    }
  }

  private static func add(
    _ cell: CellReference, _ scope: Scope, _ evaluator: Evaluator, to filing: inout Filing
  ) -> Bool {
    guard let (source, target) = places(cell, scope, evaluator), let code = source.code else { return false }
    guard filing.tables[target].blocks[cell.block].row(code: code) == nil,
      !filing.tables[target].blocks[cell.block].rows.contains(where: { $0.code == code })
    else { return false }
    let form = evaluator.figures.form.tables[cell.table].blocks[cell.block]
    let group = form.rows.firstIndex { row in if case .coded = row.kind { true } else { false } }
    var row = FilledRow(
      key: .code(code), form: group, name: source.name,
      cells: form.columns.indices.map {
        filing.tables[target].blocks[cell.block].columns.contains($0) ? FilledCell("") : nil
      })
    row.isAbsent = true
    filing.tables[target].blocks[cell.block].rows.append(row)
    return true
  }

  /// The row that needs it, and the filling it is missing from.
  static func places(
    _ cell: CellReference, _ scope: Scope, _ evaluator: Evaluator
  ) -> (source: FilledRow, target: Int)? {
    guard case .row(let filling, let block, let row)? = evaluator.bound(cell.row, scope) else { return nil }
    do throws(Unknown) {
      let target = try evaluator.filling(cell.instance, table: cell.table, scope: scope)
      return (evaluator.figures.filing.tables[filling].blocks[block].rows[row], target)
    } catch {
      return nil
    }
  }
}
