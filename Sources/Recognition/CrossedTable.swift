import Amounts
import Filings
import Forms

/// Reads a table whose columns are a product of two dimensions where a document prints one of them as its rows:
/// 预算数 and 决算数 beside the expenses, or one below the other.
struct CrossedTable {
  let index: FormIndex
  let table: Int
  let grid: Grid

  private var form: TableForm { index.form.tables[table] }

  /// Fewer figures than this prove nothing.
  private static let fewest = 3

  /// - Returns: the table in one row, as the form has it; nil where headings and labels do not name its columns.
  func fill() -> FilledTable? {
    guard form.blocks.count == 1, form.blocks[0].rows.isEmpty else { return nil }
    let columns = index.tables[table].columns[0]
    guard let last = columns.last, !last.dimension.isEmpty else { return nil }
    guard let first = grid.rows.indices.first(where: hasFigures) else { return nil }
    let reader = HeadingReader(index: index, table: table)
    let paths = reader.paths(Array(grid.rows.indices.prefix(first)), of: grid)
    let stages = columns.reduce(into: Set<Int>()) { $0.formUnion($1.dimension) }
    // A table of outturns alone names no stage: it is the last.
    let isUnstaged =
      !paths.joined().contains(where: stages.contains) && !grid.rows.joined().contains { stages.contains($0.label) }
    var cells = [FilledCell?](repeating: nil, count: columns.count)
    let zones = paths.indices.map { column in labelZone(of: column, paths, stages) }
    for row in grid.rows.indices.dropFirst(first) {
      for (column, cell) in grid.rows[row].enumerated() where cell.isNumber {
        let label = grid.rows[row][zones[column]].first { !$0.isBlank && !$0.isNumber }?.label
        let above = paths[column].isEmpty && label == nil ? [] : paths[column]
        var path = label.map { stages.contains($0) ? [$0] + above : above + [$0] } ?? above
        if isUnstaged, let stage = last.dimension.first { path.insert(stage, at: 0) }
        guard let (_, form) = reader.bestColumn(path, among: 0..<1), cells[form] == nil else { continue }
        cells[form] = FilledCell(cell.text, value: cell.value, span: cell.span)
      }
    }
    guard cells.count(where: { $0 != nil }) >= Self.fewest else { return nil }
    let row = FilledRow(
      key: .fixed(0), form: nil, name: PrintedText("", grid.rowSpans[first]), cells: cells, span: grid.rowSpans[first],
      quote: grid.quotes[first])
    var block = FilledBlock(rows: [row], columns: Set(cells.indices.filter { cells[$0] != nil }))
    block.index()
    return FilledTable(form: table, unit: index.form.unit, blocks: [block])
  }

  /// The columns that name the figures of a column: those between it and the figures of another lane; all where the
  /// headings name no stages.
  private func labelZone(of column: Int, _ paths: [[Int]], _ stages: Set<Int>) -> Range<Int> {
    func isStaged(_ column: Int) -> Bool { paths[column].contains(where: stages.contains) }
    guard isStaged(column) else { return 0..<paths.count }
    var end = column
    while end > 0, isStaged(end - 1) { end -= 1 }
    var start = end
    while start > 0, !isStaged(start - 1) { start -= 1 }
    return start == end ? 0..<paths.count : start..<end
  }

  /// Whether a row holds figures; one of column numbers only does not.
  private func hasFigures(_ row: Int) -> Bool {
    let numbers = grid.rows[row].filter(\.isNumber)
    return !numbers.isEmpty && !numbers.enumerated().allSatisfy { $1.text == String($0 + 1) }
  }
}
