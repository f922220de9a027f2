import Amounts
import Forms

/// Reads the table of one block. Its first line names the columns, by label or by id; each further line is a row, named by
/// its code, its label or its id in the first field. In a table that is filled once for each project, the project's name
/// comes before.
struct BlockReader {
  private let form: Form
  private let address: BlockAddress
  private let year: Int
  private var block: BlockForm { form.tables[address.table].blocks[address.block] }
  private var isCollection: Bool { form.tables[address.table].collection != nil }
  /// Fields before the figures: the member's name, the row's.
  private var keyCount: Int { (isCollection ? 1 : 0) + (block.isOpen ? 0 : 1) }

  static func read(_ table: FactTable, block: BlockAddress, into reader: inout LeafFactReader) {
    let own = BlockReader(form: reader.form, address: block, year: reader.facts.head.year)
    guard let heading = table.lines.first else { return }
    reader.facts.rows[block] = reader.facts.rows[block] ?? []
    if own.block.rows.isEmpty {
      own.readCells(table, into: &reader)
    } else {
      own.readRows(table, heading, into: &reader)
    }
  }

  private init(form: Form, address: BlockAddress, year: Int) {
    (self.form, self.address, self.year) = (form, address, year)
  }

  // MARK: A block of one row: a line for each column

  private func readCells(_ table: FactTable, into reader: inout LeafFactReader) {
    var row = LeafRow(key: .fixed(0), cells: [:], place: table.place)
    for line in table.lines.dropFirst() {
      let name = line.field(0)
      guard let column = column(name.text) else {
        reportColumn(name.text, at: name.place, into: &reader)
        continue
      }
      if row.cells[column] != nil {
        reader.report("twice", at: name.place, ["name": name.text])
      } else if !reader.leaves.isLeaf(address, row: nil, column: column) {
        reportDerived(name.text, at: name.place, into: &reader)
      } else {
        row.cells[column] = cell(line.field(1), row: nil, column: column, into: &reader)
      }
    }
    reader.facts.rows[address] = [row]
  }

  // MARK: Rows

  private func readRows(_ table: FactTable, _ heading: FactTable.Line, into reader: inout LeafFactReader) {
    var columns: [Int?] = []
    for index in heading.fields.indices {
      columns.append(index < keyCount ? nil : column(heading.fields[index], into: &reader))
    }
    var seen: Set<String> = []
    for line in table.lines.dropFirst() {
      let member = isCollection ? line.field(0).text : nil
      let name = line.field(max(0, keyCount - 1))
      guard let key = rowKey(name, into: &reader) else { continue }
      var isNew = true
      if case .open = key, block.isOpen {} else { isNew = seen.insert("\(member ?? "")\t\(key)").inserted }
      guard isNew else {
        reader.report("twice", at: name.place, ["name": name.text])
        continue
      }
      var row = LeafRow(member: member, key: key, cells: [:], place: line.place)
      let form = formRow(key)
      for (index, column) in columns.enumerated() {
        guard let column, block.hasColumn(row: form, column: column) else { continue }
        // A blank where the form works the figure out says nothing; anything else is told of later.
        if line.field(index).text.isEmpty, !reader.leaves.isLeaf(address, row: form, column: column) { continue }
        row.cells[column] = cell(line.field(index), row: form, column: column, into: &reader)
      }
      if line.fields.count > heading.fields.count {
        reader.report(
          "fields", at: line.field(heading.fields.count).place, ["count": String(heading.fields.count)])
      }
      if says(row) { reader.facts.rows[address]?.append(row) }
    }
  }

  /// Whether a row says anything: an account of a printed table without a figure is not printed, and a row of which nothing
  /// is given is not given.
  private func says(_ row: LeafRow) -> Bool {
    if case .code = row.key, form.tables[address.table].isPrinted {
      return row.cells.values.contains { $0.value != .blank }
    }
    return !row.cells.isEmpty
  }

  private func column(_ name: FactTable.Field, into reader: inout LeafFactReader) -> Int? {
    if let column = column(name.text) { return column }
    // The name of an account beside its code is there for people.
    if form.furniture.label.contains(Label.key(name.text)) || name.text.isEmpty { return nil }
    reportColumn(name.text, at: name.place, into: &reader)
    return nil
  }

  private func column(_ name: String) -> Int? {
    let key = form.wording.key(name)
    if let index = block.column(name) { return index }
    if let index = block.columns.firstIndex(where: { $0.dimension.isEmpty && $0.keys.contains(key) }) { return index }
    if let index = block.columns.firstIndex(where: {
      Label.key(FormLabel.filled($0.label, year: year)) == Label.key(name)
    }) {
      return index
    }
    // The one column of a sheet has no name in the form.
    return block.columns.count == 1 && !form.furniture.label.contains(Label.key(name)) && !name.isEmpty ? 0 : nil
  }

  private func rowKey(_ field: FactTable.Field, into reader: inout LeafFactReader) -> LeafRow.Key? {
    if block.isOpen { return .open(group: 0, name: "") }
    let name = field.text
    if let row = block.row(name) ?? block.rows.firstIndex(where: { $0.keys.contains(form.wording.key(name)) }),
      block.rows[row].kind == .fixed
    {
      return .fixed(row)
    }
    if let group = block.rows.firstIndex(where: { isCode(name, of: $0) }) {
      let classification = classification(of: block.rows[group])
      if let classification, classification.contains(name) {
        reportMissingParent(name, classification, at: field.place, into: &reader)
        return .code(name)
      }
      reader.report(
        "code", at: field.place, ["code": name, "near": classification?.nearestCodes(to: name) ?? ""])
      return nil
    }
    if let group = block.rows.firstIndex(where: { $0.kind == .open }) { return .open(group: group, name: name) }
    let names = block.rows.map(\.label) + block.rows.map(\.id)
    reader.report(
      "row", at: field.place,
      ["name": name, "table": form.tables[address.table].title, "near": nearestNames(to: name, among: names)])
    return nil
  }

  private func isCode(_ name: String, of row: RowForm) -> Bool {
    guard classification(of: row) != nil, !name.isEmpty else { return false }
    return name.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
  }

  private func classification(of row: RowForm) -> Classification? {
    if case .coded(let id, _) = row.kind { form.classifications[id] } else { nil }
  }

  private func formRow(_ key: LeafRow.Key) -> Int? {
    switch key {
    case .fixed(let row): row
    case .open(let group, _): group
    case .code: block.rows.firstIndex { if case .coded = $0.kind { true } else { false } }
    }
  }

  private func reportMissingParent(
    _ code: String, _ classification: Classification, at place: FactPlace, into reader: inout LeafFactReader
  ) {
    guard let parent = classification.parent(of: code), !classification.contains(parent) else { return }
    reader.report("parent", at: place, ["code": code, "parent": parent])
  }

  // MARK: Cells

  /// - Returns: nil for a cell that is left to the equations.
  private func cell(_ field: FactTable.Field, row: Int?, column: Int, into reader: inout LeafFactReader) -> LeafCell? {
    if field.text == form.workbook.unknown { return nil }
    let value = PrintedValue(parsing: field.text)
    let cell = LeafCell(text: field.text, value: field.text.isEmpty ? .blank : value, place: field.place)
    let measure = block.measure(row: row, column: column)
    if measure == .text || field.text.isEmpty { return cell }
    guard case .number(let number) = value, !number.isMalformed, number.unit.isEmpty,
      measure == .percent || !number.isPercent
    else {
      reader.report(measure == .amount ? "amount" : "number", at: field.place, ["text": field.text])
      return cell
    }
    guard number.value.isWithinBounds else {
      reader.report("large", at: field.place, ["text": field.text])
      return LeafCell(text: field.text, value: .blank, place: field.place)
    }
    if measure == .amount, number.decimals > 2 { reader.report("amount", at: field.place, ["text": field.text]) }
    return measure == .percent ? cell : LeafCell(plain: number.value, measure, place: field.place)
  }

  private func reportColumn(_ name: String, at place: FactPlace, into reader: inout LeafFactReader) {
    let near = nearestNames(to: name, among: block.columns.map(\.label) + block.columns.map(\.id))
    reader.report("column", at: place, ["name": name, "table": form.tables[address.table].title, "near": near])
  }

  private func reportDerived(_ name: String, at place: FactPlace, into reader: inout LeafFactReader) {
    reader.report("derived", at: place, ["name": name, "table": form.tables[address.table].title])
  }
}

extension LeafCell {
  /// A number in the one way of writing it, however it was written: amounts to the fen.
  fileprivate init(plain number: Rational, _ measure: Measure, place: FactPlace) {
    let text = measure == .amount ? number.formatted(decimals: 2) : number.formatted(limit: 6)
    self.init(text: text, value: PrintedValue(parsing: text), place: place)
  }
}
