import Texts

/// Marks rows and columns that the form computes from others of the same table.
enum Totals {
  static func mark(in form: inout Form) {
    for rule in form.rules where rule.isDefinition {
      guard case .equations(let equations) = rule.kind else { continue }
      for equation in equations {
        guard case .compare(.equal, .cell(let target), let right) = equation.body,
          FactSources(right).tables.allSatisfy({ $0 == target.table })
        else { continue }
        switch target.row {
        case .fixed(let row): form.tables[target.table].blocks[target.block].rows[row].isTotal = true
        case .current where !rule.id.has(".rows."), .only:
          form.tables[target.table].blocks[target.block].columns[target.column].isTotal = true
        default: break
        }
      }
    }
  }
}
