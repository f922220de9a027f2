import Amounts
import Evaluation
import Filings
import Forms

/// Which printed figures are sums of others, by the form's equations.
struct Sums {
  private let composition: Composition
  private var found: [CellPlace: [Publication.Addend]] = [:]

  /// For every printed figure of money or points that a definition of the form adds up: what it is added up from. Only
  /// sums that the printed figures satisfy to the last place, and none that goes in a circle.
  static func all(_ composition: Composition) -> [CellPlace: [Publication.Addend]] {
    var sums = Sums(composition: composition)
    let evaluator = Evaluator(figures: Figures(form: composition.form, filing: composition.filing))
    for on in EquationOnPlace.all(on: composition.filing, form: composition.form)
    where composition.form.rules[on.rule].isDefinition {
      guard case .compare(.equal, let left, let right) = on.equation.body, case .cell(let cell) = left else { continue }
      do throws(Unknown) {
        sums.add(try evaluator.place(cell, on.scope), LinearForm(left, right, on.scope, evaluator))
      } catch {
        continue
      }
    }
    return sums.found
  }

  private init(composition: Composition) {
    self.composition = composition
  }

  private mutating func add(_ target: CellPlace, _ linear: LinearForm?) {
    guard let linear, found[target] == nil, isPrinted(target), let value = value(target), linear.constant.isZero else {
      return
    }
    var addends: [Publication.Addend] = []
    var sum = Rational.zero
    for (quantity, coefficient) in linear.terms.sorted(by: { $0.key < $1.key }) where quantity.place != target {
      guard !quantity.isPrior, isPrinted(quantity.place) else { return }
      addends.append(Publication.Addend(place: quantity.place, coefficient: -coefficient))
      do {
        sum = try sum + (self.value(quantity.place) ?? .zero) * Rational(Int64(-coefficient))
      } catch {
        return
      }
    }
    let isItself = linear.terms[Quantity(place: target)] == 1
    guard isItself, !addends.isEmpty, sum == value, !addends.contains(where: { reaches($0.place, target) }) else {
      return
    }
    found[target] = addends
  }

  private func isPrinted(_ place: CellPlace) -> Bool {
    composition.form.tables[composition.filing.tables[place.table].form].isPrinted
  }

  private func value(_ place: CellPlace) -> Rational? { composition.filing[place]?.number?.value }

  /// Whether a figure is added up, directly or not, from another.
  private func reaches(_ place: CellPlace, _ target: CellPlace) -> Bool {
    place == target || (found[place] ?? []).contains { reaches($0.place, target) }
  }
}
