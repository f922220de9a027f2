public import Filings
import Forms

extension Publication {
  /// Names a cell in links: table, block if it has a name, row if it has one, column; `T01.income.general.amount`.
  public func anchor(of place: CellPlace, in table: PublishedTable) -> String {
    let block = form.tables[filing.tables[place.table].form].blocks[place.block]
    let row =
      switch filing.row(at: place).key {
      case .code(let code): code
      case .fixed(let index): block.rows.isEmpty ? "" : block.rows[index].id
      case .open(let index): String(index + 1)
      }
    return ([table.anchor, block.id, row] + [block.columns[place.column].id]).filter { !$0.isEmpty }
      .joined(separator: ".")
  }
}
