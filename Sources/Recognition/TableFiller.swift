import Amounts
import Documents
import Filings
import Forms

/// Fills one of the form's tables from one of the document's.
///
/// Rows are read from the top: heading rows are gathered, their columns matched, the rows below them bound by code or by
/// label, until the next headings (tables of several blocks one under the other) or the end.
struct TableFiller {
  let index: FormIndex
  let table: Int
  let grid: Grid

  private let labels: FormIndex.TableLabels
  private var blocks: [FilledBlock]
  private var fields: [String: PrintedText] = [:]
  private var headings = Headings(lanes: [])
  private var pendingHeadings: [Int] = []
  private var lastHeadings: [Int] = []
  /// Headings that stand in the row of the total, among its figures.
  private var subheadings: (row: Int, columns: [Int])?
  /// The fixed row matched last in each block; repeated labels go on from there.
  private var lastRow: [Int?]
  private var indicators: IndicatorReader?
  private(set) var header = TableHeader()
  private(set) var unread: [Unread] = []
  private(set) var notes: [RecognitionNote] = []
  private(set) var matchedColumns = 0
  private(set) var hasSeparateHeadless = false

  private var form: TableForm { index.form.tables[table] }

  init(index: FormIndex, table: Int, grid: Grid) {
    self.index = index
    self.table = table
    self.grid = grid
    labels = index.tables[table]
    let form = index.form.tables[table]
    blocks = form.blocks.map { _ in FilledBlock() }
    lastRow = form.blocks.map { _ in nil }
  }

  /// - Returns: the filled table, or nil when nothing in it was recognised as this form.
  mutating func fill() -> FilledTable? {
    for row in grid.rows.indices where !grid.isBlank(row: row) {
      read(row)
    }
    // A table may have nothing below its headings.
    if !pendingHeadings.isEmpty { openHeadings(before: grid.rows.count) }
    guard matchedColumns > 0 else { return nil }
    if let reader = indicators { finish(reader) }
    for block in blocks.indices { blocks[block].index() }
    var filled = FilledTable(form: table, header: header, unit: index.form.unit, blocks: blocks, fields: fields)
    if let reader = indicators { filled.statedWeights = reader.statedWeights }
    return filled
  }

  // MARK: Rows

  private mutating func read(_ row: Int) {
    if isNumbering(row) { return }
    if isHeading(row) {
      pendingHeadings.append(row)
      return
    }
    if !pendingHeadings.isEmpty { openHeadings(before: row) }
    if headings.isEmpty {
      readAbove(row)
      return
    }
    readFields(row)
    if headings.lanes.count == 1, let lane = headings.lanes.first, form.blocks[lane.block].isOpen,
      form.blocks[lane.block].columns.first?.measure == .text
    {
      readIndicator(row, lane: lane)
    } else {
      readLanes(row)
    }
  }

  /// Lines that some formats put into the table: number, department, unit, fields of the form.
  private mutating func readAbove(_ row: Int) {
    for cell in grid.rows[row] where !cell.isBlank {
      TitleFinder.read(PrintedText(cell.text, cell.span), into: &header)
    }
    readFields(row)
  }

  /// A row of column numbers: 栏次 1 2 3, or just 1 2 3.
  private func isNumbering(_ row: Int) -> Bool {
    let cells = grid.rows[row].lazy.filter { !$0.isBlank }
    if let first = cells.first, index.furniture.numbers.contains(LabelKey(Label.compact(first.text))) { return true }
    guard cells.count >= 3 else { return false }
    return cells.enumerated().allSatisfy { $1.text == String($0 + 1) }
  }

  private func isHeading(_ row: Int) -> Bool {
    let cells = grid.rows[row]
    var known = 0
    var filled = 0
    for cell in cells where !cell.isBlank {
      filled += 1
      if case .number(let number) = cell.value, number.unit.isEmpty { return false }
      if labels.headings.contains(cell.label) || index.furniture.codeParts.contains(cell.label) { known += 1 }
    }
    guard known > 0 else { return false }
    // A row that names one of the form's rows is one, even where a column bears the same name.
    if !headings.isEmpty || !pendingHeadings.isEmpty, known < 2, rowLabel(row) != nil { return false }
    if !headings.isEmpty {
      // Inside a block a heading needs to be unmistakable.
      return known >= 2 && known * 2 >= filled
    }
    return known >= 2 || filled <= 3 || known * 2 >= filled
  }

  private func rowLabel(_ row: Int) -> Int? {
    guard let cell = grid.rows[row].first(where: { !$0.isBlank }) else { return nil }
    return labels.rows.lazy.compactMap { $0[cell.label]?.first }.first
  }

  private mutating func openHeadings(before row: Int) {
    let reader = HeadingReader(index: index, table: table)
    let found: Headings
    if let inside = findSubheadings(row) {
      subheadings = (row, inside)
      found = reader.read(pendingHeadings + [row], of: grid.keeping(inside, ofRow: row))
    } else {
      found = reader.read(pendingHeadings, of: grid)
    }
    defer { pendingHeadings = [] }
    guard !found.isEmpty else { return }
    // Printed again at the top of a page: the same columns go on.
    let isRepeat =
      !lastHeadings.isEmpty
      && pendingHeadings.map { grid.rows[$0].map(\.key) } == lastHeadings.map { grid.rows[$0].map(\.key) }
    lastHeadings = pendingHeadings
    guard !isRepeat else { return }
    headings = found
    matchedColumns += found.matched
    header.headings.formUnion(pendingHeadings.flatMap { grid.rows[$0].lazy.filter { !$0.isBlank }.map(\.key) })
    for lane in found.lanes {
      blocks[lane.block].columns.formUnion(lane.values.map(\.form))
      let block = form.blocks[lane.block]
      if block.isOpen, block.columns.first?.measure == .text, indicators == nil {
        indicators = IndicatorReader(index: index, table: table, block: lane.block)
      }
    }
  }

  /// 合计 │ 60.00 │ 合计 │ 基本支出 │ 项目支出: the columns of the words behind the name of a row, where these are headings.
  private func findSubheadings(_ row: Int) -> [Int]? {
    guard grid.rows.indices.contains(row), rowLabel(row) != nil,
      let name = grid.rows[row].firstIndex(where: { !$0.isBlank })
    else { return nil }
    let columns = grid.rows[row].indices.filter { column in
      column > name && labels.columns.joined().contains { $0.names.contains(grid.rows[row][column].label) }
    }
    // The name of the total itself may stand in several cells.
    let others = Set(columns.map { grid.rows[row][$0].label }).subtracting([grid.rows[row][name].label])
    return others.count > 1 ? columns : nil
  }

  // MARK: Fields

  private mutating func readFields(_ row: Int) {
    let cells = grid.rows[row]
    for (field, own) in zip(form.fields, labels.fields) where fields[field.id] == nil {
      guard let at = cells.firstIndex(where: { own.contains($0.label) }) else { continue }
      let value = cells[(at + 1)...].first { !$0.isBlank }
      if let value, !labels.fields.contains(where: { $0.contains(value.label) }) {
        fields[field.id] = PrintedText(value.text, value.span)
      } else {
        fields[field.id] = PrintedText("", cells[at].span)
      }
    }
  }

  // MARK: Lanes

  private mutating func readLanes(_ row: Int) {
    var previous: (block: Int, row: Int)?
    for lane in headings.lanes {
      let cells = lane.values.map { grid.rows[row][$0.grid] }
      if let bound = bind(row, lane) {
        previous = (lane.block, bound)
      } else if let before = previous, before.block == lane.block, cells.contains(where: { !$0.isBlank }) {
        // The figure of a label that spans into the next lane.
        fillBlanks(of: before.row, in: lane, from: row)
      } else if cells.contains(where: { $0.value != .text && !$0.isBlank }) {
        noteUnread(row, lane)
      }
      if let column = lane.unknown.first(where: { grid.rows[row][$0].isFigure && !isAcross($0) }) {
        noteUnread(column: column, lane)
      }
    }
  }

  /// Adds the row of a lane; nil when it names no row of the form.
  private mutating func bind(_ row: Int, _ lane: Headings.Lane) -> Int? {
    let block = form.blocks[lane.block]
    if block.rows.isEmpty {
      guard lane.values.contains(where: { !grid.rows[row][$0.grid].isBlank }), blocks[lane.block].rows.isEmpty else {
        return nil
      }
      return add(row, lane, key: .fixed(0), form: nil, name: PrintedText("", grid.rowSpans[row]))
    }
    let code = code(row, lane)
    let named = label(row, lane, hasCode: code != nil)
    let label = named.map { PrintedText($0.text, $0.span) }
    if let code, let group = group(for: code, in: block) {
      return add(row, lane, key: .code(code), form: group, name: label ?? PrintedText("", nil))
    }
    guard let label, let named else { return headless(row, lane, block) }
    if addAcross(row, lane, label) { return blocks[lane.block].rows.count - 1 }
    if let fixed = fixedRow(named.label, block: lane.block) {
      lastRow[lane.block] = fixed
      if block.rows[fixed].isHeadless { return nil }
      return add(row, lane, key: .fixed(fixed), form: fixed, name: label)
    }
    if let group = classGroup(in: block),
      let found = classification(of: block.rows[group])?.classCode(named: label.text)
    {
      if found.isAbbreviated, let name = classification(of: block.rows[group])?[found.code]?.name {
        notes.append(RecognitionNote(kind: .abbreviatedLabel, text: label, expected: name, table: table))
      }
      return add(row, lane, key: .code(found.code), form: group, name: label)
    }
    return abbreviated(row, lane, label: label, key: named.key) ?? openRow(row, lane, label: label)
  }

  private mutating func add(
    _ row: Int, _ lane: Headings.Lane, key: FilledRow.Key, form rowForm: Int?, name: PrintedText
  ) -> Int {
    var cells = [FilledCell?](repeating: nil, count: form.blocks[lane.block].columns.count)
    let headings = subheadings.flatMap { $0.row == row ? $0.columns : nil } ?? []
    for value in lane.values where !headings.contains(value.grid) {
      let cell = grid.rows[row][value.grid]
      // A merged heading stands over several columns, and its figure in one of them.
      if cell.isBlank, cells[value.form] != nil { continue }
      cells[value.form] = FilledCell(cell.text, value: cell.value, span: cell.span)
    }
    blocks[lane.block].rows.append(
      FilledRow(key: key, form: rowForm, name: name, cells: cells, span: grid.rowSpans[row], quote: grid.quotes[row]))
    return blocks[lane.block].rows.count - 1
  }

  /// Adds the rows that the table prints as columns; their figures stand in the row of the total.
  private mutating func addAcross(_ row: Int, _ lane: Headings.Lane, _ label: PrintedText) -> Bool {
    let rows = headings.across.filter { across in
      grid.rows[row][across.grid].isNumber && !blocks[lane.block].rows.contains { $0.form == across.row }
    }
    for across in rows {
      let cell = grid.rows[row][across.grid]
      var cells = [FilledCell?](repeating: nil, count: form.blocks[lane.block].columns.count)
      cells[0] = FilledCell(cell.text, value: cell.value, span: cell.span)
      blocks[lane.block].rows.append(
        FilledRow(
          key: .fixed(across.row), form: across.row, name: label, cells: cells, span: grid.rowSpans[row],
          quote: grid.quotes[row]))
    }
    return !rows.isEmpty
  }

  private mutating func fillBlanks(of target: Int, in lane: Headings.Lane, from row: Int) {
    for value in lane.values {
      let cell = grid.rows[row][value.grid]
      let isFree = blocks[lane.block].rows[target].cells[value.form]?.isBlank ?? true
      if isFree, !cell.isBlank {
        blocks[lane.block].rows[target].cells[value.form] = FilledCell(cell.text, value: cell.value, span: cell.span)
      }
    }
  }

  private mutating func noteUnread(_ row: Int, _ lane: Headings.Lane) {
    let first = grid.rows[row].first { !$0.isBlank }?.text ?? ""
    unread.append(
      Unread(
        quote: grid.quotes[row], reason: "row", values: ["row": first, "table": form.title], span: grid.rowSpans[row]))
    let filled = lane.values.filter { grid.rows[row][$0.grid].isFigure }
    blocks[lane.block].unreadRows.append(
      FilledBlock.UnreadRow(position: blocks[lane.block].rows.count, columns: Set(filled.map(\.form))))
  }

  private func isAcross(_ column: Int) -> Bool { headings.across.contains { $0.grid == column } }

  /// A column that the form does not have is worth a word where one that it has is not found.
  private mutating func noteUnread(column: Int, _ lane: Headings.Lane) {
    guard !blocks[lane.block].hasUnreadColumn, blocks[lane.block].columns.count < form.blocks[lane.block].columns.count
    else { return }
    blocks[lane.block].hasUnreadColumn = true
    guard let heading = lastHeadings.last(where: { !grid.rows[$0][column].isBlank }) else { return }
    let cell = grid.rows[heading][column]
    unread.append(
      Unread(quote: cell.text, reason: "column", values: ["column": cell.text, "table": form.title], span: cell.span))
  }

  // MARK: Names of rows

  /// The code of a row: digits of the code columns joined; columns of names are looked at too, where a code stands alone.
  private func code(_ row: Int, _ lane: Headings.Lane) -> String? {
    var digits = ""
    for column in lane.codeColumns {
      let text = Label.compact(grid.rows[row][column].text)
      guard text.allSatisfy({ $0.isASCII && $0.isNumber }) else { return nil }
      digits += text
    }
    if [3, 5, 7].contains(digits.utf8.count) { return digits }
    guard digits.isEmpty, lane.codeColumns.isEmpty else { return nil }
    for column in lane.labelColumns {
      // “201一般公共服务支出”: code and name in one cell.
      let text = Label.compact(grid.rows[row][column].text)
      let leading = text.prefix { $0.isASCII && $0.isNumber }
      if [3, 5, 7].contains(leading.utf8.count) { return String(leading) }
    }
    return nil
  }

  private func label(_ row: Int, _ lane: Headings.Lane, hasCode: Bool) -> Grid.Cell? {
    let columns = hasCode && !lane.labelColumns.isEmpty ? lane.labelColumns : lane.codeColumns + lane.labelColumns
    // The innermost label names the row; outer ones head a group of rows.
    return columns.last { !grid.rows[row][$0].isBlank }.map { grid.rows[row][$0] }
  }

  private func group(for code: String, in block: BlockForm) -> Int? {
    block.rows.firstIndex { row in
      guard case .coded(let id, let level) = row.kind, let classification = index.form.classifications[id] else {
        return false
      }
      guard let printed = classification.level(of: code) else { return false }
      return level == nil || level == printed
    }
  }

  private func classGroup(in block: BlockForm) -> Int? {
    block.rows.firstIndex { if case .coded(_, .some) = $0.kind { true } else { false } }
  }

  private func classification(of row: RowForm) -> Classification? {
    if case .coded(let id, _) = row.kind { index.form.classifications[id] } else { nil }
  }

  /// Rows of the same label are told apart by their order.
  private func fixedRow(_ label: Int, block: Int) -> Int? {
    guard let candidates = labels.rows[block][label] else { return nil }
    guard candidates.count > 1 else { return candidates[0] }
    let last = lastRow[block] ?? -1
    return candidates.first { $0 > last } ?? candidates.last
  }

  private mutating func abbreviated(_ row: Int, _ lane: Headings.Lane, label: PrintedText, key: String) -> Int? {
    let matches = labels.rows[lane.block].filter { Label.abbreviates(key, index.keys[$0.key]) }
    guard matches.count == 1, let fixed = matches.first?.value.first else { return nil }
    lastRow[lane.block] = fixed
    notes.append(
      RecognitionNote(
        kind: .abbreviatedLabel, text: label, expected: form.blocks[lane.block].rows[fixed].label, table: table))
    return add(row, lane, key: .fixed(fixed), form: fixed, name: label)
  }

  /// A row whose label stood in the heading: its figures come one row below.
  private mutating func headless(_ row: Int, _ lane: Headings.Lane, _ block: BlockForm) -> Int? {
    guard lane.values.contains(where: { !grid.rows[row][$0.grid].isBlank }),
      let target = block.rows.firstIndex(where: \.isHeadless),
      !blocks[lane.block].rows.contains(where: { $0.form == target })
    else { return nil }
    return add(
      row, lane, key: .fixed(target), form: target, name: PrintedText(block.rows[target].label, grid.rowSpans[row]))
  }

  /// A row that the filer named, under the fixed row the form puts such rows under.
  private mutating func openRow(_ row: Int, _ lane: Headings.Lane, label: PrintedText) -> Int? {
    let block = form.blocks[lane.block]
    guard let group = block.rows.firstIndex(where: { $0.kind == .open && $0.under != nil }),
      let under = block.rows[group].under.flatMap(block.row), lastRow[lane.block] == under,
      lane.values.contains(where: { !grid.rows[row][$0.grid].isBlank })
    else { return nil }
    return add(row, lane, key: .open(blocks[lane.block].rows.count), form: group, name: label)
  }

  // MARK: Indicators

  private mutating func readIndicator(_ row: Int, lane: Headings.Lane) {
    indicators?.read(row, of: grid, lane: lane)
  }

  private mutating func finish(_ reader: IndicatorReader) {
    blocks[reader.block].rows = reader.rows
    for (text, span) in reader.shifted {
      notes.append(RecognitionNote(kind: .shiftedRow, text: PrintedText(text, span), expected: "", table: table))
    }
  }
}
