import Amounts
package import Documents
import Filings
package import Forms

/// Takes the figures of exported tables (财决报表) to where the form has them. A table is known by its number, a column by
/// its headings, a row by its account or name; never by position.
package struct ExportRecognizer {
  private let form: Form
  private let resolver: SlotResolver
  private var filled: ExportFilling
  private var reading = ExportReading(filing: Filing())

  /// - Returns: nil where no table bears a number that the form knows.
  package static func recognize(_ documents: [Document], form: Form, year: Int?) -> ExportReading? {
    var recognizer = ExportRecognizer(form: form)
    for document in documents { recognizer.read(document) }
    guard !recognizer.reading.understood.isEmpty else { return nil }
    var reading = recognizer.reading
    reading.filing.tables = recognizer.filled.tables()
    reading.filing.fiscalYear = year
    reading.conflicts = recognizer.filled.conflicts
    return reading
  }

  private init(form: Form) {
    self.form = form
    resolver = SlotResolver(form: form)
    filled = ExportFilling(form: form)
  }

  // MARK: Tables

  private mutating func read(_ document: Document) {
    var above: [String] = []
    for block in document.blocks {
      switch block {
      case .heading(let heading): above += Self.lines(of: heading.content)
      case .paragraph(let paragraph): above += Self.lines(of: paragraph.content)
      case .table(let table):
        read(table, under: above.suffix(Self.reach))
        above = []
      }
    }
  }

  private static func lines(of piece: TextPiece) -> [String] {
    piece.text.split(separator: "\n").map { String($0.drop(while: \.isWhitespace)) }.filter { !$0.isEmpty }
  }

  /// Lines further above do not speak of a table.
  private static let reach = 8

  private mutating func read(_ table: Table, under lines: ArraySlice<String>) {
    let keys = lines.map(Label.compact)
    let own = form.exports.tables.first { export in
      export.numbers.contains { number in keys.contains { Self.bears($0, Label.compact(number)) } }
    }
    guard let own, let grid = ExportGrid(table, form) else {
      if let title = lines.first { reading.others.append(title) }
      return
    }
    noteUnit(lines)
    filled.begin(unit: lines.lazy.compactMap { MoneyUnit(text: $0) }.first ?? .yuan, table: own.numbers[0])
    var missing: [String] = []
    var unknown: [String] = []
    let before = filled.count
    if let block = own.codes.flatMap(form.block) { readCodes(grid, own, block, &missing, &unknown) }
    if let block = own.across.flatMap(form.block) { readAcross(grid, block, &unknown) }
    if !own.rows.isEmpty || !own.labels.isEmpty { readLabels(grid, own, &missing) }
    reading.understood.append(
      ExportReading.Understood(
        number: own.numbers[0], title: own.title, isSeen: own.isSeen, facts: filled.count - before, missing: missing,
        unknown: unknown))
  }

  /// `Z05_1…(财决05-1表)` bears 财决05-1表; 财决05表 does not stand in it.
  private static func bears(_ line: String, _ number: String) -> Bool {
    Label.contains(line, number)
  }

  /// `编制单位：示例市档案馆`
  private mutating func noteUnit(_ lines: ArraySlice<String>) {
    for line in lines where reading.filing.department == nil {
      for label in form.exports.departments where line.hasPrefix(label) {
        let name = line.dropFirst(label.count).drop { ":： \u{3000}".contains($0) }
        if !name.isEmpty { reading.filing.department = PrintedText(String(name), nil) }
      }
    }
  }

  // MARK: Accounts in rows

  private mutating func readCodes(
    _ grid: ExportGrid, _ export: ExportForm.Table, _ block: BlockAddress, _ missing: inout [String],
    _ unknown: inout [String]
  ) {
    let blockForm = form.tables[block.table].blocks[block.block]
    let codeColumns = grid.columns(under: form.furniture.code)
    let sources = export.columns.compactMap { source -> (target: Int, column: Int)? in
      guard let target = blockForm.column(source.target) else { return nil }
      guard let column = grid.column(source.headings) else {
        missing.append(source.headings.first ?? source.target)
        return nil
      }
      return (target, column)
    }
    let classification = form.classification(of: blockForm)
    for row in grid.rows.indices {
      if grid.isTotal(row) {
        let total = blockForm.rows.firstIndex { $0.kind == .fixed && $0.isTotal }
        for (target, column) in sources {
          if let total { filled.set(block, .fixed(total), target, grid.rows[row][column]) }
        }
        for source in export.total { set(source, grid, row, &missing) }
        continue
      }
      // 类, 款 and 项 may stand in a cell each, or all in the first.
      let code = codeColumns.map { grid.rows[row][$0].filter { !$0.isWhitespace } }.joined()
      guard !code.isEmpty, code.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { continue }
      if classification?.contains(code) != true { unknown.append(code) }
      for (target, column) in sources { filled.set(block, .code(code), target, grid.rows[row][column]) }
    }
  }

  private mutating func set(_ source: ExportForm.Source, _ grid: ExportGrid, _ row: Int, _ missing: inout [String]) {
    guard let cell = resolver.cell(source.target) else { return }
    guard let column = grid.column(source.headings) else {
      missing.append(source.headings.first ?? source.target)
      return
    }
    filled.set(cell, grid.rows[row][column])
  }

  // MARK: Accounts in the heading

  private mutating func readAcross(_ grid: ExportGrid, _ block: BlockAddress, _ unknown: inout [String]) {
    guard let total = grid.rows.indices.first(where: grid.isTotal) else { return }
    let blockForm = form.tables[block.table].blocks[block.block]
    guard let classification = form.classification(of: blockForm) else { return }
    let names = AccountNames(classification, subtotals: form.exports.subtotals)
    for column in grid.paths.indices {
      let headings = grid.headings(column)
      guard headings.count >= 2 else { continue }
      guard let code = names.code(headings) else {
        if names.isClass(headings[0]) { unknown.append(grid.paths[column]) }
        continue
      }
      filled.set(block, .code(code), blockForm.columns.indices.first ?? 0, grid.rows[total][column])
    }
  }

  // MARK: Rows with names

  private mutating func readLabels(_ grid: ExportGrid, _ export: ExportForm.Table, _ missing: inout [String]) {
    // 项目, 项目（按功能分类）
    let labels = grid.paths.indices.filter { column in
      let heading = grid.headings(column).last ?? ""
      return form.furniture.label.contains { heading.hasPrefix($0) }
    }
    for row in grid.rows.indices {
      let named = labels.filter { !grid.rows[row][$0].isEmpty }
      for (index, column) in named.enumerated() {
        let end = index + 1 < named.count ? named[index + 1] : grid.paths.count
        readLabel(grid, row, column, column + 1..<end, export)
      }
    }
  }

  private mutating func readLabel(
    _ grid: ExportGrid, _ row: Int, _ label: Int, _ figures: Range<Int>, _ export: ExportForm.Table
  ) {
    let key = Self.key(grid.rows[row][label], form)
    func text(_ headings: [String]) -> String? {
      let keys = headings.map { Label.key($0) }
      let columns = figures.filter { column in grid.headings(column).last.map(keys.contains) ?? false }
      return columns.map { grid.rows[row][$0] }.first { !$0.isEmpty } ?? (columns.isEmpty ? nil : "")
    }
    let named = export.labels.filter { Self.key($0.label, form) == key }
    for source in named.flatMap(\.sources) {
      if let cell = resolver.cell(source.target), let text = text(source.headings) { filled.set(cell, text) }
    }
    guard named.isEmpty else { return }
    for rows in export.rows {
      guard let block = form.block(named: rows.block) else { continue }
      let blockForm = form.tables[block.table].blocks[block.block]
      if let side = blockForm.label, !grid.headings(label).contains(Label.key(side)) { continue }
      guard let target = self.row(key, of: blockForm) else { continue }
      for source in rows.sources {
        if let column = blockForm.column(source.target) ?? (blockForm.columns.count == 1 ? 0 : nil),
          let text = text(source.headings)
        {
          filled.set(block, target, column, text)
        }
      }
      return
    }
  }

  private func row(_ key: String, of block: BlockForm) -> FilledRow.Key? {
    if let row = block.rows.firstIndex(where: { $0.kind == .fixed && $0.keys.contains(key) }) { return .fixed(row) }
    return form.classification(of: block).flatMap { AccountNames($0, subtotals: []).classCode(key) }.map(
      FilledRow.Key.code)
  }

  /// A row's name without ordinal and without what it counts in: `1．因公出国（境）团组数（个）`.
  private static func key(_ text: String, _ form: Form) -> String {
    var label = Label.compact(text)
    if label.hasSuffix(")"), let open = label.lastIndex(of: "("),
      label[label.index(after: open)...].dropLast().allSatisfy({ "个人次批辆台套,，、/".contains($0) })
    {
      label = String(label[..<open])
    }
    return form.wording.key(label)
  }
}

/// Accounts by their names.
private struct AccountNames {
  private let classification: Classification
  private let subtotals: Set<String>
  private var classes: [String: String] = [:]

  init(_ classification: Classification, subtotals: [String]) {
    self.classification = classification
    self.subtotals = Set(subtotals.map { Label.key($0) })
    let length = classification.levels.first?.length ?? 0
    for code in classification.codes where code.utf8.count == length {
      for name in names(code) { classes[name] = classes[name] ?? code }
    }
  }

  private func names(_ code: String) -> [String] {
    guard let entry = classification[code] else { return [] }
    return ([entry.name] + entry.otherNames).map { Label.key($0) }
  }

  func isClass(_ name: String) -> Bool { classes[name] != nil }

  func classCode(_ name: String) -> String? { classes[name] }

  /// Of a heading: a class and one of its sections, or what they come to.
  func code(_ headings: [String]) -> String? {
    guard let own = classes[headings[0]] else { return nil }
    if subtotals.contains(headings[1]) { return own }
    return classification.children(of: own).first { names($0).contains(headings[1]) }
  }
}
