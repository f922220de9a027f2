import Documents
import Filings
import Forms

/// Counts what became of the figures of recognised tables and of the numbers of sentences.
struct CoverageCounter {
  let filing: Filing
  let sheet: BalanceSheet
  let catalog: Catalog

  func coverage(contradicted: Set<CellPlace>) -> Report.Coverage {
    var coverage = Report.Coverage()
    var confirmed: Set<CellPlace> = []
    for balance in sheet.balances where balance.holds && balance.shape != .condition {
      // An equation of one figure and blanks confirms nothing but itself.
      guard balance.terms.count(where: { $0.value != nil }) > 1 || balance.constant != nil else { continue }
      confirmed.formUnion(balance.terms.map(\.place))
    }
    for (tableIndex, table) in filing.tables.enumerated() {
      for (blockIndex, block) in table.blocks.enumerated() {
        for (rowIndex, row) in block.rows.enumerated() {
          for (column, cell) in row.cells.enumerated() where cell?.number != nil {
            let place = CellPlace(table: tableIndex, block: blockIndex, row: rowIndex, column: column)
            coverage.numbers += 1
            if contradicted.contains(place) {
              coverage.contradicted += 1
            } else if confirmed.contains(place) {
              coverage.verified += 1
            } else {
              coverage.unverifiable += 1
            }
          }
        }
      }
    }
    // No sentence of the form explains them; nothing in the document could confirm them.
    coverage.numbers += filing.narrative.unexplained.count
    coverage.unverifiable += filing.narrative.unexplained.count
    coverage.unread = filing.unread.map {
      Report.Unread(quote: $0.quote, reason: catalog("unread.\($0.reason)", $0.values), span: $0.span)
    }
    return coverage
  }
}
