import Amounts
import Diagnosis
import Evaluation
import Filings
import Forms

/// Causes that a person would call one: slips in the same row, a row left out of several tables, a wrong figure copied
/// into several tables, a form left empty, the same slip in a table that is printed twice.
struct CauseGroups {
  /// Indices into the causes, first in order of importance.
  private(set) var groups: [[Int]]

  private let filing: Filing
  private let form: Form
  private let sheet: BalanceSheet
  private let causes: [Attribution.Cause]

  private enum Key: Hashable {
    case row(table: Int, block: Int, row: Int)
    case code(classification: String, code: String)
    /// One wrong figure in several tables, or in an account and the parts that make it up.
    case copied(classCode: String, printed: String, value: Rational)
    case emptyForm(table: Int)
    case twice(form: Int, name: String, block: Int, row: Int, column: Int)
    case open(CellPlace)
    /// Equations of one row in several columns, undecided.
    case openRow(table: Int, block: Int, row: Int)
    case norm(table: Int, rule: Int)
    case repeated(table: Int, block: Int, column: Int, printed: String, value: Rational)
  }

  init(_ causes: [Attribution.Cause], sheet: BalanceSheet) {
    self.causes = causes
    self.sheet = sheet
    filing = sheet.evaluator.figures.filing
    form = sheet.evaluator.figures.form
    groups = []
    var sets = DisjointSets(count: causes.count)
    var owners: [Key: Int] = [:]
    for (index, cause) in causes.enumerated() {
      for key in keys(cause) {
        if let owner = owners[key] { sets.join(owner, index) } else { owners[key] = index }
      }
    }
    groups = sets.members()
  }

  private func keys(_ cause: Attribution.Cause) -> [Key] {
    let places =
      cause.isDecided ? cause.edits.map(\.place) : cause.edits.prefix(1).map(\.place) + cause.suspects.prefix(1)
    var keys = places.flatMap { self.keys($0, isDecided: cause.isDecided) }
    if !cause.isDecided,
      let target = cause.balances.first.flatMap({ sheet.balances[$0].terms.first { $0.isLeft }?.place }),
      !form.tables[filing.tables[target.table].form].blocks[target.block].rows.isEmpty
    {
      keys.append(.openRow(table: target.table, block: target.block, row: target.row))
    }
    for edit in cause.edits where cause.isDecided {
      guard let cell = filing[edit.place], !cell.isBlank, let code = filing.row(at: edit.place).code else { continue }
      keys.append(.copied(classCode: String(code.prefix(3)), printed: cell.text, value: edit.value))
    }
    // One wrong figure typed down a column of an annex.
    for edit in cause.edits where cause.isDecided && filing.tables[edit.place.table].name != nil {
      guard let cell = filing[edit.place], !cell.isBlank else { continue }
      keys.append(
        .repeated(
          table: edit.place.table, block: edit.place.block, column: edit.place.column, printed: cell.text,
          value: edit.value))
    }
    // Figures of one table that go against the same prescription of the form.
    for index in cause.balances {
      let balance = sheet.balances[index]
      if balance.constant != nil, balance.terms.count == 1 {
        keys.append(.norm(table: balance.terms[0].place.table, rule: balance.rule))
      }
    }
    return keys
  }

  private func keys(_ place: CellPlace, isDecided: Bool) -> [Key] {
    let table = filing.tables[place.table]
    let row = filing.row(at: place)
    let isBlank = filing[place]?.isBlank ?? true
    var keys: [Key] = []
    if let name = table.name?.text, !name.isEmpty {
      keys.append(
        .twice(form: table.form, name: Label.key(name), block: place.block, row: place.row, column: place.column))
    }
    if isBlank, form.tables[table.form].blocks.contains(where: \.isOpen) {
      keys.append(.emptyForm(table: place.table))
    }
    guard isDecided else { return keys + [.open(place)] }
    // A block of one nameless row (三公) has unrelated columns.
    if !form.tables[table.form].blocks[place.block].rows.isEmpty {
      keys.append(.row(table: place.table, block: place.block, row: place.row))
    }
    if isBlank, let code = row.code, let index = row.form,
      case .coded(let classification, _) = form.tables[table.form].blocks[place.block].rows[index].kind
    {
      keys.append(.code(classification: classification, code: code))
    }
    return keys
  }
}
