import Amounts
import Documents
import Filings
import Forms

/// The filled cells of a filing one by one, each with its address; and the figures that only sentences state, under the
/// address of the fact that they state.
struct FactCells {
  private var facts: [AssessedFile.Fact] = []
  private(set) var spans: [SourceSpan?] = []
  private let form: Form
  private let overview: Overview

  init(_ filing: Filing, form: Form, overview: Overview) {
    (self.form, self.overview) = (form, overview)
    for table in filing.tables { add(table) }
    for statement in filing.narrative.statements { add(statement, in: filing) }
  }

  /// - Parameter anchors: ids of the spans.
  func facts(anchors: some Collection<String?>) -> [AssessedFile.Fact] {
    zip(facts, anchors).map { fact, anchor in
      var fact = fact
      fact.anchor = anchor
      return fact
    }
  }

  private mutating func add(_ table: FilledTable) {
    let tableForm = form.tables[table.form]
    for (block, blockForm) in zip(table.blocks, tableForm.blocks) {
      for row in block.rows where !row.isAbsent {
        for (column, cell) in row.cells.enumerated() where column < blockForm.columns.count {
          guard let cell, !cell.isBlank else { continue }
          let place = Place(table: tableForm, block: blockForm, row: row, column: column)
          add(cell, place, member: table.name?.text ?? "", table.unit)
        }
      }
    }
  }

  private struct Place {
    var table: TableForm
    var block: BlockForm
    var rowID: String
    var code: String
    var name: String
    var row: Int?
    var column: Int

    init(table: TableForm, block: BlockForm, row: FilledRow, column: Int) {
      (self.table, self.block, self.column) = (table, block, column)
      (code, name, self.row) = (row.code ?? "", row.name.text, row.form)
      switch row.key {
      case .code(let code): rowID = code
      case .fixed(let index): rowID = block.rows.isEmpty ? "" : block.rows[index].id
      case .open(let index): rowID = String(index + 1)
      }
    }

    /// Of a cell that a sentence states; nil where the sentence's own rows are meant.
    init?(_ cell: CellReference, _ form: Form) {
      table = form.tables[cell.table]
      block = table.blocks[cell.block]
      column = cell.column
      (code, name, rowID) = ("", "", "")
      switch cell.row {
      case .fixed(let index):
        row = index
        (rowID, name) = (block.rows[index].id, block.rows[index].label)
      case .code(let code): (self.code, rowID) = (code, code)
      case .only: break
      case .current, .variable, .matchingCurrent, .matchingVariable: return nil
      }
    }

    var address: String {
      [table.id, block.id, rowID, block.columns[column].id].filter { !$0.isEmpty }.joined(separator: ".")
    }
  }

  private mutating func add(_ cell: FilledCell, _ place: Place, member: String, _ tableUnit: MoneyUnit) {
    let column = place.block.columns[place.column]
    var fact = AssessedFile.Fact(
      address: place.address, highlight: overview.name(of: place.address), table: place.table.id,
      tableTitle: place.table.title, member: member, rowCode: place.code,
      rowName: place.name, column: column.id, columnName: column.label, text: cell.text)
    if let number = cell.number {
      var plain = number
      plain.isPercent = false
      fact.value = plain.value.formatted(decimals: number.decimals)
      switch place.block.measure(row: place.row, column: place.column) {
      case .amount:
        let unit = MoneyUnit(text: number.unit) ?? tableUnit
        fact.unit = unit.rawValue
        if let amount = PrintedAmount(number, unit: unit, precision: form.precision) {
          (fact.fen, fact.step) = (amount.money.fen, amount.step)
        }
      case .percent: fact.unit = "%"
      case .count(let unit): fact.unit = unit
      case .points, .text: fact.unit = number.unit.isEmpty ? nil : number.unit
      }
    }
    facts.append(fact)
    spans.append(cell.span)
  }

  /// Facts that no table prints: the budget by account, numbers of vehicles. What a table prints too is not taken again.
  private mutating func add(_ statement: Statement, in filing: Filing) {
    guard case .figure(let cell) = statement.meaning, !form.tables[cell.table].isPrinted,
      let place = Place(cell, form), !facts.contains(where: { $0.address == place.address })
    else { return }
    add(statement.number, place, member: "", form.unit)
  }
}
