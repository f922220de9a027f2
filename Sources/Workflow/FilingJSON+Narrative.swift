import Documents
import Filings
import Forms
import Writers

/// A statement of the narrative as JSON.
struct StatementShape: Codable {
  var section: String
  var group: String
  var words: String
  var text: String
  var states: String
  var kind: String
  var direction: String?
  var place: PlaceShape?

  init(_ statement: Statement, _ places: ToldPlaces, form: Form, catalog: Catalog) {
    section = statement.section
    group = statement.group
    words = statement.words.text
    text = statement.number.text
    let printer = EquationText(form: form, catalog: catalog, home: nil)
    switch statement.meaning {
    case .figure(let cell): (kind, states) = ("figure", printer.text(.cell(cell)))
    case .ratio(let expression): (kind, states) = ("ratio", printer.text(expression))
    case .change(let cell): (kind, states) = ("change", printer.text(.cell(cell)))
    case .growth(let cell): (kind, states) = ("growth", printer.text(.cell(cell)))
    case .difference(let expression): (kind, states) = ("difference", printer.text(expression))
    case .gap(let cell): (kind, states) = ("gap", printer.text(.cell(cell)))
    case .gapRate(let cell): (kind, states) = ("gapRate", printer.text(.cell(cell)))
    }
    place = places(statement.number.span)
    direction = statement.direction.map { $0 == .up ? "up" : "down" }
  }
}
