import Amounts
import Forms

/// Reads the file of one block. Its first line names the columns, by label or by id; each further line is a row, named by
/// its code, its label or its id in the first field. In a table that is filled once for each project, the project's name
/// comes before.
struct BlockReader {
  private let form: Form
  private let address: BlockAddress
  private let file: String
  private let year: Int
  private var block: BlockForm { form.tables[address.table].blocks[address.block] }
  private var isCollection: Bool { form.tables[address.table].collection != nil }
  /// Fields before the figures: the member's name, the row's.
  private var keyCount: Int { (isCollection ? 1 : 0) + (block.isOpen ? 0 : 1) }

  static func read(_ text: FieldedText, file: String, block: BlockAddress, into reader: inout LeafFactReader) {
    let own = BlockReader(form: reader.form, address: block, file: file, year: reader.facts.head.year)
    guard let heading = text.lines.first else {
      return reader.report("file.empty", at: FactPlace(file: file))
    }
    reader.facts.rows[block] = reader.facts.rows[block] ?? []
    if own.block.rows.isEmpty {
      own.readCells(text, into: &reader)
    } else {
      own.readRows(text, heading, into: &reader)
    }
  }

  private init(form: Form, address: BlockAddress, file: String, year: Int) {
    (self.form, self.address, self.file, self.year) = (form, address, file, year)
  }

  private func place(_ line: FieldedText.Line, _ field: Int) -> FactPlace {
    FactPlace(file: file, line: line.number, field: field + 1)
  }

  // MARK: A block of one row: a line for each column

  private func readCells(_ text: FieldedText, into reader: inout LeafFactReader) {
    var row = LeafRow(key: .fixed(0), cells: [:], place: FactPlace(file: file))
    for line in text.lines.dropFirst() {
      guard let column = column(line.field(0)) else {
        reportColumn(line.field(0), at: place(line, 0), into: &reader)
        continue
      }
      if row.cells[column] != nil {
        reader.report("twice", at: place(line, 0), ["name": line.field(0)])
      } else if !reader.leaves.isLeaf(address, row: nil, column: column) {
        reportDerived(line.field(0), at: place(line, 0), into: &reader)
      } else {
        row.cells[column] = cell(line.field(1), row: nil, column: column, at: place(line, 1), into: &reader)
      }
    }
    reader.facts.rows[address] = [row]
  }

  // MARK: Rows

  private func readRows(_ text: FieldedText, _ heading: FieldedText.Line, into reader: inout LeafFactReader) {
    var columns: [Int?] = []
    for index in heading.fields.indices {
      columns.append(index < keyCount ? nil : column(heading, index, into: &reader))
    }
    var seen: Set<String> = []
    for line in text.lines.dropFirst() {
      let member = isCollection ? line.field(0) : nil
      guard let key = rowKey(line, into: &reader) else { continue }
      var isNew = true
      if case .open = key, block.isOpen {} else { isNew = seen.insert("\(member ?? "")\t\(key)").inserted }
      guard isNew else {
        reader.report("twice", at: place(line, 0), ["name": line.field(keyCount - 1)])
        continue
      }
      var row = LeafRow(member: member, key: key, cells: [:], place: place(line, 0))
      let form = formRow(key)
      for (index, column) in columns.enumerated() {
        guard let column, block.hasColumn(row: form, column: column) else { continue }
        row.cells[column] = cell(line.field(index), row: form, column: column, at: place(line, index), into: &reader)
      }
      if line.fields.count > heading.fields.count {
        reader.report("fields", at: place(line, heading.fields.count), ["count": String(heading.fields.count)])
      }
      reader.facts.rows[address]?.append(row)
    }
  }

  private func column(_ heading: FieldedText.Line, _ index: Int, into reader: inout LeafFactReader) -> Int? {
    let name = heading.field(index)
    if let column = column(name) { return column }
    // The name of an account beside its code is there for people.
    if form.furniture.label.contains(Label.key(name)) || name.isEmpty { return nil }
    reportColumn(name, at: place(heading, index), into: &reader)
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

  private func rowKey(_ line: FieldedText.Line, into reader: inout LeafFactReader) -> LeafRow.Key? {
    if block.isOpen { return .open(group: 0, name: "") }
    let name = line.field(keyCount - 1)
    if let row = block.row(name) ?? block.rows.firstIndex(where: { $0.keys.contains(form.wording.key(name)) }),
      block.rows[row].kind == .fixed
    {
      return .fixed(row)
    }
    if let group = block.rows.firstIndex(where: { isCode(name, of: $0) }) {
      let classification = classification(of: block.rows[group])
      if classification?.contains(name) ?? false { return .code(name) }
      reader.report("code", at: place(line, keyCount - 1), ["code": name])
      return nil
    }
    if let group = block.rows.firstIndex(where: { $0.kind == .open }) { return .open(group: group, name: name) }
    let names = block.rows.map(\.label) + block.rows.map(\.id)
    reader.report(
      "row", at: place(line, keyCount - 1),
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

  // MARK: Cells

  private func cell(
    _ text: String, row: Int?, column: Int, at place: FactPlace, into reader: inout LeafFactReader
  ) -> LeafCell {
    let value = PrintedValue(parsing: text)
    let cell = LeafCell(text: text, value: text.isEmpty ? .blank : value, place: place)
    let measure = block.measure(row: row, column: column)
    if measure == .text || text.isEmpty { return cell }
    guard case .number(let number) = value, !number.isMalformed, number.unit.isEmpty,
      measure == .percent || !number.isPercent
    else {
      reader.report(measure == .amount ? "amount" : "number", at: place, ["text": text])
      return cell
    }
    if measure == .amount, number.decimals > 2 { reader.report("amount", at: place, ["text": text]) }
    return cell
  }

  private func reportColumn(_ name: String, at place: FactPlace, into reader: inout LeafFactReader) {
    let near = nearestNames(to: name, among: block.columns.map(\.label) + block.columns.map(\.id))
    reader.report("column", at: place, ["name": name, "table": form.tables[address.table].title, "near": near])
  }

  private func reportDerived(_ name: String, at place: FactPlace, into reader: inout LeafFactReader) {
    reader.report("derived", at: place, ["name": name, "table": form.tables[address.table].title])
  }
}
