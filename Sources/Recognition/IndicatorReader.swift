import Amounts
import Documents
import Filings
import Forms
import Texts

/// Reads the open rows of indicators: 一级指标 | 二级指标 | 三级指标 | 指标值 | 完成值 | 分值 | 得分 | 原因.
///
/// Conversions shift such rows by a column or lose merged cells, so each row is laid over the heading in the position
/// where most cells make sense: known indicator names in their columns, plain numbers under weight and score.
struct IndicatorReader {
  let block: Int
  private(set) var rows: [FilledRow] = []
  private(set) var statedWeights: [String: FilledTable.StatedWeight] = [:]
  private(set) var shifted: [(String, SourceSpan)] = []

  private let form: BlockForm
  private let names: [[LabelKey: String?]]
  private let totals: Set<String>
  private let totalRow: Int?
  /// First- and second-level names in force for blanks below them.
  private var current: [Int: String] = [:]
  private var isClosed = false

  init(index: FormIndex, table: Int, block: Int) {
    self.block = block
    let form = index.form.tables[table].blocks[block]
    self.form = form
    names = form.columns.map { column in
      Dictionary(
        column.values.map { (LabelKey(Label.key($0.text)), $0.parent) }, uniquingKeysWith: { first, _ in first })
    }
    totalRow = form.rows.firstIndex { $0.kind == .fixed }
    totals = totalRow.map { form.rows[$0].keys } ?? []
  }

  mutating func read(_ row: Int, of grid: Grid, lane: Headings.Lane) {
    let cells = grid.rows[row].map(withoutDots)
    guard !isClosed, cells.contains(where: { !$0.isBlank }) else { return }
    if let total = cells.first(where: { !$0.isBlank }), totals.contains(total.key) {
      addTotal(row, of: grid, lane: lane)
      isClosed = true
      return
    }
    let shift = bestShift(cells, lane)
    var placed = place(cells, lane, shift: shift)
    moveNames(&placed)
    add(placed, row: row, of: grid, isShifted: shift != 0)
  }

  /// A cell of nothing but dots is a line of the template that nobody filled.
  private func withoutDots(_ cell: Grid.Cell) -> Grid.Cell {
    guard !cell.isBlank, cell.text.unicodeScalars.allSatisfy({ Self.dots.contains($0) || $0.isSpace })
    else { return cell }
    var blank = cell
    (blank.text, blank.key, blank.value) = ("", "", .blank)
    return blank
  }

  private static let dots = Array(".．…·。".unicodeScalars)

  // MARK: Where the cells belong

  private func bestShift(_ cells: [Grid.Cell], _ lane: Headings.Lane) -> Int {
    if fitsInPlace(cells, lane) { return 0 }
    var best = (score: Int.min, shift: 0)
    for shift in [0, -1, 1, -2, 2, -3, 3] {
      // Further away is less likely.
      let score = score(cells, lane, shift: shift) - abs(shift)
      if score > best.score { best = (score, shift) }
    }
    return best.shift
  }

  /// Whether nothing speaks against the row as it stands, which is so for almost all rows.
  private func fitsInPlace(_ cells: [Grid.Cell], _ lane: Headings.Lane) -> Bool {
    var named = false
    for (position, cell) in cells.enumerated() where !cell.isBlank {
      guard let column = lane.values.first(where: { $0.grid == position })?.form else { return false }
      if form.columns[column].measure == .points {
        guard isPlainNumber(cell.value) else { return false }
      } else if !names[column].isEmpty {
        guard nameColumns(of: cell).contains(column) else { return false }
      } else {
        guard nameColumns(of: cell).isEmpty, score(cell, in: column) > 0 else { return false }
        if column == lastNameColumn + 1 { named = true }
      }
    }
    return named
  }

  private func score(_ cells: [Grid.Cell], _ lane: Headings.Lane, shift: Int) -> Int {
    let nameColumn = lane.values.first { $0.form == lastNameColumn + 1 }.map { $0.grid + shift }
    var hasName = nameColumn.map { cells.indices.contains($0) && !cells[$0].isBlank } ?? false
    var score = 0
    for (position, cell) in cells.enumerated() where !cell.isBlank {
      guard let column = lane.values.first(where: { $0.grid + shift == position })?.form else {
        score -= nameColumns(of: cell).isEmpty ? 2 : 0
        continue
      }
      if !names[column].isEmpty, nameColumns(of: cell).isEmpty, !isPoints(cell) {
        // Words where only known names stand: the indicator's own name, if it is not elsewhere.
        score -= hasName ? 2 : 0
        hasName = true
      } else {
        score += self.score(cell, in: column)
      }
    }
    return hasName ? score : score - 3
  }

  private func score(_ cell: Grid.Cell, in column: Int) -> Int {
    let isPlainNumber = isPlainNumber(cell.value)
    if form.columns[column].measure == .points { return isPlainNumber ? 3 : -4 }
    let known = nameColumns(of: cell)
    if !names[column].isEmpty { return known.contains(column) ? 4 : isPoints(cell) && column == 0 ? 2 : 1 }
    if !known.isEmpty || isPoints(cell) { return -3 }
    // Targets may be plain numbers, the indicator's name and the reason are not.
    let mayBeNumber = column == lastNameColumn + 2 || column == lastNameColumn + 3
    return isPlainNumber && !mayBeNumber ? -3 : 1
  }

  /// What is left of 产出指标（40分） when the name is lost.
  private func isPoints(_ cell: Grid.Cell) -> Bool {
    Self.points(in: cell.key) != nil && Self.nameKey(cell.key).isEmpty
  }

  private var lastNameColumn: Int { names.lastIndex { !$0.isEmpty } ?? 0 }

  private func isPlainNumber(_ value: PrintedValue) -> Bool {
    if case .number(let number) = value {
      return number.unit.isEmpty && !number.isPercent && number.significand >= 0
    }
    return false
  }

  /// Columns whose known names include the cell's words, the points in brackets aside.
  private func nameColumns(of cell: Grid.Cell) -> [Int] {
    guard cell.value == .text, let last = cell.key.utf8.last,
      last == UInt8(ascii: ")") || Self.nameEndings.contains(last)
    else { return [] }
    let key = LabelKey(Self.nameKey(cell.key))
    return names.indices.filter { names[$0][key] != nil }
  }

  /// Last bytes of 指标 and of the words before it: a quick look before a dictionary is asked.
  private static let nameEndings: Set<UInt8> = Set(
    ["指标", "产出", "效益", "满意度", "成本", "数量", "质量", "时效", "影响"].compactMap { $0.utf8.last })

  /// `产出指标(40分)` and `产出` are 产出指标.
  private static func nameKey(_ key: String) -> String {
    let name = key.utf8.firstIndex(of: UInt8(ascii: "(")).map { String(key[..<$0]) } ?? key
    return name.isEmpty || name.ends(in: "指标") ? name : name + "指标"
  }

  private func place(_ cells: [Grid.Cell], _ lane: Headings.Lane, shift: Int) -> [Int: Grid.Cell] {
    var placed: [Int: Grid.Cell] = [:]
    for value in lane.values {
      let position = value.grid + shift
      if cells.indices.contains(position), !cells[position].isBlank { placed[value.form] = cells[position] }
    }
    // What the shift pushed off the left edge still names the row.
    let covered = Set(lane.values.map { $0.grid + shift })
    for (position, cell) in cells.enumerated() where !cell.isBlank && !covered.contains(position) {
      if let free = nameColumns(of: cell).first(where: { placed[$0] == nil }) {
        placed[free] = cell
      } else if position < (covered.min() ?? 0), placed[lastNameColumn + 1] == nil {
        placed[lastNameColumn + 1] = cell
      }
    }
    return placed
  }

  /// Puts first- and second-level names into their own columns, and other words there into the indicator's name.
  private func moveNames(_ placed: inout [Int: Grid.Cell]) {
    for column in names.indices where !names[column].isEmpty {
      guard let cell = placed[column], !nameColumns(of: cell).contains(column) else { continue }
      if isPoints(cell) { continue }
      if let right = nameColumns(of: cell).first(where: { placed[$0] == nil }) {
        placed[right] = cell
        placed[column] = nil
      } else if nameColumns(of: cell).isEmpty, placed[lastNameColumn + 1] == nil {
        placed[lastNameColumn + 1] = cell
        placed[column] = nil
      }
    }
  }

  // MARK: Rows

  private mutating func add(_ placed: [Int: Grid.Cell], row: Int, of grid: Grid, isShifted: Bool) {
    let nameColumn = lastNameColumn + 1
    // The rest of an indicator's name after a page break.
    if placed.count == 1, let rest = placed[nameColumn], let last = rows.indices.last {
      rows[last].cells[nameColumn] = joined(rows[last].cells[nameColumn], rest)
      rows[last].name.text += rest.text
      return
    }
    var cells = [FilledCell?](repeating: nil, count: form.columns.count)
    let blankSpan = grid.rowSpans[row]
    for column in form.columns.indices {
      if let cell = placed[column] {
        cells[column] = FilledCell(cell.text, value: cell.value, span: cell.span)
      } else {
        cells[column] = FilledCell("", value: .blank, span: blankSpan)
      }
    }
    fillNames(&cells, placed)
    let name = placed[nameColumn].map { PrintedText($0.text, $0.span) } ?? PrintedText("", blankSpan)
    if isShifted { shifted.append((grid.quotes[row], blankSpan)) }
    rows.append(
      FilledRow(
        key: .open(rows.count), form: 0, name: name, cells: cells, span: grid.rowSpans[row], quote: grid.quotes[row]))
  }

  private func joined(_ cell: FilledCell?, _ rest: Grid.Cell) -> FilledCell {
    FilledCell((cell?.text ?? "") + rest.text, span: cell?.span.map { $0.union(rest.span) })
  }

  /// Repeats first- and second-level names downwards; a known second-level name decides the first.
  private mutating func fillNames(_ cells: inout [FilledCell?], _ placed: [Int: Grid.Cell]) {
    for column in names.indices where !names[column].isEmpty {
      if let cell = placed[column] {
        let key = Self.nameKey(cell.key)
        if names[column][LabelKey(key)] != nil {
          if current[column] != key { names.indices.filter { $0 > column }.forEach { current[$0] = nil } }
          current[column] = key
        }
        noteWeight(cell, column: column, placed)
      }
      cells[column] = FilledCell(current[column] ?? "", span: cells[column]?.span)
    }
    for column in names.indices.dropFirst() {
      guard let key = current[column], let parent = names[column][LabelKey(key)], let name = parent else { continue }
      current[column - 1] = Label.key(name)
      cells[column - 1] = FilledCell(Label.key(name), span: cells[column - 1]?.span)
    }
  }

  private mutating func noteWeight(_ cell: Grid.Cell, column: Int, _ placed: [Int: Grid.Cell]) {
    guard column == 0, let points = Self.points(in: cell.key) else { return }
    var name = Self.nameKey(cell.key)
    if name.isEmpty {
      // Only “(40分)” is left of the name: the second level tells whose points they are.
      guard let second = placed[1], let parent = names[1][LabelKey(Self.nameKey(second.key))] ?? nil else { return }
      name = Label.key(parent)
    }
    if statedWeights[name] == nil {
      statedWeights[name] = FilledTable.StatedWeight(points: points, text: PrintedText(cell.text, cell.span))
    }
  }

  /// The 40 of `产出指标(40分)`.
  private static func points(in key: String) -> Rational? {
    guard key.utf8.last == UInt8(ascii: ")"), let open = key.lastIndex(of: "(") else { return nil }
    let inside = String(key[key.index(after: open)...].dropLast()).exchanging("分", for: "")
    guard case .number(let number) = PrintedValue(parsing: inside), number.unit.isEmpty else { return nil }
    return number.value
  }

  private mutating func addTotal(_ row: Int, of grid: Grid, lane: Headings.Lane) {
    guard let totalRow else { return }
    let columns = form.columns.indices.filter { form.columns[$0].measure == .points }
    let numbers = grid.rows[row].enumerated().filter {
      isPlainNumber($0.element.value) || isMalformed($0.element.value)
    }
    var cells = [FilledCell?](repeating: nil, count: form.columns.count)
    for column in columns { cells[column] = FilledCell("", span: grid.rowSpans[row]) }
    let positions = columns.map { column in lane.values.first { $0.form == column }?.grid ?? -1 }
    // The label's merged cell may have lost a column: then the last numbers are what they must be.
    let inPlace = numbers.allSatisfy { positions.contains($0.offset) }
    if inPlace {
      for (column, position) in zip(columns, positions) where position >= 0 {
        let cell = grid.rows[row][position]
        if !cell.isBlank { cells[column] = FilledCell(cell.text, span: cell.span) }
      }
    } else {
      for (column, number) in zip(columns.reversed(), numbers.reversed()) {
        cells[column] = FilledCell(number.element.text, span: number.element.span)
      }
    }
    let label = grid.rows[row].first { !$0.isBlank }
    rows.append(
      FilledRow(
        key: .fixed(totalRow), form: totalRow, name: PrintedText(label?.text ?? "", label?.span), cells: cells,
        span: grid.rowSpans[row], quote: grid.quotes[row]))
  }

  private func isMalformed(_ value: PrintedValue) -> Bool {
    if case .number(let number) = value { number.isMalformed } else { false }
  }
}
