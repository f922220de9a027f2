import Amounts
import Documents
import Evaluation
import Filings
import Forms

/// Last digits that differ by rounding: no error, but the reader who adds up will ask. One figure printed in two ways,
/// sums that miss their parts by a fen or two, rates that are not rounded; each of the three is one finding. Where the
/// document remarks on its amounts itself, the reader has the answer.
struct RoundingKind: RuleKind {
  private enum Slip: String, CaseIterable {
    case same, sum, rate
  }

  /// A place, and what its figure would be.
  private struct Place {
    var slip: Slip
    var cells: [CellPlace]
    var value: Rational
  }

  /// Places that a finding points at.
  private static let most = 40
  /// Places that its message names.
  private static let named = 3

  func check(_ rule: Rule, _ parameters: PackNode, in context: CheckContext) -> KindOutcome {
    let near = context.sheet.balances.filter { $0.verdict == .withinRounding && isClear($0, context) }
    let shares = Self.sharesOfBreakdowns(context)
    let places = near.compactMap { Self.place($0, context) }.filter {
      $0.slip != .rate || !shares.contains($0.cells[0])
    }
    let isRemarked = isRemarked((parameters["remarks"]?.items ?? []).compactMap(\.text), context)
    let told = places.filter { $0.slip == .rate || !isRemarked }
    var outcome = KindOutcome(holds: near.count - told.count)
    for slip in Slip.allCases {
      var seen: Set<[CellPlace]> = []
      let own = told.filter { $0.slip == slip && seen.insert($0.cells).inserted }
      if !own.isEmpty { outcome.findings.append(finding(rule, slip, own, context)) }
    }
    return outcome
  }

  private func isRemarked(_ words: [String], _ context: CheckContext) -> Bool {
    context.prose.contains { prose in words.contains { Label.contains(prose.piece.text, $0) } }
  }

  /// Whether nobody doubts its figures; parts may be blank.
  private func isClear(_ balance: Balance, _ context: CheckContext) -> Bool {
    balance.terms.allSatisfy { term in
      (term.value == nil || context.words.filing[term.place]?.number != nil)
        && context.statedFigures.repaired[term.place] == nil
        && !context.statedFigures.suspects.contains(term.place)
    }
  }

  /// The cells of shares of one whole in one section, which are made to come to 100.
  private static func sharesOfBreakdowns(_ context: CheckContext) -> Set<CellPlace> {
    struct Whole: Hashable {
      var section: String
      var cell: CellReference
    }
    var shares: [Whole: [CellPlace]] = [:]
    for (statement, place) in zip(context.words.filing.narrative.statements, context.statedFigures.places) {
      guard let place, case .ratio(.divide(_, .cell(let whole))) = statement.meaning else { continue }
      shares[Whole(section: statement.section, cell: whole), default: []].append(place)
    }
    return Set(shares.values.filter { $0.count > 1 }.joined())
  }

  // MARK: Places

  private static func place(_ balance: Balance, _ context: CheckContext) -> Place? {
    guard case .number(let left) = balance.left, case .number(let right) = balance.right else { return nil }
    let own = balance.terms.filter(\.isLeft).map(\.place)
    guard own.count == 1 else { return nil }
    do throws(ArithmeticOverflow) {
      switch balance.shape {
      case .sum:
        guard balance.constant == nil, try isEvenlyPrinted(balance.terms.compactMap(\.value)) else { return nil }
        let cells = balance.terms.map(\.place)
        return cells.count == 2
          ? Place(slip: .same, cells: cells.sorted(), value: right.center)
          : Place(slip: .sum, cells: own, value: right.center)
      case .formula:
        guard isRate(own[0], context), let rounded = try rounded(left, right) else { return nil }
        return Place(slip: .rate, cells: own, value: rounded)
      case .condition: return nil
      }
    } catch {
      return nil
    }
  }

  private static func isRate(_ place: CellPlace, _ context: CheckContext) -> Bool {
    let filing = context.words.filing
    let block = context.form.tables[filing.tables[place.table].form].blocks[place.block]
    // One without its sign is told of already.
    guard filing[place]?.number?.isPercent ?? false else { return false }
    if case .percent = block.measure(row: filing.row(at: place).form, column: place.column) { return true }
    return false
  }

  /// Whether figures are amounts rounded at the same place. Of two places the coarser one is right to differ.
  private static func isEvenlyPrinted(_ values: [Interval]) throws(ArithmeticOverflow) -> Bool {
    for value in values {
      guard try value.high - value.low == values[0].high - values[0].low,
        try value.high - value.center == value.center - value.low
      else { return false }
    }
    return true
  }

  /// What a rate rounds to, where whatever its operands stand for rounds to something else than is printed. Its interval
  /// reaches a whole step up, since rates may be cut off. What lies right between two steps rounds to either.
  private static func rounded(_ rate: Interval, _ worked: Interval) throws(ArithmeticOverflow) -> Rational? {
    let step = try rate.high - rate.center
    let half = try step / Rational(2)
    if try worked.low > rate.center + half { return rate.high }
    if try worked.high < rate.center - half { return try rate.center - step }
    return nil
  }

  // MARK: Findings

  private func finding(_ rule: Rule, _ slip: Slip, _ places: [Place], _ context: CheckContext) -> Finding {
    let id = "kind.rounding.\(slip.rawValue)"
    let names = places.prefix(Self.named).map { place in
      let cells = place.cells.map { cell in
        context.catalog(
          "\(id).cell",
          [
            "table": context.words.table(cell.table), "cell": context.words.cell(cell),
            "stated": context.words.stated(cell), "value": context.words.value(place.value, at: cell),
          ])
      }
      return cells.joined(separator: context.catalog("list.separator"))
    }
    let cells = places.flatMap(\.cells).prefix(Self.most)
    return context.finding(
      rule, id,
      ["count": String(places.count), "cells": names.joined(separator: context.catalog("kind.rounding.separator"))],
      expected: places.count == 1 && slip != .same ? context.words.value(places[0].value, at: places[0].cells[0]) : nil,
      at: cells.enumerated().map { context.words.location($1, role: $0 == 0 ? .culprit : .also) })
  }
}
