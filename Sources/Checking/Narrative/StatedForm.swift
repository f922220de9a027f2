import Amounts
import Evaluation
import Filings
import Forms

/// The form and the filing with what sentences state put beside the tables.
///
/// A number in a sentence is a cell like any other: of a sheet, where only sentences state the fact, else of a table
/// of statements that is added here. Its rules are equations over such cells, so that whoever weighs and repairs
/// equations need not know about sentences.
struct StatedForm {
  private(set) var form: Form
  private(set) var filing: Filing
  /// By statement, the cell that holds its number.
  private(set) var places: [CellPlace?]
  /// Sums of changes that need not come out, as far as the document says.
  private(set) var openSums: [ChangeSums.Sum] = []

  private let statements: [Statement]
  /// Over the printed tables, and over all that is added to them.
  private let evaluator: Evaluator
  private var extended: Evaluator
  private let table: Int
  private var references: [CellReference?]
  /// Where the rows of sheets stand.
  private var sheetRows: [CellReference: Int] = [:]
  private var blocks: [[FilledRow]] = [[], [], []]
  /// By fact, the statements of it.
  private var byFact: [CellReference: [Int]] = [:]
  private var changes: [CellReference: [Int]] = [:]
  private var gaps: [CellReference: [Int]] = [:]
  private var equations: [StatementRule: [Equation]] = [:]

  /// - Parameter stale: statements that are explained otherwise and must not be held against the tables.
  init(_ printed: Figures, title: String, stale: Set<Int>) {
    form = printed.form
    filing = printed.filing
    statements = filing.narrative.statements
    evaluator = Evaluator(figures: printed)
    extended = evaluator
    table = form.tables.count
    places = Array(repeating: nil, count: statements.count)
    references = Array(repeating: nil, count: statements.count)
    guard !statements.isEmpty else { return }
    self.form.tables.append(.statements(title: title))
    for (index, statement) in statements.enumerated() {
      switch statement.meaning {
      case .figure(let cell): byFact[cell, default: []].append(index)
      case .change(let cell): changes[cell, default: []].append(index)
      case .gap(let cell): gaps[cell, default: []].append(index)
      case .ratio, .growth, .difference, .gapRate: break
      }
    }
    fillSheets()
    for index in statements.indices where references[index] == nil { addRow(index) }
    finishTable()
    extended = Evaluator(figures: Figures(form: self.form, filing: self.filing))
    for index in statements.indices where !stale.contains(index) { addEquations(index) }
    addSumsOfChanges()
    rewriteRules()
  }

  /// All its cells under all its rules.
  var figures: Figures { Figures(extended.figures, under: form) }

  /// By cell of a number in a sentence, the passage it stands in.
  var passages: [CellPlace: Int] {
    var passages: [CellPlace: Int] = [:]
    for (place, statement) in zip(places, statements) { if let place { passages[place] = statement.passage } }
    return passages
  }

  // MARK: Cells

  private func block(of measure: Measure) -> Int {
    switch measure {
    case .amount: 0
    case .percent: 1
    default: 2
    }
  }

  /// The first statement of a fact that no table prints is the fact's cell.
  private mutating func fillSheets() {
    var fillings: [Int: Int] = [:]
    for (index, statement) in statements.enumerated() {
      guard case .figure(let cell) = statement.meaning, !form.tables[cell.table].isPrinted,
        byFact[cell]?.first == index
      else { continue }
      let filling = fillings[cell.table] ?? addSheet(cell.table)
      fillings[cell.table] = filling
      guard let row = addSheetRow(cell, to: filling) else { continue }
      filing.tables[filling].blocks[cell.block].rows[row].cells[cell.column] = statement.number
      filing.tables[filling].blocks[cell.block].columns.insert(cell.column)
      places[index] = CellPlace(table: filling, block: cell.block, row: row, column: cell.column)
      references[index] = cell
    }
    for filling in fillings.values {
      for block in filing.tables[filling].blocks.indices { filing.tables[filling].blocks[block].index() }
    }
  }

  private mutating func addSheet(_ table: Int) -> Int {
    let blocks = form.tables[table].blocks.map { form in
      var block = FilledBlock()
      // Sentences that were not read may hold what the sums lack.
      if filing.isPartlyRead {
        block.unreadRows = [FilledBlock.UnreadRow(position: 0, columns: Set(form.columns.indices))]
      }
      return block
    }
    filing.tables.append(FilledTable(form: table, unit: form.unit, blocks: blocks))
    return filing.tables.count - 1
  }

  private mutating func addSheetRow(_ cell: CellReference, to filling: Int) -> Int? {
    let block = form.tables[cell.table].blocks[cell.block]
    let cells = [FilledCell?](repeating: nil, count: block.columns.count)
    let row: FilledRow
    switch cell.row {
    case .fixed(let index):
      row = FilledRow(key: .fixed(index), form: index, name: PrintedText(block.rows[index].label, nil), cells: cells)
    case .code(let code):
      let group = block.rows.firstIndex { if case .coded = $0.kind { true } else { false } }
      row = FilledRow(key: .code(code), form: group, name: PrintedText(name(of: code), nil), cells: cells)
    case .only: row = FilledRow(key: .open(0), form: nil, name: PrintedText("", nil), cells: cells)
    case .current, .variable, .matchingCurrent, .matchingVariable: return nil
    }
    let rows = filing.tables[filling].blocks[cell.block].rows
    let address = CellReference(table: filling, instance: .first, block: cell.block, row: cell.row, column: 0)
    if let known = sheetRows[address] { return known }
    sheetRows[address] = rows.count
    filing.tables[filling].blocks[cell.block].rows.append(row)
    return rows.count
  }

  private func name(of code: String) -> String {
    for table in filing.tables {
      for block in table.blocks { if let row = block.row(code: code) { return block.rows[row].name.text } }
    }
    return ""
  }

  /// A statement of its own: a row whose name is the words it stands in.
  private mutating func addRow(_ index: Int) {
    let statement = statements[index]
    let block = block(of: statement.measure)
    let code = "s\(index)"
    references[index] = CellReference(table: table, instance: .first, block: block, row: .code(code), column: 0)
    blocks[block].append(
      FilledRow(
        key: .code(code), form: 0, name: statement.words, cells: [statement.number], quote: statement.words.text))
  }

  private mutating func finishTable() {
    filing.tables.append(
      FilledTable(
        form: table, unit: .tenThousandYuan, blocks: blocks.map { FilledBlock(rows: $0, columns: [0]) }))
    let filling = filing.tables.count - 1
    for (block, rows) in blocks.enumerated() {
      for (row, filled) in rows.enumerated() {
        guard case .code(let code) = filled.key, let index = Int(code.dropFirst()) else { continue }
        places[index] = CellPlace(table: filling, block: block, row: row, column: 0)
      }
    }
  }

  // MARK: Equations

  private mutating func addEquations(_ index: Int) {
    guard let reference = references[index] else { return }
    switch statements[index].meaning {
    case .figure(let fact): addFigure(index, reference, fact)
    case .ratio(let expression):
      let local = expression.replacing(cell: { self.local($0, to: index).map(Expression.cell) })
      let reading = soundest([local, expression], for: reference)
      guard !isLeftBlank(expression) else { return }
      if !isNothingOfNothing(reading) || !isNoneOrAll(index) && isZero(reading) {
        add(.ratio, .cell(reference), reading)
      }
    case .change(let fact):
      addPrior(index, reference, fact)
      // Several statements of one change are one fact.
      guard let first = changes[fact]?.first, first != index, let other = references[first],
        statements[first].direction == statements[index].direction
      else { return }
      add(.change, .cell(reference), .cell(other))
    case .growth(let fact): addGrowth(index, reference, fact, changes)
    case .gap: break
    case .gapRate(let fact): addGrowth(index, reference, fact, gaps)
    case .difference(let expression):
      let local = expression.replacing(cell: { self.local($0, to: index).map(Expression.cell) })
      add(.change, .cell(reference), soundest([local, expression], for: reference))
    }
  }

  /// Whether a share is of figures that an annex leaves blank.
  private func isLeftBlank(_ expression: Expression) -> Bool {
    guard case .divide(.cell(let part), .cell(let whole)) = expression, case .filling = whole.instance else {
      return false
    }
    return [part, whole].contains { cell in
      do throws(Unknown) {
        if case .number = try evaluator.figure(evaluator.place(cell, Scope())) { return false }
        return true
      } catch {
        return true
      }
    }
  }

  /// Whether a rate is of zeros or blanks. Of a budget of zero and an outturn of zero some print 0%, some 100%; nothing else
  /// can be meant by zeros, and blanks may be figures that were not read.
  private func isNothingOfNothing(_ expression: Expression) -> Bool {
    guard let figures = figures(of: expression) else { return false }
    return figures.allSatisfy { if case .number(let interval) = $0 { interval.center.isZero } else { true } }
  }

  /// Whether one of the figures that a rate is of is a printed zero.
  private func isZero(_ expression: Expression) -> Bool {
    figures(of: expression)?.contains { if case .number(let interval) = $0 { interval.center.isZero } else { false } }
      ?? false
  }

  /// The two figures of a rate; nil where one of them is not known.
  private func figures(of expression: Expression) -> [Value]? {
    guard case .divide(.cell(let part), .cell(let whole)) = expression else { return nil }
    do throws(Unknown) {
      return [try extended.figure(extended.place(part, Scope())), try extended.figure(extended.place(whole, Scope()))]
    } catch {
      return nil
    }
  }

  /// Whether a rate is 0% or 100%.
  private func isNoneOrAll(_ index: Int) -> Bool {
    statements[index].number.number.map { $0.value.isZero || $0.value == .one } ?? false
  }

  private mutating func addFigure(_ index: Int, _ reference: CellReference, _ fact: CellReference) {
    guard reference != fact else { return }
    guard form.tables[fact.table].isPrinted else { return add(.figure, .cell(reference), .cell(fact)) }
    do throws(Unknown) {
      let place = try evaluator.place(fact, Scope())
      if case .blank = try evaluator.figure(place) {
        // What a blank should be, a sentence may say; but the rows of an annex are often left blank at will.
        guard case .filling = fact.instance else { return add(.figure, .cell(fact), .cell(reference)) }
        return
      }
      add(.figure, .cell(reference), .cell(fact))
    } catch {
      // The table cannot say what is right; the sentences must at least agree with one another.
      guard let first = byFact[fact]?.first, first != index, let other = references[first] else { return }
      add(.figure, .cell(reference), .cell(other))
    }
  }

  /// What a figure grew by is not more than the figure that the sentence gives right before, or else its table: last
  /// year's would be below nothing.
  private mutating func addPrior(_ index: Int, _ reference: CellReference, _ fact: CellReference) {
    guard statements[index].direction == .up else { return }
    let figure = statements[..<index].lastIndex { if case .figure = $0.meaning { true } else { false } }
    if let figure, statements[figure].passage == statements[index].passage,
      case .figure(fact) = statements[figure].meaning, let amount = references[figure]
    {
      add(.prior, .cell(reference), .cell(amount), .lessOrEqual)
    } else if isPrintedNumber(fact) {
      add(.prior, .cell(reference), .cell(fact), .lessOrEqual)
    }
  }

  private func isPrintedNumber(_ fact: CellReference) -> Bool {
    do throws(Unknown) {
      guard case .number = try evaluator.value(.cell(fact), Scope()) else { return false }
      return true
    } catch {
      return false
    }
  }

  /// A rate of growth follows from the figure and what it grew by: g = d ÷ (x − d).
  ///
  /// - Parameter changes: by figure, the amounts that it differs by from last year, or from its budget.
  private mutating func addGrowth(
    _ index: Int, _ reference: CellReference, _ fact: CellReference, _ changes: [CellReference: [Int]]
  ) {
    let statement = statements[index]
    guard
      let change = changes[fact]?.last(where: { statements[$0].passage == statement.passage && $0 < index }),
      let amount = references[change], statements[change].direction == statement.direction
    else { return }
    let readings = [local(fact, to: index) ?? fact, fact].map { figure -> Expression in
      let figure = Expression.cell(figure)
      return .divide(
        .cell(amount),
        statement.direction == .down ? .add(figure, .cell(amount)) : .subtract(figure, .cell(amount)))
    }
    add(.growth, .cell(reference), soundest(readings, for: reference))
  }

  /// What a sum grew by is the sum of what its parts grew by, where sentences prove it.
  private mutating func addSumsOfChanges() {
    let sums = ChangeSums(form, filing.narrative, extended) { references[$0] }
    for sum in sums.all {
      if sums.isProved(sum) { add(.change, sum.left, sum.right) } else { openSums.append(sum) }
    }
  }

  /// Of several readings the first that the number agrees with: a sentence worked out from the figure beside it is
  /// sound, and so is one worked out from the right figure in the table.
  private func soundest(_ readings: [Expression], for reference: CellReference) -> Expression {
    readings.first { reading in
      do throws(Unknown) {
        guard case .number(let stated) = try extended.value(.cell(reference), Scope()),
          case .number(let value) = try extended.value(reading, Scope())
        else { return false }
        return stated.meets(value)
      } catch {
        return false
      }
    } ?? readings[0]
  }

  /// The statement of a fact that a share beside it was worked out from.
  private func local(_ fact: CellReference, to index: Int) -> CellReference? {
    let own = byFact[fact] ?? []
    let near =
      own.last { $0 < index && statements[$0].passage == statements[index].passage }
      ?? own.last { $0 < index && statements[$0].section == statements[index].section }
    return near.flatMap { references[$0] }
  }

  private mutating func add(
    _ rule: StatementRule, _ left: Expression, _ right: Expression, _ comparison: Expression.Comparison = .equal
  ) {
    equations[rule, default: []].append(
      Equation(rows: nil, condition: nil, body: .compare(comparison, left, right), variant: nil))
  }

  // MARK: Rules

  private mutating func rewriteRules() {
    let incomplete = incompleteSheets()
    for index in form.rules.indices {
      switch form.rules[index].kind {
      case .kind("statement", let parameters):
        let kind = parameters.text("of").flatMap(StatementRule.init)
        form.rules[index].kind = .equations(kind.flatMap { equations[$0] } ?? [])
        form.rules[index].isOfSentences = true
      case .equations(let own):
        form.rules[index].kind = .equations(
          own.filter { !$0.body.sums(any: incomplete) }.map { equation in
            var equation = equation
            equation.body = equation.body.replacing(cell: { _ in nil }, prior: lastYear)
            return equation
          })
      case .kind: break
      }
    }
  }

  /// Last year's value of a cell: this year's less what a sentence says it grew by.
  private func lastYear(_ expression: Expression) -> Expression? {
    guard case .cell(let cell) = expression, let change = changes[cell]?.first, let amount = references[change] else {
      return nil
    }
    return statements[change].direction == .down
      ? .add(expression, .cell(amount)) : .subtract(expression, .cell(amount))
  }

  /// Sheets beside whose counts a sentence counts something that the form does not know: 执法船艇2艘, 越野车3辆.
  private var uncounted: Set<Int> {
    var units: [Int: Set<String>] = [:]
    for number in filing.narrative.unexplained {
      let digits = number.text.text.prefix { $0.isNumber || $0 == "." || $0 == "," }
      if digits.contains(where: { ("1"..."9").contains($0) }), let unit = number.text.text.dropFirst(digits.count).first
      {
        units[number.passage, default: []].insert(String(unit))
      }
    }
    return Set(
      statements.compactMap { statement in
        guard case .figure(let cell) = statement.meaning, !form.tables[cell.table].isPrinted,
          case .count(let unit) = statement.measure, units[statement.passage]?.contains(unit) ?? false
        else { return nil }
        return cell.table
      })
  }

  /// Sheets whose items are not all read: their sum says nothing.
  private func incompleteSheets() -> Set<Int> {
    var stated: [Int: Set<String>] = [:]
    for statement in statements {
      if case .figure(let cell) = statement.meaning, !form.tables[cell.table].isPrinted, case .code(let code) = cell.row
      {
        stated[cell.table, default: []].insert(code)
      }
    }
    let items = filing.narrative.items.filter(\.isComplete)
    let codes = Set(items.compactMap(\.code))
    return uncounted.union(
      stated.filter { sheet, own in
        if items.contains(where: { $0.code == nil }) || !codes.isSubset(of: own) { return true }
        guard let table = items.first?.table, let filling = filing.fillings(of: table).first else { return true }
        return filing.tables[filling].blocks[0].rows.contains { row in
          guard let code = row.code, code.utf8.count == 7, !own.contains(code) else { return false }
          return row.cells.contains { $0?.number.map { $0.significand != 0 } ?? false }
        }
      }.keys)
  }
}

/// What rules of the kind `statement` are about.
enum StatementRule: String {
  /// A figure of a sentence and the cell, or another sentence, that states it too.
  case figure
  /// A share or a rate of completion and what it was worked out from.
  case ratio
  /// A change stated twice.
  case change
  /// A rate of growth and the amounts beside it.
  case growth
  /// What a figure grew by and the figure.
  case prior
}

extension Expression {
  /// Whether it adds up rows of one of some tables.
  func sums(any tables: Set<Int>) -> Bool {
    guard !tables.isEmpty else { return false }
    switch self {
    case .sum(let sets): return sets.contains { tables.contains($0.table) }
    case .compare(_, let a, let b), .add(let a, let b), .subtract(let a, let b):
      return a.sums(any: tables) || b.sums(any: tables)
    default: return false
    }
  }
}
