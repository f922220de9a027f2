package import Forms

/// Which cells of a form its equations define; all others are leaves, which somebody must give.
package struct LeafCells {
  private struct Cell: Hashable {
    var block: BlockAddress
    var row: Int?
    var column: Int
  }

  /// Cells of fixed rows, of whole groups, and of whole columns (no row).
  private var defined: Set<Cell> = []
  /// Cells of rows that are the sum of the rows below them.
  private var parents: Set<Cell> = []
  /// Tables that a group of rows takes all its figures from.
  private var sources: [BlockAddress: [Int: Set<Int>]] = [:]

  package init(_ form: Form) {
    for rule in form.rules where rule.isDefinition {
      guard case .equations(let equations) = rule.kind else { continue }
      for equation in equations {
        guard case .compare(.equal, .cell(let target), let right) = equation.body else { continue }
        add(target, right, rows: equation.rows)
      }
    }
  }

  private mutating func add(_ target: CellReference, _ right: Expression, rows: RowSet?) {
    let block = BlockAddress(table: target.table, block: target.block)
    switch (target.row, rows?.selection) {
    case (.fixed(let row), _): defined.insert(Cell(block: block, row: row, column: target.column))
    case (_, .group(let row)):
      if Self.sumsChildren(right) {
        parents.insert(Cell(block: block, row: row, column: target.column))
      } else {
        defined.insert(Cell(block: block, row: row, column: target.column))
        let tables = FactSources(right).tables
        if !tables.contains(block.table) { sources[block, default: [:]][row, default: []].formUnion(tables) }
      }
    default: defined.insert(Cell(block: block, row: nil, column: target.column))
    }
  }

  private static func sumsChildren(_ expression: Expression) -> Bool {
    guard case .sum(let sets) = expression, case .children? = sets.first?.selection else { return false }
    return true
  }

  /// - Parameters:
  ///   - row: the fixed row or group of the form; nil in a block of one row without a name.
  ///   - isParent: whether rows below it are given.
  package func isLeaf(_ block: BlockAddress, row: Int?, column: Int, isParent: Bool = false) -> Bool {
    if defined.contains(Cell(block: block, row: nil, column: column)) { return false }
    guard let row else { return true }
    let cell = Cell(block: block, row: row, column: column)
    return !defined.contains(cell) && !(isParent && parents.contains(cell))
  }

  /// The tables whose codes a group of rows repeats; empty where its codes are given.
  package func sources(of block: BlockAddress, group: Int) -> Set<Int> {
    sources[block]?[group] ?? []
  }
}
