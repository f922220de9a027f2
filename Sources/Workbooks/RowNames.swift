import Composing
import Forms

/// What the rows of a block are called in the workbook.
struct RowNames {
  let form: Form
  let block: BlockAddress

  private var blockForm: BlockForm { form.tables[block.table].blocks[block.block] }

  func key(_ key: LeafRow.Key) -> String {
    switch key {
    case .fixed(let row): blockForm.rows[row].id
    case .code(let code): code
    case .open(_, let name): name
    }
  }

  /// The name of an account.
  func name(_ key: LeafRow.Key) -> String? {
    guard case .code(let code) = key else { return nil }
    return classification.flatMap { form.classifications[$0]?[code]?.name }
  }

  /// Rows of one name are told apart by the row that they are added up in.
  func label(_ key: LeafRow.Key) -> String {
    switch key {
    case .fixed(let row):
      let label = blockForm.rows[row].label
      let isShared = blockForm.rows.count { $0.label == label } > 1
      guard isShared, let above = sum(of: row) else { return label }
      return "\(blockForm.rows[above].label)·\(label)"
    case .code(let code): return "\(code) \(name(key) ?? "")"
    case .open(_, let name): return name
    }
  }

  /// The row whose definition adds up another.
  private func sum(of row: Int) -> Int? {
    for rule in form.rules where rule.isDefinition {
      guard case .equations(let equations) = rule.kind else { continue }
      for equation in equations {
        guard case .compare(.equal, .cell(let target), let right) = equation.body, target.table == block.table,
          target.block == block.block, case .fixed(let above) = target.row,
          adds(right, row)
        else { continue }
        return above
      }
    }
    return nil
  }

  private func adds(_ expression: Expression, _ row: Int) -> Bool {
    switch expression {
    case .cell(let cell): cell.table == block.table && cell.block == block.block && cell.row == .fixed(row)
    case .add(let a, let b): adds(a, row) || adds(b, row)
    default: false
    }
  }

  // MARK: Accounts

  var classification: String? {
    for row in blockForm.rows { if case .coded(let id, _) = row.kind { return id } }
    return nil
  }

  /// Where the codes stand among the accounts, `$A$2:$A$900`; nil for a block without codes.
  var codes: String? { range { "$\($0)$2:$\($0)$\($2)" } }

  /// Codes and names: `$A$2:$B$900`.
  var lookup: String? { range { "$\($0)$2:$\($1)$\($2)" } }

  private func range(_ make: (_ first: String, _ second: String, _ last: Int) -> String) -> String? {
    guard let classification,
      let index = WorkbookLayout.classifications(form).firstIndex(of: classification),
      let count = form.classifications[classification]?.count
    else { return nil }
    let letters = (0...1).map { String(UnicodeScalar(UInt8(ascii: "A") + UInt8(index * 2 + $0))) }
    return make(letters[0], letters[1], count + 1)
  }
}
