import Amounts
import Evaluation
import Filings
import Forms
import Parallel

/// Turns causes and unmet conditions into findings.
struct FindingBuilder {
  let words: Words
  let sheet: BalanceSheet

  private var form: Form { words.form }
  private var filing: Filing { words.filing }
  private var catalog: Catalog { words.catalog }

  // MARK: Causes

  func findings(_ causes: [Attribution.Cause]) -> [Finding] {
    Parallel.map(CauseGroups(causes, sheet: sheet).groups) { group in
      let members = group.map { causes[$0] }
      let decided = members.filter(\.isDecided)
      return decided.isEmpty ? openFinding(members) : finding(decided, with: members)
    }.compactMap(\.self)
  }

  /// A finding whose repairs are known.
  private func finding(_ decided: [Attribution.Cause], with members: [Attribution.Cause]) -> Finding? {
    var edits: [CellPlace: Attribution.Edit] = [:]
    for edit in decided.flatMap(\.edits) { edits[edit.place] = edit }
    let places = edits.keys.sorted()
    let balances = members.flatMap(\.balances).filter { sheet.balances[$0].isBroken }
    guard let main = mainPlace(places), let edit = edits[main], let rule = leading(balances, of: main) else {
      return nil
    }
    var finding = Finding(
      rule: rule.id, severity: .init(rule.severity), title: title(main, places: places, edits: edits),
      message: message(edit, rule: rule), stated: stated(places), expected: expected(places, edits),
      formula: formula(rule), basis: basis(rule),
      suggestion: suggestion(edit),
      locations: places.map { words.location($0, role: $0 == main ? .culprit : .also) })
    finding.cause = SlipNames(words: words, figures: sheet.evaluator.figures).name(
      main, right: edit.value, besides: Set(places))
    if places.count > 1 { finding.message += also(places.filter { $0 != main }, edits) }
    finding.repairs = places.compactMap { place in edits[place].flatMap { words.repair($0) } }
    finding.evidence = evidence(balances)
    return finding
  }

  /// A finding of equations that do not hold, where the document cannot tell which cell is wrong.
  private func openFinding(_ members: [Attribution.Cause]) -> Finding? {
    let balances = members.flatMap(\.balances)
    guard let rule = leading(balances),
      let index = balances.first(where: { sheet.balances[$0].rule == ruleIndex(rule) }) ?? balances.first
    else { return nil }
    let balance = sheet.balances[index]
    let left = balance.terms.first(where: \.isLeft)?.place
    let rights = rights(members[0].suspects, of: balances)
    let slips = SlipNames(words: words, figures: sheet.evaluator.figures)
    let count = Set(members.flatMap(\.suspects)).count
    // Among very many there is always one whose digits happen to fit.
    let likeliest = count <= Self.fewSuspects ? slips.likeliest(rights) : nil
    let target =
      likeliest
      ?? balance.terms.first { $0.isLeft && (members[0].suspects.contains($0.place) || isStatedOnly($0.place)) }?.place
      ?? members[0].suspects[0]
    let others = members.flatMap(\.suspects).filter { $0 != target }
    let proof = words.evidence(balance, rule: rule)
    let lacksOperand = balance.shape == .formula && proof.right == catalog("value.blank")
    // The equation is told from its left side, whichever of its cells is the one to look at first.
    let subject = lacksOperand ? target : left ?? target
    var finding = Finding(
      rule: rule.id, severity: .init(rule.severity),
      title: catalog("finding.open.title", ["table": words.table(target.table), "rule": rule.title]),
      message: catalog(
        lacksOperand ? "finding.operand" : "finding.open",
        [
          "table": words.table(subject.table), "cell": words.cell(subject), "left": proof.left, "right": proof.right,
          "difference": proof.difference, "rule": rule.title,
        ]),
      stated: words.stated(subject), expected: proof.right == catalog("value.blank") ? nil : proof.right,
      formula: formula(rule),
      basis: basis(rule), locations: [words.location(target, role: .culprit)])
    if case .truth = balance.left {
      finding.message = catalog(
        "finding.condition",
        ["table": words.table(target.table), "rule": rule.title, "cells": named(balance.terms.map(\.place))])
      finding.expected = nil
    }
    // Every cell that would do is a suspect; past some, naming them helps nobody.
    var seen: Set<CellPlace> = [target]
    for place in others.sorted() where seen.insert(place).inserted {
      finding.locations.append(words.location(place, role: count <= Self.mostSuspects ? .also : .evidence))
    }
    finding.isOpen = seen.count > 1
    if finding.isOpen {
      let key = members[0].isRowLeftOut ? "finding.open.row" : "finding.open.suggestion"
      finding.suggestion = catalog(key, ["count": String(seen.count)])
    }
    if let likeliest, let right = rights[likeliest] {
      finding.suggestion = catalog(
        "finding.open.likeliest",
        ["count": String(seen.count), "cell": words.cell(likeliest), "expected": words.value(right, at: likeliest)])
      finding.cause = slips.name(likeliest, right: right, besides: [])
    }
    finding.evidence = evidence(balances)
    return finding
  }

  private static let mostSuspects = 30
  private static let fewSuspects = 12

  /// By suspect, the value that would mend the one broken sum it is in.
  private func rights(_ suspects: [CellPlace], of balances: [Int]) -> [CellPlace: Rational] {
    guard balances.count == 1, let balance = balances.first.map({ sheet.balances[$0] }), balance.shape == .sum else {
      return [:]
    }
    var rights: [CellPlace: Rational] = [:]
    for term in balance.terms where suspects.contains(term.place) && term.coefficient.magnitude == 1 {
      guard let value = term.value?.center else { continue }
      do {
        rights[term.place] = try term.coefficient > 0 ? value - balance.residual : value + balance.residual
      } catch {
        continue
      }
    }
    return rights
  }

  private func named(_ places: [CellPlace]) -> String {
    let isSplit = Set(places.map(\.table)).count > 1
    return places.prefix(6).map {
      "\(isSplit ? words.table($0.table) + "·" : "")\(words.cell($0))\(catalog("is"))\(words.stated($0))"
    }.joined(separator: catalog("list.separator"))
  }

  /// A total that only a sentence states is the place to look at, whichever of its parts is wrong or missing.
  private func isStatedOnly(_ place: CellPlace) -> Bool { !form.tables[filing.tables[place.table].form].isPrinted }

  // MARK: Words of a cause

  private func title(_ main: CellPlace, places: [CellPlace], edits: [CellPlace: Attribution.Edit]) -> String {
    let values = [
      "table": words.table(main.table), "cell": words.cell(main), "row": words.row(main), "count": String(places.count),
    ]
    if filing.row(at: main).isAbsent { return catalog("finding.absent.title", values) }
    if let other = swapped(main, places, edits) {
      return catalog("finding.swap.title", ["row": words.row(main), "other": words.row(other)])
    }
    if filing[main]?.isBlank ?? true {
      return catalog(places.count > 3 ? "finding.blanks.title" : "finding.blank.title", values)
    }
    return catalog("finding.value.title", values)
  }

  /// The row that the main one exchanged its values with.
  private func swapped(_ main: CellPlace, _ places: [CellPlace], _ edits: [CellPlace: Attribution.Edit]) -> CellPlace? {
    places.first { other in
      other.table == main.table && other.block == main.block && other.row != main.row && other.column == main.column
        && filing[other]?.number != nil && printed(other) == edits[main]?.value
        && printed(main) == edits[other]?.value
    }
  }

  private func printed(_ place: CellPlace) -> Rational? {
    do throws(Unknown) {
      guard case .number(let interval) = try sheet.evaluator.figures.value(at: place) else { return nil }
      return interval.center
    } catch {
      return nil
    }
  }

  private func message(_ edit: Attribution.Edit, rule: Rule) -> String {
    let main = edit.place
    let values = [
      "table": words.table(main.table), "cell": words.cell(main), "row": words.row(main), "stated": words.stated(main),
      "expected": worth(edit), "rule": rule.title, "difference": difference(main, edit.value),
    ]
    if filing.row(at: main).isAbsent {
      return catalog(hasParts(main) ? "finding.absent.parent" : "finding.absent", values)
    }
    return catalog(filing[main]?.isBlank ?? true ? "finding.blank" : "finding.value", values)
  }

  /// Whether the account of a row has accounts below it in the same table.
  private func hasParts(_ place: CellPlace) -> Bool {
    guard let own = filing.row(at: place).code else { return false }
    return filing.tables[place.table].blocks[place.block].rows.contains { row in
      row.code.map { $0 != own && $0.hasPrefix(own) } ?? false
    }
  }

  /// What would be right: 约650万元 where a rate beside it leaves several values open.
  private func worth(_ edit: Attribution.Edit) -> String {
    let value = words.value(edit.value, at: edit.place)
    return edit.isApproximate ? catalog("value.about", ["value": value]) : value
  }

  private func difference(_ place: CellPlace, _ value: Rational) -> String {
    guard let printed = printed(place) else { return "" }
    do {
      return words.value(try (printed - value).magnitude, at: place)
    } catch {
      return ""
    }
  }

  /// Names the other cells of the finding, at most six.
  private func also(_ places: [CellPlace], _ edits: [CellPlace: Attribution.Edit]) -> String {
    let named = places.prefix(6).map { place in
      catalog(
        "finding.also.cell",
        [
          "table": words.table(place.table), "cell": words.cell(place), "stated": words.stated(place),
          "expected": edits[place].map(worth) ?? "",
        ])
    }
    let rest = places.count - named.count
    let more = rest > 0 ? catalog("finding.also.rest", ["count": String(rest)]) : ""
    return catalog("finding.also", ["cells": named.joined(separator: catalog("list.separator")) + more])
  }

  private func suggestion(_ edit: Attribution.Edit) -> String {
    let main = edit.place
    let key =
      filing.row(at: main).isAbsent
      ? "finding.absent.suggestion"
      : filing[main]?.isBlank ?? true ? "finding.blank.suggestion" : "finding.value.suggestion"
    return catalog(key, ["expected": worth(edit), "row": words.row(main)])
  }

  private func stated(_ places: [CellPlace]) -> String {
    unique(places.map(words.stated)).joined(separator: catalog("list.separator"))
  }

  private func expected(_ places: [CellPlace], _ edits: [CellPlace: Attribution.Edit]) -> String {
    unique(places.compactMap { edits[$0].map(worth) }).joined(separator: catalog("list.separator"))
  }

  private func unique<Element: Hashable>(_ all: [Element]) -> [Element] {
    var seen: Set<Element> = []
    return all.filter { seen.insert($0).inserted }
  }

  /// The cell a reader should look at first: a printed one before a blank one, then the order of the document.
  private func mainPlace(_ places: [CellPlace]) -> CellPlace? {
    places.first { !(filing[$0]?.isBlank ?? true) } ?? places.first { !filing.row(at: $0).isAbsent } ?? places.first
  }

  // MARK: Rules

  private func rule(of balance: Int) -> Rule { form.rules[sheet.balances[balance].rule] }

  private func ruleIndex(_ rule: Rule) -> Int { form.rules.firstIndex { $0.id == rule.id } ?? 0 }

  /// The rule that speaks for several: the gravest; of those one that the main cell takes part in, best as what it
  /// defines; then the first in the form.
  private func leading(_ balances: [Int], of main: CellPlace? = nil) -> Rule? {
    func distance(_ balance: Balance) -> Int {
      guard let main, let term = balance.terms.first(where: { $0.place == main }) else { return 2 }
      return term.isLeft ? 0 : 1
    }
    func order(_ balance: Balance) -> (Int, Int, Int) {
      (rank(form.rules[balance.rule].severity), distance(balance), balance.rule)
    }
    return balances.map { sheet.balances[$0] }.min { order($0) < order($1) }.map { form.rules[$0.rule] }
  }

  private func rank(_ severity: Rule.Severity) -> Int {
    switch severity {
    case .error: 0
    case .warning: 1
    case .info: 2
    }
  }

  func formula(_ rule: Rule) -> String {
    EquationText.of(rule, form: form, catalog: catalog) ?? rule.title
  }

  func basis(_ rule: Rule) -> [String] {
    rule.basis.map { id in
      guard let source = form.sources[id] else { return id }
      return catalog("basis", ["title": source.title, "verified": catalog("verified.\(source.verification.rawValue)")])
    }
  }

  /// The equations of a finding, broken ones of its own rule first, at most eight.
  private func evidence(_ balances: [Int]) -> [Evidence] {
    var seen: Set<LabelKey> = []
    var evidence: [Evidence] = []
    for index in balances where evidence.count < 8 {
      let proof = words.evidence(sheet.balances[index], rule: rule(of: index))
      if seen.insert(LabelKey(proof.equation + proof.left + proof.right)).inserted { evidence.append(proof) }
    }
    return evidence
  }

  // MARK: Conditions

  /// Unmet conditions, one finding for each rule and filling.
  ///
  /// - Parameter repaired: cells that are known to be wrong; what is compared with one of these is not accused.
  func findings(conditions: [Int], repaired: Set<CellPlace>) -> [Finding] {
    var groups: [[Int]: [Int]] = [:]
    for index in conditions {
      let balance = sheet.balances[index]
      groups[[balance.rule, balance.scope.filling ?? -1], default: []].append(index)
    }
    return groups.sorted { $0.value[0] < $1.value[0] }.compactMap { finding(condition: $0.value, repaired) }
  }

  private func finding(condition members: [Int], _ repaired: Set<CellPlace>) -> Finding? {
    let rule = rule(of: members[0])
    let places = unique(members.flatMap { accused(by: sheet.balances[$0]) })
    var finding = Finding(
      rule: rule.id, severity: .init(rule.severity), title: rule.title, message: "", formula: formula(rule),
      basis: basis(rule))
    guard let first = places.first else { return absentRowFinding(members, finding) ?? rowFinding(members, finding) }
    // Comparisons accuse their left side; the right one may be the culprit as well.
    let culprit = places.first(where: repaired.contains) ?? first
    let isKnown = repaired.contains(culprit)
    finding.locations = places.map { place in
      words.location(
        place, role: place == culprit ? .culprit : isKnown && !repaired.contains(place) ? .evidence : .also)
    }
    finding.message = catalog(
      "finding.condition",
      [
        "table": words.table(first.table), "rule": rule.title,
        "cells": places.prefix(6).map {
          "\(places.contains { $0.table != first.table } ? words.table($0.table) + "·" : "")\(words.cell($0))\(catalog("is"))\(words.stated($0))"
        }
        .joined(separator: catalog("list.separator"))
          + (places.count > 6 ? catalog("finding.also.rest", ["count": String(places.count - 6)]) : ""),
      ])
    finding.stated = words.stated(first)
    return finding
  }

  private func accused(by balance: Balance) -> [CellPlace] {
    guard case .equations(let equations) = form.rules[balance.rule].kind else { return [] }
    return TermCollector(evaluator: sheet.evaluator).accused(equations[balance.equation].body, balance.scope).map(
      \.place)
  }

  /// A row that should be there and is not, when no sum asked for it.
  private func absentRowFinding(_ members: [Int], _ finding: Finding) -> Finding? {
    var finding = finding
    for index in members {
      let balance = sheet.balances[index]
      guard case .equations(let equations) = form.rules[balance.rule].kind else { continue }
      for cell in equations[balance.equation].body.wantedCells {
        guard let (source, target) = AbsentRows.places(cell, balance.scope, sheet.evaluator),
          let row = filing.tables[target].blocks[cell.block].row(code: source.code ?? "")
        else { continue }
        let place = CellPlace(table: target, block: cell.block, row: row, column: cell.column)
        finding.locations.append(words.location(place, role: finding.locations.isEmpty ? .culprit : .also))
        finding.message += catalog(
          "finding.absent",
          [
            "table": words.table(target), "row": words.row(place), "expected": "", "rule": finding.title, "cell": "",
          ])
      }
    }
    return finding.locations.isEmpty ? nil : finding
  }

  /// A condition that looks at rows, not at figures: the rows themselves are named.
  private func rowFinding(_ members: [Int], _ finding: Finding) -> Finding? {
    var finding = finding
    var rows: [CellPlace] = []
    for index in members {
      guard case .row(let filling, let block, let row)? = sheet.balances[index].scope.variables.first else { continue }
      rows.append(CellPlace(table: filling, block: block, row: row, column: 0))
    }
    guard let first = rows.first else { return nil }
    finding.locations = rows.map { place in
      let row = filing.row(at: place)
      return Location(
        role: place == first ? .culprit : .also, quote: row.quote, span: row.span, table: words.table(place.table),
        row: words.row(place))
    }
    finding.message = catalog(
      "finding.condition.rows",
      [
        "table": words.table(first.table), "rule": finding.title,
        "cells": rows.prefix(6).map { "“\(words.row($0))”" }.joined(separator: catalog("list.separator"))
          + (rows.count > 6 ? catalog("finding.also.rest", ["count": String(rows.count - 6)]) : ""),
      ])
    return finding
  }

  func tableLocation(_ filling: Int) -> Location {
    let table = filing.tables[filling]
    return Location(
      role: .culprit, quote: table.header.title?.text ?? form.tables[table.form].title,
      span: table.header.title?.span ?? table.span, table: words.table(filling))
  }
}

extension Finding.Severity {
  init(_ severity: Rule.Severity) {
    switch severity {
    case .error: self = .error
    case .warning: self = .warning
    case .info: self = .info
    }
  }
}
