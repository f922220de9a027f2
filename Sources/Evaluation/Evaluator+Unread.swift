import Filings
import Forms

extension Evaluator {
  /// Whether an expression looks for rows or columns in a table of which some were not recognised: what it does not
  /// find may be one of those, and what it adds up may lack them.
  func restsOnUnread(_ expression: Expression, _ scope: Scope) -> Bool {
    switch expression {
    case .cell(let cell), .present(let cell): isUnread(cell, scope)
    case .sum(let sets): sets.contains { isUnread($0, scope) }
    case .count(let set), .anyFilled(let set): isUnread(set, scope)
    case .negate(let a), .magnitude(let a), .not(let a), .filled(let a), .blank(let a), .starts(let a, _):
      restsOnUnread(a, scope)
    case .add(let a, let b), .subtract(let a, let b), .multiply(let a, let b), .divide(let a, let b),
      .and(let a, let b), .or(let a, let b), .implies(let a, let b), .near(let a, let b, _), .compare(_, let a, let b),
      .conditional(_, let a, let b):
      restsOnUnread(a, scope) || restsOnUnread(b, scope)
    case .minimum(let all), .maximum(let all), .all(let all), .any(let all):
      all.contains { restsOnUnread($0, scope) }
    case .attribute, .known, .prior, .number, .text, .emptyTable, .forEach, .statedWeight, .usualWeight: false
    }
  }

  private func isUnread(_ cell: CellReference, _ scope: Scope) -> Bool {
    do throws(Unknown) {
      let filling = try filling(cell.instance, table: cell.table, scope: scope)
      let block = figures.filing.tables[filling].blocks[cell.block]
      do throws(Unknown) {
        let row = try row(cell.row, table: cell.table, filling: filling, block: cell.block, scope: scope)
        if block.rows[row].isAbsent { return block.hasUnread(column: cell.column) }
        return block.rows[row].cells[cell.column] == nil && block.hasUnreadColumn
      } catch {
        return block.hasUnread(column: cell.column)
      }
    } catch {
      return false
    }
  }

  private func isUnread(_ set: RowSet, _ scope: Scope) -> Bool {
    guard set.block >= 0 else { return false }
    do throws(Unknown) {
      let filling = try filling(set.instance, table: set.table, scope: scope)
      let block = figures.filing.tables[filling].blocks[set.block]
      guard block.hasUnread(column: set.column) else { return false }
      guard case .children(let parent) = set.selection else { return true }
      let row = try row(parent, table: set.table, filling: filling, block: set.block, scope: scope)
      return block.hasUnread(below: row, column: set.column)
    } catch {
      return false
    }
  }
}

extension FilledBlock {
  /// - Parameter column: nil for any.
  fileprivate func hasUnread(column: Int?) -> Bool {
    unreadRows.contains { row in column.map(row.columns.contains) ?? true }
  }

  /// Whether a row that was not recognised stands among the parts of an account.
  fileprivate func hasUnread(below parent: Int, column: Int?) -> Bool {
    guard let code = rows[parent].code else { return hasUnread(column: column) }
    let end = rows[(parent + 1)...].firstIndex { !($0.code?.hasPrefix(code) ?? false) } ?? rows.count
    return unreadRows.contains { row in
      parent < row.position && row.position <= end && (column.map(row.columns.contains) ?? true)
    }
  }
}
