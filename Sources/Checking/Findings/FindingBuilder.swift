import Amounts
import Evaluation
import Filings
import Forms
import Parallel

/// Turns causes and unmet conditions into findings.
struct FindingBuilder {
  let words: Words
  let sheet: BalanceSheet

  var form: Form { words.form }
  var filing: Filing { words.filing }
  var catalog: Catalog { words.catalog }

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
      rule: rule.id, severity: severity(rule, balances), title: title(main, places: places, edits: edits),
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

  /// The severity of what some broken equations show: that of their leading rule, but for sums that only fall short.
  func severity(_ rule: Rule, _ balances: [Int]) -> Finding.Severity {
    let broken = balances.map { sheet.balances[$0] }.filter(\.isBroken)
    let falling = broken.compactMap { shortSeverity($0) }
    guard falling.count == broken.count, let severity = falling.first else { return .init(rule.severity) }
    return .init(severity)
  }

  /// The severity of a sum whose parts come to less, of a rule that has one for that.
  private func shortSeverity(_ balance: Balance) -> Rule.Severity? {
    guard case .number(let sum) = balance.left, case .number(let parts) = balance.right, parts.high < sum.low else {
      return nil
    }
    return form.rules[balance.rule].shortSeverity
  }

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

  func unique<Element: Hashable>(_ all: [Element]) -> [Element] {
    var seen: Set<Element> = []
    return all.filter { seen.insert($0).inserted }
  }

  /// The cell a reader should look at first: a printed one before a blank one, then the order of the document.
  private func mainPlace(_ places: [CellPlace]) -> CellPlace? {
    places.first { !(filing[$0]?.isBlank ?? true) } ?? places.first { !filing.row(at: $0).isAbsent } ?? places.first
  }

  // MARK: Rules

  func rule(of balance: Int) -> Rule { form.rules[sheet.balances[balance].rule] }

  func ruleIndex(_ rule: Rule) -> Int { form.rules.firstIndex { $0.id == rule.id } ?? 0 }

  /// The rule that speaks for several: the gravest; of those one that the main cell takes part in, best as what it
  /// defines; then the first in the form.
  func leading(_ balances: [Int], of main: CellPlace? = nil) -> Rule? {
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
  func evidence(_ balances: [Int]) -> [Evidence] {
    var seen: Set<LabelKey> = []
    var evidence: [Evidence] = []
    for index in balances where evidence.count < 8 {
      let proof = words.evidence(sheet.balances[index], rule: rule(of: index))
      if seen.insert(LabelKey(proof.equation + proof.left + proof.right)).inserted { evidence.append(proof) }
    }
    return evidence
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
