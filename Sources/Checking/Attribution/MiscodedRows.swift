import Evaluation
import Filings
import Forms

/// Rows whose code was mistyped: another table has the same account under another code, and neither table has the
/// other's code.
enum MiscodedRows {
  struct Slip: Sendable {
    var place: CellPlace
    var printed: String
    /// The table that has the right code.
    var other: Int
  }

  /// - Returns: the filing with the codes that are meant, and the rows where that is not what is printed.
  static func corrected(_ filing: Filing, form: Form, sheet: BalanceSheet) -> (filing: Filing, slips: [Slip]) {
    var filing = filing
    var slips: [Slip] = []
    for balance in sheet.balances where balance.verdict == .contradicted && balance.shape == .condition {
      guard case .equations(let equations) = form.rules[balance.rule].kind else { continue }
      for cell in equations[balance.equation].body.wantedCells {
        guard case .row(let table, let block, let row)? = sheet.evaluator.bound(cell.row, balance.scope),
          let (source, target) = AbsentRows.places(cell, balance.scope, sheet.evaluator), let printed = source.code
        else { continue }
        let own = CellPlace(table: table, block: block, row: row, column: 0)
        guard filing.row(at: own).code == printed,
          let code = twin(
            of: source, in: filing.tables[target].blocks[cell.block], besides: filing.tables[table].blocks[block])
        else { continue }
        filing.tables[table].blocks[block].rows[row].key = .code(code)
        filing.tables[table].blocks[block].index()
        slips.append(Slip(place: own, printed: printed, other: target))
      }
    }
    return (filing, slips)
  }

  /// The code under which the other table has the same name, when the first table does not use it.
  private static func twin(of row: FilledRow, in other: FilledBlock, besides own: FilledBlock) -> String? {
    guard let code = row.code, code.utf8.count > 3 else { return nil }
    let name = Label.key(row.name.text)
    guard name.unicodeScalars.count >= 2 else { return nil }
    let twins = other.rows.compactMap(\.code).enumerated().filter { index, candidate in
      candidate.utf8.count == code.utf8.count && own.row(code: candidate) == nil
        && other.row(code: candidate).map { Label.key(other.rows[$0].name.text) == name } ?? false
    }
    guard twins.count == 1, other.row(code: code) == nil else { return nil }
    return twins[0].element
  }
}
