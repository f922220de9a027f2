import Evaluation
import Filings
import Forms

extension FindingBuilder {
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
        "cells": named(places)
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
}
