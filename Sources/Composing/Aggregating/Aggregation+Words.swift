import Amounts
package import Forms

/// Last year's figures, words, and what is said of the department as a whole.
extension Aggregation {
  // MARK: Last year

  mutating func addPriors() throws(ArithmeticOverflow) {
    for prior in units.flatMap(\.facts.priors) where !facts.priors.contains(where: { $0.cell == prior.cell }) {
      facts.priors.append(
        LeafPrior(address: prior.address, cell: prior.cell, value: nil, place: FactPlace(file: "prior")))
    }
    let changed = try changedByEliminations()
    for index in facts.priors.indices {
      let cell = facts.priors[index].cell
      let given = units.map { unit in unit.facts.priors.first { $0.cell == cell }?.value }
      let missing = zip(units, given).filter { $0.1 == nil }.map(\.0.name)
      guard missing.count < units.count else {
        facts.priors[index].remark = remark("prior.none")
        continue
      }
      var sum = Rational.zero
      for value in given { sum = try sum + (value ?? .zero) }
      facts.priors[index].value = sum
      if !missing.isEmpty {
        facts.priors[index].remark = remark("missing", ["units": missing.joined(separator: "、")])
      } else if changed.contains(cell) {
        facts.priors[index].remark = remark("prior.eliminated")
      }
    }
  }

  /// Facts whose sum is another one for what was taken out this year: last year's lack the same.
  private func changedByEliminations() throws(ArithmeticOverflow) -> Set<CellReference> {
    guard !eliminated.isEmpty else { return [] }
    let cells = facts.priors.map(\.cell)
    let figures: PublishedFigures
    do throws(FactProblems) {
      figures = PublishedFigures(try Composition(facts, form: form).exact, form: form)
    } catch {
      // Where the department's figures do not come out, it cannot be told which.
      return Set(cells)
    }
    var changed: Set<CellReference> = []
    for cell in cells {
      var sum = Rational.zero
      for unit in units { sum = try sum + (unit.value(cell) ?? .zero) }
      if figures.value(cell) ?? .zero != sum { changed.insert(cell) }
    }
    return changed
  }

  // MARK: Words

  /// Words are taken where all who give them say the same; otherwise the department writes its own.
  mutating func addTexts() {
    let keys = Set(units.flatMap(\.facts.texts.keys)).union(facts.texts.keys)
    for key in keys.sorted() {
      let given = units.compactMap { unit in
        unit.facts.texts[key].flatMap { $0.isEmpty ? nil : (unit: unit.name, text: $0) }
      }
      guard let first = given.first else { continue }
      let isAgreed = given.allSatisfy { $0.text == first.text }
      facts.texts[key] = isAgreed ? first.text : ""
      if !isAgreed {
        facts.textRemarks[key] = remark("differs", ["said": listed(given)])
      } else if given.count < units.count {
        facts.textRemarks[key] = remark("some", ["units": given.map(\.unit).joined(separator: "、")])
      }
    }
  }

  /// The list of units, in the form's words.
  mutating func addHead() {
    guard let list = form.workbook.aggregation?.units else { return }
    let words = list.words.replacing("{year}", with: String(facts.head.year))
      .replacing("{count}", with: String(units.count))
      .replacing("{names}", with: units.map(\.name).joined(separator: "、"))
    facts.head.parts[list.part, default: []].append((title: list.title, paragraphs: [words]))
    facts.headRemarks[list.title] = remark("units")
  }
}

extension Aggregation.Dealing {
  /// For messages: amounts in 元.
  package func values(_ catalog: Catalog) -> [String: String] {
    func text(_ amount: Rational?) -> String { amount?.formatted(decimals: 2) ?? catalog("aggregate.nothing") }
    func name(_ unit: String) -> String { unit.isEmpty ? catalog("aggregate.somebody") : unit }
    return [
      "title": title, "giver": name(giver), "getter": name(getter), "given": text(given), "got": text(got),
      "amount": text(given ?? got),
    ]
  }
}
