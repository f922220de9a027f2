import Amounts
import Evaluation
import Filings
import Forms

/// The self-evaluation form of one project: its name, and what its funds say.
struct ProjectFunds {
  struct Figure {
    var place: CellPlace
    var value: Rational
  }

  let filling: Int
  let name: PrintedText
  private let block: Int
  private let context: CheckContext

  /// Every filled form that names its project.
  static func all(_ context: CheckContext) -> [ProjectFunds] {
    context.filing.tables.indices.compactMap { index in
      let table = context.filing.tables[index]
      guard context.form.tables[table.form].collection != nil, let name = table.name,
        let block = context.form.tables[table.form].block("funds")
      else { return nil }
      return ProjectFunds(filling: index, name: name, block: block, context: context)
    }
  }

  /// The printed figure of a column in the total of funds, or in its first row where the total is blank.
  func figure(_ id: String) -> Figure? {
    let table = context.filing.tables[filling]
    guard let column = context.form.tables[table.form].blocks[block].column(id) else { return nil }
    for row in table.blocks[block].rows.indices.reversed() {
      let place = CellPlace(table: filling, block: block, row: row, column: column)
      do throws(Unknown) {
        if case .number(let interval) = try context.sheet.evaluator.figure(place) {
          return Figure(place: place, value: interval.center)
        }
      } catch {
        continue
      }
    }
    return nil
  }
}
