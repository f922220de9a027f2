import Amounts
package import Filings
package import Forms

/// The leaf facts of a new year, begun from last year's: its figures become last year's, closing balances become opening
/// ones, and what is words stays, to be renewed.
package struct RollForward {
  private let last: LeafFacts
  private let figures: PublishedFigures
  private let form: Form
  private var facts: LeafFacts

  /// - Parameters:
  ///   - last: last year's leaf facts, for its words, accounts and projects.
  ///   - filing: last year's figures, printed or exact.
  ///   - form: of the new year.
  package static func facts(_ last: LeafFacts, _ filing: Filing, form: Form, year: Int) -> LeafFacts {
    var head = last.head
    head.year = year
    head.pack = form.pack
    head.rounding = .controlled
    head.signature = []
    var own = RollForward(
      last: last, figures: PublishedFigures(filing, form: form), form: form, facts: BlankFacts.facts(head, form: form))
    own.addRows()
    own.addFigures()
    own.addWords()
    return own.facts
  }

  private init(last: LeafFacts, figures: PublishedFigures, form: Form, facts: LeafFacts) {
    (self.last, self.figures, self.form, self.facts) = (last, figures, form, facts)
  }

  // MARK: Rows

  /// Accounts, projects and what they were to achieve, without figures.
  private mutating func addRows() {
    facts.members = last.members
    for (address, rows) in last.rows.sorted(by: { ($0.key.table, $0.key.block) < ($1.key.table, $1.key.block) }) {
      let block = form.tables[address.table].blocks[address.block]
      for row in rows {
        if case .fixed = row.key, row.member == nil { continue }
        var own = row
        for (column, cell) in row.cells {
          let isKept = block.isOpen && Self.kept.contains(block.columns[column].id)
          own.cells[column] = LeafCell(isKept ? cell.text : "", remark: nil)
        }
        facts.rows[address, default: []].append(own)
      }
    }
  }

  /// Columns of indicators that a new year begins with.
  private static let kept: Set<String> = ["level1", "level2", "level3", "target", "weight"]

  // MARK: Figures

  private mutating func addFigures() {
    for index in facts.priors.indices {
      facts.priors[index].value = figures.value(facts.priors[index].cell)
      if facts.priors[index].value == nil { facts.priors[index].remark = LeafRemark("", isPending: true) }
    }
    let resolver = SlotResolver(form: form)
    for rule in form.workbook.roll {
      if let target = resolver.cell(rule.target), let source = resolver.cell(rule.source) {
        guard case .fixed(let row) = target.row else { continue }
        set(BlockAddress(table: target.table, block: target.block), .fixed(row), target.column, figures.value(source))
      } else if let (address, target) = form.column(named: rule.target),
        let (from, source) = form.column(named: rule.source), address == from
      {
        for row in facts.rows[address] ?? [] { set(address, row.key, target, value(address, row.key, source)) }
      }
    }
  }

  private func value(_ address: BlockAddress, _ key: LeafRow.Key, _ column: Int) -> Rational? {
    let row: PublishedFigures.Key.Row =
      switch key {
      case .fixed(let index): .fixed(index)
      case .code(let code): .code(code)
      case .open(_, let name): .open(name)
      }
    return figures.figures[
      PublishedFigures.Key(table: address.table, member: nil, block: address.block, row: row, column: column)]?.value
  }

  private mutating func set(_ address: BlockAddress, _ key: LeafRow.Key, _ column: Int, _ value: Rational?) {
    guard let value, !value.isZero, let index = facts.rows[address]?.firstIndex(where: { $0.key == key }),
      facts.rows[address]?[index].cells[column] != nil
    else { return }
    let remark = LeafRemark(value.formatted(decimals: 2), isPending: false)
    facts.rows[address]?[index].cells[column] = LeafCell(value.formatted(decimals: 2), remark: remark)
  }

  // MARK: Words

  private mutating func addWords() {
    for (key, text) in last.texts where !text.isEmpty {
      facts.texts[key] = text
      facts.textRemarks[key] = LeafRemark(text, isPending: true)
    }
    for entry in last.head.parts.values.joined() { facts.headRemarks[entry.title] = LeafRemark("", isPending: true) }
  }
}
