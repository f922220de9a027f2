import Amounts
import Filings
import Forms

/// The figures that a published disclosure prints, by their place in the form: of its tables, and of sentences where no
/// table has the fact. Amounts are in 元.
struct PublishedFigures {
  struct Key: Hashable {
    var table: Int
    var member: String?
    var block: Int
    var row: Row
    var column: Int

    enum Row: Hashable {
      case fixed(Int)
      case code(String)
      case open(String)
    }
  }

  struct Figure {
    /// As printed.
    var text: String
    /// Amounts in 元; nil for a blank or words.
    var value: Rational?
    /// Half of what the last printed place stands for; zero for what is exact.
    var allowance: Rational
    var isBlank: Bool
  }

  private(set) var figures: [Key: Figure] = [:]
  private let form: Form

  init(_ filing: Filing, form: Form) {
    self.form = form
    for table in filing.tables {
      for (block, filled) in table.blocks.enumerated() {
        for row in filled.rows {
          for (column, cell) in row.cells.enumerated() {
            guard let cell else { continue }
            let key = Key(
              table: table.form, member: member(table), block: block,
              row: form.tables[table.form].blocks[block].rows.isEmpty ? .fixed(0) : Self.row(row), column: column)
            let measure = form.tables[table.form].blocks[block].measure(row: row.form, column: column)
            if figures[key] == nil { figures[key] = figure(cell, measure, table.unit) }
          }
        }
      }
    }
    for statement in filing.narrative.statements {
      guard case .figure(let cell) = statement.meaning, !form.tables[cell.table].isPrinted,
        let row = Self.row(cell.row)
      else { continue }
      let key = Key(table: cell.table, member: nil, block: cell.block, row: row, column: cell.column)
      if figures[key] == nil { figures[key] = figure(statement.number, statement.measure, form.unit) }
    }
  }

  func member(_ table: FilledTable) -> String? {
    form.tables[table.form].collection == nil ? nil : table.name?.text ?? ""
  }

  static func row(_ row: FilledRow) -> Key.Row {
    switch row.key {
    case .fixed(let index): .fixed(index)
    case .code(let code): .code(code)
    case .open: .open(row.name.text)
    }
  }

  private static func row(_ row: RowReference) -> Key.Row? {
    switch row {
    case .fixed(let index): .fixed(index)
    case .code(let code): .code(code)
    case .only: .fixed(0)
    case .current, .variable, .matchingCurrent, .matchingVariable: nil
    }
  }

  private func figure(_ cell: FilledCell, _ measure: Measure, _ unit: MoneyUnit) -> Figure {
    guard let number = cell.number else {
      return Figure(text: cell.text, value: nil, allowance: .zero, isBlank: cell.isBlank)
    }
    guard measure == .amount else {
      return Figure(text: cell.text, value: number.value, allowance: .zero, isBlank: false)
    }
    let yuan = Rational((MoneyUnit(text: number.unit) ?? unit).fen / 100)
    let step = PrintedNumber(significand: 1, decimals: max(number.decimals, form.precision))
    do {
      // Printed to the fen, a figure is exact.
      let half = try step.value * yuan / Rational(2)
      let allowance = try half < Rational(1, over: 100) ? Rational.zero : half
      return Figure(text: cell.text, value: try number.value * yuan, allowance: allowance, isBlank: false)
    } catch {
      return Figure(text: cell.text, value: nil, allowance: .zero, isBlank: false)
    }
  }
}
