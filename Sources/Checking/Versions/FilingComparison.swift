import Amounts
import Filings
import Forms

/// Two versions of a disclosure, fact by fact.
public struct FilingComparison: Sendable {
  /// In the order of the newer version; what only the older one has comes after it, table by table.
  public private(set) var changes: [FactChange] = []

  private let old: FilingVersion
  private let new: FilingVersion

  public init(old: FilingVersion, new: FilingVersion) {
    (self.old, self.new) = (old, new)
    compareHead()
    compareTables()
    compareSentences()
  }

  private mutating func compareHead() {
    func side(_ text: PrintedText?) -> FactChange.Side? {
      text.map { FactChange.Side($0.text, Location(role: .culprit, quote: $0.text, span: $0.span)) }
    }
    let (before, after) = (old.filing, new.filing)
    if before.department.map({ Label.key($0.text) }) != after.department.map({ Label.key($0.text) }) {
      add(.department, side(before.department), side(after.department))
    }
    func year(_ year: Int?) -> FactChange.Side? { side(year.map { PrintedText(String($0), nil) }) }
    if before.fiscalYear != after.fiscalYear { add(.fiscalYear, year(before.fiscalYear), year(after.fiscalYear)) }
  }

  private mutating func add(_ kind: FactChange.Kind, _ old: FactChange.Side?, _ new: FactChange.Side?) {
    changes.append(FactChange(kind, old: old, new: new))
  }

  // MARK: Tables

  private mutating func compareTables() {
    var pairing = Pairing(old: old.filing.tables.count, new: new.filing.tables.count)
    func name(_ version: FilingVersion, _ table: Int) -> String {
      let name = version.filing.tables[table].name.map { Label.key($0.text) } ?? ""
      return version.tableForm(table).id + " " + name
    }
    pairing.match(old: { name(old, $0) }, new: { name(new, $0) })
    // The only two of their form that are left are one project under two names.
    pairing.match(isUnique: true, old: { old.tableForm($0).id }, new: { new.tableForm($0).id })
    let partners = Dictionary(uniqueKeysWithValues: pairing.pairs.map { ($0.new, $0.old) })
    for table in new.filing.tables.indices {
      if let partner = partners[table] {
        compare(partner, table)
      } else {
        add(.tableCame, nil, side(new, table))
      }
    }
    for table in pairing.oldOnly { add(.tableWent, side(old, table), nil) }
  }

  private func side(_ version: FilingVersion, _ table: Int) -> FactChange.Side {
    FactChange.Side(version.words.table(table), version.location(ofTable: table))
  }

  private mutating func compare(_ oldTable: Int, _ newTable: Int) {
    let (before, after) = (old.filing.tables[oldTable], new.filing.tables[newTable])
    if before.name.map({ Label.key($0.text) }) != after.name.map({ Label.key($0.text) }) {
      add(.tableRenamed, side(old, oldTable), side(new, newTable))
    }
    if before.unit != after.unit {
      func unit(_ version: FilingVersion, _ table: Int) -> FactChange.Side {
        let filled = version.filing.tables[table]
        let text = filled.header.unit?.text ?? version.words.catalog("unit.\(filled.unit.rawValue)")
        return FactChange.Side(text, version.location(ofTable: table))
      }
      add(.unit, unit(old, oldTable), unit(new, newTable))
    }
    let (oldForm, newForm) = (old.tableForm(oldTable), new.tableForm(newTable))
    for (block, form) in newForm.blocks.enumerated() {
      guard let oldBlock = oldForm.block(form.id) else { continue }
      compareBlocks(
        BlockPlace(version: old, table: oldTable, block: oldBlock),
        BlockPlace(version: new, table: newTable, block: block))
    }
  }

  private struct BlockPlace {
    let version: FilingVersion
    let table: Int
    let block: Int

    var form: BlockForm { version.tableForm(table).blocks[block] }
    var rows: [FilledRow] { version.filing.tables[table].blocks[block].rows }

    func side(ofRow row: Int) -> FactChange.Side {
      let location = version.location(ofRow: row, block: block, table: table)
      return FactChange.Side(location.row ?? "", location)
    }

    func place(_ row: Int, _ column: Int) -> CellPlace {
      CellPlace(table: table, block: block, row: row, column: column)
    }

    /// The figures of a row, if there are two or more to know it by.
    func figures(of row: FilledRow) -> String? {
      let figures = row.cells.enumerated().compactMap { column, cell in
        cell?.number.map { "\(form.columns[column].id) \($0.value)" }
      }
      return figures.count < 2 ? nil : figures.joined(separator: " ")
    }
  }

  private mutating func compareBlocks(_ before: BlockPlace, _ after: BlockPlace) {
    let (oldRows, newRows) = (before.rows, after.rows)
    var pairing = Pairing(old: oldRows.count, new: newRows.count)
    pairing.match(
      old: { before.version.key(of: oldRows[$0], in: before.form) },
      new: { after.version.key(of: newRows[$0], in: after.form) })
    // Under another code or name it is the same row if the rest of it is the same.
    func name(_ row: FilledRow) -> String? {
      guard let code = row.code else { return nil }
      let name = Label.key(row.name.text)
      return name.hasPrefix(code) ? String(name.dropFirst(code.count)) : name
    }
    pairing.match(isUnique: true, old: { name(oldRows[$0]) }, new: { name(newRows[$0]) })
    pairing.match(
      isUnique: true, old: { before.figures(of: oldRows[$0]) }, new: { after.figures(of: newRows[$0]) })
    let partners = Dictionary(uniqueKeysWithValues: pairing.pairs.map { ($0.new, $0.old) })
    let moved = Set(pairing.moved.map(\.new))
    for row in newRows.indices {
      guard let partner = partners[row] else {
        add(.rowCame, nil, after.side(ofRow: row))
        continue
      }
      let sides = (before.side(ofRow: partner), after.side(ofRow: row))
      if oldRows[partner].code != newRows[row].code {
        add(.rowRecoded, sides.0, sides.1)
      } else if Label.key(oldRows[partner].name.text) != Label.key(newRows[row].name.text) {
        add(.rowRenamed, sides.0, sides.1)
      }
      if moved.contains(row) { add(.rowMoved, sides.0, sides.1) }
      compareCells(before, partner, after, row)
    }
    for row in pairing.oldOnly { add(.rowWent, before.side(ofRow: row), nil) }
  }

  private mutating func compareCells(_ before: BlockPlace, _ oldRow: Int, _ after: BlockPlace, _ newRow: Int) {
    for (column, form) in after.form.columns.enumerated() {
      guard let oldColumn = before.form.column(form.id) else { continue }
      let (old, new) = (before.place(oldRow, oldColumn), after.place(newRow, column))
      if !before.version.filing[old].says(theSameAs: after.version.filing[new]) {
        add(.cell, before.version.side(old), after.version.side(new))
      }
    }
  }

  // MARK: Sentences

  private mutating func compareSentences() {
    let (before, after) = (old.filing.narrative.statements, new.filing.narrative.statements)
    var pairing = Pairing(old: before.count, new: after.count)
    pairing.match(old: { key(before[$0], old) }, new: { key(after[$0], new) })
    let partners = Dictionary(uniqueKeysWithValues: pairing.pairs.map { ($0.new, $0.old) })
    for index in after.indices {
      guard let partner = partners[index] else {
        add(.sentenceCame, nil, side(after[index]))
        continue
      }
      let isSame =
        FilledCell?(before[partner].number).says(theSameAs: after[index].number)
        && before[partner].direction == after[index].direction
      if !isSame { add(.sentence, side(before[partner]), side(after[index])) }
    }
    for index in pairing.oldOnly { add(.sentenceWent, side(before[index]), nil) }
  }

  private func side(_ statement: Statement) -> FactChange.Side {
    let words = statement.words
    return FactChange.Side(words.text, Location(role: .culprit, quote: words.text, span: words.span))
  }

  /// What a statement is about; statements about the same are paired in their order.
  private func key(_ statement: Statement, _ version: FilingVersion) -> String {
    func cell(_ cell: CellReference) -> String {
      let block = version.form.tables[cell.table].blocks[cell.block]
      return "\(version.form.tables[cell.table].id) \(cell.row) \(block.columns[cell.column].id)"
    }
    let meaning =
      switch statement.meaning {
      case .figure(let reference): "figure " + cell(reference)
      case .ratio: "ratio"
      case .change(let reference): "change " + cell(reference)
      case .growth(let reference): "growth " + cell(reference)
      case .difference: "difference"
      case .gap(let reference): "gap " + cell(reference)
      case .gapRate(let reference): "gap rate " + cell(reference)
      }
    return [statement.section, statement.group, meaning].joined(separator: "\u{1F}")
  }
}
