import Amounts
import Filings
import Forms

/// One of those that a sentence is repeated for: a row, a column, or a project.
struct Member {
  /// Code, or id of the row or column; the name of a project.
  var id: String
  var name: String
  /// Names of the accounts above, by level.
  var above: [String: String] = [:]
  /// Index of a project's table.
  var filling: Int?

  /// `name`, `label`, `title`, `类.name`; nil for figures.
  func text(_ steps: [Syntax.Step]) -> String? {
    let names = steps.map { step in
      if case .member(let name, _) = step { name } else { "" }
    }
    switch names {
    case ["name"], ["label"], ["title"]: return name
    default: return names.count == 2 && names[1] == "name" ? above[names[0]] : nil
    }
  }
}

/// Lists the members of a sentence that have something to say.
struct Members {
  private(set) var all: [Member] = []
  private let composition: Composition
  private let listsZeros: Bool

  private var filing: Filing { composition.filing }
  private var form: Form { composition.form }

  init(_ kind: SentencePattern.Members, _ composition: Composition, listsZeros: Bool) {
    self.composition = composition
    self.listsZeros = listsZeros
    switch kind {
    case .level(let table, let level):
      all = rows(table) { row, classification in
        row.code.map { classification?.level(of: $0) == level } ?? false
      }
    case .range(let table, let first, let last): all = fixedRows(table, first, last)
    case .columns(let table, let except): all = columns(table, except)
    case .items(let table, let ids): all = items(table, ids)
    case .projects: all = projects
    }
  }

  /// The only filling of a table, with the shape of its first block.
  private func table(_ id: String) -> (index: Int, form: TableForm)? {
    guard let form = form.table(id), let index = filing.fillings(of: form).first else { return nil }
    return (index, self.form.tables[form])
  }

  private func hasFigure(_ row: FilledRow, _ column: Int? = nil) -> Bool {
    if listsZeros { return true }
    let cells = column.map { [row.cells[$0]] } ?? row.cells
    return cells.contains { $0?.number.map { $0.significand != 0 } ?? false }
  }

  private func rows(_ id: String, _ isMember: (FilledRow, Classification?) -> Bool) -> [Member] {
    guard let (index, form) = table(id) else { return [] }
    return filing.tables[index].blocks[0].rows.compactMap { row in
      var classification: Classification?
      if let group = row.form, case .coded(let id, _) = form.blocks[0].rows[group].kind {
        classification = self.form.classifications[id]
      }
      guard isMember(row, classification), hasFigure(row) else { return nil }
      return member(row, classification)
    }
  }

  private func member(_ row: FilledRow, _ classification: Classification?) -> Member {
    var member = Member(id: row.code ?? "", name: row.name.text)
    var next = row.code
    while let classification, let code = next, let level = classification.level(of: code) {
      member.above[level] = classification[code]?.name
      next = classification.parent(of: code)
    }
    return member
  }

  private func fixedRows(_ id: String, _ first: String, _ last: String) -> [Member] {
    guard let (index, form) = table(id), let from = form.blocks[0].row(first), let to = form.blocks[0].row(last),
      from <= to
    else { return [] }
    return filing.tables[index].blocks[0].rows.compactMap { row in
      guard let own = row.form, (from...to).contains(own), hasFigure(row) else { return nil }
      return Member(id: form.blocks[0].rows[own].id, name: form.blocks[0].rows[own].label)
    }
  }

  /// Columns whose total is not nothing.
  private func columns(_ id: String, _ except: String) -> [Member] {
    guard let (index, form) = table(id), let total = form.blocks[0].row("total"),
      let row = filing.tables[index].blocks[0].row(form: total)
    else { return [] }
    return form.blocks[0].columns.enumerated().compactMap { column, columnForm in
      guard columnForm.id != except, hasFigure(filing.tables[index].blocks[0].rows[row], column) else { return nil }
      return Member(id: columnForm.id, name: columnForm.label)
    }
  }

  /// Members of the inner dimension, named as the heading over them names them.
  private func items(_ id: String, _ ids: [String]) -> [Member] {
    guard let (_, form) = table(id) else { return [] }
    return ids.compactMap { item in
      guard let column = form.blocks[0].columns.first(where: { $0.id.hasSuffix("." + item) }) else { return nil }
      return Member(id: item, name: String(column.label.drop { $0 != "·" }.dropFirst()))
    }
  }

  private var projects: [Member] {
    filing.tables.indices.compactMap { index in
      guard form.tables[filing.tables[index].form].collection != nil, let name = filing.tables[index].name else {
        return nil
      }
      return Member(id: name.text, name: name.text, filling: index)
    }
  }
}
