import Amounts
import Evaluation
import Filings
import Forms

/// Works out the scores of indicators that are measured in numbers, by the methods of the form.
enum Scores {
  /// - Parameter problems: takes indicators that are not measured in numbers and were given no score.
  static func filled(
    _ filing: Filing, form: Form, places: [CellPlace: FactPlace], problems: inout [FactProblem]
  ) -> Filing {
    var filing = filing
    let evaluator = Evaluator(figures: Figures(form: form, filing: filing))
    for table in filing.tables.indices {
      let tableForm = form.tables[filing.tables[table].form]
      guard let block = tableForm.block("indicators"), let columns = Columns(tableForm.blocks[block]) else { continue }
      for row in filing.tables[table].blocks[block].rows.indices {
        let filled = filing.tables[table].blocks[block].rows[row]
        guard case .open = filled.key else { continue }
        if let given = filled.cells[columns.score] {
          let place = Self.place(table, block, row, columns.score)
          if let own = given.number?.value, filled.cells[columns.reason]?.text.isEmpty ?? true,
            let score = score(filled, columns, form, evaluator), score.formatted(limit: 2) != own.formatted(limit: 2)
          {
            problems.append(
              FactProblem(
                "score.reason", at: places[place] ?? FactPlace(file: "\(tableForm.id).indicators.tsv"),
                ["name": filled.name.text, "given": own.formatted(limit: 2), "score": score.formatted(limit: 2)]))
          } else if let own = given.number?.value {
            expectReason(
              filled, own, columns, Self.place(table, block, row, columns.reason), places, tableForm, &problems)
          }
          continue
        }
        let target = CellPlace(table: table, block: block, row: row, column: columns.target)
        if let score = score(filled, columns, form, evaluator) {
          expectReason(filled, score, columns, place(table, block, row, columns.reason), places, tableForm, &problems)
          filing.tables[table].blocks[block].rows[row].cells[columns.score] = FilledCell(score.formatted(limit: 2))
        } else {
          problems.append(
            FactProblem(
              "score", at: places[target] ?? FactPlace(file: "\(tableForm.id).indicators.tsv"),
              ["name": filled.name.text]))
        }
      }
    }
    return filing
  }

  private static func place(_ table: Int, _ block: Int, _ row: Int, _ column: Int) -> CellPlace {
    CellPlace(table: table, block: block, row: row, column: column)
  }

  /// Points that are taken off need a reason.
  private static func expectReason(
    _ row: FilledRow, _ score: Rational, _ columns: Columns, _ place: CellPlace, _ places: [CellPlace: FactPlace],
    _ table: TableForm, _ problems: inout [FactProblem]
  ) {
    guard row.cells[columns.reason]?.text.isEmpty ?? true, let weight = row.cells[columns.weight]?.number?.value,
      score < weight
    else { return }
    problems.append(
      FactProblem(
        "score.deducted", at: places[place] ?? FactPlace(file: "\(table.id).indicators.tsv"),
        ["name": row.name.text, "score": score.formatted(limit: 2), "weight": weight.formatted(limit: 2)]))
  }

  private struct Columns {
    let target, actual, weight, score, reason: Int

    init?(_ block: BlockForm) {
      guard let target = block.column("target"), let actual = block.column("actual"),
        let weight = block.column("weight"), let score = block.column("score"), let reason = block.column("reason")
      else { return nil }
      (self.target, self.actual, self.weight, self.score, self.reason) = (target, actual, weight, score, reason)
    }
  }

  private static func score(_ row: FilledRow, _ columns: Columns, _ form: Form, _ evaluator: Evaluator) -> Rational? {
    guard let goal = Goal(row.cells[columns.target]?.text ?? "", scoring: form.scoring),
      let actual = Goal(row.cells[columns.actual]?.text ?? "", scoring: form.scoring),
      actual.number.isPercent == goal.number.isPercent,
      actual.number.unit == goal.number.unit, let weight = row.cells[columns.weight]?.number,
      let method = form.scoring.methods[goal.direction == .atMost ? "at_most" : "at_least"]
    else { return nil }
    let numbers = ["t": goal.number.value, "a": actual.number.value, "w": weight.value]
    guard let expression = SlotResolver(form: form).expression(method, numbers: numbers) else { return nil }
    do throws(Unknown) {
      guard case .number(let score) = try evaluator.value(expression, Scope()) else { return nil }
      return score.center
    } catch {
      return nil
    }
  }
}
