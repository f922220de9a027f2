import Amounts
import Evaluation
import Filings
import Forms

/// Paragraphs whose figures were not rolled forward: none of them is this year's, and among themselves they agree.
struct StaleParagraphs {
  struct Paragraph {
    /// Indices of its statements of figures, the total first.
    var statements: [Int]
    /// Shares and rates in it that do not follow from the cells.
    var shares: [Int]
    /// What the cells print instead.
    var cells: [CellPlace]
    /// The statement that says how much the total grew since: total + it = this year's.
    var change: Int?
  }

  private(set) var paragraphs: [Paragraph] = []

  init(_ figures: Figures) {
    let evaluator = Evaluator(figures: figures)
    let (form, filing) = (figures.form, figures.filing)
    let statements = filing.narrative.statements
    let byPassage = Dictionary(grouping: statements.indices) { statements[$0].passage }
    for (_, members) in byPassage.sorted(by: { $0.key < $1.key }) {
      var figures: [(index: Int, place: CellPlace, stated: Interval, cell: Interval)] = []
      for index in members {
        guard case .figure(let fact) = statements[index].meaning, form.tables[fact.table].isPrinted,
          let (place, cell) = Self.cell(fact, evaluator), let stated = statements[index].value(in: form)
        else { continue }
        figures.append((index, place, stated, cell))
      }
      let wrong = figures.filter { !$0.stated.meets($0.cell) }
      guard wrong.count >= 4, wrong.count == figures.count,
        let total = wrong.max(by: { $0.stated.center < $1.stated.center })
      else { continue }
      let change = Self.change(of: total.index, statements, total.stated, total.cell, form)
      let parts = wrong.filter { $0.index != total.index }.map(\.stated)
      guard change != nil || Self.sum(parts)?.meets(total.stated) ?? false else { continue }
      let ordered = [total] + wrong.filter { $0.index != total.index }
      let shares = members.filter { Self.isWrongShare(statements[$0], evaluator) }
      paragraphs.append(
        Paragraph(statements: ordered.map(\.index), shares: shares, cells: ordered.map(\.place), change: change))
    }
  }

  private static func cell(_ fact: CellReference, _ evaluator: Evaluator) -> (CellPlace, Interval)? {
    do throws(Unknown) {
      let place = try evaluator.place(fact, Scope())
      guard case .number(let interval) = try evaluator.figure(place) else { return nil }
      return (place, interval)
    } catch {
      return nil
    }
  }

  private static func isWrongShare(_ statement: Statement, _ evaluator: Evaluator) -> Bool {
    guard case .ratio(let expression) = statement.meaning, let stated = statement.value(in: evaluator.figures.form)
    else { return false }
    do throws(Unknown) {
      guard case .number(let share) = try evaluator.value(expression, Scope()) else { return false }
      return !share.meets(stated)
    } catch {
      return false
    }
  }

  /// A statement elsewhere of what the total grew by, if that leads from the stated total to the cell's.
  private static func change(
    of total: Int, _ statements: [Statement], _ stated: Interval, _ cell: Interval, _ form: Form
  ) -> Int? {
    guard case .figure(let fact) = statements[total].meaning else { return nil }
    return statements.indices.first { index in
      guard case .change(let other) = statements[index].meaning, other == fact,
        let amount = statements[index].value(in: form)
      else { return false }
      do throws(ArithmeticOverflow) {
        return try (stated + (statements[index].direction == .down ? -amount : amount)).meets(cell)
      } catch {
        return false
      }
    }
  }

  private static func sum(_ all: [Interval]) -> Interval? {
    var total = Interval(exactly: .zero)
    for interval in all {
      do throws(ArithmeticOverflow) { total = try total + interval } catch { return nil }
    }
    return total
  }
}
