import Amounts
import Forms

/// Payments between the units of a department, taken out of the sums: what one gave is expenditure of nobody outside, and
/// what the other got is income from nobody outside. Only what both sides say alike is taken out.
struct Dealings {
  /// A cell that loses what was paid inside the department.
  struct Cell: Hashable {
    var block: BlockAddress
    var code: String
    var column: Int
  }

  private(set) var entries: [Aggregation.Dealing] = []
  /// What to take from the sums.
  private(set) var eliminated: [Cell: Rational] = [:]
  /// Dealings with somebody outside, which the department has too.
  private(set) var outside: [LeafRow] = []

  private let units: [BudgetUnit]
  private let form: Form
  /// The table of dealings.
  let address: BlockAddress
  private var lines: [Line] = []

  /// One line of a unit's dealings.
  private struct Line {
    var unit: Int
    /// The other unit; nil for one outside.
    var other: Int?
    var name: String
    var code: String
    /// By column of the table of dealings.
    var amounts: [String: Rational]
  }

  /// - Returns: nil where the form knows no dealings.
  init?(_ units: [BudgetUnit], form: Form) throws(ArithmeticOverflow) {
    guard let aggregation = form.workbook.aggregation, let address = aggregation.dealings.flatMap(form.block) else {
      return nil
    }
    (self.units, self.form, self.address) = (units, form, address)
    readLines()
    for elimination in aggregation.eliminations {
      guard let given = form.column(named: elimination.given), let got = form.column(named: elimination.got) else {
        continue
      }
      try match(elimination.title, given, got)
    }
  }

  private func id(_ column: (block: BlockAddress, column: Int)) -> String {
    form.tables[column.block.table].blocks[column.block.block].columns[column.column].id
  }

  private mutating func readLines() {
    let block = form.tables[address.table].blocks[address.block]
    let names = Dictionary(
      units.enumerated().map { (Label.key($1.name), $0) }, uniquingKeysWith: { first, _ in first })
    for (unit, own) in units.enumerated() {
      for row in own.facts.rows[address] ?? [] {
        func text(_ id: String) -> String { block.column(id).flatMap { row.cells[$0]?.text } ?? "" }
        let name = text("unit")
        var amounts: [String: Rational] = [:]
        for (column, cell) in row.cells {
          if case .number(let number) = cell.value, block.columns[column].measure == .amount {
            amounts[block.columns[column].id] = number.value
          }
        }
        let other = names[Label.key(name)]
        if other == nil, !amounts.isEmpty { outside.append(row) }
        lines.append(Line(unit: unit, other: other, name: name, code: text("code"), amounts: amounts))
      }
    }
  }

  // MARK: Matching

  private typealias Column = (block: BlockAddress, column: Int)

  private mutating func match(_ title: String, _ given: Column, _ got: Column) throws(ArithmeticOverflow) {
    for giver in units.indices {
      for getter in units.indices {
        let paid = lines.filter { $0.unit == giver && $0.other == getter && $0.amounts[id(given)] != nil }
        let received = lines.filter { $0.unit == getter && $0.other == giver && $0.amounts[id(got)] != nil }
        if paid.isEmpty, received.isEmpty { continue }
        try match(title, giver, getter, (given, paid), (got, received))
      }
    }
    for (column, isGiven) in [(given, true), (got, false)] {
      for line in lines where line.other == nil {
        guard let amount = line.amounts[id(column)] else { continue }
        entries.append(
          Aggregation.Dealing(
            title: title, giver: isGiven ? units[line.unit].name : line.name,
            getter: isGiven ? line.name : units[line.unit].name, given: isGiven ? amount : nil,
            got: isGiven ? nil : amount, outcome: .outside))
      }
    }
    try noteUnnamed(title, given, got)
  }

  private mutating func match(
    _ title: String, _ giver: Int, _ getter: Int, _ paid: (column: Column, lines: [Line]),
    _ received: (column: Column, lines: [Line])
  ) throws(ArithmeticOverflow) {
    let given = try sum(paid.lines, id(paid.column))
    let got = try sum(received.lines, id(received.column))
    var outcome = Aggregation.Dealing.Outcome.eliminated
    if giver == getter || given != got {
      outcome = .differs
    } else if let cells = try places(paid.lines, giver, paid.column),
      let others = try places(received.lines, getter, received.column)
    {
      for (cell, amount) in cells + others { eliminated[cell] = try (eliminated[cell] ?? .zero) + amount }
    } else {
      outcome = .unplaced
    }
    entries.append(
      Aggregation.Dealing(
        title: title, giver: units[giver].name, getter: units[getter].name, given: given, got: got, outcome: outcome))
  }

  private func sum(_ lines: [Line], _ id: String) throws(ArithmeticOverflow) -> Rational {
    var sum = Rational.zero
    for line in lines { sum = try sum + (line.amounts[id] ?? .zero) }
    return sum
  }

  /// The accounts that a unit booked its dealings on, and what of each.
  ///
  /// - Returns: nil where that cannot be told, or where the unit books less there than it says it dealt.
  private func places(
    _ lines: [Line], _ unit: Int, _ column: Column
  ) throws(ArithmeticOverflow) -> [(cell: Cell, amount: Rational)]? {
    let booked = booked(unit, column)
    let dealt = try placed(self.lines.filter { $0.unit == unit }, booked, id(column))
    var places: [(cell: Cell, amount: Rational)] = []
    for (code, amount) in try placed(lines, booked, id(column)).sorted(by: { $0.key < $1.key }) {
      guard let own = booked[code], let all = dealt[code], all <= own else { return nil }
      places.append((Cell(block: column.block, code: code, column: column.column), amount))
    }
    return places
  }

  /// Amounts by account: the one that a line names, or the only one that the unit booked such an amount on.
  private func placed(
    _ lines: [Line], _ booked: [String: Rational], _ id: String
  ) throws(ArithmeticOverflow) -> [String: Rational] {
    var amounts: [String: Rational] = [:]
    for line in lines {
      guard let amount = line.amounts[id] else { continue }
      let code = line.code.isEmpty && booked.count == 1 ? booked.keys.first ?? "" : line.code
      amounts[code] = try (amounts[code] ?? .zero) + amount
    }
    return amounts
  }

  private func booked(_ unit: Int, _ column: Column) -> [String: Rational] {
    var booked: [String: Rational] = [:]
    for row in units[unit].facts.rows[column.block] ?? [] {
      guard case .code(let code) = row.key, case .number(let number)? = row.cells[column.column]?.value else {
        continue
      }
      booked[code] = number.value
    }
    return booked
  }

  // MARK: What nobody named

  /// What units book on such accounts without saying with whom. Where both sides do, it may well be the same money.
  private mutating func noteUnnamed(_ title: String, _ given: Column, _ got: Column) throws(ArithmeticOverflow) {
    func unnamed(_ unit: Int, _ column: Column) throws(ArithmeticOverflow) -> Rational {
      var rest = Rational.zero
      for amount in booked(unit, column).values { rest = try rest + amount }
      return try rest - sum(lines.filter { $0.unit == unit }, id(column))
    }
    for unit in units.indices {
      let (spent, received) = (try unnamed(unit, given), try unnamed(unit, got))
      if spent > .zero {
        entries.append(
          Aggregation.Dealing(
            title: title, giver: units[unit].name, getter: "", given: spent, got: nil, outcome: .unnamed))
      }
      if received > .zero {
        entries.append(
          Aggregation.Dealing(
            title: title, giver: "", getter: units[unit].name, given: nil, got: received, outcome: .unnamed))
      }
    }
  }
}
