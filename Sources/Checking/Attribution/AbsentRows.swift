import Amounts
import Evaluation
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
      for cell in equations[balance.equation].body.wantedCells {
        if add(cell, balance.scope, sheet.evaluator, to: &filing) { isChanged = true }
      }
    }
    guard isChanged else { return (filing, false) }
    for table in filing.tables.indices {
      for block in filing.tables[table].blocks.indices { filing.tables[table].blocks[block].index() }
    }
    return (filing, true)
  }

  /// The filing with the rows of accounts whose parts are printed and whose level is printed for others.
  static func parentsAdded(to filing: Filing, form: Form) -> (filing: Filing, isChanged: Bool) {
    var filing = filing
    var isChanged = false
    for (table, filled) in filing.tables.enumerated() where form.tables[filled.form].isPrinted {
      for (block, rows) in filled.blocks.enumerated() {
        let blockForm = form.tables[filled.form].blocks[block]
        let lengths = Set(rows.rows.compactMap { $0.code?.utf8.count })
        var added: Set<String> = []
        for row in rows.rows {
          guard let code = row.code, let group = row.form, case .coded(let id, nil) = blockForm.rows[group].kind,
            let parent = form.classifications[id]?.parent(of: code), lengths.contains(parent.utf8.count),
            rows.row(code: parent) == nil, added.insert(parent).inserted
          else { continue }
          let name = form.classifications[id]?[parent]?.name ?? ""
          filing.tables[table].blocks[block].rows.append(
            blank(parent, PrintedText(name, nil), form: group, like: rows, columns: blockForm.columns.count))
        }
        guard !added.isEmpty else { continue }
        filing.tables[table].blocks[block].index()
        isChanged = true
      }
    }
    return (filing, isChanged)
  }

  /// The filing with rows that a sum lacks and another table has with just the figure that is lacking.
  static func lackingAdded(
    to filing: Filing, form: Form, sheet: BalanceSheet
  ) -> (filing: Filing, isChanged: Bool) {
    let original = filing
    var filing = filing
    var isChanged = false
    lazy var accounts = accounts(original, form, sheet)
    for balance in sheet.balances where balance.verdict == .contradicted && balance.shape == .sum {
      guard let whole = balance.terms.first(where: \.isLeft)?.place, !balance.residual.isNegative,
        let parent = filing.row(at: whole).code, let group = filing.row(at: whole).form,
        let part = balance.terms.first(where: { !$0.isLeft })?.place, let like = filing.row(at: part).code,
        like.hasPrefix(parent), like != parent,
        form.tables[filing.tables[whole.table].form].blocks[whole.block].columns[whole.column].isTotal
      else { continue }
      let own = filing.tables[whole.table].blocks[whole.block]
      let codes = (accounts[balance.residual] ?? []).filter { row in
        row.table != whole.table && row.code.utf8.count == like.utf8.count && row.code.hasPrefix(parent)
          && own.row(code: row.code) == nil
      }
      guard let code = codes.first, codes.allSatisfy({ $0.code == code.code }) else { continue }
      filing.tables[whole.table].blocks[whole.block].rows.append(
        blank(code.code, code.name, form: group, like: own, columns: filing.row(at: whole).cells.count))
      filing.tables[whole.table].blocks[whole.block].index()
      isChanged = true
    }
    return (filing, isChanged)
  }

  private struct Account {
    var table: Int
    var code: String
    var name: PrintedText
  }

  /// The accounts of all tables by their totals.
  private static func accounts(_ filing: Filing, _ form: Form, _ sheet: BalanceSheet) -> [Rational: [Account]] {
    var accounts: [Rational: [Account]] = [:]
    for (table, filled) in filing.tables.enumerated() {
      for (block, rows) in filled.blocks.enumerated() {
        guard let total = form.tables[filled.form].blocks[block].columns.firstIndex(where: \.isTotal) else { continue }
        for (row, own) in rows.rows.enumerated() {
          let place = CellPlace(table: table, block: block, row: row, column: total)
          guard let code = own.code, let value = sheet.evaluator.figures.center(at: place) else { continue }
          accounts[value, default: []].append(Account(table: table, code: code, name: own.name))
        }
      }
    }
    return accounts
  }

  private static func blank(
    _ code: String, _ name: PrintedText, form: Int?, like block: FilledBlock, columns: Int
  ) -> FilledRow {
    var row = FilledRow(
      key: .code(code), form: form, name: name,
      cells: (0..<columns).map { block.columns.contains($0) ? FilledCell("") : nil })
    row.isAbsent = true
    return row
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
    filing.tables[target].blocks[cell.block].rows.append(
      blank(
        code, source.name, form: group, like: filing.tables[target].blocks[cell.block], columns: form.columns.count))
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
