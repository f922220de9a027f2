import Documents
import Texts

/// Lines of rows to one table: rows apart from each other, cells that run on over the next line, and tables that a page
/// break cut in two are put together again.
struct TableAssembler {
  private(set) var rows: [Table.Row] = []
  private(set) var notes: [ReadingNote] = []
  private(set) var cellsLeft: Int
  /// The first line after the table.
  private(set) var end = 0

  private let scalars: [Unicode.Scalar]
  private let lines: [MarkdownLine]
  private let limits: ReadingLimits
  private let cleaner: InlineCleaner
  private var splitter: RowSplitter
  private var columnCount = 0
  private var isCut = false
  /// Rows since the table began or was joined; the second of a pipe table may part its head from its body.
  private var blockRows = 0
  /// The places of the last row's cells.
  private var lastFields: [Range<Int>] = []
  /// Texts of the first rows, for telling a new head from more of the same table.
  private var head: Set<String>?

  init(_ scalars: [Unicode.Scalar], lines: [MarkdownLine], limits: ReadingLimits, cellsLeft: Int) {
    self.scalars = scalars
    self.lines = lines
    self.limits = limits
    self.cellsLeft = cellsLeft
    cleaner = InlineCleaner(scalars)
    splitter = RowSplitter(scalars: scalars, separator: .tab, columns: limits.columns)
  }

  /// `nil` where the lines were nothing but a separator.
  var table: Table? {
    guard let first = rows.first, let last = rows.last else { return nil }
    return Table(rows: rows, columnCount: columnCount, span: first.span.union(last.span))
  }

  /// Paragraphs whose first line is indented by a TAB look like rows of two cells of which one is blank.
  var isIndentedProse: Bool {
    splitter.separator == .tab && columnCount <= 2
      && rows.allSatisfy { row in row.cells.lazy.filter { !$0.content.text.isEmpty }.count <= 1 }
  }

  mutating func run(from start: Int) {
    if lines[start].kind == .pipeRow {
      splitter = RowSplitter(scalars: scalars, separator: .pipe, columns: limits.columns)
    }
    addRow(lines[start])
    end = start + 1
    while end < lines.count, takeNext() {}
  }

  /// Takes the next row, with what stands between it and the last.
  ///
  /// - Returns: false at the end of the table.
  private mutating func takeNext() -> Bool {
    if isRow(end) {
      addRow(lines[end])
      end += 1
      return true
    }
    switch lines[end].kind {
    case .text, .listItem: return takeContinuation()
    case .blank, .blankRow: return takeNextPage()
    case .heading, .fence, .tabRow, .pipeRow: return false
    }
  }

  private func isRow(_ index: Int) -> Bool {
    switch lines[index].kind {
    case .tabRow, .blankRow: splitter.separator == .tab
    case .pipeRow: splitter.separator == .pipe
    case .blank, .heading, .listItem, .fence, .text: false
    }
  }

  private mutating func addRow(_ line: MarkdownLine) {
    let fields = splitter.fields(of: line)
    blockRows += 1
    if splitter.separator == .pipe, isSeparator(fields.ranges) { return }
    // Tables are worked on as grids: a wide row makes every other as wide.
    let width = max(columnCount, fields.ranges.count)
    let area = width + rows.count * (width - columnCount)
    guard hasRoom(for: area, line) else { return }
    if let cut = fields.cut {
      note("reading.columnsCut", cut..<line.range.upperBound, limit: limits.columns)
    }
    cellsLeft -= area
    columnCount = width
    lastFields = fields.ranges
    let cells = fields.ranges.enumerated().map { column, range in
      Table.Cell(column: column, content: cleaner.piece(range))
    }
    rows.append(Table.Row(cells: cells, span: SourceSpan(line.range)))
  }

  private mutating func hasRoom(for cells: Int, _ line: MarkdownLine) -> Bool {
    if isCut { return false }
    if rows.count >= limits.rows {
      note("reading.rowsCut", line.range, limit: limits.rows)
    } else if cellsLeft < cells {
      note("reading.cellsCut", line.range, limit: limits.cells)
    } else {
      return true
    }
    isCut = true
    return false
  }

  private mutating func note(_ id: String, _ range: Range<Int>, limit: Int? = nil) {
    notes.append(ReadingNote(id: id, values: limit.map { ["limit": "\($0)"] } ?? [:], span: SourceSpan(range)))
  }

  /// `|---|:--:|`. A row of single dashes is one only in second place: elsewhere a dash says "none".
  private func isSeparator(_ fields: [Range<Int>]) -> Bool {
    let fewest = blockRows == 2 ? 1 : 3
    return fields.allSatisfy { field in
      var dashes = scalars[field]
      if dashes.first == ":" { dashes = dashes.dropFirst() }
      if dashes.last == ":" { dashes = dashes.dropLast() }
      return dashes.count >= fewest && dashes.allSatisfy { $0 == "-" }
    }
  }

  /// Lines of text right between two rows continue the last cell that has text: recognition software keeps the line
  /// breaks of a narrow column.
  private mutating func takeContinuation() -> Bool {
    guard splitter.separator == .tab else { return false }
    var next = end
    while next < lines.count, lines[next].kind == .text || lines[next].kind == .listItem { next += 1 }
    guard next < lines.count, lines[next].kind == .tabRow, !beginsNewTable(next) else { return false }
    if !isCut { continueCell(with: end..<next) }
    end = next
    return true
  }

  private mutating func continueCell(with continuation: Range<Int>) {
    let added = continuation.map { Stretch(range: lines[$0].trimmed, lineStart: lines[$0].range.lowerBound) }
    guard let first = added.first, let last = added.last, !rows.isEmpty else { return }
    let row = rows.count - 1
    guard let column = rows[row].cells.lastIndex(where: { !$0.content.text.isEmpty }) else {
      for index in continuation { addRow(lines[index]) }
      return
    }
    note("reading.cellContinued", first.range.lowerBound..<last.range.upperBound)
    let field = Stretch(range: lastFields[column], lineStart: lastFields[column].lowerBound)
    let place = field.range.lowerBound..<last.range.upperBound
    rows[row].cells[column].content = cleaner.piece([field] + added, span: place)
    let lastLine = lines[continuation.upperBound - 1]
    rows[row].span = rows[row].span.union(SourceSpan(first.lineStart..<lastLine.range.upperBound))
  }

  /// Blank lines between two runs of rows are a page break, unless a new table begins after them.
  private mutating func takeNextPage() -> Bool {
    var next = end
    while next < lines.count, lines[next].kind == .blank || lines[next].kind == .blankRow { next += 1 }
    guard next < lines.count, lines[next].kind != .blankRow, isRow(next) else { return false }
    while lines[next - 1].kind == .blankRow, splitter.separator == .tab { next -= 1 }
    guard !beginsNewTable(next) else { return false }
    note("reading.tableJoined", lines[next].range)
    end = next
    blockRows = 0
    return true
  }

  /// Another number of columns, and a first row that looks like a head: texts of this table's head again, or every cell
  /// filled and no figure in any. Rows lose cells at page breaks, so the number of columns alone says too little.
  private mutating func beginsNewTable(_ start: Int) -> Bool {
    var columns = 0
    var index = start
    while index < lines.count, isRow(index) {
      columns = max(columns, splitter.columnCount(of: lines[index]))
      index += 1
    }
    guard min(columns, limits.columns) != columnCount else { return false }
    let texts = splitter.fields(of: lines[start]).ranges.map { cleaner.piece($0).text }
    let filled = texts.filter { !$0.isEmpty }
    guard filled.count >= 2 else { return false }
    if filled.count == texts.count, !filled.contains(where: hasDigit) { return true }
    let known = headTexts()
    return filled.lazy.filter { known.contains($0) }.count * 2 >= filled.count
  }

  private func hasDigit(_ text: String) -> Bool {
    text.unicodeScalars.contains { $0.isASCIIDigit || ("０"..."９").contains($0) }
  }

  private mutating func headTexts() -> Set<String> {
    if let head { return head }
    let texts = Set(rows.prefix(3).lazy.flatMap(\.cells).map(\.content.text).filter { !$0.isEmpty })
    head = texts
    return texts
  }
}
