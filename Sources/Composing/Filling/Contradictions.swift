import Amounts
import Evaluation
import Filings
import Forms

/// Looks for equations and conditions of the form that the exact figures break: then something given is wrong, and no
/// figure of ours may hide it.
struct Contradictions {
  let filler: Filler
  let places: [CellPlace: FactPlace]
  /// What the equations must speak of: amounts and counts, or points.
  let measures: (Measure) -> Bool

  func problems() -> [FactProblem] {
    let evaluator = filler.evaluator
    var problems: [FactProblem] = []
    var broken: [BrokenEquation] = []
    for equation in filler.equations {
      let rule = filler.form.rules[equation.rule]
      guard rule.severity == .error, filler.applies(equation, evaluator) ?? false else { continue }
      if case .compare(.equal, let left, let right) = equation.equation.body,
        let linear = LinearForm(left, right, equation.scope, evaluator)
      {
        do {
          guard let gap = try gap(linear) else { continue }
          broken.append(BrokenEquation(index: problems.count, linear: linear, gap: gap))
          problems.append(problem(linear, gap, rule))
        } catch {
          problems.append(
            FactProblem("overflow", at: fallback(linear.terms.keys.sorted().first?.place), ["title": rule.title]))
        }
      } else if measures(.amount), isFalse(equation, evaluator) {
        problems.append(FactProblem("condition", at: place(of: equation, evaluator), ["title": rule.title]))
      }
    }
    if !broken.isEmpty { Proposals(filler: filler, places: places).propose(for: broken, &problems) }
    var seen: Set<FactProblem> = []
    return problems.filter { seen.insert($0).inserted }
  }

  /// By how much the left side is more than the right; nil where they are the same, or something is not known.
  private func gap(_ linear: LinearForm) throws -> Rational? {
    guard !linear.terms.isEmpty, linear.terms.keys.allSatisfy({ measures(filler.measure($0.place)) && isKnown($0) })
    else {
      return nil
    }
    var sum = linear.constant
    for (quantity, factor) in linear.terms {
      sum = try sum + (filler.known[quantity]?.number ?? .zero) * Rational(Int64(factor))
    }
    return sum.isZero ? nil : sum
  }

  private func problem(_ linear: LinearForm, _ gap: Rational, _ rule: Rule) -> FactProblem {
    let given = linear.terms.keys.sorted().lazy.compactMap { places[$0.place] }.first
    let names = linear.terms.keys.sorted().prefix(4).map(name).joined(separator: "、")
    return FactProblem(
      "contradiction", at: given ?? fallback(linear.terms.keys.sorted().first?.place),
      ["title": rule.title, "cells": names, "difference": gap.magnitude.formatted(minimum: 2, limit: 2)])
  }

  /// Not what may be left blank, and was.
  private func isKnown(_ quantity: Quantity) -> Bool {
    guard let known = filler.known[quantity] else { return false }
    let place = quantity.place
    let block = filler.form.tables[filler.filing.tables[place.table].form].blocks[place.block]
    guard known == .blank, let row = filler.filing.row(at: place).form else { return true }
    return !block.rows[row].optional.contains(place.column)
  }

  private func name(_ quantity: Quantity) -> String {
    let table = filler.form.tables[filler.filing.tables[quantity.place.table].form]
    let row = filler.filing.row(at: quantity.place)
    let name = [row.code ?? "", row.name.text].filter { !$0.isEmpty }.joined(separator: " ")
    let label = table.blocks[quantity.place.block].columns[quantity.place.column].label
    let column = FormLabel.filled(label, year: filler.filing.fiscalYear ?? 0)
    let figure = filler.known[quantity]?.number.formatted(minimum: 2, limit: 2) ?? ""
    return ([table.title, name, column].filter { !$0.isEmpty }.joined(separator: "·")) + "=" + figure
  }

  private func isFalse(_ equation: EquationOnPlace, _ evaluator: Evaluator) -> Bool {
    do throws(Unknown) {
      return try !evaluator.truth(equation.equation.body, equation.scope)
    } catch {
      // What is not known yet contradicts nothing.
      return false
    }
  }

  private func place(of equation: EquationOnPlace, _ evaluator: Evaluator) -> FactPlace {
    let cells = TermCollector(evaluator: evaluator).cells(equation.equation.body, equation.scope).map(\.place)
    return cells.lazy.compactMap { places[$0] }.first ?? fallback(cells.first)
  }

  private func fallback(_ place: CellPlace?) -> FactPlace {
    guard let place else { return FactPlace(file: FactFolder.headName) }
    let address = BlockAddress(table: filler.filing.tables[place.table].form, block: place.block)
    return FactPlace(file: filler.form.name(of: address) + ".tsv")
  }
}
