import Amounts
import Evaluation
import Filings
import Forms

/// What the numbers of sentences come to once the repairs that equations ask for are made.
struct StatedFigures {
  /// By statement, its cell.
  var places: [CellPlace?]
  var repaired: [CellPlace: Rational]
  /// Cells of which the document cannot tell whether they are right.
  var suspects: Set<CellPlace>
  /// Sums of changes that need not come out, as far as the document says.
  let openSums: [ChangeSums.Sum]

  init(_ stated: StatedForm, causes: [Attribution.Cause]) {
    places = stated.places
    openSums = stated.openSums
    repaired = [:]
    suspects = []
    for cause in causes {
      if cause.isDecided { for edit in cause.edits { repaired[edit.place] = edit.value } }
      suspects.formUnion(cause.suspects)
    }
  }

  /// Whether a number is what an equation asks for, not what is printed: such a value has the rounding of all the
  /// figures that it was worked out from.
  func isRepaired(_ statement: Int) -> Bool { places[statement].map { repaired[$0] != nil } ?? false }

  /// Whether a number is neither repaired nor under suspicion.
  func isClear(_ statement: Int) -> Bool {
    places[statement].map { repaired[$0] == nil && !suspects.contains($0) } ?? false
  }

  /// - Returns: nil where the number is under suspicion, unless that does not matter: what it is compared with proves
  ///   nothing then.
  func value(
    _ statement: Int, _ narrative: Narrative, _ form: Form, orSuspect: Bool = false
  ) -> Rational? {
    if let place = places[statement] {
      if let value = repaired[place] { return value }
      if suspects.contains(place), !orSuspect { return nil }
    }
    return narrative.statements[statement].value(in: form)?.center
  }
}

extension Statement {
  /// What its number may stand for, amounts in 万元; nil where it cannot be read.
  func value(in form: Form) -> Interval? {
    guard let number = number.number else { return nil }
    do throws(Unknown) {
      return try PrintedInterval(form: form).of(number, measure, .exact, .tenThousandYuan, text: self.number.text)
    } catch {
      return nil
    }
  }
}
