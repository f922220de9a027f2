package import Amounts
package import Filings
package import Forms

/// The values that printed cells stand for, worked out once for a filing.
package final class Figures: Sendable {
  package let form: Form
  package let filing: Filing
  /// Fillings by form table.
  private let fillings: [[Int]]
  /// Where the cells of each table and block begin in `values`.
  private let offsets: [[Int]]
  private let values: [Printed]

  /// Why a cell is no value is put into words only when somebody asks.
  private enum Printed: Sendable {
    case value(Value)
    case notAColumn
    case text
    case malformed
    case unknown(Reason)
  }

  package init(form: Form, filing: Filing) {
    self.form = form
    self.filing = filing
    var fillings = [[Int]](repeating: [], count: form.tables.count)
    var offsets: [[Int]] = []
    var values: [Printed] = []
    values.reserveCapacity(Self.cellCount(filing, form))
    for (index, table) in filing.tables.enumerated() {
      fillings[table.form].append(index)
      var own: [Int] = []
      for (block, blockForm) in zip(table.blocks, form.tables[table.form].blocks) {
        own.append(values.count)
        for row in block.rows {
          for column in blockForm.columns.indices {
            values.append(Self.printed(row, column, blockForm, table.unit, form))
          }
        }
      }
      offsets.append(own)
    }
    self.fillings = fillings
    self.offsets = offsets
    self.values = values
  }

  private static func cellCount(_ filing: Filing, _ form: Form) -> Int {
    filing.tables.reduce(0) { count, table in
      zip(table.blocks, form.tables[table.form].blocks).reduce(count) { $0 + $1.0.rows.count * $1.1.columns.count }
    }
  }

  /// The same cells under a form that differs in its rules alone.
  package init(_ figures: Figures, under form: Form) {
    self.form = form
    filing = figures.filing
    fillings = figures.fillings
    offsets = figures.offsets
    values = figures.values
  }

  package func fillings(of table: Int) -> [Int] { fillings[table] }

  /// All cells are numbered; arrays by this number are faster than dictionaries by place.
  package func number(of place: CellPlace) -> Int {
    offsets[place.table][place.block]
      + place.row * form.tables[filing.tables[place.table].form].blocks[place.block].columns.count + place.column
  }

  package var cellCount: Int { values.count }

  /// - Throws: `Unknown` where the cell is not printed or not a number.
  package func value(at place: CellPlace) throws(Unknown) -> Value {
    switch values[number(of: place)] {
    case .value(let value): return value
    case .unknown(let reason): throw Unknown(reason)
    case .text: throw Unknown("text", ["text": filing[place]?.text ?? ""])
    case .malformed: throw Unknown("malformed", ["text": filing[place]?.text ?? ""])
    case .notAColumn:
      let table = form.tables[filing.tables[place.table].form]
      throw Unknown(
        "column", ["table": table.title, "column": table.blocks[place.block].columns[place.column].label])
    }
  }

  /// Whether a cell counts points of a score or weight.
  package func isPoints(_ place: CellPlace) -> Bool {
    let block = form.tables[filing.tables[place.table].form].blocks[place.block]
    return block.measure(row: filing.row(at: place).form, column: place.column) == .points
  }

  /// The number that a cell prints; nil where it prints none.
  package func center(at place: CellPlace) -> Rational? {
    guard case .value(.number(let interval)) = values[number(of: place)] else { return nil }
    return interval.center
  }

  private static func printed(
    _ row: FilledRow, _ column: Int, _ block: BlockForm, _ unit: MoneyUnit, _ form: Form
  ) -> Printed {
    guard let cell = row.cells[column] else { return .notAColumn }
    let measure = block.measure(row: row.form, column: column)
    if case .text = measure { return .value(cell.text.isEmpty ? .blank : .text(cell.text)) }
    switch cell.value {
    case .blank: return .value(.blank)
    case .text: return .text
    case .number(let number):
      if number.isMalformed { return .malformed }
      let rounding = block.rounding(row: row.form, column: column)
      do throws(Unknown) {
        return .value(.number(try PrintedInterval(form: form).of(number, measure, rounding, unit, text: cell.text)))
      } catch {
        return .unknown(error.reason)
      }
    }
  }

  // MARK: Rows

  /// The rows of a set, in order of print.
  package func rows(_ set: RowSet, in filling: Int, scope: Scope, evaluator: Evaluator) throws(Unknown) -> [Int] {
    let block = filing.tables[filling].blocks[set.block]
    let form = form.tables[set.table].blocks[set.block]
    switch set.selection {
    case .every: return Array(block.rows.indices)
    case .all: return block.rows.indices.filter { !isFixed(block.rows[$0], form) }
    case .group(let group): return block.rows.indices.filter { block.rows[$0].form == group }
    case .codes(let codes): return codes.compactMap { block.row(code: $0) }
    case .level(let level): return block.rows.indices.filter { self.level(of: block.rows[$0], form) == level }
    case .under(let codes):
      return block.rows.indices.filter { index in
        block.rows[index].code.map { code in codes.contains { code.hasPrefix($0) && code != $0 } } ?? false
      }
    case .range(let first, let last):
      return block.rows.indices.filter { index in
        block.rows[index].form.map { (first...max(first, last)).contains($0) } ?? false
      }
    case .children(let parent):
      let row = try evaluator.row(parent, table: set.table, filling: filling, block: set.block, scope: scope)
      // A code printed again adds up nothing: copies of a parent times its parts would grow without bound.
      if let code = block.rows[row].code, block.row(code: code) != row { return [] }
      return children(of: row, in: block, form)
    case .leaves:
      return block.rows.indices.filter { block.rows[$0].code != nil && children(of: $0, in: block, form).isEmpty }
    case .siblings:
      guard let row = scope.row, let code = block.rows[row].code,
        let parent = classification(block.rows[row], form)?.parent(of: code)
      else { return [] }
      return block.rows.indices.filter { index in
        block.rows[index].code.map { $0.utf8.count == code.utf8.count && $0.hasPrefix(parent) } ?? false
      }
    case .condition(let variable, let condition):
      var rows: [Int] = []
      for row in block.rows.indices where !isFixed(block.rows[row], form) {
        let inner = scope.binding(variable, to: .row(filling: filling, block: set.block, row: row))
        if case .truth(true) = try evaluator.value(condition, inner) { rows.append(row) }
      }
      return rows
    }
  }

  /// Rows one level below; where a level is left out of print, the next one printed.
  private func children(of row: Int, in block: FilledBlock, _ form: BlockForm) -> [Int] {
    guard let code = block.rows[row].code, let classification = classification(block.rows[row], form),
      let level = classification.levels.firstIndex(where: { $0.length == code.utf8.count }),
      level + 1 < classification.levels.count
    else { return [] }
    let length = classification.levels[level + 1].length
    return block.rows.indices.filter { index in
      block.rows[index].code.map { $0.utf8.count == length && $0.hasPrefix(code) } ?? false
    }
  }

  private func level(of row: FilledRow, _ form: BlockForm) -> String? {
    row.code.flatMap { classification(row, form)?.level(of: $0) }
  }

  package func classification(_ row: FilledRow, _ form: BlockForm) -> Classification? {
    guard let index = row.form, case .coded(let id, _) = form.rows[index].kind else { return nil }
    return self.form.classifications[id]
  }

  private func isFixed(_ row: FilledRow, _ form: BlockForm) -> Bool {
    row.form.map { form.rows[$0].kind == .fixed } ?? true
  }
}
