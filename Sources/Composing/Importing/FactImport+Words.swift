import Amounts
import Documents
import Filings
import Forms

/// Indicators, last year's figures and words of a published disclosure.
extension FactImport {
  // MARK: Indicators

  /// Rows whose number and names the filer chose; a blank under a name repeats it. What has only the names of its kind is
  /// a line of the template that nobody filled in.
  mutating func addOpen(_ address: BlockAddress, _ member: String?) {
    let block = form.tables[address.table].blocks[address.block]
    guard let table = filing.fillings(of: address.table).first(where: { figures.member(filing.tables[$0]) == member })
    else { return }
    var above: [Int: String] = [:]
    for row in filing.tables[table].blocks[address.block].rows {
      guard case .open = row.key else { continue }
      var leaf = LeafRow(member: member, key: .open(group: 0, name: ""), cells: [:], place: FactPlace(file: ""))
      for (index, column) in block.columns.enumerated() {
        var text = row.cells[index]?.text ?? ""
        if column.fills {
          if text.isEmpty { text = above[index] ?? "" }
          text = column.values.first { Label.key(text).hasPrefix(Label.key($0.text)) }?.text ?? text
          // A new kind has its own kinds below it.
          if above[index] != text { above = above.filter { $0.key < index } }
          above[index] = text
        }
        leaf.cells[index] = openCell(text, row.cells[index]?.number, column.measure)
      }
      let isNamed = leaf.cells.contains { index, cell in !block.columns[index].fills && !cell.text.isEmpty }
      if isNamed { facts.rows[address, default: []].append(leaf) }
    }
  }

  private func openCell(_ text: String, _ number: PrintedNumber?, _ measure: Measure) -> LeafCell {
    let words = text.split(separator: "\n").joined()
    if measure == .text {
      return LeafCell(text: words, value: words.isEmpty ? .blank : .text, place: FactPlace(file: ""))
    }
    guard let number else {
      return LeafCell(
        "", remark: words.isEmpty ? nil : LeafRemark(words, isPending: PrintedValue(parsing: words) != .blank))
    }
    return LeafCell(number.value.formatted(limit: 6))
  }

  // MARK: Last year

  mutating func addPriors() {
    for index in facts.priors.indices {
      facts.priors[index].value = prior(facts.priors[index].cell)
      if facts.priors[index].value == nil {
        facts.priors[index].remark = LeafRemark("", isPending: true)
      }
    }
  }

  /// This year's figure less the change that a sentence tells, or the same where it says 持平; in 元.
  private func prior(_ cell: CellReference) -> Rational? {
    guard let now = figures.value(cell) else { return nil }
    let narrative = filing.narrative
    do {
      for statement in narrative.statements {
        guard case .change(cell) = statement.meaning, let number = statement.number.number else { continue }
        let unit = Rational((MoneyUnit(text: number.unit) ?? form.unit).fen / 100)
        let change = try number.value * unit
        return try statement.direction == .down ? now + change.magnitude : now - change
      }
    } catch {
      return nil
    }
    let isSame = narrative.comparisons.contains { comparison in
      guard comparison.relation == .same, comparison.base != .budget, let final = comparison.final,
        case .figure(cell) = narrative.statements[final].meaning
      else { return false }
      return true
    }
    if isSame { return now }
    return relatedPrior(cell)
  }

  /// A figure that the form says is last year's of another: `BASE.costs[running].last = prior(T09.outturn.running)`.
  private func relatedPrior(_ cell: CellReference) -> Rational? {
    for rule in form.rules {
      guard case .equations(let equations) = rule.kind else { continue }
      for equation in equations {
        guard case .compare(.equal, .cell(let other), .prior(.cell(cell))) = equation.body else { continue }
        return figures.value(other)
      }
    }
    return nil
  }

  // MARK: Words of sentences

  mutating func addTexts(_ document: Document) {
    facts.texts = [:]
    for reason in filing.narrative.reasons where !reason.group.isEmpty {
      let key = "\(reason.section).\(Self.group(reason.group)).reason"
      let text = reason.text.text.filter { !$0.isWhitespace }
      if facts.texts[key] == nil, !text.isEmpty { facts.texts[key] = text }
    }
    for (key, text) in SentenceWords(filing, of: document, form: form).found where facts.texts[key] == nil {
      facts.texts[key] = text
    }
  }
}

extension FactImport {
  /// `items.2012601`, as the narrative calls a sentence about a member, is `items[2012601]` to whoever composes.
  private static func group(_ group: String) -> String {
    guard let dot = group.firstIndex(of: ".") else { return group }
    return "\(group[..<dot])[\(group[group.index(after: dot)...])]"
  }
}

extension PublishedFigures {
  /// What is printed for a cell of the form, in 元; a blank is nothing.
  func value(_ cell: CellReference) -> Rational? {
    let row: Key.Row
    switch cell.row {
    case .fixed(let index): row = .fixed(index)
    case .code(let code): row = .code(code)
    case .only: row = .fixed(0)
    case .current, .variable, .matchingCurrent, .matchingVariable: return nil
    }
    guard let figure = figures[Key(table: cell.table, member: nil, block: cell.block, row: row, column: cell.column)]
    else { return nil }
    return figure.isBlank ? .zero : figure.value
  }
}
