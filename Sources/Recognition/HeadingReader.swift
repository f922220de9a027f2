import Amounts
import Documents
import Forms

/// What the columns of a table mean, read from its heading rows.
struct Headings {
  /// A run of columns with labels on the left and figures on the right; tables in two or three lanes have several.
  struct Lane {
    var block: Int
    var codeColumns: [Int] = []
    var labelColumns: [Int] = []
    /// Grid column → column of the form.
    var values: [(grid: Int, form: Int)] = []
    /// Grid columns whose headings name no column of the form.
    var unknown: [Int] = []
  }

  var lanes: [Lane]
  /// Grid column → fixed row of the form that is printed as a column.
  var across: [(grid: Int, row: Int)] = []

  var isEmpty: Bool { lanes.allSatisfy(\.values.isEmpty) }
  var matched: Int { lanes.reduce(0) { $0 + $1.values.count } }
}

/// Matches heading rows with the columns of a form's table.
struct HeadingReader {
  private let index: FormIndex
  private let table: Int
  private let labels: FormIndex.TableLabels

  init(index: FormIndex, table: Int) {
    self.index = index
    self.table = table
    labels = index.tables[table]
  }

  private enum Role {
    case code, label, serial, value(block: Int, form: Int), none
  }

  /// - Parameter rows: the heading rows, outermost first.
  func read(_ rows: [Int], of grid: Grid) -> Headings {
    let paths = paths(rows, of: grid)
    let blocks = namedBlocks(paths)
    var roles = paths.map { role($0, blocks) }
    resolveRepeats(&roles, paths)
    return Headings(lanes: lanes(roles, paths), across: across(roles, paths))
  }

  /// By column, the labels above it, outermost first.
  func paths(_ rows: [Int], of grid: Grid) -> [[Int]] {
    let lefts = rows.map { Self.filledToTheLeft(grid.rows[$0]) }
    return (0..<grid.width).map { path(of: $0, rows, lefts, grid) }
  }

  /// Rows of the form that stand as columns: 人员经费, 公用经费 beside 合计.
  private func across(_ roles: [Role], _ paths: [[Int]]) -> [(grid: Int, row: Int)] {
    guard !labels.across.isEmpty else { return [] }
    return roles.indices.compactMap { column in
      guard case .none = roles[column], let last = paths[column].last, let row = labels.across[last] else { return nil }
      return (column, row)
    }
  }

  /// The labels above a column, from outermost in; a blank beside a merged heading belongs to it.
  private func path(of column: Int, _ rows: [Int], _ lefts: [[Int?]], _ grid: Grid) -> [Int] {
    rows.indices.compactMap { position in
      let cell = grid.rows[rows[position]][column]
      let heading =
        cell.key.isEmpty
        ? inherited(column, from: lefts[position][column], row: rows[position], below: rows[(position + 1)...], grid)
        : cell
      return heading.flatMap { $0.key.isEmpty ? nil : $0.label }
    }
  }

  /// By column, the nearest filled one to its left.
  private static func filledToTheLeft(_ cells: [Grid.Cell]) -> [Int?] {
    var last: Int?
    return cells.indices.map { column in
      defer { if !cells[column].isBlank { last = column } }
      return last
    }
  }

  private func inherited(
    _ column: Int, from left: Int?, row: Int, below: ArraySlice<Int>, _ grid: Grid
  ) -> Grid.Cell? {
    // Only where something stands below it, or the merge is known; otherwise the column simply has no heading there.
    guard let left else { return nil }
    let cell = grid.rows[row][left]
    if cell.columnSpan > 1 { return left + cell.columnSpan > column ? cell : nil }
    if grid.knowsMerges { return nil }
    let hasChild = below.contains { !grid.rows[$0][column].isBlank }
    return hasChild ? cell : nil
  }

  /// Blocks that the headings may speak of. Blocks one under the other share column names (分值, 得分); the one with most
  /// of its columns in the headings is meant. Blocks side by side are all meant.
  private func namedBlocks(_ paths: [[Int]]) -> Range<Int> {
    let blocks = index.form.tables[table].blocks
    guard blocks.count > 1, blocks.allSatisfy({ $0.label == nil }) else { return blocks.indices }
    let headings = Set(paths.joined())
    let matched = labels.columns.map { columns in columns.count { !$0.names.isDisjoint(with: headings) } }
    let best = matched.indices.max { matched[$0] < matched[$1] } ?? 0
    return best..<(best + 1)
  }

  private func role(_ path: [Int], _ blocks: Range<Int>) -> Role {
    let furniture = index.furniture
    if path.contains(where: { furniture.serial.contains($0) }) { return .serial }
    if path.contains(where: { furniture.code.contains($0) }) { return .code }
    if let last = path.last, furniture.codeParts.contains(last) { return .code }
    if let (block, form) = bestColumn(path, among: blocks) { return .value(block: block, form: form) }
    if path.contains(where: { furniture.label.contains($0) }) { return .label }
    return .none
  }

  /// The form's column that a heading path names, if one fits better than all others.
  func bestColumn(_ path: [Int], among allowed: Range<Int>) -> (block: Int, form: Int)? {
    guard !path.isEmpty else { return nil }
    var best: (score: Int, depth: Int, block: Int, form: Int)?
    for blockIndex in labels.columns.indices where allowed.contains(blockIndex) {
      if let label = labels.blocks[blockIndex], !path.contains(label),
        labels.blocks.contains(where: { $0.map(path.contains) ?? false })
      {
        continue
      }
      for (columnIndex, column) in labels.columns[blockIndex].enumerated() {
        guard column.dimension.isEmpty || path.contains(where: column.dimension.contains) else { continue }
        // The innermost heading decides; outer ones name a column only where there is nothing inside.
        let isInnermost = path.last.map(column.names.contains) ?? false
        guard isInnermost || path.contains(where: column.names.contains) else { continue }
        // 合计 under 公务用车购置及运行费 is not the whole 合计.
        let isUnder = path.contains(where: column.under.contains)
        var score = isInnermost ? 4 : column.dimension.isEmpty ? 1 : 3
        if isUnder { score += 2 }
        if !column.under.isEmpty, !isUnder { score -= 1 }
        // Of two that fit, the one that the inner headings name.
        let depth = path.indices.reduce(0) { sum, position in
          column.names.contains(path[position]) || column.dimension.contains(path[position]) ? sum + position : sum
        }
        if best.map({ (score, depth) > ($0.score, $0.depth) }) ?? true {
          best = (score, depth, blockIndex, columnIndex)
        }
      }
    }
    return best.map { ($0.block, $0.form) }
  }

  /// Side-by-side blocks without labels above them: the second 决算数 belongs to the second block.
  private func resolveRepeats(_ roles: inout [Role], _ paths: [[Int]]) {
    let blocks = labels.columns
    guard blocks.count > 1 else { return }
    var lane = -1
    var hasValues = true
    var seen: Set<[Int]> = []
    for column in roles.indices {
      switch roles[column] {
      case .code, .label:
        if hasValues { lane += 1 }
        hasValues = false
      case .value(let block, let form):
        hasValues = true
        // The same heading again, beside the first: look for its like in a later block.
        if seen.contains([block, form]),
          let later = blocks.indices.dropFirst(block + 1).first(where: {
            blocks[$0].contains { !$0.names.isDisjoint(with: paths[column]) }
          }),
          let twin = blocks[later].firstIndex(where: { !$0.names.isDisjoint(with: paths[column]) })
        {
          roles[column] = .value(block: later, form: twin)
          seen.insert([later, twin])
        } else {
          seen.insert([block, form])
        }
      case .serial, .none: break
      }
    }
  }

  private func lanes(_ roles: [Role], _ paths: [[Int]]) -> [Headings.Lane] {
    var lanes: [Headings.Lane] = []
    var current = Headings.Lane(block: 0)
    var isStarted = false
    func finished(_ lane: Headings.Lane) -> Headings.Lane? { lane.values.isEmpty ? nil : lane }
    for (column, role) in roles.enumerated() {
      switch role {
      case .code, .label:
        if !current.values.isEmpty {
          lanes.append(current)
          current = Headings.Lane(block: 0)
        }
        if case .code = role { current.codeColumns.append(column) } else { current.labelColumns.append(column) }
      case .value(let block, let form):
        if current.values.isEmpty { current.block = block }
        guard block == current.block else {
          lanes.append(current)
          current = Headings.Lane(block: block, values: [(column, form)])
          continue
        }
        current.values.append((column, form))
      case .none:
        // An unnamed column before any figures may hold labels: tables of funds, base data. One that is named, beside
        // labels, holds what the form does not know: 年初预算数.
        let isNamed = !paths[column].isEmpty && !current.labelColumns.isEmpty
        if current.values.isEmpty, !isNamed {
          current.labelColumns.append(column)
        } else if !paths[column].isEmpty {
          current.unknown.append(column)
        }
      case .serial: break
      }
      isStarted = true
    }
    if isStarted, let last = finished(current) { lanes.append(last) }
    return lanes.filter { !$0.values.isEmpty }
  }
}
