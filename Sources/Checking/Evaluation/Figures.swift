import Amounts
import Filings
import Forms

/// The values that printed cells stand for.
struct Figures {
  let form: Form
  let filing: Filing
  /// Fillings by form table.
  private let fillings: [[Int]]

  init(form: Form, filing: Filing) {
    self.form = form
    self.filing = filing
    var fillings = [[Int]](repeating: [], count: form.tables.count)
    for (index, table) in filing.tables.enumerated() { fillings[table.form].append(index) }
    self.fillings = fillings
  }

  func fillings(of table: Int) -> [Int] { fillings[table] }

  /// - Throws: `Unknown` where the cell is not printed or not a number.
  func value(at place: CellPlace) throws(Unknown) -> Value {
    let table = filing.tables[place.table]
    let block = form.tables[table.form].blocks[place.block]
    let row = table.blocks[place.block].rows[place.row]
    guard let cell = row.cells[place.column] else {
      throw Unknown("column", ["table": form.tables[table.form].title, "column": block.columns[place.column].label])
    }
    let measure = block.measure(row: row.form, column: place.column)
    if case .text = measure { return cell.text.isEmpty ? .blank : .text(cell.text) }
    switch cell.value {
    case .blank: return .blank
    case .text: throw Unknown("text", ["text": cell.text])
    case .number(let number):
      if number.isMalformed { throw Unknown("malformed", ["text": cell.text]) }
      let rounding = block.rounding(row: row.form, column: place.column)
      return .number(try interval(number, measure: measure, rounding: rounding, unit: table.unit, text: cell.text))
    }
  }

  private func interval(
    _ number: PrintedNumber, measure: Measure, rounding: Rounding, unit: MoneyUnit, text: String
  ) throws(Unknown) -> Interval {
    do throws(ArithmeticOverflow) {
      switch measure {
      case .amount:
        return try amount(number, unit: unit)
      case .percent:
        return try percent(number)
      case .points, .count, .text:
        switch rounding {
        case .exact: return Interval(exactly: number.value)
        case .printed: return try printed(number.value, step: number.step)
        case .form: return try rounded(number.value, step: Rational(1, over: 100))
        }
      }
    } catch {
      throw Unknown("overflow", ["text": text])
    }
  }

  /// An amount ± half a step, in the form's unit. Zeros left out at the end are there: 24 is 24.00.
  private func amount(_ number: PrintedNumber, unit: MoneyUnit) throws(ArithmeticOverflow) -> Interval {
    let scale = try Rational(Int128(unit.fen), over: Int128(form.unit.fen))
    let decimals = max(number.decimals, form.precision)
    let step = try PrintedNumber(significand: 1, decimals: decimals).value * scale
    return try rounded(number.value * scale, step: step)
  }

  private func percent(_ number: PrintedNumber) throws(ArithmeticOverflow) -> Interval {
    if number.isPercent { return try printed(number.value, step: number.step) }
    // Without a sign, 99.97 in a column of rates is per cent; a figure up to 1 with decimals is a fraction.
    if number.value <= .one, number.decimals > 0 { return try printed(number.value, step: number.step) }
    let hundred = Rational(100)
    return try printed(number.value / hundred, step: number.step / hundred)
  }

  private func rounded(_ value: Rational, step: Rational) throws(ArithmeticOverflow) -> Interval {
    let half = try step / Rational(2)
    return try Interval(low: value - half, center: value, high: value + half)
  }

  /// Documents round or truncate percentages and scores: the value lies from half a step below to a step above.
  private func printed(_ value: Rational, step: Rational) throws(ArithmeticOverflow) -> Interval {
    try Interval(low: value - step / Rational(2), center: value, high: value + step)
  }

  // MARK: Rows

  /// The rows of a set, in order of print.
  func rows(_ set: RowSet, in filling: Int, scope: Scope, evaluator: Evaluator) throws(Unknown) -> [Int] {
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
      return block.rows.indices.filter { index in block.rows[index].form.map { (first...max(first, last)).contains($0) } ?? false }
    case .children(let parent):
      let row = try evaluator.row(parent, table: set.table, filling: filling, block: set.block, scope: scope)
      return children(of: row, in: block, form)
    case .leaves:
      return block.rows.indices.filter { block.rows[$0].code != nil && children(of: $0, in: block, form).isEmpty }
    case .siblings:
      guard let row = scope.row, let code = block.rows[row].code, let parent = classification(block.rows[row], form)?.parent(of: code) else { return [] }
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

  func classification(_ row: FilledRow, _ form: BlockForm) -> Classification? {
    guard let index = row.form, case .coded(let id, _) = form.rows[index].kind else { return nil }
    return self.form.classifications[id]
  }

  private func isFixed(_ row: FilledRow, _ form: BlockForm) -> Bool {
    row.form.map { form.rows[$0].kind == .fixed } ?? true
  }
}
