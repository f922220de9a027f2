import Amounts
import Evaluation
import Filings
import Forms

extension FindingBuilder {
  /// A finding of equations that do not hold, where the document cannot tell which cell is wrong.
  func openFinding(_ members: [Attribution.Cause]) -> Finding? {
    let balances = members.flatMap(\.balances)
    guard let rule = leading(balances),
      let index = balances.first(where: { sheet.balances[$0].rule == ruleIndex(rule) }) ?? balances.first
    else { return nil }
    let balance = sheet.balances[index]
    let suspects = Set(members.flatMap(\.suspects))
    let rights = rights(members[0].suspects, of: balances)
    let slips = SlipNames(words: words, figures: sheet.evaluator.figures)
    // Among very many there is always one whose digits happen to fit.
    let likeliest = suspects.count <= Self.fewSuspects ? slips.likeliest(rights) : nil
    let target = likeliest ?? self.target(members[0].suspects, of: balance)
    var finding = openFinding(of: balance, rule, at: target)
    finding.severity = severity(rule, balances)
    // Every cell that would do is a suspect; past some, naming them helps nobody.
    let role: Location.Role = suspects.count <= Self.mostSuspects ? .also : .evidence
    finding.locations += suspects.subtracting([target]).sorted().map { words.location($0, role: role) }
    let count = finding.locations.count
    finding.isOpen = count > 1
    if let likeliest, let right = rights[likeliest] {
      finding.suggestion = catalog(
        "finding.open.likeliest",
        ["count": String(count), "cell": words.cell(likeliest), "expected": words.value(right, at: likeliest)])
      finding.cause = slips.name(likeliest, right: right, besides: [])
    } else if dividesByNothing(balance, at: target) {
      finding.suggestion = catalog("finding.divisor.suggestion")
    } else if finding.isOpen {
      let key = members[0].isRowLeftOut ? "finding.open.row" : "finding.open.suggestion"
      finding.suggestion = catalog(key, ["count": String(count)])
    }
    finding.evidence = evidence(balances)
    return finding
  }

  private static let mostSuspects = 30
  private static let fewSuspects = 12

  /// The suspect to look at first: what the equation is of.
  private func target(_ suspects: [CellPlace], of balance: Balance) -> CellPlace {
    let defined = balance.terms.first { $0.isLeft && (suspects.contains($0.place) || isStatedOnly($0.place)) }
    return defined?.place ?? suspects[0]
  }

  /// What an equation that does not hold says, without who is suspected.
  private func openFinding(of balance: Balance, _ rule: Rule, at target: CellPlace) -> Finding {
    let proof = words.evidence(balance, rule: rule)
    let isBlank = proof.right == catalog("value.blank")
    let isComputed = isComputed(balance)
    let operand = isComputed ? nil : blank(in: balance, at: target)
    // The equation is told from its left side, whichever of its cells is the one to look at first.
    let subject = operand ?? balance.terms.first(where: \.isLeft)?.place ?? target
    var finding = Finding(
      rule: rule.id, severity: .init(rule.severity),
      title: catalog("finding.open.title", ["table": words.table(target.table), "rule": rule.title]),
      message: catalog(
        isComputed ? "finding.open" : operand == nil ? "finding.divisor" : "finding.operand",
        [
          "table": words.table(subject.table), "cell": words.cell(subject), "left": proof.left, "right": proof.right,
          "difference": proof.difference, "rule": rule.title,
        ]),
      stated: words.stated(subject), expected: isBlank ? nil : proof.right, formula: formula(rule),
      basis: basis(rule),
      locations: [words.location(target, role: .culprit)])
    if case .truth = balance.left {
      finding.message = catalog(
        "finding.condition",
        ["table": words.table(target.table), "rule": rule.title, "cells": named(balance.terms.map(\.place))])
      finding.expected = nil
    }
    return finding
  }

  /// Whether an equation comes to something. What only divides comes to nothing where it divides by a blank or a zero.
  private func isComputed(_ balance: Balance) -> Bool {
    guard balance.shape == .formula, case .blank = balance.right else { return true }
    return false
  }

  private func dividesByNothing(_ balance: Balance, at target: CellPlace) -> Bool {
    !isComputed(balance) && blank(in: balance, at: target) == nil
  }

  /// The blank cell for want of which an equation cannot be computed.
  private func blank(in balance: Balance, at target: CellPlace) -> CellPlace? {
    ([target] + balance.terms.map(\.place)).first { filing[$0]?.isBlank ?? true }
  }

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

  /// Cells with what they state, at most six.
  func named(_ places: [CellPlace]) -> String {
    let isSplit = Set(places.map(\.table)).count > 1
    return places.prefix(6).map {
      "\(isSplit ? words.table($0.table) + "·" : "")\(words.cell($0))\(catalog("is"))\(words.stated($0))"
    }.joined(separator: catalog("list.separator"))
  }

  /// A total that only a sentence states is the place to look at, whichever of its parts is wrong or missing.
  private func isStatedOnly(_ place: CellPlace) -> Bool { !form.tables[filing.tables[place.table].form].isPrinted }
}
