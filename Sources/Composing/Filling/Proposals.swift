import Amounts
import Diagnosis
import Evaluation
import Filings
import Forms

/// An equation of the form that does not hold.
struct BrokenEquation {
  /// Of its problem, in the list of problems.
  var index: Int
  var linear: LinearForm
  /// By how much its left side is more than its right.
  var gap: Rational
}

/// What a given cell would have to be for broken equations to hold.
///
/// Nothing says that it is this cell that is wrong: whoever knows decides. Proposed is a cell only where all broken
/// equations that it counts in want the same of it, and that can be entered; and where it either stands in the equation
/// itself, or is the only one of all that the equation adds up whose figure is one slip away from what is wanted.
struct Proposals {
  let filler: Filler
  let places: [CellPlace: FactPlace]
  /// What a sum that nobody gave is added up from.
  private let parts: [Quantity: LinearForm]

  init(filler: Filler, places: [CellPlace: FactPlace]) {
    (self.filler, self.places) = (filler, places)
    var parts: [Quantity: LinearForm] = [:]
    let evaluator = filler.evaluator
    // What defines a figure says better than other equations what it is made of.
    let (own, others) = filler.equations.stablyParted { filler.form.rules[$0.rule].isDefinition }
    for equation in own + others {
      guard filler.form.rules[equation.rule].severity == .error, filler.applies(equation, evaluator) ?? false,
        case .compare(.equal, let left, let right) = equation.equation.body,
        let linear = LinearForm(left, right, equation.scope, evaluator), Self.holds(linear, filler),
        let whole = linear.terms.filter({ $0.value > 0 }).only?.key, linear.terms[whole] == 1,
        places[whole.place] == nil, parts[whole] == nil
      else { continue }
      parts[whole] = linear
    }
    self.parts = parts
  }

  /// An equation that is broken says nothing of what a figure is made of.
  private static func holds(_ linear: LinearForm, _ filler: Filler) -> Bool {
    do {
      var sum = linear.constant
      for (quantity, factor) in linear.terms {
        guard let known = filler.known[quantity]?.number else { return false }
        sum = try sum + known * Rational(Int64(factor))
      }
      return sum.isZero
    } catch {
      return false
    }
  }

  func propose(for broken: [BrokenEquation], _ problems: inout [FactProblem]) {
    let leaves = broken.map { self.leaves(of: $0.linear) }
    var wishes: [Quantity: [Rational?]] = [:]
    for (one, leaves) in zip(broken, leaves) {
      for (quantity, factor) in leaves { wishes[quantity, default: []].append(wish(quantity, factor, one.gap)) }
    }
    /// What all equations want of a cell.
    func wanted(_ quantity: Quantity) -> Rational? {
      guard let all = wishes[quantity], let first = all.first ?? nil, all.allSatisfy({ $0 == first }) else {
        return nil
      }
      return first
    }
    for (one, leaves) in zip(broken, leaves) {
      let slips = leaves.keys.sorted().filter { quantity in
        wanted(quantity).map { isSlip(filler.known[quantity]?.number ?? .zero, $0) } ?? false
      }
      let direct = one.linear.terms.keys.sorted().filter { places[$0.place] != nil && wanted($0) != nil }
      let most = direct.map { wishes[$0]?.count ?? 0 }.max()
      guard let cell = slips.count == 1 ? slips[0] : direct.first(where: { wishes[$0]?.count == most }),
        let place = places[cell.place], let value = wanted(cell)
      else { continue }
      problems[one.index].place = place
      problems[one.index].values["repair"] = value.formatted(minimum: 2, limit: 2)
    }
  }

  /// The given cells that an equation adds up, with how often each counts.
  private func leaves(of linear: LinearForm) -> [Quantity: Int] {
    var (leaves, rest): ([Quantity: Int], [(Quantity, Int)]) = ([:], linear.terms.map { ($0.key, $0.value) })
    var steps = 0
    while let (quantity, factor) = rest.popLast(), steps < Self.mostSteps {
      steps += 1
      if places[quantity.place] != nil {
        if !quantity.isPrior { leaves[quantity, default: 0] += factor }
      } else if let own = parts[quantity] {
        // The whole is the sum of all other terms, whose signs are turned.
        rest += own.terms.filter { $0.key != quantity }.map { ($0.key, -$0.value * factor) }
      }
    }
    return leaves.filter { $0.value != 0 }
  }

  private static let mostSteps = 5_000

  /// Nil where it is no amount that can be entered: whole fen, not below zero.
  private func wish(_ quantity: Quantity, _ factor: Int, _ gap: Rational) -> Rational? {
    guard filler.measure(quantity.place) == .amount, let known = filler.known[quantity]?.number else { return nil }
    do {
      let wish = try known - gap / Rational(Int64(factor))
      return wish >= .zero && wish.isWithinBounds && wish.wholeFen != nil ? wish : nil
    } catch {
      return nil
    }
  }

  /// Whether two neighbouring digits are in each other's place, or the point slid by whole places.
  private func isSlip(_ known: Rational, _ wish: Rational) -> Bool {
    guard let printed = known.wholeFen.flatMap(Int64.init(exactly:)),
      let right = wish.wholeFen.flatMap(Int64.init(exactly:))
    else { return false }
    switch Slip(printed: printed, right: right) {
    case .digitsTransposed, .pointShifted, .unit: return true
    case .sign, .digitChanged, .digitDropped, .digitAdded, nil: return false
    }
  }
}

extension Rational {
  /// Of an amount in 元; nil where it is no whole number of fen. Fractions are not kept in lowest terms.
  fileprivate var wholeFen: Int128? {
    let (fen, isTooMuch) = numerator.multipliedReportingOverflow(by: 100)
    return isTooMuch || fen % denominator != 0 ? nil : fen / denominator
  }
}

extension Array {
  /// Those that fit, and those that do not, in their order.
  fileprivate func stablyParted(_ fits: (Element) -> Bool) -> ([Element], [Element]) {
    (filter(fits), filter { !fits($0) })
  }
}

extension Collection {
  /// The one element; nil where there are none, or more.
  fileprivate var only: Element? { count == 1 ? first : nil }
}
